"""What a dossier says in words stands in its documents as ordinary text, for every program that reads Word files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docx import Document

from pipeline.controls import BLANK
from pipeline.dossier.load import load
from pipeline.resources import data_root
from pipeline.shape import Shape, document_shapes

SAMPLES = data_root("samples") / "dossiers"
NAMES = ("voorbeeld-volledig.json", "04-tweede-spoor-transport.yaml", "02-week-10-bouw.yaml")
MAIN = ("plan_van_aanpak", "evaluatie", "eindevaluatie", "gespreksverslag", "probleemanalyse", "actueel_oordeel")
PARTIES = ("werkgever", "werknemer")

Made = Callable[..., dict[str, bytes]]
CONTROL = re.compile(r"<w:sdt><w:sdtPr>((?:(?!</w:sdtPr>).)*)</w:sdtPr><w:sdtContent>((?:(?!</w:sdtContent>).)*)<")


def shown(content: bytes) -> str:
    """Returns the text of every paragraph and cell, as python-docx gives it."""
    document = Document(io.BytesIO(content))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    lines = [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    return "\n".join(line.text for line in lines)


def words(value: Any, shape: Shape) -> Iterator[str]:
    """Yields the texts of a document: no days, numbers, choices and references."""
    if isinstance(value, dict):
        for name, child in value.items():
            if name in shape.fields and name not in {"id", "soort"}:
                yield from words(child, shape.fields[name])
    elif isinstance(value, list):
        for child in value:
            yield from words(child, shape.items or shape)
    elif isinstance(value, str) and not (shape.choices or shape.refers_to or shape.keywords.get("format") == "date"):
        yield value


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_main_documents_is_ordinary_text(name: str, made: Made) -> None:
    path = SAMPLES / name
    documents = load(path.read_bytes(), str(path)).data["documenten"]
    made_of = {int(file[:2]): content for file, content in made(name).items() if file[:2].isdigit()}
    checked = 0
    for number, document in enumerate(documents, start=1):
        if document["soort"] in MAIN and number in made_of:
            text = shown(made_of[number])
            wanted = list(words(document, document_shapes()[document["soort"]]))
            assert [word for word in wanted if word not in text] == [], (name, number)
            checked += len(wanted)
    assert checked > 20


def test_a_text_has_a_control_only_while_it_is_to_be_filled_in(made: Made, member: Callable[..., bytes]) -> None:
    for file, content in made("voorbeeld-volledig.json").items():
        for properties, runs in CONTROL.findall(member(content).decode()):
            # Of who has still to sign or agree, the name that is known stands in a control, to be confirmed.
            if "<w:text" in properties and not re.search(r'w:val="/(?:ondertekening|akkoord_\w+)/', properties):
                assert BLANK in runs, file


def test_dates_choices_and_what_is_blank_keep_their_control(made: Made, member: Callable[..., bytes]) -> None:
    plan = member(made("voorbeeld-volledig.json")["04-plan-van-aanpak-2024-12-19.docx"]).decode()
    tags = set(re.findall(r'<w:tag w:val="([^"]*)"/>', plan))
    assert {"/datum", "/einddoel=andere_werkgever", "/afspraken/arbeidsinhoud/@A1/termijn"} <= tags
    assert {
        f"/ondertekening/{who}/{what}" for who in ("werkgever", "werknemer") for what in ("datum", "status")
    } <= tags
    assert "/visie/werknemer" not in tags


def test_an_unsigned_block_has_a_control_for_all_that_is_filled_in_there(
    unsigned: tuple[bytes, bytes], member: Callable[..., bytes]
) -> None:
    tags = set(re.findall(r'<w:tag w:val="(/ondertekening/[^"]*)"/>', member(unsigned[0]).decode()))
    fields = ("naam", "functie", "datum", "plaats", "status", "reden")
    assert tags == {f"/ondertekening/{who}/{what}" for who in PARTIES for what in fields}


def test_in_a_form_every_text_is_filled_in_in_a_control(made: Made, member: Callable[..., bytes]) -> None:
    form = made("voorbeeld-volledig.json", ("plan-van-aanpak",))["formulieren/plan-van-aanpak.docx"]
    tags = set(re.findall(r'<w:tag w:val="([^"]*)"/>', member(form).decode()))
    assert {"/visie/werknemer", "/doelen/0/omschrijving", "/afspraken/arbeidsinhoud/0/activiteit"} <= tags
