"""Takes words out of a file that is text itself, with its encoding and its line ends left as they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.marking.redacted import Redacted
from pipeline.marking.words import Words, merged, without
from pipeline.readers.plain import decode

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANNOT: Final = (
    "De tekens van dit bestand zijn niet terug te schrijven zoals ze waren. Sla het op als UTF-8 en probeer opnieuw."
)


def redact_text(content: bytes, texts: Iterable[str], replacement: str) -> Redacted:
    """Returns a text file without stretches of text, wherever they stand in it as whole words.

    Args:
        content: the bytes of the file.
        texts: what must go, each as a reader of the file read it.
        replacement: what comes instead.

    Raises:
        UnreadableError: the bytes are no text, or cannot be written back as they were.
    """
    words = Words(frozenset(texts))
    return redact_spans(content, words, replacement, words.exactly())


def redact_plain(content: bytes, spans: Iterable[tuple[int, int]], replacement: str) -> Redacted:
    """Returns a text file without spans of its text, and without the same words elsewhere in it.

    Args:
        content: the bytes of the file.
        spans: half-open code points of the decoded text.
        replacement: what comes instead.

    Raises:
        UnreadableError: the bytes are no text, or cannot be written back as they were.
    """
    text = decode(content)
    wanted = merged(spans)
    if not wanted:
        return Redacted(content, 0, Words())
    mark, encoding = _encoding(content, text)
    words = Words(frozenset(text[start:end] for start, end in wanted))
    whole = merged([*wanted, *words.spans(text)])
    return Redacted(mark + without(text, whole, replacement).encode(encoding), len(whole), words)


def redact_spans(
    content: bytes,
    words: Words,
    replacement: str,
    pattern: re.Pattern[str] | None,
    stays: re.Pattern[str] | None = None,
) -> Redacted:
    """Returns a text file without what a pattern matches.

    Args:
        content: the bytes of the file.
        words: what must go.
        replacement: what comes instead.
        pattern: matches them as they are written in this file; None when there are none.
        stays: matches what stays of a stretch, behind what comes instead: the end of a bold part; None for nothing.

    Raises:
        UnreadableError: the bytes are no text, or cannot be written back as they were.
    """
    if pattern is None:
        return Redacted(content, 0, words)
    text = decode(content)
    mark, encoding = _encoding(content, text)

    def instead(found: re.Match[str]) -> str:
        return replacement + "".join(stays.findall(found[0]) if stays else ())

    changed, count = pattern.subn(instead, text)
    return Redacted(mark + changed.encode(encoding), count, words) if count else Redacted(content, 0, words)


def _encoding(content: bytes, text: str) -> tuple[bytes, str]:
    """Returns the byte order mark and the encoding with which the text gives the same bytes again."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    for encoding in ("utf-8", "cp1252", "latin-1", "cp850"):
        try:
            if text.encode(encoding) == content:
                return b"", encoding
        except UnicodeEncodeError:
            continue
    raise UnreadableError(_CANNOT)
