"""Writes milestones as a calendar that Outlook, Google and Apple read (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pipeline.formats import dutch_day
from pipeline.model import State

if TYPE_CHECKING:
    from pipeline.model import Deadlines, Milestone

_SKIPPED: Final = frozenset({State.DONE, State.DONE_LATE, State.LAPSED})
_MAX_OCTETS: Final = 75
_HEAD: Final = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Poortwachter//Termijnen//NL", "CALSCALE:GREGORIAN")


def calendar(cases: Iterable[Deadlines], *, names: bool = False) -> bytes:
    """Returns a calendar with a day for all that is still to come or open, each on its last working day.

    Without a clock the same cases always give the same bytes: the time stamp is the eerste ziektedag.

    Args:
        cases: the milestones.
        names: whether the name of the employee may stand in it; else the kenmerk of the dossier does.
    """
    lines = [*_HEAD, "METHOD:PUBLISH"]
    for case in cases:
        for milestone in case.milestones:
            if milestone.state not in _SKIPPED:
                lines += _event(milestone, case, _label(case, names=names))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(milestone: Milestone, case: Deadlines, label: str) -> Iterator[str]:
    day = milestone.last_working_day
    title = _escaped(f"{label}: {milestone.title}" if label else milestone.title)
    turn = f"Aan zet: {milestone.who}. " if milestone.who else ""
    # No more than this: people who may see a calendar are not always people who may see a dossier.
    why = f"Uiterste dag: {dutch_day(milestone.date)}. {turn}Grond: {milestone.basis}."
    stamp = case.first_day or milestone.date
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(milestone, case)}@poortwachter.invalid"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{_escaped(why)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", "TRIGGER:PT9H", "END:VALARM")
    yield "END:VEVENT"


def _label(case: Deadlines, *, names: bool) -> str:
    return (case.name if names else "") or case.reference


def _uid(milestone: Milestone, case: Deadlines) -> str:
    """Returns an id that stays the same when a day moves, so that a calendar moves the entry along."""
    twins = [other for other in case.milestones if other.key == milestone.key]
    told = f"{case.reference or case.path or case.first_day}|{milestone.key}|{twins.index(milestone)}"
    return sha256(told.encode()).hexdigest()[:32]


def _escaped(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Yields a line in pieces of at most 75 octets, never splitting a character."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > _MAX_OCTETS:
            yield piece
            piece = " "
        piece += char
    yield piece
