"""The verbs for house styles: templates check and templates new."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.frame import FOLDER, Verbs, json_option, quiet_option


@click.group(cls=Verbs)
def templates() -> None:
    """Controleert huisstijlen en maakt een nieuwe om mee te beginnen."""


@templates.command("check")
@click.argument("style", metavar="[HUISSTIJL]", default="_basis")
@json_option
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Toon ook wat alleen goed is om te weten.")
def templates_check(style: str, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Controleert een huisstijl: een naam of een map.

    Kijkt naar elk sjabloon: velden, toegankelijkheid, metagegevens, macro's, koppelingen naar buiten en medische tekst,
    en probeert of er met lege, volle en vijandige dossiers documenten van te maken zijn.
    """
    from pipeline import flow
    from pipeline.reports import console
    from pipeline.reports.styles import style_exit_code, style_json, style_lines, style_summary

    remarks = flow.check_style(style)
    if as_json:
        click.echo("\n".join(style_json(remarks)))
    else:
        if not quiet:
            console.show(style_lines(remarks, verbose=verbose))
        console.show(style_summary(remarks, style))
    click.get_current_context().exit(style_exit_code(remarks))


@templates.command("new")
@click.argument("name", metavar="NAAM")
@click.option("--out", type=FOLDER, metavar="MAP", required=True, help="Map waarin de huisstijl een eigen map krijgt.")
@click.option("--overwrite", is_flag=True, help="Vervang een huisstijl.toml die er al staat.")
def templates_new(name: str, out: Path, overwrite: bool) -> None:
    """Maakt een huisstijl om mee te beginnen, met de naam van de organisatie."""
    from pipeline import flow
    from pipeline.batch.store import write_file
    from pipeline.names import folder_name, plain_name
    from pipeline.reports import console
    from pipeline.reports.wording import Line, Tone

    files = flow.new_style(name)
    folder = out / folder_name(plain_name(name) or name)
    for file, content in files.items():
        write_file(folder / file, content, overwrite=overwrite)
    console.show(
        [
            Line(f"Huisstijl gemaakt in {folder}.", Tone.GOOD),
            Line("Volgende stap: zet uw logo in die map, vul huisstijl.toml in en controleer haar met:"),
            Line(f"  poortwachter templates check {folder}", Tone.NOTE),
        ]
    )
