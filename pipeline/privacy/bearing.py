"""Whether a hit bears on the employee: a linear model over the words around it, for contexts that no pattern describes.

Rules know words; whether 'hernia' is what somebody has, sells, teaches or nurses stands in the words beside it. The
model never sees the hit itself, so it cannot learn which illnesses there are, only how people write about their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Category
from pipeline.privacy.features import (
    EDGE,
    REACH,
    Numbers,
    Rows,
    factor,
    joined,
    numbers,
    places,
    rows,
    start_numbers,
)

_FARTHEST: Final = 7
_FAR: Final = 4  # words farther than this are all as far
_DISTANCES: Final = [min(at, _FAR) for at in range(_FARTHEST)]
_LEFT: Final = np.array([factor(f"links {distance}") for distance in _DISTANCES], np.uint32)
_RIGHT: Final = np.array([factor(f"rechts {distance}") for distance in _DISTANCES], np.uint32)
_ABOUT: Final = factor("over de treffer")
_WORD: Final = factor("woord in de zin")
_START: Final = factor("begin van een woord in de zin")
_PAIR: Final = factor("twee woorden in de zin")
_SENTENCE_BEFORE: Final = factor("woord in de zin ervoor")
_SENTENCE_AFTER: Final = factor("woord in de zin erna")
_TWO_BEFORE: Final = factor("twee ervoor")
_THREE_BEFORE: Final = factor("drie ervoor")
_TWO_AFTER: Final = factor("twee erna")
_ON_BOTH_SIDES: Final = factor("aan weerszijden")
_EDGES: Final = numbers([EDGE] * REACH)
_OTHER_HIT: Final = numbers(["#"])[0]

Stretch = tuple[int, int]


class Bearing:
    """A trained model; threads may share it."""

    def __init__(self, weights: NDArray[np.int8], scale: float, bias: float) -> None:
        """Takes one weight a feature row, in steps of `scale`."""
        self.weights = weights
        self.scale = scale
        self.bias = bias

    def probability(self, found: Rows) -> float:
        """Returns how likely it is, from 0 to 1, that a hit with these feature rows is about the employee."""
        score = float(self.weights[found].sum(dtype=np.int32)) * self.scale + self.bias
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as the model sees them, in order.

    Attributes:
        begins, ends: half-open offsets in the normalised text.
        numbers, starts: the number of each word and of its first letters.
    """

    begins: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    numbers: Numbers = field(repr=False)
    starts: Numbers = field(repr=False)

    @classmethod
    def of(cls, lower: str, hits: Sequence[Stretch]) -> Words:
        """Returns the words of a text in lower case; those of hits of rules, standing or not, are hidden."""
        at = places(lower)
        begins, ends = [begin for begin, _ in at], [end for _, end in at]
        found = [lower[begin:end] for begin, end in at]
        known, starts = numbers(found), start_numbers(found)
        for start, end in hits:
            covered = slice(bisect_right(ends, start), bisect_left(begins, end))
            known[covered] = starts[covered] = _OTHER_HIT
        return cls(begins, ends, known, starts)

    def between(self, start: int, end: int) -> slice:
        """Returns which words lie wholly between two offsets."""
        return slice(bisect_left(self.begins, start), bisect_right(self.ends, end))


def rows_of(hit: Stretch, category: Category, hits: Sequence[Stretch], found: Words, bounds: Sequence[int]) -> Rows:
    """Returns the feature rows of a hit.

    Args:
        hit: half-open offsets in the normalised text.
        category: its category.
        hits: the hits of rules in the text, standing or not, in order.
        found: the words of the text.
        bounds: where the sentences of the text begin, and its end.
    """
    sentence = bisect_right(bounds, hit[0]) - 1
    start, end = bounds[sentence : sentence + 2]
    before, after = found.between(start, hit[0]), found.between(hit[1], end)
    left, right = found.numbers[before], found.numbers[after]
    beside = hits[bisect_left(hits, (start, 0)) : bisect_left(hits, (end, 0))]
    others = sum(other_end <= hit[0] or hit[1] <= other_start for other_start, other_end in beside)
    length = len(left) + len(right)
    hashed = [
        rows(numbers([category.value, f"anderen {min(others, 3)}", f"lengte {min(length // 5, 6)}"]), _ABOUT),
        *_nearest(left, right),
        rows(np.concatenate([left, right]), _WORD),
        rows(np.concatenate([found.starts[before], found.starts[after]]), _START),
        rows(np.concatenate([joined(side[:-1], side[1:]) for side in (left, right)]), _PAIR),
        rows(found.numbers[found.between(bounds[max(sentence - 1, 0)], start)], _SENTENCE_BEFORE),
        rows(found.numbers[found.between(end, bounds[min(sentence + 2, len(bounds) - 1)])], _SENTENCE_AFTER),
    ]
    return np.unique(np.concatenate(hashed))


def _nearest(left: Numbers, right: Numbers) -> list[Rows]:
    """Returns the rows of the nearest words on either side of a hit, by their distance and together."""
    left_edged, right_edged = np.concatenate([_EDGES, left]), np.concatenate([right, _EDGES])
    third, second, first = left_edged[-3:-2], left_edged[-2:-1], left_edged[-1:]
    two = joined(second, first)
    return [
        rows(left[::-1][:_FARTHEST], _LEFT[: len(left)]),
        rows(right[:_FARTHEST], _RIGHT[: len(right)]),
        rows(two, _TWO_BEFORE),
        rows(joined(third, two), _THREE_BEFORE),
        rows(joined(right_edged[:1], right_edged[1:2]), _TWO_AFTER),
        rows(joined(first, right_edged[:1]), _ON_BOTH_SIDES),
    ]
