"""The verbs that look at many dossiers at once: overview and retention."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.frame import Command, Target, json_option, paths_argument, quiet_option
from pipeline.cli.running import outcomes_of
from pipeline.formats import read_day

if TYPE_CHECKING:
    from datetime import date

    from pipeline.batch.inputs import Input
    from pipeline.keeping import Retention

PROFILES = ("standaard", "erd_zw", "erd_wga", "re_integratiebedrijf", "arbodienst")
"""The profiles of schemas/v1/bewaartermijnen.json, so that help need not read them; a test holds the two equal."""


@click.command(cls=Command)
@paths_argument
@click.option(
    "--out",
    type=Target(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    required=True,
    help="Het overzicht: een .html- of .xlsx-bestand.",
)
@click.option(
    "--op", metavar="DATUM", type=read_day, help="De dag van het overzicht; anders de jongste uit de dossiers."
)
@click.option("--namen", "names", is_flag=True, help="Zet er namen en bestandsnamen in.")
@click.option("--overwrite", is_flag=True, help="Vervang een overzicht dat er al staat.")
@quiet_option
def overview(paths: Sequence[str], out: Path, op: date | None, names: bool, overwrite: bool, quiet: bool) -> None:
    """Maakt een overzicht van dossiers: wat aandacht vraagt, de dossiers en de totalen."""
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, STDIN, find
    from pipeline.batch.store import write_file
    from pipeline.reports import console
    from pipeline.reports.overview import WRITERS, exit_code, overview_lines

    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise click.UsageError(f"Kies met --out een bestand dat eindigt op {' of '.join(WRITERS)}.")
    inputs = list(find(paths, DOSSIER_SUFFIXES, others=False))

    def work(item: Input) -> Any:
        return flow.open_case(item.path, item.read())

    opened = list(outcomes_of("Lezen", inputs, work, quiet=quiet, lost=flow.lost_case))
    found = flow.overview(opened, op=op, names=names)
    kept = [Path(item.path) for item in inputs if item.path != STDIN]
    write_file(out, write(found), overwrite=overwrite, inputs=kept)
    lost = [(item.path, item.unread) for item in opened if item.unread]
    console.show(overview_lines(found, str(out), lost, quiet=quiet))
    click.get_current_context().exit(exit_code(found))


@click.command(cls=Command)
@paths_argument
@click.option("--op", metavar="DATUM", type=read_day, help="Zeg wat op deze dag mag worden vernietigd.")
@click.option("--profile", type=click.Choice(PROFILES), help="Reken met dit bewaarprofiel.")
@json_option
def retention(paths: Sequence[str], op: date | None, profile: str | None, as_json: bool) -> None:
    """Zegt hoe lang dossiers bewaard worden en wat weg mag, en vernietigt niets."""
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, find
    from pipeline.reports import console
    from pipeline.reports.retention import exit_code, retention_json, retention_lines

    inputs = list(find(paths, DOSSIER_SUFFIXES, others=False))

    def work(item: Input) -> Retention:
        return flow.retention(item.path, item.read(), op=op, profile=profile or "")

    items = list(outcomes_of("Rekenen", inputs, work, quiet=as_json, lost=flow.lost_retention))
    if as_json:
        click.echo("\n".join(map(retention_json, items)))
    else:
        console.show(retention_lines(items, op, flow.kept_elsewhere()))
    click.get_current_context().exit(exit_code(items))
