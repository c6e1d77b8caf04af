"""The re-integratieverslag: whether a dossier asks for one, of which parts it consists, and what is missing.

It is an aid to put the file together (Regeling procesgang art. 6; Beleidsregels vorm- en herkenbaarheidsvereisten
art. 2 and 2a). It never says that a report is sufficient: UWV judges that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pipeline.documents.context import View
from pipeline.documents.naming import kind_of, label, title
from pipeline.formats import parse_date
from pipeline.working_days import last_working_day

REGELING = "Regeling procesgang, artikel 6, eerste lid, onder "
BELEIDSREGELS = "Beleidsregels vorm- en herkenbaarheidsvereisten, artikel "

WEEK = 7
APPLICATION_POSSIBLE = 86 * WEEK  # the first day of week 87: UWV writes to the employee about the WIA in these weeks
FIRST_YEAR = 52 * WEEK
SICK_LEAVE_END_NONE = 6 * WEEK
SICK_LEAVE_END_SHORT = 10 * WEEK

_ABOUT_THE_END = frozenset({"actueel_oordeel", "eindevaluatie", "oordeel_werknemer"})
_SIGNED_BY_BOTH = frozenset({"plan_van_aanpak", "bijstelling_plan_van_aanpak", "evaluatie", "eindevaluatie"})


class Soort(StrEnum):
    """How much a re-integratieverslag must hold."""

    VOLLEDIG = "volledig"
    BEPERKT = "beperkt"
    VERKORT = "verkort"


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A part that a re-integratieverslag may consist of, and for which sorts the law asks for it."""

    kind: str
    title: str
    basis: str
    asked_for: frozenset[Soort] = frozenset()
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Ontbrekend:
    """Something that is not there; the cover sheet shows it."""

    onderdeel: str
    grondslag: str
    actie: str


@dataclass(frozen=True, slots=True)
class Riv:
    """A re-integratieverslag to be: which documents of the dossier are in it, in order, and what is missing."""

    soort: Soort
    parts: tuple[int, ...]
    missing: tuple[Ontbrekend, ...]


_ALL = frozenset(Soort)
_LONG = frozenset({Soort.VOLLEDIG, Soort.BEPERKT})
_FULL = frozenset({Soort.VOLLEDIG})

EERSTEJAARS = Onderdeel(
    "evaluatie",
    "Eerstejaarsevaluatie",
    REGELING + "h",
    _FULL,
    "Maak de evaluatie over het eerste jaar met de werknemer.",
)
TUSSENTIJDS = Onderdeel("evaluatie", "Tussentijdse evaluatie", REGELING + "h")
ONDERDELEN = (
    Onderdeel("probleemanalyse", "Probleemanalyse", REGELING + "f", _LONG, "Vraag de bedrijfsarts om de analyse."),
    Onderdeel("bijstelling_probleemanalyse", "Bijstelling probleemanalyse", REGELING + "f"),
    Onderdeel("plan_van_aanpak", "Plan van aanpak", REGELING + "g", _FULL, "Stel het plan op met de werknemer."),
    Onderdeel("bijstelling_plan_van_aanpak", "Bijstelling plan van aanpak", REGELING + "g"),
    EERSTEJAARS,
    TUSSENTIJDS,
    Onderdeel("actueel_oordeel", "Actueel oordeel", REGELING + "i, j en k", _LONG, "Vraag de bedrijfsarts erom."),
    Onderdeel("eindevaluatie", "Eindevaluatie", REGELING + "b, h, i en k", _FULL, "Maak haar met de werknemer."),
    Onderdeel("oordeel_werknemer", "Oordeel van de werknemer", REGELING + "l", _ALL, "Vraag de werknemer erom."),
)


def plan(dossier: View, documents: Sequence[Any]) -> Riv | None:
    """Returns the re-integratieverslag that the situation of a dossier asks for, or None when it asks for none."""
    soort = _soort(dossier, documents)
    if soort is None:
        return None
    chosen = {part: _indexes(part, documents) for part in ONDERDELEN}
    chosen[TUSSENTIJDS] = _latest(chosen[TUSSENTIJDS], chosen[EERSTEJAARS], documents)
    parts = tuple(index for indexes in chosen.values() for index in indexes)
    absent = (part for part, indexes in chosen.items() if not indexes and soort in part.asked_for)
    missing = (
        *(_absent(part) for part in absent if part is not EERSTEJAARS or _lasted(dossier) >= FIRST_YEAR),
        *_unsigned(documents[index] for index in parts),
        *_unknown(dossier),
        *(_motivation(documents[index] for index in parts) if soort is Soort.BEPERKT else ()),
    )
    return Riv(soort, parts, missing)


def _soort(dossier: View, documents: Sequence[Any]) -> Soort | None:
    situation = dossier["situatie"]
    if dossier["land"] != "NL" or situation["vervroegde_iva"] == "ja":
        return None
    kinds = {kind_of(document) for document in documents}
    full = Soort.BEPERKT if _never_able(situation, kinds) else Soort.VOLLEDIG
    if situation["ziek_uit_dienst"] == "ja":
        return _at_end_of_employment(dossier, full)
    return full if _is_due(dossier, kinds) else None


