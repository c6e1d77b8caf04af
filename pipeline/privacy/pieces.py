"""Cuts words into the pieces that the encoder knows: the likeliest cut by a unigram model."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MARK = "▁"
"""Stands in a piece for the space before a word."""

_WORD = re.compile(r"\S+")
_UNKNOWN_COST = 10.0  # as SentencePiece: what an unknown character costs below the worst piece
_MOST_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one number.

    Attributes:
        number: its row in the encoder's table.
        start, end: half-open offsets in the text that was cut; the space before a word is not in it.
    """

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """A vocabulary with the log probability of each piece (Kudo 2018, Subword Regularization).

    Threads may share it: what it keeps are cuts that any of them would find again.

    Attributes:
        scores: number and log probability by piece.
        unknown: the number that stands for a character in no piece.
    """

    scores: Mapping[str, tuple[int, float]] = field(repr=False)
    unknown: int
    _longest: int
    _worst: float
    _kept: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, scores: Mapping[str, tuple[int, float]], unknown: int) -> Pieces:
        """Returns the vocabulary ready for use."""
        worst = min(score for _, score in scores.values()) - _UNKNOWN_COST
        return cls(scores, unknown, max(map(len, scores)), worst)

    def cut(self, text: str) -> Iterator[Piece]:
        """Yields the pieces of a text in order; the text is normalised already."""
        for match in _WORD.finditer(text):
            at, end = match.span()
            for number, length in self._word(match[0]):
                # A piece that is the mark alone stands for the word's first letter: it has no letters of its own.
                yield Piece(number, at, min(at + max(length, 1), end))
                at += length

    def _word(self, word: str) -> tuple[tuple[int, int], ...]:
        """Returns number and length of each piece of a word, the mark before it not counted."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = self._kept[word] = self._likeliest(MARK + word)
        return found

    def _likeliest(self, marked: str) -> tuple[tuple[int, int], ...]:
        size = len(marked)
        best = [0.0] + [-math.inf] * size
        last: list[tuple[int, int]] = [(0, self.unknown)] * (size + 1)
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number, score = self.scores.get(marked[start:end], (self.unknown, math.nan))
                if number == self.unknown:
                    if end > start + 1:
                        continue
                    score = self._worst
                if base + score > best[end]:
                    best[end], last[end] = base + score, (start, number)
        cut: list[tuple[int, int]] = []
        end = size
        while end > 0:
            start, number = last[end]
            cut.append((number, end - max(start, 1)))
            end = start
        return tuple(_joined_unknown(cut[::-1], self.unknown))


def _joined_unknown(cut: list[tuple[int, int]], unknown: int) -> Iterator[tuple[int, int]]:
    """Yields the cut with neighbouring unknown characters as one piece."""
    waiting = 0
    for number, length in cut:
        if number == unknown:
            waiting += length
            continue
        if waiting:
            yield unknown, waiting
            waiting = 0
        yield number, length
    if waiting:
        yield unknown, waiting
