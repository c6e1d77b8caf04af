"""Works out the figures of one case on one day: phase, what is next, late and unsigned, hours, work taken up, money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from pipeline.dossier.clock import DAY, Span
from pipeline.dossier.deadlines import Facts, Schedule, end_of_wait, schedule
from pipeline.dossier.facts import Block, Case
from pipeline.dossier.progress import back_since, facts_of, reviews_of
from pipeline.dossier.signatures import unsigned
from pipeline.dossier.terms import table
from pipeline.dossier.tracks import track_of, trajectories
from pipeline.figures import Amount, CaseFigures, Kept, Mark, Phase, Resumed, Stretch
from pipeline.model import Milestone, State

_WEEK: Final = 7
_FIRST_WEEKS: Final = 6
_NOT_OURS: Final = frozenset({"", "UWV"})
_ONLY_IF_WANTED: Final = frozenset({"bekortingsverzoek", "vangnetmelding_een_jaar", "melding_compensatieregeling"})
"""Days that matter only to who wants something, so that they are nobody's next deadline."""


def figures(case: Case, op: date) -> CaseFigures:
    """Returns the figures of a dossier; number, path, kenmerk, name and problems are left to who read it.

    Args:
        case: the dossier.
        op: the day of the overview; what comes after it is left out.
    """
    bare = CaseFigures(
        0,
        costs=tuple(_amounts(case, "kosten", op)),
        benefits=tuple(_amounts(case, "baten", op)),
        marks=tuple(_marks(case, op)),
        hourly_cost=case.part("dienstverband").number("loonkosten_per_uur"),
    )
    if case.root.text("land") == "BE":
        return replace(bare, phase=Phase.ELSEWHERE)
    facts = facts_of(case)
    if facts is None:
        return bare
    return _dutch(bare, case, facts, op)


