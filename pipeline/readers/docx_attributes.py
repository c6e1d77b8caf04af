"""The texts of WordprocessingML that stand in attributes: names, titles, alternative texts, authors, field codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml import etree

from pipeline.model import TextKind
from pipeline.readers.docx_names import CELL, OFFICE, PARAGRAPH, ROW, SPACES, TABLE, names, search, xpath
from pipeline.readers.gather import TWO_LETTERS, Line, has_words
from pipeline.readers.passages import Piece

_Label: TypeAlias = tuple[str, TextKind]


@dataclass(frozen=True, slots=True)
class Named:
    """A text that stands in an attribute, or in an element that is none of the text of paragraphs.

    Attributes:
        label: what its place is called, behind that of the block it belongs to.
        kind: how it is to be scanned.
        piece: where it stands, with offset 0.
    """

    label: str
    kind: TextKind
    piece: Piece


# Prefix, elements, attributes of the same prefix ("" for those without one), what they are called.
_TABLE: Final = (
    ("w", "w", "alias", "val", "titel van invulveld"),
    ("w", "w", "tag", "val", "label van invulveld"),
    ("w", "w", "listItem", "displayText value", "keuze van invulveld"),
    ("w", "w", "docPart", "val", "bouwsteen"),
    ("w", "w", "docPartGallery docPartCategory", "val", "bouwsteen"),
    ("w", "w", "placeholder", "val", "aanwijzing"),
    ("w", "w", "bookmarkStart moveFromRangeStart moveToRangeStart", "name", "naam van bladwijzer"),
    ("w", "w", "hyperlink", "tooltip tgtFrame docLocation anchor", "knopinfo van koppeling"),
    ("w", "w", "fldSimple", "instr", "veldcode"),
    ("w", "w", "smartTag customXml", "element uri", "naam van infolabel"),
    ("w", "w", "attr", "name val", "eigenschap van infolabel"),
    ("w", "w", "tblCaption", "val", "titel van tabel"),
    ("w", "w", "tblDescription", "val", "beschrijving van tabel"),
    ("w", "w", "statusText helpText", "val", "hulptekst van formulierveld"),
    ("w", "w", "default entryMacro exitMacro", "val", "standaardtekst van formulierveld"),
    ("w", "w", "listEntry", "val", "keuze van formulierveld"),
    ("w", "w", "name", "val", "naam van veld of bouwsteen"),
    ("w", "w", "description category", "val", "beschrijving"),
    ("w", "w", "control", "name", "naam van besturingselement"),
    ("w", "w", "docVar", "name val", "documentvariabele"),
    ("w", "w", "connectString query udl table mailSubject mappedName addressFieldName", "val", "samenvoeggegevens"),
    ("w", "w", "caption", "name", "bijschrift"),
    ("w", "w", "smartTagType", "name url", "naam van infolabel"),
    ("w", "w", "saveThroughXslt", "solutionID", "eigenschap"),
    ("w", "w", "lvlText", "val", "tekst van opsomming"),
    ("wp", "", "docPr", "title descr", "alternatieve tekst"),
    ("wp", "", "docPr", "name", "naam van afbeelding"),
    ("a", "", "hlinkClick hlinkHover hlinkMouseOver", "tooltip tgtFrame", "knopinfo van koppeling"),
)
_VML: Final = {
    "alt": "alternatieve tekst",
    "title": "alternatieve tekst",
    "href": "koppeling",
    "string": "sierletters",
    "target": "koppeling",
}
_VML_OFFICE: Final = {
    "title": "alternatieve tekst",
    "href": "koppeling",
    "althref": "koppeling",
    "suggestedsigner": "ondertekenaar",
    "suggestedsigner2": "functie van ondertekenaar",
    "suggestedsigneremail": "e-mailadres van ondertekenaar",
    "signinginstructions": "aanwijzing voor ondertekenaar",
}
_PICTURE: Final = {"title": "alternatieve tekst", "descr": "alternatieve tekst", "name": "naam van afbeelding"}
_BY_WORD: Final = re.compile(r"_(?:Toc|Ref|Hlk|Hlt|GoBack|PictureBullets)\w*|_x0000_\w+|DefaultPlaceholder_\S+")
_ID: Final = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}\}?|[0-9A-F]{32}")
# Attributes with spaces in which no person wrote.
_MACHINE: Final = frozenset(
    """
    style Ignorable Requires ProcessContent PreserveElements PreserveAttributes eqn path typeface ascii hAnsi cs
    eastAsia connectlocs connectangles textboxrect adj dashstyle coordsize coordorigin xrange yrange strokecolor
    fillcolor colors prefixMappings xpath limo formatCode strokeweight formula font
