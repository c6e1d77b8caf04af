"""A second opinion among medical words that proved to be work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Category
from pipeline.privacy.bearing import Stretch
from pipeline.privacy.company import tempered
from pipeline.privacy.detector import Detector
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Thresholds
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import default_detector
from pipeline.privacy.suspicion import Suspicion
from pipeline.text import Normalised

CHANCES = st.floats(0, 1)


@dataclass(frozen=True)
class Sure:
    """An opinion that gives everything the same chance."""

    score: float

    def bar(self, thresholds: Thresholds, *, somebody: bool = False) -> float:  # noqa: ARG002
        return thresholds.fast

    def chance(self, hit: Stretch, category: Category) -> float:  # noqa: ARG002
        return self.score

    def category(self, hit: Stretch) -> Category | None:  # noqa: ARG002
        return None

    def suspicions(self, least: float) -> list[Suspicion]:
        return [Suspicion(1000, 1006, Category.KLACHT, self.score)] if self.score >= least else []

    def is_certain(self, suspicion: Suspicion, thresholds: Thresholds) -> bool:
        return suspicion.score >= thresholds.certain


def hits(*starts: int, cleared: bool = True, length: int = 5) -> list[Hit]:
    rule = default_detector().rules.rules[0]
    context = default_detector().rules.contexts[0]
    hit = Hit(0, 0, rule, rule.category, rule.blocking, context if cleared else None)
    return [replace(hit, start=start, end=start + length) for start in starts]


def chance(score: float, *starts: int) -> float:
    return tempered(Sure(score), hits(*starts)).chance((1000, 1006), Category.KLACHT)


def test_without_a_cleared_hit_the_opinion_stays_what_it_was() -> None:
    opinion = Sure(0.8)
    assert tempered(opinion, hits(900, 990, cleared=False)) is opinion


def test_each_cleared_hit_divides_the_odds_by_e() -> None:
    assert chance(0.5, 990) == pytest.approx(1 / (1 + 2.718281828))
    assert chance(0.5, 980, 1010) == pytest.approx(1 / (1 + 2.718281828**2))


def test_what_is_far_or_more_than_three_does_not_count() -> None:
    assert chance(0.5, 599, 1401) == 0.5
    assert chance(0.5, 600, 1400) == pytest.approx(1 / (1 + 2.718281828**2))
    assert chance(0.5, 900, 920, 940) == chance(0.5, 900, 920, 940, 960, 980)


def test_hits_that_overlap_count_once() -> None:
    assert chance(0.5, 990, 992, 994) == chance(0.5, 990)


@given(CHANCES, st.sets(st.integers(0, 300)), st.integers(0, 300))
def test_more_company_never_makes_surer(score: float, places: set[int], other: int) -> None:
    apart = [10 * place for place in sorted(places)]
    assert 0 <= chance(score, *sorted({*apart, 10 * other})) <= chance(score, *apart) <= score


def test_a_suspicion_that_falls_below_the_bar_is_none() -> None:
    opinion = tempered(Sure(0.6), hits(990))
    assert opinion.suspicions(0.5) == []
    (found,) = opinion.suspicions(0.3)
    assert found.score == pytest.approx(0.6 / (0.6 + 0.4 * 2.718281828))


def test_what_is_sold_clears_less_than_what_somebody_has() -> None:
    """The proof in words: the same sentence about himself stands among any number of things on his shelves."""
    shelves = "In de apotheek vult hij de vakken met insuline, de vakken met antidepressiva en die met astmapuffers. "
    own = "Zelf heeft hij sinds maart een hernia."
    found = default_detector().findings(shelves + own)
    assert "hernia" in {(shelves + own)[finding.start : finding.end] for finding in found}


@dataclass(frozen=True)
class AlwaysSure(Sure):
    """Tiers of which the opinion on each text is to suspect its first three letters."""

    score: float = 0.999

    def of(self, normalised: Normalised, bounds: Sequence[int], hits: Sequence[Stretch]) -> AlwaysSure:  # noqa: ARG002
        return self

    def suspicions(self, least: float) -> list[Suspicion]:
        return [Suspicion(0, 3, Category.KLACHT, self.score)] if self.score >= least else []


def test_in_a_text_of_a_few_words_a_model_never_blocks_by_itself() -> None:
    detector = Detector(load_rules(), tiers=cast(Tiers, AlwaysSure()))
    short, long = detector.findings("Hij was er elke keer."), detector.findings("Hij was er elke keer bij.")
    assert [finding.blocking for finding in (*short, *long)] == [False, True]
