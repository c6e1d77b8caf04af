"""The re-integratieverslag as files: the set for UWV, the employee's copy with a letter, the employer's overview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pipeline.documents import naming
from pipeline.documents.context import View, envelope, view_of
from pipeline.documents.cover import Stuk, makers_of, overview
from pipeline.documents.letter import letter
from pipeline.documents.manifest import Entry
from pipeline.documents.rendering import Press
from pipeline.documents.riv import Piece, Riv, plan
from pipeline.documents.riv_parts import OORDEEL, OVERIG
from pipeline.model import Attachment, Cause, Rendered, RivKind, RivSituation, Withheld
from pipeline.names import plain_name

UWV: Final = "uwv"
"""The folder with what the employer uploads."""
EMPLOYEE: Final = "werknemer"
"""The folder with the employee's copy."""

KIND: Final = "re_integratieverslag"
TITLE: Final = "Re-integratieverslag"
MAX_BYTES: Final = 10_000_000
"""UWV takes no document of more than 10 MB."""

_OVERVIEW = Stuk("Overzicht re-integratieverslag", None, "00-overzicht-re-integratieverslag.docx")
_CONTENTS = Stuk("Inhoudsopgave", None, "00-inhoudsopgave.docx")
_LETTER = Stuk("Brief aan de werknemer", None, "00-brief.docx")
_SHORT = Stuk("Verkort re-integratieverslag", None, "01-verkort-re-integratieverslag.docx")
_SHORT_LISTED: Final = "01-verkort-re-integratieverslag"
_SHORT_PURPOSE: Final = "Hierin staat in het kort hoe het nu gaat met uw werk."


