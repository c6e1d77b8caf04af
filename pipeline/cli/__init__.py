"""The command line: verbs and options in, lines and an exit code out. No logic of its own."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import click

from pipeline.cli import (
    audit,
    building,
    dossiers,
    marking,
    overview,
    readback,
    review,
    rules,
    scanning,
    screening,
    templates,
)
from pipeline.cli.frame import Command, Verbs
from pipeline.errors import ExitCode

# Click speaks through gettext; its texts in Dutch lie beside this folder.
os.environ["LANGUAGE"] = "nl"
gettext.bindtextdomain("messages", str(Path(__file__).parents[1] / "locale"))

EXIT_CODES = """\b
Exitcodes: 0 niets gevonden · 1 bevindingen of problemen · 2 verkeerd gebruik · 3 onvolledig ·
4 eigen gegevens onjuist · 5 niet te schrijven · 70 fout in het programma · 130 onderbroken"""


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(package_name="poortwachter", prog_name="poortwachter")
def main() -> None:
    """Controleert re-integratiedossiers en maakt er documenten van, zonder medische gegevens.

    Een PAD is een bestand, een map of - (standaardinvoer).
    """


@click.command(cls=Command)
def doctor() -> None:
    """Toont versies en wat op deze computer ontbreekt, zonder persoonsgegevens."""
    from pipeline import doctor as examination
    from pipeline.reports import console

    lines, healthy = examination.examine()
    console.show(lines)
    click.get_current_context().exit(ExitCode.OK if healthy else ExitCode.OWN_DATA)


for verb in (
    dossiers.validate,
    scanning.scan,
    screening.screen,
    marking.annotate,
    marking.redact,
    review.review,
    audit.audit,
    building.build,
    dossiers.deadlines,
    readback.readback,
    overview.overview,
    overview.retention,
    building.demo,
    doctor,
    rules.rules,
    templates.templates,
):
    main.add_command(verb)
