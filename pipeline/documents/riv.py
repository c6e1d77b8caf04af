"""Which documents and files make up the re-integratieverslag that a situation asks for, in the order of UWV.

It is an aid to put the file together (Regeling procesgang art. 6; Beleidsregels vorm- en herkenbaarheidsvereisten
art. 2 and 2a). It never says that a report is sufficient: UWV judges that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.documents.context import View
from pipeline.documents.naming import kind_of
from pipeline.documents.riv_missing import Ontbrekend, absences, gaps
from pipeline.documents.riv_parts import (
    BY_KEY,
    EERSTEJAARS,
    HERSTEL,
    ONDERDELEN,
    OVERIG,
    SHORT_SET,
    TUSSENTIJDS,
    Onderdeel,
)
from pipeline.model import Attachment, RivKind, RivSituation


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the set.

    Attributes:
        part: what it is.
        day: its date as ISO, "" when it has none.
        index: its place in `documenten`, None for a file from beside the dossier.
        attachment: that file, None for a document of the dossier.
    """

    part: Onderdeel
    day: str
    index: int | None = None
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Riv:
    """A re-integratieverslag to be: which files are in it, in order, and what is missing."""

    situation: RivSituation
    pieces: tuple[Piece, ...]
    missing: tuple[Ontbrekend, ...]


def plan(
    dossier: View, documents: Sequence[Any], situation: RivSituation, attachments: Sequence[Attachment] = ()
) -> Riv | None:
    """Returns the re-integratieverslag that a situation asks for, or None when it asks for none or not yet.

    Args:
        dossier: the envelope; what is read of it counts for the gate.
        documents: the documents of the dossier.
        situation: which sort is asked for.
        attachments: the files beside the dossier that go along.
    """
    if situation.kind is RivKind.GEEN or not situation.is_due:
        return None
    files = [_file(dossier, attachment) for attachment in attachments]
    replaced = {str(dossier["bijlagen"][item.index]["vervangt"] or "") for item in attachments} - {""}
    own = [piece for piece in _own(documents) if str(documents[piece.index or 0].get("id")) not in replaced]
    chosen = _chosen(situation.kind, [*own, *files], documents, _since(dossier, documents))
    pieces = tuple(sorted(chosen, key=lambda piece: (ONDERDELEN.index(piece.part), piece.day)))
    present = frozenset(piece.part for piece in pieces)
    made = [documents[piece.index] for piece in pieces if piece.index is not None]
    return Riv(
        situation, pieces, (*absences(situation, present), *gaps(situation.kind, dossier, made, files_of(pieces)))
    )


def files_of(pieces: Sequence[Piece]) -> list[int]:
    """Returns the places in `bijlagen` of the files that go along."""
    return [piece.attachment.index for piece in pieces if piece.attachment is not None]


def _file(dossier: View, attachment: Attachment) -> Piece:
    item = dossier["bijlagen"][attachment.index]
    part = BY_KEY.get(str(item["soort_stuk"]), OVERIG)
    return Piece(part, str(item["datum"] or ""), attachment=attachment)


def _own(documents: Sequence[Any]) -> Iterator[Piece]:
    for index, document in enumerate(documents):
        kind = kind_of(document)
        part = next((part for part in ONDERDELEN if part.kind == kind and kind and _is_sort(part, document)), None)
        if part is not None:
            yield Piece(part, str(document.get("datum")), index)


def _is_sort(part: Onderdeel, document: Mapping[str, Any]) -> bool:
    """Tells the two sorts of evaluatie apart; anything but an eerstejaarsevaluatie counts as one between times."""
    if part.kind != "evaluatie":
        return True
    return (document.get("soort_evaluatie") == "eerstejaars") is (part is EERSTEJAARS)


def _chosen(kind: RivKind, pieces: Sequence[Piece], documents: Sequence[Any], since: str) -> Iterator[Piece]:
    """Yields the pieces that belong in the set of this kind."""
    evaluations = [piece for piece in pieces if piece.part in {EERSTEJAARS, TUSSENTIJDS}]
    latest = max(evaluations, key=lambda piece: piece.day, default=None)
    for piece in pieces:
        if piece.part is HERSTEL:
            wanted = kind is RivKind.AANVULLING
        elif kind is RivKind.AANVULLING:
            wanted = piece.day > since
        elif kind is RivKind.VERKORT:
            wanted = piece.part in SHORT_SET or piece.attachment is not None
        elif piece.part is TUSSENTIJDS:
            wanted = piece is latest or piece.attachment is not None or _adjusts(piece, documents)
        else:
            wanted = True
        if wanted:
            yield piece


def _adjusts(piece: Piece, documents: Sequence[Any]) -> bool:
    """Says whether an evaluatie carries a bijstelling of the plan, and all of those belong in the set (letter g)."""
    return piece.index is not None and bool(documents[piece.index].get("bijstelling"))


def _since(dossier: View, documents: Sequence[Any]) -> str:
    """Returns the day up to which UWV has the report already, as ISO; "" when the dossier does not say."""
    situation = dossier["situatie"]
    if handed_in := situation["riv_ingediend_op"] or situation["wia_aangevraagd_op"]:
        return str(handed_in)
    decisions = (document.get("besluit_op") for document in documents if kind_of(document) == HERSTEL.kind)
    return min((day for day in decisions if isinstance(day, str)), default="")
