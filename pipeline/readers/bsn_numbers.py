"""Numbers in a table that are a BSN, also where one lost its zero by being a number: which of a column count as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.formats import is_bsn
from pipeline.readers.passages import Piece

_HEAD: Final = re.compile(r"\bbsn\b|burgerservicenummer|\bsofi", re.IGNORECASE)
_ENOUGH: Final = 3  # one number in eleven passes the test by chance, three in a row hardly


def announces(text: str) -> bool:
    """Says whether a text, as the head of a column, says that there are BSNs below it."""
    return _HEAD.search(text) is not None


def may_be_bsn(value: str) -> bool:
    """Says whether a value is a whole number with as many digits as a BSN, or one less."""
    return 8 <= len(value) <= 9 and value.isdecimal()


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


@dataclass(slots=True)
class Numbers:
    """The numbers of eight or nine digits in a column, of which some may be a BSN.

    Attributes:
        seen: how many there are.
        right: those that pass the test, each with whether it is certain by itself.
    """

    seen: int = 0
    right: list[tuple[etree._Element, bool]] = field(default_factory=list)

    def note(self, element: etree._Element, digits: str, *, is_sure: bool = False) -> None:
        """Notes a number.

        Args:
            element: what holds it.
            digits: its eight or nine digits.
            is_sure: whether it is shown in nine digits.
        """
        self.seen += 1
        if is_bsn(f"{int(digits):09}"):
            self.right.append((element, is_sure or len(digits) == 9))

    def certain(self, *, is_announced: bool) -> list[etree._Element]:
        """Returns what holds a number that counts as a BSN: one of eight digits only where the rest of them does.

        Args:
            is_announced: whether the head of the column says that it holds them.
        """
        all_count = is_announced or (len(self.right) >= _ENOUGH and 2 * len(self.right) > self.seen)
        return [element for element, is_sure in self.right if is_sure or all_count]
