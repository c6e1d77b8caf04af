"""Checks 20, 21 and 22: the second track in time, the first track concluded, and the work of the bureau."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import Hit, Look, dates, label
from pipeline.dossier.completeness.words import says_nothing
from pipeline.dossier.facts import Block
from pipeline.model import Milestone

_RESEARCH: Final = "arbeidsdeskundig_rapport"


def second_track(look: Look) -> Iterator[Hit]:
    """Yields a second track that began late or not at all, and exceptions that are not accounted for."""
    milestones = [look.milestone(key) for key in ("tweede_spoor_nieuwe_mogelijkheden", "tweede_spoor")]
    milestone = next((item for item in milestones if item), None)
    if milestone is None:
        yield Hit("geen_ziektedag")
        return
    excepted = list(_exceptions(look))
    yield from excepted
    if milestone.done:
        if milestone.done > milestone.limit:
            yield Hit("te_laat", "/documenten", dates(dag=milestone.limit))
    elif milestone.lapsed:
        if not excepted:
            yield _lapsed(look, milestone)
    else:
        yield look.undone(milestone)


def first_track(look: Look) -> Iterator[Hit]:
    """Yields that nobody says which functions of the employer were looked at, or why not."""
    finals = look.documents("eindevaluatie")
    for document in finals[-1:]:
        tried = look.items(document, "herplaatsing")
        if not tried and document.text("einddoel_bereikt") != "ja" and not look.documents(_RESEARCH):
            yield Hit("geen_overzicht", document.place("herplaatsing"), {"stuk": label(document)})
        for item in tried:
            if says_nothing(item.text("reden")):
                yield Hit("zonder_reden", item.place("reden"), {"stuk": label(document)})
    if not finals:
        if not look.documents("trajectplan") and not _started(look):
            yield Hit("geen_stuk", "", {"stuk": "eindevaluatie of tweede spoor"})
        elif not look.documents(_RESEARCH):
            yield Hit("geen_onderzoek", "/documenten")


def course(look: Look) -> Iterator[Hit]:
    """Yields a second track without a plan, with a plan after its start, too few reports, or an old capacity."""
    plans = [item for item in look.documents("trajectplan") if (item.text("soort_traject") or "").startswith("spoor_2")]
    started = _started(look)
    if not plans and started and not look.is_fresh(started, catalogue().days["sign_within"]):
        yield Hit("geen_plan", "/documenten")
    elif not plans:
        yield Hit("geen_stuk", "", {"stuk": "trajectplan van een tweede spoor"})
    for plan in plans:
        made, start = plan.day("datum"), plan.day("startdatum")
        if made and start and made > start:
            yield Hit("plan_na_start", plan.place("datum"), {"stuk": label(plan)})
        if start:
            yield from _reported(look, plan, start)
        yield from _informed(look, plan)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {20: second_track, 21: first_track, 22: course}


def _said(look: Look) -> list[tuple[Block, Block]]:
    """Returns the evaluations that say something of the second track, oldest first, with what they say."""
    documents = sorted(look.reviews(), key=lambda item: item.day("datum") or date.max)
    return [(item, part) for item in documents if (part := look.part(item, "tweede_spoor"))]


def _exceptions(look: Look) -> Iterator[Hit]:
    for document, said in _said(look)[-1:]:
        if said.text("nodig") != "nee":
            return
        why, made = said.text("uitzondering"), document.day("datum")
        if why is None:
            yield Hit("geen_uitzondering", said.place("uitzondering"), {"stuk": label(document)})
        elif why == "aow" and not said.day("instemming_op"):
            yield Hit("instemming", said.place("instemming_op"), {"stuk": label(document)})
        elif why == "perspectief_binnen_drie_maanden" and made:
            over = look.is_after(made + timedelta(days=catalogue().days["perspective"]))
            if over and look.facts and look.facts.event("eerste_hersteldag") is None:
                yield Hit("uitzondering_voorbij", said.place("uitzondering"), {"stuk": label(document)})


def _lapsed(look: Look, milestone: Milestone) -> Hit:
    possible = look.facts_block.text("arbeidsmogelijkheden") in {None, "mogelijkheden"}
    without = look.facts_block.text("tweede_spoor") == "nee" and possible and not _said(look)
    if without and look.is_after(milestone.limit):
        return Hit("geen_uitzondering", look.facts_block.place("tweede_spoor"), {"stuk": "Het dossier"})
    return Hit("niet_van_toepassing", "", {"reden": milestone.lapsed})


def _started(look: Look) -> date | None:
    days = (said.day("startdatum") for _, said in _said(look) if said.text("nodig") == "ja")
    found = min((day for day in days if day), default=None)
    return found if found and (look.op is None or found <= look.op) else None


def _reported(look: Look, plan: Block, start: date) -> Iterator[Hit]:
    weeks = plan.number("rapportage_interval_weken")
    most = int(weeks) * 7 if weeks else catalogue().days["report_every"]
    reports = [item.day("datum") for item in look.documents("voortgangsrapportage")]
    finals = [item.day("datum") for item in look.documents("eindevaluatie")]
    end = min((day for day in (look.op, plan.day("einddatum"), *finals) if day), default=None)
    days = [start, *sorted(day for day in reports if day and day > start)]
    if look.op and end and end > days[-1]:
        days.append(end)
    for one, other in pairwise(days):
        if (other - one).days > most + catalogue().days["report_grace"]:
            values = {"stuk": label(plan), **dates(van=one, tot=other), "dagen": str((other - one).days)}
            yield Hit("rapportage", plan.pointer, values)


def _informed(look: Look, plan: Block) -> Iterator[Hit]:
    made, capacity = plan.day("datum"), look.part(plan, "belastbaarheid")
    reported = [item.day("belastbaarheid_van") for item in look.documents("voortgangsrapportage")]
    known = max((day for day in (capacity.day("datum") if capacity else None, *reported) if day), default=None)
    for judgement in look.documents("bijstelling_probleemanalyse"):
        day = judgement.day("datum_spreekuur") or judgement.day("datum")
        is_old = day and made and day > made and (known is None or known < day)
        if is_old and not look.is_fresh(day, catalogue().days["plan_after"]):
            yield Hit("belastbaarheid", judgement.pointer, {"stuk": label(judgement)})
