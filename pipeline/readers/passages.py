"""Where each character of a text stands in the XML of a package, so that it can be marked or removed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.model import Segment, TextKind, Unread
from pipeline.text import Tekst


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage that is the whole value of one place in the XML.

    Attributes:
        start: first code point in the text of the passage.
        end: one past the last.
        element: the node that holds it.
        attribute: the name of the attribute it is the value of, or None for a text.
        is_tail: whether it is the text behind the node, and not the one in it.
    """

    start: int
    end: int
    element: etree._Element = field(repr=False)
    attribute: str | None = None
    is_tail: bool = False

    @property
    def value(self) -> str:
        """What stands there now."""
        if self.attribute is not None:
            return str(self.element.get(self.attribute) or "")
        return str((self.element.tail if self.is_tail else self.element.text) or "")

    def put(self, text: str) -> None:
        """Makes `text` what stands there."""
        if self.attribute is not None:
            self.element.set(self.attribute, text)
        elif self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass(frozen=True, slots=True)
class PartPiece(Piece):
    """A stretch of a passage that is only a part of a value; the whole of it is a piece of another passage.

    Attributes:
        skip: how many code points of the value stand before it.
    """

    skip: int = 0

    @property
    def value(self) -> str:
        """What stands there now, as far as it is this part."""
        whole: str = Piece.value.__get__(self)
        return whole[self.skip : self.skip + self.end - self.start]

    def put(self, text: str) -> None:
        """Makes `text` what stands there; the rest of the value stays."""
        whole: str = Piece.value.__get__(self)
        Piece.put(self, whole[: self.skip] + text + whole[self.skip + self.end - self.start :])


@dataclass(frozen=True, slots=True)
class SignPiece(Piece):
    """A sign in a run of Word that is an element of its own: a letter drawn from a symbol font, a hyphen.

    Attributes:
        sign: what is read there.
    """

    sign: str = field(default="", repr=False)

    @property
    def value(self) -> str:
        """What is read there."""
        return self.sign

    def put(self, text: str) -> None:
        """Makes `text` what stands there, as text; or nothing."""
        run = self.element.getparent()
        if run is None:
            return
        space = str(self.element.tag).rpartition("}")[0] + "}"
        above = run.getparent()
        is_deleted = above is not None and above.tag == space + "del"
        made = etree.Element(space + ("delText" if is_deleted else "t"))
        made.text, made.tail = text, self.element.tail
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.replace(self.element, made)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a package with its places in the XML; what stands between two pieces is a tab, a break or the like.

    Attributes:
        part: the member that it stands in: "word/document.xml".
        place: where a person finds it: "alinea 12", "koptekst 1, alinea 2".
        text: the text as it is scanned.
        pieces: where it stands, in order, without overlap.
        kind: how it is to be scanned.
        copies: the other places where the same text stands, piece for piece in the same way: the fallback of a text
            box. Read once, marked and removed everywhere.
    """

    part: str
    place: str
    text: Tekst
    pieces: tuple[Piece, ...] = field(repr=False)
    kind: TextKind = TextKind.VRIJ
    copies: tuple[tuple[Piece, ...], ...] = field(default=(), repr=False)

    @property
    def segment(self) -> Segment:
        """The passage as the scanner takes it."""
        return Segment(self.place, self.text, self.kind)


@dataclass(frozen=True, slots=True)
class Inner:
    """A member of a package that is a file itself.

    Attributes:
        part: the member.
        place: what a person calls it: "ingesloten bestand 1".
    """

    part: str
    place: str


@dataclass(frozen=True, slots=True)
class Walk:
    """All that one pass over a package saw; the trees live as long as this does, and are what a marked copy is made of.

    Attributes:
        passages: every text, in the order of the file.
        inner: the files within it, yet to be read.
        unread: what no reader can read, and why.
        read: the members that were walked as a whole.
        trees: the root of each member that was parsed, by name.
    """

    passages: tuple[Passage, ...]
    inner: tuple[Inner, ...] = ()
    unread: tuple[Unread, ...] = ()
    read: tuple[str, ...] = ()
    trees: dict[str, etree._Element] = field(default_factory=dict, repr=False)

    def segments(self) -> Iterator[Segment]:
        """Yields the passages as the scanner takes them."""
        return (passage.segment for passage in self.passages)
