"""The texts that one paragraph holds at once: what is shown of it, and beside it what is deleted, hidden or code."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import accumulate
from typing import Final, NamedTuple

from lxml import etree

from pipeline.readers.gather import Line, is_element

_LONGEST: Final = 60  # letters of the rest of a word
_BEFORE: Final = re.compile(r"\S+\Z")
_AFTER: Final = re.compile(rf"\S{{1,{_LONGEST}}}")
_APART: Final = "\n\n"


class Stream(Enum):
    """To which text of a paragraph a stretch belongs; the value is how its place is called."""

    SHOWN = ""
    DELETED = "verwijderde tekst (bijgehouden wijziging)"
    MOVED = "verplaatste tekst (bijgehouden wijziging)"
    HIDDEN = "verborgen tekst"
    CODE = "veldcode"
    RUBY = "uitspraak boven de tekst"
    DRAWN = "tekst in tekening"
    OTHER = "vervangende weergave"


class Atom(NamedTuple):
    """A stretch of a paragraph.

    Attributes:
        stream: the text it belongs to.
        text: what is read there, "" when it is the text of a node.
        element: the node whose text it is, or that is the sign in `text`; None for a break and the like.
        is_tail: whether it is the text behind the node, and not the one in it.
        is_new: whether it is a tracked insertion, which the text before the changes had not.
        twins: the nodes that say the same in the forms for other programs.
        cut: which part of the text it is, when another text has the whole.
    """

    stream: Stream
    text: str
    element: etree._Element | None = None
    is_tail: bool = False
    is_new: bool = False
    twins: tuple[etree._Element, ...] = ()
    cut: tuple[int, int] | None = None


def lines(atoms: Sequence[Atom]) -> Iterator[tuple[str, Line]]:
    """Yields the texts of a paragraph with what its place is called; that of the shown text is "".

    A deleted or hidden stretch that is cut out of a word has the rest of that word with it, so that neither half hides
    the other; that rest is a part of a piece of the shown text.
    """
    if all(atom.stream is Stream.SHOWN for atom in atoms):
        if atoms:
            yield "", _joined(atoms)
        return
    streams = {atom.stream for atom in atoms}
    for stream in Stream:
        if stream not in streams:
            continue
        if stream in {Stream.DELETED, Stream.MOVED}:
            before = [atom for atom in atoms if atom.stream is stream or _stood(atom)]
            yield stream.value, _cut_out(before, stream)
        elif stream is Stream.HIDDEN:
            whole = [atom for atom in atoms if atom.stream in {stream, Stream.SHOWN}]
            yield stream.value, _cut_out(whole, stream)
        else:
            yield stream.value, _joined([atom for atom in atoms if atom.stream is stream])


def _stood(atom: Atom) -> bool:
    return atom.stream in {Stream.SHOWN, Stream.DELETED, Stream.MOVED} and not atom.is_new


def _joined(atoms: Sequence[Atom]) -> Line:
    line = Line()
    _put_all(line, atoms)
    return line


def _put_all(line: Line, atoms: Iterable[Atom]) -> None:
    for atom in atoms:
        _put(line, atom)


def _put(line: Line, atom: Atom) -> None:
    if atom.element is None:
        line.gap(atom.text)
    elif atom.text:
        line.sign(atom.element, atom.text)
    elif atom.cut is not None:
        line.part(atom.element, *atom.cut, is_tail=atom.is_tail)
    elif atom.is_tail:
        line.value(atom.element, is_tail=True)
    else:
        line.text(atom.element)
    for number, twin in enumerate(atom.twins):
        line.twin(number, twin, atom.text, len(spelled(atom)))


def _cut_out(atoms: Sequence[Atom], stream: Stream) -> Line:
    """Returns the stretches of a stream, each with the rest of the words that it is cut out of."""
    texts = [spelled(atom) for atom in atoms]
    starts = [0, *accumulate(map(len, texts))]
    whole = "".join(texts)
    line = Line()
    done = 0

    def rest_of_word(begin: int, end: int) -> Iterator[Atom]:
        # Only the atoms that it stands in: a paragraph may have thousands.
        first, last = max(bisect_right(starts, begin) - 1, 0), bisect_left(starts, end)
        return stretch(atoms[first:last], begin - starts[first], end - starts[first])

    for index, (atom, text) in enumerate(zip(atoms, texts, strict=True)):
        start, done = done, done + len(text)
        if atom.stream is not stream:
            continue
        if index == 0 or atoms[index - 1].stream is not stream:
            if line.pieces:
                line.gap(_APART)
            rest = _BEFORE.search(whole[max(0, start - _LONGEST) : start])
            if rest and text[:1].strip():
                _put_all(line, rest_of_word(start - len(rest[0]), start))
        _put(line, atom)
        if index + 1 < len(atoms) and atoms[index + 1].stream is not stream:
            rest = _AFTER.match(whole, done)
            if rest and text[-1:].strip():
                _put_all(line, rest_of_word(done, rest.end()))
    return line


def stretch(atoms: Sequence[Atom], begin: int, end: int) -> Iterator[Atom]:
    """Yields what stands between two places in the text of atoms; of an atom at either end, the part of it.

    Args:
        atoms: the stretches.
        begin: the first code point in the text of all of them together.
        end: one past the last.
    """
    at = 0
    for atom in atoms:
        text = spelled(atom)
        first, last = max(begin - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        if atom.element is None or not (atom.is_tail or is_whole(atom.element)):
            yield Atom(atom.stream, text[first:last])
        else:
            yield atom if atom.text else atom._replace(cut=(first, last), twins=())


def is_whole(element: etree._Element) -> bool:
    """Says whether no comment in the XML splits the text of an element."""
    return all(is_element(child) for child in element)


def spelled(atom: Atom) -> str:
    """Returns what is read at an atom."""
    return atom.text if atom.element is None or atom.text else _joined([atom._replace(twins=())]).whole
