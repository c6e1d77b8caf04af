"""Running a verb over many inputs: progress, lines as they come, the summary and the exit code."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import ExitCode

if TYPE_CHECKING:
    from pipeline.batch.inputs import Input
    from pipeline.model import Built, Finding, Outcome
    from pipeline.reports.totals import Totals
    from pipeline.reports.wording import Line


def outcomes_of(
    title: str,
    inputs: Sequence[Input],
    work: Callable[[Input], Any],
    *,
    quiet: bool,
    lost: Callable[[str, str], Any] | None = None,
) -> Iterator[Any]:
    """Yields what came of each input, moving the progress bar."""
    from pipeline import flow
    from pipeline.batch.straight import each
    from pipeline.reports.console import progress

    stand_in: Callable[[str, str], Any] = lost or flow.lost
    with progress(title, len(inputs), quiet=quiet) as advance:
        for outcome in each(inputs, work, lambda item, reason: stand_in(item.path, reason)):
            advance()
            yield outcome


def finish(
    outcomes: Iterator[Any],
    lines: Callable[[Any], Iterator[Line]] | None,
    summary: Callable[[Totals], Iterator[Line]],
    *,
    as_json: bool,
    failed: Sequence[str] = (),
    ending: Callable[[], Iterator[Line]] = lambda: iter(()),
    is_stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Prints outcomes as they come, then the summary, and ends with the exit code that follows from them.

    Args:
        outcomes: what came of each input.
        lines: what to tell of one, None to tell nothing.
        summary: what to tell of all.
        as_json: whether lines are JSON.
        failed: what could not be written; asked after the last outcome.
        ending: what comes after the summary.
        is_stopped: whether the user broke the run off; asked after the last outcome.
    """
    from pipeline.reports import console
    from pipeline.reports.lines import end_line, outcome_lines
    from pipeline.reports.totals import Totals

    totals = Totals()
    for outcome in outcomes:
        totals = totals.plus(outcome)
        if as_json:
            for line in outcome_lines(outcome, shown_by(outcome)):
                click.echo(line)
        elif lines is not None:
            console.show(lines(outcome))
    complain(failed)
    code = ExitCode.CANNOT_WRITE if failed else totals.exit_code
    if is_stopped():
        code = ExitCode.INTERRUPTED
    if as_json:
        click.echo(end_line(totals, code))
    else:
        console.show(summary(totals))
        console.show(ending())
    click.get_current_context().exit(code)


def shown_by(outcome: Outcome | Built) -> Callable[[Finding], str] | None:
    """Returns what gives the text of a finding, when the user asked to see it."""
    shown = getattr(outcome, "shown", ())
    return dict(zip(outcome.findings, shown, strict=True)).__getitem__ if shown else None


def complain(failed: Sequence[str]) -> None:
    """Says on standard error what could not be written."""
    for message in failed:
        click.echo(message, err=True)


@dataclass(frozen=True, slots=True)
class Means:
    """With what a run is done, as the user said on the command line.

    Attributes:
        jobs: how many processes, None for what suits.
        cluster: address of a Dask scheduler, "local" for one of our own, or "".
        seconds: how long one file may take.
        memory_mb: how much memory one file may take, in megabytes.
    """

    jobs: int | None
    cluster: str
    seconds: float
    memory_mb: int


DEFAULT_MEANS = Means(None, "", 120.0, 2048)


def engine_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Gives a verb the options that say with what it is done, as one argument `means`."""

    @wraps(verb)
    def gathered(
        *args: Any, jobs: int | None, cluster: str, time_limit: float, memory_limit: int, **options: Any
    ) -> None:
        verb(*args, means=Means(jobs, cluster, time_limit, memory_limit), **options)

    for option in (
        click.option(
            "--memory-limit",
            type=click.IntRange(100, 1_000_000),
            metavar="MB",
            default=DEFAULT_MEANS.memory_mb,
            show_default=True,
            help="Geheugen dat een bestand mag kosten, boven wat het programma zelf nodig heeft.",
        ),
        click.option(
            "--time-limit",
            type=click.FloatRange(1, 86_400),
            metavar="SECONDEN",
            default=DEFAULT_MEANS.seconds,
            show_default=True,
            help="Zo lang mag een bestand duren.",
        ),
        click.option("--cluster", metavar="ADRES", default="", help="Werk op een Dask-cluster (tcp://..., of local)."),
        click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Werk met N processen tegelijk."),
    ):
        gathered = option(gathered)
    return gathered


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Lets a first Ctrl-C end the run in good order and a second one at once.

    Gives a function that says whether the user asked to stop.
    """
    asked = threading.Event()
    stream = sys.stderr  # the work may have it sent to nowhere at the moment

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        click.echo("Onderbroken: wat bezig is, wordt afgemaakt. Nog een keer Ctrl-C stopt meteen.", file=stream)

    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return
    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def tracked(outcomes: Iterator[Any], title: str, total: int, *, quiet: bool) -> Iterator[Any]:
    """Yields outcomes, moving the progress bar."""
    from pipeline.reports.console import progress

    with progress(title, total, quiet=quiet) as advance:
        for outcome in outcomes:
            advance()
            yield outcome
