"""A workbook of tables and native charts: text stays text, days are days, and equal input gives equal bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter

from pipeline.reports.overview_text import clean

Cell = str | int | float | datetime.date | None
"""What may stand in a cell; None leaves it empty."""

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a formula begins: a text that does is marked as text, also for who edits the cell or saves it as CSV."""
_WIDEST: Final = 72
_DATE_WIDTH: Final = 12
_HEAD_HEIGHT: Final = 48
_MANY_COLUMNS: Final = 12


@dataclass(frozen=True, slots=True)
class Series:
    """A series of a chart: its name, the column of the labels and that of the values, and its colour."""

    name: str
    labels: int
    values: int
    colour: str


class Workbook:
    """A workbook in the making; one use."""

    def __init__(self, title: str, created: datetime.date) -> None:
        """Begins a workbook.

        Args:
            title: for the properties of the file.
            created: the day that counts as its making, so that the clock does not matter.
        """
        self._bytes = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._bytes, options | {"strings_to_numbers": False, "remove_timezone": True})
        moment = datetime.datetime(created.year, created.month, created.day, tzinfo=datetime.UTC)
        self._book.set_properties({"title": title, "created": moment.replace(tzinfo=None)})
        below = {"bottom": 1, "valign": "bottom", "indent": 1}
        self._head = self._book.add_format({"bold": True, "text_wrap": True} | below)
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._text = self._book.add_format({"valign": "top", "indent": 1})
        self._quoted = self._book.add_format({"valign": "top", "indent": 1, "quote_prefix": True})
        self._date = self._book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left", "indent": 1})
        self._number = self._book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self._whole = self._book.add_format({"num_format": "#,##0", "valign": "top"})

    def sheet(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Any:
        """Adds a sheet that is one table with a filter, and returns it."""
        sheet = self._new(name)
        self.table(sheet, 0, head, rows)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        if len(head) > _MANY_COLUMNS:
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(head) - 1)
        for column, title in enumerate(head):
            sheet.set_column(column, column, _width(title, [row[column] for row in rows]))
        return sheet

    def page(self, name: str) -> Any:
        """Adds an empty sheet for blocks and charts, and returns it."""
        sheet = self._new(name)
        sheet.set_column(0, 0, 52)
        sheet.set_column(1, 12, 12)
        return sheet

    def heading(self, sheet: Any, row: int, text: str) -> None:
        """Writes the heading of a block."""
        sheet.write_string(row, 0, clean(text), self._title)

    def table(self, sheet: Any, top: int, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Writes a table with its head at row `top`, counted from 0."""
        sheet.set_row(top, _HEAD_HEIGHT)
        for column, title in enumerate(head):
            sheet.write_string(top, column, title, self._head)
        for number, cells in enumerate(rows, start=top + 1):
            for column, cell in enumerate(cells):
                self._write(sheet, number, column, cell)

    def chart(self, kind: dict[str, str], title: str, series: Sequence[dict[str, Any]]) -> Any:
        """Returns a chart over cells, not yet placed; with one series it needs no legend."""
        chart: Any = self._book.add_chart(kind)
        for item in series:
            chart.add_series(item)
        chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
        chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom"})
        if kind["type"] == "bar":
            chart.set_y_axis({"reverse": True})
            chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D5DDE5"}}})
        return chart

    def over(self, sheet: Any, top: int, count: int, series: Series) -> dict[str, Any]:
        """Returns a series over `count` rows below the head at row `top` of a sheet."""
        return {
            "name": series.name,
            "categories": [sheet.get_name(), top + 1, series.labels, top + count, series.labels],
            "values": [sheet.get_name(), top + 1, series.values, top + count, series.values],
            "fill": {"color": series.colour},
            "line": {"color": series.colour, "width": 2},
            "marker": {"type": "none"},
            "gap": 60,
        }

    def close(self) -> bytes:
        """Returns the bytes of the workbook."""
        self._book.close()
        return self._bytes.getvalue()

    def _new(self, name: str) -> Any:
        sheet: Any = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPagina &P van &N")
        sheet.hide_gridlines(2)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case str():
                text = clean(cell)
                sheet.write_string(row, column, text, self._quoted if cell.startswith(_RISKY) else self._text)
            case datetime.date():
                sheet.write_datetime(row, column, cell, self._date)
            case int():
                sheet.write_number(row, column, cell, self._whole)
            case float():
                whole = abs(cell) >= 100 or cell == int(cell)
                sheet.write_number(row, column, round(cell, 2), self._whole if whole else self._number)


def _width(title: str, cells: Sequence[Cell]) -> float:
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    dated = _DATE_WIDTH if any(isinstance(cell, datetime.date) for cell in cells) else 0
    words = max(map(len, title.split()), default=0) + 4
    return min(_WIDEST, max(longest + 3, dated, words, 8))
