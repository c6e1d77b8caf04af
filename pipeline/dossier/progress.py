"""Reads from a dossier the facts that its milestones hang on: what happened when, and what does not apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pipeline.dossier.clock import DAY, Leave, Span
from pipeline.dossier.deadlines import Facts, Lapse
from pipeline.dossier.facts import Block, Case
from pipeline.dossier.terms import table

READ: Final = frozenset(
    {
        "eerste_ziektedag",
        "verzuimperiodes",
        "verlofperiodes",
        "van",
        "tot",
        "verzuimpercentage",
        "samentellen",
        "datum",
        "datum_spreekuur",
        "startdatum",
        "einddatum",
        "loonsanctie_tot",
        "wachttijd_verlengd_tot",
        "aow_datum",
        "melding_42e_week_op",
        "wia_aangevraagd_op",
    }
)
"""The fields that milestones hang on; what the schema says of others does not matter here."""

_EMPLOYER: Final = frozenset({"werkgever", "werkgever en werknemer", "bedrijfsarts"})
_EMPLOYER_DAYS: Final = frozenset(
    {"melding_42e_week_grens", "einde_loondoorbetaling", "einde_opzegverbod", "einde_samentelling"}
)
_AFTER_RECOVERY: Final = frozenset({"einde_samentelling", "herstelmelding_uwv", "aow"})
_PLANNING: Final = frozenset({"probleemanalyse", "plan_van_aanpak", "evaluatie"})
_SECOND_TRACK: Final = frozenset({"tweede_spoor", "tweede_spoor_nieuwe_mogelijkheden"})
_WORK: Final = _SECOND_TRACK | {"plan_van_aanpak", "evaluatie", "eerstejaarsevaluatie"}


def facts_of(case: Case) -> Facts | None:
    """Returns the facts of a dossier, None under another country's law or when nothing says when the absence began."""
    if case.root.text("land") == "BE":
        return None
    ill = _ill(case)
    first_day = case.root.day("eerste_ziektedag") or min((span.first for span in ill), default=None)
    if first_day is None:
        return None
    back = _back(case, ill)
    return Facts(
        first_day,
        tuple(span for span in _between(ill) if span.first > first_day),
        tuple(_leave(case)),
        {name: tuple(sorted(days)) for name, days in _done(case).items()},
        {name: tuple(day for day in days if day) for name, days in _events(case, back).items()},
        tuple(_lapses(case, back)),
        frozenset(_situations(case)),
        recorded=True,
    )


REFERENCE: Final = "/kenmerk"
PERSON: Final = "/werknemer"


def reference_of(case: Case) -> str:
    """Returns the kenmerk of a dossier, or "" when it does not have its form."""
    reference = case.root.text("kenmerk")
    return reference if reference and case.root.shape.fields["kenmerk"].accepts(reference) else ""


def name_of(case: Case) -> str:
    """Returns the name of the employee, or ""; for output in which the user asked for names."""
    person = case.part("werknemer")
    parts = (person.text(name) for name in ("voorletters", "tussenvoegsel", "achternaam"))
    return " ".join(part for part in parts if part)


def _ill(case: Case) -> list[Span]:
    """Returns the periods of illness in order; less than all of it is illness too, and only 0 per cent is recovery."""
    periods = (block for block in case.items("verzuimperiodes") if block.number("verzuimpercentage") != 0)
    spans = (Span(first, last) for block in periods if (first := block.day("van")) and (last := _last(block)))
    return sorted((span for span in spans if span.length > 0), key=lambda span: span.first)


def _last(period: Block) -> date | None:
    """Returns the last day of a period: no day is later while it is open, and None is a field that is wrong."""
    return period.day("tot") if "tot" in period.values else date.max


def _between(ill: list[Span]) -> Iterator[Span]:
    """Yields the days of recovery between periods of illness."""
    until = ill[0].last if ill else date.max
    for span in ill:
        if until < date.max and span.first > until + DAY:
            yield Span(until + DAY, span.first - DAY)
        until = max(until, span.last)


def _leave(case: Case) -> Iterator[Leave]:
    for block in case.items("verlofperiodes"):
        first, last = block.day("van"), block.day("tot")
        if first and last and first <= last:
            yield Leave(Span(first, last), block.text("samentellen") or "onbekend")


def _back(case: Case, ill: list[Span]) -> date | None:
    """Returns the first day of a recovery that has lasted since; going on leave or out of employment is none."""
    last = max((span.last for span in ill), default=date.max)
    employed_until = case.part("dienstverband").day("einddatum")
    if last == date.max or (employed_until and last >= employed_until):
        return None
    day = last + DAY
    for leave in sorted(_leave(case), key=lambda leave: leave.span.first):
        if leave.span.first <= day <= leave.span.last:
            day = leave.span.last + DAY
    return day


def _ends(case: Case) -> date | None:
    """Returns the last day of employment; none for an eigenrisicodrager, who stays responsible (ZW art. 38 lid 2)."""
    own_risk = case.part("werkgever").text("eigenrisicodrager_zw") == "ja"
    return None if own_risk else case.part("dienstverband").day("einddatum")


def _documents(case: Case, kind: str) -> Iterator[Block]:
    return (block for block in case.documents if block.text("soort") == kind)


def _days(blocks: Iterator[Block], *names: str) -> list[date]:
    """Returns of each block the first of these fields that holds a day."""
    found = (next(filter(None, map(block.day, names)), None) for block in blocks)
    return [day for day in found if day]


