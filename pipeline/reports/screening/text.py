"""What a person reads of a screening on a terminal: the counts, what was not examined, and the next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.reports.line import Line, Tone
from pipeline.reports.screening.words import STATUSES, counted, number, shown

if TYPE_CHECKING:
    from pipeline.examined import Examined, Tally


def document_line(item: Examined) -> Line:
    """Returns the line of one document: its name and how it ended."""
    counts = f", {counted(len(item.standing), 'bevinding', 'bevindingen')}" if item.standing else ""
    said = STATUSES[item.status] if not item.status.is_complete or not item.findings else "onderzocht"
    tone = Tone.GOOD if item.status.is_complete and not item.standing else Tone.BAD
    return Line(f"{shown(item.path)}: {said}{counts}", tone)


def summary(
    tally: Tally,
    out: str,
    written: Sequence[str],
    warnings: Sequence[str] = (),
    *,
    compared: bool = False,
    quiet: bool = False,
) -> Iterator[Line]:
    """Yields the last lines: the counts, where the reports are, and what to do now.

    Args:
        tally: the counts.
        out: the folder of the reports.
        written: the names of the reports in it, the one to open first.
        warnings: what is to be said of the suppressions.
        compared: whether the findings were held against those of an earlier screening.
        quiet: whether only the counts are wanted.
    """
    complete = tally.documents - tally.incomplete
    copies = f", waarvan {counted(tally.copies, 'kopie', 'kopieën')}" if tally.copies else ""
    documents = counted(tally.documents, "document", "documenten")
    yield Line(f"{documents}{copies}; helemaal onderzocht: {number(complete)}.", Tone.HEAD)
    yield _findings(tally)
    if compared:
        yield Line(f"Nieuw sinds de vorige keer: {number(tally.new)}.", Tone.BAD if tally.new else Tone.GOOD)
    if tally.silenced:
        yield Line(f"{counted(tally.silenced, 'bevinding is', 'bevindingen zijn')} onderdrukt en tellen niet mee.")
    yield from (Line(warning, Tone.DOUBT) for warning in warnings)
    if tally.incomplete:
        rest = counted(tally.incomplete, "document is", "documenten zijn")
        yield Line(f"{rest} niet of niet helemaal onderzocht: deze uitkomst is onvolledig.", Tone.BAD)
    if quiet:
        return
    yield Line(f"Geschreven in {out}: {', '.join(written)}.", Tone.GOOD)
    if tally.findings or tally.incomplete:
        yield Line(f"Volgende stap: open {written[0]}; daarin staat wat er te doen is.")


def stopped(*, can_resume: bool) -> Iterator[Line]:
    """Yields what a user must know of a screening that was ended before its end."""
    how = "Ga verder met dezelfde opdracht en --resume." if can_resume else "Begin opnieuw."
    yield Line(f"Onderbroken: niet alle documenten zijn onderzocht, dus er is geen rapport. {how}", Tone.BAD)


def _findings(tally: Tally) -> Line:
    if tally.findings:
        doubtful = tally.findings - tally.blocking
        share = f" ({counted(doubtful, 'vermoeden', 'vermoedens')})" if doubtful else ""
        places = counted(tally.marked, "document of map", "documenten en mappen")
        tone = Tone.BAD if tally.blocking else Tone.DOUBT
        return Line(f"{counted(tally.findings, 'bevinding', 'bevindingen')}{share} in {places}.", tone)
    if tally.incomplete:
        return Line("Geen bevindingen in wat gelezen is.")
    return Line("Geen bevindingen. De regels zien niet alles: lees een steekproef zelf na.", Tone.GOOD)
