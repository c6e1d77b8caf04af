"""Which days are working days in the Netherlands: not the weekend, not a public holiday."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY: Final = 5


def last_working_day(day: date) -> date:
    """Returns `day` when it is a working day, else the last working day before it.

    The holidays are those of the package `holidays` (Good Friday is one, 5 May once in five years), which knows 1966
    to 2100; outside these years only the weekend counts.
    """
    while not _is_worked(day):
        day -= timedelta(days=1)
    return day


def first_working_day(day: date) -> date:
    """Returns `day` when it is a working day, else the first working day after it; holidays as `last_working_day`."""
    while not _is_worked(day):
        day += timedelta(days=1)
    return day


def _is_worked(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _holidays()


@cache
def _holidays() -> HolidayBase:
    from holidays import country_holidays  # a fifth of a second, which only this needs

    return country_holidays("NL")
