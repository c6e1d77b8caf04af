"""Checks 14 and 15: whether the plan fits and carries out what the bedrijfsarts advised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import REVIEW, Hit, Look, codes, dates, label
from pipeline.dossier.completeness.words import is_about
from pipeline.dossier.facts import Block
from pipeline.shape import document_shapes

_JUDGED: Final = ("probleemanalyse", "bijstelling_probleemanalyse")
_PLANS: Final = ("plan_van_aanpak", "bijstelling_plan_van_aanpak")
_OWN_WORK: Final = frozenset({"eigen_functie", "eigen_functie_gedeeltelijk", "eigen_functie_aangepast"})
# The documents that show that an advice was carried out.
_SHOWN_BY: Final = {
    "arbeidsdeskundig_onderzoek": ("arbeidsdeskundig_rapport", "aanvraag_arbeidsdeskundig_onderzoek"),
    "tweede_spoor": ("trajectplan",),
}


def goal(look: Look) -> Iterator[Hit]:
    """Yields the plans whose goal does not go with the advice at that time."""
    plans = look.documents(*_PLANS)
    if not plans:
        yield Hit("geen_stuk", "", {"stuk": "plan van aanpak"})
    for plan in plans:
        judged = [item for item in look.documents(*_JUDGED) if _day(item) <= _day(plan)]
        if judged and not plan.text("afwijking_van_advies"):
            yield from _fit(look, plan, judged[-1])


def followed(look: Look) -> Iterator[Hit]:
    """Yields the interventions that were advised and that come back nowhere."""
    judged = [item for item in look.documents(*_JUDGED) if _advised(look, item)]
    if not judged:
        yield Hit("geen_stuk", "", {"stuk": "advies met een interventie"})
    for judgement in judged:
        made = judgement.day("datum")
        since = made if made and judgement.text("plan_bijstellen") != "nee" else date.min
        answers = [item for item in look.documents(*_PLANS, REVIEW) if _day(item) >= since]
        limit = made + timedelta(days=catalogue().days["plan_after"]) if made else None
        if not answers and not look.is_after(limit):
            yield Hit("nog_niet", "", dates(dag=limit)) if look.op and limit else Hit("geen_dag")
        elif not any(item.text("afwijking_van_advies") for item in answers):
            yield from _not_taken_up(look, judgement, answers)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {14: goal, 15: followed}


def _fit(look: Look, plan: Block, judgement: Block) -> Iterator[Hit]:
    values, chosen = {"stuk": label(plan)}, set(codes(plan, "einddoel"))
    advice = look.part(judgement, "advies")
    advised = set(codes(advice, "einddoel")) if advice else set()
    if judgement.text("arbeidsmogelijkheden") == "duurzaam_geen":
        yield Hit("geen_mogelijkheden", plan.pointer, values)
    elif advised and chosen and advised.isdisjoint(chosen):
        yield Hit("ander_doel", plan.place("einddoel"), values)
    elif advice and advice.text("eigen_werk") == "niet" and chosen and chosen <= _OWN_WORK and not advised:
        yield Hit("eigen_werk", plan.place("einddoel"), values)


def _not_taken_up(look: Look, judgement: Block, answers: list[Block]) -> Iterator[Hit]:
    advice = look.part(judgement, "advies")
    if advice is None:
        return
    shape = advice.shape.fields["interventies"].items
    for name in _advised(look, judgement):
        if shape and name in shape.choices and not _taken_up(look, name, answers):
            values = {"stuk": label(judgement), "onderdeel": shape.labels[name].lower()}
            yield Hit("niet_terug", advice.place("interventies"), values)


def _advised(look: Look, judgement: Block) -> tuple[str, ...]:
    advice = look.part(judgement, "advies")
    return codes(advice, "interventies") if advice else ()


def _taken_up(look: Look, name: str, answers: list[Block]) -> bool:
    kinds = (kind for kind in _SHOWN_BY.get(name, ()) if kind in document_shapes())
    if look.documents(*kinds):
        return True
    if name == "mediation" and any(item.text("soort") == name for item in look.items(look.facts_block, "maatregelen")):
        return True
    if name == "tweede_spoor" and any(look.part(item, name) for item in answers):
        return True
    agreements = (agreement for item in answers for agreement in look.agreements(item))
    return any(
        agreement.text("advies") == name or is_about(agreement.text("activiteit") or "", name)
        for agreement in agreements
    )


def _day(document: Block) -> date:
    return document.day("datum") or date.max
