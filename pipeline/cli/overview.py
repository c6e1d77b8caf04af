"""The verbs that look at many dossiers at once: overview and retention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import Command, json_option, paths_argument
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
