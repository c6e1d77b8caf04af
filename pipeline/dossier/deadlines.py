"""Computes the milestones of an absence: pure date arithmetic over the table of terms and the facts of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from pipeline.dossier.clock import Clock, Leave, Span, stopped, wind
from pipeline.dossier.terms import Term, table
from pipeline.model import Milestone, State
from pipeline.working_days import first_working_day, last_working_day

FIRST_DAY: Final = "eerste_ziektedag"
_DUE_SOON: Final = timedelta(days=14)
_RETURNING: Final = frozenset({"advies_bijstelling", "bekortingsverzoek_ingediend"})
"""What may happen more than once, and asks for an answer of its own each time."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A reason why terms do not apply.

    Attributes:
        reason: in Dutch, for the table.
        keys: the terms.
        from_day: only when they fall on or after this day, None for whenever they fall.
    """

    reason: str
    keys: frozenset[str]
    from_day: date | None = None

    def covers(self, key: str, day: date) -> bool:
        """Says whether a term that falls on `day` does not apply."""
        return key in self.keys and (self.from_day is None or day >= self.from_day)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case.

    Attributes:
        first_day: the eerste ziektedag.
        recovered: spans of full recovery after which the employee fell ill again.
        leave: leave under the WAZO.
        done: the days on which something was done, by the `evidence` of a term.
        events: the days that terms hang on, by `anchor`.
        lapses: what does not apply.
        situations: "vangnet" or "vangnet_onbekend", "vervroegde_iva" and "verkort_riv", when they hold.
        recorded: whether `done` is complete, so that what is not in it was not done.
        exempt: days of illness that do not count for the opzegverbod, as the bedrijfsarts or UWV said (BW 7:670 lid 1).
    """

    first_day: date
    recovered: tuple[Span, ...] = ()
    leave: tuple[Leave, ...] = ()
    done: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    events: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    lapses: tuple[Lapse, ...] = ()
    situations: frozenset[str] = frozenset()
    recorded: bool = False
    exempt: tuple[Span, ...] = ()

    def event(self, name: str) -> date | None:
        """Returns the last day of an event, None when it did not happen."""
        return max(self.events.get(name, ()), default=None)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The milestones of the last case, by date, with the clock that counted them."""

    clock: Clock
    fictive_first_day: date
    milestones: tuple[Milestone, ...]


def schedule(facts: Facts, op: date | None = None) -> Schedule:
    """Returns the milestones of a case.

    Args:
        facts: what is known of it.
        op: the day to judge by; without one nothing is called late.
    """
    clock = wind(facts.first_day, facts.recovered, facts.leave)
    plan = _Plan(facts, clock, {name: (_Start(clock.first_day),) for name in (FIRST_DAY, *facts.situations)})
    milestones = [milestone for term in table().terms.values() for milestone in _milestones(term, plan, op)]
    milestones.sort(key=lambda milestone: milestone.date)
    waiting = table().terms["laatste_dag_wachttijd"].days
    return Schedule(clock, clock.day(waiting) - timedelta(days=waiting), tuple(milestones))


def end_of_wait(clock: Clock) -> date:
    """Returns the last day of the wachttijd, before any voluntary extension."""
    return clock.day(table().terms["laatste_dag_wachttijd"].days)


@dataclass(frozen=True, slots=True)
class _Start:
    """A day to count from: the real one, or for lack of it the last day of a term."""

    day: date
    expected: bool = False
    due: date = date.max


@dataclass(slots=True)
class _Plan:
    """The work on one case: what terms can be counted from grows with every term."""

    facts: Facts
    clock: Clock
    starts: dict[str, tuple[_Start, ...]]

    def day(self, key: str) -> date | None:
        return max((start.day for start in self.starts.get(key, ())), default=None)


def _milestones(term: Term, plan: _Plan, op: date | None) -> Iterator[Milestone]:
    reached: list[_Start] = []
    for start in _starts(term, plan):
        milestone = _milestone(term, start, plan)
        expected = term.is_task and milestone.done is None
        reached.append(_Start(milestone.done or milestone.date, expected, milestone.date))
        state = _state(milestone, is_task=term.is_task, recorded=plan.facts.recorded, op=op)
        yield replace(milestone, state=state)
    plan.starts[term.key] = tuple(reached)


def _starts(term: Term, plan: _Plan) -> tuple[_Start, ...]:
    for anchor in (term.anchor, term.fallback_anchor):
        if derive := _DERIVED.get(anchor):
            found = tuple(_Start(day) for day in derive(plan))
        elif anchor in plan.starts:
            found = plan.starts[anchor]
        else:
            # What happened before the case began belongs to an earlier one.
            days = plan.facts.events.get(anchor, ())
            found = tuple(_Start(day) for day in days if day >= plan.clock.first_day)
        if found:
            return found
    return ()


def _milestone(term: Term, start: _Start, plan: _Plan) -> Milestone:
    counted_from = min(start.day, start.due) if term.anchor_capped else start.day
    extension = _extension(plan) if term.extends else timedelta()

    def on(days: int) -> date:
        if term.counting == "kalender":
            return counted_from + timedelta(days=days)
        return plan.clock.after(counted_from, days) + extension

    day = on(term.days)
    limit = day if term.limit_days is None else on(term.limit_days)
    return Milestone(
        term.key,
        term.title,
        term.who,
        day,
        last_working_day(day),
        term.basis,
        term.rule,
        counted_from,
        start.expected,
        limit=first_working_day(limit) if term.limit_working_day else limit,
        earliest=None if term.earliest_days is None else on(term.earliest_days),
        done=_done(term, counted_from, plan),
        lapsed=_lapsed(term, day, plan),
    )


def _done(term: Term, counted_from: date, plan: _Plan) -> date | None:
    """Returns the first day on which it was done in this case; for what returns, the first since it was asked for."""
    since = counted_from if term.anchor in _RETURNING else plan.clock.first_day
    return min((day for day in plan.facts.done.get(term.evidence, ()) if day >= since), default=None)


def _lapsed(term: Term, day: date, plan: _Plan) -> str:
    if term.wia and (aow := plan.facts.event("aow_datum")) and aow <= end_of_wait(plan.clock):
        return "De AOW gaat in vóór het einde van de wachttijd: er komt geen WIA-aanvraag."
    return next((lapse.reason for lapse in plan.facts.lapses if lapse.covers(term.key, day)), "")


def _state(milestone: Milestone, *, is_task: bool, recorded: bool, op: date | None) -> State:
    if milestone.done and (op is None or milestone.done <= op):
        return State.DONE if milestone.done <= milestone.limit else State.DONE_LATE
    if milestone.lapsed:
        return State.LAPSED
    if op is None:
        return State.OPEN
    if op > milestone.limit:
        return State.LATE if is_task and recorded else State.PASSED
    begins = milestone.earliest or milestone.last_working_day - _DUE_SOON
    return State.DUE if is_task and op >= begins else State.COMING


def _extension(plan: _Plan) -> timedelta:
    """Returns by how much the wachttijd was extended on request of both (Wet WIA art. 24)."""
    extended, ends = plan.facts.event("wachttijd_verlengd_tot"), end_of_wait(plan.clock)
    return extended - ends if extended and extended > ends else timedelta()


def _end_of_pay(plan: _Plan) -> Iterator[date]:
    """Yields the first day without loondoorbetaling (BW 7:629 lid 1, 2 and 11)."""
    if end := plan.day("einde_wachttijd"):
        yield _lengthened(end, plan)


def _end_of_protection(plan: _Plan) -> Iterator[date]:
    """Yields the first day without opzegverbod: some days of illness count for pay and not for this (BW 7:670)."""
    if end := plan.day("einde_wachttijd"):
        later = end_of_wait(stopped(plan.clock, plan.facts.exempt)) - end_of_wait(plan.clock)
        yield _lengthened(end, plan, later)


def _lengthened(end: date, plan: _Plan, later: timedelta = timedelta()) -> date:
    """Returns the end of what the employer owes: later by a late application or a loonsanctie, earlier by the AOW."""
    application = max(plan.starts.get("wia_aanvraag", ()), key=lambda start: start.day, default=None)
    if application and not application.expected and application.day > application.due:
        end += application.day - application.due
    if sanction := plan.day("einde_loonsanctie"):
        end = max(end, sanction)
    end += later
    if aow := plan.facts.event("aow_datum"):
        end = min(end, max(aow, plan.clock.first_day) + timedelta(days=table().thresholds["pay_after_aow"]))
    return end


def _end_of_sanction(plan: _Plan) -> Iterator[date]:
    """Yields the last day of a loonsanctie: as UWV decided, or sooner when the shortcoming was repaired."""
    shortened = (start.day for start in plan.starts.get("laatste_dag_bekorte_loonsanctie", ()))
    days = (plan.facts.event("loonsanctie_tot"), *shortened)
    if last := min((day for day in days if day and day >= plan.clock.first_day), default=None):
        yield last


def _shortened_wait(plan: _Plan) -> Iterator[date]:
    """Yields the first day on which a shortened wachttijd can be over (Wet WIA art. 23 lid 6)."""
    if "vervroegde_iva" not in plan.facts.situations:
        return
    thresholds, applied = table().thresholds, plan.facts.event("iva_aangevraagd")
    earliest = plan.clock.day(thresholds["shortened_wait_at_least"])
    if applied and applied >= plan.clock.first_day:
        earliest = max(earliest, applied + timedelta(days=thresholds["shortened_wait_after_application"]))
    yield earliest


def _end_of_employment(plan: _Plan) -> Iterator[date]:
    """Yields the last day of employment when it comes before the end of the wachttijd."""
    ends = plan.facts.event("einde_dienstverband")
    if ends and plan.clock.first_day <= ends <= end_of_wait(plan.clock):
        yield ends


def _end_with_riv(plan: _Plan, *, full: bool) -> Iterator[date]:
    """Yields the last day of employment when a full, or else a short, re-integratieverslag is due on it."""
    thresholds = table().thresholds
    for ends in _end_of_employment(plan):
        is_due = _ill_until(last_working_day(ends), plan) >= thresholds["short_riv_from"]
        is_long = _ill_until(ends, plan) >= thresholds["full_riv_from"]
        if is_due and full == (is_long and "verkort_riv" not in plan.facts.situations):
            yield ends


def _aow(plan: _Plan) -> Iterator[date]:
    """Yields the day of the AOW when it comes soon enough to matter: until a year after the wachttijd."""
    day = plan.facts.event("aow_datum")
    if day and plan.clock.first_day <= day <= end_of_wait(plan.clock) + timedelta(days=366):
        yield day


def _ill_until(day: date, plan: _Plan) -> int:
    return plan.clock.number(day + timedelta(days=1))


_DERIVED: Final[Mapping[str, Callable[[_Plan], Iterator[date]]]] = {
    "aow_datum": _aow,
    "einde_loonplicht": _end_of_pay,
    "einde_opzegverbod_dag": _end_of_protection,
    "laatste_dag_loonsanctie": _end_of_sanction,
    "verkorte_wachttijd_vroegst": _shortened_wait,
    "einde_dienstverband": _end_of_employment,
    "einde_met_verkort_riv": lambda plan: _end_with_riv(plan, full=False),
    "einde_met_volledig_riv": lambda plan: _end_with_riv(plan, full=True),
}
