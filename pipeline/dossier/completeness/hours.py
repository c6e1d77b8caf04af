"""Check 23: the course of the absence in hours, without holes and the same as in the eindevaluatie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import Hit, Look, dates, label
from pipeline.dossier.facts import Block

_DAY: Final = timedelta(days=1)


def hours(look: Look) -> Iterator[Hit]:
    """Yields the holes, the differences with the eindevaluatie, and long work without loonwaarde."""
    periods = sorted((item for item in look.case.items("verzuimperiodes") if item.day("van")), key=_begin)
    if not periods:
        yield Hit("geen_stuk", "", {"stuk": "verloop van het verzuim"})
    yield from _holes(look, periods)
    for document in look.documents("eindevaluatie")[-1:]:
        yield from _compared(look, document, periods)
    yield from _unpaid(look, periods)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {23: hours}


def _holes(look: Look, periods: list[Block]) -> Iterator[Hit]:
    leave = [(item.day("van"), item.day("tot")) for item in look.case.items("verlofperiodes")]
    for one, other in pairwise(periods):
        last, first = one.day("tot"), _begin(other)
        if last is None or first <= last + _DAY:
            continue
        start, end = last + _DAY, first - _DAY
        if not any(begin and until and begin <= start and end <= until for begin, until in leave):
            yield Hit("gat", other.place("van"), dates(van=start, tot=end))


def _compared(look: Look, document: Block, periods: list[Block]) -> Iterator[Hit]:
    work, day = look.part(document, "huidig_werk"), document.day("datum")
    period = next((item for item in periods if day and _begin(item) <= day <= _end(item)), None)
    if work is None or period is None:
        return
    for name, other, key in (("uren_per_week", "gewerkte_uren", "uren"), ("loonwaarde", "loonwaarde", "loonwaarde")):
        said, recorded = work.number(name), period.number(other)
        if said is not None and recorded is not None and said != recorded:
            yield Hit(key, work.place(name), {"stuk": label(document)})


def _unpaid(look: Look, periods: list[Block]) -> Iterator[Hit]:
    days, first = 0, None
    for period in periods:
        unpaid = (period.number("arbeidstherapeutische_uren") or 0) > 0 and period.number("loonwaarde") == 0
        if not unpaid:
            days, first = 0, None
            continue
        first = first or period
        last = min(_end(period), look.op) if look.op else period.day("tot")
        days += max(0, (last - _begin(period)).days + 1) if last else 0
        if days > catalogue().days["therapeutic"]:
            yield Hit("arbeidstherapeutisch", first.place("arbeidstherapeutische_uren"), {"dagen": str(days)})


def _begin(period: Block) -> date:
    return period.day("van") or date.max


def _end(period: Block) -> date:
    return period.day("tot") or date.max
