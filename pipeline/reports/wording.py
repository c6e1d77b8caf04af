"""What a person reads of a run, in plain Dutch: lines with a tone, never with text of a document unless asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from pipeline.model import Category
from pipeline.reports import checking
from pipeline.reports.line import Line as Line
from pipeline.reports.line import Tone as Tone
from pipeline.reports.line import count as _count

if TYPE_CHECKING:
    from pipeline.model import Built, Cause, Finding, Outcome, Problem, Unread, Withheld
    from pipeline.reports.totals import Totals

CONFIDENTIAL: Final = "VERTROUWELIJK: deze uitvoer bevat gezondheidsgegevens. Bewaar en deel haar niet."

_FROM_OTHERS: Final = (
    "Hier is geen sjabloon voor, want deze stukken komen van de arbeidsdeskundige, het re-integratiebedrijf of UWV: "
    "voeg ze zelf toe."
)

_MENTIONS: Final[dict[str, str]] = {
    Category.DIAGNOSE: "een ziekte of aandoening",
    Category.KLACHT: "een klacht",
    Category.OORZAAK: "de oorzaak van het verzuim",
    Category.MEDICATIE: "een medicijn",
    Category.BEHANDELING: "een behandeling",
    Category.ZORGVERLENER: "een zorgverlener",
    Category.ZWANGERSCHAP: "een zwangerschap",
    Category.DERDE: "de gezondheid van iemand anders",
    Category.IDENTIFICATIE: "een persoonsnummer dat hier niet hoort",
}


def validate_lines(outcome: Outcome, *, verbose: bool = False) -> Iterator[Line]:
    """Yields what is wrong with one dossier; nothing for a good one unless `verbose`."""
    if outcome.problems or outcome.unread or outcome.remarks:
        counted = [_count(len(outcome.problems), "probleem", "problemen")] if outcome.problems else []
        found = ", ".join(counted + checking.counts(outcome.remarks))
        yield Line(f"{outcome.path}: {found or 'niet gelezen'}", Tone.HEAD)
        yield from (_problem_line(problem) for problem in outcome.problems)
        yield from checking.check_lines(outcome.checks, verbose=verbose)
        yield from (_unread_line(unread) for unread in outcome.unread)
    elif verbose:
        yield Line(f"{outcome.path}: geen problemen gevonden", Tone.GOOD)
        yield from checking.check_lines(outcome.checks, verbose=verbose)


def scan_lines(
    outcome: Outcome, text: Callable[[Finding], str] | None = None, *, verbose: bool = False
) -> Iterator[Line]:
    """Yields what was found in one file; nothing for a clean one unless `verbose`.

    Args:
        outcome: what came of the file.
        text: gives the text of a hit (`--show-text`); `CONFIDENTIAL` belongs above such output.
        verbose: whether a file without findings gets a line too.
    """
    if outcome.findings or outcome.problems or outcome.unread:
        counted = _count_findings(len(outcome.findings))
        yield Line(f"{outcome.path}: {counted if outcome.findings else 'niet of niet helemaal gelezen'}", Tone.HEAD)
        for finding in outcome.findings:
            yield from _finding_lines(finding, text)
        yield from (_problem_line(problem) for problem in outcome.problems)
        yield from (_unread_line(unread) for unread in outcome.unread)
    elif verbose:
        yield Line(f"{outcome.path}: niets gevonden", Tone.GOOD)


def build_lines(built: Built) -> Iterator[Line]:
    """Yields what was made of one dossier: counts, what was withheld and why, what others make, every other finding."""
    yield Line(f"{built.path}: {_made(built)}", Tone.HEAD)
    # Two findings in one place read the same.
    yield from dict.fromkeys(_withheld_line(item, cause) for item in built.withheld for cause in item.causes)
    yield from (Line(f"  {note}", Tone.NOTE) for note in built.notes)
    if built.untemplated:
        yield Line(
            f"  Geen Word-bestand van: {', '.join(item.title for item in built.untemplated)}. {_FROM_OTHERS}", Tone.NOTE
        )
    yield from checking.short_lines(built.checks)
    told = {cause.place for withheld in built.withheld for cause in withheld.causes}
    for finding in built.findings:
        if finding.place not in told:
            yield from _finding_lines(finding, None)
    yield from (_problem_line(problem) for problem in built.problems if problem.pointer not in told)
    yield from (_unread_line(unread) for unread in built.unread)


def validate_summary(totals: Totals) -> Iterator[Line]:
    """Yields the last lines of `validate`: the counts and the next step."""
    dossiers = _count(totals.documents, "dossier", "dossiers")
    if totals.problems:
        problems = _count(totals.problems, "probleem", "problemen")
        yield Line(f"{problems} in {totals.marked} van {dossiers}.", Tone.BAD)
        yield Line("Volgende stap: verbeter de genoemde velden en draai validate opnieuw.")
    elif totals.unread:
        yield Line(f"Geen problemen gevonden in wat gelezen is van {dossiers}.")
    elif not totals.faults:
        yield Line(f"Geen problemen gevonden in {dossiers}.", Tone.GOOD)
    yield from checking.summary(totals)
    yield from _incomplete(totals)


def scan_summary(totals: Totals) -> Iterator[Line]:
    """Yields the last lines of `scan`: the counts and the next step."""
    files = _count(totals.documents, "bestand", "bestanden")
    doubtful = totals.findings - totals.blocking
    if totals.findings:
        share = f" ({_count(doubtful, 'vermoeden', 'vermoedens')})" if doubtful else ""
        tone = Tone.BAD if totals.blocking else Tone.DOUBT
        yield Line(f"{_count_findings(totals.findings)}{share} in {totals.marked} van {files}.", tone)
        yield Line("Volgende stap: herschrijf deze plaatsen in termen van werk en scan opnieuw.")
    elif totals.unread:
        yield Line(f"Geen bevindingen in wat gelezen is van {files}.")
    else:
        yield Line(f"Geen bevindingen in {files}. De regels zien niet alles: lees zelf na.", Tone.GOOD)
    yield from _incomplete(totals)


def build_summary(totals: Totals, out: str) -> Iterator[Line]:
    """Yields the last lines of `build`: the counts, the folder `out` and the next step."""
    written = _count(totals.written, "document", "documenten")
    dossiers = _count(totals.documents, "dossier", "dossiers")
    yield Line(f"{written} van {dossiers} geschreven in {out}.", Tone.GOOD if totals.written else Tone.PLAIN)
    if totals.withheld:
        withheld = _count(totals.withheld, "document", "documenten")
        yield Line(f"{withheld} achtergehouden; daarvan staat niets op schijf.", Tone.BAD)
        yield Line("Volgende stap: pas de genoemde plaatsen in het dossier aan en bouw opnieuw met --overwrite.")
    elif totals.marked:
        yield from _outside_documents(totals)
    elif totals.written:
        yield Line("Volgende stap: lees de documenten na en laat ze ondertekenen.")
    yield from _incomplete(totals)


def _outside_documents(totals: Totals) -> Iterator[Line]:
    """Yields what a person must look at although every document could be made."""
    doubtful = totals.findings - totals.blocking
    if totals.blocking or totals.problems:
        yield Line("Volgende stap: verbeter wat hierboven staat; in wat gemaakt is, komt het niet voor.", Tone.BAD)
    if doubtful:
        count = _count(doubtful, "vermoeden", "vermoedens")
        yield Line(f"{count}: laat iemand meelezen voordat u de documenten deelt.", Tone.DOUBT)


def demo_notes(samples: str, out: str, totals: Totals) -> Iterator[Line]:
    """Yields what to look at after the demo, and how `build` on the same folder ends."""
    yield Line(f"De dossiers zijn verzonnen. Elke map in {out} is een dossier; open de Word-documenten erin.")
    yield Line(
        f"In elke map zegt manifest.json wat er gemaakt en wat er achtergehouden is. De dossiers staan in {samples}."
    )
    if totals.withheld:
        ending = f"exitcode {int(totals.exit_code)}, omdat er documenten zijn achtergehouden"
        yield Line(f"Een gewone run eindigt hier met {ending}; de demo zelf met 0:")
    else:
        yield Line("Hetzelfde als gewone run:")
    yield Line(f"  poortwachter build {samples} --out MAP", Tone.NOTE)


def _made(built: Built) -> str:
    if built.unread and not built.folder:
        return "niet gelezen" if any(not item.part for item in built.unread) else "niet gemaakt"
    if not built.withheld and not built.manifest.get("documents", built.documents):
        return "geen documenten om te maken"
    made = _count(len(built.documents), "document", "documenten")
    return f"{made} gereed, {len(built.withheld)} achtergehouden"


def _withheld_line(withheld: Withheld, cause: Cause) -> Line:
    return Line(f"  Achtergehouden: {withheld.title} - {_reason(cause)}", Tone.BAD)


def _reason(cause: Cause) -> str:
    place = f" ({cause.place})" if cause.place else ""
    mention = _MENTIONS.get(cause.rule.partition(".")[0])
    if mention is None:
        return f"{cause.message.removesuffix('.')}{place}."
    advice = f" Advies: {cause.message}" if cause.message else ""
    return f"noemt {mention}{place}.{advice}"


def _finding_lines(finding: Finding, text: Callable[[Finding], str] | None) -> Iterator[Line]:
    label, verb = ("Bevinding", "noemt") if finding.blocking else ("Vermoeden", "noemt misschien")
    place = f"{finding.place}, " if finding.place else ""
    where = f"{place}teken {finding.start + 1} tot en met {finding.end}"
    tone = Tone.BAD if finding.blocking else Tone.DOUBT
    yield Line(f"  {label}: {verb} {_MENTIONS[finding.category]} ({where}; regel {finding.rule}).", tone)
    if text is not None:
        yield Line(f"    Tekst: {text(finding)}")
    if finding.advice:
        yield Line(f"    Advies: {finding.advice}")
    if finding.proposal:
        yield Line(f"    Voorstel: {finding.proposal}")
    if finding.basis:
        yield Line(f"    Grondslag: {finding.basis}", Tone.NOTE)


def _problem_line(problem: Problem) -> Line:
    line = f"regel {problem.line}" if problem.line is not None else ""
    where = ", ".join(part for part in (line, problem.pointer) if part)
    return Line(f"  Probleem{f' ({where})' if where else ''}: {problem.message}", Tone.BAD)


def _unread_line(unread: Unread) -> Line:
    part = f" ({unread.part})" if unread.part else ""
    return Line(f"  Niet gelezen{part}: {unread.reason}", Tone.BAD)


def _incomplete(totals: Totals) -> Iterator[Line]:
    if totals.unread:
        parts = _count(totals.unread, "onderdeel is", "onderdelen zijn")
        yield Line(f"{parts} niet gelezen: deze uitkomst is onvolledig.", Tone.BAD)


def _count_findings(number: int) -> str:
    return _count(number, "bevinding", "bevindingen")
