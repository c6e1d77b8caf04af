"""The verb for deciding about the findings of a screening: review."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.audit import folder_argument, key_option, os_user, stamp, today
from pipeline.cli.frame import Command, Target
from pipeline.errors import WrongUseError
from pipeline.formats import read_day

if TYPE_CHECKING:
    from pipeline.flow import Review


@click.command(cls=Command)
@folder_argument
@click.option("--stats", is_flag=True, help="Zeg per regel hoe vaak zij gelijk had, volgens de besluiten.")
@click.option(
    "--false-alarms",
    type=Target(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Schrijf de valse alarmen op voor wie de regels maakt, zonder persoonsgegevens.",
)
@click.option("--overwrite", is_flag=True, help="Vervang een bestand met valse alarmen dat er al staat.")
@click.option("--door", "person", metavar="NAAM", help="Wie beslist; standaard de gebruiker van deze computer.")
@click.option("--op", metavar="DATUM", type=read_day, help="De dag van de besluiten, in plaats van vandaag.")
@click.option(
    "--tot",
    "until",
    metavar="DATUM",
    type=read_day,
    help="Tot en met welke dag een vals alarm geldt; standaard een jaar.",
)
@key_option
def review(
    folder: Path,
    stats: bool,
    false_alarms: Path | None,
    overwrite: bool,
    person: str | None,
    op: date | None,
    until: date | None,
    key_file: Path | None,
) -> None:
    """Toont de bevindingen van een onderzoek een voor een, en bewaart wat u beslist.

    MAP is de map die `screen` schreef. De tekst wordt opnieuw uit het document gelezen en nergens bewaard.
    """
    if stats or false_alarms:
        _tell(folder, false_alarms, stats=stats, overwrite=overwrite)
        return
    _decide(folder, key_file, person or os_user(), op or today(), until)


def _tell(folder: Path, false_alarms: Path | None, *, stats: bool, overwrite: bool) -> None:
    from pipeline.batch.screened import read_screening
    from pipeline.batch.store import write_file
    from pipeline.reports import console, reviewing
    from pipeline.review.decisions import read_decisions
    from pipeline.review.statistics import false_alarms as alarms_in
    from pipeline.review.statistics import scores

    entries = read_decisions(folder)
    if stats:
        console.show(reviewing.score_lines(scores(entries)))
    if false_alarms:
        screening = read_screening(folder)
        content = reviewing.false_alarm_lines(screening.version, screening.rules, alarms_in(entries))
        write_file(false_alarms, content.encode(), overwrite=overwrite)
        click.echo(f"De valse alarmen staan in {click.format_filename(false_alarms)}.", err=True)


def _decide(folder: Path, key_file: Path | None, person: str, day: date, until: date | None) -> None:
    from pipeline import flow
    from pipeline.batch.screened import read_screening
    from pipeline.batch.store import keep_private, workshop
    from pipeline.reports import console, reviewing, wording
    from pipeline.review.identity import read_key
    from pipeline.review.session import Desk
    from pipeline.review.suppression import a_year_after

    longest = a_year_after(day)
    if until is not None and not day <= until <= longest:
        raise WrongUseError(
            "Een vals alarm geldt ten minste vandaag en ten hoogste twaalf maanden. Kies --tot daartussen."
        )
    key = key_file.read_bytes() if key_file else read_key(folder)
    screening = read_screening(folder, key)
    keep_private(sys.stdout)
    click.echo(wording.CONFIDENTIAL)
    desk, clerk = Desk(person, day, until or longest), flow.Clerk(os_user(), stamp)
    read = partial(flow.segments_of, ocr=screening.ocr, convert=flow.converter(partial(workshop, folder.absolute())))
    with flow.Review(folder, key, screening.documents, read, desk, clerk) as work:
        console.show(reviewing.opening_lines(work.suppressed))
        _talk(work, _hearing())
        console.show(reviewing.closing_lines(*work.counts, work.close(), str(folder)))


def _talk(work: Review, hear: Callable[[bool], str | None]) -> None:
    """Shows and asks until there is no more to decide, or nobody answers."""
    from pipeline.reports import console
    from pipeline.reports.line import Line, Tone
    from pipeline.reports.reviewing import glance_lines

    shown: tuple[int, object] | None = None
    while not work.is_done:
        glance = work.glance()
        if shown != (glance.at, glance.decision):
            console.show(glance_lines(glance))
            shown = (glance.at, glance.decision)
        console.show(Line(line, Tone.NOTE) for line in work.question.splitlines())
        said = hear(work.wants_key)
        if said is None:
            return
        if answer := work.say(said):
            console.show([Line(answer, Tone.HEAD)])


def _hearing() -> Callable[[bool], str | None]:
    """Returns what gives the next answer: a key or a line on a terminal, else a line; None when there is no more."""

    def from_terminal(wants_key: bool) -> str | None:
        try:
            return click.getchar() if wants_key else input("> ")
        except EOFError:
            return None

    def from_pipe(_: bool) -> str | None:
        return sys.stdin.readline() or None

    return from_terminal if sys.stdin.isatty() else from_pipe
