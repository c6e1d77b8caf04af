"""What a column of the weight table says of words by themselves and as neighbours, kept by word."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.privacy.features import (
    EDGE,
    LONGEST,
    REACH,
    Numbers,
    joined,
    neighbour_rows,
    numbers,
    pair_rows,
    piece_rows,
    start_numbers,
    word_rows,
)

_MOST_KEPT: Final = 200_000
_COLUMNS: Final = 1 + 2 * REACH  # of a word itself, and as a neighbour on each place


class _Known:
    """Words with a place each, and what is known of a word in the row of that place.

    Rows are only ever added, and a word gets its place after its row is there, so readers need no lock.
    """

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.sums: NDArray[np.int32] = np.zeros((1024, _COLUMNS), np.int32)
        self.numbers: Numbers = np.zeros(1024, np.uint32)

    def make_room(self, count: int) -> None:
        if count > len(self.numbers):
            more = max(count, 2 * len(self.numbers)) - len(self.numbers)
            self.sums = np.pad(self.sums, ((0, more), (0, 0)))
            self.numbers = np.pad(self.numbers, (0, more))


class WordSums:
    """The sums over one column of weights. Threads may share it: what it keeps any of them would find again."""

    def __init__(self, column: NDArray[np.int8]) -> None:
        """Takes the column: a weight for each row of features."""
        self._weights = column.astype(np.int32)
        self._lock = Lock()
        self._known = self._new()

    def _new(self) -> _Known:
        known = _Known()
        self._add(known, [EDGE])
        return known

    def totals(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Returns the sum of the weights of all features of each word of a text."""
        known = self._known
        if len(known.places) > _MOST_KEPT:
            known = self._known = self._new()
        get = known.places.get
        places = [get(word, -1) for word in words]
        if -1 in places:
            places = self._learned(known, words)
        edge = [known.places[EDGE]] * REACH
        row = np.array([*edge, *places, *edge], np.intp)
        sums, found, count = known.sums[row], known.numbers[row], len(words)
        total: NDArray[np.int32] = sums[REACH : REACH + count, 0].copy()
        for column in range(1, REACH + 1):
            total += sums[column - 1 : column - 1 + count, column]
            total += sums[REACH + column : REACH + column + count, REACH + column]
        pairs = self._weights[pair_rows(joined(found[:-1], found[1:]))]
        for column in range(pairs.shape[1]):
            total += pairs[column + 1 : column + 1 + count, column]
        return total

    def _learned(self, known: _Known, words: Sequence[str]) -> list[int]:
        """Returns the places of words, some of which are new."""
        with self._lock:
            new = dict.fromkeys(short for word in words if (short := word[:LONGEST]) not in known.places)
            if new:
                self._add(known, list(new))
        return [known.places[word[:LONGEST]] for word in words]

    def _add(self, known: _Known, words: list[str]) -> None:
        at = len(known.places)
        here = slice(at, at + len(words))
        known.make_room(here.stop)
        found = numbers(words)
        pieces, counts = piece_rows(words)
        # Every word has a piece: with its edges it is three letters long or more.
        own = np.add.reduceat(self._weights[pieces], np.cumsum(counts) - counts)
        beside, beside_start = neighbour_rows(found, start_numbers(words))
        known.sums[here, 0] = self._weights[word_rows(found)] + own
        known.sums[here, 1:] = self._weights[beside] + self._weights[beside_start]
        known.numbers[here] = found
        known.places.update(zip(words, range(at, here.stop), strict=True))
