"""A document that nobody filled in brings nothing into its dossier, whatever program saved it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.controls import MAX_TAG, is_blank, mark, plain
from pipeline.documents.forms import FORMS
from pipeline.flow import readback
from pipeline.resources import data_root
from tests.openxml import errors_of

SAMPLES = data_root("samples") / "dossiers"
NAMES = sorted(path.name for path in SAMPLES.iterdir())


def fillable(made: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [item for item in made.items() if b"docProps/custom.xml" in item[1]]


@pytest.mark.parametrize("name", NAMES)
def test_building_and_reading_back_changes_nothing(name: str, made: Callable[..., dict[str, bytes]]) -> None:
    documents = fillable(made(name))
    read = readback(documents, str(SAMPLES / name))
    assert (read.changes, read.problems, read.unread, read.content) == ((), (), (), b"")
    assert read.documents == len(documents)


def test_an_untouched_form_changes_nothing(made: Callable[..., dict[str, bytes]]) -> None:
    documents = fillable(made("voorbeeld-volledig.json", tuple(FORMS)))
    forms = [item for item in documents if item[0].startswith("formulieren/")]
    assert len(forms) == len(FORMS)
    read = readback(forms, str(SAMPLES / "voorbeeld-volledig.json"))
    assert (read.changes, read.problems, read.unread) == ((), (), ())


@pytest.mark.parametrize("name", ["voorbeeld-volledig.json", "04-tweede-spoor-transport.yaml"])
def test_a_program_that_numbers_controls_anew_changes_nothing(
    name: str,
    made: Callable[..., dict[str, bytes]],
    member: Callable[..., bytes],
    swap: Callable[[bytes, dict[str, bytes]], bytes],
) -> None:
    documents = []
    for path, content in fillable(made(name)):
        xml = re.sub(rb'(<w:tag [^>]*/>)<w:id w:val="[0-9]+"/>', rb'\1<w:id w:val="-5"/>', member(content))
        documents.append((path, swap(content, {"word/document.xml": xml})))
    read = readback(documents, str(SAMPLES / name))
    # The name that stood there before somebody agreed is new to a dossier that has the agreement without it.
    assert [change.pointer for change in read.changes if not re.search("/akkoord_[a-z]+/naam$", change.pointer)] == []
    assert read.problems == ()


def test_every_control_has_a_short_tag_a_title_and_a_number_of_its_own(
    made: Callable[..., dict[str, bytes]], member: Callable[..., bytes]
) -> None:
    for name, content in fillable(made("voorbeeld-volledig.json", tuple(FORMS))):
        xml = member(content).decode()
        tags, titles = re.findall(r'<w:tag w:val="([^"]*)"', xml), re.findall(r'<w:alias w:val="([^"]*)"', xml)
        numbers = re.findall(r'<w:id w:val="([0-9]+)"', xml)
        assert len(tags) == len(titles) == len(numbers) == len(set(numbers)) > 0, name
        assert max(map(len, (*tags, *titles))) <= MAX_TAG, name
        assert all(0 < int(number) < 2**31 for number in numbers), name


def test_a_form_is_a_valid_document(made: Callable[..., dict[str, bytes]], tmp_path: Path) -> None:
    for number, (name, content) in enumerate(fillable(made("voorbeeld-volledig.json", tuple(FORMS)))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(content)
        assert errors_of(path) == [], name


@given(st.text())
def test_how_word_writes_quotes_and_spaces_makes_no_other_text(text: str) -> None:
    typed = text.replace("'", "\u2019").replace(" ", "\u00a0").replace("-", "\u2013")
    assert plain(plain(text)) == plain(text)
    assert mark("/a", typed) == mark("/a", text)
    assert 0 < mark("/a", text) < 2**31


@pytest.mark.parametrize("text", ["", "\n\n\n", "…………", "………… uur", "…………%", "☐ Ja\n☐ Nee", "......", "____"])
def test_a_blank_holds_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["ja", "☒ Ja\n☐ Nee", "4 uur", "0%", "…1…"])
def test_what_was_written_is_no_blank(text: str) -> None:
    assert not is_blank(text)
