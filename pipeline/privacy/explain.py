"""Tells a rule author why a sentence is found or not: every hit, its rule, and what cleared or changed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.model import Category
from pipeline.privacy.detector import Detector
from pipeline.privacy.hits import Hit
from pipeline.privacy.model import Context, Guard, Rule
from pipeline.text import Normalised, normalise

PATTERN_WIDTH: Final = 80
"""An expression longer than this says nothing at a glance; its file and line are there to look it up."""


def explain(detector: Detector, text: str) -> list[str]:
    """Returns lines in Dutch, one block a hit, in the order of the text. They quote the text: for authors only."""
    normalised = normalise(text)
    return [line for hit in detector.hits(normalised) for line in _lines(hit, normalised)]


def _lines(hit: Hit, normalised: Normalised) -> Iterator[str]:
    rule = hit.rule
    grade = "blokkeert" if hit.blocking else "vermoeden"
    yield f"‘{normalised.cased[hit.start : hit.end]}’: {rule.id} ({rule.source}), {hit.category.value}, {grade}"
    if hit.meant:
        yield f"  gelezen als ‘{hit.meant}’: verkeerd gespeld"
    if hit.cleared_by is not None:
        cleared = hit.cleared_by
        if isinstance(cleared, Context):
            yield f"  vrijgegeven door {cleared.id} ({cleared.source}): {cleared.why}"
        else:
            yield f"  vrijgegeven door tenzij: {_told(cleared, rule)}"
        return
    if hit.category is not rule.category:
        why = "gaat over iemand anders" if hit.category is Category.DERDE else "dat is het in deze zin"
        yield f"  van {rule.category.value} naar {hit.category.value}: {why}"
    yield from (f"  niet vrijgegeven door tenzij: {_told(guard, rule)}" for guard in rule.guards)
    yield f"  advies: {rule.advice}"
    yield f"  voorstel: {rule.proposal}"


def _told(guard: Guard, rule: Rule) -> str:
    file, written = rule.source.rpartition(":")[0], guard.pattern.written
    short = written if len(written) <= PATTERN_WIDTH else f"{written[: PATTERN_WIDTH - 1]}…"
    return f"{guard.why} ({file}:{guard.pattern.line}: ‘{short}’)"
