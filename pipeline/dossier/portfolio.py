"""Adds up the figures of cases: durations, work taken up, second track, punctuality, money, by half-year too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from statistics import fmean
from typing import Final, TypeVar

from pipeline.dossier.terms import table
from pipeline.figures import (
    Agency,
    Amount,
    CaseFigures,
    HalfYear,
    Kept,
    Phase,
    Punctuality,
    Resumed,
    Stretch,
    Sums,
    Track,
)

_T = TypeVar("_T")
_WEEK: Final = 7
_BINS: Final = ((6, "tot 6"), (13, "6-13"), (26, "13-26"), (52, "26-52"), (104, "52-104"))
_TITLES: Final = {"evaluatie": "Evaluaties van het plan van aanpak"}
"""What a term is called when it stands for all of its kind; the table names the next one."""
_LAST_BIN: Final = "104 of meer"
_MONTHS_IN_HALF: Final = 6


def sums(cases: Sequence[CaseFigures], op: date) -> Sums:
    """Returns all cases together.

    Args:
        cases: the cases that were read.
        op: the day of the overview; half-years end with the one it lies in.
    """
    known = [case for case in cases if case.first_day]
    paid = [case for case in known if case.hourly_cost is not None]
    return Sums(
        phases=_counted(Phase, (case.phase for case in cases)),
        durations=tuple(_durations(known)),
        open_days=tuple(sorted(case.days for case in known if case.phase.is_open and case.ended is None)),
        closed_days=tuple(sorted(case.days for case in known if not (case.phase.is_open and case.ended is None))),
        resumed=_counted(Resumed, (case.resumed for case in known)),
        elsewhere=sum(case.elsewhere for case in known),
        days_to_work=tuple(sorted(_until_work(known))),
        tracks=_counted(Track, (case.track for case in known)),
        agencies=tuple(_agencies(known)),
        punctuality=tuple(_punctuality([kept for case in known for kept in case.kept])),
        halves=tuple(_halves(cases, op)),
        costs=_by_kind(amount for case in cases for amount in case.costs),
        benefits=_by_kind(amount for case in cases for amount in case.benefits),
        lost_hours=sum(case.lost_hours for case in known),
        worked_hours=sum(case.worked_hours for case in known),
        value_hours=sum(case.value_hours for case in known),
        lost_wages=sum(case.lost_hours * (case.hourly_cost or 0) for case in paid),
        saved_wages=sum(case.value_hours * (case.hourly_cost or 0) for case in paid),
        with_wages=len(paid),
        marks=tuple(_marks(cases)),
    )


def _counted(kinds: Iterable[_T], values: Iterable[_T]) -> tuple[tuple[_T, int], ...]:
    counts = Counter(values)
    return tuple((kind, counts[kind]) for kind in kinds if counts[kind])


def _durations(cases: Sequence[CaseFigures]) -> Iterator[tuple[str, int, int]]:
    counts = Counter((_bin(case.days), case.ended is None) for case in cases)
    for label in (*(label for _, label in _BINS), _LAST_BIN):
        yield label, counts[label, True], counts[label, False]


def _bin(days: int) -> str:
    return next((label for weeks, label in _BINS if days < weeks * _WEEK), _LAST_BIN)


def _until_work(cases: Sequence[CaseFigures]) -> Iterator[int]:
    return (
        (case.resumed_on - case.first_day).days
        for case in cases
        if case.resumed_on and case.first_day and case.resumed_on >= case.first_day
    )


def _agencies(cases: Sequence[CaseFigures]) -> Iterator[Agency]:
    tracks = [(item, case) for case in cases for item in case.trajectories]
    for name in sorted({item.agency for item, _ in tracks}):
        own = [(item, case) for item, case in tracks if item.agency == name]
        yield Agency(
            name,
            len(own),
            sum(bool(item.hired) or case.elsewhere for item, case in own),
            sum(item.interviews for item, _ in own),
            sum(item.applications for item, _ in own),
        )


def _punctuality(kept: Sequence[Kept]) -> Iterator[Punctuality]:
    for term in table().terms.values():
        own = [item for item in kept if item.key == term.key]
        if own:
            late = [item.late for item in own if item.late]
            yield Punctuality(
                _TITLES.get(term.key, term.title),
                sum(item.done and not item.late for item in own),
                sum(item.done and item.late > 0 for item in own),
                sum(not item.done for item in own),
                fmean(late) if late else 0,
            )


def _by_kind(amounts: Iterable[Amount]) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for amount in amounts:
        found[amount.kind] = found.get(amount.kind, 0) + amount.euros
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _marks(cases: Sequence[CaseFigures]) -> Iterator[tuple[str, float, int]]:
    marks = [mark for case in cases for mark in case.marks]
    for about in sorted({mark.about for mark in marks}):
        own = [mark.mark for mark in marks if mark.about == about]
        yield about, fmean(own), len(own)


def _halves(cases: Sequence[CaseFigures], op: date) -> Iterator[HalfYear]:
    """Yields every half-year from the first event until `op`."""
    days = [case.first_day for case in cases if case.first_day]
    days += [amount.date for case in cases for amount in (*case.costs, *case.benefits) if amount.date]
    if not days:
        return
    index, last = _half(min(min(days), op)), _half(op)
    while index <= last:
        yield _half_year(cases, index)
        index += 1


def _half(day: date) -> int:
    return day.year * 2 + (day.month > _MONTHS_IN_HALF)


def _half_year(cases: Sequence[CaseFigures], index: int) -> HalfYear:
    def here(day: date | None) -> bool:
        return day is not None and _half(day) == index

    def count(day_of: Callable[[CaseFigures], date | None]) -> int:
        return sum(here(day_of(case)) for case in cases)

    kept = [item for case in cases for item in case.kept if here(item.due)]
    return HalfYear(
        index // 2,
        index % 2 + 1,
        began=count(lambda case: case.first_day),
        ended=count(lambda case: case.ended),
        resumed=count(lambda case: case.resumed_on),
        tracks=sum(here(item.started) for case in cases for item in case.trajectories),
        in_time=sum(not item.late for item in kept),
        late=sum(item.late > 0 for item in kept),
        lost_hours=sum(_lost(item, index) for case in cases for item in case.course),
        costs=sum(item.euros for case in cases for item in case.costs if here(item.date)),
        benefits=sum(item.euros for case in cases for item in case.benefits if here(item.date)),
        marks=tuple(item.mark for case in cases for item in case.marks if here(item.date)),
    )


def _lost(item: Stretch, index: int) -> float:
    """Returns the hours of a stretch that were not worked in a half-year."""
    year, second = divmod(index, 2)
    first = date(year, 7 if second else 1, 1)
    last = date(year, 12, 31) if second else date(year, 6, 30)
    days = (min(item.last, last) - max(item.first, first)).days + 1
    return max(0, days) / _WEEK * max(0.0, item.contract - item.worked)
