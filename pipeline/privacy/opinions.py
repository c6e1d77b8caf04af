"""What the second opinion makes of one text: how likely a hit bears on the employee, and what no rule found.

There are two tiers. The fast one, always there, sums weights of words. The encoder, an extra, reads sentences; where it
is installed it speaks instead of the fast tier, on the sentences that hits or the fast tier put in doubt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from pipeline.model import Category
from pipeline.privacy.bearing import Stretch, rows_of
from pipeline.privacy.encoder import Encoder, Reading
from pipeline.privacy.model import Thresholds
from pipeline.privacy.suspicion import SecondOpinion, Suspicion
from pipeline.text import Normalised

IN_DOUBT: Final = 0.15
"""A sentence with a word that the fast tier gives at least this chance is read by the encoder."""


class Opinion(Protocol):
    """One tier's view of one text."""

    def bar(self, thresholds: Thresholds) -> float:
        """Returns the threshold that is meant for this tier."""

    def chance(self, hit: Stretch, category: Category) -> float:
        """Returns how likely, 0 to 1, a hit of a rule bears on the employee."""

    def suspicions(self, least: float) -> list[Suspicion]:
        """Returns the stretches that are at least this likely forbidden, in order."""

    def is_certain(self, chance: float, thresholds: Thresholds) -> bool:
        """Says whether a chance is high enough to block by itself."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tiers that are installed.

    Attributes:
        fast: the fast tier.
        encoder: None where the extra is not installed.
    """

    fast: SecondOpinion
    encoder: Encoder | None = None

    def of(self, normalised: Normalised, bounds: Sequence[int], hits: Sequence[Stretch]) -> Opinion:
        """Returns the opinion on a text.

        Args:
            normalised: the text.
            bounds: where its sentences begin, and its end.
            hits: every hit of a rule, standing or not, in order.
        """
        if self.encoder is None:
            return _Fast(self.fast, normalised, bounds, hits)
        doubted = [*hits, *((s.start, s.end) for s in self.fast.suspicions(normalised, IN_DOUBT))]
        numbers = {bisect_right(bounds, start) - 1 for start, _ in doubted}
        return _Read(self.encoder.read(normalised.cased, bounds, numbers))


@dataclass(frozen=True, slots=True)
class _Fast:
    """The fast tier: a tagger over words, and a model of the words around a hit."""

    tagger: SecondOpinion
    normalised: Normalised = field(repr=False)
    bounds: Sequence[int]
    hits: Sequence[Stretch]

    def bar(self, thresholds: Thresholds) -> float:
        return thresholds.fast

    def chance(self, hit: Stretch, category: Category) -> float:
        if self.tagger.bearing is None:
            return 1.0
        sentence = bisect_right(self.bounds, hit[0]) - 1
        first, last = (bisect_left(self.hits, (place, 0)) for place in self.bounds[sentence : sentence + 2])
        rows = rows_of(hit, category, self.hits[first:last], self.normalised, self.bounds, sentence)
        return self.tagger.bearing.probability(rows)

    def suspicions(self, least: float) -> list[Suspicion]:
        return self.tagger.suspicions(self.normalised, least)

    def is_certain(self, chance: float, thresholds: Thresholds) -> bool:  # noqa: ARG002  it never is
        return False


@dataclass(frozen=True, slots=True)
class _Read:
    """The encoder, by its reading of the text."""

    reading: Reading

    def bar(self, thresholds: Thresholds) -> float:
        return thresholds.encoder

    def chance(self, hit: Stretch, category: Category) -> float:  # noqa: ARG002  the encoder knows it by itself
        return self.reading.chance(*hit)

    def suspicions(self, least: float) -> list[Suspicion]:
        return self.reading.suspicions(least)

    def is_certain(self, chance: float, thresholds: Thresholds) -> bool:
        return chance >= thresholds.certain
