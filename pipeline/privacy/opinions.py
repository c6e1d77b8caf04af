"""What the second opinion makes of one text: how likely a hit bears on the employee, and what no rule found.

There are two tiers. The fast one, always there, sums weights of words. The encoder, an extra, reads sentences; where it
is installed it speaks instead of the fast tier, on the sentences that hits or the fast tier put in doubt; on the hit of
a rule both have a say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from pipeline.model import Category
from pipeline.privacy.bearing import Stretch, Words, rows_of
from pipeline.privacy.encoder import Encoder, Reading
from pipeline.privacy.model import Thresholds
from pipeline.privacy.suspicion import SecondOpinion, Suspicion
from pipeline.text import Normalised

IN_DOUBT: Final = 0.4
"""A sentence with a word that the fast tier gives at least this chance is read by the encoder."""

# A stretch that only the encoder finds needs the fast tier beside it: of form fields of a few words no batch of the
# corpus holds many, and there the encoder is sometimes sure by itself.
_SUPPORT: Final = 0.03

# The encoder knows what a word means, the model of the words around a hit whom such a sentence is about: their errors
# differ, and their odds together put hits in a better order than either's.
_SAY: Final = 0.5

_KNOWS: Final = 0.85
"""Of a rule's hit the encoder knows the category better than the rule from this chance on."""
_SUREST: Final = 1e-6
_SUREST_OF_WORDS: Final = 0.1
"""The words around a hit never say more than this by themselves: they do not hear what the sentence says."""


class Opinion(Protocol):
    """One tier's view of one text."""

    def bar(self, thresholds: Thresholds, *, somebody: bool = False) -> float:
        """Returns the threshold that is meant for this tier; `somebody` where the sentence speaks of a person."""

    def chance(self, hit: Stretch, category: Category) -> float:
        """Returns how likely, 0 to 1, a hit of a rule bears on the employee."""

    def category(self, hit: Stretch) -> Category | None:
        """Returns what a hit of a rule is in this sentence, or None where that is for the rule to say."""

    def suspicions(self, least: float) -> list[Suspicion]:
        """Returns the stretches that are at least this likely forbidden, in order."""

    def is_certain(self, suspicion: Suspicion, thresholds: Thresholds) -> bool:
        """Says whether a suspicion is sure enough to block by itself."""


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
        fast = _Fast(self.fast, normalised, bounds, hits)
        if self.encoder is None:
            return fast
        support = self.fast.likely(normalised, _SUPPORT)
        starts = [start for start, _ in hits] + [start for start, _, score in support if score >= IN_DOUBT]
        numbers = {bisect_right(bounds, start) - 1 for start in starts}
        return _Read(
            self.encoder.read(normalised.cased, bounds, numbers), fast, [(start, end) for start, end, _ in support]
        )


@dataclass(frozen=True, slots=True)
class _Fast:
    """The fast tier: a tagger over words, and a model of the words around a hit."""

    tagger: SecondOpinion
    normalised: Normalised = field(repr=False)
    bounds: Sequence[int]
    hits: Sequence[Stretch]
    _chances: dict[tuple[Stretch, Category], float] = field(default_factory=dict, repr=False)
    _words: list[Words] = field(default_factory=list, repr=False)

    def bar(self, thresholds: Thresholds, *, somebody: bool = False) -> float:  # noqa: ARG002  it learned that word
        return thresholds.fast

    def chance(self, hit: Stretch, category: Category) -> float:
        if self.tagger.bearing is None:
            return 1.0
        known = self._chances.get((hit, category))
        if known is None:
            if not self._words:
                self._words.append(Words.of(self.normalised.lower, self.hits))
            rows = rows_of(hit, category, self.hits, self._words[0], self.bounds)
            known = self._chances[hit, category] = self.tagger.bearing.probability(rows)
        return known

    def category(self, hit: Stretch) -> Category | None:  # noqa: ARG002  it sees words, not what they mean together
        return None

    def suspicions(self, least: float) -> list[Suspicion]:
        return self.tagger.suspicions(self.normalised, least)

    def is_certain(self, suspicion: Suspicion, thresholds: Thresholds) -> bool:  # noqa: ARG002  it never is
        return False


@dataclass(frozen=True, slots=True)
class _Read:
    """The encoder, by its reading of the text; on a hit of a rule the fast tier has a say too."""

    reading: Reading
    fast: _Fast
    support: Sequence[Stretch] = field(repr=False)

    def bar(self, thresholds: Thresholds, *, somebody: bool = False) -> float:
        return thresholds.of_somebody if somebody and thresholds.of_somebody is not None else thresholds.encoder

    def chance(self, hit: Stretch, category: Category) -> float:
        return _together(self.reading.chance(*hit), self.fast.chance(hit, category))

    def category(self, hit: Stretch) -> Category | None:
        found = self.reading.category(*hit)
        return found[0] if found is not None and found[1] >= _KNOWS else None

    def suspicions(self, least: float) -> list[Suspicion]:
        return [found for found in self.reading.suspicions(least) if self._has_support(found)]

    def is_certain(self, suspicion: Suspicion, thresholds: Thresholds) -> bool:
        return suspicion.score >= thresholds.certain

    def _has_support(self, suspicion: Suspicion) -> bool:
        """Says whether the fast tier too sees something in a word of the stretch."""
        first = bisect_right(self.support, suspicion.start, key=lambda word: word[1])
        return first < len(self.support) and self.support[first][0] < suspicion.end


def _together(chance: float, other: float) -> float:
    """Returns the chance whose odds are those of the encoder's, times those of the words' to the power `_SAY`."""
    chance = min(max(chance, _SUREST), 1 - _SUREST)
    other = min(max(other, _SUREST_OF_WORDS), 1 - _SUREST_OF_WORDS)
    odds: float = chance / (1 - chance) * (other / (1 - other)) ** _SAY
    return odds / (1 + odds)
