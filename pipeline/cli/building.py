"""The verbs that make documents of dossiers: build and demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import FOLDER, Command, json_option, paths_argument, quiet_option
from pipeline.cli.running import DEFAULT_MEANS, Means, complain, engine_options, finish, interruptible, tracked
from pipeline.errors import ExitCode
from pipeline.formats import read_day

if TYPE_CHECKING:
    from datetime import date

    from pipeline.batch.building import Tally
    from pipeline.batch.inputs import Input
    from pipeline.model import Built


@click.command(cls=Command)
@paths_argument
@click.option("--out", type=FOLDER, metavar="MAP", required=True, help="Map voor de documenten.")
@click.option("--house-style", metavar="NAAM", default="_basis", show_default=True, help="Naam van de huisstijl.")
@click.option(
    "--form",
    "forms",
    metavar="NAAM",
    multiple=True,
    help="Maak ook een leeg formulier of gegevensblad; 'ontbrekend' maakt wat het dossier mist. Mag vaker.",
)
@click.option("--pdf", is_flag=True, help="Maak van elk document ook een pdf (PDF/A-2b); vraagt LibreOffice.")
@click.option("--op", metavar="DATUM", type=read_day, help="Beoordeel op deze dag, in plaats van op 'bijgewerkt_op'.")
@click.option("--overwrite", is_flag=True, help="Vervang de dossiermappen van een eerdere run.")
@click.option("--resume", is_flag=True, help="Ga verder met een run die niet af is; wat klaar is, wordt overgeslagen.")
@engine_options
@json_option
@quiet_option
def build(
    paths: Sequence[str],
    out: Path,
    house_style: str,
    forms: Sequence[str],
    pdf: bool,
    op: date | None,
    overwrite: bool,
    resume: bool,
    means: Means,
    as_json: bool,
    quiet: bool,
) -> None:
    """Maakt de documenten van dossiers in Word.

    Een document met medische gegevens of onjuiste velden wordt achtergehouden; de andere worden geschreven.
    """
    from pipeline import flow
    from pipeline.reports import batch, wording

    flow.check_forms(forms)
    if pdf:
        flow.require_office()
    options = _Options(house_style, tuple(forms), op, overwrite, resume, pdf)
    lines = None if quiet else wording.build_lines
    with interruptible() as stop, _building(paths, out, options, means, stop, quiet=quiet or as_json) as (made, tally):
        finish(
            made,
            lines,
            lambda totals: wording.build_summary(totals, str(out)),
            as_json=as_json,
            failed=tally.failed,
            ending=lambda: batch.run_lines(tally.by_status, tally.earlier, tally.total, is_stopped=stop()),
            is_stopped=stop,
        )


@click.command(cls=Command)
@click.option("--out", type=FOLDER, metavar="MAP", default="demo", show_default=True, help="Map voor de documenten.")
def demo(out: Path) -> None:
    """Bouwt de voorbeelddossiers en zegt waar u naar kunt kijken."""
    from pipeline.reports import console, wording
    from pipeline.reports.totals import Totals
    from pipeline.resources import data_root

    samples = data_root("samples") / "dossiers"
    options = _Options(overwrite=True)
    totals = Totals()
    with _building([str(samples)], out, options, DEFAULT_MEANS, lambda: False, quiet=False) as (made, tally):
        for item in made:
            totals = totals.plus(item)
            console.show(wording.build_lines(item))
    console.show(wording.build_summary(totals, str(out)))
    console.show(wording.demo_notes(str(samples), str(out), totals))
    if tally.failed:
        complain(tally.failed)
        click.get_current_context().exit(ExitCode.CANNOT_WRITE)


@dataclass(frozen=True, slots=True)
class _Options:
    """What the user asked of a run, by the names of the options."""

    house_style: str = "_basis"
    forms: tuple[str, ...] = ()
    op: date | None = None
    overwrite: bool = False
    resume: bool = False
    pdf: bool = False


@contextmanager
def _building(
    paths: Sequence[str], out: Path, options: _Options, means: Means, stop: Callable[[], bool], *, quiet: bool
) -> Iterator[tuple[Iterator[Built], Tally]]:
    """Gives what is built, each when it is written, and the counts, which fill meanwhile."""
    from pipeline.batch.building import Tally, opened
    from pipeline.batch.choosing import engine_for, warning_for
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, STDIN, find
    from pipeline.batch.making import Order
    from pipeline.batch.work import Limits

    def inputs() -> Iterator[Input]:
        return find(paths, DOSSIER_SUFFIXES, others=False)

    tally = Tally(total=sum(1 for _ in inputs()))
    engine = engine_for(tally.total, means.jobs, means.cluster, alone=STDIN in paths)
    order = Order(str(out.absolute()), options.house_style, options.forms, options.op, str(Path.cwd()))
    limits = Limits(means.seconds, means.memory_mb)
    if warning := warning_for(means.cluster):
        click.echo(warning, err=True)
    overwrite, resume, pdf = options.overwrite, options.resume, options.pdf
    with opened(order, inputs, engine, limits, total=tally.total, overwrite=overwrite, resume=resume, pdf=pdf) as site:
        made = site.build(inputs(), tally, stop)
        yield tracked(made, "Bouwen", tally.total, quiet=quiet), tally
