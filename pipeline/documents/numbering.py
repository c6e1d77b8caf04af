"""Lets a numbered list in a loop begin anew each time that the loop begins, also within another loop.

Word counts all paragraphs of one `w:num` as one list, so a list that is to start over needs a `w:num` of its own.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from pipeline.documents.language import first_word
from pipeline.documents.ooxml import NAMESPACE, parse, w
from pipeline.documents.tags import MARK, Tag

NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
# These stand before w:numPr in the properties of a paragraph.
_BEFORE: Final = tuple(map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")))
_POINT: Final = re.compile('\x01([0-9]+)\x02|<w:numId w:val="([0-9]+)"/>|<w:pStyle w:val="([^"]*)"/>')
_NEW: Final = b"nieuw"
_LAST: Final = re.compile(rb".*(?:</w:num>|<w:num [^>]*/>)", re.DOTALL)


def list_mark(number: str) -> str:
    """Returns what stands in the code of a part where a list begins; no value can hold it."""
    return f"\x01{number}\x02"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which lists of a part start over.

    Attributes:
        begins: by the number of a `for` tag, the ids of the lists that begin with it.
        headings: the styles of headings; below a heading a list starts over too.
    """

    begins: Mapping[int, tuple[str, ...]]
    headings: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """The ids of all lists that start over."""
        return frozenset(number for numbers in self.begins.values() for number in numbers)


