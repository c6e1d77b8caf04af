from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.model import Category
from pipeline.privacy.bearing import Bearing, Words, rows_of
from pipeline.privacy.detector import Detector
from pipeline.privacy.features import ROWS
from pipeline.privacy.model import Effect, Thresholds
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.rules import load_rules
from pipeline.privacy.suspicion import COLUMNS, SecondOpinion
from pipeline.text import normalise, sentence_bounds


def rows(text: str, hit: str, *others: str) -> list[int]:
    normalised = normalise(text)
    places = {word: (at := normalised.lower.index(word), at + len(word)) for word in (hit, *others)}
    hits = sorted(places.values())
    found = Words.of(normalised.lower, hits)
    return rows_of(places[hit], Category.KLACHT, hits, found, sentence_bounds(normalised)).tolist()


def test_the_hit_itself_is_not_seen():
    assert rows("Zij heeft hoofdpijn thuis.", "hoofdpijn") == rows("Zij heeft rugklachten thuis.", "rugklachten")


def test_other_hits_are_not_seen_either():
    one = rows("Zij heeft hoofdpijn en rugpijn.", "hoofdpijn", "rugpijn")
    other = rows("Zij heeft hoofdpijn en kramp.", "hoofdpijn", "kramp")
    assert one == other
    assert one != rows("Zij heeft hoofdpijn en kinderen.", "hoofdpijn")


def test_words_around_it_are():
    assert rows("Zij heeft hoofdpijn.", "hoofdpijn") != rows("Zij verkoopt hoofdpijn.", "hoofdpijn")


def test_what_is_hit_in_the_sentences_beside_it_is_not_seen():
    one = rows("Hij belde over kramp. Zij heeft hoofdpijn. Een griep heerst.", "hoofdpijn", "kramp", "griep")
    other = rows("Hij belde over koorts. Zij heeft hoofdpijn. Een angst heerst.", "hoofdpijn", "koorts", "angst")
    assert one == other
    assert one != rows("Zij heeft hoofdpijn.", "hoofdpijn")


def with_chance(chance: float) -> SecondOpinion:
    """Returns an opinion that suspects nothing and gives every hit the same chance."""
    bearing = Bearing(np.zeros(ROWS, np.int8), 1.0, float(np.log(chance / (1 - chance))))
    columns = len(COLUMNS)
    silent = np.array([30.0] + [-30.0] * (columns - 1), np.float32)
    weights = np.zeros((ROWS, columns), np.int8)
    return SecondOpinion(weights, np.ones(columns, np.float32), silent, bearing)


@pytest.mark.parametrize(("chance", "grades"), [(0.9, [True]), (0.2, [False]), (0.01, [])])
def test_contexts_with_a_threshold_ask_the_model(rule_folder, chance, grades):
    rules = load_rules(rule_folder())
    course = rules.contexts[0]
    asking = [
        replace(course, id="context.weg", patterns=(), thresholds=Thresholds(0.05, 0.05)),
        replace(
            course,
            id="context.twijfel",
            patterns=(),
            thresholds=Thresholds(0.3, 0.3),
            effect=Effect.DOUBT,
        ),
    ]
    detector = Detector(replace(rules, contexts=tuple(asking)), tiers=Tiers(with_chance(chance)))
    assert [finding.blocking for finding in detector.findings("Zij heeft hoofdpijn.")] == grades
