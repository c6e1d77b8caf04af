"""What decisions say of rules, and what the authors of the rules get to see of them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.reviewing import false_alarm_lines, score_lines
from pipeline.review.identity import place_kind
from pipeline.review.statistics import false_alarms, scores, wilson
from pipeline.verdicts import Decision, ReasonCode, Verdict

Make = Callable[..., Decision]


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0)],
)
def test_the_interval_is_the_published_one(right: int, total: int, low: float, high: float) -> None:
    """81 of 263 is the example of R. G. Newcombe, Statistics in Medicine 17 (1998), method 3."""
    assert wilson(right, total) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 2000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_the_last_decision_of_each_finding_counts(decision: Make) -> None:
    entries = [
        decision(1, Verdict.VALS_ALARM),
        decision(1, Verdict.INBREUK),
        decision(2, Verdict.VERHOLPEN),
        decision(3, Verdict.TOEGESTAAN),
        decision(4, Verdict.VALS_ALARM),
        decision(5, Verdict.INBREUK, document=1),
        decision(5, Verdict.INBREUK, document=2),
        decision(6, Verdict.INBREUK, document=1),
        decision(6, Verdict.VALS_ALARM, document=2, everywhere=True),
        decision(7, Verdict.INBREUK, rule="klacht.pijn"),
    ]
    told = {score.rule: (score.right, score.wrong) for score in scores(entries)}
    assert told == {"diagnose.ziekte": (5, 2), "klacht.pijn": (1, 0)}
    assert next(iter(scores(entries))).precision == pytest.approx(5 / 7)


def test_the_worst_rule_comes_first_and_few_decisions_are_said_to_be_few(decision: Make) -> None:
    entries = [decision(n, Verdict.INBREUK, rule="klacht.pijn") for n in range(40)]
    entries += [decision(n, Verdict.VALS_ALARM) for n in range(40, 42)]
    _, worst, best = [line.text for line in score_lines(scores(entries))]
    assert worst.startswith("diagnose.ziekte")
    assert worst.endswith("0% (0% tot 66%)  te weinig voor een conclusie")
    assert best.startswith("klacht.pijn")
    assert best.endswith("100% (91% tot 100%)")


def test_the_authors_of_rules_see_no_person_no_text_and_no_place(decision: Make) -> None:
    secret = {"reason": "kanarie7f3a", "person": "zwaluw9b2c", "clause": ""}
    entries = [
        decision(1, Verdict.VALS_ALARM, code=ReasonCode.NAAM, **secret),
        decision(2, Verdict.VALS_ALARM, code=ReasonCode.NAAM, **secret),
        decision(3, Verdict.VALS_ALARM, rule="klacht.pijn", category="klacht", place_kind="blad cel", **secret),
        decision(4, Verdict.INBREUK),
    ]
    written = false_alarm_lines("0.1.0", "abc", false_alarms(entries))
    head, *lines = map(json.loads, written.splitlines())
    assert head == {"kind": "false_alarms", "version": "0.1.0", "rules": "abc"}
    assert [(line["rule"], line["place_kind"], line["reason"], line["count"]) for line in lines] == [
        ("diagnose.ziekte", "alinea", "naam", 2),
        ("klacht.pijn", "blad cel", "anders", 1),
    ]
    assert [set(line) for line in lines] == [
        {"kind", "rule", "category", "place_kind", "verdict", "reason", "count"}
    ] * 2
    for leak in ("kanarie", "zwaluw", "v1:", "d1:"):
        assert leak not in written


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("alinea 12", "alinea"),
        ("blad Notities van Jansen, cel C4", "blad cel"),
        ("bijlage 2 › alinea 4", "bijlage alinea"),
        ("/documenten/0/burn-out", "veld"),
        ("bestandsnaam", "bestandsnaam"),
        ("Jansen heeft griep", "overig"),
        ("", "overig"),
    ],
)
def test_of_a_place_only_the_kind_is_kept(place: str, kind: str) -> None:
    assert place_kind(place) == kind
