"""Checks 17 and 19: evaluations and contact with the bedrijfsarts often enough, and the eerstejaarsevaluatie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import REVIEW, Hit, Look, dates, label
from pipeline.dossier.completeness.report import present
from pipeline.dossier.deadlines import end_of_wait
from pipeline.dossier.facts import Block
from pipeline.dossier.riv_elements import FIRST_YEAR

_Moment = tuple[date, str]
_BY_DOCTOR: Final = ("probleemanalyse", "bijstelling_probleemanalyse", "actueel_oordeel")


def often(look: Look) -> Iterator[Hit]:
    """Yields the times without an evaluation, and without contact with the bedrijfsarts, that are too long."""
    milestone = look.milestone("evaluatie")
    if milestone is None:
        yield Hit("geen_ziektedag")
    elif not present(look, ("plan_van_aanpak",)):
        yield Hit("geen_stuk", "", {"stuk": "plan van aanpak"})
    else:
        limits = catalogue().days
        every = limits["evaluation_every"] + limits["evaluation_grace"]
        yield from _gaps(look, "gat", _evaluated(look), every)
    yield from _gaps(look, "bedrijfsarts", _seen(look), catalogue().days["doctor_every"])


def yearly(look: Look) -> Iterator[Hit]:
    """Yields an eerstejaarsevaluatie that is absent, out of its weeks, or without a choice of track."""
    milestone = look.milestone("eerstejaarsevaluatie")
    if milestone is None:
        yield Hit("geen_ziektedag")
        return
    for document in present(look, (FIRST_YEAR,)):
        day, values = document.day("datum_gesprek") or document.day("datum"), {"stuk": label(document)}
        begin = milestone.earliest or milestone.date
        if day and not begin <= day <= milestone.limit:
            span = dates(van=begin, tot=milestone.limit)
            yield Hit("buiten_venster", document.place("datum"), {**values, **span})
        # What stands in a file that was taken in is for a person to read.
        if document.text("soort") and not document.text("koers"):
            yield Hit("geen_keuze", document.place("koers"), values)
    if not present(look, (FIRST_YEAR,)):
        if milestone.lapsed:
            yield Hit("niet_van_toepassing", "", {"reden": milestone.lapsed})
        else:
            yield look.undone(milestone)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {17: often, 19: yearly}


def _evaluated(look: Look) -> list[_Moment]:
    talks = (item for item in look.documents("gespreksverslag") if item.text("aanleiding") == "evaluatie")
    plans = _moments(present(look, ("plan_van_aanpak",)), "datum")[:1]
    evaluated = present(look, (REVIEW, "eindevaluatie"))
    return sorted([*plans, *_moments([*evaluated, *talks], "datum_gesprek", "datum")])


def _seen(look: Look) -> list[_Moment]:
    reports = (
        item for item in look.documents("gespreksverslag") if item.text("aanleiding") == "terugkoppeling_bedrijfsarts"
    )
    return _moments([*present(look, _BY_DOCTOR), *reports], "datum_spreekuur", "datum")


def _moments(blocks: Iterable[Block], *names: str) -> list[_Moment]:
    """Returns the first of these days of each document, in order, with the place of the document."""
    found = ((next(filter(None, map(block.day, names)), None), block.pointer) for block in blocks)
    return sorted((day, pointer) for day, pointer in found if day)


def _gaps(look: Look, key: str, moments: list[_Moment], most: int) -> Iterator[Hit]:
    """Yields the days of illness between two days, and up to the end of what is asked about, that are too many."""
    if look.planned is None or not moments:
        return
    clock, end = look.planned.clock, _end(look)
    last = [(end, "")] if end and end > moments[-1][0] else []
    for (one, pointer), (other, _) in pairwise([*moments, *last]):
        length = clock.number(other) - clock.number(one)
        if length > most:
            yield Hit(key, pointer, {**dates(van=one, tot=other), "dagen": str(length)})


def _end(look: Look) -> date | None:
    """Returns until when there is something to evaluate: the day asked about, or the end of the case before it."""
    if look.op is None or look.facts is None or look.planned is None:
        return None
    events = look.facts.event
    ends = (
        events("eerste_hersteldag"),
        events("einde_dienstverband"),
        look.situation.ready_by,
        end_of_wait(look.planned.clock),
    )
    return min(look.op, *(day for day in ends if day))
