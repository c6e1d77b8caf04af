"""Checks that the dates of a dossier can all be true; being late is no fault here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pipeline.dossier.facts import Block, Case, Fault

# First and last day of something, wherever they stand together.
_SPANS: Final = (
    ("van", "tot"),
    ("begindatum", "einddatum"),
    ("startdatum", "einddatum"),
    ("aangevraagd_op", "oordeel_op"),
    ("aanmelding_op", "intake_op"),
)
# Days that a document looks back on, and days that it looks forward to.
_BEFORE_DOCUMENT: Final = ("datum_spreekuur", "datum_gesprek", "gewijzigd_sinds", "aanleiding_datum", "aanmelding_op")
_AFTER_DOCUMENT: Final = ("volgend_contact", "volgende_evaluatie", "volgende_rapportage", "herbeoordeling_op")
_SIGNED: Final = ("ondertekening", "akkoord_werknemer")
# Days in the part 'situatie' that cannot be before there was an absence.
_STEPS: Final = (
    "langdurig_verzuim_gebleken_op",
    "melding_42e_week_op",
    "vangnetmelding_op",
    "loonstop_op",
    "riv_gevraagd_op",
    "riv_ingediend_op",
    "riv_aanvullen_voor",
    "verlenging_bekort_gevraagd_op",
    "wia_aangevraagd_op",
    "medische_informatie_verstrekt_op",
    "loonsanctie_tot",
    "wachttijd_verlengd_tot",
)
# Days in that part on which something was done, so that they are past.
_DONE: Final = (
    "langdurig_verzuim_gebleken_op",
    "vangnet_bekend_op",
    "vangnetmelding_op",
    "melding_42e_week_op",
    "iva_aangevraagd_op",
    "wia_aangevraagd_op",
    "riv_gevraagd_op",
    "riv_ingediend_op",
    "medische_informatie_verstrekt_op",
)
# These may be older than the absence: people are listed before anything happens.
_ANY_TIME: Final = frozenset({"contactblad"})
# What a file may be that does not stand for a document of the absence.
_NO_DOCUMENT: Final = frozenset({None, "overig"})


def spans_in_order(case: Case) -> Iterator[Fault]:
    """Yields the ends that come before their beginning."""
    for block in case.blocks:
        for first, last in _SPANS:
            if first not in block.values:
                continue
            begin, end = block.day(first), block.day(last)
            if begin and end and end < begin:
                yield block.fault(
                    last,
                    "volgorde.periode",
                    f"deze datum ligt vóór '{block.title(first)}'. Herstel een van beide data.",
                )


def documents_in_the_absence(case: Case) -> Iterator[Fault]:
    """Yields the documents, and the files in place of one, with a date before the eerste ziektedag."""
    first_day = case.root.day("eerste_ziektedag")
    documents = (block for block in case.documents if block.text("soort") not in _ANY_TIME)
    files = (
        item for item in case.items("bijlagen") if item.text("pad") and item.text("soort_stuk") not in _NO_DOCUMENT
    )
    for block in (*documents, *files):
        if first_day and (day := block.day("datum")) and day < first_day:
            yield block.fault(
                "datum",
                "volgorde.voor_eerste_ziektedag",
                "deze datum ligt vóór de eerste ziektedag. Herstel een van beide data.",
            )


def documents_by_the_last_change(case: Case) -> Iterator[Fault]:
    """Yields the documents and steps that are of after the day on which the dossier was last kept."""
    kept, situation = case.root.day("bijgewerkt_op"), case.part("situatie")
    files = (item for item in case.items("bijlagen") if item.text("pad"))
    dated = (*((block, "datum") for block in (*case.documents, *files)), *((situation, name) for name in _DONE))
    for block, name in dated:
        if kept and (day := block.day(name)) and day > kept:
            yield block.fault(
                name,
                "volgorde.na_bijgewerkt",
                "deze datum ligt na 'bijgewerkt_op', de dag waarop het dossier is bijgewerkt. Herstel een van beide.",
            )


def days_around_the_document(case: Case) -> Iterator[Fault]:
    """Yields the days that a document looks back on and that come after it, and the other way round."""
    for document, block in case.with_document:
        own = document.day("datum")
        if not own:
            continue
        for name, day in block.days(_looked_back_on(block)):
            if day > own:
                yield block.fault(
                    name,
                    "volgorde.na_document",
                    "deze datum ligt na de datum van het document. Herstel een van beide data.",
                )
        for name, day in block.days(_AFTER_DOCUMENT):
            if day < own:
                yield block.fault(
                    name,
                    "volgorde.voor_document",
                    "deze datum ligt vóór de datum van het document. Herstel een van beide data.",
                )


def signatures_after_the_document(case: Case) -> Iterator[Fault]:
    """Yields the signatures, refusals and agreements with a date before that of their document."""
    for document, block in case.with_document:
        own, signed = document.day("datum"), block.day("datum")
        if own and signed and signed < own and block.pointer.split("/")[3:4] and block.pointer.split("/")[3] in _SIGNED:
            yield block.fault(
                "datum",
                "volgorde.ondertekening",
                "deze datum ligt vóór de datum van het document. Teken op of na die datum.",
            )


def copies_after_the_document(case: Case) -> Iterator[Fault]:
    """Yields the copies that were given before the date of their document."""
    for document, block in case.with_document:
        own, given = document.day("datum"), block.day("datum")
        if own and given and given < own and block.pointer.split("/")[3:4] == ["afschriften"]:
            yield block.fault(
                "datum",
                "volgorde.afschrift",
                "deze datum ligt vóór de datum van het document. Herstel een van beide data.",
            )


def steps_in_the_absence(case: Case) -> Iterator[Fault]:
    """Yields what was done or decided about the absence before its eerste ziektedag."""
    first_day = case.root.day("eerste_ziektedag")
    steps = (block for block in case.blocks if block.pointer.startswith("/situatie/maatregelen/"))
    for block, name in (*((case.part("situatie"), name) for name in _STEPS), *((step, "datum") for step in steps)):
        if first_day and (day := block.day(name)) and day < first_day:
            yield block.fault(
                name,
                "volgorde.voor_eerste_ziektedag",
                "deze datum ligt vóór de eerste ziektedag. Herstel een van beide data.",
            )


def periods_apart(case: Case) -> Iterator[Fault]:
    """Yields the periods of absence and of leave that begin before an earlier one has ended."""
    for name in ("verzuimperiodes", "verlofperiodes"):
        periods = sorted((block for block in case.items(name) if block.day("van")), key=_begin)
        for earlier, later in pairwise(periods):
            if _begin(later) <= _end(earlier):
                yield later.fault(
                    "van",
                    "verzuim.overlap",
                    "deze periode begint voordat een eerdere is afgelopen. Sluit die eerst af met 'tot'.",
                )


def absence_from_first_day(case: Case) -> Iterator[Fault]:
    """Yields the eerste ziektedag when the absence does not begin on it."""
    days = [day for block in case.items("verzuimperiodes") if (day := block.day("van"))]
    first_day = case.root.day("eerste_ziektedag")
    if days and first_day and min(days) != first_day:
        yield case.root.fault(
            "eerste_ziektedag", "verzuim.begin", "de eerste verzuimperiode begint op een andere dag. Maak beide gelijk."
        )


def employment_around_the_absence(case: Case) -> Iterator[Fault]:
    """Yields a birth or a beginning of employment after the eerste ziektedag, and an end of employment before it."""
    first_day, person, job = case.root.day("eerste_ziektedag"), case.part("werknemer"), case.part("dienstverband")
    if first_day is None:
        return
    for block, name in ((person, "geboortedatum"), (job, "begindatum")):
        if (day := block.day(name)) and day > first_day:
            yield block.fault(
                name,
                "volgorde.na_eerste_ziektedag",
                "deze datum ligt na de eerste ziektedag. Herstel een van beide data.",
            )
    if (end := job.day("einddatum")) and end < first_day:
        yield job.fault(
            "einddatum",
            "volgorde.voor_eerste_ziektedag",
            "deze datum ligt vóór de eerste ziektedag. Herstel een van beide data.",
        )


CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (
    spans_in_order,
    documents_in_the_absence,
    documents_by_the_last_change,
    days_around_the_document,
    signatures_after_the_document,
    copies_after_the_document,
    steps_in_the_absence,
    periods_apart,
    absence_from_first_day,
    employment_around_the_absence,
)


@lru_cache(maxsize=1)  # validating a dossier and the check of its dates both ask
def faults(case: Case) -> tuple[Fault, ...]:
    """Returns what these checks find in a dossier, in their order."""
    return tuple(fault for check in CHECKS for fault in check(case))


def _begin(period: Block) -> date:
    return period.day("van") or date.min


def _end(period: Block) -> date:
    """Returns the last day of a period: no day is later while it is open, none is earlier when the field is wrong."""
    open_end = date.max if "tot" not in period.values else date.min
    return period.day("tot") or open_end


def _looked_back_on(block: Block) -> tuple[str, ...]:
    # A belastbaarheid is dated by the bedrijfsarts and copied into later documents.
    return (*_BEFORE_DOCUMENT, "datum") if "bron" in block.shape.fields else _BEFORE_DOCUMENT
