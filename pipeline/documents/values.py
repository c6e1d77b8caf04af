"""What becomes of one value on its way into a document: escaped, its line breaks and tabs made Word's, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from html import unescape

from docxtpl import RichText
from jinja2 import Undefined

_SPECIAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RUN_TEXT = re.compile(r"<w:t [^<>]*>([^<>]+)</w:t>")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


class RefusedValueError(ValueError):
    """A value that no document can show; the message is Dutch and never holds the value.

    Attributes:
        character: the code point that made it so, or None when the value itself is of the wrong kind.
    """

    def __init__(self, message: str, character: int | None = None) -> None:
        super().__init__(message)
        self.character = character


class Ready(str):
    """Text that is XML already and goes into a part as it is; only this module makes it."""

    __slots__ = ()


def is_simple(text: str) -> bool:
    """True when `text` is the same in XML as it is for a reader; so is nearly every value, and then all is done."""
    return _SPECIAL.search(text) is None


def as_text(value: object) -> str:
    """Returns what a reader of the document is to see of `value`, with line breaks as newlines.

    Raises:
        RefusedValueError: it is no text, number or date, or holds a character that XML cannot hold.
        jinja2.UndefinedError: the value is undefined.
    """
    if isinstance(value, str):
        text = str(value)
    elif isinstance(value, int | float | Decimal | date | Undefined):
        return str(value)
    else:
        raise RefusedValueError(f"levert {_kind(value)} op in plaats van tekst of een getal")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _FORBIDDEN.search(text):
        code = ord(found.group())
        raise RefusedValueError(f"levert een teken op dat niet in een document kan staan (U+{code:04X})", code)
    return text


def as_run(text: str) -> str:
    """Returns `text` as XML inside a `w:t`; a newline becomes `w:br`, a tab `w:tab`, within the run."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", _BREAK).replace("\t", _TAB)


def as_plain(text: str) -> Ready:
    """Returns `text` as XML for an attribute or an element that knows no runs, such as a document property."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Ready(escaped.replace("\n", "&#10;").replace("\t", "&#9;"))


def as_rich(value: object) -> Ready:
    """Returns the runs of a docxtpl `RichText`, which escapes its text itself.

    Raises:
        RefusedValueError: it is something else, or holds a character that XML cannot hold.
    """
    if not isinstance(value, RichText):
        raise RefusedValueError("vraagt om opgemaakte tekst (RichText); schrijf {{ }} voor gewone tekst")
    return Ready(as_text(value.xml).replace("\n", _BREAK).replace("\t", _TAB))


def texts_of(runs: Ready) -> Iterator[str]:
    """Yields the texts in what `as_rich` returned."""
    return map(unescape, _RUN_TEXT.findall(runs))


def pointers_to(data: object, character: int, pointer: str = "") -> Iterator[str]:
    """Yields the JSON pointer of every string in `data` that holds `character`."""
    if isinstance(data, str):
        if chr(character) in data:
            yield pointer
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from pointers_to(value, character, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from pointers_to(value, character, f"{pointer}/{index}")


def _kind(value: object) -> str:
    if value is None:
        return "niets (null)"
    if isinstance(value, Mapping):
        return "een groep gegevens"
    if isinstance(value, list | tuple | set | frozenset):
        return "een lijst"
    return "een object"
