"""What of the hits in a text is one phrase."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Category
from pipeline.privacy.hits import Hit, disjoint, joined
from pipeline.privacy.rules import load_rules

RULES = load_rules().rules
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 8), st.booleans(), st.booleans()), max_size=8)


def hit(start: int, end: int, category: Category = Category.KLACHT, *, guess: bool = False) -> Hit:
    rule = next(rule for rule in RULES if rule.category is category and (rule.thresholds is not None) == guess)
    return Hit(start, end, rule, category, blocking=not guess)


def of(text: str, word: str, category: Category = Category.KLACHT, *, guess: bool = False) -> Hit:
    start = text.index(word)
    return hit(start, start + len(word), category, guess=guess)


def shown(text: str, hits: Sequence[Hit]) -> list[str]:
    return [text[found.start : found.end] for found in joined(hits, text)]


@pytest.mark.parametrize(
    ("text", "parts", "phrases"),
    [
        ("insuline moet spuiten", ["insuline", "spuiten"], ["insuline moet spuiten"]),
        ("in het gips heeft gezeten", ["gips", "gezeten"], ["gips heeft gezeten"]),
        ("koorts, en koude rillingen", ["koorts", "rillingen"], ["koorts, en koude rillingen"]),
        ("koorts sinds gisteren en ook rillingen", ["koorts", "rillingen"], ["koorts", "rillingen"]),
        ("koorts. Rillingen", ["koorts", "Rillingen"], ["koorts", "Rillingen"]),
        ("koorts\nrillingen", ["koorts", "rillingen"], ["koorts", "rillingen"]),
        (f"koorts {'x' * 50} rillingen", ["koorts", "rillingen"], ["koorts", "rillingen"]),
    ],
)
def test_a_guess_is_part_of_the_hit_a_word_or_two_from_it(text: str, parts: list[str], phrases: list[str]) -> None:
    sure, guessed = of(text, parts[0]), of(text, parts[1], guess=True)
    assert shown(text, [sure, guessed]) == phrases
    if len(phrases) == 1:
        assert joined([sure, guessed], text)[0].rule is sure.rule
        assert joined([of(text, parts[0], guess=True), of(text, parts[1])], text)[0].blocking


def test_two_sure_hits_stay_two() -> None:
    text = "koorts en rillingen"
    assert shown(text, [of(text, "koorts"), of(text, "rillingen")]) == ["koorts", "rillingen"]


def test_a_guess_of_another_category_stays_by_itself() -> None:
    text = "koorts en tabletten"
    both = [of(text, "koorts"), of(text, "tabletten", Category.MEDICATIE, guess=True)]
    assert shown(text, both) == ["koorts", "tabletten"]


@given(st.text(alphabet="ab .,\n", min_size=70, max_size=70), SPANS)
def test_what_was_hit_stays_hit_and_what_blocks_stays_blocking(
    text: str, spans: list[tuple[int, int, bool, bool]]
) -> None:
    hits = disjoint(
        hit(start, start + size, Category.KLACHT if is_complaint else Category.DIAGNOSE, guess=guess)
        for start, size, guess, is_complaint in spans
    )
    found = joined(hits, text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for before in hits:
        (after,) = [after for after in found if after.start <= before.start and before.end <= after.end]
        assert after.blocking or not before.blocking
        assert after.category is before.category
