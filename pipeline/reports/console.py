"""Showing lines and progress on a terminal, whatever stands in a file name."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.text import Text

from pipeline.reports.wording import Line, Tone

_STYLES = {
    Tone.PLAIN: "",
    Tone.HEAD: "bold",
    Tone.GOOD: "green",
    Tone.DOUBT: "yellow",
    Tone.BAD: "red",
    Tone.NOTE: "dim",
}

# Whole sequences go, not only their first character, or "[31m" would stay behind as text.
_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f]).*?(?:\x07|\x1b\\|\x9c|\Z)|\x1b.?",
    re.DOTALL,
)
_HIDDEN_KINDS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class _Console(Console):
    """A console that leaves it to the caller to end the run when nobody reads its output any more."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Prints lines on `stream` (stdout when None), in colour on a terminal unless NO_COLOR is set."""
    stream = stream or sys.stdout
    console = _Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=True)
    encoding = stream.encoding or "utf-8"
    for line in lines:
        text = visible(line.text).encode(encoding, "replace").decode(encoding)
        console.print(Text(text, style=_STYLES[line.tone]))


def visible(text: str) -> str:
    """Returns the text without what would steer a terminal or deceive its reader: escapes, controls, turned writing."""
    spaced = _ESCAPE.sub("", text).replace("\n", " ").replace("\t", " ")
    return "".join(char for char in spaced if unicodedata.category(char) not in _HIDDEN_KINDS)


def is_watched() -> bool:
    """Says whether a bar of progress would be seen."""
    return sys.stderr.isatty()


@contextmanager
def progress(
    title: str, total: int, *, quiet: bool = False, stream: TextIO | None = None
) -> Iterator[Callable[..., None]]:
    """Gives a function to call after each file, which moves a bar with count, rate and time left.

    What it is given stands beside the bar.

    The bar stands on stderr, and only when that is a terminal and the user did not ask for quiet.
    """
    stream = stream or sys.stderr
    if quiet or not stream.isatty():
        yield lambda _="": None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        console=Console(file=stream),
        transient=True,
        # Only a terminal's stdout is woven around the bar; a pipe must get its lines untouched.
        redirect_stdout=sys.stdout.isatty(),
        redirect_stderr=False,
    ) as bar:
        task = bar.add_task(visible(title), total=total, rate="")

        def advance(note: str = "") -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f} per seconde" if speed else ""
            bar.update(task, advance=1, rate=", ".join(part for part in (rate, note) if part))

        yield advance
