"""The text of a mail: headers and bodies decoded whatever is wrong with them, quotes apart, and each thing once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from functools import cached_property
from itertools import accumulate
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers import html
from pipeline.readers.encodings import decode
from pipeline.readers.gather import has_words
from pipeline.readers.reading import Reading, Visit
from pipeline.text import Tekst

BODY: Final = "bericht"
"""The place of what the writer of a mail wrote."""

STYLED: Final = "opgemaakt bericht"
"""The place of the same with markup, in so far as it says something else."""

_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_WORD = re.compile(r"\w+")
_NO_TEXT_CODECS: Final = frozenset({"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs"})
_PAGE: Final = b"\xef\xbb\xbf<!doctype html>"


def header_text(raw: str) -> str:
    """Returns a header as people see it; what cannot be decoded stays as it is.

    Args:
        raw: the header as the library keeps it, with bytes outside ASCII as lone surrogates.
    """
    text = _plain(raw.encode("utf-8", "surrogateescape")) if not raw.isascii() else raw
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", text)
    try:
        pieces = decode_header(unfolded)
    except (HeaderParseError, ValueError):
        return unfolded
    return "".join(piece if isinstance(piece, str) else _piece(piece, charset) for piece, charset in pieces)


def _piece(piece: bytes, charset: str | None) -> str:
    if charset is None:
        return piece.decode("utf-8", "replace") if not piece.isascii() else piece.decode("ascii")
    return next(iter(body_texts(piece, charset)), "")


def body_texts(content: bytes, charset: str | None) -> list[str]:
    """Returns the text of a body: by the charset that it names, and as it looks when that is something else.

    A mail that names a charset its bytes are not in is shown by one program in the one way, by another in the other.
    """
    looks = _plain(content)
    named = _named(content, charset)
    if named is None:
        return [looks]
    return [named, looks] if content.isascii() and named != looks else [named]


def _named(content: bytes, charset: str | None) -> str | None:
    if not charset or charset.lower().replace("-", "_") in _NO_TEXT_CODECS:
        return None
    try:
        return content.decode(charset)
    except (LookupError, ValueError):
        return None


def _plain(content: bytes) -> str:
    try:
        return decode(content)
    except UnreadableError:
        return content.decode("cp1252", "replace")


def body_segments(text: str, place: str = BODY) -> Iterator[Segment]:
    """Yields what was written and, each apart and without its marks, what was quoted."""
    own: list[str] = []
    quotes: list[list[str]] = []
    in_quote = False
    for line in text.splitlines():
        mark = _QUOTED.match(line)
        if mark is None:
            own.append(line)
        else:
            if not in_quote:
                quotes.append([])
                own.append("")
            quotes[-1].append(line[mark.end() :])
        in_quote = mark is not None
    written = [(place, own), *((f"{place}, aangehaalde tekst {n}", lines) for n, lines in enumerate(quotes, start=1))]
    for where, lines in written:
        whole = "\n".join(lines).strip()
        if has_words(whole):
            yield Segment(where, Tekst(whole))


class Said:
    """What was read of a mail already, to read the same once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    @cached_property
    def _read(self) -> tuple[str, frozenset[int], frozenset[int]]:
        """All words, and where in them lines begin and end."""
        lines = (_words(line) for text in self._texts for line in text.splitlines())
        kept = [" ".join(words) + " " for words in lines if words]
        ends = tuple(accumulate(map(len, kept)))
        return "".join(kept), frozenset((0, *ends)), frozenset(ends)

    def holds(self, text: str) -> bool:
        """Says whether the same words stand in it as whole lines: "burn-out" is not said by "geen burn-out"."""
        sought = "".join(f"{word} " for word in _words(text))
        if not sought:
            return True
        whole, starts, ends = self._read
        at = whole.find(sought)
        while at >= 0:
            if at in starts and at + len(sought) in ends:
                return True
            at = whole.find(sought, at + 1)
        return False


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def styled(content: str, said: Said, visit: Visit, place: str = STYLED) -> Reading:
    """Reads a body with markup, without what was said before.

    Args:
        content: the HTML.
        said: what was read already.
        visit: the reading of the mail.
        place: what to call the body.
    """
    try:
        reading = html.read(_PAGE + content.lstrip("\ufeff").encode("utf-8", "replace"), visit)
    except UnreadableError as error:
        return Reading("", unread=(Unread(place, str(error)),))
    fresh = tuple(item for item in reading.segments if not said.holds(item.text.reveal()))
    return Reading(reading.format, fresh, reading.unread).within(place)
