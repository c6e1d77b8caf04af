"""The command line: verbs and options in, lines and an exit code out. No logic of its own."""

from __future__ import annotations

import gettext
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import ExitCode, PoortwachterError
from pipeline.formats import read_day, read_span

if TYPE_CHECKING:
    from datetime import date

    from pipeline.batch.inputs import Input
    from pipeline.model import Built, Deadlines, Finding, Outcome
    from pipeline.reports.totals import Totals
    from pipeline.reports.wording import Line

# Click speaks through gettext; its texts in Dutch lie beside this file.
os.environ["LANGUAGE"] = "nl"
gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))

EXIT_CODES = """\b
Exitcodes: 0 niets gevonden · 1 bevindingen of problemen · 2 verkeerd gebruik · 3 onvolledig ·
4 eigen gegevens onjuist · 5 niet te schrijven · 70 fout in het programma · 130 onderbroken"""


class _Command(click.Command):
    """A command whose usage line is Dutch."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[OPTIES]"} | options)


class _Verbs(click.Group):
    """Ends every known error with its own exit code and a Dutch line, and an unknown one without document text."""

    command_class = _Command

    def __init__(self, *args: Any, **options: Any) -> None:
        dutch = {"options_metavar": "[OPTIES]", "subcommand_metavar": "OPDRACHT [ARGUMENTEN]..."}
        super().__init__(*args, **dutch | options)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PoortwachterError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo(
                "Onderbroken. Wat al geschreven is, is volledig; begin opnieuw, bij build met --overwrite.", err=True
            )
            ctx.exit(ExitCode.INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            # Files are behind errors of our own, so this is standard output; who reads no further has not seen all.
            _let_go_of_stdout()
            if isinstance(error, BrokenPipeError):
                ctx.exit(ExitCode.INTERRUPTED)
            click.echo("De uitvoer kan niet worden geschreven. Is de schijf vol?", err=True)
            ctx.exit(ExitCode.CANNOT_WRITE)
        except Exception as error:  # noqa: BLE001  a traceback would show text of a document
            click.echo(f"Fout in het programma ({type(error).__name__}). Meld dit aan de makers.", err=True)
            ctx.exit(ExitCode.BUG)


def _let_go_of_stdout() -> None:
    """Keeps Python from complaining at exit that nobody reads its output any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(package_name="poortwachter", prog_name="poortwachter")
def main() -> None:
    """Controleert re-integratiedossiers en maakt er documenten van, zonder medische gegevens.

    Een PAD is een bestand, een map of - (standaardinvoer).
    """


