"""The text of a paragraph as Word shows it, and beside it what Word does not show: deleted, hidden, code of fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.readers.docx_attributes import has_any
from pipeline.readers.docx_names import ALTERNATIVES, BOX, CHOICE, PARAGRAPH, TABLE, names, xpath
from pipeline.readers.gather import is_element
from pipeline.readers.streams import Atom, Stream, is_whole


@dataclass(slots=True)
class Content:
    """What stands in a paragraph.

    Attributes:
        atoms: its stretches, in order.
        boxes: the text boxes that hang on it, each with its other form for old programs, if it has one.
    """

    atoms: list[Atom] = field(default_factory=list)
    boxes: list[tuple[etree._Element, etree._Element | None]] = field(default_factory=list)


_TEXT: Final = names("w", "t") | names("m", "t")
_DELETED_TEXT: Final = names("w", "delText")
_CODE: Final = names("w", "instrText", "delInstrText")
TEXTS: Final = _TEXT | _DELETED_TEXT | _CODE | names("a", "t")
"""The elements whose text is text of a document."""

_RUN: Final = names("w", "r")
_EMPTY: Final = names(
    "w", "rPr", "pPr", "sdtPr", "sdtEndPr", "fldData", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
    "commentRangeEnd", "lastRenderedPageBreak", "softHyphen", "permStart", "permEnd",
)  # fmt: skip
_INSERTED: Final = names("w", "ins", "moveTo")
_DELETED: Final = names("w", "del")
_MOVED: Final = names("w", "moveFrom")
_TAB: Final = names("w", "tab", "ptab")
_BREAK: Final = names("w", "br", "cr") | names("a", "br")
_HYPHEN: Final = names("w", "noBreakHyphen")
_SYMBOL: Final = names("w", "sym")
_FIELD: Final = names("w", "fldChar")
_RUBY: Final = names("w", "rt")
_DRAWN: Final = names("a", "t")
_DRAWN_PARAGRAPH: Final = names("a", "p")
_vanish = xpath("//w:rPr/w:vanish")
_VALUE: Final = tuple(names("w", "val"))
_FIELD_KIND: Final = tuple(names("w", "fldCharType"))
_CHARACTER: Final = tuple(names("w", "char"))
_OFF: Final = frozenset({"0", "false", "off"})
_PRIVATE: Final = range(0xF000, 0xF100)  # where the symbol fonts keep their characters


class Inline:
    """Reads paragraphs in their order; fields may go on from one to the next."""

    def __init__(self, root: etree._Element, content: bytes) -> None:
        """Begins with a part, by its root and its bytes."""
        self.seen: set[etree._Element] = set()
        """The elements whose text was taken in."""
        self._fields: list[bool] = []  # of each field that is open, whether its code goes on
        found = _vanish(root) if has_any(content, b"vanish") else ()
        marks = [mark for mark in found if attribute(mark, _VALUE) not in _OFF]
        self._hidden = {_parent_of(_parent_of(mark)) for mark in marks}

    def read(self, paragraph: etree._Element, content: Content) -> None:
        """Adds what stands in a paragraph to `content`."""
        self._children(paragraph, content, Stream.SHOWN, is_new=False)

    def _children(self, parent: etree._Element, content: Content, stream: Stream, *, is_new: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag in _TEXT:
                is_code = stream is Stream.SHOWN and self._fields and any(self._fields)
                self.seen.add(child)
                content.atoms.append(Atom(Stream.CODE if is_code else stream, "", child, False, is_new))
            elif tag in _RUN:
                own = Stream.HIDDEN if stream is Stream.SHOWN and child in self._hidden else stream
                self._children(child, content, own, is_new=is_new)
            elif tag in _EMPTY or not isinstance(tag, str):
                continue
            else:
                self._special(child, tag, content, stream, is_new)

    def _special(self, child: etree._Element, tag: str, content: Content, stream: Stream, is_new: bool) -> None:
        if tag in _INSERTED:
            self._children(child, content, stream, is_new=True)
        elif tag in _DELETED or tag in _MOVED:
            self._children(child, content, Stream.DELETED if tag in _DELETED else Stream.MOVED, is_new=is_new)
        elif tag in _DELETED_TEXT:
            self._add(child, content, Stream.DELETED if stream is Stream.SHOWN else stream, is_new)
        elif tag in _CODE:
            self._add(child, content, Stream.CODE, is_new)
        elif tag in _FIELD:
            self._field(child, content)
        elif (text := _sign(child, tag)) is not None:
            is_sign = tag in _SYMBOL or tag in _HYPHEN
            content.atoms.append(Atom(stream, text, child if is_sign else None, is_new=is_new))
        elif tag in BOX:
            content.boxes.append((child, None))
        elif tag in ALTERNATIVES:
            self._alternatives(child, content, stream, is_new)
        elif tag in _DRAWN:
            self._add(child, content, Stream.DRAWN, is_new)
        elif tag in PARAGRAPH or tag in TABLE:
            holder = _parent_of(child)
            if not content.boxes or content.boxes[-1][0] is not holder:
                content.boxes.append((holder, None))
        else:
            if tag in _DRAWN_PARAGRAPH:
                content.atoms.append(Atom(Stream.DRAWN, "\n"))
            own = Stream.RUBY if tag in _RUBY else stream
            self._children(child, content, own, is_new=is_new)

    def _add(self, element: etree._Element, content: Content, stream: Stream, is_new: bool) -> None:
        self.seen.add(element)
        content.atoms.append(Atom(stream, "", element, is_new=is_new))

    def _field(self, element: etree._Element, content: Content) -> None:
        kind = attribute(element, _FIELD_KIND)
        if kind == "begin":
            self._fields.append(True)
            content.atoms.append(Atom(Stream.CODE, "\n"))
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _alternatives(self, element: etree._Element, content: Content, stream: Stream, is_new: bool) -> None:
        """Reads the form that Word shows, and the forms for programs that cannot show it."""
        branches = [child for child in element if is_element(child)]
        forms = []
        for branch in sorted(branches, key=lambda child: child.tag not in CHOICE):
            form = Content()
            self._children(branch, form, stream, is_new=is_new)
            forms.append(form)
        shown = next((form for form in forms if _spoken(form)), None)
        others = [form for form in forms if form is not shown]
        twins = [form for form in others if shown is not None and _says_the_same(shown, form)]
        for form in forms:
            if form is shown:
                content.atoms += _with_twins(form.atoms, twins)
            elif form not in twins:
                content.atoms += [Atom(Stream.OTHER, atom.text, atom.element, is_new=is_new) for atom in form.atoms]
        content.boxes += _paired([form.boxes for form in forms])


def _paired(
    forms: Sequence[list[tuple[etree._Element, etree._Element | None]]],
) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Yields text boxes with their other form: the second of two forms that have equally many."""
    if len(forms) == 2 and len(forms[0]) == len(forms[1]):
        yield from ((first, second) for (first, _), (second, _) in zip(*forms, strict=True))
    else:
        yield from (box for form in forms for box in form)


