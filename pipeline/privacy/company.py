"""The company that a hit keeps: among medical words that proved to be work, one more is less likely a complaint.

Whoever writes about a pharmacy, a ward or a course uses many medical words, and rules, contexts or the second opinion
clear most of them. What they clear says something about the words beside it that no sentence by itself says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import exp
from typing import Final

from pipeline.model import Category
from pipeline.privacy.bearing import Stretch
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Thresholds
from pipeline.privacy.opinions import Opinion
from pipeline.privacy.suspicion import Suspicion

_NEAR: Final = 400
"""Letters, to either side, within which a cleared word counts: some four sentences."""

_MOST: Final = 3
"""Cleared words that count at most: a long list of them says no more than a few."""


@dataclass(frozen=True, slots=True)
class _Tempered:
    """A second opinion that trusts itself less among cleared hits: each divides the odds by e.

    Attributes:
        opinion: what it was.
        cleared: where the cleared hits begin, in order.
    """

    opinion: Opinion
    cleared: tuple[int, ...] = field(repr=False)

    def bar(self, thresholds: Thresholds, *, somebody: bool = False) -> float:
        return self.opinion.bar(thresholds, somebody=somebody)

    def chance(self, hit: Stretch, category: Category) -> float:
        return self._tempered(self.opinion.chance(hit, category), hit[0])

    def category(self, hit: Stretch) -> Category | None:
        return self.opinion.category(hit)

    def suspicions(self, least: float) -> list[Suspicion]:
        found = (replace(one, score=self._tempered(one.score, one.start)) for one in self.opinion.suspicions(least))
        return [one for one in found if one.score >= least]

    def is_certain(self, suspicion: Suspicion, thresholds: Thresholds) -> bool:
        return self.opinion.is_certain(suspicion, thresholds)

    def _tempered(self, chance: float, start: int) -> float:
        near = bisect_left(self.cleared, start + _NEAR + 1) - bisect_left(self.cleared, start - _NEAR)
        return chance / (chance + (1 - chance) * exp(min(near, _MOST))) if near and chance else chance


def tempered(opinion: Opinion, hits: Iterable[Hit]) -> Opinion:
    """Returns the opinion on a text in which some hits were cleared.

    Args:
        opinion: the opinion on the text.
        hits: every hit of a rule, standing or not, in order; cleared ones that overlap count once.
    """
    cleared: list[int] = []
    end = 0
    for hit in hits:
        if hit.cleared_by is not None and hit.start >= end:
            cleared.append(hit.start)
            end = hit.end
    return _Tempered(opinion, tuple(cleared)) if cleared else opinion
