"""The words that were taken out of a file, and whether they still stand anywhere in it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

_ENCODINGS: Final = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
# A stretch of at least so many characters goes wherever it stands in a file; a shorter one, as 'ms', is an ordinary
# word or a scrap of code elsewhere, and goes where it was found.
_EVERYWHERE: Final = 5

# What stands around a whole word; in names an underscore is a space.
_BEFORE, _BEHIND = r"(?<![^\W_])", r"(?![^\W_])"


@dataclass(frozen=True)
class Words:
    """Stretches of text that may stand nowhere in a file any more, but for very short ones; does not show them.

    Attributes:
        texts: the stretches, each as it stood in the file.
    """

    texts: frozenset[str] = field(default=frozenset(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.texts)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return whole_words(text for text in self.texts if len(text.strip()) >= _EVERYWHERE)

    def exactly(self) -> re.Pattern[str] | None:
        """Returns a pattern for all of them, the short ones too, None when there are none."""
        return whole_words(self.texts)

    def plus(self, other: Words) -> Words:
        """Returns these and those together."""
        return Words(self.texts | other.texts)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields where one of them stands in a text as whole words, whatever its capitals and white space."""
        if self._pattern is not None:
            yield from (match.span() for match in self._pattern.finditer(text))

    def are_glued_in(self, code: str) -> bool:
        """Says whether one of them is in a code that is written in one piece, with anything around it: "Kopburnout"."""
        squeezed = _squeezed(code)
        return any(len(word) >= _EVERYWHERE and word in squeezed for word in map(_squeezed, self.texts))

    def stand_in_name(self, name: str) -> bool:
        """Says whether one of them is in the name of a file or folder: glued to something, or a short one by itself."""
        exactly = self.exactly()
        return self.are_glued_in(name) or (exactly is not None and exactly.search(name) is not None)

    def stand_in(self, content: bytes) -> bool:
        """Says whether one of them stands in bytes, in an encoding that offices use, or written with entities."""
        texts = (content.decode(encoding, errors="replace") for encoding in _ENCODINGS)
        return any(any(self.spans(form)) for text in texts for form in _forms(text))


def _loosely(text: str) -> str:
    """Returns a pattern for a text in which any white space stands for any other."""
    return r"\s+".join(re.escape(part) for part in text.split())


def whole_words(texts: Iterable[str], written: Callable[[str], str] = _loosely) -> re.Pattern[str] | None:
    """Returns a pattern for stretches of text where they are whole words, whatever their capitals.

    Args:
        texts: the stretches; one of white space alone does not count.
        written: returns a pattern for one as it is written in the file; as it is, when not given.

    Returns:
        The pattern, None when there is nothing to match.
    """
    # The longest first, so that of two that begin alike the whole goes.
    ordered = sorted((text for text in texts if text.strip()), key=lambda text: (-len(text), text))
    joined = "|".join(map(written, ordered))
    return re.compile(rf"{_BEFORE}(?:{joined}){_BEHIND}", re.IGNORECASE) if joined else None


def _squeezed(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _forms(text: str) -> Iterator[str]:
    yield text
    if "&" in text:
        yield html.unescape(text)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns half-open spans in order, with those that touch or overlap made into one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(text: str, spans: Iterable[tuple[int, int]], replacement: str) -> str:
    """Returns a text with something else in place of half-open spans; of those that touch, once for all together."""
    for start, end in reversed(merged(spans)):
        text = text[:start] + replacement + text[end:]
    return text
