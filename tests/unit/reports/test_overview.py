"""The page and the workbook of an overview: safe, readable without script, the same every time, nothing left out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest

from pipeline import flow
from pipeline.dossier.portfolio import sums
from pipeline.figures import CaseFigures, Overview
from pipeline.reports.overview_html import overview_page
from pipeline.reports.overview_text import Urgency, attention, number
from pipeline.reports.overview_xlsx import overview_workbook
from pipeline.reports.svg import Row, bars
from pipeline.resources import data_root

OP = date(2026, 11, 22)
EVIL = '=HYPERLINK("http://x";"y")<script>alert(1)</script>\u202e'


@pytest.fixture(scope="module")
def overview() -> Overview:
    names = ("04-tweede-spoor-transport.yaml", "13-contactblad-vlaanderen.yaml", "voorbeeld-volledig.json")
    opened = [flow.open_case(data_root("samples") / "dossiers" / name) for name in names]
    return flow.overview([*opened, flow.lost_case("geheim.json", "Geen JSON.")], op=OP)


@pytest.fixture(scope="module")
def evil(overview: Overview) -> Overview:
    """An overview in which every text that a dossier can give is hostile."""
    cases = tuple(
        replace(
            case,
            reference=EVIL,
            name=EVIL,
            path=EVIL,
            trajectories=tuple(replace(item, agency=EVIL) for item in case.trajectories),
        )
        for case in overview.cases
    )
    lost = (CaseFigures(9, path=EVIL, unread=EVIL),)
    return replace(overview, cases=cases, unread=lost, named=True, sums=sums(cases, OP))


def sheets(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_the_page_is_whole_and_needs_nothing_from_outside(overview: Overview) -> None:
    page = overview_page(overview).decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert not re.findall(r"url\(|@import|\son[a-z]+=|\sstyle=", page)
    assert "default-src 'none'" in page
    for tag in ("main", "section", "table", "figure", "svg", "ul", "footer", "header"):
        assert page.count(f"<{tag}") - page.count(f"</{tag}>") == 0, tag


def test_the_page_goes_from_attention_to_cases_to_totals(overview: Overview) -> None:
    page = overview_page(overview).decode()
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert heads == [
        "Wat nu aandacht vraagt",
        "Niet gelezen",
        "De dossiers",
        "Verzuim en uren in de tijd",
        "Alles bij elkaar",
        "Hoe dit is geteld",
    ]
    assert page.count("<h1>") == 1


def test_every_chart_can_be_read_aloud_and_every_table_has_heads(overview: Overview) -> None:
    page = overview_page(overview).decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) > 8
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for drawing in drawings:
        root = ElementTree.fromstring(drawing)  # noqa: S314  our own output
        assert root.attrib["role"] == "img"
        title, said = root[0], root[1]
        assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], said.attrib["id"]]
        assert title.text
        assert said.text
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        assert "<caption>" in table
        assert 'scope="col"' in table


def test_the_checks_of_completeness_are_counted_per_case(overview: Overview) -> None:
    (first, *others) = overview.cases
    counted = replace(overview, cases=(replace(first, faults=7, doubts=9), *others))
    page = overview_page(counted).decode()
    assert '<td class="n bad">7</td><td class="n warn">9</td>' in page
    assert "7 controles met fout: zie de controlelijst" in page
    assert next(line.what for line in attention(counted) if line.urgency is Urgency.CHECK).startswith("7 controles")
    texts = sheets(overview_workbook(counted))["xl/sharedStrings.xml"]
    assert "Controles: fout" in texts
    assert "Controles: let op" in texts


@pytest.mark.parametrize("write", [overview_page, overview_workbook])
def test_the_same_figures_give_the_same_bytes(overview: Overview, write: Any) -> None:
    assert write(overview) == write(overview)


@pytest.mark.parametrize("write", [overview_page, overview_workbook])
def test_no_name_and_no_path_without_being_asked(overview: Overview, write: Any) -> None:
    content = write(overview)
    text = "".join(sheets(content).values()) if content[:2] == b"PK" else content.decode()
    assert "voorbeeld-volledig" in text
    assert "Hoekstra" not in text
    assert "geheim" not in text
    assert "Bestand 4 van 4" in text


def test_hostile_text_is_only_text_on_the_page(evil: Overview) -> None:
    page = overview_page(evil).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_row_26_hostile_text_is_only_text_in_the_workbook(evil: Overview) -> None:
    files = sheets(overview_workbook(evil))
    tables = {name: text for name, text in files.items() if name.startswith("xl/worksheets/")}
    assert not any("<f>" in text or "<hyperlink" in text for text in tables.values())
    assert "HYPERLINK" in files["xl/sharedStrings.xml"]
    assert "\u202e" not in files["xl/sharedStrings.xml"]
    assert 'quotePrefix="1"' in files["xl/styles.xml"]
    for name, text in files.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(text)  # noqa: S314  our own output


def test_the_workbook_has_native_charts_with_a_description(overview: Overview) -> None:
    files = sheets(overview_workbook(overview))
    assert sum(name.startswith("xl/charts/chart") for name in files) > 8
    drawn = "".join(text for name, text in files.items() if name.startswith("xl/drawings/drawing"))
    assert drawn.count("<xdr:cNvPr") == drawn.count(" descr=")
    names = re.findall(r'<sheet name="([^"]+)"', files["xl/workbook.xml"])
    assert names[:2] == ["Aandacht", "Dossiers"]
    assert "Niet gelezen" in names


def test_nothing_at_all_still_gives_a_page_and_a_workbook() -> None:
    empty = flow.overview([], op=OP)
    assert b"Er is nu niets te laat" in overview_page(empty)
    assert overview_workbook(empty)[:2] == b"PK"


def test_the_most_pressing_comes_first(overview: Overview) -> None:
    lines = attention(overview)
    assert lines == sorted(lines, key=lambda line: (line.urgency, line.day or OP))
    assert lines[0].what.endswith("dagen te laat")


@pytest.mark.parametrize(("value", "decimals", "text"), [(1234567.5, 1, "1.234.567,5"), (0, 0, "0"), (999, 0, "999")])
def test_numbers_are_dutch(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


def test_a_bar_is_as_long_as_its_number() -> None:
    drawn = bars("n", "T", [Row("a", (1.0, 3.0), "4"), Row("b", (2.0, 0.0), "2")], ("x", "y"), ("one", "two"))
    wide = [float(width) for width in re.findall(r'width="([\d.]+)" height="18"', drawn)]
    assert wide[1] == pytest.approx(3 * wide[0], abs=0.2)
    assert wide[2] == pytest.approx(2 * wide[0], abs=0.2)
