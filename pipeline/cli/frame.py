"""What every verb is made of: Dutch usage lines, errors that end with their own exit code, shared options."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.errors import ExitCode, PoortwachterError


class Command(click.Command):
    """A command whose usage line is Dutch."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[OPTIES]"} | options)


class Verbs(click.Group):
    """Ends every known error with its own exit code and a Dutch line, and an unknown one without document text."""

    command_class = Command

    def __init__(self, *args: Any, **options: Any) -> None:
        dutch = {"options_metavar": "[OPTIES]", "subcommand_metavar": "OPDRACHT [ARGUMENTEN]..."}
        super().__init__(*args, **dutch | options)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the verb; whatever it raises becomes a line and an exit code."""
        try:
            return super().invoke(ctx)
        except PoortwachterError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo(
                "Onderbroken. Wat al geschreven is, is volledig; begin opnieuw, bij build met --overwrite of --resume.",
                err=True,
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


class Target(click.Path):
    """A place to write: an empty one, as a variable without a value leaves behind, is not the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuses what is empty."""
        if not str(value).strip():
            self.fail("hier staat niets. Noem een map of een bestand.", param, ctx)
        return super().convert(value, param, ctx)


class KeyFile(click.Path):
    """A file with a key, which only its owner should be able to read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Says so when others can read it too; who has the key can guess the words behind fingerprints."""
        path = super().convert(value, param, ctx)
        if os.name == "posix" and stat.S_IMODE(Path(os.fsdecode(path)).stat().st_mode) & 0o077:
            click.echo("Let op: ook anderen op deze computer kunnen bij de sleutel. Geef haar modus 0600.", err=True)
        return path


FOLDER = Target(file_okay=False, path_type=Path)
KEY_FILE = KeyFile(exists=True, dir_okay=False, path_type=Path)
paths_argument = click.argument("paths", metavar="PAD...", nargs=-1, required=True)
json_option = click.option("--json", "as_json", is_flag=True, help="Geef JSON-regels in plaats van tekst.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Toon alleen de samenvatting.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Noem ook de bestanden waar niets mee is.")
