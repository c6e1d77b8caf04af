"""The tables of the templates and of what is made of them: no head alone, no day broken in two, who signs stays whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml import etree

from pipeline.documents.house_style import BASE
from pipeline.model import Built, RivKind, RivSituation
from pipeline.resources import data_root

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def test_a_table_that_picks_its_rows_stands_there_only_when_it_has_some(template: etree._Element) -> None:
    text = "".join(template.itertext())
    loops = re.findall(r"\{%tr for \w+ in ([^%]*(?:select|reject)attr[^%]*?) %\}", text)
    assert [loop for loop in loops if f"{{%p if {loop} | list %}}" not in text] == []


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
