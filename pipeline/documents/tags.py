"""Finds the tags in a part, each with its place, and leaves one numbered mark in the stead of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree

from pipeline.documents.ooxml import w
from pipeline.documents.places import paragraph_places
from pipeline.documents.runs import RunText

MARK = re.compile("\ue000(\\d+)\ue001")
"""Stands for the body of the tag with that number while docxtpl rearranges the part around it."""

_TAG = re.compile(
    r"(?P<open>\{[{%#])(?P<trim>-?)(?:(?P<scope>p|tr|tc|r)(?=\s))?(?P<body>.*?)(?P<end>-?)(?:\}\}|%\}|#\})", re.DOTALL
)
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{_\{|\}_\}|\{_%|%_\}", re.DOTALL)
_LOOSE = re.compile(r"\{[{%#]|[%#]\}|\}\}")
_LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}

_TEXT, _PARAGRAPH = w("t"), w("p")
_CONTAINERS = {"p": (_PARAGRAPH, "alinea"), "tr": (w("tr"), "rij"), "tc": (w("tc"), "cel"), "r": (w("r"), "tekst")}
_PRECIOUS = "drawing pict object sectPr fldChar footnoteReference endnoteReference commentReference".split()
PRECIOUS = re.compile(rf"<w:({'|'.join(_PRECIOUS)})[ />]")
"""Elements that may not disappear together with a tag."""


class Kind(Enum):
    """Where the value of a tag ends up."""

    RUN = "text in a run"
    PLAIN = "a field code or a property"
    ATTRIBUTE = "an attribute"
    RICH = "runs of its own, {{r }}"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in the template.

    Attributes:
        place: where it stands, in Dutch.
        source: the tag itself, with its braces.
        opener: "{{", "{%" or "{#".
        scope: "p", "tr", "tc" or "r" when the tag takes away what surrounds it, else "".
        body: what stands between the braces.
        kind: where its value goes.
        literal: the braces that it prints, when it is one of docxtpl's escapes such as `{_{`.
    """

    place: str
    source: str
    opener: str
    scope: str
    body: str
    kind: Kind
    literal: str = ""

    def problem(self, message: str) -> str:
        """Returns `message` with the place and the tag before it."""
        source = self.source if len(self.source) <= 80 else self.source[:77] + "..."
        return f"{self.place}, {source}: {message}"


@dataclass(slots=True)
class Scan:
    """The tags of one part in the order of its marks, and what is wrong with them.

    Attributes:
        tags: the tags.
        problems: what is wrong, in Dutch.
        elements: names, as written, of the elements that have a tag in an attribute.
    """

    tags: list[Tag] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)

    def add(self, tag: Tag) -> str:
        """Takes in a tag; returns what is to stand in its place."""
        self.tags.append(tag)
        mark = f"\ue000{len(self.tags) - 1}\ue001"
        if tag.literal:
            return f"{{{{ {mark} }}}}"
        trim, end = _trims(tag.source)
        word, _, _ = tag.body.strip().partition(" ")
        if tag.opener == "{%" and word in {"colspan", "cellbg"}:
            mark = f"{word} {mark}"
        elif tag.opener == "{%" and word in {"vm", "hm"}:
            mark = word
        return f"{tag.opener}{trim}{tag.scope} {mark} {end}{_CLOSERS[tag.opener]}"


def take_tags(root: etree._Element, label: str) -> Scan:
    """Replaces every tag below `root` by its mark and returns them all.

    Args:
        root: the root element of a part; changed in place.
        label: what a person calls the part.
    """
    scan = Scan()
    if "\ue000" in etree.tostring(root, encoding="unicode"):
        scan.problems.append(f"{label or 'document'}: het teken U+E000 kan niet in een sjabloon staan")
        return scan
    places = paragraph_places(root, label)
    for element in list(root.iter()):
        if element.tag == _PARAGRAPH:
            _take_from_paragraph(element, places[element], scan)
        if element.tag != _TEXT:
            _take_from_others(element, _place_of(element, places, label), scan)
    return scan


