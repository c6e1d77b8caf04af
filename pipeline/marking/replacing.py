"""Puts other text in the place of spans of passages, in every node that holds a piece of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.marking.limits import longest
from pipeline.readers.opendocument_names import names
from pipeline.readers.passages import PartPiece, Passage, Piece

NEUTRAL: Final = "[verwijderd]"
"""What stands in place of what was taken out, when nothing else is asked for."""

REMOVED: Final = "verwijderd"
"""The same in a name of a file, a style or the like, where no bracket may stand."""

# What programs read as a name or a formula: brackets and spaces would break it.
_CODE: Final = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "instrText", "delInstrText", "bookmark"}
)
_FORMULAS: Final = _CODE - {"instrText", "delInstrText", "bookmark"}
_PIVOTED: Final = frozenset({"s", "n"})  # values in the memory of a pivot table
_TEXT_CELLS: Final = frozenset({"s", "str", "inlineStr"})
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_KEEPS_SPACE: Final = frozenset({_WORD + "t", _WORD + "delText", _WORD + "instrText", _SHEET + "t"})
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_OPEN_CELLS: Final = names("table", "table-cell covered-table-cell")
_WORTH: Final = frozenset({"value", "date-value", "time-value", "boolean-value", "currency"})
# What a list of values says of itself that is not so any more; the least and the most may be the number itself.
_ONLY_NUMBERS: Final = ("containsSemiMixedTypes", "containsString", "minValue", "maxValue")
_TYPES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_TEXT_TYPES: Final = frozenset({"lpstr", "lpwstr", "bstr"})
_CANNOT: Final = (
    "Een deel van wat eruit moet, staat op een plaats waar niets te verwijderen is. Verwijder het met de hand, of sla "
    "het bestand op als .pdf."
)

_Where: TypeAlias = tuple[etree._Element, str | None, bool, type[Piece]]
_Change: TypeAlias = tuple[int, int, str]


@dataclass
class Replacement:
    """What comes in place of each span, the same for the same words, so that a name and what refers to it stay one.

    Attributes:
        text: what a reader sees.
    """

    text: str = NEUTRAL
    _numbers: dict[str, int] = field(default_factory=dict, repr=False)

    def text_for(self, piece: Piece, taken: str, at: int) -> str:
        """Returns what comes in a piece in place of `taken`: running text, or a name where only a name may stand.

        Args:
            piece: the value.
            taken: what goes.
            at: where in the value it begins.
        """
        local = local_name(piece.element)
        if (piece.attribute is None and local not in _CODE) or (piece.attribute == "v" and local in _PIVOTED):
            return self.text
        if piece.attribute is None and local in _FORMULAS and piece.value[:at].count('"') % 2:
            return self.text.replace('"', '""')  # a text in a formula: what it is compared with became the same
        return self.name_for(taken)

    def name_for(self, taken: str) -> str:
        """Returns the name that comes in place of a name."""
        number = self._numbers.setdefault(" ".join(taken.casefold().split()), len(self._numbers) + 1)
        return f"{REMOVED}{number}"


class Edits:
    """What changes in the values of a package; noted for all passages first, since one value may be in two of them."""

    def __init__(self, replacement: Replacement) -> None:
        self._replacement = replacement
        self._changes: dict[_Where, list[_Change]] = {}
        self._pieces: dict[_Where, Piece] = {}

    def add(self, passage: Passage, spans: Sequence[tuple[int, int]]) -> None:
        """Notes that spans go from a passage and from its copies.

        Args:
            passage: the text with its places.
            spans: half-open code points of its text, in order and apart from each other.

        Raises:
            UnreadableError: a letter of them stands in no value that can be changed.
        """
        text = passage.text.reveal()
        if passage.pieces and any(character.isalnum() for character in _without_place(passage, text, spans)):
            raise UnreadableError(_CANNOT)
        for pieces in (passage.pieces, *passage.copies):
            begun: set[int] = set()  # a span gets its text in the first piece that it touches, and only there
            for piece in pieces:
                touched = [span for span in spans if span[0] < piece.end and span[1] > piece.start]
                self._piece(piece, text, touched, begun)
                begun.update(start for start, _ in touched)

    def call(self, piece: Piece, start: int, end: int, name: str) -> None:
        """Notes that a part of a value becomes a name, whatever else was to come there.

        Args:
            piece: the value.
            start: first code point of the part, in the value.
            end: one past the last.
            name: what comes there.
        """
        where = self._where(piece)
        kept = [change for change in self._changes.get(where, []) if change[1] <= start or change[0] >= end]
        self._changes[where] = [*kept, (start, end, name)]

    def changed(self, piece: Piece) -> str:
        """Returns what a value becomes."""
        changes = self._changes.get(self._where(piece), ())
        value = _changed(piece.value, changes)
        most = longest(local_name(piece.element), piece.attribute)
        if most is None or len(value) <= max(most, len(piece.value)):
            return value
        # What stays is worth more than a word that says that something went.
        return _changed(piece.value, [(start, end, "") for start, end, _ in changes])

    def apply(self) -> None:
        """Makes the changes."""
        made = [(self._pieces[where], self.changed(self._pieces[where])) for where in self._changes]
        for piece, value in made:
            _put(piece, value)

    def _piece(self, piece: Piece, text: str, spans: Sequence[tuple[int, int]], begun: set[int]) -> None:
        if not spans:
            return
        changes = self._changes.setdefault(self._where(piece), [])
        if not isinstance(piece, PartPiece) and piece.value != text[piece.start : piece.end]:
            # A number that is read in another way than it is written: it goes as a whole.
            taken = text[spans[0][0] : spans[0][1]]
            changes.append((0, len(piece.value), self._replacement.text_for(piece, taken, 0)))
            return
        skip = piece.skip if isinstance(piece, PartPiece) else 0
        for start, end in spans:
            first, last = max(start, piece.start) - piece.start + skip, min(end, piece.end) - piece.start + skip
            wanted = "" if start in begun else self._replacement.text_for(piece, text[start:end], first)
            changes.append((first, last, wanted))

    def _where(self, piece: Piece) -> _Where:
        form = Piece if isinstance(piece, PartPiece) else type(piece)
        where = (piece.element, piece.attribute, piece.is_tail, form)
        if where not in self._pieces:
            is_part = isinstance(piece, PartPiece)
            whole = Piece(0, 0, piece.element, piece.attribute, piece.is_tail) if is_part else piece
            self._pieces[where] = whole
        return where


def _without_place(passage: Passage, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yields the characters of spans that stand in no value."""
    for start, end in spans:
        at = start
        for piece in passage.pieces:
            if piece.end > at and piece.start < end:
                yield from text[at : max(piece.start, at)]
                at = max(at, piece.end)
        yield from text[at:end]


