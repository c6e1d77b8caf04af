"""The verb that looks for medical content in existing documents of any format: screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.audit import key_option, note, today
from pipeline.cli.frame import FOLDER, Command, json_option, quiet_option
from pipeline.cli.running import Means, engine_options, interruptible
from pipeline.errors import ExitCode, WrongUseError
from pipeline.formats import read_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import BinaryIO

    from pipeline.batch.journal import Journal
    from pipeline.batch.store import Store
    from pipeline.examined import Examined, Tally
    from pipeline.flow import ScreenSettings
    from pipeline.reports.screening.report import Report

_FEW = 20
"""With fewer documents than this a second process takes longer to start than it saves."""


@click.command(cls=Command)
@click.argument("roots", metavar="MAP...", nargs=-1, required=True)
@click.option("--out", type=FOLDER, metavar="MAP", required=True, help="De map waar de rapporten komen.")
@click.option("--overwrite", is_flag=True, help="Vervang de rapporten van een vorige keer.")
@click.option(
    "--baseline",
    type=click.Path(exists=True, path_type=Path),
    metavar="MAP",
    help="De map van een eerder onderzoek: zeg wat nieuw, ongewijzigd en verdwenen is.",
)
@click.option(
    "--suppressions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Wat niet meer gemeld hoeft te worden; zonder deze keuze onderdrukt.yaml in de map van de rapporten.",
)
@click.option("--ocr", is_flag=True, help="Maak tekst van scans en afbeeldingen (met Tesseract).")
@click.option("--html", is_flag=True, help="Maak een webpagina. Zonder keuze komen alle rapporten.")
@click.option("--xlsx", is_flag=True, help="Maak een werkblad voor wie de documenten verbetert.")
@click.option("--sarif", is_flag=True, help="Maak SARIF 2.1.0, voor programma's.")
@click.option("--op", metavar="DATUM", type=read_day, help="De dag van het onderzoek; die komt in de rapporten.")
@engine_options
@click.option("--resume", is_flag=True, help="Ga verder met een onderzoek dat is afgebroken.")
@click.option("--show-text", is_flag=True, help="Zet de gevonden tekst in de rapporten. Die zijn dan vertrouwelijk.")
@key_option
@json_option
@click.option("-v", "--verbose", is_flag=True, help="Noem elk document met zijn uitkomst.")
@quiet_option
def screen(
    roots: Sequence[str],
    out: Path,
    overwrite: bool,
    baseline: Path | None,
    suppressions: Path | None,
    ocr: bool,
    html: bool,
    xlsx: bool,
    sarif: bool,
    op: date | None,
    means: Means,
    resume: bool,
    show_text: bool,
    key_file: Path | None,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Onderzoekt bestaande documenten van elke soort op medische gegevens, en zegt wat niet te onderzoeken was."""
    from pipeline import flow
    from pipeline.batch import filing
    from pipeline.batch.journal import Journal, exists
    from pipeline.batch.store import Store, alone, keep_private, scratch
    from pipeline.reports import console
    from pipeline.reports.screening import text
    from pipeline.reports.screening.report import Report, contract_lines
    from pipeline.reports.screening.words import CONFIDENTIAL

    if show_text and resume:
        raise WrongUseError("Met --show-text wordt niets bewaard om mee verder te gaan. Laat --resume weg.")
    if ocr:
        flow.require_tesseract()
    filing.refuse_inside(roots, out)
    with interruptible() as stop, alone(out):
        # A run that was killed while it wrote its reports left them beside its journal.
        overwrite = overwrite or (resume and exists(out))
        store = Store(out, overwrite=overwrite)
        filing.refuse_unless_free(out, overwrite=overwrite)
        key = filing.key_for(out, key_file, baseline)
        earlier = filing.earlier_documents(baseline, key) if baseline else None
        named = str(baseline) if baseline else ""
        head = filing.Head(*flow.versions(), filing.key_name(key), tuple(roots), op, ocr, show_text, named)
        settings = flow.ScreenSettings(
            key, show_text=show_text, ocr=ocr, workplace=str(out.absolute()), base=str(Path.cwd())
        )
        standards = flow.Standards(op or today(), key, out, filing.suppressions_in(out, suppressions))
        flow.check_standards(standards)
        journal = None if show_text else Journal(out, head.same_to_resume(), resume=resume)
        with scratch(out) as lines:
            for item in _examined(roots, lines, settings, means, stop, journal, quiet=quiet or as_json):
                if verbose and not as_json:
                    console.show([text.document_line(item)])
            if stop():
                console.show(text.stopped(can_resume=journal is not None), sys.stderr)
                click.get_current_context().exit(ExitCode.INTERRUPTED)
            judged = flow.Judged(lambda: filing.documents_of(lines), standards, earlier)
            tally = filing.write_report(
                out, head, judged, judged.more, lambda counted: _noted(out, counted, key), overwrite=overwrite
            )
        report = Report.open(out / filing.REPORT)
        chosen = [name for name, wanted in (("html", html), ("xlsx", xlsx), ("sarif", sarif)) if wanted]
        written = _write(report, store, out, chosen)
        if journal:
            journal.close()
    if as_json:
        if show_text:
            keep_private(sys.stdout)
            click.echo(CONFIDENTIAL, err=True)
        for line in contract_lines(report):
            click.echo(line)
    else:
        console.show(text.summary(tally, str(out), written, report.warnings, compared=report.is_compared, quiet=quiet))
    click.get_current_context().exit(tally.exit_code)


def _examined(
    roots: Sequence[str],
    lines: BinaryIO,
    settings: ScreenSettings,
    means: Means,
    stop: Callable[[], bool],
    journal: Journal | None,
    *,
    quiet: bool,
) -> Iterator[Examined]:
    """Yields what came of each document, moving the progress bar."""
    from pipeline.batch.choosing import cores, engine_for, warning_for
    from pipeline.batch.screening import screen_folders
    from pipeline.batch.walking import count
    from pipeline.batch.work import Limits
    from pipeline.reports.console import progress

    total = count(roots)
    # Never in the program itself: a document may be made to bring down whoever reads it.
    engine = engine_for(total, means.jobs or (1 if total < _FEW else cores()), means.cluster)
    limits = Limits(means.seconds, means.memory_mb)
    if warning := warning_for(means.cluster):
        click.echo(warning, err=True)
    incomplete = 0
    with progress("Onderzoeken", total, quiet=quiet) as advance:
        for item in screen_folders(roots, lines, settings, engine, limits, stop, journal):
            incomplete += not item.status.is_complete
            if not item.is_folder:
                advance(f"{incomplete} onvolledig")
            yield item


def _noted(out: Path, tally: Tally, key: bytes) -> str:
    counts = {"documenten": tally.documents, "bevindingen": tally.findings, "onvolledig": tally.incomplete}
    return note(out, "screen", counts, key=key)


def _write(report: Report, store: Store, out: Path, chosen: Sequence[str]) -> list[str]:
    """Writes the reports that were chosen, all without a choice, and returns the names of all files."""
    from pipeline.batch import filing
    from pipeline.batch.store import growing
    from pipeline.reports.screening.writers import WRITERS

    names = chosen or tuple(WRITERS)
    filing.remove_others(out, names)
    with store.workshop({"werk": b""}) as folder:
        for name in names:
            with growing(out / filing.report_name(name), overwrite=True) as file:
                WRITERS[name](report, file, folder)
    return [*map(filing.report_name, names), filing.REPORT]
