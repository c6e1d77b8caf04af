"""OpenDocument files: every place where one holds text is found, under a name by which a person finds it too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from everything_odt import Everything, para, part, sheet, slides, text_file

from pipeline.errors import UnreadableError
from pipeline.readers.opendocument import walk
from pipeline.readers.package import Package
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.registry import read_file

MANIFEST = "META-INF/manifest.xml"


def package(made: Everything) -> Package:
    return Package(made.packed(), Visit(lambda *_: Reading("")))


def read(made: Everything) -> Reading:
    return read_file("", made.packed())


@pytest.mark.parametrize("make", [text_file, slides, sheet])
def test_every_place_is_found_once_under_its_own_name(make: Callable[[], Everything]) -> None:
    made = make()
    texts = [(segment.place, segment.text.reveal()) for segment in read(made).segments]
    found = {number: [place for place, text in texts if made.word(number) in text] for number in made.places}
    assert found == {number: [place] for number, place in made.places.items()}


def test_what_no_program_gives_as_text_is_unread() -> None:
    made = text_file()
    assert {unread.part for unread in read(made).unread} == made.unread


@pytest.mark.parametrize("make", [text_file, slides, sheet])
def test_a_piece_is_the_whole_value_of_its_node(make: Callable[[], Everything]) -> None:
    for passage in walk(package(make())).passages:
        for piece in passage.pieces:
            assert piece.value == passage.text.reveal()[piece.start : piece.end]


def test_a_password_is_told_with_what_to_do() -> None:
    made = text_file()
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    made.members[MANIFEST] = (
        f"<manifest:manifest {space}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        "</manifest:manifest>"
    ).encode()
    made.members["content.xml"] = b"\x8f\x01 versleuteld"
    (unread,) = read(made).unread
    assert "wachtwoord" in unread.reason


@pytest.mark.parametrize("content", [b"", b"<a", b"<!DOCTYPE a><a/>", b"\0\1"])
def test_a_damaged_part_makes_the_file_unreadable(content: bytes) -> None:
    made = text_file()
    made.members["content.xml"] = content
    with pytest.raises(UnreadableError, match="opnieuw op"):
        walk(package(made))


def test_a_sheet_of_a_million_rows_costs_what_is_in_it() -> None:
    made = sheet()
    content = made.members["content.xml"].replace(b'rows-repeated="3"', b'rows-repeated="99999999999999999999"')
    made.members["content.xml"] = content
    assert len(read(made).segments) == len(read(sheet()).segments)


def test_a_small_picture_of_the_first_page_is_nothing_unread_and_a_large_one_is() -> None:
    made = text_file()
    made.members["Thumbnails/thumbnail.png"] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\x04\0"
    assert "miniatuur 1" in {unread.part for unread in read(made).unread}


def test_deep_nesting_is_no_reason_to_fail() -> None:
    made = text_file()
    deep = para("<text:span>" * 200 + "diep" + "</text:span>" * 200)
    body = f"<office:body><office:text>{deep}</office:text></office:body>"
    made.members["content.xml"] = part("document-content", body)
    assert "diep" in {segment.text.reveal() for segment in read(made).segments}
