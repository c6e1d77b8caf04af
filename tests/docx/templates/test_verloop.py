"""The charts of the verloop: the numbers that Word draws are those of the dossier, and the workbook agrees."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents.verloop import TITLES, Verloop
from pipeline.model import Built
from tests.openxml import errors_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
NAME = "18-verloop-van-het-verzuim-2026-07-28.docx"


def period(van: str, tot: str | None, percentage: float = 100, hours: float = 0) -> dict[str, Any]:
    return {
        "van": van,
        "tot": tot,
        "verzuimpercentage": percentage,
        "gewerkte_uren": hours,
        "contracturen": 32,
        "arbeidstherapeutische_uren": None,
    }


@pytest.fixture
def document(full: Any, make: Callable[..., Built]) -> bytes:
    (found,) = (item for item in make(full).documents if item.name == NAME)
    return found.content


def members(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_period_has_two_points_and_the_lines_have_steps() -> None:
    dossier = {"verzuimperiodes": [period("2026-01-05", "2026-01-18"), period("2026-01-19", None, 50, 16)]}
    course = Verloop(dossier, "2026-02-01")
    assert course.rows == (
        (0.0, 100, 0, 32, 0), (2.0, 100, 0, 32, 0), (2.0, 50, 16, 32, 0), (4.0, 50, 16, 32, 0),
    )  # fmt: skip
    assert course.weeks == 4


def test_days_of_recovery_are_a_gap() -> None:
    dossier = {"verzuimperiodes": [period("2026-01-05", "2026-01-11"), period("2026-01-19", "2026-01-25")]}
    assert [row[1] for row in Verloop(dossier, None).rows] == [100, 100, None, 100, 100]


def test_what_comes_after_the_day_of_the_document_is_left_out() -> None:
    dossier = {"verzuimperiodes": [period("2026-01-05", "2026-01-31"), period("2026-02-01", None)]}
    assert Verloop(dossier, "2026-01-11").rows[-1][0] == 1.0


def test_a_sentence_says_what_the_charts_show() -> None:
    dossier = {"verzuimperiodes": [period("2026-01-05", "2026-01-18"), period("2026-01-19", None, 62.5, 12.5)]}
    course = Verloop(dossier, "2026-02-01")
    assert course.beschrijving_verzuim.startswith(
        "Grafiek van het verzuim in procenten. "
        "Het verzuim begint op 5 januari 2026 met 100% en is op 1 februari 2026 62,5%."
    )
    assert "werkt de werknemer 0 uur, op 1 februari 2026 12,5 uur" in course.beschrijving_uren
    assert Verloop({"verzuimperiodes": []}, None).beschrijving_uren.endswith("Er zijn nog geen gegevens.")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), min_size=1, max_size=20))
def test_the_weeks_never_go_back_and_cover_every_period(spans: list[tuple[int, int]]) -> None:
    day, periods = date(2024, 2, 28), []
    for gap, length in spans:
        first = day + timedelta(gap)
        day = first + timedelta(length)
        periods.append(period(first.isoformat(), (day - timedelta(1)).isoformat()))
    course = Verloop({"verzuimperiodes": periods[::-1]}, None)
    weeks = [row[0] or 0 for row in course.rows]
    assert weeks == sorted(weeks)
    assert weeks[0] == 0
    assert weeks[-1] <= course.weeks < weeks[-1] + 1
    assert len([row for row in course.rows if row[1] is not None]) == 2 * len(periods)


def test_the_charts_show_the_numbers_of_the_dossier(full: Any, document: bytes) -> None:
    parts = members(document)
    percentages = [item["verzuimpercentage"] for item in full["verzuimperiodes"] for _ in range(2)]
    chart = etree.fromstring(parts["word/charts/verzuim.xml"])
    (values,) = chart.iter(C + "yVal")
    assert [float(point.findtext(C + "v") or "") for point in values.iter(C + "pt")] == percentages
    assert [formula.text for formula in values.iter(C + "f")] == [f"Verloop!$B$2:$B${len(percentages) + 1}"]
    titles = [item.text for item in etree.fromstring(parts["word/charts/uren.xml"]).iter(C + "v")]
    assert {"Gewerkte uren per week", "Contracturen per week"} <= set(titles)


def test_the_axis_ends_at_a_mark(document: bytes) -> None:
    chart = etree.fromstring(members(document)["word/charts/verzuim.xml"])
    axis = next(item for item in chart.iter(C + "valAx") if item.find(C + "axPos").get("val") == "b")
    assert (axis.find(f"{C}scaling/{C}max").get("val"), axis.find(C + "majorUnit").get("val")) == ("91", "13")


def test_the_workbook_behind_a_chart_agrees(full: Any, document: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(members(document)["word/embeddings/uren.xlsx"])) as book:
        rows = list(etree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter("{*}row"))
    assert [cell.findtext(".//{*}t") for cell in rows[0]] == list(TITLES)
    hours = [item["gewerkte_uren"] for item in full["verzuimperiodes"] for _ in range(2)]
    assert [float(row[2].findtext("{*}v") or "") for row in rows[1:]] == hours


def test_the_charts_have_a_description_and_the_document_is_valid(document: bytes, tmp_path: Any) -> None:
    described = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', members(document)["word/document.xml"].decode())
    assert len(described) == 2
    assert all(text.startswith("Grafiek van ") and text.endswith(".") for text in described)
    (tmp_path / "verloop.docx").write_bytes(document)
    assert errors_of(tmp_path / "verloop.docx") == []


def test_the_same_dossier_gives_the_same_bytes(full: Any, make: Callable[..., Built], document: bytes) -> None:
    assert next(item.content for item in make(full).documents if item.name == NAME) == document
