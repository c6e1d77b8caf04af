"""Puts a comment at stretches of text in a Word file, exact to the character; where Word allows none, a yellow mark."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.marking.notes import AUTHOR, Annotated, Note
from pipeline.marking.packing import packed, serialised
from pipeline.model import Segment
from pipeline.readers.docx import walk
from pipeline.readers.package import Package, parse_xml
from pipeline.readers.passages import PartPiece, Passage, SignPiece
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.relations import CONTENT_TYPES, listing_of, target_of

_W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W: Final = f"{{{_W_NS}}}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/"
_NO_STRICT: Final = (
    "Dit is een Word-bestand in de strikte vorm (Strict Open XML), waarin geen opmerkingen worden gezet. Sla het in "
    "Word op als 'Word-document (.docx)' en probeer het opnieuw."
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_REL_NS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES_NS: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NO_RELATIONS: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_TEXTS: Final = frozenset({_W + "t", _W + "delText"})
_AROUND_RUNS: Final = frozenset(_W + name for name in ("ins", "del", "moveFrom", "moveTo", "hyperlink"))
# What follows w:highlight in the properties of a run, by the order that its schema asks for.
_AFTER_HIGHLIGHT: Final = frozenset(
    _W + name
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
        "oMath", "rPrChange",
    )
)  # fmt: skip


def annotate_word(content: bytes, notes: Callable[[Segment], Iterable[Note]]) -> Annotated:
    """Returns a copy of a Word file with a comment at each note.

    Args:
        content: the file.
        notes: says what there is to say of a segment, in order and apart from each other.

    Raises:
        UnreadableError: the file cannot be read, or is of the strict form of the standard.
    """
    package = Package(content, Visit(lambda *_: Reading("")))
    walked = walk(package)
    # Not every program calls the part that is the document itself the same.
    body = target_of(package, "", "officeDocument") or "word/document.xml"
    root = walked.trees.get(body)
    if root is not None and str(root.tag).startswith(_STRICT):
        raise UnreadableError(_NO_STRICT)
    comments = _Comments(package, body, walked.trees)
    coloured: list[str] = []
    elsewhere: list[str] = []
    for passage in walked.passages:
        # From the last to the first: a run that is cut keeps what stands before the cut.
        for note in sorted(notes(passage.segment), key=lambda note: note.start, reverse=True):
            runs = _runs(passage, note)
            if not runs:
                elsewhere.append(passage.place)
            elif passage.part == body:
                comments.add(runs, note)
            else:
                _colour(runs)
                coloured.append(passage.place)
    changed = {name: serialised(root) for name, root in walked.trees.items()}
    if comments.count:
        changed |= comments.members()
    return Annotated(packed(package, changed), comments.count, tuple(coloured[::-1]), tuple(elsewhere[::-1]))


class _Comments:
    """The comments of a document, with those that are added to it."""

    def __init__(self, package: Package, body: str, trees: dict[str, etree._Element]) -> None:
        self._package = package
        self._listing = listing_of(body)
        usual = posixpath.join(posixpath.dirname(body), "comments.xml")
        self._part = target_of(package, body, "comments") or usual
        root = trees.get(self._part)
        self._is_new = root is None
        self._root = etree.Element(_W + "comments", nsmap={"w": _W_NS}) if root is None else root
        numbers = (str(item.get(_W + "id", "")) for item in self._root.iter(_W + "comment"))
        self._next = max((int(number) for number in numbers if number.lstrip("-").isdecimal()), default=-1) + 1
        self.count = 0

    def add(self, runs: Sequence[etree._Element], note: Note) -> None:
        """Adds a comment about runs that stand one after another."""
        number = str(max(self._next, 0) + self.count)
        self.count += 1
        runs[0].addprevious(_element("commentRangeStart", id=number))
        runs[-1].addnext(_element("commentRangeEnd", id=number))
        reference = etree.Element(_W + "r")
        reference.append(_element("commentReference", id=number))
        _after(runs[-1]).addnext(reference)
        comment = _element("comment", id=number, author=AUTHOR, initials="PW")
        comment.extend(_paragraph(line) for line in note.lines)
        self._root.append(comment)

    def members(self) -> dict[str, bytes]:
        """Returns the members of the package that hold or name the comments."""
        package, found = self._package, {self._part: serialised(self._root)}
        if not self._is_new:
            return found
        types, relations = package.xml(CONTENT_TYPES), package.xml(self._listing) if self._listing in package else None
        if not any(item.get("PartName") == f"/{self._part}" for item in types):
            etree.SubElement(types, _TYPES_NS + "Override", PartName=f"/{self._part}", ContentType=_COMMENTS_KIND)
        if relations is None:
            relations = parse_xml(_NO_RELATIONS)
        taken = {str(item.get("Id")) for item in relations}
        identity = next(name for number in range(1, len(taken) + 2) if (name := f"rIdPw{number}") not in taken)
        etree.SubElement(relations, _REL_NS + "Relationship", Id=identity, Type=_COMMENTS_REL, Target=f"/{self._part}")
        return found | {CONTENT_TYPES: serialised(types), self._listing: serialised(relations)}


def _runs(passage: Passage, note: Note) -> list[etree._Element]:
    """Cuts the runs of a passage at the ends of a note, and returns those within it, in order."""
    found = []
    for piece in passage.pieces:
        start, end = max(note.start, piece.start), min(note.end, piece.end)
        run = piece.element.getparent()
        if start >= end or piece.attribute is not None or piece.is_tail or run is None or isinstance(piece, PartPiece):
            continue
        if run.tag != _W + "r" or not (piece.element.tag in _TEXTS or isinstance(piece, SignPiece)):
            continue
        if end < piece.start + len(piece.value):
            _cut(piece.element, end - piece.start)
        found.append(_cut(piece.element, start - piece.start) if start > piece.start else _alone(piece.element))
    return found


def _alone(text: etree._Element) -> etree._Element:
    """Returns the run of a text that it begins, after cutting off what stands before it in the same run."""
    run = text.getparent()
    assert run is not None  # noqa: S101  asked before
    before = [item for item in text.itersiblings(preceding=True) if item.tag != _W + "rPr"]
    if not before:
        return run
    head = _like(run)
    for item in reversed(before):
        head.append(item)
    run.addprevious(head)
    return run


def _cut(text: etree._Element, at: int) -> etree._Element:
    """Cuts a run within one of its texts and returns the run with what stood from there on."""
    run = text.getparent()
    assert run is not None  # noqa: S101  asked before
    value = text.text or ""
    rest = _like(run)
    moved = etree.SubElement(rest, text.tag)
    text.text, moved.text = value[:at], value[at:]
    for element in (text, moved):
        element.set(_SPACE, "preserve")
    for item in list(text.itersiblings()):
        rest.append(item)
    run.addnext(rest)
    return rest


def _like(run: etree._Element) -> etree._Element:
    """Returns an empty run that looks the same."""
    fresh = etree.Element(run.tag, {str(key): str(value) for key, value in run.attrib.items()})
    properties = run.find(_W + "rPr")
    if properties is not None:
        fresh.append(deepcopy(properties))
    return fresh


def _after(run: etree._Element) -> etree._Element:
    """Returns what a reference may stand behind: the end of the range, or what holds it in the paragraph."""
    found = run.getnext()
    assert found is not None  # noqa: S101  the end of the range was just put there
    parent = found.getparent()
    while parent is not None and parent.tag in _AROUND_RUNS:
        found, parent = parent, parent.getparent()
    return found


def _colour(runs: Sequence[etree._Element]) -> None:
    for run in runs:
        properties = run.find(_W + "rPr")
        if properties is None:
            properties = etree.Element(_W + "rPr")
            run.insert(0, properties)
        for old in properties.findall(_W + "highlight"):
            properties.remove(old)
        place = next((n for n, item in enumerate(properties) if item.tag in _AFTER_HIGHLIGHT), len(properties))
        properties.insert(place, _element("highlight", val="yellow"))


def _paragraph(line: str) -> etree._Element:
    paragraph = etree.Element(_W + "p")
    text = etree.SubElement(etree.SubElement(paragraph, _W + "r"), _W + "t")
    text.text = line
    text.set(_SPACE, "preserve")
    return paragraph


def _element(name: str, **values: str) -> etree._Element:
    return etree.Element(_W + name, {_W + key: value for key, value in values.items()})
