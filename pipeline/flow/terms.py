"""A dossier or bare dates in, the milestones out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.dossier import chronology, employments, plausible, progress, schema, texts
from pipeline.dossier import deadlines as engine
from pipeline.dossier.clock import Leave, Span
from pipeline.dossier.facts import Case
from pipeline.dossier.load import Dossier
from pipeline.flow.dossiers import as_problems, load_dossier
from pipeline.model import Deadlines, Problem, Unread
from pipeline.privacy.scan import default_detector, scan_segments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def deadlines(
    path: str | Path, content: bytes | None = None, *, op: date | None = None, labelled: bool = False
) -> Deadlines:
    """Returns the milestones of a dossier, with everything that is wrong with the dates they hang on.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        op: the day to judge by; without one nothing is called late.
        labelled: whether the kenmerk and the name come along, as a calendar needs; what gives away something medical
            never does.

    Raises: as `load_dossier`.
    """
    dossier = load_dossier(path, content)
    case = dossier.case
    facts = progress.facts_of(case)
    said = [
        *(problem for problem in schema.problems(dossier) if problem.pointer.rpartition("/")[2] in progress.READ),
        *as_problems(dossier, chronology.faults(case)),
    ]
    if facts is None:
        notes = tuple(plausible.why_nothing(case))
        return Deadlines(str(path), notes=notes, problems=tuple(said))
    planned = engine.schedule(facts, op)
    today = op or case.root.day("bijgewerkt_op")
    said += as_problems(dossier, plausible.faults(facts, planned.clock, today))
    reference, name = labels(dossier, case) if labelled else ("", "")
    found = _deadlines(facts, planned)
    return replace(
        found,
        path=str(path),
        reference=reference,
        name=name,
        notes=(*found.notes, *employments.own_notes(case)),
        problems=tuple(said),
        stay=employments.stay_of(case),
    )


def deadlines_of_dates(
    first_day: date,
    recovered: Sequence[tuple[date, date]] = (),
    leave: Sequence[tuple[date, date]] = (),
    *,
    same_cause: str = "onbekend",
    op: date | None = None,
) -> Deadlines:
    """Returns the milestones that follow from dates alone.

    Args:
        first_day: the eerste ziektedag.
        recovered: first and last day of each full recovery after which the employee fell ill again.
        leave: first and last day of each leave under the WAZO.
        same_cause: "ja", "nee" or "onbekend": whether illness before and after a leave has the same cause.
        op: the day to judge by.
    """
    spans = [Span(*days) for days in recovered]
    leaves = [Leave(Span(*days), same_cause) for days in leave]
    facts, faults = plausible.given(first_day, spans, leaves, ("--onderbreking", "--wazo"))
    planned = engine.schedule(facts, op)
    faults = (*faults, *plausible.faults(facts, planned.clock, op))
    problems = tuple(Problem(fault.pointer, fault.rule, fault.message) for fault in faults)
    return replace(_deadlines(facts, planned), problems=problems)


def compared(cases: Sequence[Deadlines]) -> list[Deadlines]:
    """Returns the cases with a note where two are about the same employee."""
    notes = employments.notes([(PurePath(case.path).name, case.stay) for case in cases])
    return [
        replace(case, notes=(*case.notes, *notes[number])) if number in notes else case
        for number, case in enumerate(cases)
    ]


def lost_deadlines(path: str, reason: str) -> Deadlines:
    """Returns the milestones of a dossier that could not be read: none."""
    return Deadlines(path, unread=(Unread("", reason),))


def _deadlines(facts: engine.Facts, planned: engine.Schedule) -> Deadlines:
    return Deadlines(
        first_day=planned.clock.first_day,
        fictive_first_day=planned.fictive_first_day,
        milestones=planned.milestones,
        notes=tuple(plausible.notes(facts, planned.clock)),
    )


def labels(dossier: Dossier, case: Case) -> tuple[str, str]:
    """Returns the kenmerk and the name of the employee, each "" when something medical stands in it."""
    labels = (
        item for item in texts.segments(dossier.data) if item.place.startswith((progress.REFERENCE, progress.PERSON))
    )
    tainted = [finding.place for finding in scan_segments(default_detector(), labels)]
    reference = "" if progress.REFERENCE in tainted else progress.reference_of(case)
    return reference, "" if any(place != progress.REFERENCE for place in tainted) else progress.name_of(case)
