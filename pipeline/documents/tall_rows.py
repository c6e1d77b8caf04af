"""Lets a very tall row of a table run on to the next page: one that must stay whole leaves a hole on the page before.

A row with a height of its own is for writing in, such as a signature, and stays whole; a tall one only no longer keeps
with the next row, since a page may not hold both.

How tall a row becomes is not known before it is filled in: the longest cell is estimated from its width and its text.
"""

from __future__ import annotations

import re
from typing import Final

MOST_LINES: Final = 12
"""A row of more lines than this may be split: about a quarter of a page."""

_WHOLE: Final = "<w:cantSplit/>"
_ROOM: Final = "<w:trHeight "
_TOGETHER: Final = "<w:keepNext/>"
_CHARACTER: Final = 100  # twentieths of a point: the mean width of a character of ten points
_OTHERWISE: Final = 4500  # the width of a cell that does not tell its own
_ROW_END: Final = "</w:tr>"
_LONG: Final = re.compile(">[^<]{135}")  # a row without a text this long is not tall
_BREAK: Final = "<w:br/>"
_BREAKS: Final = 8  # nor is one without as many breaks
_CELL: Final = re.compile(r"<w:tc(?: [^>]*)?>(.*?)</w:tc>", re.DOTALL)
_WIDTH: Final = re.compile(r'<w:tcW w:w="([0-9]+)" w:type="dxa"/>')
_LINE_END: Final = re.compile(r"</w:p>|<w:br/>")
_MARKUP: Final = re.compile(r"<[^>]*>")


def has_whole_rows(source: str) -> bool:
    """Says whether the source of a part holds rows that may not be split."""
    return _WHOLE in source


def with_tall_rows_loose(xml: str) -> str:
    """Returns a rendered part in which only rows of a reasonable height, and those to write in, must stay whole."""
    if xml.count(_BREAK) >= _BREAKS:
        rows = xml.split(_ROW_END)
        return _ROW_END.join((*map(_loose, rows[:-1]), rows[-1]))
    kept = 0
    pieces: list[str] = []
    for long in _LONG.finditer(xml):
        if long.start() < kept:
            continue
        start = xml.rfind(_WHOLE, kept, long.start())
        end = xml.find(_ROW_END, max(start, kept))
        if start >= 0 and end > long.start():
            pieces.append(_loose(xml[kept:end]))
            kept = end
    return "".join((*pieces, xml[kept:]))


def _loose(piece: str) -> str:
    """Returns what ends in a row, with that row free to split when it is tall, or one to write in free of the next."""
    start = piece.rfind(_WHOLE)
    if start < 0 or not (_LONG.search(piece, start) or piece.count(_BREAK, start) >= _BREAKS):
        return piece
    if max((_lines(cell[1]) for cell in _CELL.finditer(piece, start)), default=0) <= MOST_LINES:
        return piece
    row = piece[start:]
    return piece[:start] + (row.replace(_TOGETHER, "") if _ROOM in row else row.removeprefix(_WHOLE))


def _lines(cell: str) -> int:
    """Returns about how many lines the text of a cell takes."""
    found = _WIDTH.search(cell)
    fits = max((int(found[1]) if found else _OTHERWISE) // _CHARACTER, 1)
    return sum(1 + len(_MARKUP.sub("", line)) // fits for line in _LINE_END.split(cell)[:-1])
