"""The blocks of a part of a Word file in their order: paragraphs, tables, notes and text boxes, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, cast

from lxml import etree

from pipeline.model import TextKind
from pipeline.readers.docx_attributes import Named, block_of, has_any, named_texts
from pipeline.readers.docx_copies import Aside, with_copies
from pipeline.readers.docx_inline import TEXTS, Content, Inline
from pipeline.readers.docx_names import ALTERNATIVES, CELL, CHOICE, PARAGRAPH, ROW, TABLE, names, search, xpath
from pipeline.readers.gather import Gather, Line, is_element
from pipeline.readers.passages import Passage
from pipeline.readers.streams import lines

_NOTES: Final = {
    **dict.fromkeys(names("w", "footnote"), "voetnoot"),
    **dict.fromkeys(names("w", "endnote"), "eindnoot"),
    **dict.fromkeys(names("w", "comment"), "opmerking"),
}
_NOTE_KIND: Final = tuple(names("w", "type"))
_PROPERTIES: Final = names("w", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "tblPrEx", "pPr")
# Numbers and words of the format that stand as text.
_MACHINE: Final = names("wp", "posOffset", "align") | names("wp14", "pctWidth", "pctHeight", "pctPosHOffset")
_QUIET: Final = names("o", "LinkType", "LockedField")
_DRAWN: Final = tuple(names("a", "p"))
_whole: Final = cast("Callable[[etree._Element], str]", etree.XPath("string()"))
_texts = search("//text()[normalize-space()]")
_merged = xpath("//w:pPr/w:rPr/w:del")


class Story:
    """Notes all text of one part that is written in the form of a Word document."""

    def __init__(self, gather: Gather, part: str, root: etree._Element) -> None:
        self._gather = gather
        self._part = part
        content = gather.package[part]
        self._inline = Inline(root, content)
        self._places: dict[etree._Element | None, str] = {}
        self._named: dict[etree._Element | None, list[Named]] = {}
        self._authors: dict[str, list[Named]] = {}
        self._root = root
        self._place = ""
        self._merged = {_grandparent(mark) for mark in (_merged(root) if has_any(content, b"del ", b"del/") else ())}
        for named in named_texts(root, content):
            if named.kind is TextKind.NAAM:
                self._authors.setdefault(named.piece.value, []).append(named)
            else:
                self._named.setdefault(block_of(named.piece.element), []).append(named)

    def tell(self, place: str) -> None:
        """Notes the texts of the part.

        Args:
            place: what a person calls the part; "" for the text of the document itself.
        """
        self._place = place
        self._blocks(self._root, place)
        self._loose(place)
        for block in list(self._named):
            self._beside(block, self._places.get(block, place))
        for named in self._authors.values():
            block = block_of(named[0].piece.element)
            self._note_named(self._places.get(block, place), named)

    def _blocks(self, container: etree._Element, place: str, *, alone: bool = False) -> None:
        """Notes what stands in a container.

        Args:
            container: holds paragraphs and tables, at any depth of what wraps them.
            place: what a person calls the container.
            alone: whether a person needs no number to find its only paragraph.
        """
        blocks = list(_within(container))
        alone = alone and len(blocks) == 1
        held: tuple[str, Content] | None = None
        for block in blocks:
            tag = block.tag
            if tag in PARAGRAPH:
                where = place if alone and place else self._gather.numbered(place, "alinea")
                self._places[block] = where
                here, content = held or (where, Content())
                self._inline.read(block, content)
                held = (here, content) if block in self._merged else None
                if held is None:
                    self._paragraph(content, here)
                self._beside(block, where)
                continue
            if held is not None:
                self._paragraph(held[1], held[0])
                held = None
            if tag in TABLE:
                self._table(block, self._gather.numbered(place, "tabel"))
            elif tag in ALTERNATIVES:
                self._alternatives(block, place)
            else:
                self._note(block, _NOTES[tag], place)
        if held is not None:
            self._paragraph(held[1], held[0])

    def _note(self, note: etree._Element, noun: str, place: str) -> None:
        if any(note.get(name) not in {None, "normal"} for name in _NOTE_KIND):
            self._blocks(note, "scheidingslijn van de noten", alone=True)
            return
        where = self._gather.numbered(place, noun)
        self._places[note] = where
        self._blocks(note, where, alone=True)
        self._beside(note, where)

    def _table(self, table: etree._Element, place: str) -> None:
        self._places[table] = place
        self._beside(table, place)
        for row_number, row in enumerate(_nearest(table, ROW), start=1):
            where = f"{place}, rij {row_number}"
            self._places[row] = where
            self._beside(row, where)
            for number, cell in enumerate(_nearest(row, CELL), start=1):
                self._places[cell] = f"{where}, cel {number}"
                self._blocks(cell, self._places[cell], alone=True)
                self._beside(cell, self._places[cell])

    def _alternatives(self, element: etree._Element, place: str) -> None:
        for branch in sorted(filter(is_element, element), key=lambda child: child.tag not in CHOICE):
            self._blocks(branch, place if branch.tag in CHOICE else f"{place}, vervangende weergave".lstrip(", "))

    def _paragraph(self, content: Content, place: str) -> None:
        for label, line in lines(content.atoms):
            self._gather.line(self._part, f"{place}, {label}" if label else place, line, copies=line.copies)
        for box, other in content.boxes:
            self._box(box, other, self._gather.numbered(self._place, "tekstvak"))

    def _box(self, box: etree._Element, other: etree._Element | None, place: str) -> None:
        """Notes a text box; its form for old programs is a copy when it says the same in the same pieces."""
        if other is None:
            self._blocks(box, place, alone=True)
            return
        shown = self._aside(box, place)
        self._gather.add(with_copies(shown, self._aside(other, f"{place}, vervangende weergave")))

    def _aside(self, box: etree._Element, place: str) -> list[Passage]:
        whole, aside = self._gather, Aside(self._gather)
        self._gather = aside
        self._blocks(box, place, alone=True)
        self._gather = whole
        return aside.passages

    def _beside(self, block: etree._Element | None, place: str) -> None:
        """Notes the texts in attributes that belong to a block, equal ones once."""
        if block not in self._named:
            return
        equal: dict[str, list[Named]] = {}
        for named in self._named.pop(block):
            equal.setdefault(named.piece.value, []).append(named)
        for found in equal.values():
            self._note_named(place, found)

    def _note_named(self, place: str, found: list[Named]) -> None:
        first, *others = found
        line = Line()
        line.value(first.piece.element, first.piece.attribute)
        where = f"{place}, {first.label}" if place else self._gather.numbered("", first.label)
        copies = tuple((item.piece,) for item in others)
        self._gather.line(self._part, where, line, first.kind, copies)

    def _loose(self, place: str) -> None:
        """Notes every text that stands where no paragraph has it."""
        if len(_whole(self._root)) == sum(len(element.text or "") for element in self._inline.seen):
            return
        for found in _texts(self._root):
            element = found.getparent()
            is_own = found.is_text and element not in self._inline.seen and element.tag not in _MACHINE | _QUIET
            if not is_own and not (found.is_tail and not self._is_split(element)):
                continue
            line = self._drawn(element) if found.is_text else None
            if line is None:
                line = Line()
                line.value(element, is_tail=bool(found.is_tail))
            block = block_of(element)
            where = self._places.get(block, place)
            self._gather.line(self._part, f"{where}, overige tekst" if where else "overige tekst", line)

    def _drawn(self, element: etree._Element) -> Line | None:
        """Returns the paragraph of a drawing that an element stands in, None when it stands in none."""
        paragraph = next(element.iterancestors(*_DRAWN), None) if element.tag in TEXTS else None
        if paragraph is None:
            return None
        content = Content()
        self._inline.read(paragraph, content)
        return next((line for _, line in lines(content.atoms)), None)

    def _is_split(self, node: etree._Element) -> bool:
        """Says whether the text behind a node is that of an element which was taken in, split by a comment."""
        return not is_element(node) and node.getparent() in self._inline.seen


def _grandparent(mark: etree._Element) -> etree._Element | None:
    format_ = mark.getparent()
    above = format_.getparent() if format_ is not None else None
    return above.getparent() if above is not None else None


def _within(container: etree._Element) -> Iterator[etree._Element]:
    """Yields the paragraphs, tables and notes in a container, whatever wraps them."""
    for child in container:
        tag = child.tag
        if not is_element(child) or tag in _PROPERTIES:
            continue
        if tag in PARAGRAPH or tag in TABLE or tag in ALTERNATIVES or tag in _NOTES:
            yield child
        else:
            yield from _within(child)


def _nearest(table: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Yields the rows of a table or the cells of a row, whatever wraps them."""
    for child in table:
        if child.tag in wanted:
            yield child
        elif is_element(child) and child.tag not in _PROPERTIES:
            yield from _nearest(child, wanted)