def _done(case: Case) -> dict[str, list[date]]:
    situation = case.part("situatie")
    reviews = list(_documents(case, "evaluatie"))
    adjusting = (block for block in reviews if "nieuwe_afspraken" in block.values)
    yearly = (block for block in reviews if block.text("soort_evaluatie") == "eerstejaars")
    tracks = (b for b in _documents(case, "trajectplan") if (b.text("soort_traject") or "").startswith("spoor_2"))
    # Without any possibilities there is no eindevaluatie: the actueel oordeel closes the report.
    closing = "actueel_oordeel" if situation.text("arbeidsmogelijkheden") == "duurzaam_geen" else "eindevaluatie"
    return {
        "probleemanalyse": _days(_documents(case, "probleemanalyse"), "datum"),
        "plan_van_aanpak": _days(_documents(case, "plan_van_aanpak"), "datum"),
        "bijstelling": [
            *_days(_documents(case, "bijstelling_plan_van_aanpak"), "datum"),
            *_days(adjusting, "datum"),
        ],
        "eerstejaarsevaluatie": _days(yearly, "datum"),
        "tweede_spoor": [*_days(tracks, "startdatum", "datum"), *_days(_second_tracks(case), "startdatum")],
        "riv": _days(_documents(case, closing), "datum"),
        "riv_verkort": _days(_documents(case, "oordeel_werknemer"), "datum"),
        "melding_42e_week": _days(iter([situation]), "melding_42e_week_op"),
        "wia_aanvraag": _days(iter([situation]), "wia_aangevraagd_op"),
    }


def _second_tracks(case: Case) -> Iterator[Block]:
    """Yields what the evaluations say of the second track."""
    for document, block in case.with_document():
        if block.pointer == document.place("tweede_spoor"):
            yield block


def _events(case: Case, back: date | None) -> dict[str, list[date | None]]:
    situation = case.part("situatie")
    advice = (b for b in _documents(case, "bijstelling_probleemanalyse") if b.text("plan_bijstellen") == "ja")
    reviews = [*_documents(case, "evaluatie"), *_documents(case, "eindevaluatie")]
    unmet = (b for b in reviews if b.text("bijstelling_nodig") == "ja" and "nieuwe_afspraken" not in b.values)
    return {
        "advies_bijstelling": [*_days(advice, "datum"), *_days(unmet, "datum")],
        "laatste_evaluatie": [max(_days(iter(reviews), "datum"), default=None)],
        "nieuwe_mogelijkheden": [_new_possibilities(case)],
        "einde_dienstverband": [_ends(case)],
        "eerste_hersteldag": [back],
        "vangnet_hersteld": [back if situation.text("vangnet") == "ja" else None],
        "loonsanctie_tot": [situation.day("loonsanctie_tot")],
        "wachttijd_verlengd_tot": [situation.day("wachttijd_verlengd_tot")],
        "aow_datum": [situation.day("aow_datum")],
    }


def _new_possibilities(case: Case) -> date | None:
    """Returns the day since which there are possibilities again, when there were none at the eerstejaarsevaluatie."""
    yearly = max(_done(case)["eerstejaarsevaluatie"], default=None)
    judged = sorted(
        (day, block.text("arbeidsmogelijkheden"))
        for kind in ("probleemanalyse", "bijstelling_probleemanalyse")
        for block in _documents(case, kind)
        if (day := block.day("datum_spreekuur") or block.day("datum")) and block.text("arbeidsmogelijkheden")
    )
    before = [possible for day, possible in judged if yearly and day <= yearly]
    if yearly is None or not before or before[-1] == "mogelijkheden":
        return None
    return next((day for day, possible in judged if day > yearly and possible == "mogelijkheden"), None)


def _situations(case: Case) -> Iterator[str]:
    situation = case.part("situatie")
    if (safety_net := situation.text("vangnet")) in {"ja", "onbekend"}:
        yield "vangnet" if safety_net == "ja" else "vangnet_onbekend"
    if situation.text("vervroegde_iva") == "ja":
        yield "vervroegde_iva"
    recovers = situation.text("herstel_verwacht_binnen_drie_maanden") == "ja"
    if recovers or situation.text("dreigend_langdurig_verzuim") == "nee":
        yield "verkort_riv"


def _lapses(case: Case, back: date | None) -> Iterator[Lapse]:
    situation, terms = case.part("situatie"), table().terms
    if back:
        keys = frozenset(terms) - _AFTER_RECOVERY
        yield Lapse("Geldt niet zolang de werknemer hersteld is.", keys, back)
    if ends := _ends(case):
        keys = frozenset(key for key, term in terms.items() if term.who in _EMPLOYER)
        yield Lapse("Het dienstverband is dan geëindigd.", keys | _EMPLOYER_DAYS, ends + DAY)
    if situation.text("vervroegde_iva") == "ja":
        yield Lapse("Bij een verkorte wachttijd is geen re-integratieverslag nodig.", frozenset({"riv"}))
    if situation.text("dreigend_langdurig_verzuim") == "nee":
        yield Lapse("Er is geen dreigend langdurig verzuim.", _PLANNING)
    if situation.text("arbeidsmogelijkheden") == "duurzaam_geen":
        yield Lapse("Er zijn geen arbeidsmogelijkheden en die zijn niet te verwachten.", _WORK)
    if situation.text("arbeidsmogelijkheden") == "tijdelijk_geen":
        yield Lapse("Er zijn nu geen arbeidsmogelijkheden.", _SECOND_TRACK)
    if _new_possibilities(case):
        yield Lapse(
            "Er waren toen geen mogelijkheden; nu telt de dag waarop die er weer waren.", frozenset({"tweede_spoor"})
        )
    said = [block.text("nodig") for block in _second_tracks(case)]
    if situation.text("tweede_spoor") == "nee" or said[-1:] == ["nee"]:
        yield Lapse("Volgens het dossier is het tweede spoor niet nodig.", _SECOND_TRACK)