def _take_from_paragraph(paragraph: etree._Element, place: str, scan: Scan) -> None:
    text = RunText(paragraph)
    found = list(_WHOLE.finditer(text.joined))
    marks = []
    for match in found:
        tag = _tag(match.group(), place, Kind.RUN)
        problem = text.problem(*match.span()) or _scope_problem(tag, text.first(match.start()))
        if problem:
            scan.problems.append(tag.problem(problem))
        marks.append(scan.add(tag))
    scan.problems.extend(_loose(_WHOLE.sub(" ", text.joined), place))
    for match, mark in reversed(list(zip(found, marks, strict=True))):
        text.replace(*match.span(), mark)
    if found:
        text.tidy()


def _take_from_others(element: etree._Element, place: str, scan: Scan) -> None:
    """Takes tags out of an attribute, or out of text that stands in no `w:t`."""
    if element.text and "{" in element.text:
        element.text = _take_plain(element.text, Kind.PLAIN, place, scan)
    for name, value in element.items():
        if re.search(r"\{[{%#]", str(value)):
            element.set(name, _take_plain(str(value), Kind.ATTRIBUTE, place, scan))
            scan.elements.add(":".join(filter(None, (element.prefix, etree.QName(element).localname))))


def _take_plain(text: str, kind: Kind, place: str, scan: Scan) -> str:
    def replace(match: re.Match[str]) -> str:
        tag = _tag(match.group(), place, kind)
        if tag.scope:
            scan.problems.append(tag.problem(f"'{tag.scope}' kan alleen in gewone tekst"))
        return scan.add(tag)

    scan.problems.extend(_loose(_WHOLE.sub(" ", text), place))
    return _WHOLE.sub(replace, text)


def _tag(source: str, place: str, kind: Kind) -> Tag:
    if source in _LITERALS:
        return Tag(place, source, "{{", "", "", kind, literal=_LITERALS[source])
    match = _TAG.fullmatch(source)
    if match is None:
        raise AssertionError("every whole tag matches the pattern of a tag")
    scope = match["scope"] or ""
    if scope == "r" and match["open"] == "{{":
        kind = Kind.RICH
    return Tag(place, source, match["open"], scope, match["body"].strip(), kind)


def _trims(source: str) -> tuple[str, str]:
    return ("-" if source[2:3] == "-" else "", "-" if source[-3:-2] == "-" else "")


def _scope_problem(tag: Tag, text: etree._Element) -> str | None:
    """Says what is wrong with a tag that takes away its surroundings: it must stand in them, and alone."""
    if not tag.scope:
        return None
    name, word = _CONTAINERS[tag.scope]
    container = next(text.iterancestors(name), None)
    if container is None:
        return f"'{tag.scope}' staat niet in een {word}"
    if tag.scope == "r":
        return None
    if tag.opener == "{{":
        return f"{{{{{tag.scope} }}}} wordt niet ondersteund; schrijf {{{{ }}}}"
    if "".join(part.text or "" for part in container.iter(_TEXT)).strip() != tag.source:
        return f"deze tag neemt zijn hele {word} weg, en daarin staat nog meer; geef de tag een eigen {word}"
    if any(True for precious in _PRECIOUS for _ in container.iter(w(precious))):
        return f"deze tag neemt zijn hele {word} weg, met een afbeelding, veld, noot of sectie-einde erin"
    return None


def _loose(rest: str, place: str) -> Iterator[str]:
    """Yields a problem for a brace pair that belongs to no tag."""
    if found := _LOOSE.search(rest):
        pair = found.group()
        what = "begint een tag die in deze alinea niet eindigt" if pair[0] == "{" else "eindigt een tag die niet begon"
        yield f"{place}, {pair}: hier {what}"


def _place_of(element: etree._Element, places: dict[etree._Element, str], label: str) -> str:
    ancestors = (element, *element.iterancestors())
    return next((places[ancestor] for ancestor in ancestors if ancestor in places), label or "document")