def _spoken(form: Content) -> bool:
    return any(atom.element is not None and (atom.text or atom.element.text) for atom in form.atoms)


def _says_the_same(shown: Content, other: Content) -> bool:
    """Says whether another form of a text has it in the same stretches, so that what goes from one goes from both."""
    shapes = [_shape(atom) for atom in shown.atoms]
    return shapes == [_shape(atom) for atom in other.atoms] and all(one for *_, one in shapes)


def _shape(atom: Atom) -> tuple[Stream, str, str, bool]:
    own = atom.element
    return atom.stream, atom.text, "" if own is None else own.text or "", own is None or is_whole(own)


def _with_twins(atoms: Sequence[Atom], others: Sequence[Content]) -> Iterator[Atom]:
    """Yields the stretches of a text, with the nodes that say the same in its other forms."""
    for number, atom in enumerate(atoms):
        twins = tuple(found for other in others if (found := other.atoms[number].element) is not None)
        yield atom._replace(twins=atom.twins + twins)


def _parent_of(element: etree._Element) -> etree._Element:
    """Returns the parent of an element that has one."""
    parent = element.getparent()
    return element if parent is None else parent


def attribute(element: etree._Element, forms: tuple[str, ...]) -> str | None:
    """Returns the value of an attribute, under the name that it has in either form of the standard."""
    for name in forms:
        value = element.get(name)
        if value is not None:
            return str(value)
    return None


def _sign(element: etree._Element, tag: str) -> str | None:
    """Returns what an element without a text stands for, None when for nothing."""
    if tag in _TAB:
        return "\t"
    if tag in _BREAK:
        return "\n"
    if tag in _HYPHEN:
        return "-"
    if tag in _SYMBOL:
        return _symbol(attribute(element, _CHARACTER) or "")
    return None


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
        return chr(number - 0xF000 if number in _PRIVATE else number)
    except (ValueError, OverflowError):
        return "\ufffd"
