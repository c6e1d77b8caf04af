"""The text of one part of an OpenDocument file in its order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.model import TextKind
from pipeline.readers.docx_names import search
from pipeline.readers.gather import AddressPiece, Gather, Line, has_words, is_element, letters
from pipeline.readers.opendocument_names import is_address, name, names, written
from pipeline.readers.opendocument_numbers import VALUE, Columns
from pipeline.readers.passages import Piece
from pipeline.readers.streams import Atom, Stream, lines, spelled, stretch

_PARAGRAPH: Final = names("text", "p h")
_TABLE: Final = names("table", "table")
_ROW: Final = names("table", "table-row")
_CELL: Final = names("table", "table-cell covered-table-cell")
_PAGE: Final = names("draw", "page")
_NOTES: Final = names("presentation", "notes")
_NOTE: Final = names("text", "note")
_ANNOTATION: Final = names("office", "annotation")
_CHANGES: Final = names("text", "tracked-changes") | names("table", "tracked-changes")
_CHANGE: Final = names("text", "change")
_RUBY: Final = names("text", "ruby-text")
_SPAN: Final = names("text", "span")
_HIDDEN_FIELD: Final = names("text", "hidden-text hidden-paragraph")
_SPEAKING: Final = names("svg", "title desc")
_FRAMES: Final = names(
    "draw",
    "frame rect custom-shape ellipse circle line polyline polygon path regular-polygon connector caption measure g "
    "control text-box",
) | names("dr3d", "scene")
_SHAPES: Final = names("table", "shapes")
_ASIDE: Final = _NOTE | _ANNOTATION
_HEADERS: Final = {
    **dict.fromkeys(names("style", "header header-left header-first"), "koptekst"),
    **dict.fromkeys(names("style", "footer footer-left footer-first"), "voettekst"),
    **dict.fromkeys(names("loext", "header-first"), "koptekst"),
    **dict.fromkeys(names("loext", "footer-first"), "voettekst"),
}
_LABELS: Final = {
    name("svg:title"): ("alternatieve tekst", TextKind.VRIJ),
    name("svg:desc"): ("alternatieve tekst", TextKind.VRIJ),
    name("table:title"): ("titel van tabel", TextKind.VRIJ),
    name("table:desc"): ("beschrijving van tabel", TextKind.VRIJ),
    name("dc:creator"): ("auteur", TextKind.NAAM),
    name("meta:creator-initials"): ("auteur", TextKind.NAAM),
    name("loext:sender-initials"): ("auteur", TextKind.NAAM),
}
_SILENT: Final = names("dc", "date") | names("meta", "date-string")
_BINARY: Final = name("office:binary-data")
_FORMULA: Final = "{http://www.w3.org/1998/Math/MathML}math"
_SOURCE: Final = frozenset({"{http://www.w3.org/1998/Math/MathML}annotation"})
_SHEETS: Final = name("office:spreadsheet")
_HELD: Final = "Een afbeelding of bestand in de tekst zelf wordt niet gelezen. Bekijk het zelf."
_STYLE: Final = name("text:style-name")
_CLASS: Final = name("text:note-class")
_CHANGE_ID: Final = name("text:change-id")
_TEXT_ID: Final = name("text:id")
_XML_ID: Final = name("xml:id")
_COUNT: Final = name("text:c")
_ROWS: Final = name("table:number-rows-repeated")
_COLUMNS: Final = name("table:number-columns-repeated")
_SIGNS: Final = {name("text:tab"): "\t", name("text:line-break"): "\n", name("text:non-breaking-hyphen"): "-"}
_SPACE: Final = name("text:s")
_MOST_SPACES: Final = 1000
_DIGITS: Final = 8  # more is no count that a document can have
_BEFORE: Final = re.compile(r"\S{1,60}\Z")
_AFTER: Final = re.compile(r"\S{1,60}")
_texts = search("//text()[normalize-space()]")


@dataclass(slots=True)
class _Content:
    """What stands in a paragraph: its stretches, what hangs on it, and where something was deleted from it."""

    atoms: list[Atom] = field(default_factory=list)
    blocks: list[etree._Element] = field(default_factory=list)
    cuts: list[tuple[str, int]] = field(default_factory=list)


class Story:
    """Notes all text of one part."""

    def __init__(self, gather: Gather, part: str, root: etree._Element, hidden: frozenset[str]) -> None:
        """Begins with a part.

        Args:
            gather: where it is noted.
            part: the member.
            root: its root.
            hidden: the names of the styles that hide text.
        """
        self._gather = gather
        self._part = part
        self._root = root
        self._hidden = hidden
        self._scope = ""
        self._has_sheets = root.find(f".//{_SHEETS}") is not None
        self._seen: set[tuple[etree._Element, bool]] = set()
        self._places: dict[etree._Element, str] = {}
        self._rests: dict[str, tuple[list[Atom], list[Atom]]] = {}  # by change: the rest of the word it was cut out of
        self._changes: list[etree._Element] = []

    def tell(self, place: str) -> None:
        """Notes the texts of the part.

        Args:
            place: what a person calls the part; "" for the document itself.
        """
        self._within(self._root, place)
        for changes in self._changes:
            for region in filter(is_element, changes):
                self._region(region, self._gather.numbered(place, "bijgehouden wijziging"))
        self._loose()
        for element, attribute, label in written(self._root):
            form = AddressPiece if is_address(attribute) else Piece
            self._gather.value(self._part, _joined(self._where(element), label), element, attribute, form=form)

    def _within(self, container: etree._Element, place: str) -> None:
        """Notes what stands in a container whose notes and text boxes are counted apart: a page, a header."""
        self._places[container] = place
        around, self._scope = self._scope, place
        self._blocks(container, place)
        self._scope = around

    def _blocks(self, container: etree._Element, place: str, *, alone: bool = False) -> None:
        """Notes what stands in a container; `alone` when a person needs no number to find its only paragraph."""
        blocks = list(_blocks_in(container))
        is_alone = alone and sum(block.tag not in _ASIDE for block in blocks) == 1
        for block in blocks:
            tag = str(block.tag)
            if tag in _PARAGRAPH:
                self._paragraph(block, place if is_alone else self._gather.numbered(place, "alinea"))
            elif tag in _TABLE:
                self._table(block, self._gather.numbered(place, "blad" if self._has_sheets else "tabel"))
            elif tag in _CHANGES:
                self._changes.append(block)
            elif tag in _PAGE:
                self._within(block, self._gather.numbered(place, "dia"))
            elif tag in _NOTES:
                self._within(block, _joined(place, "notities"))
            elif tag in _HEADERS:
                self._within(block, self._gather.numbered(place, _HEADERS[tag]))
            else:
                self._beside(block, place)

    def _beside(self, block: etree._Element, place: str) -> None:
        """Notes a note, a remark or a frame."""
        if block.tag not in _ASIDE:
            self._frame(block, place)
            return
        noun = "opmerking"
        if block.tag in _NOTE:
            noun = "eindnoot" if block.get(_CLASS) == "endnote" else "voetnoot"
        where = self._gather.numbered(place if self._has_sheets else self._scope, noun)
        self._places[block] = where
        self._blocks(block, where, alone=True)

    def _frame(self, frame: etree._Element, place: str) -> None:
        is_outer = next(frame.iterancestors(*_FRAMES), None) is None
        if is_outer and next(frame.iter(*_PARAGRAPH), None) is not None:
            place = self._gather.numbered(self._scope, "tekstvak")
        self._places[frame] = place
        self._blocks(frame, place, alone=True)

    def _table(self, table: etree._Element, place: str) -> None:
        self._places[table] = place
        for shapes in table.iterchildren(*_SHAPES):
            self._within(shapes, place)
        number = 1
        columns = Columns()
        for row in _nearest(table, _ROW):
            self._row(row, place, number, columns)
            number += _number(row, _ROWS)
        for cell, line, shown in columns.lost():
            self._gather.line(self._part, _joined(self._where(cell), "getal"), line, copies=shown)

    def _row(self, row: etree._Element, place: str, number: int, columns: Columns) -> None:
        column = 1
        for cell in _nearest(row, _CELL):
            columns.see(column, cell)
            if len(cell) or VALUE in cell.attrib:
                named = f"cel {letters(column)}{number}" if self._has_sheets else f"rij {number}, cel {column}"
                self._places[cell] = f"{place}, {named}"
                self._blocks(cell, self._places[cell], alone=True)
            column += _number(cell, _COLUMNS)

    def _paragraph(self, paragraph: etree._Element, place: str) -> None:
        self._places[paragraph] = place
        content = _Content()
        self._inline(paragraph, content, Stream.SHOWN)
        self._note_lines(content, place)
        if content.cuts:
            self._keep_rests(content)

    def _note_lines(self, content: _Content, place: str) -> None:
        for label, line in lines(content.atoms):
            self._gather.line(self._part, _joined(place, label), line)
        for block in content.blocks:
            self._beside(block, place)

    def _inline(self, element: etree._Element, content: _Content, stream: Stream) -> None:
        self._atom(element, content, stream, is_tail=False)
        for child in element:
            tag = str(child.tag)
            if not is_element(child) or tag in _SPEAKING:
                pass
            elif tag in _ASIDE or tag in _FRAMES:
                content.blocks.append(child)
            elif tag in _CHANGE:
                content.cuts.append((child.get(_CHANGE_ID, ""), len(content.atoms)))
            elif tag in _SIGNS:
                content.atoms.append(Atom(stream, _SIGNS[tag]))
            elif tag == _SPACE:
                content.atoms.append(Atom(stream, " " * min(_number(child, _COUNT), _MOST_SPACES)))
            else:
                self._inline(child, content, self._stream(child, stream))
            self._atom(child, content, stream, is_tail=True)

    def _stream(self, element: etree._Element, stream: Stream) -> Stream:
        if element.tag in _RUBY:
            return Stream.RUBY
        is_hidden = element.tag in _HIDDEN_FIELD or (element.tag in _SPAN and element.get(_STYLE) in self._hidden)
        return Stream.HIDDEN if is_hidden else stream

    def _atom(self, node: etree._Element, content: _Content, stream: Stream, *, is_tail: bool) -> None:
        if node.tail if is_tail else node.text:
            self._seen.add((node, is_tail))
            content.atoms.append(Atom(stream, "", node, is_tail))

    def _keep_rests(self, content: _Content) -> None:
        """Keeps, by change, the rest of the word that it was cut out of."""
        texts = [spelled(atom) for atom in content.atoms]
        for change, index in content.cuts:
            head, rest = "".join(texts[:index]), "".join(texts[index:])
            before, after = _BEFORE.search(head), _AFTER.match(rest)
            start, end = len(head) - len(before[0] if before else ""), len(head) + len(after[0] if after else "")
            atoms = content.atoms
            self._rests[change] = list(stretch(atoms, start, len(head))), list(stretch(atoms, len(head), end))

    def _region(self, region: etree._Element, place: str) -> None:
        """Notes what was deleted, with the rest of the word it was cut out of."""
        self._places[region] = place
        left, right = self._rests.get(region.get(_TEXT_ID) or region.get(_XML_ID) or "", ([], []))
        paragraphs = [block for child in region for block in _blocks_in(child) if block.tag in _PARAGRAPH]
        for number, paragraph in enumerate(paragraphs, start=1):
            content = _Content()
            self._inline(paragraph, content, Stream.SHOWN)
            text = "".join(map(spelled, content.atoms))
            if number == 1 and text[:1].strip():
                content.atoms[:0] = left
            if number == len(paragraphs) and text[-1:].strip():
                content.atoms += right
            more = f", alinea {number}" if len(paragraphs) > 1 else ""
            self._note_lines(content, f"{place}, verwijderde tekst{more}")

    def _loose(self) -> None:
        """Notes every text that stands where no paragraph has it."""
        for formula in self._root.iter(_FORMULA):
            self._formula(formula)
        people: dict[str, list[etree._Element]] = {}
        for found in _texts(self._root):
            element, is_tail = found.getparent(), bool(found.is_tail)
            if (element, is_tail) in self._seen or not has_words(found) or (element.tag in _SILENT and not is_tail):
                continue
            place = self._where(element)
            if element.tag == _BINARY and not is_tail:
                self._gather.unread(self._part, _joined(place, "ingesloten gegevens"), _HELD)
                continue
            label, kind = _LABELS.get("" if is_tail else str(element.tag), ("overige tekst", TextKind.VRIJ))
            if kind is TextKind.NAAM:
                people.setdefault(str(found), []).append(element)
                continue
            line = Line()
            line.value(element, is_tail=is_tail)
            self._gather.line(self._part, _joined(place, label), line, kind)
        for elements in people.values():
            self._person(elements)

    def _person(self, elements: list[etree._Element]) -> None:
        """Notes a name once, wherever it stands in the part."""
        pieces = []
        for element in elements:
            line = Line()
            line.value(element)
            pieces.append(tuple(line.pieces))
        line = Line()
        line.value(elements[0])
        where = _joined(self._where(elements[0]), "auteur")
        self._gather.line(self._part, where, line, TextKind.NAAM, tuple(pieces[1:]))

    def _formula(self, formula: etree._Element) -> None:
        """Notes a formula as a whole, for it has an element for each letter."""
        line = Line()
        for element in formula.iter(etree.Element):
            if element.text and element.tag not in _SOURCE:
                self._seen.add((element, False))
                line.value(element)
        self._gather.line(self._part, _joined(self._where(formula), "formule"), line)

    def _where(self, element: etree._Element) -> str:
        """Returns the place of the nearest thing around an element that has one."""
        found: etree._Element | None = element
        while found is not None and found not in self._places:
            found = found.getparent()
        return "" if found is None else self._places[found]


_BLOCKS: Final = _PARAGRAPH | _TABLE | _CHANGES | _PAGE | _NOTES | _ASIDE | _FRAMES | frozenset(_HEADERS)


def _blocks_in(container: etree._Element) -> Iterator[etree._Element]:
    """Yields what stands in a container, whatever wraps it."""
    for child in filter(is_element, container):
        if child.tag in _BLOCKS:
            yield child
        else:
            yield from _blocks_in(child)


def _nearest(table: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Yields the rows of a table or the cells of a row, whatever wraps them."""
    for child in filter(is_element, table):
        if child.tag in wanted:
            yield child
        elif child.tag not in _SHAPES:
            yield from _nearest(child, wanted)


def _joined(place: str, label: str) -> str:
    return f"{place}, {label}" if place and label else place or label


def _number(element: etree._Element, attribute: str) -> int:
    value = element.get(attribute, "1")
    return int(value) if value.isdecimal() and len(value) < _DIGITS else 1
