"""Running a verb over many inputs: progress, lines as they come, the summary and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
) -> None:
    """Prints outcomes as they come, then the summary, and ends with the exit code that follows from them."""
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
    if as_json:
        click.echo(end_line(totals, code))
    else:
        console.show(summary(totals))
    click.get_current_context().exit(code)


def shown_by(outcome: Outcome | Built) -> Callable[[Finding], str] | None:
    """Returns what gives the text of a finding, when the user asked to see it."""
    shown = getattr(outcome, "shown", ())
    return dict(zip(outcome.findings, shown, strict=True)).__getitem__ if shown else None


def complain(failed: Sequence[str]) -> None:
    """Says on standard error what could not be written."""
    for message in failed:
        click.echo(message, err=True)
