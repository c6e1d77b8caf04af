"""What a column of the weight table says of words by themselves and as neighbours, kept by word."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.privacy.checksums import Checksums, Numbers, Whole
from pipeline.privacy.features import LONGEST as LONGEST_WORD
from pipeline.privacy.features import NEIGHBOURS, PAIRS, ROWS, word_rows

EDGE: Final = "<rand>"
"""Stands for the words before the first and after the last one of a text."""

REACH: Final = 3
"""How many words on either side count."""

_MOST_KEPT: Final = 200_000
_MASK: Final = ROWS - 1
_LETTERS: Final = 5  # a neighbour counts by its first letters too
_SIZES: Final = range(3, 7)
_BYTES: Final = 4 * LONGEST_WORD + 1  # of a word of the longest kind, and a space


class _Known:
    """Words with a number each, and what is known of a word in the row of that number.

    Rows are only ever added, and a word gets its number after its row is there, so readers need no lock.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.sums: NDArray[np.int32] = np.zeros((1024, 1 + len(NEIGHBOURS)), np.int32)
        self.checksums: Numbers = np.zeros(1024, np.uint32)
        self.lengths: Whole = np.zeros(1024, np.int64)
        self.places: Whole = np.zeros((1024, 4), np.int64)

    def make_room(self, count: int) -> None:
        if count > len(self.lengths):
            more = max(count, 2 * len(self.lengths)) - len(self.lengths)
            self.sums = np.pad(self.sums, ((0, more), (0, 0)))
            self.checksums = np.pad(self.checksums, (0, more))
            self.places = np.pad(self.places, ((0, more), (0, 0)))
            self.lengths = np.pad(self.lengths, (0, more))


class WordSums:
    """The sums over one column of weights. Threads may share it: what it keeps any of them would find again."""

    def __init__(self, column: NDArray[np.int8]) -> None:
        """Takes the column: a weight for each row of features."""
        self._weights = column.astype(np.int32)
        self._tables = Checksums()
        self._lock = Lock()
        self._whole = self._tables.before(zlib.crc32(b"w="), _BYTES)
        self._beside = np.stack([self._before(f"{offset}=") for offset in NEIGHBOURS])
        self._beside_start = np.stack([self._before(f"{offset}~") for offset in NEIGHBOURS])
        self._pairs = np.stack(
            [self._tables.before(zlib.crc32(f"{first}+".encode()), 2 * _BYTES) for first, _ in PAIRS]
        )
        self._known = self._new()

    def _before(self, kind: str) -> Numbers:
        return self._tables.before(zlib.crc32(kind.encode()), _BYTES)

    def _new(self) -> _Known:
        known = _Known()
        self._add(known, [EDGE])
        return known

    def totals(self, words: Sequence[str]) -> NDArray[np.int32]:
        """Returns the sum of the weights of all features of each word of a text."""
        known = self._known
        if len(known.numbers) > _MOST_KEPT:
            known = self._known = self._new()
        get = known.numbers.get
        numbers = [get(word, -1) for word in words]
        if -1 in numbers:
            numbers = self._learned(known, words)
        edge = [known.numbers[EDGE]] * REACH
        row = np.array([*edge, *numbers, *edge], np.int64)
        count = len(words)
        total: NDArray[np.int32] = known.sums[row[REACH : REACH + count], 0].copy()
        for column, offset in enumerate(NEIGHBOURS, 1):
            total += known.sums[row[REACH + offset : REACH + offset + count], column]
        lengths, sums = known.lengths[row], known.checksums[row]
        pairs = self._tables.joined(known.places[row[:-1]], sums[1:], lengths[1:])
        together = lengths[:-1] + lengths[1:] + 1
        for kind, (first, _) in enumerate(PAIRS):
            chosen = slice(REACH + first, REACH + first + count)
            total += self._weights[(pairs[chosen] ^ self._pairs[kind][together[chosen]]) & np.uint32(_MASK)]
        return total

    def _learned(self, known: _Known, words: Sequence[str]) -> list[int]:
        """Returns the numbers of words, some of which are new."""
        with self._lock:
            new = dict.fromkeys(short for word in words if (short := word[:LONGEST_WORD]) not in known.numbers)
            if new:
                self._add(known, list(new))
        return [known.numbers[word[:LONGEST_WORD]] for word in words]

    def _add(self, known: _Known, words: list[str]) -> None:
        encoded = [word.encode("utf-8", "surrogatepass") for word in words]
        starts = [word[:_LETTERS].encode("utf-8", "surrogatepass") for word in words]
        sums = np.array([zlib.crc32(word) for word in encoded], np.uint32)
        lengths = np.array([len(word) for word in encoded], np.int64)
        start_sums = np.array([zlib.crc32(start) for start in starts], np.uint32)
        start_lengths = np.array([len(start) for start in starts], np.int64)
        at = len(known.numbers)
        here = slice(at, at + len(words))
        known.make_room(here.stop)
        weights, mask = self._weights, np.uint32(_MASK)
        known.sums[here, 0] = weights[(self._whole[lengths] ^ sums) & mask] + self._pieces(words, encoded)
        beside = weights[(self._beside[:, lengths] ^ sums) & mask]
        beside += weights[(self._beside_start[:, start_lengths] ^ start_sums) & mask]
        known.sums[here, 1:] = beside.T
        known.checksums[here] = sums
        known.lengths[here] = lengths
        space = np.full(len(words), zlib.crc32(b" "), np.uint32)
        spaced = self._tables.joined(self._tables.places(sums), space, np.ones(len(words), np.int64))
        known.places[here] = self._tables.places(spaced)
        known.numbers.update(zip(words, range(at, here.stop), strict=True))

    def _pieces(self, words: list[str], encoded: list[bytes]) -> NDArray[np.int32]:
        """Returns the sums over the pieces of each word; with letters of more than one byte, word by word."""
        if any(len(word) != len(letters) for word, letters in zip(words, encoded, strict=True)):
            return np.array([self._weights[word_rows(word)[1:]].sum() for word in words], np.int32)
        text = b"".join(b"^" + word + b"$" for word in encoded)
        lengths = np.array([len(word) + 2 for word in encoded])
        ends = np.cumsum(lengths)
        room = np.repeat(ends, lengths) - np.arange(len(text))
        found = np.zeros(len(text), np.int32)
        windows = self._tables.windows(np.frombuffer(text, np.uint8), _SIZES) if len(text) >= _SIZES.stop else []
        if not windows:
            return np.array([self._weights[word_rows(word)[1:]].sum() for word in words], np.int32)
        for size, checksums in zip(_SIZES, windows, strict=True):
            fits = room[: len(checksums)] >= size
            found[: len(checksums)] += self._weights[checksums & np.uint32(_MASK)] * fits
        return np.add.reduceat(found, ends - lengths).astype(np.int32)
