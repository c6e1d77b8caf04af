"""Counts the days of an absence: days of recovery and of leave stop the clock, and long ones start a new case.

Wet WIA art. 23, Ziektewet art. 29 and 38, BW 7:629 lid 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.dossier.terms import table

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days, both ends included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Leave:
    """A period of leave under the WAZO.

    Attributes:
        span: its days.
        same_cause: "ja", "nee" or "onbekend": whether illness before and after it comes from the same cause, as the
            bedrijfsarts or UWV answered. The employer may know no more than that.
    """

    span: Span
    same_cause: str = "onbekend"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, with how many of them were leave."""

    span: Span
    leave_days: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Days of illness counted from the eerste ziektedag, which is day 0.

    Attributes:
        first_day: the eerste ziektedag.
        pauses: what does not count, in order and apart.
    """

    first_day: date
    pauses: tuple[Pause, ...] = ()

    def day(self, number: int) -> date:
        """Returns the date of a day of illness: 41 is the last day of the sixth week."""
        day = self.first_day + number * DAY
        for pause in self.pauses:
            if pause.span.first > day:
                break
            day += pause.span.length * DAY
        return day

    def number(self, day: date) -> int:
        """Returns how many days of illness there were before `day`, negative before the first."""
        return (day - self.first_day).days - sum(
            (min(pause.span.last, day - DAY) - pause.span.first).days + 1
            for pause in self.pauses
            if pause.span.first < day
        )

    def after(self, start: date, days: int) -> date:
        """Returns the date so many days of illness after `start`."""
        return self.day(self.number(start) + days)


def wind(first_day: date, recovered: Iterable[Span], leave: Sequence[Leave]) -> Clock:
    """Returns the clock of the last case in an absence.

    Args:
        first_day: the first day of illness that was given.
        recovered: days without illness after which the employee fell ill again; they may touch or overlap.
        leave: periods of leave; what lies before the first day of illness is left out.
    """
    away = [span for item in leave if (span := _from(first_day, item.span))]
    pauses: list[Pause] = []
    for span in _joined([*recovered, *away]):
        pause = Pause(span, sum(_shared(span, days) for days in _joined(away)))
        if _is_new_case(pause, leave):
            first_day = span.last + DAY
            pauses = []
        else:
            pauses.append(pause)
    return Clock(first_day, tuple(pauses))


def stopped(clock: Clock, spans: Iterable[Span]) -> Clock:
    """Returns the clock of the same case that stands still on more days.

    Args:
        clock: the days of the case.
        spans: the days that do not count either; what lies before the case is left out.
    """
    more = [kept for span in spans if (kept := _from(clock.first_day, span))]
    joined = _joined([*(pause.span for pause in clock.pauses), *more])
    return Clock(clock.first_day, tuple(Pause(span, 0) for span in joined))


def _is_new_case(pause: Pause, leave: Iterable[Leave]) -> bool:
    rest = pause.span.length - pause.leave_days
    if rest:
        # Less than four weeks apart: the cause does not matter, and the days of leave do not count.
        return rest >= table().thresholds["new_case_after"]
    return any(item.same_cause == "nee" and _shared(pause.span, item.span) for item in leave)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yields the spans in order, those that touch or overlap as one."""
    current: Span | None = None
    for span in sorted(spans, key=lambda span: span.first):
        if current is None:
            current = span
        elif span.first <= current.last + DAY:
            current = Span(current.first, max(current.last, span.last))
        else:
            yield current
            current = span
    if current is not None:
        yield current


def _from(first_day: date, span: Span) -> Span | None:
    return Span(max(first_day, span.first), span.last) if span.last >= first_day else None


def _shared(one: Span, other: Span) -> int:
    return max(0, (min(one.last, other.last) - max(one.first, other.first)).days + 1)
