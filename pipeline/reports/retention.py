"""What a person and a program read of retention: proposals with their reasons, and one JSON object a dossier."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from pipeline.errors import ExitCode
from pipeline.formats import dutch_day
from pipeline.keeping import Proposal
from pipeline.reports.line import Line, Tone, wrapped
from pipeline.reports.values import iso, problem_object

if TYPE_CHECKING:
    from pipeline.keeping import Hold, Reading, Retention

_SAYS: Final = {
    Proposal.DESTROY: ("mag worden vernietigd", Tone.BAD),
    Proposal.KEEP: ("bewaren", Tone.GOOD),
    Proposal.HELD: ("niet vernietigen", Tone.DOUBT),
    Proposal.RUNNING: ("loopt nog, bewaren", Tone.PLAIN),
    Proposal.UNKNOWN: ("niet te bepalen", Tone.DOUBT),
}


def retention_lines(items: Sequence[Retention], op: date | None, elsewhere: Sequence[str] = ()) -> Iterator[Line]:
    """Yields the proposal for each dossier with its reasons, and the counts.

    Args:
        items: the proposals.
        op: the day they were judged by.
        elsewhere: what is kept outside the dossiers.
    """
    for item in items:
        yield from _item_lines(item)
    counts = Counter(item.proposal for item in items if not item.unread)
    parts = [f"{counts[proposal]} {says}" for proposal, (says, _) in _SAYS.items() if counts[proposal]]
    if op is None:
        yield Line("Met --op DATUM staat erbij wat op die dag mag worden vernietigd.")
    elif parts:
        yield Line(f"Op {dutch_day(op)}: {', '.join(parts)}.", Tone.HEAD)
    if lost := sum(bool(item.unread) for item in items):
        yield Line(f"{lost} niet gelezen: dit voorstel is onvolledig.", Tone.BAD)
    yield Line("Er is niets vernietigd: dit is een voorstel. Laat iemand die over het dossier gaat, beslissen.")
    for text in elsewhere:
        yield from wrapped(text, "", Tone.NOTE)


def exit_code(items: Sequence[Retention]) -> ExitCode:
    """Returns how the run ends: incomplete outweighs what asks for a decision."""
    if any(item.unread for item in items):
        return ExitCode.INCOMPLETE
    asks = {Proposal.DESTROY, Proposal.UNKNOWN}
    return ExitCode.FOUND if any(item.proposal in asks or item.problems for item in items) else ExitCode.OK


def retention_json(item: Retention) -> str:
    """Returns one dossier as a JSON object on one line; schemas/uitvoer/bewaren.schema.json describes it."""
    reading = item.reading
    return json.dumps(
        {
            "path": item.path,
            "bewaarprofiel": item.profile or None,
            "proposal": item.proposal.value,
            "vernietigen_na": iso(reading.destroy_after) if reading else None,
            "anker": reading.anchor if reading else None,
            "anker_datum": iso(reading.counted_from) if reading else None,
            "years": reading.years if reading else None,
            "why": item.why,
            "rule": reading.rule if reading else "",
            "basis": item.basis,
            "source": reading.source if reading else "",
            "legal_hold": _hold(item.hold),
            "readings": [_reading(other) for other in item.others],
            "notes": list(item.notes),
            "problems": [problem_object(problem) for problem in item.problems],
            "unread": [unread.reason for unread in item.unread],
        },
        ensure_ascii=True,
        allow_nan=False,
    )


def _item_lines(item: Retention) -> Iterator[Line]:
    if item.unread:
        yield Line(f"{item.path}: niet gelezen", Tone.HEAD)
        for unread in item.unread:
            yield from wrapped(f"Niet gelezen: {unread.reason}", "  ", Tone.BAD)
        return
    says, tone = _SAYS[item.proposal]
    until = item.reading.destroy_after if item.reading else None
    when = ""
    if item.proposal is Proposal.KEEP and until:
        when = f" tot en met {dutch_day(until)}"
    elif item.proposal is Proposal.DESTROY and until:
        when = f", sinds {dutch_day(until)} is de termijn voorbij"
    yield Line(f"{item.path}: {says}{when}", tone)
    for text, text_tone in _reasons(item):
        yield from wrapped(text, "  ", text_tone)


def _reasons(item: Retention) -> Iterator[tuple[str, Tone]]:
    if item.hold:
        until = f" tot en met {dutch_day(item.hold.until)}" if item.hold.until else ""
        since = f" sinds {dutch_day(item.hold.since)}" if item.hold.since else ""
        yield f"Vastgehouden{since}{until}: {item.hold.reason.lower()}.", Tone.DOUBT
    if item.profile:
        yield f"Profiel: {item.profile_title}. {item.why}", Tone.PLAIN
    if item.reading:
        yield f"{_counted(item.reading)} {item.reading.rule}", Tone.PLAIN
        yield f"Grond: {item.basis}. Bron: {item.reading.source.removesuffix('.')}.", Tone.NOTE
    for other in item.others:
        yield f"Andere lezing: {_counted(other)} Bron: {other.source.removesuffix('.')}.", Tone.NOTE
    for note in item.notes:
        yield f"Let op: {note}", Tone.DOUBT
    for problem in item.problems:
        line = f"regel {problem.line}, " if problem.line is not None else ""
        yield f"Probleem ({line}{problem.pointer.removeprefix('/')}): {problem.message}", Tone.BAD


def _counted(reading: Reading) -> str:
    years = f"{reading.years} jaar na {reading.anchor_title}"
    if reading.counted_from is None or reading.destroy_after is None:
        return f"{years}; die dag is niet bekend."
    return f"{years} ({dutch_day(reading.counted_from)}): tot en met {dutch_day(reading.destroy_after)}."


def _hold(hold: Hold | None) -> dict[str, object] | None:
    return {"reason": hold.reason, "since": iso(hold.since), "until": iso(hold.until)} if hold else None


def _reading(reading: Reading) -> dict[str, object]:
    return {
        "key": reading.key,
        "years": reading.years,
        "anker": reading.anchor,
        "anker_datum": iso(reading.counted_from),
        "vernietigen_na": iso(reading.destroy_after),
        "rule": reading.rule,
        "source": reading.source,
    }
