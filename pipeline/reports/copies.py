"""What a person and a program read of copies that were made: where they stand, and what could not be done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.copies import Copied
from pipeline.errors import ExitCode
from pipeline.reports.line import Line, Tone, count

_MADE: Final = {
    "annotate": ("opmerking", "opmerkingen"),
    "redact": ("stuk tekst verwijderd", "stukken tekst verwijderd"),
}


@dataclass(frozen=True, slots=True)
class Copies:
    """The counts of a run.

    Attributes:
        files: files that were taken up; one with nothing to mark gets no copy.
        written: copies that were made.
        lost: files of which no copy could be made.
        marks: stretches of text that were marked or taken out.
        unmarked: findings without a mark.
        kept: findings that stand in a copy still.
        unread: what was not examined, and files without a copy.
    """

    files: int = 0
    written: int = 0
    lost: int = 0
    marks: int = 0
    unmarked: int = 0
    kept: int = 0
    unread: int = 0

    def plus(self, copy: Copied) -> Copies:
        """Returns the counts with one more file in them."""
        return Copies(
            self.files + 1,
            self.written + bool(copy.written),
            self.lost + _is_lost(copy),
            self.marks + copy.count,
            self.unmarked + len(copy.unmarked),
            self.kept + copy.kept,
            self.unread + len(copy.unread),
        )

    @property
    def exit_code(self) -> ExitCode:
        """How the run ends: incomplete when a file has no copy or holds what nobody read."""
        return ExitCode.INCOMPLETE if self.unread else ExitCode.OK


def _is_lost(copy: Copied) -> bool:
    """Says whether a file has no copy because none could be made; one with nothing to mark needs none."""
    return not copy.written and any(not item.part for item in copy.unread)


def copied_lines(copy: Copied, verb: str) -> Iterator[Line]:
    """Yields what came of one file."""
    one, many = _MADE[verb]
    if _is_lost(copy):
        yield Line(f"{copy.path}: geen kopie", Tone.BAD)
    elif copy.written and (copy.count or copy.unmarked or copy.kept or copy.unread):
        yield Line(f"{copy.path}: {count(copy.count, one, many)}, in {copy.written}", Tone.HEAD)
    elif copy.unread:
        yield Line(f"{copy.path}: niets gevonden in wat te lezen was", Tone.HEAD)
    for place in copy.coloured:
        yield Line(f"  {place}: alleen gekleurd, want hier kan geen opmerking staan.", Tone.DOUBT)
    for place in copy.unmarked:
        yield Line(f"  {place}: hier is geen merk te zetten. Kijk zelf.", Tone.DOUBT)
    if copy.kept:
        yield Line(f"  {_kept(copy.kept)}", Tone.DOUBT)
    for item in copy.unread:
        where = f"{item.part}: " if item.part else ""
        yield Line(f"  Niet onderzocht: {where}{item.reason}" if item.part else f"  {item.reason}", Tone.BAD)


def copies_summary(totals: Copies, verb: str, out: str) -> Iterator[Line]:
    """Yields what a run came to."""
    one, many = _MADE[verb]
    made = f"{count(totals.written, 'kopie', 'kopieën')} in {out}, {count(totals.marks, one, many)}."
    yield Line(made, Tone.GOOD if not totals.unread else Tone.PLAIN)
    if clean := totals.files - totals.written - totals.lost:
        yield Line(f"In {count(clean, 'bestand', 'bestanden')} is niets gevonden om te merken; daarvan is geen kopie.")
    if totals.lost:
        lost = count(totals.lost, "bestand", "bestanden")
        yield Line(f"Van {lost} is geen kopie gemaakt; hierboven staat waarom.", Tone.BAD)
    if totals.kept:
        yield Line(_kept(totals.kept), Tone.DOUBT)
    if totals.unread > totals.lost:
        yield Line("In sommige bestanden staat iets dat niemand las, zoals een afbeelding. Bekijk dat zelf.", Tone.BAD)


def _kept(kept: int) -> str:
    which = count(kept, "vermoeden of bevinding blijft", "vermoedens of bevindingen blijven")
    return f"Niet om gevraagd, dus {which} staan. Kijk zelf, of kies --all."


def copied_json(copy: Copied) -> str:
    """Returns what came of one file as a JSON object on one line."""
    return json.dumps(
        {
            "kind": "copy",
            "path": copy.path,
            "written": copy.written or None,
            "marks": copy.count,
            "coloured": list(copy.coloured),
            "unmarked": list(copy.unmarked),
            "kept": copy.kept,
            "unread": [{"part": item.part, "reason": item.reason} for item in copy.unread],
        },
        ensure_ascii=True,
    )


def copies_end_json(totals: Copies) -> str:
    """Returns the last line of a run; without it a reader knows that the run was cut off."""
    return json.dumps(
        {
            "kind": "end",
            "exit_code": int(totals.exit_code),
            "documents": totals.files,
            "written": totals.written,
            "marks": totals.marks,
            "kept": totals.kept,
            "unread": totals.unread,
        }
    )