def _dutch(bare: CaseFigures, case: Case, facts: Facts, op: date) -> CaseFigures:
    plan = schedule(facts, op)
    milestones = plan.milestones
    ended = _ended(case, plan, op)
    course = tuple(_course(case, op))
    phase = _phase(case, plan, ended, op)
    resumed, resumed_on = _resumed(case, course, op)
    days = max(0, plan.clock.number(min(ended or op, op) + DAY))
    return replace(
        bare,
        first_day=plan.clock.first_day,
        week=-(-days // _WEEK),
        phase=phase,
        days=days,
        ended=ended,
        course=course,
        next=_next(milestones, op) if phase.is_open else None,
        late=_in(State.LATE, milestones) if phase.is_open else (),
        due=_in(State.DUE, milestones) if phase.is_open else (),
        unsigned=tuple(unsigned(case, op)),
        kept=(*_kept(milestones, op), *_reviews_kept(case, facts, plan, op)),
        resumed=resumed,
        resumed_on=resumed_on,
        elsewhere=_works_elsewhere(case, op),
        track=track_of(case, milestones, op, works_elsewhere=_works_elsewhere(case, op)),
        trajectories=tuple(trajectories(case, op)),
        lost_hours=sum(_weeks(item) * max(0.0, item.contract - item.worked) for item in course),
        worked_hours=sum(_weeks(item) * item.worked for item in course if item.percentage > 0),
        value_hours=sum(_weeks(item) * item.contract * item.value / 100 for item in course if item.percentage > 0),
    )


def _ended(case: Case, plan: Schedule, op: date) -> date | None:
    """Returns the last day of the absence when that is past: recovered, or employment over."""
    back, leaves = back_since(case), case.part("dienstverband").day("einddatum")
    days = [day for day in (back - DAY if back else None, leaves) if day and day >= plan.clock.first_day]
    last = min(days, default=None)
    return last if last and last < op else None


def _phase(case: Case, plan: Schedule, ended: date | None, op: date) -> Phase:
    first, back = plan.clock.first_day, back_since(case)
    if ended:
        if back is None or back > ended + DAY:
            return Phase.LEFT
        again = back + timedelta(days=table().thresholds["new_case_after"])
        return Phase.JUST_RECOVERED if op < again else Phase.RECOVERED
    day = {milestone.key: milestone for milestone in plan.milestones}
    if op > end_of_wait(plan.clock):
        return Phase.EXTENDED if op < day["einde_loondoorbetaling"].date else Phase.OVER
    application = day["wia_aanvraag"]
    if not application.lapsed and op >= (application.earliest or application.date):
        return Phase.APPLICATION
    if op > day["eerstejaarsevaluatie"].date:
        return Phase.SECOND_YEAR
    return Phase.FIRST_YEAR if op >= first + timedelta(weeks=_FIRST_WEEKS) else Phase.FIRST_WEEKS


def _in(state: State, milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    return tuple(milestone for milestone in milestones if milestone.state is state)


def _next(milestones: Sequence[Milestone], op: date) -> Milestone | None:
    """Returns the first day still to come on which someone has something to do that is not optional."""
    ahead = (
        milestone
        for milestone in milestones
        if milestone.state in {State.DUE, State.COMING}
        and milestone.limit >= op
        and milestone.who not in _NOT_OURS
        and milestone.key not in _ONLY_IF_WANTED
        and not table().terms[milestone.key].optional
    )
    return next(ahead, None)


def _kept(milestones: Sequence[Milestone], op: date) -> Iterator[Kept]:
    for item in milestones:
        if item.who == "UWV" or table().terms[item.key].optional:
            continue
        if item.done and item.done <= op:
            late = max(0, (item.done - item.limit).days)
            yield Kept(item.key, item.title, item.limit, late, done=True)
        elif item.state is State.LATE:
            yield Kept(item.key, item.title, item.limit, (op - item.limit).days, done=False)


def _reviews_kept(case: Case, facts: Facts, plan: Schedule, op: date) -> Iterator[Kept]:
    """Yields for each evaluation whether it came in time after the plan or the one before it."""
    term = table().terms["evaluatie"]
    before = min(facts.done.get("plan_van_aanpak", ()), default=None)
    for day in reviews_of(case):
        if before and before < day <= op:
            due = plan.clock.after(before, term.days)
            yield Kept(term.key, term.title, due, max(0, (day - due).days), done=True)
        before = day


def _course(case: Case, op: date) -> Iterator[Stretch]:
    found: list[Stretch] = []
    for block in case.items("verzuimperiodes"):
        first, last = block.day("van"), block.day("tot") if "tot" in block.values else op
        if first is None or last is None or first > min(last, op):
            continue
        found.append(
            Stretch(
                first,
                min(last, op),
                _number(block, "verzuimpercentage"),
                _number(block, "contracturen"),
                _number(block, "gewerkte_uren"),
                _number(block, "arbeidstherapeutische_uren"),
                _number(block, "loonwaarde"),
            )
        )
    yield from sorted(found, key=lambda item: item.first)


def _number(block: Block, name: str) -> float:
    return float(block.number(name) or 0)


def _weeks(item: Stretch) -> float:
    return Span(item.first, item.last).length / _WEEK


def _resumed(case: Case, course: Sequence[Stretch], op: date) -> tuple[Resumed, date | None]:
    """Returns how far work was taken up at last, and the first day of work that was more than arbeidstherapeutisch."""
    back = back_since(case)
    with_value = (item.first for item in course if item.worked > item.therapeutic)
    began = next(with_value, back if back and back <= op else None)
    if back and back <= op:
        return Resumed.FULL, began
    last = course[-1] if course else None
    if last is None or last.worked == 0:
        return Resumed.NOT, began
    if last.percentage == 0:
        return Resumed.FULL, began
    return (Resumed.PARTLY if last.worked > last.therapeutic else Resumed.TRIAL), began


def _works_elsewhere(case: Case, op: date) -> bool:
    """Says whether the last period in which anything was worked was with another employer."""
    worked = [
        (first, block.text("bij"))
        for block in case.items("verzuimperiodes")
        if (first := block.day("van")) and first <= op and block.number("gewerkte_uren")
    ]
    return max(worked, key=lambda item: item[0], default=(op, None))[1] == "andere_werkgever"


def _amounts(case: Case, name: str, op: date) -> Iterator[Amount]:
    for block in case.items(name):
        day, euros = block.day("datum"), block.number("bedrag")
        kind = block.shape.fields["soort"].labels.get(block.text("soort") or "")
        if euros is not None and kind and (day is None or day <= op):
            yield Amount(kind, float(euros), day)


def _marks(case: Case, op: date) -> Iterator[Mark]:
    for block in case.items("ervaringen"):
        day, mark = block.day("datum"), block.number("cijfer")
        about = block.shape.fields["over"].labels.get(block.text("over") or "")
        if mark is not None and about and (day is None or day <= op):
            yield Mark(about, float(mark), day)
