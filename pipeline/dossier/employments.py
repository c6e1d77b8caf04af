"""Says of dossiers of the same employee that each employment has its own, and which two should be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from pipeline.dossier.clock import DAY
from pipeline.dossier.facts import Case
from pipeline.dossier.progress import back_since
from pipeline.dossier.terms import table
from pipeline.model import Stay
from pipeline.text import Tekst


def stay_of(case: Case) -> Stay | None:
    """Returns who a dossier is about and for how long; None without a burgerservicenummer or a first day."""
    person, employer = case.part("werknemer"), case.part("werkgever")
    first, number = case.root.day("eerste_ziektedag"), person.text("bsn")
    if not number or first is None:
        return None
    # With a mistake in a number two people would pass for one.
    born = person.text("geboortedatum") or (person.text("achternaam") or "").casefold()
    identity = employer.text("loonheffingennummer") or (employer.text("naam") or "").casefold()
    back = back_since(case)
    return Stay(Tekst(f"{number} {born}"), Tekst(identity), first, back - DAY if back else None)


def own_notes(case: Case) -> Iterator[str]:
    """Yields what a dossier says itself of other employments."""
    others = list(case.items("andere_dienstverbanden"))
    if any(other.text("ook_ziek") != "nee" for other in others):
        yield (
            "Er is nog een dienstverband waarvoor de werknemer ook ziek is of kan zijn. Dat heeft een eigen dossier "
            "met eigen termijnen; hier telt het niet mee."
        )


def notes(stays: Sequence[tuple[str, Stay | None]]) -> dict[int, list[str]]:
    """Returns what must be known of dossiers of the same employee, by the place of the dossier in the list.

    Args:
        stays: what each dossier is called, and who it is about.
    """
    found: dict[int, list[str]] = {}
    known = [(number, name, stay) for number, (name, stay) in enumerate(stays) if stay]
    for (one, its_name, its), (other, other_name, others) in combinations(known, 2):
        if its.person.reveal() != others.person.reveal():
            continue
        found.setdefault(one, []).append(_between(its, others, other_name))
        found.setdefault(other, []).append(_between(others, its, its_name))
    return found


def _between(stay: Stay, other: Stay, name: str) -> str:
    if stay.employer.reveal() == other.employer.reveal() and _counts_together(*sorted((stay, other), key=_first)):
        return (
            f"{name} gaat over dezelfde werknemer en werkgever, met minder dan vier weken ertussen: de periodes tellen "
            "samen. Zet ze in één dossier, anders kloppen de termijnen niet."
        )
    return f"{name} gaat over dezelfde werknemer. Elk dienstverband en elk ziektegeval heeft eigen termijnen."


def _counts_together(earlier: Stay, later: Stay) -> bool:
    """Says whether a recovery lies between two cases that is too short to part them (Wet WIA art. 23 lid 3)."""
    if earlier.last is None or later.first <= earlier.last:
        return False
    return (later.first - earlier.last).days - 1 < table().thresholds["new_case_after"]


def _first(stay: Stay) -> date:
    return stay.first
