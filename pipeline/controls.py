"""What can be filled in in a document: its controls, the marks by which an untouched one is known, and what changed."""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pipeline.model import Finding, Problem, Unread
    from pipeline.text import Tekst

BLANK: Final = "…………"
"""Stands in a control that is still to be filled in."""

EMPTY_BOX, TICKED_BOX = "☐", "☒"
TICKED: Final = frozenset(TICKED_BOX + "☑✓✔✗✘xX")
"""What people and programs put in a box."""

NEW: Final = "-"
"""The step of a JSON pointer that adds to a list (RFC 6901): where a form goes."""

ID_MARK: Final = "@"
"""Begins a step that names an item of a list by its id; no id can begin so."""

CHOICE_MARK: Final = "="
"""In the tag of a box stands between the pointer and the choice that the box is for."""

MAX_TAG: Final = 64
"""The most characters of a tag or title that Word opens."""

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
        "\u2026": "...",
        "\r": "\n",
        "\u000b": "\n",
    }
)
_NOTHING = re.compile(rf"(?:[\s.…_%]|\buur\b|{EMPTY_BOX}[^\n]*)*")


class ControlKind(StrEnum):
    """What kind of control it is, as Word knows it."""

    TEXT = "tekst"
    DATE = "datum"
    CHOICE = "keuze"
    BOX = "vakje"


@dataclass(frozen=True, slots=True)
class Control:
    """A control of a document that may have been filled in.

    Attributes:
        tag: JSON pointer within the document: "/ondertekening/werkgever/datum"; a list is stepped into by index or,
            after "@", by the id of an item; of a box "=" and its choice follow.
        kind: what kind of control it is.
        text: what stands in it, or nothing while it shows what is to be filled in.
        is_touched: False when it holds what the program put there.
        hint: what it shows while it holds nothing.
        has_picture: whether a picture stands in it, such as a scanned signature.
    """

    tag: str
    kind: ControlKind
    text: Tekst
    is_touched: bool
    hint: bool = False
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """The controls of a document that this program made, with what document it is.

    Attributes:
        path: the file as given.
        reference: the kenmerk of the dossier that it was made from.
        place: JSON pointer of the document in that dossier, with an id after "@"; "/documenten/-" for a form.
        kind: the `soort` of the document.
        form: the name of the form, or "" for a document.
        controls: in the order of the document.
    """

    path: str
    reference: str
    place: str
    kind: str
    form: str
    controls: tuple[Control, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a filled document brings into a dossier.

    Attributes:
        pointer: JSON pointer into the new dossier.
        old: the value before, None when there was none.
        new: the value now, None when it was emptied.
        shows_old: whether the old value may be shown.
        title: what the field is called, in Dutch.
    """

    pointer: str
    old: Any = field(repr=False)
    new: Any = field(repr=False)
    shows_old: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Readback:
    """What came of reading filled documents back into a dossier.

    Attributes:
        path: the dossier as given, "" when there was none.
        changes: what they bring in, in order.
        findings: what may not stand in it: blocking ones were not taken in, the others were.
        problems: what could not be taken in, and what is wrong with the result.
        unread: documents that were not read, and why.
        documents: how many documents were read.
        controls: of each document that was read, its path, its kind and how many controls were filled in.
        content: the new dossier as a file, empty when nothing changed.
    """

    path: str
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    documents: int = 0
    controls: tuple[tuple[str, str, int], ...] = ()
    content: bytes = field(default=b"", repr=False)


def plain(text: str) -> str:
    """Returns a text as it is compared: straight quotes, plain dashes and spaces, and no space where none shows."""
    if text.isascii() and text.isprintable():  # as nearly every value is
        return " ".join(text.split())
    same = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_SAME)
    return "\n".join(" ".join(line.split()) for line in same.split("\n")).strip()


def is_blank(text: str) -> bool:
    """Says whether nothing was filled in: white space, dots to write on with their unit, or empty boxes."""
    return _NOTHING.fullmatch(text) is not None


def mark(tag: str, text: str) -> int:
    """Returns the number that tells whether a control still holds what the program put there: 1 up to 2**31 - 1.

    It stands in the document as the id of the control, which Word and LibreOffice keep.
    """
    return (zlib.crc32(f"{tag}\0{plain(text)}".encode("utf-8", "surrogatepass")) & 0x7FFFFFFF) or 1
