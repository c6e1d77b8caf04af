"""Whether a hit bears on the employee: a linear model over the words around it, for contexts that no pattern describes.

Rules know words; whether 'hernia' is what somebody has, sells, teaches or nurses stands in the words beside it. The
model never sees the hit itself, so it cannot learn which illnesses there are, only how people write about their own.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Category
from pipeline.privacy.features import tokens
from pipeline.text import Normalised

ROWS = 1 << 18

_FARTHEST = 7
_FAR = 4
_OTHER_HIT = "#"

Stretch = tuple[int, int]


class Bearing:
    """A trained model; threads may share it."""

    def __init__(self, weights: NDArray[np.int8], scale: float, bias: float) -> None:
        """Takes one weight a feature row, in steps of `scale`."""
        self.weights = weights
        self.scale = scale
        self.bias = bias

    def probability(self, rows: Sequence[int]) -> float:
        """Returns how likely it is, from 0 to 1, that a hit with these feature rows is about the employee."""
        score = float(self.weights[list(rows)].sum(dtype=np.int32)) * self.scale + self.bias
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def rows_of(
    hit: Stretch,
    category: Category,
    others: Sequence[Stretch],
    normalised: Normalised,
    bounds: Sequence[int],
    sentence: int,
) -> list[int]:
    """Returns the feature rows of a hit.

    Args:
        hit: half-open offsets in the normalised text.
        category: its category.
        others: the other hits of rules in the text, standing or not; their words are hidden too.
        normalised: the text.
        bounds: where its sentences begin, and its end.
        sentence: number of the hit's sentence.
    """
    start, end = bounds[sentence], bounds[sentence + 1]
    near = [other for other in others if start <= other[0] < end and (other[1] <= hit[0] or hit[1] <= other[0])]
    before = list(_words(normalised, start, hit[0], near))
    after = list(_words(normalised, hit[1], end, near))
    named = {f"c={category.value}", f"others={min(len(near), 3)}", f"length={min(len(before + after) // 5, 6)}"}
    named.update(f"L{min(at, _FAR)}={word}" for at, word in enumerate(before[::-1][:_FARTHEST]))
    named.update(f"R{min(at, _FAR)}={word}" for at, word in enumerate(after[:_FARTHEST]))
    named.update((f"l2={' '.join(before[-2:])}", f"l3={' '.join(before[-3:])}", f"r2={' '.join(after[:2])}"))
    named.add(f"lr={before[-1] if before else '^'} {after[0] if after else '$'}")
    for word in before + after:
        named.update((f"u={word}", f"p={word[:5]}"))
    for side in (before, after):
        named.update(f"b={left} {right}" for left, right in pairwise(side))
    if sentence > 0:
        named.update(f"prev={word}" for word in _words(normalised, bounds[sentence - 1], start, []))
    if sentence + 2 < len(bounds):
        named.update(f"next={word}" for word in _words(normalised, end, bounds[sentence + 2], []))
    return sorted({zlib.crc32(name.encode("utf-8", "surrogatepass")) & (ROWS - 1) for name in named})


def _words(normalised: Normalised, start: int, end: int, hidden: Sequence[Stretch]) -> Iterator[str]:
    for word, word_start, word_end in tokens(normalised.lower[start:end]):
        covered = any(s < start + word_end and start + word_start < e for s, e in hidden)
        yield _OTHER_HIT if covered else word
