"""What `format` means in our schemas: a date that exists and a burgerservicenummer that passes the eleven-test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from pipeline.errors import WrongUseError

# Outside these years date arithmetic over a dossier could leave the calendar, and no dossier lies there.
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
# What may stand before a day and changes nothing about it: "voor" and "na" would.
_WEEKDAY: Final = r"(?:ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag)[.,]*"
_BEFORE: Final = rf"(?:(?:d\.?d\.?|op|uiterlijk|datum:?) )?(?:{_WEEKDAY} )?"
_YEAR: Final = r"(?P<year>\d{4}|'?\d{2})"
_IN_FIGURES: Final = re.compile(rf"{_BEFORE}(?P<day>\d{{1,2}})[-/. ]{{1,3}}(?P<month>\d{{1,2}})[-/. ]{{1,3}}{_YEAR}")
_IN_WORDS: Final = re.compile(rf"{_BEFORE}(?P<day>\d{{1,2}})(?:e|ste|de)?[- ](?P<month>[a-z]{{3,9}})\.?,?[- ]{_YEAR}")
# How Word and phones write what was typed as a dash or an apostrophe.
_TYPED: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u2018\u2019\u2032", "'")
)

_BSN_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_date(value: object) -> bool:
    """Says whether a string is a day of the calendar as jjjj-mm-dd; what is no string is not judged."""
    return not isinstance(value, str) or parse_date(value) is not None


def parse_date(value: object) -> date | None:
    """Returns the day that a string names as jjjj-mm-dd, or None."""
    # `fromisoformat` also reads 20260105 and 2026-W01-1, which the length and the dash rule out.
    if not isinstance(value, str) or len(value) != len("jjjj-mm-dd") or not value.isascii() or value[7] != "-":
        return None
    return _calendar_day(value)


@lru_cache(maxsize=4096)  # checks ask the few days of a dossier thousands of times
def _calendar_day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read_dutch_date(text: str) -> date | None:
    """Returns the day that somebody wrote in a document, or None: 5 januari 2026, 5-1-2026, 5-jan-'26, 2026-01-05.

    A year of two digits lies in this century.
    """
    written = " ".join(text.lower().translate(_TYPED).split()).rstrip(".,")  # a hard space is a space too
    if day := parse_date(written):
        return day
    if match := _IN_FIGURES.fullmatch(written):
        month = int(match["month"])
    elif match := _IN_WORDS.fullmatch(written):
        month = _month(match["month"])
    else:
        return None
    year = match["year"].removeprefix("'")
    year = year if len(year) == len("jjjj") else f"20{year}"
    return parse_date(f"{year}-{month:02}-{int(match['day']):02}")


def _month(name: str) -> int:
    """Returns the number of a month by its name, or the beginning of it; 0 when there is none."""
    if name in MONTHS:
        return MONTHS.index(name) + 1
    short = "maart" if name == "mrt" else name
    return next((number for number, month in enumerate(MONTHS, start=1) if month.startswith(short)), 0)


def read_day(value: str) -> date:
    """Returns the day that a user wrote as jjjj-mm-dd.

    Raises:
        WrongUseError: there is no such day.
    """
    day = parse_date(value)
    if day is None:
        raise WrongUseError("Een datum klopt niet. Schrijf een bestaande dag als jjjj-mm-dd, bijvoorbeeld 2026-01-05.")
    return day


def read_span(value: str) -> tuple[date, date]:
    """Returns the first and last day that a user wrote as VAN:TOT, in that order.

    Raises:
        WrongUseError: there is no colon, or a day does not exist.
    """
    first, colon, last = value.partition(":")
    if not colon:
        raise WrongUseError("Een periode klopt niet. Schrijf VAN:TOT, bijvoorbeeld 2026-07-04:2026-07-24.")
    return read_day(first), read_day(last)


def dutch_day(day: date) -> str:
    """Returns a day in figures as a Dutch reader writes it: dd-mm-jjjj."""
    return f"{day.day:02}-{day.month:02}-{day.year}"


def is_bsn(value: object) -> bool:
    """Says whether a string is a burgerservicenummer: nine digits, not all zero, that pass the eleven-test."""
    if not isinstance(value, str):
        return True
    if len(value) != len(_BSN_WEIGHTS) or not (value.isascii() and value.isdecimal()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, _BSN_WEIGHTS, strict=True))
    return total % 11 == 0 and set(value) != {"0"}


FORMATS: Final[Mapping[str, Callable[[object], bool]]] = {"date": is_date, "bsn": is_bsn}
