"""The cells of a worksheet: texts of their own, places of shared texts, formulas, and numbers that may be a BSN."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.bsn_numbers import Numbers, may_be_bsn
from pipeline.readers.gather import has_words, letters

# A name, a text or another sheet; functions and references to cells hold no word of a person.
_TELLING = re.compile(r"[\"'\[!]|[^\W\d_]{4,}(?![\w.]*\()")


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a cell that is to be read.

    Attributes:
        where: the cell: "cel C4"; or the row.
        element: the node that holds it.
        kind: "tekst", "rijk" (in runs), "formule", "bsn", or "anders" for what has no place in a cell.
    """

    where: str
    element: etree._Element
    kind: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The first cell that shows a shared text, kept in order with what else is found.

    Attributes:
        where: the cell: "C4".
        index: which shared text.
    """

    where: str
    index: int


def space_of(root: etree._Element) -> str:
    """Returns the namespace of a part between braces; the strict form of the standard has one of its own."""
    return f"{{{etree.QName(root).namespace or ''}}}"


def cells(
    data: etree._Element, counts: dict[int, int], bsn_texts: Collection[int], bsn_styles: Collection[str]
) -> list[Found | Shared]:
    """Returns what is to be read in the cells of one sheet, in order; BSNs come last.

    Args:
        data: the element sheetData.
        counts: how often each shared text was seen, which is added to; only its first cell is returned.
        bsn_texts: the shared texts that announce a BSN, as the head of a column.
        bsn_styles: the formats of cells that show nine digits.
    """
    space = space_of(data)
    row_tag, cell_tag = space + "row", space + "c"
    sheet = _Sheet(space, counts, bsn_texts, bsn_styles)
    row_number = 0
    for row in data:
        if row.tag != row_tag:
            sheet.found.append(Found(f"rij {row_number}", row, "anders"))
            continue
        row_number = int(row.get("r") or row_number + 1)
        for column, cell in enumerate(row, start=1):
            if cell.tag == cell_tag:
                sheet.cell(cell, cell.get("r") or f"{letters(column)}{row_number}")
            else:
                sheet.found.append(Found(f"rij {row_number}", cell, "anders"))
    return [*sheet.found, *sheet.bsns()]


class _Sheet:
    """What the cells of one sheet hold, as far as they were seen."""

    def __init__(
        self, space: str, counts: dict[int, int], bsn_texts: Collection[int], bsn_styles: Collection[str]
    ) -> None:
        self.found: list[Found | Shared] = []
        self._value_tag, self._formula_tag, self._inline_tag = space + "v", space + "f", space + "is"
        self._counts = counts
        self._bsn_texts = bsn_texts
        self._bsn_styles = bsn_styles
        self._numbers: dict[str, Numbers] = {}
        self._wheres: dict[etree._Element, str] = {}
        self._announced: set[str] = set()

    def cell(self, cell: etree._Element, where: str) -> None:
        """Sees one cell."""
        for child in cell:
            tag = child.tag
            if tag == self._value_tag:
                self._value(cell, child, where)
            elif tag != self._formula_tag:
                self.found.append(Found(where, child, "rijk" if tag == self._inline_tag else "anders"))
            elif child.text and _TELLING.search(child.text):
                self.found.append(Found(where, child, "formule"))

    def bsns(self) -> list[Found]:
        """Returns the numbers that count as a BSN, which only all cells of a column together tell."""
        columns = ((those, name in self._announced) for name, those in self._numbers.items())
        right = (item for those, is_announced in columns for item in those.certain(is_announced=is_announced))
        return [Found(self._wheres[item], item, "bsn") for item in right]

    def _value(self, cell: etree._Element, element: etree._Element, where: str) -> None:
        value, kind = element.text or "", cell.get("t")
        if kind == "s" and value.isdecimal():
            self._shared(int(value), where)
        elif kind is None or kind == "n":
            if may_be_bsn(value):
                self._wheres[element] = where
                those = self._numbers.setdefault(_column(where), Numbers())
                those.note(element, value, is_sure=cell.get("s") in self._bsn_styles)
        elif kind not in {"b", "e"} and has_words(value):
            self.found.append(Found(where, element, "tekst"))

    def _shared(self, index: int, where: str) -> None:
        if index not in self._counts:
            self._counts[index] = 0
            self.found.append(Shared(where, index))
        self._counts[index] += 1
        if index in self._bsn_texts:
            self._announced.add(_column(where))


def _column(cell: str) -> str:
    """Returns the letters of the column of a cell: of "AB12" AB."""
    return cell.rstrip("0123456789")
