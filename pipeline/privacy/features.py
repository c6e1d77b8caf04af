"""What the second opinion looks at: a word, its pieces, and the words around it, each hashed to a row of weights."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

ROWS = 1 << 18
"""Rows of the weight table; a feature is the row that its text hashes to."""

NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
PAIRS = ((-2, -1), (-1, 0), (0, 1), (1, 2))

_TOKEN = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]|\n")
_PIECES = (3, 4, 5, 6)
LONGEST = 40
"""A longer word counts by its first letters."""


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yields the words and signs of normalised text with their half-open offsets; a long word counts by its start."""
    for match in _TOKEN.finditer(text):
        yield match[0][:LONGEST], *match.span()


def words(text: str) -> list[str]:
    """Returns the words and signs of normalised text, in full."""
    return _TOKEN.findall(text)


def word_rows(word: str) -> list[int]:
    """Returns the rows of a word itself: whole, and its pieces of three to six letters with its edges marked."""
    edged = f"^{word}$"
    rows = [_row("w=", word)]
    rows += [_row("", edged[i : i + n]) for n in _PIECES for i in range(len(edged) - n + 1)]
    return rows


def neighbour_rows(offset: int, word: str) -> list[int]:
    """Returns the rows of a word `offset` words from the one looked at: whole, and its first five letters."""
    return [_row(f"{offset}=", word), _row(f"{offset}~", word[:5])]


def pair_rows(first: int, left: str, right: str) -> list[int]:
    """Returns the row of two words next to each other, the left one `first` words from the one looked at."""
    return [_row(f"{first}+", f"{left} {right}")]


def _row(kind: str, text: str) -> int:
    return zlib.crc32((kind + text).encode("utf-8", "surrogatepass")) & (ROWS - 1)
