"""The verbs that read dossiers and write no documents: validate and deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.frame import Command, Target, json_option, paths_argument, quiet_option, verbose_option
from pipeline.cli.running import finish, outcomes_of
from pipeline.formats import read_day, read_span

if TYPE_CHECKING:
    from datetime import date

    from pipeline.batch.inputs import Input
    from pipeline.model import Deadlines


@click.command(cls=Command)
@paths_argument
@click.option("--op", metavar="DATUM", type=read_day, help="Beoordeel op deze dag, in plaats van op 'bijgewerkt_op'.")
@json_option
@quiet_option
@verbose_option
def validate(paths: Sequence[str], op: date | None, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Controleert dossiers (JSON of YAML) op vorm, samenhang en volledigheid.

    De controles op volledigheid zijn een hulpmiddel: of een re-integratieverslag voldoet, beoordeelt UWV.
    """
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, find
    from pipeline.reports import wording

    inputs = list(find(paths, DOSSIER_SUFFIXES, others=False))
    outcomes = outcomes_of(
        "Controleren", inputs, lambda item: flow.validate(item.path, item.read(), op=op), quiet=quiet or as_json
    )
    lines = None if quiet else lambda outcome: wording.validate_lines(outcome, verbose=verbose)
    finish(outcomes, lines, wording.validate_summary, as_json=as_json)


@click.command(cls=Command)
@click.argument("paths", metavar="[PAD]...", nargs=-1)
@click.option("--eerste-ziektedag", "first_day", metavar="DATUM", type=read_day, help="Reken zonder dossier.")
@click.option(
    "--onderbreking", "recovered", metavar="VAN:TOT", multiple=True, type=read_span, help="Hersteld, tot en met."
)
@click.option("--wazo", "leave", metavar="VAN:TOT", multiple=True, type=read_span, help="Verlof (WAZO).")
@click.option(
    "--zelfde-oorzaak",
    "same_cause",
    type=click.Choice(["ja", "nee", "onbekend"]),
    default="onbekend",
    help="Telt ziekte voor en na het verlof samen, volgens bedrijfsarts of UWV.",
)
@click.option("--op", metavar="DATUM", type=read_day, help="Zeg wat op deze dag nu moet en wat te laat is.")
@click.option("--ics", type=Target(dir_okay=False, path_type=Path), metavar="BESTAND", help="Schrijf een agenda.")
@click.option("--namen", "names", is_flag=True, help="Zet de naam van de werknemer in de agenda.")
@click.option("--overwrite", is_flag=True, help="Vervang een agenda die er al staat.")
@json_option
def deadlines(
    paths: Sequence[str], ics: Path | None, op: date | None, names: bool, overwrite: bool, as_json: bool, **dates: Any
) -> None:
    """Rekent de termijnen uit van dossiers, of vanaf een eerste ziektedag."""
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, STDIN, find
    from pipeline.batch.store import write_file
    from pipeline.reports import console
    from pipeline.reports.deadlines import deadline_json, deadline_lines, exit_code
    from pipeline.reports.ics import calendar

    if bool(paths) == bool(dates["first_day"]) or (paths and (dates["recovered"] or dates["leave"])):
        raise click.UsageError("Noem dossiers, of geef datums met --eerste-ziektedag, --onderbreking en --wazo.")
    inputs = list(find(paths, DOSSIER_SUFFIXES, others=False))

    def work(item: Input) -> Deadlines:
        return flow.deadlines(item.path, item.read(), op=op, labelled=ics is not None)

    read = outcomes_of("Rekenen", inputs, work, quiet=as_json, lost=flow.lost_deadlines)
    cases = flow.compared(list(read)) if paths else [flow.deadlines_of_dates(**dates, op=op)]
    if ics:
        kept = [Path(item.path) for item in inputs if item.path != STDIN]
        write_file(ics, calendar(cases, names=names), overwrite=overwrite, inputs=kept)
    if as_json:
        click.echo("\n".join(map(deadline_json, cases)))
    else:
        console.show(deadline_lines(cases, op))
    click.get_current_context().exit(exit_code(cases))
