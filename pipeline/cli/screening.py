"""The verb that looks for medical content in existing documents of any format: screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import FOLDER, Command, quiet_option
from pipeline.formats import read_day

if TYPE_CHECKING:
    from datetime import date

REPORTS = ("html", "xlsx", "sarif")


@click.command(cls=Command)
@click.argument("roots", metavar="MAP...", nargs=-1, required=True)
@click.option("--out", type=FOLDER, metavar="MAP", required=True, help="De map waar de rapporten komen.")
@click.option("--overwrite", is_flag=True, help="Vervang de rapporten van een vorige keer.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", default=1, help="Werk met N processen tegelijk.")
@click.option("--ocr", is_flag=True, help="Maak tekst van scans en afbeeldingen (met Tesseract).")
@click.option("--html", "html", is_flag=True, help="Maak een webpagina; zonder keuze komen alle rapporten.")
@click.option("--xlsx", "xlsx", is_flag=True, help="Maak een werkblad voor wie de documenten verbetert.")
@click.option("--sarif", "sarif", is_flag=True, help="Maak SARIF 2.1.0, voor programma's.")
@click.option("--op", metavar="DATUM", type=read_day, help="De dag van het onderzoek; die komt in de rapporten.")
@click.option("--show-text", is_flag=True, help="Zet de gevonden tekst in de rapporten. Die zijn dan vertrouwelijk.")
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Sleutel voor vingerafdrukken, in plaats van die in de map.",
)
@click.option("-v", "--verbose", is_flag=True, help="Noem elk document met zijn uitkomst.")
@quiet_option
def screen(
    roots: Sequence[str],
    out: Path,
    overwrite: bool,
    jobs: int,
    ocr: bool,
    html: bool,
    xlsx: bool,
    sarif: bool,
    op: date | None,
    show_text: bool,
    key_file: Path | None,
    verbose: bool,
    quiet: bool,
) -> None:
    """Onderzoekt bestaande documenten van elk soort op medische gegevens, en zegt wat niet te onderzoeken was."""
    from pipeline import flow
    from pipeline.batch import filing
    from pipeline.batch.local import Local
    from pipeline.batch.screening import screen_folders
    from pipeline.batch.store import Store, scratch
    from pipeline.reports import console
    from pipeline.reports.screening import text

    filing.refuse_inside(roots, out)
    Store(out, overwrite=overwrite)
    key = filing.key_for(out, key_file)
    settings = flow.ScreenSettings(key, show_text=show_text, ocr=ocr)
    head = filing.Head(*flow.versions(), filing.key_name(key), tuple(roots), op, ocr, show_text)
    with scratch(out) as lines:
        for item in screen_folders(roots, lines, settings, Local(jobs)):
            if verbose:
                console.show([text.document_line(item)])
        tally = filing.write_report(out, head, filing.documents_of(lines), tuple, overwrite=overwrite)
    console.show(text.summary(tally, str(out), [filing.REPORT]))
    click.get_current_context().exit(tally.exit_code)
