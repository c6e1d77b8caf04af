"""Says what cannot be true of the dates of an absence, and what the reader must know of how they were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from pipeline.dossier.clock import DAY, Clock, Leave, Pause, Span
from pipeline.dossier.deadlines import Facts, end_of_wait
from pipeline.dossier.facts import Case, Fault
from pipeline.dossier.terms import table
from pipeline.formats import dutch_day
from pipeline.working_days import last_working_day

_OLD: Final = timedelta(days=20 * 365)
_YEAR: Final = timedelta(days=365)


def given(
    first_day: date, recovered: Sequence[Span], leave: Sequence[Leave], places: tuple[str, str]
) -> tuple[Facts, tuple[Fault, ...]]:
    """Returns the facts in dates that were given one by one, and the faults in them; what is wrong is left out.

    Args:
        first_day: the eerste ziektedag.
        recovered: spans of recovery.
        leave: leave under the WAZO.
        places: what the user calls the two kinds of span.
    """
    ordered = tuple(span for span in recovered if span.length > 0)
    good = tuple(span for span in ordered if span.first > first_day)
    kept = tuple(item for item in leave if item.span.length > 0)
    found = [
        *_reversed(recovered, places[0]),
        *_reversed((item.span for item in leave), places[1]),
        *(_too_early(places[0]) for _ in range(len(ordered) - len(good))),
        *_overlapping(good, places[0]),
        *_overlapping((item.span for item in kept), places[1]),
    ]
    return Facts(first_day, good, kept), tuple(found)


def faults(facts: Facts, clock: Clock, today: date | None) -> Iterator[Fault]:
    """Yields what is unlikely or impossible about the days that all else is counted from.

    Args:
        facts: what is known of the case.
        clock: its days.
        today: the day to measure age by, None to leave that out.
    """
    first, wait = "/eerste_ziektedag", end_of_wait(clock)
    if today and facts.first_day > today:
        yield Fault(first, "termijn.toekomst", "De eerste ziektedag ligt in de toekomst. Controleer de datum.")
    if today and facts.first_day < today - _OLD:
        yield Fault(first, "termijn.oud", "De eerste ziektedag ligt meer dan twintig jaar terug. Controleer de datum.")
    if facts.recorded and clock.first_day != facts.first_day:
        yield Fault(
            first,
            "termijn.nieuw_geval",
            f"Op {dutch_day(clock.first_day)} is een nieuw ziektegeval begonnen. Maak daarvoor een eigen dossier.",
        )
    extended, sanction = facts.event("wachttijd_verlengd_tot"), facts.event("loonsanctie_tot")
    if extended and extended <= wait:
        yield Fault(
            "/situatie/wachttijd_verlengd_tot",
            "termijn.verlenging",
            f"Deze datum ligt niet na de gewone wachttijd, die tot en met {dutch_day(wait)} loopt. Controleer haar.",
        )
    end = max(extended or wait, wait)
    if sanction and not 0 < _without(facts.leave, Span(end + DAY, sanction)) <= table().thresholds["sanction_at_most"]:
        yield Fault(
            "/situatie/loonsanctie_tot",
            "termijn.loonsanctie",
            f"Een loonsanctie loopt na {dutch_day(end)}, en ten hoogste 52 weken. Controleer de datum in het besluit.",
        )
    yield from _application_faults(facts, clock)


def _application_faults(facts: Facts, clock: Clock) -> Iterator[Fault]:
    term, applied = table().terms["iva_aanvraag"], facts.event("iva_aangevraagd")
    if applied and term.earliest_days and not term.earliest_days <= clock.number(applied) <= term.days:
        yield Fault(
            "/situatie/iva_aangevraagd_op",
            "termijn.iva",
            "Een vervroegde IVA kan alleen van week 3 tot en met week 68 worden aangevraagd. Controleer de datum.",
        )
    asked = facts.events.get("bekortingsverzoek_ingediend", ())
    if asked and not facts.event("loonsanctie_tot"):
        yield Fault(
            "/bekortingsverzoeken",
            "termijn.bekorting",
            "Er is een bekortingsverzoek en geen loonsanctie. Vul bij de situatie 'Loonsanctie tot en met' in.",
        )
    last = clock.day(table().terms["laatste_dag_wachttijd"].days)
    if any(span.first < clock.first_day or span.first > last for span in facts.exempt):
        yield Fault(
            "/dagen_buiten_opzegverbod",
            "termijn.opzegverbod",
            "Deze dagen liggen niet in dit ziektegeval en tellen hier niet. Controleer de datums.",
        )


def notes(facts: Facts, clock: Clock) -> Iterator[str]:
    """Yields what a reader must know to follow the count."""
    if last_working_day(facts.first_day) != facts.first_day:
        yield (
            "De eerste ziektedag valt in het weekend of op een feestdag. Hij is de eerste dag waarop de werknemer had "
            "moeten werken en dat niet of niet helemaal deed: controleer het rooster."
        )
    if any(item.span.last < facts.first_day for item in facts.leave):
        yield "Verlof van vóór de eerste ziektedag schuift geen termijn op; het telt hier niet mee."
    if clock.first_day != facts.first_day:
        yield (
            f"De periodes tellen niet samen: op {dutch_day(clock.first_day)} is een nieuw ziektegeval begonnen. "
            "De termijnen hieronder horen bij dat geval."
        )
    for pause in clock.pauses:
        yield f"{_name(pause)}: deze dagen tellen niet mee. Wat op of na die eerste dag viel, schuift op."
        if not _rest(pause) and any(_open_question(item, pause) for item in facts.leave):
            yield (
                "Niet bekend is of de ziekte voor en na het verlof samentelt. Hier is gerekend van wel. "
                "Vraag het antwoord (ja of nee) aan de bedrijfsarts of UWV, niet de reden."
            )
    if "vangnet_onbekend" in facts.situations:
        yield (
            "Niet bekend is of een vangnetbepaling geldt. Zo ja, dan hoort er een melding aan UWV te zijn op de vierde "
            "ziektedag of na zes weken ziekte. Vraag het na en vul het in."
        )
        if may_ask := facts.event("vangnet_vragen"):
            yield f"De werknemer hoeft daarop pas vanaf {dutch_day(may_ask)} te antwoorden (Ziektewet, artikel 38b)."
    aow, wait = facts.event("aow_datum"), end_of_wait(clock)
    if aow and wait < aow <= wait + _YEAR:
        yield (
            "De AOW gaat in binnen een jaar na de wachttijd. Het tweede spoor kan dan vervallen als werkgever en "
            "werknemer dat beiden schriftelijk willen."
        )
    older = facts.event("zevenenzestig")
    if older and not aow and older <= wait + _YEAR:
        yield (
            f"De AOW-datum staat niet in het dossier en de werknemer wordt in {older.year} 67 jaar. Vul haar in: loon, "
            "opzegverbod, WIA en tweede spoor kunnen ervan afhangen."
        )
    if facts.exempt:
        yield "Voor het opzegverbod tellen sommige ziektedagen niet mee; het eindigt later dan de loondoorbetaling."


def why_nothing(case: Case) -> Iterator[str]:
    """Yields why a dossier has no milestones."""
    if case.root.text("land") == "BE":
        yield "Een Belgisch dossier: de termijnen van de Nederlandse wet gelden niet."
    else:
        yield "Zonder eerste ziektedag is er geen enkele termijn te rekenen."


def _too_early(place: str) -> Fault:
    message = "Deze onderbreking begint niet na de eerste ziektedag en telt niet mee. Herstel een van beide data."
    return Fault(place, "termijn.begin", message)


def _reversed(spans: Iterable[Span], place: str) -> Iterator[Fault]:
    for span in spans:
        if span.length <= 0:
            message = "Het einde ligt vóór het begin; deze periode telt niet mee. Herstel een van beide data."
            yield Fault(place, "termijn.omgekeerd", message)


def _overlapping(spans: Iterable[Span], place: str) -> Iterator[Fault]:
    for one, other in pairwise(sorted(spans, key=lambda span: span.first)):
        if other.first <= one.last:
            yield Fault(place, "termijn.overlap", "Twee periodes overlappen; elke dag is één keer geteld.")


def _without(leave: Iterable[Leave], span: Span) -> int:
    """Returns the days of a span that are no leave, which interrupts a loonsanctie (Wet WIA art. 25 lid 9)."""
    days = sum(max(0, Span(max(i.span.first, span.first), min(i.span.last, span.last)).length) for i in leave)
    return span.length - days


def _rest(pause: Pause) -> int:
    return pause.span.length - pause.leave_days


def _open_question(leave: Leave, pause: Pause) -> bool:
    inside = pause.span.first <= leave.span.last and leave.span.first <= pause.span.last
    return inside and leave.same_cause == "onbekend"


def _name(pause: Pause) -> str:
    span = f"van {dutch_day(pause.span.first)} tot en met {dutch_day(pause.span.last)}"
    days = f"{pause.span.length} dag{'en' if pause.span.length > 1 else ''}"
    if not pause.leave_days:
        return f"Hersteld {span} ({days})"
    if not _rest(pause):
        return f"Verlof {span} ({days})"
    return f"Hersteld en met verlof {span} ({days}, waarvan {pause.leave_days} verlof)"
