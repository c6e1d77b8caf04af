"""What a re-integratieverslag still lacks, each with its legal ground and what to do; never that nothing is lacking."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.documents.context import View
from pipeline.documents.naming import kind_of, title
from pipeline.documents.riv_parts import BELEIDSREGELS, HERSTEL, REGELING, Onderdeel, part_of_carrier
from pipeline.model import RivKind, RivSituation

_SIGNED_BY_BOTH: Final = frozenset({"plan_van_aanpak", "bijstelling_plan_van_aanpak", "evaluatie", "eindevaluatie"})


@dataclass(frozen=True, slots=True)
class Ontbrekend:
    """Something that is not there; the overview for the casemanager shows it."""

    onderdeel: str
    grondslag: str
    actie: str


def absences(situation: RivSituation, present: Collection[Onderdeel]) -> Iterator[Ontbrekend]:
    """Yields the parts that the situation asks for and the set does not hold.

    Args:
        situation: says which letters of artikel 6 are needed, and which documents carry them.
        present: the parts of the set.
    """
    if situation.kind is RivKind.AANVULLING:
        asked = [HERSTEL] if HERSTEL not in present else []
    else:
        asked = list(dict.fromkeys(_asked(situation, present)))
    yield from (Ontbrekend(part.title, part.basis, part.remedy) for part in asked)


def _asked(situation: RivSituation, present: Collection[Onderdeel]) -> Iterator[Onderdeel]:
    for element in situation.elements:
        for carriers in element.carriers:
            parts = [part for carrier in carriers if (part := part_of_carrier(carrier))]
            # Of parts that can stand in for each other, the first is the one to ask for.
            if parts and not any(part in present for part in parts):
                yield parts[0]


def gaps(kind: RivKind, dossier: View, documents: Sequence[Any], files: Sequence[int]) -> Iterator[Ontbrekend]:
    """Yields what is missing in parts that are there, and in the dossier around them.

    Args:
        kind: the sort of report.
        dossier: the envelope.
        documents: the documents of the dossier that are in the set.
        files: the places in `bijlagen` of the files that are in it.
    """
    yield from _unsigned(documents)
    yield from _nameless(dossier["bijlagen"][index] for index in files)
    if kind is not RivKind.AANVULLING:
        yield from _unknown(dossier)
    if kind is RivKind.BEPERKT and not any(document.get("motivering_geen_plan") for document in documents):
        yield Ontbrekend(
            "Motivering waarom er geen plan van aanpak is",
            BELEIDSREGELS + "2, zesde lid",
            "Vraag de bedrijfsarts om die motivering in de probleemanalyse te zetten.",
        )


def _unsigned(documents: Sequence[Mapping[str, Any]]) -> Iterator[Ontbrekend]:
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


def _nameless(items: Iterator[View]) -> Iterator[Ontbrekend]:
    """Yields the files whose day and maker the dossier does not say, so that the contents list cannot either."""
    for item in items:
        absent = [
            name
            for name, value in (("datum", item["datum"]), ("naam en functie van de opsteller", item["opsteller"]))
            if not value
        ]
        if absent:
            yield Ontbrekend(
                f"{item['omschrijving']}: {' en '.join(absent)}",
                BELEIDSREGELS + "2, derde lid",
                "Vul bij deze bijlage in wat op het stuk staat.",
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
