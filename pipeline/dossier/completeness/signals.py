"""Checks 24 and 25: whether something was done about what a document says goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import REVIEW, Hit, Look, codes, label
from pipeline.dossier.completeness.words import free_texts, is_about, tells_of
from pipeline.dossier.facts import Block

_TELLING: Final = (REVIEW, "eindevaluatie", "gespreksverslag", "voortgangsrapportage", "trajectplan")
_ASKED: Final = ("deskundigenoordeel", "aanvraag_deskundigenoordeel")
_STUCK: Final = "deskundigenoordeel_zonder_effect"


def cooperation(look: Look) -> Iterator[Hit]:
    """Yields the documents that say that agreements were not kept, after which nothing was recorded."""
    telling = look.documents(*_TELLING)
    if not telling:
        yield Hit("geen_stuk", "", {"stuk": "evaluatie, gespreksverslag of rapportage"})
    for document in telling:
        if any(is_about(text, "werkt_niet_mee") for text in free_texts(look, document)):
            yield from _unanswered(look, document, _reactions(look))


def conflict(look: Look) -> Iterator[Hit]:
    """Yields the documents that say that matters are stuck, while nobody from outside was asked in."""
    telling = look.documents(*_TELLING, "actueel_oordeel")
    if not telling:
        yield Hit("geen_stuk", "", {"stuk": "evaluatie, gespreksverslag of oordeel"})
    if _outside_help(look):
        return
    for document in telling:
        if _is_stuck(look, document):
            # Help that was asked in at any time counts; a conflict seldom begins on the day of a document.
            yield from _unanswered(look, document, [])


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {24: cooperation, 25: conflict}


def _unanswered(look: Look, document: Block, reactions: list[date]) -> Iterator[Hit]:
    day = document.day("datum")
    if look.op is not None and look.is_fresh(day, catalogue().days["sign_within"]):
        return
    if not any(day is None or reaction >= day for reaction in reactions):
        yield Hit("geen_reactie", document.pointer, {"stuk": label(document)})


def _reactions(look: Look) -> list[date]:
    measures = (item.day("datum") for item in look.items(look.facts_block, "maatregelen"))
    opinions = (item.day("aangevraagd_op") or item.day("datum") for item in look.documents(*_ASKED))
    talks = (item.day("datum") for item in look.documents("gespreksverslag") if _disagrees(item))
    return [day for days in (measures, opinions, talks) for day in days if day]


def _outside_help(look: Look) -> bool:
    measures = (item.text("soort") for item in look.items(look.facts_block, "maatregelen"))
    agreed = (block.text("wie") for document in look.case.documents for block in look.agreements(document))
    people = (person.text("rol") for person in look.case.items("betrokkenen"))
    return bool(look.documents(*_ASKED)) or "mediation" in measures or "mediator" in {*agreed, *people}


def _is_stuck(look: Look, document: Block) -> bool:
    relation = look.part(document, "arbeidsrelatie")
    disturbed = relation is not None and relation.text("oordeel") == "verstoord"
    noted = _STUCK in codes(document, "aandachtspunten")
    return (
        disturbed
        or noted
        or _disagrees(document)
        or any(tells_of(text, "loopt_vast") for text in free_texts(look, document))
    )


def _disagrees(document: Block) -> bool:
    return document.text("aanleiding") == "meningsverschil"
