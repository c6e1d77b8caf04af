"""The cells of a worksheet: texts of their own, places of shared texts, formulas, and numbers that may be a BSN."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.readers.gather import has_words
from pipeline.readers.passages import Piece

# A name, a text or another sheet; functions and references to cells hold no word of a person.
_TELLING = re.compile(r"[\"'\[!]|[^\W\d_]{4,}(?![\w.]*\()")
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_ENOUGH: Final = 3  # one number in eleven passes the test by chance, three in a row hardly


@dataclass(frozen=True, slots=True)
class BsnPiece(Piece):
    """A number in a cell that is a BSN, with the zero that it lost by being a number."""

    @property
    def value(self) -> str:
        """What stands there now, in nine digits when it is a number."""
        value: str = Piece.value.__get__(self)
        return value.zfill(9) if value.isdecimal() else value

    def put(self, text: str) -> None:
        """Makes `text` what stands there, and the cell one of text."""
        Piece.put(self, text)
        cell = self.element.getparent() if self.attribute is None else None
        if cell is not None and not text.isdecimal():
            cell.set("t", "str")


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


@dataclass(slots=True)
class Numbers:
    """The numbers of eight or nine digits in a column, of which some may be a BSN.

    Attributes:
        seen: how many there are.
        right: those that pass the test, each with whether it is certain by itself.
    """

    seen: int = 0
    right: list[tuple[etree._Element, bool]] = field(default_factory=list)

    def note(self, element: etree._Element, digits: str, *, is_sure: bool) -> None:
        """Notes a number.

        Args:
            element: what holds it.
            digits: its eight or nine digits.
            is_sure: whether it is shown in nine digits.
        """
        self.seen += 1
        if is_bsn(digits.zfill(9)):
            self.right.append((element, is_sure or len(digits) == 9))


def is_bsn(digits: str) -> bool:
    """Says whether nine digits pass the test that every BSN passes."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


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
    found: list[Found | Shared] = []
    numbers: dict[str, Numbers] = {}
    wheres: dict[etree._Element, str] = {}
    announced: set[str] = set()
    row_number = 0
    space = space_of(data)
    row_tag, cell_tag = space + "row", space + "c"
    value_tag, formula_tag, inline_tag = space + "v", space + "f", space + "is"
    for row in data:
        if row.tag != row_tag:
            found.append(Found(f"rij {row_number}", row, "anders"))
            continue
        row_number = int(row.get("r") or row_number + 1)
        for column, cell in enumerate(row, start=1):
            if cell.tag != cell_tag:
                found.append(Found(f"rij {row_number}", cell, "anders"))
                continue
            where = cell.get("r") or f"{letters(column)}{row_number}"
            kind = cell.get("t")
            for child in cell:
                tag = child.tag
                if tag == value_tag:
                    value = child.text or ""
                    if kind == "s" and value.isdecimal():
                        index = int(value)
                        if index not in counts:
                            counts[index] = 0
                            found.append(Shared(where, index))
                        counts[index] += 1
                        if index in bsn_texts:
                            announced.add(where.rstrip("0123456789"))
                    elif kind is None or kind == "n":
                        if 8 <= len(value) <= 9 and value.isdecimal():
                            wheres[child] = where
                            those = numbers.setdefault(where.rstrip("0123456789"), Numbers())
                            those.note(child, value, is_sure=cell.get("s") in bsn_styles)
                    elif kind not in {"b", "e"} and has_words(value):
                        found.append(Found(where, child, "tekst"))
                elif tag == formula_tag:
                    if child.text and _TELLING.search(child.text):
                        found.append(Found(where, child, "formule"))
                elif tag == inline_tag:
                    found.append(Found(where, child, "rijk"))
                else:
                    found.append(Found(where, child, "anders"))
    right = (item for name, those in numbers.items() for item in certain(those, name in announced))
    found += [Found(wheres[item], item, "bsn") for item in right]
    return found


def certain(those: Numbers, is_announced: bool) -> list[etree._Element]:
    """Returns the numbers that count as a BSN: eight digits do so only where the rest of the column does.

    Args:
        those: the numbers of a column.
        is_announced: whether the head of the column says that it holds them.
    """
    all_count = is_announced or (len(those.right) >= _ENOUGH and 2 * len(those.right) > those.seen)
    return [element for element, is_sure in those.right if is_sure or all_count]


def letters(column: int) -> str:
    """Returns the letters of a column that is counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
