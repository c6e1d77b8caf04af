"""Numbers in the cells of an OpenDocument sheet that are a BSN which lost its zero by being a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.readers.bsn_numbers import BsnPiece, Numbers, announces, may_be_bsn
from pipeline.readers.gather import Line
from pipeline.readers.opendocument_names import name, names
from pipeline.readers.passages import Piece

VALUE: Final = name("office:value")
_PARAGRAPH: Final = tuple(names("text", "p"))
_HEADS: Final = 3  # texts at the top of a column that may say what is in it


class Columns:
    """The numbers and the heads of the columns of one sheet."""

    def __init__(self) -> None:
        self._numbers: dict[int, Numbers] = {}
        self._heads: dict[int, list[etree._Element]] = {}

    def see(self, column: int, cell: etree._Element) -> None:
        """Notes a cell; those of a column come in the order of the sheet."""
        value = cell.get(VALUE)
        if value is None:
            heads = self._heads.setdefault(column, [])
            if len(heads) < _HEADS and len(cell):
                heads.append(cell)
        elif may_be_bsn(value):
            self._numbers.setdefault(column, Numbers()).note(cell, value)

    def lost(self) -> Iterator[tuple[etree._Element, Line, tuple[tuple[Piece, ...], ...]]]:
        """Yields the cells with a BSN that is not shown in nine digits: cell, its number, where it is shown."""
        for column, those in self._numbers.items():
            heads = ("".join(map(str, cell.itertext())) for cell in self._heads.get(column, ()))
            for cell in those.certain(is_announced=any(map(announces, heads))):
                line = Line()
                line.value(cell, VALUE, form=BsnPiece)
                shown = [item for item in cell.iterchildren(*_PARAGRAPH) if item.text]
                if not any(item.text == line.whole for item in shown):
                    yield cell, line, tuple((Piece(0, len(line.whole), item),) for item in shown)
