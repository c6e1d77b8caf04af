"""Checks 6, 7, 8, 12 and 13: what a plan, an evaluation and an actueel oordeel must say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import YEARLY, Hit, Look, label, title_of
from pipeline.dossier.completeness.words import plain, says_nothing
from pipeline.dossier.facts import Block
from pipeline.model import RivKind

_PLANS: Final = ("plan_van_aanpak", "bijstelling_plan_van_aanpak")
_SIX_WEEKS: Final = 6
_IN_FINAL: Final = (("bedrijf", "aard"), ("arbeidsrelatie", "toelichting"), ("passende_arbeid", "toelichting"))
_IN_CURRENT: Final = (("arbeidsrelatie", "toelichting"), ("passende_arbeid", "toelichting"))
_COPIES: Final = (("werknemer",), ("casemanager",), ("bedrijfsarts", "arbodienst"))


def views(look: Look) -> Iterator[Hit]:
    """Yields the views that are absent, empty or the same for both."""
    since = catalogue().since["views_since"]
    found = [item for item in (*look.documents(*_PLANS), *look.reviews(YEARLY)) if _day(item) >= since]
    if not found:
        yield Hit("geen_stuk", "", {"stuk": "plan of eerstejaarsevaluatie"})
    for document in found:
        for name in ("visie", "mening_arbeidsmogelijkheden"):
            if name in document.shape.fields:
                yield from _views(look, document, name)


def final(look: Look) -> Iterator[Hit]:
    """Yields what the eindevaluatie does not say."""
    documents = look.documents("eindevaluatie")
    if not documents:
        yield _no_document(look, "eindevaluatie", RivKind.BEPERKT, RivKind.VERKORT)
    for document in documents[-1:]:
        yield from _unsaid(look, document, _IN_FINAL)


def current(look: Look) -> Iterator[Hit]:
    """Yields what the actueel oordeel does not say, and a date that is too old or too late."""
    documents = look.documents("actueel_oordeel")
    if not documents:
        yield _no_document(look, "actueel oordeel", RivKind.VERKORT)
    for document in documents[-1:]:
        if says_nothing(document.text("verloop")):
            yield _lacks(document, document.place("verloop"), title_of(document, "verloop"))
        if document.text("arbeidsmogelijkheden") == "mogelijkheden" and not look.part(document, "belastbaarheid"):
            yield _lacks(document, document.place("belastbaarheid"), "beperkingen en mogelijkheden")
        yield from _unsaid(look, document, _IN_CURRENT)
        yield from _age(look, document)


def plan(look: Look) -> Iterator[Hit]:
    """Yields what a plan does not say of goals, terms, who, evaluations and the casemanager."""
    plans = look.documents(*_PLANS)
    if not plans:
        yield Hit("geen_stuk", "", {"stuk": "plan van aanpak"})
    for document in plans:
        yield from _goals(look, document)
        yield from _agreed(look, document)
        moments = look.part(document, "evaluatieafspraken")
        if moments is None:
            yield _lacks(document, document.place("evaluatieafspraken"), title_of(document, "evaluatieafspraken"))
        elif (moments.number("interval_weken") or 0) > _SIX_WEEKS:
            yield Hit("interval", moments.place("interval_weken"), {"stuk": label(document)})
        if document.text("soort") == "plan_van_aanpak" and not look.part(document, "casemanager"):
            yield Hit("casemanager", document.place("casemanager"), {"stuk": label(document)})


def copies(look: Look) -> Iterator[Hit]:
    """Yields who is not said to have been given a copy of a plan."""
    plans = look.documents(*_PLANS)
    if not plans:
        yield Hit("geen_stuk", "", {"stuk": "plan van aanpak"})
    for document in plans:
        given = {item.text("aan") for item in look.items(document, "afschriften")}
        lacking = [" of ".join(wanted) for wanted in _COPIES if given.isdisjoint(wanted)]
        if lacking:
            values = {"stuk": label(document), "partij": ", ".join(lacking)}
            yield Hit("ontbreekt", document.place("afschriften"), values)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {6: views, 7: final, 8: current, 12: plan, 13: copies}


def _views(look: Look, document: Block, name: str) -> Iterator[Hit]:
    both = look.part(document, name)
    told = both is None and document.text("soort") == "evaluatie"
    texts = {}
    for party in ("werknemer", "werkgever"):
        text = both.text(party) if both else None
        place = document.place(name) + f"/{party}" if both else document.place(name)
        if text is None:
            yield Hit("ontbreekt", place, {"stuk": label(document), "partij": party}, told=told)
        elif says_nothing(text):
            yield Hit("leeg", place, {"stuk": label(document), "partij": party})
        else:
            texts[party] = plain(text)
    if len(texts) > len(set(texts.values())):
        yield Hit("gelijk", document.place(name), {"stuk": label(document)})


def _no_document(look: Look, name: str, *without: RivKind) -> Hit:
    situation = look.situation
    if situation.kind is RivKind.GEEN:
        return Hit("geen_riv", "", {"reden": situation.reason})
    if situation.kind in without:
        return Hit("niet_van_toepassing", "", {"reden": situation.reason})
    return Hit("geen_stuk", "", {"stuk": name})


def _unsaid(look: Look, document: Block, fields: tuple[tuple[str, str], ...]) -> Iterator[Hit]:
    for name, inner in fields:
        part = look.part(document, name)
        if part is None or says_nothing(part.text(inner)):
            place = document.place(name) if part is None else part.place(inner)
            yield _lacks(document, place, title_of(document, name) if name != "bedrijf" else "aard van het bedrijf")


def _age(look: Look, document: Block) -> Iterator[Hit]:
    finals, made = look.documents("eindevaluatie"), document.day("datum")
    last = finals[-1].day("datum") if finals else None
    until = look.facts_block.day("wia_aangevraagd_op") or last
    if made and until and (until - made).days > catalogue().days["judgement_recent"]:
        yield Hit("oud", document.place("datum"), {"stuk": label(document), "dagen": str((until - made).days)})
    if made and last and made > last:
        yield Hit("na_eindevaluatie", document.place("datum"), {"stuk": label(document)})


def _goals(look: Look, document: Block) -> Iterator[Hit]:
    goals = look.items(document, "doelen")
    if not goals:
        yield _lacks(document, document.place("doelen"), title_of(document, "doelen"))
    yield from (hit for goal in goals for hit in _term(document, goal, "een doelstelling"))


def _agreed(look: Look, document: Block) -> Iterator[Hit]:
    agreements = look.agreements(document)
    if not agreements:
        yield _lacks(document, document.place("afspraken"), "afspraken")
    for agreement in agreements:
        if not agreement.text("wie"):
            yield _lacks(document, agreement.place("wie"), "wie een afspraak uitvoert")
        yield from _term(document, agreement, "een afspraak")


def _term(document: Block, block: Block, name: str) -> Iterator[Hit]:
    term, made = block.day("termijn"), document.day("datum")
    if term is None:
        yield _lacks(document, block.place("termijn"), f"de termijn van {name}")
    elif made and term < made:
        yield Hit("termijn_voorbij", block.place("termijn"), {"stuk": label(document), "onderdeel": name})


def _lacks(document: Block, pointer: str, name: str) -> Hit:
    return Hit("ontbreekt", pointer, {"stuk": label(document), "onderdeel": name})


def _day(document: Block) -> date:
    return document.day("datum") or date.max
