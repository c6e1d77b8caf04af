"""Checks 2 and 5: who made and who signed each document for UWV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import YEARLY, Hit, Look, label
from pipeline.dossier.facts import Block

_BY_DOCTOR: Final = ("probleemanalyse", "bijstelling_probleemanalyse", "actueel_oordeel")
_BY_BOTH: Final = ("plan_van_aanpak", "bijstelling_plan_van_aanpak", "eindevaluatie")
_BY_OTHERS: Final = ("oordeel_werknemer", "achteraf_rapportage", "melding_herstel")
_MAKERS: Final = ("/ondertekening", "/opsteller")
_PARTIES: Final = ("werkgever", "werknemer")


def makers(look: Look) -> Iterator[Hit]:
    """Yields the documents for UWV without a date, or without anybody who made or signed them."""
    found = [*_for_uwv(look), *_taken_in(look)]
    if not found:
        yield Hit("geen_stuk", "", {"stuk": "stuk voor UWV"})
    for document in found:
        if not document.day("datum"):
            yield Hit("geen_datum", document.place("datum"), {"stuk": label(document)})
        if not _has_maker(look, document) and not _signed_copy(look, document):
            fresh = look.is_fresh(document.day("datum"), catalogue().days["sign_within"])
            yield Hit("nog_niemand" if fresh else "geen_maker", document.pointer, {"stuk": label(document)})


def signed(look: Look) -> Iterator[Hit]:
    """Yields the signatures that are not there, and the refusals."""
    by_both = [*look.documents(*_BY_BOTH), *look.reviews(YEARLY)]
    by_doctor = look.documents(*_BY_DOCTOR)
    if not by_both and not by_doctor:
        yield Hit("geen_stuk", "", {"stuk": "stuk dat ondertekend hoort te zijn"})
    for document in by_both:
        if not _signed_copy(look, document):
            yield from (hit for party in _PARTIES for hit in _signature(look, document, party))
    for document in by_doctor:
        if not look.part(document, "ondertekening") and not _signed_copy(look, document):
            yield _unsigned(look, document, "bedrijfsarts")


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {2: makers, 5: signed}


def _signature(look: Look, document: Block, party: str) -> Iterator[Hit]:
    signature = look.part(document, "ondertekening", party)
    if signature is None:
        yield _unsigned(look, document, party)
        return
    values = {"stuk": label(document), "partij": party}
    status = signature.text("status")
    if status == "geweigerd":
        yield Hit("geweigerd" if signature.text("reden") else "zonder_reden", signature.pointer, values)
    elif status == "niet_gereageerd" and not signature.text("reden"):
        yield Hit("zonder_reden", signature.pointer, values)


def _unsigned(look: Look, document: Block, party: str) -> Hit:
    fresh = look.is_fresh(document.day("datum"), catalogue().days["sign_within"])
    values = {"stuk": label(document), "partij": party}
    return Hit("nog_niet" if fresh else "ontbreekt", document.place("ondertekening"), values)


def _for_uwv(look: Look) -> list[Block]:
    reviews = look.reviews()
    # Of all evaluations the law asks for that of the first year and the most recent one.
    asked = [review for review in reviews if review.text("soort_evaluatie") == YEARLY or review is reviews[-1]]
    return [*look.documents(*_BY_DOCTOR, *_BY_BOTH, *_BY_OTHERS), *asked]


def _taken_in(look: Look) -> list[Block]:
    """Returns the attachments that go to UWV as a part of their own."""
    items = look.case.items("bijlagen")
    return [item for item in items if item.text("pad") and item.text("soort_stuk") not in {None, "overig"}]


def _has_maker(look: Look, document: Block) -> bool:
    return any(
        block.text("naam") and block.text("functie")
        for block in (look.within(document) or _inside(look, document))
        if block.pointer.startswith(tuple(document.pointer + place for place in _MAKERS))
    )


def _inside(look: Look, attachment: Block) -> list[Block]:
    maker = look.part(attachment, "opsteller")
    return [maker] if maker else []


def _signed_copy(look: Look, document: Block) -> bool:
    name = document.text("id")
    return name is not None and any(item.text("vervangt") == name for item in look.case.items("bijlagen"))