class Numbering:
    """What a template says of lists; immutable, safe to share between threads.

    Args:
        members: the parts of the package.

    Raises:
        TemplateError: a part is not well-formed.
    """

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._xml = members.get(NUMBERING, b"")
        root = parse(self._xml) if self._xml else None
        if root is None or root.nsmap.get("w") != NAMESPACE:
            self._nums: dict[str, Any] = {}
            self._levels: dict[str, dict[str, tuple[str, str]]] = {}
        else:
            self._levels = {_id(item, "abstractNumId"): _levels(item) for item in root.iter(w("abstractNum"))}
            self._nums = {_id(item, "numId"): item for item in root.iter(w("num"))}
        styles = parse(members[_STYLES]) if _STYLES in members else None
        self._styles = {_id(style, "styleId"): style for style in styles.iter(w("style"))} if styles is not None else {}
        self._copies = {number: self._copy(number) for number in self._nums}
        self.headings = frozenset(name for name in self._styles if self._inherited(name, "outlineLvl") is not None)

    def plan(self, root: etree._Element, tags: Sequence[Tag]) -> Plan | None:
        """Finds the numbered lists in the loops of a part; a list that only its style numbers gets its own number.

        Args:
            root: the root of a part, with a mark in place of each tag; changed in place.
            tags: the tags, by the number in their mark.
        """
        held: dict[str, list[tuple[int, ...]]] = {}
        for paragraph, loops in _in_loops(root, tags):
            found = self._number(paragraph)
            if found is not None:
                number, level, is_own = found
                held.setdefault(number, []).append(loops)
                if not is_own:
                    _give(paragraph, number, level)
        begins: dict[int, list[str]] = {}
        for number, places in held.items():
            holders = {loops[-1] for loops in places}
            for loops in dict.fromkeys(places):
                # Of nested loops that hold the same list, the outermost begins it: the others are its lower levels.
                if not holders & set(loops[:-1]):
                    begins.setdefault(loops[-1], []).append(number)
        return Plan({loop: tuple(numbers) for loop, numbers in begins.items()}, self.headings) if begins else None

    def lists(self) -> Lists:
        """Returns the lists of one document in the making."""
        return Lists(self)

    def first_free(self) -> int:
        """Returns an id above all that are in use."""
        return max((int(number) for number in self._nums if number.isdecimal()), default=0) + 1

    def with_lists(self, made: Mapping[str, str]) -> bytes:
        """Returns the part that defines lists with new ones added, each a copy of another that starts over.

        Args:
            made: by the id of each new list, the id of the list that it copies.
        """
        added = b"".join(self._copies[base].replace(_NEW, number.encode()) for number, base in made.items())
        match = _LAST.match(self._xml)
        end = match.end() if match else len(self._xml)
        return self._xml[:end] + added + self._xml[end:]

    def _copy(self, base: str) -> bytes:
        """Returns a list that starts over and is otherwise as `base`, with `_NEW` in place of its id."""
        num = copy.deepcopy(self._nums[base])
        num.set(w("numId"), _NEW.decode())
        overrides = {_id(item, "ilvl"): item for item in num.iter(w("lvlOverride"))}
        for level, (start, _) in self._levels_of(base).items():
            override = overrides.get(level)
            if override is None:
                override = etree.SubElement(num, w("lvlOverride"), {w("ilvl"): level})
            if override.find(w("startOverride")) is None:
                override.insert(0, etree.Element(w("startOverride"), {w("val"): start}))
        return etree.tostring(num, with_tail=False)

    def _levels_of(self, number: str) -> Mapping[str, tuple[str, str]]:
        abstract = self._nums[number].find(w("abstractNumId"))
        return self._levels.get(_id(abstract, "val") if abstract is not None else "", {}) or {"0": ("1", "decimal")}

    def _number(self, paragraph: etree._Element) -> tuple[str, str, bool] | None:
        """Returns list, level and whether the paragraph says so itself; None for what is no numbered list."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        name = _id(style, "val") if style is not None else ""
        if name in self.headings or paragraph.find(f"{w('pPr')}/{w('outlineLvl')}") is not None:
            return None
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        properties = own if own is not None else self._inherited(name, "numPr")
        number = properties.find(w("numId")) if properties is not None else None
        if properties is None or number is None or _id(number, "val") not in self._nums:
            return None
        place = properties.find(w("ilvl"))
        level = _id(place, "val") if place is not None else "0"
        form = self._levels_of(_id(number, "val")).get(level, ("1", "decimal"))[1]
        return None if form in {"bullet", "none"} else (_id(number, "val"), level, own is not None)

    def _inherited(self, name: str, what: str) -> etree._Element | None:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            found = self._styles[name].find(f"{w('pPr')}/{w(what)}")
            if found is not None:
                return found
            parent = self._styles[name].find(w("basedOn"))
            name = _id(parent, "val") if parent is not None else ""
        return None


@dataclass(slots=True)
class Lists:
    """The lists of one document: which were shown already, and which were made for it.

    Attributes:
        numbering: what the template says of lists.
        made: by the id of each new list, the id of the list that it copies.
    """

    numbering: Numbering
    made: dict[str, str] = field(default_factory=dict)
    _shown: set[str] = field(default_factory=set)

    def start_over(self, xml: str, plan: Plan) -> str:
        """Returns a rendered part with a list of its own wherever one begins, and without the marks."""
        current: dict[str, str] = {}
        due: set[str] = set()

        def put(match: re.Match[str]) -> str:
            begun, number, style = match.groups()
            if begun:
                due.add(begun)
                return ""
            if number in plan.numbers:
                if number in due or number not in current:
                    current[number] = self._next(number)
                    due.discard(number)
                return f'<w:numId w:val="{current[number]}"/>'
            if style in plan.headings:
                due.update(plan.numbers)
            return match[0]

        return _POINT.sub(put, xml)

    def _next(self, base: str) -> str:
        if base not in self._shown:
            self._shown.add(base)
            return base
        number = str(self.numbering.first_free() + len(self.made))
        self.made[number] = base
        return number


def _in_loops(root: etree._Element, tags: Sequence[Tag]) -> Iterator[tuple[etree._Element, tuple[int, ...]]]:
    """Yields every paragraph that stands in loops, with the numbers of their `for` tags, outermost first."""
    loops: list[int] = []
    for paragraph in list(root.iter(w("p"))):
        if loops:
            yield paragraph, tuple(loops)
        for text in paragraph.iter(w("t")):
            for index in map(int, MARK.findall(text.text or "")):
                word = first_word(tags[index].body) if tags[index].opener == "{%" else ""
                if word == "for":
                    loops.append(index)
                elif word == "endfor" and loops:
                    loops.pop()


def _give(paragraph: etree._Element, number: str, level: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return
    numbered = etree.Element(w("numPr"))
    etree.SubElement(numbered, w("ilvl"), {w("val"): level})
    etree.SubElement(numbered, w("numId"), {w("val"): number})
    place = sum(1 for child in properties if child.tag in _BEFORE)
    properties.insert(place, numbered)


def _levels(abstract: etree._Element) -> dict[str, tuple[str, str]]:
    """Returns the start and the form of each level."""
    found = {}
    for level in abstract.iter(w("lvl")):
        start, form = level.find(w("start")), level.find(w("numFmt"))
        found[_id(level, "ilvl")] = (
            _id(start, "val") if start is not None else "1",
            _id(form, "val") if form is not None else "decimal",
        )
    return found


def _id(element: etree._Element, name: str) -> str:
    return str(element.get(w(name), ""))
