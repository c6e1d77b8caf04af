"""What a person and a program read of milestones: a table in plain Dutch, and one JSON object a case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, repeat
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from pipeline.errors import ExitCode
from pipeline.formats import dutch_day
from pipeline.model import State
from pipeline.reports.line import WIDTH, Line, Tone, wrapped
from pipeline.reports.values import iso, problem_object

if TYPE_CHECKING:
    from pipeline.model import Deadlines, Milestone, Problem

_TONES: Final = {
    State.DONE: Tone.GOOD,
    State.DONE_LATE: Tone.BAD,
    State.LATE: Tone.BAD,
    State.DUE: Tone.DOUBT,
    State.LAPSED: Tone.NOTE,
    State.PASSED: Tone.NOTE,
}
_WEEKDAYS: Final = ("ma", "di", "wo", "do", "vr", "za", "zo")
_INDENT: Final = " " * 32
_HEADING: Final = f"  {'Uiterlijk':12}{'Laatste werkdag':18}Termijn"


def deadline_lines(cases: Sequence[Deadlines], op: date | None) -> Iterator[Line]:
    """Yields the table of each case, every milestone with where it stands and why, and how many are late and due.

    Args:
        cases: the milestones.
        op: the day they were judged by.
    """
    for case in cases:
        yield from _case_lines(case, op)
    yield from _summary(cases, op)


def exit_code(cases: Sequence[Deadlines]) -> ExitCode:
    """Returns how the run ends: incomplete outweighs late, and late counts as found."""
    if any(case.unread for case in cases):
        return ExitCode.INCOMPLETE
    late = any(milestone.state is State.LATE for case in cases for milestone in case.milestones)
    return ExitCode.FOUND if late or any(case.problems for case in cases) else ExitCode.OK


def deadline_json(case: Deadlines) -> str:
    """Returns one case as a JSON object on one line; schemas/uitvoer/termijnen.schema.json describes it."""
    return json.dumps(
        {
            "path": case.path,
            "eerste_ziektedag": iso(case.first_day),
            "fictieve_eerste_ziektedag": iso(case.fictive_first_day),
            "milestones": [_milestone(milestone) for milestone in case.milestones],
            "notes": list(case.notes),
            "problems": [problem_object(problem) for problem in case.problems],
            "unread": [unread.reason for unread in case.unread],
        },
        ensure_ascii=True,
        allow_nan=False,
    )


def _case_lines(case: Deadlines, op: date | None) -> Iterator[Line]:
    yield Line(_heading(case), Tone.HEAD)
    for note in case.notes:
        yield from wrapped(f"Let op: {note}", "  ", Tone.DOUBT)
    for problem in case.problems:
        yield from wrapped(_problem(problem), "  ", Tone.BAD)
    for unread in case.unread:
        yield from wrapped(f"Niet gelezen: {unread.reason}", "  ", Tone.BAD)
    if case.milestones:
        yield Line(_HEADING, Tone.NOTE)
    for milestone in case.milestones:
        yield from _milestone_lines(milestone, case, op)


def _summary(cases: Sequence[Deadlines], op: date | None) -> Iterator[Line]:
    states = [milestone.state for case in cases for milestone in case.milestones]
    if op is None:
        yield Line("Met --op DATUM staat erbij wat op die dag nu moet gebeuren en wat te laat is.")
    else:
        late, due = states.count(State.LATE), states.count(State.DUE)
        text = f"Op {dutch_day(op)}: {late} te laat, {due} nu te doen."
        yield Line(text, Tone.BAD if late else Tone.DOUBT if due else Tone.GOOD)
        if not all(case.path for case in cases):
            yield Line("Zonder dossier is niet bekend wat er is gedaan: ga zelf na of wat voorbij is, op tijd was.")
    yield Line("Houd de laatste werkdag aan: een dag in het weekend of op een feestdag geeft geen uitstel.", Tone.NOTE)


def _heading(case: Deadlines) -> str:
    who = case.path or "Termijnen"
    if case.first_day is None:
        return f"{who}: geen termijnen"
    text = f"{who}: eerste ziektedag {dutch_day(case.first_day)}"
    if case.fictive_first_day and case.fictive_first_day != case.first_day:
        return f"{text} (fictief, als zonder onderbreking: {dutch_day(case.fictive_first_day)})"
    return text


def _milestone_lines(milestone: Milestone, case: Deadlines, op: date | None) -> Iterator[Line]:
    working = f"{_WEEKDAYS[milestone.last_working_day.weekday()]} {dutch_day(milestone.last_working_day)}"
    standing = _standing(milestone, op)
    title = f"{milestone.title}{f': {standing}' if standing else ''}"
    days = f"  {dutch_day(milestone.date):12}{working:18}"
    for start, line in zip(chain([days], repeat(_INDENT)), wrap(title, WIDTH - len(days)), strict=False):
        yield Line(start + line, _TONES.get(milestone.state, Tone.PLAIN))
    yield from wrapped(" ".join(_reasons(milestone, case)), _INDENT, Tone.NOTE)


def _standing(milestone: Milestone, op: date | None) -> str:
    """Returns where a milestone stands, in words that need no legend."""
    match milestone.state:
        case State.DONE if milestone.done:
            return f"gedaan op {dutch_day(milestone.done)}"
        case State.DONE_LATE if milestone.done:
            return f"gedaan op {dutch_day(milestone.done)}, {_days(milestone.done, milestone.limit)} te laat"
        case State.LATE if op:
            return f"{_days(op, milestone.limit)} te laat"
        case State.DUE | State.COMING if op and op > milestone.date:
            return "uiterlijk vandaag" if op == milestone.limit else f"kan nog tot en met {dutch_day(milestone.limit)}"
        case State.DUE | State.COMING if op:
            start = "nu doen" if milestone.state is State.DUE else ""
            left = "vandaag" if op == milestone.date else f"nog {_days(milestone.date, op)}"
            return ", ".join(part for part in (start, left) if part)
        case State.PASSED:
            return "voorbij"
        case State.LAPSED:
            return "geldt niet"
        case _:
            return ""


def _reasons(milestone: Milestone, case: Deadlines) -> Iterator[str]:
    if milestone.state is State.LAPSED:
        yield milestone.lapsed
        return
    yield milestone.rule
    if milestone.counted_from not in {case.first_day, milestone.date}:
        expected = ", de uiterste dag daarvan" if milestone.expected else ""
        yield f"Gerekend vanaf {dutch_day(milestone.counted_from)}{expected}."
    if milestone.limit != milestone.date:
        yield f"Te laat is het na {dutch_day(milestone.limit)}."
    if milestone.earliest:
        yield f"Kan vanaf {dutch_day(milestone.earliest)}."
    turn = f"Aan zet: {milestone.who}. " if milestone.who else ""
    yield f"{turn}Grond: {milestone.basis}."


def _problem(problem: Problem) -> str:
    line = f"regel {problem.line}" if problem.line is not None else ""
    where = ", ".join(part for part in (line, problem.pointer.removeprefix("/")) if part)
    return f"Probleem{f' ({where})' if where else ''}: {problem.message}"


def _days(later: date, earlier: date) -> str:
    number = (later - earlier).days
    return f"{number} {'dag' if number == 1 else 'dagen'}"


def _milestone(milestone: Milestone) -> dict[str, object]:
    return {
        "key": milestone.key,
        "title": milestone.title,
        "date": iso(milestone.date),
        "last_working_day": iso(milestone.last_working_day),
        "earliest": iso(milestone.earliest),
        "limit": iso(milestone.limit),
        "done": iso(milestone.done),
        "state": milestone.state.value,
        "basis": milestone.basis,
    }
