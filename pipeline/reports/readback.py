"""What filled documents brought into a dossier, for a person and for a program: per place the old and the new value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import ExitCode
from pipeline.formats import dutch_day, parse_date
from pipeline.reports.line import Line, Tone, count
from pipeline.reports.lines import end_line, outcome_lines
from pipeline.reports.totals import Totals

if TYPE_CHECKING:
    from pipeline.controls import Change, Readback
    from pipeline.model import Finding, Problem

_LONGEST: Final = 70
_NOTHING: Final = "(leeg)"
_HIDDEN: Final = "(niet getoond)"


def readback_lines(item: Readback, written: str = "") -> Iterator[Line]:
    """Yields what came of reading documents back.

    Args:
        item: what came of it.
        written: the file that the new dossier stands in, "" when none was written.
    """
    for path, kind, touched in item.controls:
        yield Line(f"{path} ({kind}): {count(touched, 'veld', 'velden')} ingevuld of gewijzigd", Tone.HEAD)
    yield from (Line(f"  {_change(change)}") for change in item.changes)
    yield from (_refused(finding) for finding in item.findings)
    yield from (_problem(problem) for problem in item.problems)
    yield from (Line(f"{unread.part}: niet gelezen. {unread.reason}", Tone.BAD) for unread in item.unread)
    yield _summary(item, written)


def readback_json(item: Readback) -> Iterator[str]:
    """Yields a JSON line for every change, finding, problem and document that was not read, and the end."""
    for change in item.changes:
        line = {"kind": "change", "path": item.path, "pointer": change.pointer, "new": change.new}
        yield json.dumps(line | ({"old": change.old} if change.shows_old else {}), ensure_ascii=True, allow_nan=False)
    yield from outcome_lines(item)
    totals = Totals(
        documents=item.documents + len(item.unread),
        findings=len(item.findings),
        blocking=sum(finding.blocking for finding in item.findings),
        problems=len(item.problems),
        unread=len(item.unread),
    )
    yield end_line(totals, exit_code(item))


def exit_code(item: Readback) -> ExitCode:
    """Returns how the run ended: incomplete when a document was not read, found when a value was not taken in."""
    if item.unread:
        return ExitCode.INCOMPLETE
    return ExitCode.FOUND if item.problems or item.findings else ExitCode.OK


def _change(change: Change) -> str:
    old = _shown(change.old) if change.shows_old else _HIDDEN
    return f"{change.pointer}: {old} → {_shown(change.new)}"


def _shown(value: Any) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if day := parse_date(value):
        return dutch_day(day)
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _refused(finding: Finding) -> Line:
    if finding.blocking:
        return Line(f"  {finding.place}: niet overgenomen ({finding.rule}). {finding.advice}", Tone.BAD)
    return Line(f"  {finding.place}: overgenomen, maar kijk ernaar ({finding.rule}). {finding.advice}", Tone.DOUBT)


def _problem(problem: Problem) -> Line:
    return Line(f"  {problem.pointer or '/'}: {problem.message}", Tone.BAD)


def _summary(item: Readback, written: str) -> Line:
    refused = len({finding.place for finding in item.findings if finding.blocking})
    parts = [count(len(item.changes), "wijziging", "wijzigingen")]
    parts += [f"{count(refused, 'waarde', 'waarden')} niet overgenomen"] if refused else []
    parts += [count(len(item.problems), "probleem", "problemen")] if item.problems else []
    said = f"{', '.join(parts)}."
    if written:
        return Line(f"{said} Het nieuwe dossier staat in {written}; het oude is niet veranderd.", Tone.GOOD)
    if item.content:
        return Line(f"{said} Er is niets geschreven; geef --out BESTAND voor het nieuwe dossier.", Tone.NOTE)
    if not item.path:
        return Line(f"{said} Noem ook het dossier om ze over te nemen.", Tone.NOTE)
    return Line(f"{said} Er is niets te schrijven.", Tone.NOTE)
