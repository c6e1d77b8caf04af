"""What the tests of judging share: findings and decisions to try it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.model import Category, Finding, Severity
from pipeline.verdicts import Decision, Verdict

DAY = date(2026, 11, 22)


def make_finding(number: int = 1, rule: str = "diagnose.ziekte", place: str = "alinea 3", **other: Any) -> Finding:
    values: dict[str, Any] = {
        "start": 0,
        "end": 4,
        "category": Category.DIAGNOSE,
        "rule": rule,
        "blocking": True,
        "severity": Severity.HOOG,
        "place": place,
        "advice": "Haal dit weg.",
        "basis": "AVG artikel 9",
        "fingerprint": f"v1:{number:032x}",
    }
    return Finding(**values | other)


def make_decision(number: int = 1, verdict: Verdict = Verdict.INBREUK, document: int = 1, **other: Any) -> Decision:
    values: dict[str, Any] = {
        "fingerprint": f"v1:{number:032x}",
        "rule": "diagnose.ziekte",
        "category": "diagnose",
        "place_kind": "alinea",
        "document": f"d1:{document:032x}",
        "sha256": "0" * 64,
        "verdict": verdict,
        "person": "f.visser",
        "day": DAY,
        "until": date(2027, 11, 21) if verdict is Verdict.VALS_ALARM else None,
        "reason": "Een ander woord." if verdict.needs_reason else "",
        "clause": "artikel 29b ZW" if verdict is Verdict.TOEGESTAAN else "",
    }
    return Decision(**values | other)


@pytest.fixture
def finding() -> Callable[..., Finding]:
    return make_finding


@pytest.fixture
def decision() -> Callable[..., Decision]:
    return make_decision