def _never_able(situation: View, kinds: set[str]) -> bool:
    return situation["arbeidsmogelijkheden"] == "duurzaam_geen" and "plan_van_aanpak" not in kinds


def _at_end_of_employment(dossier: View, full: Soort) -> Soort | None:
    """Returns what is due on the last day of employment (ZW art. 38 lid 2, Beleidsregels art. 2a)."""
    situation = dossier["situatie"]
    if dossier["werkgever"]["eigenrisicodrager_zw"] == "ja":
        return None
    start, end = parse_date(dossier["eerste_ziektedag"]), parse_date(dossier["dienstverband"]["einddatum"])
    if start is None or end is None:
        return full
    # ZW art. 38 lid 2 counts six weeks to the last working day; art. 2a counts ten to the last day of employment.
    if _days(start, last_working_day(end)) < SICK_LEAVE_END_NONE:
        return None
    recovers = situation["herstel_verwacht_binnen_drie_maanden"] == "ja"
    if recovers or situation["dreigend_langdurig_verzuim"] == "nee" or _lasted(dossier) < SICK_LEAVE_END_SHORT:
        return Soort.VERKORT
    return full


def _is_due(dossier: View, kinds: set[str]) -> bool:
    situation = dossier["situatie"]
    if kinds & _ABOUT_THE_END or situation["wia_aangevraagd_op"] or situation["medische_informatie_verstrekt_op"]:
        return True
    start, now = parse_date(dossier["eerste_ziektedag"]), parse_date(dossier["bijgewerkt_op"])
    return start is not None and now is not None and (now - start).days >= APPLICATION_POSSIBLE


def _lasted(dossier: View) -> int:
    """Returns how many days of illness the report covers, both ends included; two years when no end is known."""
    start = parse_date(dossier["eerste_ziektedag"])
    end = parse_date(dossier["dienstverband"]["einddatum"])
    if start is None or end is None or dossier["situatie"]["ziek_uit_dienst"] != "ja":
        return 2 * FIRST_YEAR
    return _days(start, end)


def _days(first: date, last: date) -> int:
    """Returns how many days there are from `first` to `last`, both included."""
    return (last - first).days + 1


def _indexes(part: Onderdeel, documents: Sequence[Any]) -> list[int]:
    """Returns which documents are this part, oldest first."""
    found = [
        index
        for index, document in enumerate(documents)
        if kind_of(document) == part.kind and (part.kind != "evaluatie" or label(document) == part.title)
    ]
    found.sort(key=lambda index: str(documents[index].get("datum")))
    return found


def _latest(between: list[int], yearly: list[int], documents: Sequence[Any]) -> list[int]:
    """Returns the evaluation between times that the report needs: the most recent of all evaluations, if it is one."""
    days = {index: str(documents[index].get("datum")) for index in (*between, *yearly)}
    newest = max(days, key=lambda index: days[index], default=None)
    return [newest] if newest in between else []


def _absent(part: Onderdeel) -> Ontbrekend:
    return Ontbrekend(part.title, part.basis, part.remedy)


def _unsigned(documents: Iterator[Mapping[str, Any]]) -> Iterator[Ontbrekend]:
    for document in documents:
        signatures = document.get("ondertekening") or {}
        if kind_of(document) not in _SIGNED_BY_BOTH or not isinstance(signatures, Mapping):
            continue
        absent = " en de ".join(party for party in ("werkgever", "werknemer") if not signatures.get(party))
        if absent:
            yield Ontbrekend(
                f"{title(document)}: handtekening van de {absent}",
                BELEIDSREGELS + "2, derde lid",
                f"Laat de {absent} ondertekenen, of leg vast waarom dat niet is gebeurd.",
            )


def _unknown(dossier: View) -> Iterator[Ontbrekend]:
    if not dossier["dienstverband"]["bekwaamheden"]:
        yield Ontbrekend(
            "Bekwaamheden van de werknemer", REGELING + "d", "Vul opleiding en ervaring in het dossier in."
        )
    if not dossier["situatie"]["medische_informatie_verstrekt_op"]:
        yield Ontbrekend(
            "Medische informatie: de datum waarop de werknemer die kreeg",
            BELEIDSREGELS + "2, tweede lid, onder e",
            "Vraag de bedrijfsarts om de medische informatie aan de werknemer te geven, en leg de datum vast.",
        )


def _motivation(documents: Iterator[Mapping[str, Any]]) -> Iterator[Ontbrekend]:
    if not any(document.get("motivering_geen_plan") for document in documents):
        yield Ontbrekend(
            "Motivering waarom er geen plan van aanpak is",
            BELEIDSREGELS + "2, zesde lid",
            "Vraag de bedrijfsarts om die motivering in de probleemanalyse te zetten.",
        )