def _changed(value: str, changes: Iterable[_Change]) -> str:
    """Returns a value with its changes made; those that overlap are one, with the first text that comes there."""
    done: list[_Change] = []
    for start, end, text in sorted(changes, key=lambda change: (change[0], change[1])):
        if done and start < done[-1][1]:
            first, last, wanted = done[-1]
            done[-1] = (first, max(last, end), wanted or text)
        else:
            done.append((start, end, text))
    for start, end, text in reversed(done):
        value = value[:start] + text + value[end:]
    return value


def _put(piece: Piece, value: str) -> None:
    piece.put(value)
    if piece.attribute is None and value != value.strip() and piece.element.tag in _KEEPS_SPACE:
        piece.element.set(_SPACE, "preserve")
    _as_text(piece.element, piece.attribute)


def _as_text(element: etree._Element, attribute: str | None) -> None:
    """Makes what held a number say that it holds a text."""
    above, local = element.getparent(), local_name(element)
    for cell in (element, *element.iterancestors()):
        if cell.tag in _OPEN_CELLS:
            _as_text_cell(cell)
            break
    if attribute == "v" and local == "n":
        _as_pivoted_text(element)
    elif attribute in {"minValue", "maxValue"}:
        element.attrib.pop(attribute, "")
    elif str(element.tag).startswith(_TYPES) and local not in _TEXT_TYPES:
        element.tag = f"{_TYPES}lpwstr"
    elif attribute is not None or above is None or local != "v":
        return
    elif local_name(above) == "c" and above.get("t", "n") not in _TEXT_CELLS:
        above.set("t", "str")
    elif local_name(above) == "pt" and any(local_name(item) == "numCache" for item in above.iterancestors()):
        holder = above.getparent()
        if holder is not None:
            holder.remove(above)  # a chart shows no point where it knows no number


def _as_text_cell(cell: etree._Element) -> None:
    """Takes the number, the day or whatever an OpenDocument cell is worth away: it is what was shown there."""
    for attribute in map(str, tuple(cell.attrib)):
        namespace, _, local = attribute.rpartition("}")
        if namespace == _OFFICE and local in _WORTH:
            del cell.attrib[attribute]
        elif local == "value-type":
            cell.set(attribute, "string")


def _as_pivoted_text(number: etree._Element) -> None:
    """Makes a number that a pivot table keeps a text, and its list of values one that may hold texts."""
    number.tag = str(number.tag)[: -len("n")] + "s"
    values = number.getparent()
    if values is not None and local_name(values) == "sharedItems":
        for attribute in _ONLY_NUMBERS:
            values.attrib.pop(attribute, "")
        if any(local_name(item) == "n" for item in values):
            values.set("containsMixedTypes", "1")
        else:
            for attribute in ("containsNumber", "containsInteger"):
                values.attrib.pop(attribute, "")


def local_name(element: etree._Element) -> str:
    """Returns the name of an element without its namespace."""
    return re.sub(r"^\{.*\}", "", str(element.tag))
