"""Bytes become text: by their mark, else by what the bytes look like in Dutch."""

from __future__ import annotations

import codecs
import re
from typing import Final

from pipeline.errors import UnreadableError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: Final = "Dit is geen tekstbestand. Sla het op als .txt in UTF-8."
_SIGNS: Final = "De tekens in dit bestand zijn niet te lezen. Sla het opnieuw op als UTF-8."
_LOOKED_AT: Final = 65_536
_ODD: Final = bytes((*range(0x07), *range(0x0E, 0x1A), *range(0x1C, 0x20)))  # control characters that no text holds
_MOST_ODD: Final = 0.02
_WIDE: Final = (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1))
_MOSTLY: Final = 0.6
_SINGLE: Final = ("cp1252", "cp850", "mac_roman")
_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_DUTCH: Final = frozenset("éëèïöüáóçâêîôûñäàíúåøæß")
_QUOTES: Final = frozenset("’‘“”–—…€„")
_CAPITALS: Final = frozenset("ÉËÈÏÖÜÁÓÇÄÅØ")


def decode(content: bytes) -> str:
    """Returns the text of a file: by its byte order mark, else by what its bytes look like.

    UTF-8, UTF-16 and UTF-32 are known for certain; of Windows-1252, code page 850 (DOS) and Mac Roman the one is taken
    in which the letters outside ASCII make Dutch words. Lines in another encoding than the rest are read all the same.

    Raises:
        UnreadableError: the bytes are not text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    if wide := wide_encoding(content):
        return _strict(content, wide)
    if not is_text(content):
        raise UnreadableError(_BINARY)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(content)


def is_text(content: bytes) -> bool:
    """Says whether bytes without a mark can be text of one byte a letter, or UTF-8."""
    head = content[:_LOOKED_AT]
    return len(head) - len(head.translate(None, _ODD)) <= _MOST_ODD * len(head)


def wide_encoding(content: bytes) -> str:
    """Returns the UTF-16 or UTF-32 that bytes without a mark are in, or "" when they are not."""
    head = content[: _LOOKED_AT - _LOOKED_AT % 4]
    if b"\0" not in head[:4096]:
        return ""
    for encoding, width, place in _WIDE:
        if len(content) % width:
            continue
        letters = head[place::width]
        others = [head[at::width] for at in range(width) if at != place]
        if (
            all(other.count(0) > _MOSTLY * len(other) for other in others)
            and letters.count(0) <= _MOST_ODD * len(letters)
            and is_text(letters)
        ):
            return encoding
    return ""


def _single_encoding(content: bytes) -> str:
    """Returns the encoding of one byte a letter that makes most Dutch words of the bytes: Windows-1252 in doubt."""
    found = b"".join(_IN_WORD.findall(content[: 16 * _LOOKED_AT]))
    scores = {name: _score(found.decode(name, "replace")) for name in _SINGLE}
    return max(_SINGLE, key=lambda name: scores[name])  # the first of equals


def _score(signs: str) -> float:
    return sum(
        1 if sign in _DUTCH or sign in _QUOTES else 0.25 if sign in _CAPITALS else 0 if sign.isalpha() else -1
        for sign in signs
    )


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError(_SIGNS) from None


def _mixed(content: bytes) -> str:
    """Decodes line by line: files that grew over the years hold lines in more than one encoding."""
    lines: list[str | bytes] = []
    for line in content.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line)
    single = _single_encoding(b"".join(line for line in lines if isinstance(line, bytes)))
    return "".join(line if isinstance(line, str) else line.decode(single, "replace") for line in lines)
