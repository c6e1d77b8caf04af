"""Tells a rule author why a sentence is found or not: every hit, its rule, and what cleared or changed it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.privacy.detector import Detector, Hit
from pipeline.privacy.model import Context
from pipeline.text import Normalised, normalise


def explain(detector: Detector, text: str) -> list[str]:
    """Returns lines in Dutch, one block a hit, in the order of the text. They quote the text: for authors only."""
    normalised = normalise(text)
    return [line for hit in detector.hits(normalised) for line in _lines(hit, normalised)]


def _lines(hit: Hit, normalised: Normalised) -> Iterator[str]:
    rule = hit.rule
    grade = "blokkeert" if hit.blocking else "vermoeden"
    yield f"‘{normalised.cased[hit.start : hit.end]}’: {rule.id} ({rule.source}), {hit.category.value}, {grade}"
    if hit.cleared_by is not None:
        cleared = hit.cleared_by
        name = cleared.id if isinstance(cleared, Context) else f"tenzij ‘{cleared.pattern.written}’"
        yield f"  vrijgegeven door {name}: {cleared.why}"
        return
    if hit.category is not rule.category:
        yield f"  van {rule.category.value} naar {hit.category.value}: gaat over iemand anders"
    yield from (f"  niet vrijgegeven door tenzij ‘{guard.pattern.written}’" for guard in rule.guards)
    yield f"  advies: {rule.advice}"
    yield f"  voorstel: {rule.proposal}"
