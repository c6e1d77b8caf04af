"""Works out where the second track of a case stands and what each trajectory came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pipeline.dossier.facts import Block, Case
from pipeline.figures import Track, Trajectory
from pipeline.model import Milestone, State

_KEYS: Final = frozenset({"tweede_spoor", "tweede_spoor_nieuwe_mogelijkheden"})
AGENCY: Final = "/bureau/naam"
"""Where a trajectplan holds the name of the re-integratiebedrijf, below its own place."""


def trajectories(case: Case, op: date) -> Iterator[Trajectory]:
    """Yields the second tracks that began by `op`, with what was reported of each until then."""
    for plan in _plans(case):
        day = plan.day("startdatum") or plan.day("datum")
        if day and day > op:
            continue
        outcomes = Counter(_outcomes(case, plan.text("id"), op))
        yield Trajectory(
            _agency(case, plan),
            day,
            sum(outcomes.values()),
            outcomes["gesprek"],
            outcomes["proefplaatsing"],
            outcomes["aangenomen"],
        )


def track_of(case: Case, milestones: Sequence[Milestone], op: date, *, works_elsewhere: bool) -> Track:
    """Returns where the second track stands on `op`."""
    found = list(trajectories(case, op))
    if works_elsewhere or any(item.hired for item in found):
        return Track.PLACED
    if any(item.placements for item in found):
        return Track.TRIAL
    terms = [milestone for milestone in milestones if milestone.key in _KEYS]
    if found or any(term.done and term.done <= op for term in terms):
        return Track.ENDED if found and all(_over(plan, op) for plan in _plans(case)) else Track.RUNNING
    open_terms = [term for term in terms if not term.lapsed]
    if any(term.state is State.LATE for term in open_terms):
        return Track.LATE
    return Track.WAITING if open_terms else Track.NOT_NEEDED


def agency_places(case: Case) -> Iterator[str]:
    """Yields where the names of the re-integratiebedrijven stand."""
    return (plan.pointer + AGENCY for plan in _plans(case))


def _plans(case: Case) -> Iterator[Block]:
    return (
        document
        for document in case.documents
        if document.text("soort") == "trajectplan" and (document.text("soort_traject") or "").startswith("spoor_2")
    )


def _agency(case: Case, plan: Block) -> str:
    found = (block.text("naam") for block in case.blocks if block.pointer == plan.pointer + "/bureau")
    return next(found, None) or ""


def _outcomes(case: Case, plan: str | None, op: date) -> Iterator[str]:
    """Yields how the applications ended that reports of this trajectory tell of."""
    for document, block in case.with_document:
        is_report = document.text("soort") == "voortgangsrapportage" and document.text("trajectplan") == plan
        day = block.day("datum")
        if is_report and "uitkomst" in block.shape.fields and (day is None or day <= op):
            yield block.text("uitkomst") or ""


def _over(plan: Block, op: date) -> bool:
    ends = plan.day("einddatum")
    return ends is not None and ends < op
