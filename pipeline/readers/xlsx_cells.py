"""The cells of a worksheet: texts of their own, places of shared texts, formulas, and numbers that may be a BSN."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.bsn_numbers import Numbers, may_be_bsn
from pipeline.readers.gather import has_words

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
                        if may_be_bsn(value):
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
    right = (item for name, those in numbers.items() for item in those.certain(is_announced=name in announced))
    found += [Found(wheres[item], item, "bsn") for item in right]
    return found


def letters(column: int) -> str:
    """Returns the letters of a column that is counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