""".split()
)
_NO_TEXT: Final = names("w", "dateFormat") | names("m", "mathFont")


def _table() -> dict[str, tuple[tuple[str, _Label], ...]]:
    found: dict[str, tuple[tuple[str, _Label], ...]] = {}
    for prefix, own, elements, attributes, label in _TABLE:
        for place, space in enumerate(SPACES[prefix]):
            for element in elements.split():
                key = f"{{{space}}}{element}"
                behind = f"{{{SPACES[own][place]}}}" if own else ""
                found[key] = found.get(key, ()) + tuple(
                    (f"{behind}{name}", (label, TextKind.VRIJ)) for name in attributes.split()
                )
    return found


_LABELS: Final = _table()
_VML_SPACES: Final = tuple(f"{{{space}}}" for prefix in "vo" for space in SPACES[prefix])
_OFFICE_NAMES: Final = {
    **{f"{{{SPACES['o'][0]}}}{local}": label for local, label in _VML_OFFICE.items()},
    **_VML,
}
_SOUGHT: Final = (*_LABELS, *(f"{space}*" for space in _VML_SPACES), "{*}cNvPr")
_OFFICE: Final = tuple(f"{{{start}" for start in OFFICE)
_OFFICE_BYTES: Final = tuple(start.encode() for start in OFFICE)
_SPACE: Final = re.compile(rb"xmlns(?::[^\s=]+)?\s*=\s*[\"']([^\"']*)")
_PEOPLE: Final = (b"author", b"initials", b"ed=", b"userId")
_authors = xpath("//@w:author", "//@w:initials", "//@w:ed", "//@w15:author", "//@w15:userId")
_wordy = search("//@*[contains(., ' ')]")


def named_texts(root: etree._Element, content: bytes) -> Iterator[Named]:
    """Yields the texts in the attributes of a part, each once, in the order of the part as far as it goes.

    Args:
        root: its root.
        content: its bytes, by which a search for what is not there is left out.
    """
    taken: set[tuple[etree._Element, str]] = set()

    def new(element: etree._Element, attribute: str, label: str, kind: TextKind = TextKind.VRIJ) -> Iterator[Named]:
        value = element.get(attribute)
        if value is None or (element, attribute) in taken:
            return
        taken.add((element, attribute))
        if (
            has_words(value)
            and TWO_LETTERS.search(value)
            and not _BY_WORD.fullmatch(value)
            and not _ID.fullmatch(value)
        ):
            yield Named(label, kind, Piece(0, len(value), element, attribute))

    for element in root.iter(*_SOUGHT):
        for attribute, label, kind in _of(element):
            yield from new(element, attribute, label, kind)
    if has_any(content, *_PEOPLE):
        for found in _authors(root):
            yield from new(found.getparent(), found.attrname, "auteur", TextKind.NAAM)
    for element, attribute in _others(root, content):
        if attribute.rpartition("}")[2] not in _MACHINE and element.tag not in _NO_TEXT:
            yield from new(element, attribute, "eigenschap")


def has_any(content: bytes, *words: bytes) -> bool:
    """Says whether a part may hold one of these words of the format; of one in a rare encoding that is not known."""
    is_plain = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"\0" not in content[:4]
    return not is_plain or any(word in content for word in words)


def _others(root: etree._Element, content: bytes) -> Iterator[tuple[etree._Element, str]]:
    """Yields the attributes that may hold words by their look: with a space in them, or of an element of strangers."""
    for found in _wordy(root):
        yield found.getparent(), str(found.attrname)
    spaces = _SPACE.findall(content)
    if spaces and all(space.startswith(_OFFICE_BYTES) for space in spaces):
        return
    for element in root.iter(etree.Element):
        if not str(element.tag).startswith(_OFFICE):
            yield from ((element, str(name)) for name in element.attrib)


def _of(element: etree._Element) -> Iterator[tuple[str, str, TextKind]]:
    tag = str(element.tag)
    known = _LABELS.get(tag)
    if known is not None:
        yield from ((attribute, label, kind) for attribute, (label, kind) in known)
    elif tag.startswith(_VML_SPACES):
        found = (str(name) for name in element.attrib)
        yield from ((name, _OFFICE_NAMES[name], TextKind.VRIJ) for name in found if name in _OFFICE_NAMES)
    else:
        yield from ((name, label, TextKind.VRIJ) for name, label in _PICTURE.items())


_BLOCKS: Final = PARAGRAPH | TABLE | ROW | CELL | names("w", "comment")


def block_of(element: etree._Element) -> etree._Element | None:
    """Returns the paragraph, table, row, cell or comment that an element belongs to, None when to none."""
    found: etree._Element | None = element
    while found is not None and found.tag not in _BLOCKS:
        found = found.getparent()
    return found


def line_of(piece: Piece) -> Line:
    """Returns a passage in the making of one piece."""
    line = Line()
    line.value(piece.element, piece.attribute, is_tail=piece.is_tail)
    return line
