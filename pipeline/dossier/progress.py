"""Reads from a dossier the facts that its milestones hang on: what happened when, and what does not apply."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from pipeline.dossier.clock import DAY, Leave, Span
from pipeline.dossier.deadlines import Facts, Lapse, Schedule, schedule
from pipeline.dossier.facts import Block, Case, adjusts
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
        "langdurig_verzuim_gebleken_op",
        "startdatum",
        "einddatum",
        "loonsanctie_tot",
        "wachttijd_verlengd_tot",
        "aow_datum",
        "melding_42e_week_op",
        "wia_aangevraagd_op",
        "iva_aangevraagd_op",
        "vangnet_bekend_op",
        "vangnetmelding_op",
        "loonstop_op",
        "verlenging_bekort_gevraagd_op",
        "riv_gevraagd_op",
        "riv_ingediend_op",
        "riv_aanvullen_voor",
        "dagen_buiten_opzegverbod",
        "bekortingsverzoeken",
        "ingediend_op",
        "besluit_op",
        "uitkomst",
    }
)
"""The fields that milestones hang on; what the schema says of others does not matter here."""

_EMPLOYER: Final = frozenset({"werkgever", "werkgever en werknemer", "bedrijfsarts"})
_EMPLOYER_DAYS: Final = frozenset(
    {
        "melding_42e_week_grens",
        "loonsanctie_besluit",
        "einde_loondoorbetaling",
        "einde_opzegverbod",
        "einde_samentelling",
    }
)
_AFTER_RECOVERY: Final = frozenset(
    {"einde_samentelling", "herstelmelding_uwv", "aow", "vangnetmelding_na_bekend", "vangnetmelding_een_jaar"}
)
_PLANNING: Final = frozenset({"probleemanalyse", "plan_van_aanpak", "evaluatie"})
_SECOND_TRACK: Final = frozenset({"tweede_spoor", "tweede_spoor_nieuwe_mogelijkheden"})
_REVIEWS: Final = ("tussentijdse_evaluatie", "eerstejaarsevaluatie", "eindevaluatie")
_WORK: Final = _SECOND_TRACK | {"plan_van_aanpak", "evaluatie", "eerstejaarsevaluatie"}


@lru_cache(maxsize=1)  # validating, checking and building one dossier all ask
def facts_of(case: Case) -> Facts | None:
    """Returns the facts of a dossier, None under another country's law or when nothing says when the absence began."""
    if case.root.text("land") == "BE":
        return None
    ill = _ill(case)
    first_day = case.root.day("eerste_ziektedag") or min((span.first for span in ill), default=None)
    if first_day is None:
        return None
    back = back_since(case)
    return Facts(
        first_day,
        tuple(span for span in _between(ill) if span.first > first_day),
        tuple(_leave(case)),
        {name: tuple(sorted(days)) for name, days in _done(case).items()},
        {name: tuple(day for day in days if day) for name, days in _events(case, back).items()},
        tuple(_lapses(case, back)),
        frozenset(_situations(case)),
        recorded=True,
        exempt=tuple(_spans(case, "dagen_buiten_opzegverbod")),
    )


@lru_cache(maxsize=1)  # so do those who ask for its milestones
def planned_of(case: Case, op: date | None) -> Schedule | None:
    """Returns the milestones of a dossier on a day; None as for `facts_of`."""
    facts = facts_of(case)
    return schedule(facts, op) if facts else None


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
        if span := _span(block):
            yield Leave(span, block.text("samentellen") or "onbekend")


def _spans(case: Case, name: str) -> Iterator[Span]:
    return (span for block in case.items(name) if (span := _span(block)))


def _span(block: Block) -> Span | None:
    first, last = block.day("van"), block.day("tot")
    return Span(first, last) if first and last and first <= last else None


def back_since(case: Case) -> date | None:
    """Returns the first day of a recovery that has lasted since; going on leave or out of employment is none."""
    ill = _ill(case)
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


def _papers(case: Case, kind: str) -> list[date]:
    """Returns the days of the documents of a kind, those included that came as a file."""
    return [*_days(case.documents_of(kind), "datum"), *_attached(case, kind)]


def _attached(case: Case, *kinds: str) -> list[date]:
    """Returns the days of the files that are one of these kinds of document."""
    return _days((block for block in case.items("bijlagen") if block.text("soort_stuk") in kinds), "datum")


def _days(blocks: Iterable[Block], *names: str) -> list[date]:
    """Returns of each block the first of these fields that holds a day."""
    found = (next(filter(None, map(block.day, names)), None) for block in blocks)
    return [day for day in found if day]


