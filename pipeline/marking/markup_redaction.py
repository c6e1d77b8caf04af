"""Takes words out of HTML and RTF, where tags and escapes may stand between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pipeline.marking.redacted import Redacted
from pipeline.marking.text_redaction import redact_spans
from pipeline.marking.words import Words, whole_words

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
    words = Words(frozenset(texts))
    return redact_spans(content, words, replacement, written_as_markup(words.texts), re.compile(_TAGS))


def redact_rtf(content: bytes, texts: Iterable[str], replacement: str) -> Redacted:
    """Returns an RTF file without stretches of text; codes between the characters of one stay.

    Args:
        content: the bytes of the file.
        texts: what must go, each as a reader of the file read it.
        replacement: what comes instead.

    Raises:
        UnreadableError: the bytes are no text, or cannot be written back as they were.
    """
    words = Words(frozenset(texts))
    pattern = whole_words(words.texts, _with_codes)
    return redact_spans(content, words, "".join(map(_in_rtf, replacement)), pattern, re.compile(_CODES))


def written_as_markup(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Returns a pattern for stretches of text as they may be written among tags; None when there are none."""
    return whole_words(texts, _with_tags)


def _with_tags(text: str) -> str:
    return _spread(text, _entities, f"{_TAGS}*", _SPACE)


def _with_codes(text: str) -> str:
    return _spread(text, _codes, f"{_CODES}*", _RTF_SPACE)


def _spread(text: str, forms: Callable[[str], Iterable[str]], between: str, space: str) -> str:
    """Returns a pattern for a text of which every character may be written in several ways.

    Args:
        text: the text.
        forms: returns the patterns for a character.
        between: a pattern for what may stand between two characters of a word.
        space: a pattern for what stands between two words.
    """
    return space.join(between.join(f"(?:{'|'.join(forms(one))})" for one in word) for word in text.split())


def _entities(character: str) -> Iterator[str]:
    """Yields how HTML may write a character: as it is, by its number, or by its name."""
    from html.entities import codepoint2name

    code = ord(character)
    yield from (re.escape(character), f"&#{code};", f"&#x0*{code:x};")
    if named := codepoint2name.get(code):
        yield f"&{named};"


def _codes(character: str) -> Iterator[str]:
    """Yields how RTF may write a character: as it is, by its number, or by its place in the code page."""
    code = ord(character)
    yield re.escape("\\" + character if character in "\\{}" else character)
    yield rf"\\u(?:{code}|{code - 0x10000}) ?(?:\?|\\'[0-9a-f]{{2}}|{re.escape(character)})?"
    for byte in character.encode("cp1252", "ignore"):
        yield rf"\\'{byte:02x}"
    if character == "-":
        yield r"\\_"


def _in_rtf(character: str) -> str:
    if character in "\\{}":
        return "\\" + character
    return character if character.isascii() else f"\\u{ord(character)}?"
