"""Writes an overview as a workbook with native charts: what needs attention, the cases, the totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from pipeline.formats import dutch_day
from pipeline.reports import overview_text as words
from pipeline.reports.overview_text import PHASES, RESUMED, TRACKS, URGENCIES
from pipeline.reports.workbook import Cell, Series, Workbook

if TYPE_CHECKING:
    from pipeline.figures import CaseFigures, Overview

_BLUE: Final = "#1F6FB2"
_ORANGE: Final = "#B8560F"
_RED: Final = "#A3242B"
_GREY: Final = "#8796A5"
_BAR: Final = {"type": "bar"}
_STACK: Final = {"type": "bar", "subtype": "stacked"}
_COLUMN: Final = {"type": "column"}
_LINE: Final = {"type": "scatter", "subtype": "straight"}
_MOST_COURSES: Final = 100
"""More charts than this on a sheet make a workbook slow; the table has all."""
_CHART_ROWS: Final = 16
_LEAST_HEIGHT: Final = 260
_BAR_HEIGHT: Final = 26
_AROUND: Final = 120
_ROW_HEIGHT: Final = 20
"""In pixels, as charts are measured: the least of a chart, what a bar and what surrounds the bars takes, and a row."""
_FULL: Final = 100

_CASES: Final = (
    "Dossier",
    "Ziekteweek",
    "Fase",
    "Eerste ziektedag",
    "Ziektedagen",
    "Eerstvolgende werkdag",
    "Eerstvolgende termijn",
    "Te laat",
    "Niet getekend",
    "Controles: fout",
    "Controles: let op",
    "Verzuim in %",
    "Gewerkte uren",
    "Contracturen",
    "Loonwaarde in %",
    "Hervatting",
    "Werk sinds",
    "Andere werkgever",
    "Tweede spoor",
    "Niet gewerkte uren",
    "Kosten in euro",
    "Baten in euro",
    "Problemen in de gegevens",
)
_COURSE: Final = ("Dossier", "Van", "Tot en met", "Verzuim in %", "Contracturen", "Gewerkte uren")
_KEPT: Final = ("Dossier", "Termijn", "Uiterlijk", "Dagen te laat", "Gedaan")
_SIGNED: Final = ("Dossier", "Document", "Datum", "Wie", "Stand")


def overview_workbook(overview: Overview) -> bytes:
    """Returns the workbook; the same figures give the same bytes."""
    book = Workbook(f"Overzicht re-integratie op {dutch_day(overview.op)}", overview.op)
    lines = words.attention(overview)
    book.sheet(
        "Aandacht",
        ("Wat", "Dossier", "Waar het om gaat", "Aan zet", "Datum"),
        [(URGENCIES[line.urgency], line.who, line.what, line.turn, line.day) for line in lines],
    )
    extra = ("Bestand",) if overview.named else ()
    book.sheet("Dossiers", (*_CASES, *extra), [(*_case(case), *_path(case, overview)) for case in overview.cases])
    _courses(book, overview)
    _totals(book, overview)
    book.sheet("Termijnen", _KEPT, [row for case in overview.cases for row in _kept(case)])
    book.sheet("Handtekeningen", _SIGNED, [row for case in overview.cases for row in _signed(case)])
    book.sheet("Niet gelezen", ("Dossier", "Waarom niet"), list(_unread(overview)))
    book.sheet("Toelichting", ("Hoe dit is geteld",), [(text,) for text in words.how_counted(overview)])
    return book.close()


def _case(case: CaseFigures) -> Iterator[Cell]:
    last = case.course[-1] if case.course else None
    yield words.label(case)
    yield case.week or None
    yield PHASES[case.phase]
    yield case.first_day
    yield case.days if case.first_day else None
    yield case.next.last_working_day if case.next else None
    yield case.next.title if case.next else None
    yield len(case.late)
    yield len(words.missing(case))
    yield case.faults
    yield case.doubts
    yield from (last.percentage, last.worked, last.contract, last.value) if last else (None,) * 4
    yield RESUMED[case.resumed] if case.first_day else None
    yield case.resumed_on
    yield "Ja" if case.elsewhere else "Nee"
    yield TRACKS[case.track] if case.first_day else None
    yield case.lost_hours
    yield sum(item.euros for item in case.costs) if case.costs else None
    yield sum(item.euros for item in case.benefits) if case.benefits else None
    yield case.problems


def _path(case: CaseFigures, overview: Overview) -> tuple[Cell, ...]:
    return (case.path,) if overview.named else ()


def _kept(case: CaseFigures) -> Iterator[tuple[Cell, ...]]:
    for item in case.kept:
        yield words.label(case), item.title, item.due, item.late, "Ja" if item.done else "Nee"


def _signed(case: CaseFigures) -> Iterator[tuple[Cell, ...]]:
    for item in case.unsigned:
        yield words.label(case), item.title, item.date, item.party, item.status or "ontbreekt"


def _unread(overview: Overview) -> Iterator[tuple[Cell, ...]]:
    for case in overview.unread:
        yield words.lost_label(case, overview), case.unread
    if not overview.unread:
        yield "Alle dossiers zijn gelezen.", None


def _courses(book: Workbook, overview: Overview) -> None:
    """Adds the course of every case: a table of its periods, the points of the lines, and a chart for each."""
    rows: list[tuple[Cell, ...]] = []
    points: list[tuple[Cell, ...]] = []
    spans: list[tuple[CaseFigures, int, int]] = []
    for case in overview.cases:
        begin = len(points)
        for item in case.course:
            rows.append((words.label(case), item.first, item.last, item.percentage, item.contract, item.worked))
            share = min(_FULL, item.worked / item.contract * _FULL) if item.contract else 0.0
            points += [(words.label(case), day, item.percentage, share) for day in (item.first, item.last)]
        if len(points) > begin:
            spans.append((case, begin, len(points)))
    book.sheet("Verloop", _COURSE, rows)
    drawn = book.page("Verloop in beeld")
    data = book.sheet("Punten", ("Dossier", "Dag", "Verzuim in %", "Gewerkte uren in %"), points)
    for place, (case, begin, end) in enumerate(spans[:_MOST_COURSES]):
        chart = _course(book, data, case, begin, end)
        drawn.insert_chart(
            (place // 3) * _CHART_ROWS, (place % 3) * 4, chart, {"description": _said(case), "object_position": 1}
        )
    if len(spans) > _MOST_COURSES:
        left = len(spans) - _MOST_COURSES
        book.heading(drawn, -(-_MOST_COURSES // 3) * _CHART_ROWS, f"Nog {left} dossiers staan alleen in 'Verloop'.")
    drawn.set_column(0, 12, 11)


def _course(book: Workbook, data: Any, case: CaseFigures, begin: int, end: int) -> Any:
    lines = (Series("Verzuim in %", 1, 2, _BLUE), Series("Gewerkte uren in %", 1, 3, _ORANGE))
    chart = book.chart(_LINE, words.label(case), [book.over(data, begin, end - begin, line) for line in lines])
    chart.set_y_axis({"min": 0, "max": _FULL, "major_gridlines": {"visible": True, "line": {"color": "#D5DDE5"}}})
    chart.set_x_axis({"num_format": "mm-yyyy", "num_font": {"rotation": -45}})
    chart.set_size({"width": 330, "height": 300})
    return chart


def _said(case: CaseFigures) -> str:
    return f"Verloop van {words.label(case)}: verzuimpercentage en gewerkte uren. De cijfers staan op blad Verloop."


def _totals(book: Workbook, overview: Overview) -> None:
    """Adds the totals: a block with its table for each subject, and a native chart beside it."""
    sheet, top, tall = book.page("Totalen"), 0, 0
    for title, head, rows, kind, series in _blocks(overview):
        book.heading(sheet, top, title)
        book.table(sheet, top + 1, head, rows)
        if series and rows:
            over = [book.over(sheet, top + 1, len(rows), item) for item in series]
            chart = book.chart(kind, title, over)
            height = max(_LEAST_HEIGHT, _BAR_HEIGHT * len(rows) + _AROUND if kind != _COLUMN else 0)
            chart.set_size({"width": 620, "height": height})
            place = {"description": f"{title}. De cijfers staan in de tabel ernaast.", "object_position": 1}
            sheet.insert_chart(top, len(head) + 1, chart, place)
            tall = -(-height // _ROW_HEIGHT) + 1
        top += max(len(rows) + 4, tall if series and rows else 0)


_Block = tuple[str, Sequence[str], Sequence[Sequence[Cell]], dict[str, str], Sequence[Series]]


def _blocks(overview: Overview) -> Iterator[_Block]:
    sums = overview.sums
    one = (Series("Dossiers", 0, 1, _BLUE),)
    count = ("Stand", "Dossiers")
    yield "Waar de dossiers staan", count, [(PHASES[item], number) for item, number in sums.phases], _BAR, one
    yield (
        "Hoe lang het verzuim duurt",
        ("Weken", "Loopt", "Afgelopen"),
        list(sums.durations),
        _STACK,
        (Series("Loopt", 0, 1, _BLUE), Series("Afgelopen", 0, 2, _GREY)),
    )
    yield "Werkhervatting", count, [(RESUMED[item], number) for item, number in sums.resumed], _BAR, one
    yield "Tweede spoor", count, [(TRACKS[item], number) for item, number in sums.tracks], _BAR, one
    if sums.agencies:
        agencies = [(item.name or "Naam niet getoond", *item.counts) for item in sums.agencies]
        head = ("Re-integratiebedrijf", "Trajecten", "Werk gevonden", "Gesprekken", "Sollicitaties")
        yield "Tweede spoor per re-integratiebedrijf", head, agencies, _BAR, ()
    yield (
        "Tijdigheid",
        ("Termijn", "Op tijd", "Te laat gedaan", "Nog niet gedaan", "Deel op tijd in %", "Gemiddeld te laat in dagen"),
        [(item.title, *item.counts, item.share * _FULL, item.mean_days_late) for item in sums.punctuality],
        _STACK,
        (
            Series("Op tijd", 0, 1, _BLUE),
            Series("Te laat gedaan", 0, 2, _ORANGE),
            Series("Nog niet gedaan", 0, 3, _RED),
        ),
    )
    yield from _half_years(overview)
    yield from _money(overview)


def _half_years(overview: Overview) -> Iterator[_Block]:
    halves = overview.sums.halves
    head = ("Halfjaar", "Begonnen", "Beëindigd", "Werk opgenomen", "Tweede spoor", "Op tijd", "Te laat")
    rows = [
        (
            words.half_name(half),
            *(half.began, half.ended, half.resumed, half.tracks, half.in_time, half.late),
            half.lost_hours,
            half.costs,
            half.benefits,
            fmean(half.marks) if half.marks else None,
        )
        for half in halves
    ]
    yield (
        "Per halfjaar",
        (*head, "Niet gewerkte uren", "Kosten in euro", "Baten in euro", "Gemiddeld cijfer"),
        rows,
        _COLUMN,
        (Series("Begonnen", 0, 1, _BLUE), Series("Beëindigd", 0, 2, _ORANGE)),
    )


def _money(overview: Overview) -> Iterator[_Block]:
    sums = overview.sums
    hours = [
        ("Niet gewerkt", sums.lost_hours),
        ("Gewerkt tijdens verzuim", sums.worked_hours),
        ("Loonwaarde in uren", sums.value_hours),
    ]
    yield "Uren", ("Soort", "Uren"), hours, _BAR, (Series("Uren", 0, 1, _BLUE),)
    amounts: list[tuple[Cell, ...]] = [(kind, euros, None) for kind, euros in sums.costs]
    amounts += [(kind, None, euros) for kind, euros in sums.benefits]
    if sums.with_wages:
        wages = [("Loon over niet gewerkte uren", sums.lost_wages), ("Loonwaarde tijdens verzuim", sums.saved_wages)]
        counted = words.plural(sums.with_wages, "dossier", "dossiers")
        yield f"Loon, in {counted} met loonkosten per uur", ("Soort", "Euro"), wages, _BAR, ()
    if amounts:
        both = (Series("Kosten", 0, 1, _BLUE), Series("Baten", 0, 2, _ORANGE))
        yield "Kosten en baten", ("Soort", "Kosten in euro", "Baten in euro"), amounts, _STACK, both
    if sums.marks:
        head = ("Waarover", "Gemiddeld cijfer", "Aantal")
        yield "Wat werknemers ervan vinden", head, list(sums.marks), _BAR, (Series("Cijfer", 0, 1, _BLUE),)
