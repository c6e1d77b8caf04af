"""Takes words out of HTML and RTF, where tags and escapes may stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.marking.redacted import Redacted
from pipeline.marking.text_redaction import redact_spans
from pipeline.marking.words import EDGE, Words

_TAGS: Final = r"(?:<[^<>]{0,2000}>)"
_SPACE: Final = rf"(?:\s|&nbsp;|&#160;|&#xA0;|{_TAGS})+"
# What may stand between two letters of a word in RTF: codes, groups and line ends, which are no text.
_CODES: Final = r"(?:\\[a-z]{1,32}-?\d{0,10} ?|[{}\r\n])"
_RTF_SPACE: Final = rf"(?:[ \t]|\\~|{_CODES})+"


def redact_markup(content: bytes, texts: Iterable[str], replacement: str) -> Redacted:
    """Returns an HTML file without stretches of text; tags between the characters of one stay.

    Args:
        content: the bytes of the file.
        texts: what must go, each as a reader of the file read it.
        replacement: what comes instead.

    Raises:
        UnreadableError: the bytes are no text, or cannot be written back as they were.
    """
    kept = frozenset(texts)
    return redact_spans(content, Words(kept), replacement, written_as_markup(kept), re.compile(_TAGS))


def redact_rtf(content: bytes, texts: Iterable[str], replacement: str) -> Redacted:
    """Returns an RTF file without stretches of text; codes between the characters of one stay.

    Args:
        content: the bytes of the file.
        texts: what must go, each as a reader of the file read it.
        replacement: what comes instead.

    Raises:
        UnreadableError: the bytes are no text, or cannot be written back as they were.
    """
    kept = frozenset(texts)
    parts = ("".join(_rtf_characters(text)) for text in sorted(kept, key=len, reverse=True) if text.strip())
    joined = "|".join(parts)
    pattern = re.compile(rf"{EDGE[0]}(?:{joined}){EDGE[1]}", re.IGNORECASE) if joined else None
    return redact_spans(content, Words(kept), "".join(map(_in_rtf, replacement)), pattern, re.compile(_CODES))


def written_as_markup(texts: frozenset[str]) -> re.Pattern[str] | None:
    """Returns a pattern for stretches of text as they may be written among tags; None when there are none."""
    parts = ("".join(_characters(text)) for text in sorted(texts, key=len, reverse=True) if text.strip())
    joined = "|".join(parts)
    return re.compile(rf"{EDGE[0]}(?:{joined}){EDGE[1]}", re.IGNORECASE) if joined else None


def _characters(text: str) -> Iterable[str]:
    """Yields a pattern for each character: itself or written as an entity, with tags between."""
    from html.entities import codepoint2name

    words = text.split()
    for number, word in enumerate(words):
        if number:
            yield _SPACE
        for place, character in enumerate(word):
            if place:
                yield f"{_TAGS}*"
            forms = [re.escape(character), f"&#{ord(character)};", f"&#x0*{ord(character):x};"]
            if named := codepoint2name.get(ord(character)):
                forms.append(f"&{named};")
            yield f"(?:{'|'.join(forms)})"


def _rtf_characters(text: str) -> Iterable[str]:
    """Yields a pattern for each character: itself or written as a code, with other codes between."""
    for number, word in enumerate(text.split()):
        if number:
            yield _RTF_SPACE
        for place, character in enumerate(word):
            if place:
                yield f"{_CODES}*"
            code = ord(character)
            forms = [re.escape(character)] if character not in "\\{}" else [re.escape("\\" + character)]
            forms.append(rf"\\u(?:{code}|{code - 0x10000}) ?(?:\?|\\'[0-9a-f]{{2}}|{re.escape(character)})?")
            old = character.encode("cp1252", "ignore")
            forms += [rf"\\'{old[0]:02x}"] if old else []
            if character == "-":
                forms.append(r"\\_")
            yield f"(?:{'|'.join(forms)})"


def _in_rtf(character: str) -> str:
    if character in "\\{}":
        return "\\" + character
    return character if character.isascii() else f"\\u{ord(character)}?"
