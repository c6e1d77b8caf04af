"""The milestones of a case as they flow between the stages: what falls when, where it stands, and whose case it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from pipeline.model import Problem, Unread
    from pipeline.text import Tekst


class State(StrEnum):
    """Where a milestone stands on the day that was asked about; `OPEN` when no day was."""

    OPEN = "open"
    DONE = "gedaan"
    DONE_LATE = "te_laat_gedaan"
    LATE = "te_laat"
    DUE = "nu"
    COMING = "later"
    PASSED = "voorbij"
    LAPSED = "vervallen"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that the law or UWV attaches something to.

    Attributes:
        key: stable name, as in schemas/v1/termijnen.json.
        title: what a casemanager calls it.
        who: whose turn it is, "" for a day on which nobody needs to do anything.
        date: the last day to aim at, or the day of a moment.
        last_working_day: the last working day before or on `date`; what alarms go by.
        basis: the legal ground, in Dutch.
        rule: how the day follows from the law, in Dutch.
        counted_from: the day that was counted from.
        expected: whether that day is itself a deadline of something that was not done yet.
        earliest: the first day that makes sense or is allowed.
        limit: the last day that law or UWV still call in time; `date` unless the two differ.
        done: the day on which it was done.
        state: where it stands.
        lapsed: why it does not apply, or "".
    """

    key: str
    title: str
    who: str
    date: datetime.date
    last_working_day: datetime.date
    basis: str
    rule: str
    counted_from: datetime.date
    expected: bool
    limit: datetime.date
    earliest: datetime.date | None = None
    done: datetime.date | None = None
    state: State = State.OPEN
    lapsed: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Whose absence a dossier is about, to find other dossiers of the same employee; none of it is ever shown.

    Attributes:
        person: the burgerservicenummer with the day of birth, or the surname.
        employer: the loonheffingennummer, or the name of the employer.
        first: the eerste ziektedag.
        last: the last day of illness, None while it lasts.
    """

    person: Tekst
    employer: Tekst
    first: datetime.date
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The milestones of one case.

    Attributes:
        path: the dossier as given, "" when only dates were given.
        reference: the kenmerk of the dossier, for a calendar; "" when it was not asked for or cannot be shown.
        name: the name of the employee, likewise.
        first_day: the real eerste ziektedag, of the last case when the dates hold two; None when it is unknown.
        fictive_first_day: the eerste ziektedag that an absence without interruptions would have had.
        milestones: by date.
        notes: what shifted and why, in Dutch.
        problems: what is wrong with the dates.
        unread: set when the dossier could not be read.
        stay: whose absence it is, to find other dossiers of the same employee.
    """

    path: str = ""
    reference: str = ""
    name: str = field(default="", repr=False)
    first_day: datetime.date | None = None
    fictive_first_day: datetime.date | None = None
    milestones: tuple[Milestone, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    stay: Stay | None = field(default=None, repr=False)
