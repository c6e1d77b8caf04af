"""The tables of the templates and of what is made of them: no head alone, no day on two lines, signatures whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml import etree

from pipeline.documents.forms import FORMS
from pipeline.documents.house_style import BASE
from pipeline.documents.policy import build_policy
from pipeline.dossier.load import load
from pipeline.model import Built, RivKind, RivSituation
from pipeline.resources import data_root

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LISTS = {"ListBullet", "ListNumber", "Keuze"}
DAY = 2260
"""Twips that "24 november 2025" takes at ten points in a wide typeface, with the margins of its cell."""
TEMPLATES = sorted((data_root("templates") / BASE).glob("*.docx"))


@pytest.fixture(params=TEMPLATES, ids=lambda path: path.stem)
def template(request: pytest.FixtureRequest) -> etree._Element:
    """The body of a template."""
    return body(request.param.read_bytes())


def body(document: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yields the rows of a table but those that hold only a tag."""
    yield from (row for row in table.iter(W + "tr") if row.find(W + "trPr") is not None)


def policy(name: str) -> Built:
    """Builds a policy of the samples."""
    content = (data_root("samples") / "beleid" / f"{name}.yaml").read_bytes()
    return build_policy(load(content, "beleid.yaml").data, (), (), rules_digest="0" * 64)


def test_a_table_that_picks_its_rows_stands_there_only_when_it_has_some(template: etree._Element) -> None:
    text = "".join(template.itertext())
    loops = re.findall(r"\{%tr for \w+ in ([^%]*(?:select|reject)attr[^%]*?) %\}", text)
    unguarded = [loop for loop in loops if f"{{%p if {loop} | list %}}" not in text]
    with_else = [re.escape(loop) + r" %\}((?!%tr endfor).)*\{%tr else %\}" for loop in unguarded]
    assert [loop for loop, other in zip(unguarded, with_else, strict=True) if not re.search(other, text)] == []


def test_a_dossier_without_doctor_or_past_absence_has_no_table_without_rows(
    minimal: Any, make: Callable[..., Built]
) -> None:
    minimal["betrokkenen"] = [{"rol": "leidinggevende", "naam": "A. Jansen"}]
    minimal["dienstverband"]["einddatum"] = "2026-12-01"
    for period in minimal["verzuimperiodes"]:
        period["van"], period["tot"] = "2027-01-04", "2027-02-01"
    short = RivSituation("uit_dienst", RivKind.VERKORT, "Proef.", "Wet WIA", (), is_due=True)
    made = make(minimal, situation=short)
    assert any(document.name.startswith("uwv/01-verkort") for document in made.documents)
    for document in made.documents:
        for table in body(document.content).iter(W + "tbl"):
            assert len(list(rows_of(table))) > 1, document.name


def test_a_day_fits_its_column_on_one_line(template: etree._Element) -> None:
    narrow = []
    for cell in template.iter(W + "tc"):
        texts = ["".join(paragraph.itertext()) for paragraph in cell.iter(W + "p")]
        width = int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w"))
        if width < DAY and any("| datum }}" in text for text in texts if "tot en met {{" not in text):
            narrow.append(texts)
    assert narrow == []


def test_who_signs_stands_in_rows_that_hold_together_and_stay_whole(template: etree._Element) -> None:
    for table in template.iter(W + "tbl"):
        head, *rows = [row for row in rows_of(table) if "{%tr" not in "".join(row.itertext())]
        if "".join(next(head.iter(W + "tc")).itertext()) == "Partij":
            styles = [{style.get(W + "val") for style in row.iter(W + "pStyle")} for row in rows]
            assert not any("Tabelkop" in found for found in styles)
            keeping = [row.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext") is not None for row in rows]
            assert keeping == [True] * (len(rows) - 1) + [False]
            assert all(row.find(f"{W}trPr/{W}trHeight") is not None for row in rows)


@pytest.mark.parametrize("name", ["full", "minimal"])
def test_no_table_touches_the_list_above_it(
    name: str, request: pytest.FixtureRequest, make: Callable[..., Built]
) -> None:
    made = make(request.getfixturevalue(name), forms=tuple(FORMS)).documents
    touching = []
    for document in (*made, *policy("bakkerij-de-halm").documents):
        for table in body(document.content).iter(W + "tbl"):
            above = table.getprevious()
            style = above.find(f"{W}pPr/{W}pStyle") if above is not None else None
            if style is not None and style.get(W + "val") in LISTS:
                touching.append((document.name, "".join(above.itertext())))
    assert touching == []


@pytest.mark.parametrize("name", ["bakkerij-de-halm", "klein-bedrijf-leeg"])
def test_the_signatures_of_a_policy_stay_with_what_is_above_them(name: str) -> None:
    for document in policy(name).documents:
        (table,) = (table for table in body(document.content).iter(W + "tbl") if "Partij" in "".join(table.itertext()))
        above = table.getprevious()
        style = above.find(f"{W}pPr/{W}pStyle").get(W + "val")
        assert above.find(f"{W}pPr/{W}keepNext") is not None or style == "Toelichting", document.name


def test_what_introduces_a_list_stays_on_its_page(template: etree._Element) -> None:
    loose = [
        "".join(paragraph.itertext())
        for paragraph in template.iterchildren(W + "p")
        if "".join(paragraph.itertext()).endswith(":") and paragraph.find(f"{W}pPr/{W}keepNext") is None
    ]
    assert loose == []
