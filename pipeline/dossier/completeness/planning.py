"""Checks 9, 10, 11, 16 and 18: the probleemanalyse, the plan, its adjustment and the 42e-weeksmelding in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import REVIEW, Hit, Look, dates, label
from pipeline.dossier.completeness.report import present
from pipeline.dossier.facts import Block, adjusts
from pipeline.model import Milestone

_ADJUSTING: Final = ("bijstelling_plan_van_aanpak", "plan_van_aanpak")


def analysis(look: Look) -> Iterator[Hit]:
    """Yields a probleemanalyse that is late or absent."""
    milestone = look.milestone("probleemanalyse")
    if milestone is None:
        yield Hit("geen_ziektedag")
        return
    shown = look.facts_block.day("langdurig_verzuim_gebleken_op")
    late = shown + timedelta(days=catalogue().days["analysis_after"]) if shown else None
    limit = max(milestone.limit, late) if late else milestone.limit
    yield from _in_time(look, "probleemanalyse", milestone, limit)


def plan(look: Look) -> Iterator[Hit]:
    """Yields a plan van aanpak that is late or absent, counted from the real probleemanalyse."""
    milestone = look.milestone("plan_van_aanpak")
    if milestone is None:
        yield Hit("geen_ziektedag")
    elif milestone.expected and not milestone.done and not milestone.lapsed:
        yield Hit("geen_stuk", "", {"stuk": "probleemanalyse"})
    else:
        yield from _in_time(look, "plan_van_aanpak", milestone, milestone.limit)


def no_plan(look: Look) -> Iterator[Hit]:
    """Yields a probleemanalyse that leads to no plan and does not say why."""
    judged = look.documents("probleemanalyse", "bijstelling_probleemanalyse")
    if not judged:
        yield Hit("geen_stuk", "", {"stuk": "probleemanalyse"})
        return
    if present(look, ("plan_van_aanpak",)):
        return
    first, last = judged[0], judged[-1]
    values = {"stuk": label(last)}
    possible, motivated = last.text("arbeidsmogelijkheden"), any(item.text("motivering_geen_plan") for item in judged)
    if possible == "tijdelijk_geen":
        if not last.day("herbeoordeling_op"):
            yield Hit("herbeoordeling", last.place("herbeoordeling_op"), values)
    elif not motivated and first.text("dreigend_langdurig_verzuim") != "nee":
        made = last.day("datum")
        limit = made + timedelta(days=catalogue().days["plan_after"]) if made else None
        if possible == "duurzaam_geen" or look.is_after(limit):
            yield Hit("zonder_motivering", _place(first, "motivering_geen_plan"), values)
        else:
            yield Hit("nog_niet", "", dates(dag=limit)) if look.op and limit else Hit("geen_dag")


def adjusted(look: Look) -> Iterator[Hit]:
    """Yields the advices to adjust the plan that were not followed within two weeks."""
    asked = [
        *(item for item in look.documents("bijstelling_probleemanalyse") if item.text("plan_bijstellen") == "ja"),
        *(item for item in look.reviews() if item.text("bijstelling_nodig") == "ja"),
    ]
    if not asked:
        yield Hit("geen_stuk", "", {"stuk": "advies om het plan bij te stellen"})
    answers = [*look.documents(*_ADJUSTING), *(item for item in look.reviews() if adjusts(item))]
    for advice in asked:
        if day := advice.day("datum"):
            yield from _answered(look, advice, day, answers)


def notified(look: Look) -> Iterator[Hit]:
    """Yields a 42e-weeksmelding that is too early, late or absent."""
    milestone, border = look.milestone("melding_42e_week"), look.milestone("melding_42e_week_grens")
    if milestone is None or border is None:
        yield Hit("geen_ziektedag")
        return
    place, last = look.facts_block.place("melding_42e_week_op"), dates(dag=milestone.limit)
    # The milestone passes over what was done before the case began; a report that was too early is no such thing.
    done = milestone.done or look.facts_block.day("melding_42e_week_op")
    if done and milestone.earliest and done < milestone.earliest:
        yield Hit("te_vroeg", place, dates(dag=milestone.earliest))
    elif done:
        if done > milestone.limit:
            is_costly = done > border.date
            yield Hit("veel_te_laat", place, dates(dag=border.date)) if is_costly else Hit("te_laat", place, last)
    elif waiting := _waiting(look, milestone, milestone.limit):
        yield waiting
    elif look.is_after(border.date):
        yield Hit("ontbreekt_lang", place, dates(dag=border.date))
    else:
        yield Hit("ontbreekt", place, last)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {
    9: analysis,
    10: plan,
    11: no_plan,
    16: adjusted,
    18: notified,
}


def _in_time(look: Look, kind: str, milestone: Milestone, limit: date) -> Iterator[Hit]:
    made = [item for item in present(look, (kind,)) if (day := item.day("datum")) and day >= _begin(look)]
    if made:
        document = min(made, key=lambda item: item.day("datum") or date.max)
        if (document.day("datum") or limit) > limit:
            key = "met_reden" if document.text("reden_te_laat") else "te_laat"
            yield Hit(key, document.place("datum"), {"stuk": label(document), **dates(dag=limit)})
    elif waiting := _waiting(look, milestone, limit):
        yield waiting
    else:
        yield Hit("ontbreekt", "/documenten", dates(dag=limit))


def _waiting(look: Look, milestone: Milestone, limit: date) -> Hit | None:
    """Returns why something that was not done is not late, None when it is."""
    if milestone.lapsed:
        return Hit("niet_van_toepassing", "", {"reden": milestone.lapsed})
    if look.op is None:
        return Hit("geen_dag")
    return None if look.op > limit else Hit("nog_niet", "", dates(dag=limit))


def _answered(look: Look, advice: Block, day: date, answers: list[Block]) -> Iterator[Hit]:
    after = catalogue().days["plan_after"]
    limit = look.planned.clock.after(day, after) if look.planned else day + timedelta(days=after)
    later = [item for item in answers if (made := item.day("datum")) and made >= day]
    values = {"stuk": label(advice), **dates(dag=limit)}
    if later:
        answer = min(later, key=lambda item: item.day("datum") or date.max)
        if (answer.day("datum") or limit) > limit:
            yield Hit("met_reden" if _reason(look, answer) else "te_laat", answer.place("datum"), values)
    elif look.op is None:
        yield Hit("geen_dag")
    elif look.op > limit:
        yield Hit("ontbreekt", advice.pointer, values)
    else:
        yield Hit("nog_niet", "", dates(dag=limit))


def _reason(look: Look, answer: Block) -> str | None:
    if answer.text("soort") == REVIEW:
        carried = look.part(answer, "bijstelling")
        return carried.text("reden_te_laat") if carried else None
    return answer.text("reden_te_laat")


def _begin(look: Look) -> date:
    return look.planned.clock.first_day if look.planned else date.min


def _place(document: Block, name: str) -> str:
    return document.place(name) if name in document.shape.fields else document.pointer
