"""The checklist for the casemanager: all thirty checks, an aid and no judgement, and never among what goes to UWV."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline import flow
from pipeline.model import Built
from pipeline.resources import data_root

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = "controlelijst.docx"
SAMPLES = data_root("samples") / "dossiers"


@cache
def built(name: str, op: str | None = None) -> Built:
    return build(name, op)


def build(name: str, op: str | None = None, **changes: Any) -> Built:
    path = SAMPLES / name
    content = path.read_bytes()
    if changes:
        content = json.dumps({**json.loads(content), **changes}).encode()
    return flow.build(path, content, op=date.fromisoformat(op) if op else None)


def text_of(made: Built) -> str:
    content = next(document.content for document in made.documents if document.name == NAME)
    with ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/")]
    return re.sub(r"<[^>]+>", " ", " ".join(parts))


@pytest.fixture(scope="module")
def minimal() -> str:
    return text_of(built("voorbeeld-minimaal.json", "2026-11-30"))


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    """The text of the cells of every row that is about a check."""
    content = next(
        item.content for item in built("voorbeeld-volledig.json", "2026-11-30").documents if item.name == NAME
    )
    with ZipFile(BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found = [["".join(cell.itertext()) for cell in row.iter(W + "tc")] for row in body.iter(W + "tr")]
    return [cells for cells in found if len(cells) == len(("Nr.", "Controle", "Uitkomst")) and cells[0] != "Nr."]


def test_it_says_on_top_that_it_is_an_aid_and_no_judgement(minimal: str) -> None:
    assert "hulpmiddel voor de casemanager en geen oordeel" in minimal
    assert "beoordeelt UWV" in minimal
    assert "hoort niet bij de stukken voor UWV" in minimal


def test_it_holds_every_check_with_what_was_looked_at_and_its_article(minimal: str) -> None:
    for check in built("voorbeeld-minimaal.json", "2026-11-30").checks:
        assert check.title in minimal
        assert check.looks_at in minimal
        assert check.basis.replace("'", "&#39;") in minimal or check.basis in minimal
    assert "Er is geen probleemanalyse; de laatste dag was" in minimal
    assert "Wat te doen: Vraag de bedrijfsarts om de analyse" in minimal


def test_every_row_says_which_check_it_is_of(rows: list[list[str]]) -> None:
    """A page may begin with any row."""
    made = built("voorbeeld-volledig.json", "2026-11-30")
    titles = {str(check.number): check.title for check in made.checks}
    assert len(rows) > len({number for number, *_ in rows}) > 10
    assert all(title.startswith(titles[number]) for number, title, _ in rows)


def test_it_never_says_that_a_report_is_sufficient(minimal: str) -> None:
    assert not re.search(r"is (voldoende|compleet|volledig|goedgekeurd)|voldoet aan", minimal.lower())


def test_it_lies_beside_the_documents_and_in_no_set() -> None:
    made = built("06-ziek-uit-dienst-horeca.yaml")
    names = [document.name for document in made.documents]
    assert NAME in names
    assert any(name.startswith("uwv/") for name in names)
    assert [name for name in names if Path(name).name == NAME] == [NAME]
    for document in made.documents:
        if document.name.endswith(".zip"):
            with ZipFile(BytesIO(document.content)) as archive:
                assert not [name for name in archive.namelist() if "controlelijst" in name]
    listed: Any = made.manifest["documents"]
    assert [entry["file"] for entry in listed if entry["soort"] == "controlelijst"] == [NAME]


def test_a_belgian_dossier_has_none() -> None:
    assert NAME not in [document.name for document in built("13-contactblad-vlaanderen.yaml").documents]


def test_it_is_made_whatever_was_found_in_the_dossier_and_shows_none_of_it(minimal: str) -> None:
    made = build("voorbeeld-minimaal.json", "2026-11-30", werkgever={"naam": "Hernia Hulp"}, kenmerk="hernia-1")
    assert "ernia" not in text_of(made)
    assert "Bakkerij" in minimal


def test_the_same_dossier_and_day_give_the_same_bytes() -> None:
    first, second = (make("voorbeeld-minimaal.json", "2026-11-30") for make in (built, build))
    assert [document.content for document in first.documents] == [document.content for document in second.documents]


def test_the_checks_withhold_nothing() -> None:
    made = built("voorbeeld-minimaal.json", "2026-11-30")
    assert any(check.remarks for check in made.checks)
    assert made.withheld == ()
