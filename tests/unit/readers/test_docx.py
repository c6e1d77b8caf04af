"""Word files: every place where one holds text is found, under a name by which a person finds it too."""

from __future__ import annotations

from everything_docx import Everything
from everything_docx_parts import everything

from pipeline.readers.reading import Reading
from pipeline.readers.registry import read_file


def read(made: Everything) -> Reading:
    return read_file("", made.packed())


def found(reading: Reading, word: str) -> list[str]:
    return [segment.place for segment in reading.segments if word in segment.text.reveal()]


def test_every_place_is_found_once_under_its_own_name() -> None:
    made = everything()
    reading = read(made)
    assert {number: found(reading, made.word(number)) for number in made.places} == {
        number: [place] for number, place in made.places.items()
    }


def test_what_no_program_gives_as_text_is_unread() -> None:
    made = everything()
    assert {unread.part for unread in read(made).unread} == made.unread


def test_no_two_texts_have_the_same_place() -> None:
    places = [segment.place for segment in read(everything(lambda _: "steeds")).segments]
    assert len(places) == len(set(places))
