"""What the decisions say of the rules: how often each was right, and which false alarms its authors should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt
from typing import Final

from pipeline.review.standing import standing
from pipeline.verdicts import Decision, Entry, RuleScore, Verdict

_Z: Final = 1.959963984540054
"""The quantile of the normal distribution for 95 per cent on both sides."""


def wilson(right: int, total: int) -> tuple[float, float]:
    """Returns the bounds between which a share lies with 95 per cent confidence (Wilson's score interval)."""
    if not total:
        return 0.0, 1.0
    share = right / total
    widened = 1 + _Z * _Z / total
    centre = (share + _Z * _Z / (2 * total)) / widened
    reach = _Z * sqrt(share * (1 - share) / total + _Z * _Z / (4 * total * total)) / widened
    return max(0.0, centre - reach), min(1.0, centre + reach)


def scores(entries: Iterable[Entry]) -> tuple[RuleScore, ...]:
    """Returns the score of each rule that something was decided about, by id of the rule.

    The last decision of each finding counts, once for a finding that was decided everywhere at once. A finding that was
    mended or allowed was a right one.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for decision in standing(entries).counted():
        (wrong if decision.verdict is Verdict.VALS_ALARM else right)[decision.rule] += 1
    return tuple(
        RuleScore(rule, right[rule], wrong[rule], *wilson(right[rule], right[rule] + wrong[rule]))
        for rule in sorted(right.keys() | wrong.keys())
    )


def false_alarms(entries: Iterable[Entry]) -> Iterator[dict[str, object]]:
    """Yields what the authors of the rules may know of the false alarms, as JSON-ready data, in a fixed order.

    No text, no path, no person, no reason in words and no fingerprint: the rule, the category, the kind of place, the
    code of the reason, and how often.
    """
    counted = Counter(map(_traits, (d for d in standing(entries).counted() if d.verdict is Verdict.VALS_ALARM)))
    for (rule, category, kind, code), count in sorted(counted.items()):
        yield {
            "kind": "false_alarm",
            "rule": rule,
            "category": category,
            "place_kind": kind,
            "verdict": Verdict.VALS_ALARM.value,
            "reason": code,
            "count": count,
        }


def _traits(decision: Decision) -> tuple[str, str, str, str]:
    return decision.rule, decision.category, decision.place_kind, decision.code.value if decision.code else "anders"