def _done(case: Case) -> dict[str, list[date]]:
    situation = case.part("situatie")
    reviews = case.documents_of("evaluatie")
    adjusting = (block for block in reviews if adjusts(block))
    yearly = (block for block in reviews if block.text("soort_evaluatie") == "eerstejaars")
    tracks = (b for b in case.documents_of("trajectplan") if (b.text("soort_traject") or "").startswith("spoor_2"))
    # Without any possibilities there is no eindevaluatie: the actueel oordeel closes the report.
    closing = "actueel_oordeel" if situation.text("arbeidsmogelijkheden") == "duurzaam_geen" else "eindevaluatie"
    return {
        "probleemanalyse": _papers(case, "probleemanalyse"),
        "plan_van_aanpak": _papers(case, "plan_van_aanpak"),
        "bijstelling": [*_papers(case, "bijstelling_plan_van_aanpak"), *_days(adjusting, "datum")],
        "eerstejaarsevaluatie": [*_days(yearly, "datum"), *_attached(case, "eerstejaarsevaluatie")],
        "tweede_spoor": [
            *_days(tracks, "startdatum", "datum"),
            *_attached(case, "trajectplan"),
            *_days(_second_tracks(case), "startdatum"),
        ],
        "riv": _papers(case, closing),
        "riv_verkort": _papers(case, "oordeel_werknemer"),
        "melding_42e_week": _days([situation], "melding_42e_week_op"),
        "wia_aanvraag": _days([situation], "wia_aangevraagd_op"),
        "iva_aanvraag": _days([situation], "iva_aangevraagd_op"),
        "vangnetmelding": _days([situation], "vangnetmelding_op"),
        "riv_ingediend": _days([situation], "riv_ingediend_op"),
        "bekorting_besluit": _days(case.items("bekortingsverzoeken"), "besluit_op"),
    }


def _second_tracks(case: Case) -> Iterator[Block]:
    """Yields what the evaluations say of the second track."""
    found = (case.by_pointer.get(document.place("tweede_spoor")) for document in case.documents)
    yield from filter(None, found)


def _events(case: Case, back: date | None) -> dict[str, list[date | None]]:
    situation = case.part("situatie")
    advice = (b for b in case.documents_of("bijstelling_probleemanalyse") if b.text("plan_bijstellen") == "ja")
    reviews = [*case.documents_of("evaluatie"), *case.documents_of("eindevaluatie")]
    unmet = (b for b in reviews if b.text("bijstelling_nodig") == "ja" and not adjusts(b))
    asked = _days(case.items("bekortingsverzoeken"), "ingediend_op")
    safety_net = situation.text("vangnet") == "ja"
    return {
        "advies_bijstelling": [*_days(advice, "datum"), *_days(unmet, "datum")],
        "langdurig_verzuim_gebleken": [situation.day("langdurig_verzuim_gebleken_op")],
        "laatste_evaluatie": [max(reviews_of(case), default=None)],
        "nieuwe_mogelijkheden": [_new_possibilities(case)],
        "einde_dienstverband": [_ends(case)],
        "eerste_hersteldag": [back],
        "vangnet_hersteld": [back if safety_net else None],
        "loonsanctie_tot": [situation.day("loonsanctie_tot")],
        "wachttijd_verlengd_tot": [situation.day("wachttijd_verlengd_tot")],
        "aow_datum": [situation.day("aow_datum")],
        "vangnet_bekend": [situation.day("vangnet_bekend_op") if safety_net else None],
        "loonstop_bij_vangnet": [situation.day("loonstop_op") if safety_net else None],
        "iva_aangevraagd": [situation.day("iva_aangevraagd_op")],
        "verlenging_bekort": [situation.day("verlenging_bekort_gevraagd_op")],
        "wia_aangevraagd": [situation.day("wia_aangevraagd_op")],
        "riv_gevraagd": [situation.day("riv_gevraagd_op")],
        "riv_aanvullen_voor": [situation.day("riv_aanvullen_voor")],
        "bekortingsverzoek_ingediend": [*sorted({*asked, *_papers(case, "melding_herstel")})],
        "herstel_vastgesteld": [*_repaired(case)],
        "vangnet_vragen": [_later(case.part("dienstverband").day("begindatum"), months=2)],
        "zevenenzestig": [_later(case.part("werknemer").day("geboortedatum"), months=67 * 12)],
    }


def _later(day: date | None, *, months: int) -> date | None:
    """Returns the same day so many months later; a day that month lacks is the last of it."""
    if day is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _repaired(case: Case) -> Iterator[date]:
    """Yields from when six weeks of loonsanctie remain: the decision, or the last day for it when that came late."""
    weeks = table().terms["bekorting_besluit"].days * DAY
    for request in case.items("bekortingsverzoeken"):
        asked, decided = request.day("ingediend_op"), request.day("besluit_op")
        if asked and decided and asked <= decided and request.text("uitkomst") == "hersteld":
            yield min(decided, asked + weeks)


def reviews_of(case: Case) -> list[date]:
    """Returns the days on which the plan was evaluated, in order, by documents and by files that were taken in."""
    kinds = ("evaluatie", "eindevaluatie")
    blocks = (block for kind in kinds for block in case.documents_of(kind))
    return sorted({*_days(blocks, "datum"), *_attached(case, *_REVIEWS)})


def _new_possibilities(case: Case) -> date | None:
    """Returns the day since which there are possibilities again, when there were none at the eerstejaarsevaluatie."""
    yearly = max(_done(case)["eerstejaarsevaluatie"], default=None)
    judged = sorted(
        (day, block.text("arbeidsmogelijkheden"))
        for kind in ("probleemanalyse", "bijstelling_probleemanalyse")
        for block in case.documents_of(kind)
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
    applied, refused = situation.day("iva_aangevraagd_op"), situation.text("vervroegde_iva") == "nee"
    if situation.text("vervroegde_iva") == "ja" or (applied and not refused):
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
