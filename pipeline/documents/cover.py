"""What the lists of a re-integratieverslag show: its files with day and makers, what is missing, what else there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.documents.context import View, view_of
from pipeline.documents.naming import kind_of, label
from pipeline.documents.riv import Riv
from pipeline.model import RivKind, RivSituation

# Made by others than the employer; they go along as the files that they are.
_EVIDENCE: Final = frozenset({"arbeidsdeskundig_rapport", "trajectplan", "voortgangsrapportage", "deskundigenoordeel"})
_MAKERS: Final = ("bedrijfsarts", "arbeidsdeskundige", "adviseur", "opsteller")
_ONE_LINE: Final = 30  # characters that the narrowest list holds beside each other in a wide typeface
_BEFORE_DAY: Final = re.compile("(?<=-)(?=[0-9]{4}(?:-[0-9]{2}){2})")
_PARTIES: Final = ("werkgever", "werknemer")


@dataclass(frozen=True, slots=True)
class Stuk:
    """A line in a list of files.

    Attributes:
        titel: what it is.
        datum: its day as an ISO date, or None.
        bestand: its file name, "" when it has none.
        makers: names and functions of who made or signed it, "" when the dossier does not say.
        doel: what it is for, in plain Dutch for the employee.
    """

    titel: str
    datum: str | None
    bestand: str = ""
    makers: str = ""
    doel: str = ""

    @property
    def op_regels(self) -> str:
        """The file name, a long one with its day on a line of its own, so that no line ends within the day."""
        return _BEFORE_DAY.sub("\n", self.bestand) if len(self.bestand) > _ONE_LINE else self.bestand


def overview(
    riv: Riv, dossier: View, parts: Sequence[Stuk], documents: Sequence[Any], used: set[str]
) -> dict[str, object]:
    """Returns what the overview for the casemanager is rendered with.

    Args:
        riv: the re-integratieverslag.
        dossier: the envelope.
        parts: the files of the set, in order.
        documents: the documents of the dossier.
        used: collects the JSON pointers of what is read.
    """
    taken = {piece.index for piece in riv.pieces}
    files = {piece.attachment.index for piece in riv.pieces if piece.attachment}
    replaced = {str(dossier["bijlagen"][index]["vervangt"]) for index in files}
    others = [*_evidence(documents, taken, replaced, used), *_attachments(dossier, files)]
    situation = riv.situation
    return {
        "dossier": dossier,
        "riv": {
            "soort": str(situation.kind),
            "reden": situation.reason,
            "grondslag": situation.basis,
            "klaar_op": _ready_by(situation),
            "stukken": parts,
            "ontbreekt": riv.missing,
            "overige": others,
        },
    }


def _ready_by(situation: RivSituation) -> str | None:
    """Returns the last day for the report; what adds to one that UWV has already is best there soon."""
    is_open = situation.ready_by is not None and situation.kind is not RivKind.AANVULLING
    return situation.ready_by.isoformat() if situation.ready_by and is_open else None


def makers_of(document: View) -> str:
    """Returns who made or signed a document, as 'P. Veldhuis, Directeur; M.J. Hoekstra, Orderpicker'."""
    people = (f"{person['naam']}, {person['functie']}" for person in _people(document) if person["naam"])
    return "; ".join(dict.fromkeys(people))


def _people(document: View) -> Iterator[View]:
    filled = set(document)
    yield from (document[name] for name in _MAKERS if name in filled)
    if "ondertekening" in filled:
        signed = document["ondertekening"]
        parties = [name for name in _PARTIES if name in set(signed)]
        yield from (signed[name] for name in parties)
        if not parties and "naam" in set(signed):
            yield signed


def _evidence(
    documents: Sequence[Any], taken: Collection[int | None], replaced: Collection[str], used: set[str]
) -> Iterator[Stuk]:
    for index, document in enumerate(documents):
        if kind_of(document) in _EVIDENCE and index not in taken and _identity(document) not in replaced:
            yield Stuk(label(document), view_of(document, index, used)["datum"])


def _identity(document: Mapping[str, Any]) -> str:
    return str(document.get("id"))


def _attachments(dossier: View, files: Collection[int]) -> Iterator[Stuk]:
    for index, item in enumerate(dossier["bijlagen"]):
        if index not in files:
            yield Stuk(item["omschrijving"], item["datum"], item["bestandsnaam"])
