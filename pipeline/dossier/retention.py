"""Works out how long a dossier is kept and what stops its destruction: a proposal, never a deed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pipeline.dossier.clock import DAY
from pipeline.dossier.facts import Block, Case
from pipeline.dossier.keeping_table import Profile, Rule, table
from pipeline.dossier.progress import back_since
from pipeline.dossier.terms import table as terms
from pipeline.formats import dutch_day
from pipeline.keeping import Hold, Proposal, Reading, Retention

READ: Final = frozenset(
    {
        "bewaarprofiel",
        "anker",
        "besluit_wia_op",
        "afsluiting_op",
        "einde_traject_op",
        "einddatum",
        "bijgewerkt_op",
        "legal_hold",
        "reden",
        "sinds",
        "tot",
        "eerste_ziektedag",
        "eigenrisicodrager_zw",
        "eigenrisicodrager_wga",
        "loonsanctie_tot",
    }
)
"""The fields that retention hangs on; what the schema says of others does not matter here."""


def retention(case: Case, op: date | None = None, profile: str = "") -> Retention:
    """Returns what is proposed for a dossier.

    Args:
        case: the dossier.
        op: the day to judge by; without one nothing is proposed to be destroyed.
        profile: the profile to count by, "" for the one that follows from the dossier.
    """
    if case.root.text("land") == "BE":
        note = "Een Belgisch dossier: deze bewaartermijnen gelden niet. Vraag het uw externe dienst of uw jurist."
        return Retention("", notes=(note,))
    name, why = (profile, "Gekozen met --profile.") if profile else _profile(case)
    chosen = table().profiles[name]
    days = _anchors(case)
    reading = _reading(chosen.chosen, days, case.part("bewaren").text("anker"))
    hold = _hold(case, op)
    return Retention(
        "",
        chosen.key,
        chosen.title,
        why,
        chosen.basis,
        _proposal(case, reading, hold, op),
        reading,
        tuple(_others(chosen, days)),
        hold,
        tuple(_notes(case, chosen, reading, op)),
    )


def _profile(case: Case) -> tuple[str, str]:
    """Returns the profile that follows from the facts, and why."""
    if (given := case.part("bewaren").text("bewaarprofiel")) in table().profiles:
        return str(given), "Zo staat het in het dossier."
    employer, situation, kept = case.part("werkgever"), case.part("situatie"), case.part("bewaren")
    wia = situation.day("wia_aangevraagd_op") or kept.day("besluit_wia_op")
    if employer.text("eigenrisicodrager_wga") == "ja" and wia:
        return "erd_wga", "De werkgever is eigenrisicodrager voor de WGA en er is een WIA-aanvraag."
    if employer.text("eigenrisicodrager_zw") == "ja" and _left_ill(case):
        return "erd_zw", "De werkgever is eigenrisicodrager voor de Ziektewet en de werknemer ging ziek uit dienst."
    return "standaard", "Geen eigenrisicodrager in dit geval."


def _left_ill(case: Case) -> bool:
    return case.part("dienstverband").day("einddatum") is not None and back_since(case) is None


def _anchors(case: Case) -> dict[str, date]:
    kept = case.part("bewaren")
    found = {
        "besluit_wia": kept.day("besluit_wia_op"),
        "afsluiting_dossier": kept.day("afsluiting_op"),
        "einde_dienstverband": case.part("dienstverband").day("einddatum"),
        "einde_traject": kept.day("einde_traject_op"),
        "laatste_wijziging": case.root.day("bijgewerkt_op"),
    }
    return {name: day for name, day in found.items() if day}


def _reading(rule: Rule, days: dict[str, date], given: str | None = None) -> Reading:
    """Returns a rule as it works out; an anchor that the dossier itself names goes before the table."""
    anchors = (given,) if given and given in table().anchors else rule.anchors
    anchor = next((name for name in anchors if name in days), anchors[0])
    day = days.get(anchor)
    title = table().anchors[anchor].title
    until = _years_later(day, rule.years) if day else None
    return Reading(rule.key, rule.years, anchor, title, day, until, rule.rule, rule.source)


def _others(profile: Profile, days: dict[str, date]) -> Iterator[Reading]:
    return (_reading(rule, days) for rule in profile.readings if not rule.chosen)


def _years_later(day: date, years: int) -> date:
    """Returns the same day so many years later; 29 February becomes 28 when that year has no other."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _hold(case: Case, op: date | None) -> Hold | None:
    sanction = case.part("situatie").day("loonsanctie_tot")
    if sanction and (op is None or op <= sanction):
        return Hold("De loonsanctie loopt nog", None, sanction)
    block = next((block for block in case.blocks if block.pointer == "/bewaren/legal_hold"), None)
    if block is None:
        return None
    since, until = block.day("sinds"), block.day("tot")
    over = until is not None and (op is None or until < op)
    begun = since is None or op is None or since <= op
    return Hold(_reason(block), since, until) if begun and not over else None


def _reason(block: Block) -> str:
    """Returns the reason from the fixed list; the explanation beside it is free text and stays in the dossier."""
    return block.shape.fields["reden"].labels.get(block.text("reden") or "", "Een andere reden")


def _proposal(case: Case, reading: Reading, hold: Hold | None, op: date | None) -> Proposal:
    if hold:
        return Proposal.HELD
    if reading.destroy_after:
        return Proposal.DESTROY if op and op > reading.destroy_after else Proposal.KEEP
    return Proposal.UNKNOWN if _is_over(case, op) else Proposal.RUNNING


def _is_over(case: Case, op: date | None) -> bool:
    """Says whether nothing goes on in a dossier any more: recovered for good, or two years and more gone by."""
    back, first = back_since(case), case.root.day("eerste_ziektedag")
    if back:
        return op is None or op >= back + timedelta(days=terms().thresholds["new_case_after"])
    return bool(op and first and op > first + timedelta(days=terms().terms["laatste_dag_wachttijd"].days))


def _notes(case: Case, profile: Profile, reading: Reading, op: date | None) -> Iterator[str]:
    if reading.counted_from is None:
        given = case.part("bewaren").text("anker") == reading.anchor
        fields = (table().anchors[name].field for name in ((reading.anchor,) if given else profile.chosen.anchors))
        yield f"Er is geen dag om van te rekenen. Vul in: {' of '.join(fields)}. Bewaar het dossier zolang."
    back = back_since(case)
    if back and reading.counted_from is None and "afsluiting_dossier" in profile.chosen.anchors:
        again = back + timedelta(days=terms().thresholds["new_case_after"]) - DAY
        yield (
            f"De werknemer is hersteld. Tot en met {dutch_day(again)} kan ziekte nog samentellen; sluit het dossier "
            "daarna af en vul 'afsluiting_op' in."
        )
    if op and reading.counted_from and reading.counted_from > op:
        yield f"De dag van {reading.anchor_title} ligt na {dutch_day(op)}. Controleer haar."
    ends = case.part("dienstverband").day("einddatum")
    employs = profile.key not in {"re_integratiebedrijf", "arbodienst"}
    if employs and reading.destroy_after and (ends is None or (op and ends > op)):
        yield "Het dienstverband loopt door: alleen de inhoud gaat weg, tellingen zonder namen mogen blijven."
    if profile.key == "arbodienst":
        yield "Hier staan geen medische gegevens in; de termijn geldt voor wat de bedrijfsarts zelf bewaart."
