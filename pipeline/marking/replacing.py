"""Puts other text in the place of spans of a passage, in every node that holds a piece of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.readers.passages import Passage, Piece

NEUTRAL: Final = "[verwijderd]"
"""What stands in place of what was taken out, when nothing else is asked for."""

_NAME: Final = "verwijderd"
# What programs read as a name or a formula: brackets and spaces would break it.
_CODE: Final = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "instrText", "delInstrText", "bookmark"}
)
_TEXT_CELLS: Final = frozenset({"s", "str", "inlineStr"})
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_KEEPS_SPACE: Final = frozenset({_WORD + "t", _WORD + "delText", _WORD + "instrText", _SHEET + "t"})
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass
class Replacement:
    """What comes in place of each span, the same for the same words, so that a name and what refers to it stay one.

    Attributes:
        text: what a reader sees.
    """

    text: str = NEUTRAL
    _numbers: dict[str, int] = field(default_factory=dict, repr=False)

    def text_for(self, piece: Piece, taken: str) -> str:
        """Returns what comes in a piece in place of `taken`: running text, or a name where only a name may stand."""
        if piece.attribute is None and _local(piece.element) not in _CODE:
            return self.text
        number = self._numbers.setdefault(" ".join(taken.casefold().split()), len(self._numbers) + 1)
        return f"{_NAME}{number}"


def replace(passage: Passage, spans: Sequence[tuple[int, int]], replacement: Replacement) -> None:
    """Takes spans out of a passage and of its copies.

    Args:
        passage: the text with its places.
        spans: half-open code points of its text, in order and apart from each other.
        replacement: what comes instead.
    """
    text = passage.text.reveal()
    for pieces in (passage.pieces, *passage.copies):
        begun: set[int] = set()  # a span gets its text in the first piece that it touches, and only there
        for piece in pieces:
            touched = [span for span in spans if span[0] < piece.end and span[1] > piece.start]
            if touched:
                _put(piece, "".join(_rest(piece, text, touched, begun, replacement)))
                begun.update(start for start, _ in touched)


def _rest(
    piece: Piece, text: str, spans: Sequence[tuple[int, int]], begun: set[int], replacement: Replacement
) -> Iterator[str]:
    """Yields what a piece keeps, with what comes in place of the spans that touch it."""
    if piece.value != text[piece.start : piece.end]:
        # A number that is read in another way than it is written: it goes as a whole.
        yield replacement.text_for(piece, text[spans[0][0] : spans[0][1]])
        return
    done = piece.start
    for start, end in spans:
        yield text[done : max(start, done)]
        if start not in begun:
            yield replacement.text_for(piece, text[start:end])
        done = min(end, piece.end)
    yield text[done : piece.end]


def _put(piece: Piece, value: str) -> None:
    piece.put(value)
    if piece.attribute is None and value != value.strip() and piece.element.tag in _KEEPS_SPACE:
        piece.element.set(_SPACE, "preserve")
    cell = piece.element.getparent()
    if _local(piece.element) == "v" and cell is not None and cell.get("t", "n") not in _TEXT_CELLS:
        cell.set("t", "str")  # a number that became text


def _local(element: etree._Element) -> str:
    return re.sub(r"^\{.*\}", "", str(element.tag))
