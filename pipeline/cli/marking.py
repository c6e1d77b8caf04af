"""The verbs that make copies of files: annotate and redact."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.audit import note, trail_beside, trail_option
from pipeline.cli.frame import FOLDER, Command, json_option, quiet_option

if TYPE_CHECKING:
    from pipeline.batch.copying import CopySettings

_paths_argument = click.argument("paths", metavar="PAD...", nargs=-1, required=True, type=click.Path(exists=True))
_out_option = click.option("--out", type=FOLDER, metavar="MAP", required=True, help="Map voor de kopieën.")
_jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", default=1, help="Werk met N processen tegelijk."
)
_overwrite_option = click.option("--overwrite", is_flag=True, help="Vervang kopieën van een eerdere keer.")


@click.command(cls=Command)
@_paths_argument
@_out_option
@click.option("--blocking", "only_blocking", is_flag=True, help="Markeer geen vermoedens.")
@_jobs_option
@_overwrite_option
@trail_option
@json_option
@quiet_option
def annotate(
    paths: Sequence[str],
    out: Path,
    only_blocking: bool,
    jobs: int,
    overwrite: bool,
    trail: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Maakt kopieën van Word- en pdf-bestanden met een opmerking bij elke bevinding.

    De opmerking noemt de grond en het advies, en herhaalt het woord niet.
    """
    from pipeline.batch.copying import CopySettings

    settings = CopySettings(str(out), tuple(paths), "annotate", everything=not only_blocking, overwrite=overwrite)
    _make_copies(settings, jobs, trail, as_json=as_json, quiet=quiet)


@click.command(cls=Command)
@_paths_argument
@_out_option
@click.option("--all", "everything", is_flag=True, help="Verwijder ook vermoedens.")
@click.option(
    "--replacement", metavar="TEKST", default="[verwijderd]", show_default=True, help="Wat ervoor in de plaats komt."
)
@click.option(
    "--decided",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="Verwijder alleen waar bij dit onderzoek tot inbreuk is besloten.",
)
@click.option("--ocr", is_flag=True, help="Lees ook scans en afbeeldingen (met Tesseract).")
@_jobs_option
@_overwrite_option
@trail_option
@json_option
@quiet_option
def redact(
    paths: Sequence[str],
    out: Path,
    everything: bool,
    replacement: str,
    decided: Path | None,
    ocr: bool,
    jobs: int,
    overwrite: bool,
    trail: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Maakt kopieën van bestanden waaruit de medische gegevens verwijderd zijn.

    Elke kopie wordt opnieuw gelezen; staat er nog iets in, dan wordt zij niet geschreven. Het bestand zelf blijft
    zoals het is.
    """
    from pipeline import flow
    from pipeline.batch.copying import CopySettings

    if flow.scan_text(replacement):
        raise click.BadParameter("deze tekst is zelf een bevinding. Kies een neutrale.", param_hint="--replacement")
    if ocr:
        flow.require_tesseract()
    if decided and everything:
        raise click.UsageError("Kies --all of --decided.")
    chosen = str(decided or "")
    settings = CopySettings(str(out), tuple(paths), "redact", everything, replacement, overwrite, chosen, ocr)
    _make_copies(settings, jobs, trail, as_json=as_json, quiet=quiet)


def _make_copies(settings: CopySettings, jobs: int, trail: Path | None, *, as_json: bool, quiet: bool) -> None:
    """Makes the copies, says what came of each as it comes, and ends with the exit code that follows."""
    from pipeline.batch import filing
    from pipeline.batch.copying import copies_of
    from pipeline.batch.local import Local
    from pipeline.batch.store import Store
    from pipeline.reports import console
    from pipeline.reports.copies import Copies, copied_json, copied_lines, copies_end_json, copies_summary
    from pipeline.reports.reviewing import trail_line

    filing.refuse_inside(settings.roots, Path(settings.out))
    folder, key = trail_beside(Path(settings.out), trail)
    Store(Path(settings.out), overwrite=settings.overwrite)
    totals = Copies()
    for copy in copies_of(settings, Local(jobs)):
        totals = totals.plus(copy)
        if as_json:
            click.echo(copied_json(copy))
        elif not quiet:
            console.show(copied_lines(copy, settings.verb))
    counts = {
        "bestanden": totals.files,
        "kopieën": totals.written,
        "plaatsen": totals.marks,
        "ongelezen": totals.unread,
    }
    head = note(folder, settings.verb, counts, key=key)
    if as_json:
        click.echo(copies_end_json(totals))
    else:
        console.show(copies_summary(totals, settings.verb, settings.out))
        console.show([trail_line(head, str(folder))])
    click.get_current_context().exit(totals.exit_code)