@dataclass(frozen=True, slots=True)
class Sets:
    """One dossier on its way to the sets of its re-integratieverslag.

    Attributes:
        data: the dossier as it was read.
        press: renders and asks the gate.
        situation: which report is asked for; None when nobody asked.
        attachments: the files beside the dossier that go along.
        terms: the last day of milestones by their key, for the letter.
    """

    data: Mapping[str, Any]
    press: Press
    situation: RivSituation | None
    attachments: Sequence[Attachment]
    terms: Mapping[str, date]

    def entries(self, documents: Mapping[int, Entry]) -> list[Entry]:
        """Returns every file of the sets when the situation asks for them, or one entry that says why not.

        Args:
            documents: what became of the documents of the dossier, by their number.
        """
        used: set[str] = set()
        dossier = envelope(self.data, used)
        sources = naming.documents_of(self.data)
        riv = plan(dossier, sources, self.situation, self.attachments) if self.situation else None
        if riv is None:
            return []
        # What nobody renders goes along only as a file of its own.
        riv = replace(riv, pieces=tuple(p for p in riv.pieces if p.index is None or p.index in documents))
        made = [*self._files(riv, documents, dossier, used), *self._unreadable()]
        causes = [cause for entry in made if isinstance(entry.result, Withheld) for cause in entry.result.causes]
        if causes:
            return [Entry(KIND, UWV, Withheld(UWV, TITLE, tuple(dict.fromkeys(causes))))]
        return made

    def _files(self, riv: Riv, documents: Mapping[int, Entry], dossier: View, used: set[str]) -> Iterator[Entry]:
        """Yields the files; `used` holds what the plan has read."""
        sources = naming.documents_of(self.data)
        shown = used.copy()
        is_short = riv.situation.kind is RivKind.VERKORT
        numbered = list(enumerate(riv.pieces, 2 if is_short else 1))
        lines = [_short_line(dossier)] if is_short else []
        lines += [self._line(piece, number, dossier, used) for number, piece in numbered]
        values = overview(riv, dossier, lines, sources, used)
        yield self._page("re-integratieverslag", values, used, "", _OVERVIEW)
        if not lines:  # nothing goes to anybody yet; the overview says what is missing
            return
        yield self._page("inhoudsopgave", values, used, f"{UWV}/", _CONTENTS)
        has_opinion = any(piece.part is OORDEEL for piece in riv.pieces)
        said = letter(dossier, riv.situation, self.terms, has_opinion=has_opinion)
        yield self._page("werknemer-brief", {**values, "brief": said}, used, f"{EMPLOYEE}/", _LETTER)
        parts = (
            [self._page("verkort-re-integratieverslag", {"dossier": dossier}, shown, "", _SHORT)] if is_short else []
        )
        parts += [self._piece(piece, number, documents) for number, piece in numbered]
        for folder in (UWV, EMPLOYEE):
            yield from (_in_folder(folder, entry) for entry in parts)

    def _page(self, template: str, values: Mapping[str, object], used: set[str], folder: str, line: Stuk) -> Entry:
        result = self.press.render(template, values, used, folder + line.bestand, line.titel)
        return Entry(template.replace("-", "_"), template, _within_limit(result))

    def _line(self, piece: Piece, number: int, dossier: View, used: set[str]) -> Stuk:
        """Returns the line of a file in the lists."""
        # The same document may be there as a Word file and as a PDF.
        name = self._name(piece, number).removesuffix(".docx")
        if piece.attachment is not None:
            item = dossier["bijlagen"][piece.attachment.index]
            title = str(item["omschrijving"]) if piece.part is OVERIG else piece.part.title
            person = item["opsteller"]
            makers = f"{person['naam']}, {person['functie']}" if person else ""
            return Stuk(title, item["datum"], name, makers, piece.part.purpose)
        index = piece.index or 0
        document = view_of(naming.documents_of(self.data)[index], index, used)
        return Stuk(piece.part.title, document["datum"], name, makers_of(document), piece.part.purpose)

    def _name(self, piece: Piece, number: int) -> str:
        if piece.attachment is None:
            return naming.file_name(naming.documents_of(self.data)[piece.index or 0], f"{number:02}")
        day = f"-{piece.day}" if piece.day else ""
        return f"{number:02}-{plain_name(piece.part.title)}{day}{piece.attachment.suffix}"

    def _piece(self, piece: Piece, number: int, documents: Mapping[int, Entry]) -> Entry:
        name = self._name(piece, number)
        if piece.attachment is None:
            entry = documents[piece.index or 0]
            return replace(entry, result=_within_limit(replace(entry.result, name=name)))
        pointer = f"/bijlagen/{piece.attachment.index}"
        causes = self.press.gate.own(pointer)
        title = piece.part.title
        file = Rendered(name, title, piece.attachment.content, is_foreign=True)
        made = Withheld(name, title, causes) if causes else file
        return Entry(piece.part.key, f"bijlage-{piece.attachment.index + 1:02}", _within_limit(made))

    def _unreadable(self) -> Iterator[Entry]:
        """Yields the files that the dossier wants to go along and that could not be taken in."""
        items = self.data.get("bijlagen")
        taken = {attachment.index for attachment in self.attachments}
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if index not in taken and isinstance(item, Mapping) and item.get("pad") is not None:
                causes = self.press.gate.own(f"/bijlagen/{index}")
                lost = Cause("bijlage.bestand", f"/bijlagen/{index}/pad", "Dit bestand is niet gelezen.")
                yield Entry("bijlage", f"bijlage-{index + 1:02}", Withheld(UWV, TITLE, causes or (lost,)))


def _short_line(dossier: View) -> Stuk:
    contact = dossier["werkgever"]["contactpersoon"]
    makers = ", ".join(str(contact[name]) for name in ("naam", "functie") if contact[name])
    day = dossier["bijgewerkt_op"]
    return replace(_SHORT, datum=day, bestand=_SHORT_LISTED, makers=makers, doel=_SHORT_PURPOSE)


def _in_folder(folder: str, entry: Entry) -> Entry:
    return replace(entry, result=replace(entry.result, name=f"{folder}/{entry.result.name}"))


def _within_limit(result: Rendered | Withheld) -> Rendered | Withheld:
    """Returns a file, or why it is too large for UWV."""
    if isinstance(result, Withheld) or len(result.content) <= MAX_BYTES:
        return result
    large = Cause(
        "uwv.grootte", "", f"{result.title} is groter dan 10 MB, en dat neemt UWV niet aan. Verklein de beelden."
    )
    return Withheld(result.name, result.title, (large,))
