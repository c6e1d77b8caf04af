"""What the cover sheet of a re-integratieverslag shows: its parts, what is missing, and what else the dossier holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.documents.context import View, view_of
from pipeline.documents.naming import kind_of, label
from pipeline.documents.riv import Riv

# Made by others than the employer; they go along as the files that they are.
_EVIDENCE = frozenset({"arbeidsdeskundig_rapport", "trajectplan", "voortgangsrapportage", "deskundigenoordeel"})


@dataclass(frozen=True, slots=True)
class Stuk:
    """A line on the cover sheet: what it is, its day as an ISO date, and its file when it has one."""

    titel: str
    datum: str | None
    bestand: str = ""


def cover(
    riv: Riv, dossier: View, parts: Sequence[Stuk], documents: Sequence[Any], used: set[str]
) -> dict[str, object]:
    """Returns what the template of the cover sheet is rendered with.

    Args:
        riv: the re-integratieverslag.
        dossier: the envelope.
        parts: the files of the set, in order.
        documents: the documents of the dossier.
        used: collects the JSON pointers of what is read.
    """
    others = [*_evidence(documents, used), *_attachments(dossier)]
    return {
        "dossier": dossier,
        "riv": {"soort": str(riv.soort), "stukken": parts, "ontbreekt": riv.missing, "overige": others},
    }


def stuk(document: Mapping[str, Any], file: str) -> Stuk:
    """Returns the line for a document of the set."""
    return Stuk(label(document), document.get("datum"), file)


def _evidence(documents: Sequence[Any], used: set[str]) -> list[Stuk]:
    return [
        Stuk(label(document), view_of(document, index, used)["datum"])
        for index, document in enumerate(documents)
        if kind_of(document) in _EVIDENCE
    ]


def _attachments(dossier: View) -> list[Stuk]:
    return [Stuk(item["omschrijving"], item["datum"], item["bestandsnaam"]) for item in dossier["bijlagen"]]
