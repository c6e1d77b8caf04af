"""Writes a screening as a workbook for who mends the documents: every finding and every gap as a row of work."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter

from pipeline.examined import Examined, Mark
from pipeline.model import Finding
from pipeline.reports.screening import words
from pipeline.reports.screening.report import Report
from pipeline.reports.screening.words import shown

MOST_ROWS: Final = 1_000_000
"""A sheet holds little more; what comes after them stands in rapport.jsonl."""

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST: Final = 32_000  # a cell holds 32,767 characters
_CHOICES: Final = tuple(words.VERDICTS.values())
_NEVER: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  a workbook knows no time zones; the clock does not matter
_FINDINGS: Final = (
    ("Document", 60),
    ("Plaats", 26),
    ("Categorie", 24),
    ("Regel", 30),
    ("Zekerheid", 12),
    ("Ernst", 9),
    ("Advies", 60),
    ("Grondslag", 36),
    ("Stand", 13),
    ("Beslissing", 14),
    ("Eigenaar", 18),
    ("Vóór", 12),
    ("Opmerking", 36),
    ("Vingerafdruk", 38),
)
_GAPS: Final = (("Document", 60), ("Onderdeel", 36), ("Waarom niet onderzocht", 80), ("Eigenaar", 18), ("Vóór", 12))
_DOCUMENTS: Final = (
    ("Document", 60),
    ("Soort", 12),
    ("Uitkomst", 22),
    ("Bevindingen", 12),
    ("Vermoedens", 12),
    ("Onderdrukt", 12),
    ("Niet gelezen", 12),
    ("Kopie van", 60),
)
_DECISION: Final = 9
_OWN: Final = frozenset({9, 10, 11})


def write_workbook(report: Report, out: BinaryIO, folder: Path) -> None:
    """Writes the workbook; the same report gives the same bytes, and memory does not grow with it.

    Args:
        report: the report.
        out: where the workbook goes.
        folder: a private one, for the files that it is put together from.
    """
    options = {"constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | {"strings_to_numbers": False})
    made = datetime.datetime.fromisoformat(report.op) if report.op else _NEVER
    book.set_properties({"title": "Onderzoek van bestaande documenten", "created": made})
    sheets = _Sheets(book, "&C&BVERTROUWELIJK" if report.head.get("show_text") else "")
    columns = (*_FINDINGS, ("Tekst (VERTROUWELIJK)", 40)) if report.head.get("show_text") else _FINDINGS
    cut = sheets.add("Bevindingen", columns, _findings(report), own=_OWN)
    cut += sheets.add("Niet onderzocht", _GAPS, _gaps(report), own=frozenset({3, 4}))
    cut += sheets.add("Documenten", _DOCUMENTS, _documents(report))
    sheets.add("Toelichting", (("Toelichting", 110),), ((line,) for line in _notes(report, cut)))
    book.close()


class _Sheets:
    """The sheets of one workbook: a row at a time, from top to bottom."""

    def __init__(self, book: Any, header: str) -> None:
        self._book = book
        self._header = header
        top = {"valign": "top", "text_wrap": True}
        self._head = book.add_format({"bold": True, "bottom": 2, "valign": "bottom", "bg_color": "#E8EEF4"})
        self._text = book.add_format(top)
        self._quoted = book.add_format(top | {"quote_prefix": True})
        self._own = book.add_format(top | {"bg_color": "#FFFBEA", "border": 1, "border_color": "#D9E0E7"})
        self._day = book.add_format(
            top | {"bg_color": "#FFFBEA", "border": 1, "border_color": "#D9E0E7", "num_format": "dd-mm-yyyy"}
        )

    def add(
        self,
        name: str,
        columns: Sequence[tuple[str, int]],
        rows: Iterable[Sequence[str | int]],
        own: frozenset[int] = frozenset(),
    ) -> int:
        """Adds a sheet with a filter and a frozen head, and returns how many rows did not fit.

        Args:
            name: its name.
            columns: the heads with their widths.
            rows: the cells.
            own: the columns that a person fills in.
        """
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        sheet.set_header(self._header)
        sheet.set_footer("&L&A&RPagina &P van &N")
        for column, (_, width) in enumerate(columns):
            sheet.set_column(column, column, width)
        for column, (head, _) in enumerate(columns):
            sheet.write_string(0, column, head, self._head)
        count = cut = 0
        for cells in rows:
            if count == MOST_ROWS:
                cut += 1
                continue
            count += 1
            for column, cell in enumerate(cells):
                self._write(sheet, count, column, cell, own, columns[column][0])
        sheet.autofilter(0, 0, count, len(columns) - 1)
        if columns is not _GAPS and own and count:
            choices = {"validate": "list", "source": list(_CHOICES), "error_title": "Beslissing"}
            sheet.data_validation(
                1, _DECISION, count, _DECISION, choices | {"error_message": f"Kies een van: {', '.join(_CHOICES)}."}
            )
        return cut

    def _write(self, sheet: Any, row: int, column: int, cell: str | int, own: frozenset[int], head: str) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, self._text)
            return
        text = shown(cell)[:_LONGEST]
        if column in own:
            style = self._day if head == "Vóór" else self._own
            sheet.write_string(row, column, text, style) if text else sheet.write_blank(row, column, None, style)
        elif text:
            sheet.write_string(row, column, text, self._quoted if cell.startswith(_RISKY) else self._text)


def _findings(report: Report) -> Iterator[Sequence[str]]:
    for item in report.documents():
        texts: Sequence[str] = item.shown or ("",) * len(item.findings)
        for (finding, mark), text in zip(item.marked, texts, strict=True):
            yield (*_finding(item, finding, mark), *((text,) if item.shown else ()))


def _finding(item: Examined, finding: Finding, mark: Mark) -> tuple[str, ...]:
    silenced = f"Telt niet mee: {mark.silenced}" if mark.silenced else ""
    return (
        item.path,
        f"{finding.place}, teken {finding.start + 1}-{finding.end}",
        words.CATEGORIES[finding.category],
        finding.rule,
        words.certainty(finding),
        words.SEVERITIES[finding.severity],
        finding.advice,
        finding.basis,
        words.STATES[mark.state] if mark.state else "",
        words.VERDICTS[mark.verdict] if mark.verdict else "",
        "",
        "",
        " ".join(part for part in (silenced, mark.note, f"Kopie van {item.same_as}" if item.same_as else "") if part),
        finding.fingerprint,
    )


def _gaps(report: Report) -> Iterator[Sequence[str]]:
    for item in report.documents():
        for unread in item.unread:
            yield item.path, unread.part or "het hele bestand", unread.reason, "", ""


def _documents(report: Report) -> Iterator[Sequence[str | int]]:
    for item in report.documents():
        standing = item.standing
        sure = sum(finding.blocking for finding in standing)
        yield (
            item.path,
            item.format,
            words.STATUSES[item.status],
            sure,
            len(standing) - sure,
            len(item.findings) - len(standing),
            len(item.unread),
            item.same_as,
        )


def _notes(report: Report, cut: int) -> Iterator[str]:
    if report.head.get("show_text"):
        yield words.CONFIDENTIAL
    yield "Per rij één plaats die iemand moet verbeteren of beoordelen."
    yield "Vul de gele kolommen in: wat u beslist, wie eigenaar is van het werk, en vóór welke dag het klaar is."
    yield "Een bevinding is zeker genoeg om een document tegen te houden; bij een vermoeden moet iemand kijken."
    yield "Beslissingen telt Poortwachter pas mee als ze met 'poortwachter review' zijn vastgelegd."
    yield "Op blad 'Niet onderzocht' staat waarover dit onderzoek niets zegt, en wat eraan te doen is."
    if cut:
        yield f"{words.number(cut)} rijen pasten niet in dit werkblad. Allemaal staan ze in rapport.jsonl."
    yield from report.warnings
