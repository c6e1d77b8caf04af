"""What the second opinion looks at: a word, its pieces, and the words around it, each hashed to a row of weights.

A word counts by its number, a checksum. A kind of feature has an odd factor; the number times that, modulo 2^32, has
the row in its highest bits (multiplicative hashing; Dietzfelbinger e.a. 1997), so that numpy hashes many at once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
"""Of words; sums and products are modulo 2^32."""
Rows = NDArray[np.uint32]
"""Of the weight table."""

ROWS: Final = 1 << 18
"""Rows of a weight table."""

EDGE: Final = "<rand>"
"""Stands for the words before the first and after the last one of a text."""

REACH: Final = 3
"""How many words on either side count."""

LONGEST: Final = 40
"""A longer word counts by its first letters."""

_TOKEN: Final = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]|\n")
_SHIFT: Final = np.uint32(14)  # 32 bits less the 18 of a row
_LETTERS: Final = 5  # a neighbour counts by its first letters too
_SIZES: Final = range(3, 7)
_NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
_PAIRS: Final = (-2, -1, 0, 1)  # where the left one of two words stands


def factor(kind: str) -> np.uint32:
    """Returns the odd factor of a kind of feature."""
    return np.uint32(zlib.crc32(kind.encode()) | 1)


_WHOLE: Final = factor("woord")
_BESIDE: Final = np.array([factor(f"buur {offset}") for offset in _NEIGHBOURS], np.uint32)
_BESIDE_START: Final = np.array([factor(f"begin van buur {offset}") for offset in _NEIGHBOURS], np.uint32)
_PAIR: Final = np.array([factor(f"paar {first}") for first in _PAIRS], np.uint32)
_LEFT: Final = factor("de linker van twee")
_PIECE: Final = {size: factor(f"stuk van {size}") for size in _SIZES}
_LETTER: Final = factor("letter")


def words(text: str) -> list[str]:
    """Returns the words and signs of normalised text, in full."""
    return _TOKEN.findall(text)


def places(text: str) -> list[tuple[int, int]]:
    """Returns where each of `words` begins and ends: half-open offsets."""
    return [match.span() for match in _TOKEN.finditer(text)]


def numbers(found: Iterable[str]) -> Numbers:
    """Returns the number of each word; a long word counts by its start."""
    return np.array([zlib.crc32(word[:LONGEST].encode("utf-8", "surrogatepass")) for word in found], np.uint32)


def start_numbers(found: Iterable[str]) -> Numbers:
    """Returns the number of the first letters of each word."""
    return numbers(word[:_LETTERS] for word in found)


def rows(found: Numbers, factors: np.uint32 | Numbers) -> Rows:
    """Returns the rows of words as features of kinds with these factors."""
    hashed: Rows = (found * factors) >> _SHIFT
    return hashed


def joined(left: Numbers, right: Numbers) -> Numbers:
    """Returns the numbers of words with another one after them."""
    both: Numbers = left * _LEFT + right
    return both


def word_rows(found: Numbers) -> Rows:
    """Returns the row of each word as a whole."""
    return rows(found, _WHOLE)


def neighbour_rows(found: Numbers, starts: Numbers) -> tuple[Rows, Rows]:
    """Returns the rows of each word as a neighbour, whole and by its first letters; a column for each place beside."""
    return rows(found[:, None], _BESIDE), rows(starts[:, None], _BESIDE_START)


def pair_rows(together: Numbers) -> Rows:
    """Returns the rows of words that stand next to each other, `joined`; a column for each place of the left one."""
    return rows(together[:, None], _PAIR)


def piece_rows(found: Sequence[str]) -> tuple[Rows, NDArray[np.int64]]:
    """Returns the rows of the pieces of words, three to six letters, edges marked, and how many each word has."""
    text = "".join(f"^{word[:LONGEST]}$" for word in found)
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([min(len(word), LONGEST) + 2 for word in found], np.int64)
    room = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))  # letters up to the end of the word
    hashed = np.zeros((len(letters), len(_SIZES)), np.uint32)
    fits = np.zeros((len(letters), len(_SIZES)), bool)
    piece = letters
    for size in range(2, _SIZES.stop):
        piece = piece[:-1] * _LETTER + letters[size - 1 :]
        if size in _PIECE and len(piece):
            hashed[: len(piece), size - _SIZES.start] = rows(piece, _PIECE[size])
            fits[: len(piece), size - _SIZES.start] = room[: len(piece)] >= size
    owners = np.repeat(np.arange(len(found)), lengths)
    counts = np.bincount(owners, weights=fits.sum(axis=1), minlength=len(found)).astype(np.int64)
    return hashed[fits], counts


def rows_by_word(found: Sequence[str]) -> list[Rows]:
    """Returns the rows of all features of each word of a text."""
    if not found:
        return []
    padded = [EDGE] * REACH + list(found) + [EDGE] * REACH
    known = numbers(padded)
    beside, beside_start = neighbour_rows(known, start_numbers(padded))
    pairs = pair_rows(joined(known[:-1], known[1:]))
    pieces, counts = piece_rows(found)
    own = np.split(pieces, np.cumsum(counts)[:-1])
    offsets, lefts = np.array(_NEIGHBOURS), np.array(_PAIRS)
    each, columns = np.arange(len(_NEIGHBOURS)), np.arange(len(_PAIRS))
    return [
        np.concatenate(
            [
                word_rows(known[at : at + 1]),
                own[at - REACH],
                beside[at + offsets, each],
                beside_start[at + offsets, each],
                pairs[at + lefts, columns],
            ]
        )
        for at in range(REACH, REACH + len(found))
    ]
