"""Collects what one pass over a package sees: texts at places of their own, files within it, and the unread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.model import TextKind, Unread
from pipeline.readers.member_names import own_names, told
from pipeline.readers.package import COMMENT, Package
from pipeline.readers.passages import Inner, PartPiece, Passage, Piece, SignPiece, Walk
from pipeline.readers.reasons import DAMAGED
from pipeline.text import Tekst

_WORDS = re.compile(r"[^\W\d_]|\d(?:\D{0,2}\d){7}")
TWO_LETTERS: Final = re.compile(r"[^\W\d_]\W*[^\W\d_]|\d(?:\D{0,2}\d){7}")
"""Matches in a value that can be a word of a person, where many a value is one letter: two letters, or what can be a
BSN without its zero."""

_BSN: Final = 8  # digits, without its zero
_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+(?:[Ee][-+]?\d+)?|[Ee][-+]?\d+)\s*")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UNSAFE = re.compile(r"""[^\w:/?#\[\]@!$&'()*+,;=~.\\-]+|[^\x21-\x7e]+""")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z+&-])')
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def has_words(text: str) -> bool:
    """Says whether a text can hold something to find: a letter, or as many digits as a BSN without its zero."""
    if text[:1].isalpha():
        return True
    if len(text) < _BSN and text.isdecimal():
        return False
    return _WORDS.search(text) is not None and _NUMBER.fullmatch(text) is None


def others(count: int) -> str:
    """Says behind a cell in how many other cells the same text stands."""
    return "" if not count else " en 1 andere cel" if count == 1 else f" en {count} andere cellen"


def letters(column: int) -> str:
    """Returns the name of a column of a sheet, counted from 1: AB for 28."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_element(node: Any) -> bool:
    """Says whether a node is an element, and no comment or instruction in the XML."""
    return isinstance(node.tag, str)


def readable_address(address: str) -> str:
    """Returns an address with its escapes undone: 'burn out' for 'burn%20out'."""
    return _PERCENT.sub(_plain, address)


def _plain(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class AddressPiece(Piece):
    """The value of an attribute that is an address: read with its escapes undone, written with them."""

    @property
    def value(self) -> str:
        """What stands there now, readable: 'burn out' where the file has 'burn%20out'."""
        return readable_address(Piece.value.__get__(self))

    def put(self, text: str) -> None:
        """Makes `text` what stands there, as an address."""
        Piece.put(self, _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text))


@dataclass(frozen=True, slots=True)
class EscapedPiece(Piece):
    """A value in which characters may stand as _x0041_, as Excel writes what XML cannot hold."""

    @property
    def value(self) -> str:
        """What stands there now, with the escapes undone."""
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), Piece.value.__get__(self))

    def put(self, text: str) -> None:
        """Makes `text` what stands there."""
        kept = _LIKE_ESCAPE.sub("_x005F_", text)
        Piece.put(self, "".join(c if c >= " " or c in "\t\n\r" else f"_x{ord(c):04X}_" for c in kept))


@dataclass(frozen=True, slots=True)
class CodedPiece(Piece):
    """The text of a header in a workbook, in which codes say where and how the words stand: '&L&8geheim'."""

    @property
    def value(self) -> str:
        """What stands there now, with blanks for the codes."""
        return _CODE.sub(lambda found: " " * len(found[0]), Piece.value.__get__(self))

    def put(self, text: str) -> None:
        """Makes `text` what stands there; the codes outside what changed stay."""
        shown, coded = self.value, Piece.value.__get__(self)
        start = _same(shown, text)
        same = _same(shown[start:][::-1], text[start:][::-1])
        Piece.put(self, coded[:start] + text[start : len(text) - same].replace("&", "&&") + coded[len(coded) - same :])


def _same(one: str, other: str) -> int:
    """Returns how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


class Line:
    """A passage in the making: pieces in order, with what stands between them."""

    __slots__ = ("_length", "_parts", "_twins", "pieces")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._twins: dict[int, list[Piece]] = {}
        self._parts: list[str] = []
        self._length = 0

    def text(self, element: etree._Element) -> None:
        """Adds the text of an element, also where a comment in the XML splits it; the text of its children is not."""
        self.value(element)
        for child in element:
            if not is_element(child):
                self.value(child, is_tail=True)

    def value(
        self, element: etree._Element, attribute: str | None = None, *, is_tail: bool = False, form: type[Piece] = Piece
    ) -> None:
        """Adds one value of the XML; nothing when it is empty."""
        if form is not Piece:
            value = form(0, 0, element, attribute, is_tail).value
        elif attribute is not None:
            value = element.get(attribute, "")
        else:
            value = (element.tail if is_tail else element.text) or ""
        if value:
            start = self._length
            self.pieces.append(form(start, start + len(value), element, attribute, is_tail))
            self.gap(value)

    def sign(self, element: etree._Element, text: str) -> None:
        """Adds a sign that is an element of its own."""
        self.pieces.append(SignPiece(self._length, self._length + len(text), element, sign=text))
        self.gap(text)

    def part(self, element: etree._Element, start: int, end: int, *, is_tail: bool) -> None:
        """Adds a part of a value that is a piece of another passage."""
        value = ((element.tail if is_tail else element.text) or "")[start:end]
        if value:
            at = self._length
            self.pieces.append(PartPiece(at, at + len(value), element, None, is_tail, skip=start))
            self.gap(value)

    def twin(self, number: int, element: etree._Element, text: str, length: int) -> None:
        """Notes that what was added last stands in another element too.

        Args:
            number: which of the other forms of the text the element is in.
            element: the other element.
            text: the sign that it is, "" when it holds a text.
            length: of what was added.
        """
        start = self._length - length
        piece = SignPiece(start, self._length, element, sign=text) if text else Piece(start, self._length, element)
        self._twins.setdefault(number, []).append(piece)

    @property
    def copies(self) -> tuple[tuple[Piece, ...], ...]:
        """The other places where it stands, or parts of it."""
        return tuple(map(tuple, self._twins.values()))

    def gap(self, text: str) -> None:
        """Adds what is read there but stands in no value: a line feed for a break."""
        self._parts.append(text)
        self._length += len(text)

    @property
    def whole(self) -> str:
        """The text so far."""
        return "".join(self._parts)


class Gather:
    """What one pass over a package has seen so far."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.trees: dict[str, etree._Element] = {}
        self._passages: list[Passage] = []
        self._inner: list[Inner] = []
        self._unread: list[Unread] = []
        self._read: dict[str, None] = {}
        self._counts: Counter[str] = Counter()
        self._taken: Counter[str] = Counter()
        if package.comment:
            self.loose("", COMMENT, package.comment.decode("utf-8", "replace"))

    def tree(self, part: str) -> etree._Element:
        """Returns the root of a part that is XML, and counts it as read; comments in the XML are texts of their own.

        Raises:
            UnreadableError: it is no XML that an office program writes.
        """
        if part not in self.trees:
            root = self.package.xml(part)
            self.trees[part] = root
            self._read[part] = None
            content = self.package[part]
            if b"<!--" in content or content.count(b"<?") > 1 or b"\0" in content[:4]:
                self._aside(part, root)
        return self.trees[part]

    def _aside(self, part: str, root: etree._Element) -> None:
        outside = [*root.itersiblings(preceding=True), *root.itersiblings()]
        for node in (*outside, *root.iter(etree.Comment, etree.ProcessingInstruction)):
            line = Line()
            line.value(node)
            self.line(part, self.numbered("", "commentaar in de opmaakcode"), line)

    def numbered(self, place: str, noun: str) -> str:
        """Returns a place with the next number for its noun: "dia 2, alinea 3"."""
        where = f"{place}, {noun}" if place else noun
        self._counts[where] += 1
        return f"{where} {self._counts[where]}"

    def line(
        self,
        part: str,
        place: str,
        line: Line,
        kind: TextKind = TextKind.VRIJ,
        copies: tuple[tuple[Piece, ...], ...] = (),
    ) -> None:
        """Notes a passage, unless there is nothing in it to find; a place that is taken gets a number."""
        whole = line.whole
        if has_words(whole):
            self._passages.append(Passage(part, self._own(place), Tekst(whole), tuple(line.pieces), kind, copies))

    def value(
        self,
        part: str,
        place: str,
        element: etree._Element,
        attribute: str | None = None,
        *,
        kind: TextKind = TextKind.VRIJ,
        form: type[Piece] = Piece,
    ) -> None:
        """Notes one value of the XML as a passage, unless there is nothing in it to find."""
        line = Line()
        if attribute is None and form is Piece:
            line.text(element)
        else:
            line.value(element, attribute, form=form)
        self.line(part, place, line, kind)

    def loose(self, part: str, place: str, text: str) -> None:
        """Notes a text that stands in no XML; it is found, and cannot be marked."""
        if has_words(text):
            self._passages.append(Passage(part, self._own(place), Tekst(text), ()))

    def add(self, passages: Iterable[Passage]) -> None:
        """Notes passages whose places are known to be their own."""
        for passage in passages:
            self._taken[passage.place] += 1
            self._passages.append(passage)

    @property
    def passages(self) -> list[Passage]:
        """The passages so far; whoever finds that two are one may put one in their place."""
        return self._passages

    def inner(self, part: str, place: str) -> None:
        """Notes a member that is a file itself."""
        self._inner.append(Inner(part, place))
        self._read[part] = None

    def unread(self, part: str, place: str, reason: str) -> None:
        """Notes a member that cannot be read, and why."""
        self._unread.append(Unread(place, reason))
        self._read[part] = None

    def looked_at(self, part: str) -> None:
        """Counts a member that can hold no text as read.

        Raises:
            UnreadableError: it has a document type, which can hide or multiply text.
        """
        if b"<!DOCTYPE" in self.package[part].replace(b"\0", b""):
            raise UnreadableError(DAMAGED)
        self.seen(part)

    def seen(self, part: str) -> None:
        """Counts a member as read whose texts were noted in another way."""
        self._read[part] = None

    def left(self) -> list[str]:
        """Returns the members that nothing was done with yet, in order."""
        return [name for name in self.package if name not in self._read]

    def walk(self) -> Walk:
        """Returns all that was seen."""
        for name in own_names(self.package):
            self.loose("", self.numbered("", "naam van een onderdeel"), name)
        read = tuple(dict.fromkeys(told(name) for name in self._read if name in self.trees))
        return Walk(tuple(self._passages), tuple(self._inner), tuple(self._unread), read, self.trees)

    def _own(self, place: str) -> str:
        self._taken[place] += 1
        number = self._taken[place]
        return f"{place}, tekst {number}" if number > 1 else place
