"""The verb that takes filled documents back into a dossier: readback."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.frame import Command, Target, json_option

if TYPE_CHECKING:
    from pipeline.batch.inputs import Input


@click.command(cls=Command)
@click.argument("paths", metavar="DOCUMENT... [DOSSIER]", nargs=-1, required=True)
@click.option("--out", type=Target(dir_okay=False, path_type=Path), metavar="BESTAND", help="Het nieuwe dossier.")
@click.option("--overwrite", is_flag=True, help="Vervang een dossier dat er al staat, maar nooit het gelezen dossier.")
@json_option
def readback(paths: Sequence[str], out: Path | None, overwrite: bool, as_json: bool) -> None:
    """Leest ingevulde en ondertekende Word-documenten terug in hun dossier, en zegt wat er verandert.

    Medische gegevens worden niet overgenomen. Zonder DOSSIER toont het alleen wat er is ingevuld.
    """
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, STDIN, find
    from pipeline.batch.store import write_file
    from pipeline.errors import UnreadableError
    from pipeline.reports import console
    from pipeline.reports.readback import exit_code, readback_json, readback_lines

    found = list(find(paths, DOSSIER_SUFFIXES | {".docx"}, others=False))
    dossiers = [item for item in found if item.path == STDIN or Path(item.path).suffix.lower() in DOSSIER_SUFFIXES]
    documents = [item for item in found if item not in dossiers]
    if len(dossiers) > 1 or not documents or (out and not dossiers):
        raise click.UsageError("Noem een of meer Word-documenten en één dossier; --out kan alleen met een dossier.")

    def given(item: Input) -> tuple[str, bytes | str]:
        try:
            return item.path, item.read()
        except UnreadableError as error:
            return item.path, str(error)

    path = dossiers[0].path if dossiers else ""
    read = flow.readback(map(given, documents), path, dossiers[0].read() if dossiers else None)
    written = ""
    if out and read.content:
        kept = [Path(item.path) for item in found if item.path != STDIN]
        write_file(out, read.content, overwrite=overwrite, inputs=kept)
        written = str(out)
    if as_json:
        click.echo("\n".join(readback_json(read)))
    else:
        console.show(readback_lines(read, written))
    click.get_current_context().exit(exit_code(read))