class _Target(click.Path):
    """A place to write: an empty one, as a variable without a value leaves behind, is not the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("hier staat niets. Noem een map of een bestand.", param, ctx)
        return super().convert(value, param, ctx)


_FOLDER = _Target(file_okay=False, path_type=Path)
_paths = click.argument("paths", metavar="PAD...", nargs=-1, required=True)
_json = click.option("--json", "as_json", is_flag=True, help="Geef JSON-regels in plaats van tekst.")
_quiet = click.option("-q", "--quiet", is_flag=True, help="Toon alleen de samenvatting.")
_verbose = click.option("-v", "--verbose", is_flag=True, help="Noem ook de bestanden waar niets mee is.")


@main.command()
@_paths
@_json
@_quiet
@_verbose
def validate(paths: Sequence[str], as_json: bool, quiet: bool, verbose: bool) -> None:
    """Controleert dossiers (JSON of YAML) op vorm en samenhang."""
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, find
    from pipeline.reports import wording

    inputs = list(find(paths, DOSSIER_SUFFIXES, others=False))
    outcomes = _outcomes(
        "Controleren", inputs, lambda item: flow.validate(item.path, item.read()), quiet=quiet or as_json
    )
    lines = None if quiet else lambda outcome: wording.validate_lines(outcome, verbose=verbose)
    _finish(outcomes, lines, wording.validate_summary, as_json=as_json)


@main.command()
@_paths
@_json
@_quiet
@_verbose
@click.option("--show-text", is_flag=True, help="Toon de gevonden tekst. De uitvoer is dan vertrouwelijk.")
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
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

    outcomes = _outcomes("Doorzoeken", inputs, work, quiet=quiet or as_json)
    lines = None if quiet else lambda outcome: wording.scan_lines(outcome, _shown(outcome), verbose=verbose)
    _finish(outcomes, lines, wording.scan_summary, as_json=as_json)


@main.command()
@_paths
@click.option("--out", type=_FOLDER, metavar="MAP", required=True, help="Map voor de documenten.")
@click.option("--house-style", metavar="NAAM", default="_basis", show_default=True, help="Naam van de huisstijl.")
@click.option("--overwrite", is_flag=True, help="Vervang de dossiermappen van een eerdere run.")
@_json
@_quiet
def build(paths: Sequence[str], out: Path, house_style: str, overwrite: bool, as_json: bool, quiet: bool) -> None:
    """Maakt de documenten van dossiers in Word.

    Een document met medische gegevens of onjuiste velden wordt achtergehouden; de andere worden geschreven.
    """
    from pipeline.reports import wording

    built, failed = _build_all(paths, out, house_style, overwrite=overwrite, quiet=quiet or as_json)
    lines = None if quiet else wording.build_lines
    _finish(built, lines, lambda totals: wording.build_summary(totals, str(out)), as_json=as_json, failed=failed)


def _build_all(
    paths: Sequence[str], out: Path, house_style: str, *, overwrite: bool, quiet: bool
) -> tuple[Iterator[Built], list[str]]:
    """Returns what is built as it is written, and a list that fills with what could not be written."""
    from pipeline import flow
    from pipeline.batch.inputs import DOSSIER_SUFFIXES, STDIN, find
    from pipeline.batch.store import Store
    from pipeline.errors import CannotWriteError

    inputs = list(find(paths, DOSSIER_SUFFIXES, others=False))
    store = Store(out, overwrite=overwrite, inputs=[Path(item.path) for item in inputs if item.path != STDIN])
    failed: list[str] = []

    def written() -> Iterator[Built]:
        def work(item: Input) -> Built:
            return flow.build(item.path, item.read(), house_style=house_style)

        for built in _outcomes("Bouwen", inputs, work, quiet=quiet, lost=flow.lost_build):
            try:
                if built.folder:
                    store.write_built(built)
            except CannotWriteError as error:
                failed.append(str(error))
                yield flow.unwritten(built)
            else:
                yield built

    return written(), failed


@main.command()
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
@click.option("--ics", type=_Target(dir_okay=False, path_type=Path), metavar="BESTAND", help="Schrijf een agenda.")
@click.option("--namen", "names", is_flag=True, help="Zet de naam van de werknemer in de agenda.")
@click.option("--overwrite", is_flag=True, help="Vervang een agenda die er al staat.")
@_json
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

    read = _outcomes("Rekenen", inputs, work, quiet=as_json, lost=flow.lost_deadlines)
    cases = list(read) if paths else [flow.deadlines_of_dates(**dates, op=op)]
    if ics:
        kept = [Path(item.path) for item in inputs if item.path != STDIN]
        write_file(ics, calendar(cases, names=names), overwrite=overwrite, inputs=kept)
    if as_json:
        click.echo("\n".join(map(deadline_json, cases)))
    else:
        console.show(deadline_lines(cases, op))
    click.get_current_context().exit(exit_code(cases))


@main.command()
@click.option("--out", type=_FOLDER, metavar="MAP", default="demo", show_default=True, help="Map voor de documenten.")
def demo(out: Path) -> None:
    """Bouwt de voorbeelddossiers en zegt waar u naar kunt kijken."""
    from pipeline.reports import console, wording
    from pipeline.reports.totals import Totals
    from pipeline.resources import data_root

    samples = data_root("samples") / "dossiers"
    built, failed = _build_all([str(samples)], out, "_basis", overwrite=True, quiet=False)
    totals = Totals()
    for item in built:
        totals = totals.plus(item)
        console.show(wording.build_lines(item))
    console.show(wording.build_summary(totals, str(out)))
    console.show(wording.demo_notes(str(samples), str(out), totals))
    if failed:
        _complain(failed)
        click.get_current_context().exit(ExitCode.CANNOT_WRITE)


@main.command()
def doctor() -> None:
    """Toont versies en wat op deze computer ontbreekt, zonder persoonsgegevens."""
    from pipeline import doctor as examination
    from pipeline.reports import console

    lines, healthy = examination.examine()
    console.show(lines)
    click.get_current_context().exit(ExitCode.OK if healthy else ExitCode.OWN_DATA)


@main.group(cls=_Verbs)
def rules() -> None:
    """Controleert, toont en probeert de regels."""


@rules.command("check")
def rules_check() -> None:
    """Voert de bewijzen uit die in de regels staan."""
    from pipeline.privacy.proofs import failures
    from pipeline.privacy.scan import default_detector

    told = list(failures(default_detector()))
    for failure in told:
        click.echo(f"{failure.source}: {failure.message}")
    count = len(default_detector().rules.rules)
    click.echo(f"{count} regels gecontroleerd, {len(told)} bewijzen kloppen niet.")
    click.get_current_context().exit(ExitCode.OWN_DATA if told else ExitCode.OK)


@rules.command("list")
def rules_list() -> None:
    """Noemt elke regel met zijn categorie, graad en aantal termen en patronen."""
    from pipeline.privacy.scan import default_detector

    for rule in default_detector().rules.rules:
        grade = "blokkeert" if rule.blocking else "vermoeden"
        click.echo(f"{rule.id:45} {grade:10} {len(rule.terms):5} termen {len(rule.patterns):4} patronen")


@rules.command("try")
@click.argument("text", metavar="TEKST")
def rules_try(text: str) -> None:
    """Zegt van een zin welke regels raken en welke uitzondering een treffer vrijgeeft."""
    from pipeline.privacy.explain import explain
    from pipeline.privacy.scan import default_detector

    told = explain(default_detector(), text)
    for line in told or ["Geen regel raakt deze tekst."]:
        click.echo(line)


def _outcomes(
    title: str,
    inputs: Sequence[Input],
    work: Callable[[Input], Any],
    *,
    quiet: bool,
    lost: Callable[[str, str], Any] | None = None,
) -> Iterator[Any]:
    """Yields what came of each input, moving the progress bar."""
    from pipeline import flow
    from pipeline.batch.runner import run
    from pipeline.reports.console import progress

    stand_in: Callable[[str, str], Any] = lost or flow.lost
    with progress(title, len(inputs), quiet=quiet) as advance:
        for outcome in run(inputs, work, lambda item, reason: stand_in(item.path, reason)):
            advance()
            yield outcome


def _finish(
    outcomes: Iterator[Any],
    lines: Callable[[Any], Iterator[Line]] | None,
    summary: Callable[[Totals], Iterator[Line]],
    *,
    as_json: bool,
    failed: Sequence[str] = (),
) -> None:
    """Prints outcomes as they come, then the summary, and ends with the exit code that follows from them."""
    from pipeline.reports import console
    from pipeline.reports.lines import end_line, outcome_lines
    from pipeline.reports.totals import Totals

    totals = Totals()
    for outcome in outcomes:
        totals = totals.plus(outcome)
        if as_json:
            for line in outcome_lines(outcome, _shown(outcome)):
                click.echo(line)
        elif lines is not None:
            console.show(lines(outcome))
    _complain(failed)
    code = ExitCode.CANNOT_WRITE if failed else totals.exit_code
    if as_json:
        click.echo(end_line(totals, code))
    else:
        console.show(summary(totals))
    click.get_current_context().exit(code)


def _shown(outcome: Outcome | Built) -> Callable[[Finding], str] | None:
    """Returns what gives the text of a finding, when the user asked to see it."""
    shown = getattr(outcome, "shown", ())
    return dict(zip(outcome.findings, shown, strict=True)).__getitem__ if shown else None


def _complain(failed: Sequence[str]) -> None:
    for message in failed:
        click.echo(message, err=True)


if __name__ == "__main__":
    main()
