"""The verbs that look for medical content: scan."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import KEY_FILE, Command, json_option, paths_argument, quiet_option, verbose_option
from pipeline.cli.running import finish, outcomes_of, shown_by

if TYPE_CHECKING:
    from pipeline.batch.inputs import Input
    from pipeline.model import Outcome


@click.command(cls=Command)
@paths_argument
@json_option
@quiet_option
@verbose_option
@click.option("--show-text", is_flag=True, help="Toon de gevonden tekst. De uitvoer is dan vertrouwelijk.")
@click.option(
    "--key-file",
    type=KEY_FILE,
    metavar="BESTAND",
    help="Sleutel voor vingerafdrukken die tussen runs gelijk blijven.",
)
def scan(
    paths: Sequence[str], as_json: bool, quiet: bool, verbose: bool, show_text: bool, key_file: Path | None
) -> None:
    """Doorzoekt dossiers en tekstbestanden op medische gegevens."""
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, TEXT_SUFFIXES, find
    from pipeline.batch.store import keep_private
    from pipeline.reports import wording

    key = key_file.read_bytes() if key_file else secrets.token_bytes(32)
    if len(key) < 16:  # a shorter one can be guessed, and with it the words behind the fingerprints
        raise click.BadParameter("een sleutel heeft ten minste 16 bytes.", param_hint="--key-file")
    inputs = list(find(paths, DOSSIER_SUFFIXES | TEXT_SUFFIXES, others=True))
    if show_text:
        keep_private(sys.stdout)
        click.echo(wording.CONFIDENTIAL, err=as_json)  # among JSON lines it would break the contract

    def work(item: Input) -> Outcome:
        return flow.scan(item.path, item.read(), key=key, show_text=show_text)

    outcomes = outcomes_of("Doorzoeken", inputs, work, quiet=quiet or as_json)
    lines = None if quiet else lambda outcome: wording.scan_lines(outcome, shown_by(outcome), verbose=verbose)
    finish(outcomes, lines, wording.scan_summary, as_json=as_json)
