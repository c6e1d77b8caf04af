"""What a person reads of a screening on a terminal: the counts, what was not examined, and the next step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.reports.line import Line, Tone
from pipeline.reports.screening.words import STATUSES, counted, shown

if TYPE_CHECKING:
    from pipeline.examined import Examined, Tally


def document_line(item: Examined) -> Line:
    """Returns the line of one document: its name and how it ended."""
    counts = f", {counted(len(item.standing), 'bevinding', 'bevindingen')}" if item.standing else ""
    said = STATUSES[item.status] if not item.status.is_complete or not item.findings else "onderzocht"
    tone = Tone.GOOD if item.status.is_complete and not item.standing else Tone.BAD
    return Line(f"{shown(item.path)}: {said}{counts}", tone)


def summary(tally: Tally, out: str, written: list[str], *, stopped: bool = False) -> Iterator[Line]:
    """Yields the last lines: the counts, where the reports are, and what to do now.

    Args:
        tally: the counts.
        out: the folder of the reports.
        written: the names of the reports in it.
        stopped: whether the user ended it before its end.
    """
    complete = tally.documents - tally.incomplete
    documents = counted(tally.documents, "document", "documenten")
    copies = f", waarvan {counted(tally.copies, 'kopie', 'kopieën')}" if tally.copies else ""
    yield Line(f"{documents}{copies}: {counted(complete, 'is', 'zijn')} helemaal onderzocht.", Tone.HEAD)
    if tally.findings:
        doubtful = tally.findings - tally.blocking
        share = f" ({counted(doubtful, 'vermoeden', 'vermoedens')})" if doubtful else ""
        places = counted(tally.marked, "document of map", "documenten en mappen")
        tone = Tone.BAD if tally.blocking else Tone.DOUBT
        yield Line(f"{counted(tally.findings, 'bevinding', 'bevindingen')}{share} in {places}.", tone)
    elif not tally.incomplete:
        yield Line("Geen bevindingen. De regels zien niet alles: lees steekproeven zelf na.", Tone.GOOD)
    else:
        yield Line("Geen bevindingen in wat gelezen is.")
    if tally.silenced:
        yield Line(f"{counted(tally.silenced, 'bevinding is', 'bevindingen zijn')} onderdrukt en tellen niet mee.")
    if tally.incomplete:
        rest = counted(tally.incomplete, "document is", "documenten zijn")
        yield Line(f"{rest} niet of niet helemaal onderzocht: deze uitkomst is onvolledig.", Tone.BAD)
    yield Line(f"Geschreven in {out}: {', '.join(written)}.", Tone.GOOD)
    if stopped:
        yield Line("Onderbroken: de rest van de documenten is niet onderzocht.", Tone.BAD)
    elif tally.findings or tally.incomplete:
        yield Line(f"Volgende stap: open {written[-1] if len(written) == 1 else 'rapport.html'} in die map.")
