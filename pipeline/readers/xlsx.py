"""Excel workbooks (xlsx, xlsm): every text with its sheet and cell, and the places where texts hide."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.model import TextKind
from pipeline.readers.bsn_numbers import BsnPiece, announces
from pipeline.readers.gather import CodedPiece, EscapedPiece, Gather, Line, is_element, others
from pipeline.readers.ooxml import everything, name_parts, read_walk, the_rest
from pipeline.readers.package import Package
from pipeline.readers.passages import Piece, Walk
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.reasons import DAMAGED
from pipeline.readers.recognise import Format
from pipeline.readers.relations import relation_id, relations, target_of
from pipeline.readers.xlsx_cells import Found, cells, space_of
from pipeline.readers.xlsx_pivots import pivoted_numbers

_BINARY: Final = "Dit is een binair Excel-bestand (.xlsb). Sla het op als .xlsx en zoek opnieuw."
_NOUNS: Final = {
    **dict.fromkeys(("oddHeader", "evenHeader", "firstHeader"), "koptekst"),
    **dict.fromkeys(("oddFooter", "evenFooter", "firstFooter"), "voettekst"),
    **dict.fromkeys(("formula", "formula1", "formula2", "f"), "formule"),
}
_CODED: Final = tuple(f"{{*}}{name}" for name, noun in _NOUNS.items() if noun in {"koptekst", "voettekst"})
_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}")
_RICH: Final = frozenset({"t", "r", "rPh"})


def read(content: bytes, visit: Visit) -> Reading:
    """Returns every text of a workbook, and what was not read.

    Raises:
        UnreadableError: damaged, locked, too large, or an Excel file of another kind.
    """
    package = Package(content, visit)
    return read_walk(Format.XLSX, package, walk(package), visit)


def walk(package: Package) -> Walk:
    """Returns every text of a workbook with its nodes.

    Raises:
        UnreadableError: damaged, too large, or an Excel file of another kind.
    """
    if "xl/workbook.bin" in package:
        raise UnreadableError(_BINARY)
    try:
        return _walk(package)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(DAMAGED) from None


def _walk(package: Package) -> Walk:
    gather = Gather(package)
    book = target_of(package, "", "officeDocument")
    if book not in package:
        raise UnreadableError(DAMAGED)
    labels = {book: "werkmap"}
    related = relations(package, book)
    sheets: list[tuple[str, str]] = []
    for number, sheet in enumerate(gather.tree(book).iter("{*}sheet"), start=1):
        hidden = " (verborgen)" if sheet.get("state", "visible") != "visible" else ""
        gather.value(book, f"naam van blad {number}{hidden}", sheet, "name")
        relation = related.get(relation_id(sheet))
        target = relation.target if relation is not None else ""
        if target in package and target not in labels:
            labels[target] = f"blad {number}{hidden}"
            sheets.append((target, labels[target]))
    _book(gather, book)
    strings = target_of(package, book, "sharedStrings")
    _sheets(gather, sheets, strings if strings in package else "")
    for part, place in sheets:
        name_parts(gather, part, place, labels)
    for part in labels:
        kind = labels[part]
        if "opmerkingen" in kind.rpartition(", ")[2] and part.endswith(".xml"):
            _comments(gather, part, kind.rpartition(", ")[0])
        elif "reacties" in kind.rpartition(", ")[2]:
            _threaded(gather, part, kind.rpartition(", ")[0])
    name_parts(gather, book, "werkmap", labels)
    _styles(gather, target_of(package, book, "styles"))
    the_rest(gather, labels)
    # After the rest, that reads the words of a pivot table: these are only its numbers.
    for target in [item.target for item in related.values() if item.kind == "pivotCacheDefinition"]:
        if target in gather.package:
            pivoted_numbers(gather, target, labels.get(target, "draaitabel"))
    return gather.walk()


def _book(gather: Gather, book: str) -> None:
    tree = gather.tree(book)
    for name in tree.iter("{*}definedName"):
        where = gather.numbered("", "gedefinieerde naam")
        gather.value(book, where, name, "name")
        gather.value(book, f"{where}, verwijzing", name)
        gather.value(book, f"{where}, toelichting", name, "comment")
    done = {f"{space_of(tree)}{name}" for name in ("sheet", "definedName")}
    everything(gather, book, "werkmap", (item for item in tree.iter(etree.Element) if item.tag not in done))


def _sheets(gather: Gather, sheets: list[tuple[str, str]], strings: str) -> None:
    """Notes the texts of all sheets; a shared text at its first cell, with the number of others."""
    shared = list(gather.tree(strings).iterchildren("{*}si")) if strings else []
    heads = {index for index, item in enumerate(shared) if announces("".join(map(str, item.itertext())))}
    styles = _nine_digits(gather)
    counts: dict[int, int] = {}
    trees = [gather.tree(part) for part, _ in sheets]
    seen = [
        [item for data in tree.iterchildren("{*}sheetData") for item in cells(data, counts, heads, styles)]
        for tree in trees
    ]
    for (part, place), tree, those in zip(sheets, trees, seen, strict=True):
        for item in those:
            cell = f"{place}, {_where(item.where)}"
            if isinstance(item, Found):
                _cell(gather, part, cell, item)
            elif item.index < len(shared):
                _rich(gather, strings, f"{cell}{others(counts[item.index] - 1)}", shared[item.index])
        _around(gather, part, place, tree)
    for index, unseen in enumerate(shared):
        if index not in counts:
            _rich(gather, strings, f"tekst {index + 1} die in geen cel staat", unseen)


def _cell(gather: Gather, part: str, place: str, item: Found) -> None:
    if item.kind == "rijk":
        _rich(gather, part, place, item.element)
    elif item.kind == "anders":
        if is_element(item.element):
            everything(gather, part, place, item.element.iter(etree.Element))
        _tail(gather, part, place, item.element)
    elif item.kind == "formule":
        gather.value(part, f"{place}, formule", item.element)
    else:
        gather.value(part, place, item.element, form=BsnPiece if item.kind == "bsn" else _form(item.element.text))


def _where(cell: str) -> str:
    """Returns a cell, or a row, as a person calls it; what is no cell may hold anything, and is not repeated."""
    return f"cel {cell}" if _CELL.fullmatch(cell) else cell if re.fullmatch(r"rij \d+", cell) else "cel ?"


def _form(text: str | None) -> type[Piece]:
    return EscapedPiece if text and "_x" in text else Piece


def _rich(gather: Gather, part: str, place: str, item: etree._Element) -> None:
    """Notes a text of one or more runs; how it is spoken, in East Asian files, is another text."""
    line = Line()
    spoken: list[etree._Element] = []
    for child in item.iter("{*}t"):
        parent = child.getparent()
        if parent is not None and etree.QName(parent).localname == "rPh":
            spoken.append(child)
        elif len(child):
            line.text(child)
        else:
            line.value(child, form=_form(child.text))
    gather.line(part, place, line)
    for child in spoken:
        gather.value(part, f"{place}, uitspraak", child)
    for child in item.iter(etree.Element):
        if child.text and child.text.strip() and etree.QName(child).localname not in _RICH:
            gather.value(part, place, child)
        if child is not item:
            _tail(gather, part, place, child)


def _tail(gather: Gather, part: str, place: str, element: etree._Element) -> None:
    if element.tail and element.tail.strip():
        rest = Line()
        rest.value(element, is_tail=True)
        gather.line(part, place, rest)


def _around(gather: Gather, part: str, place: str, tree: etree._Element) -> None:
    """Notes what a sheet holds besides cells: headers, rules for input, links, names."""
    data = space_of(tree) + "sheetData"
    others = [child for child in tree if child.tag != data]
    coded = [item for child in others for item in child.iter(*_CODED)]
    for item in coded:
        noun = _NOUNS[etree.QName(item).localname]
        gather.value(part, gather.numbered(place, noun), item, form=CodedPiece)
    taken = set(coded)
    rest = (item for child in others for item in child.iter(etree.Element) if item not in taken)
    everything(gather, part, place, chain([tree], rest), _NOUNS)


def _comments(gather: Gather, part: str, place: str) -> None:
    tree = gather.tree(part)
    for author in tree.iter("{*}author"):
        gather.value(part, gather.numbered(place, "auteur van opmerkingen"), author, kind=TextKind.NAAM)
    for comment in tree.iter("{*}comment"):
        for text in comment.iterchildren("{*}text"):
            _rich(gather, part, f"{place}, opmerking bij {_reference(comment)}", text)
    taken = {inner for item in tree.iter("{*}author", "{*}text") for inner in item.iter()}
    everything(gather, part, place, (item for item in tree.iter(etree.Element) if item not in taken), _NOUNS)


def _reference(element: etree._Element) -> str:
    """Returns the cell that an element is about."""
    return _where(element.get("ref", ""))


def _threaded(gather: Gather, part: str, place: str) -> None:
    for comment in gather.tree(part).iter(etree.Element):
        if etree.QName(comment).localname == "threadedComment":
            everything(gather, part, f"{place}, reactie bij {_reference(comment)}", comment.iter(etree.Element))


def _nine_digits(gather: Gather) -> set[str]:
    """Returns the formats of cells, by number, that show a number in nine digits."""
    styles = "xl/styles.xml"
    if styles not in gather.package or b"000000000" not in gather.package[styles]:
        return set()
    tree = gather.tree(styles)
    formats = {
        item.get("numFmtId") for item in tree.iter("{*}numFmt") if re.match("0{9}(?!0)", item.get("formatCode", ""))
    }
    listed = (item for group in tree.iterchildren("{*}cellXfs") for item in group.iterchildren("{*}xf"))
    return {str(number) for number, item in enumerate(listed) if item.get("numFmtId") in formats}


def _styles(gather: Gather, part: str) -> None:
    """Notes the words that a style can hold: its name, and what a format of numbers puts around them."""
    if part in gather.package:
        everything(gather, part, "celstijlen", gather.tree(part).iter("{*}numFmt", "{*}cellStyle", "{*}tableStyle"))
