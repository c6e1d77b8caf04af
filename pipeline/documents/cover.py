"""What the cover sheet of a re-integratieverslag shows: its parts, what is missing, and what else the dossier holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.documents.context import View
from pipeline.documents.naming import kind_of, label
from pipeline.documents.riv import Riv

# Made by others than the employer; they go along as the files that they are.
_EVIDENCE = frozenset({"arbeidsdeskundig_rapport", "trajectplan", "voortgangsrapportage", "deskundigenoordeel"})


@dataclass(frozen=True, slots=True)
class Stuk:
    """A line on the cover sheet."""

    nummer: int
    titel: str
    datum: str | None
    bestand: str


def cover(riv: Riv, dossier: View, documents: Sequence[Any], files: Mapping[int, str]) -> dict[str, object]:
    """Returns what the template of the cover sheet is rendered with.

    Args:
        riv: the re-integratieverslag.
        dossier: the envelope; what is read of it is noted as used.
        documents: the documents of the dossier.
        files: the file of each part, by the number of its document.
    """
    stukken = [Stuk(number, *_named(documents[index]), file) for number, (index, file) in enumerate(files.items(), 1)]
    return {
        "dossier": dossier,
        "riv": {
            "soort": str(riv.soort),
            "stukken": stukken,
            "ontbreekt": riv.missing,
            "overige": [*_evidence(documents), *_attachments(dossier)],
        },
    }


def _named(document: Mapping[str, Any]) -> tuple[str, str | None]:
    return label(document), document.get("datum")


def _evidence(documents: Sequence[Any]) -> list[Stuk]:
    return [Stuk(0, *_named(document), "") for document in documents if kind_of(document) in _EVIDENCE]


def _attachments(dossier: View) -> list[Stuk]:
    return [Stuk(0, item["omschrijving"], item["datum"], item["bestandsnaam"]) for item in dossier["bijlagen"]]
