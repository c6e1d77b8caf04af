"""Runs a piece of work over very many items, on whatever engine: the same outcomes in the same order everywhere."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Protocol, TypeVar

from pipeline.batch.work import Done, Limits, Work

Result = TypeVar("Result")


def never() -> bool:
    """Says that nobody asked to stop."""
    return False


class Engine(Protocol):
    """Something that runs work: `inline.Inline`, `local.Local` (also one at a time) or `cluster.Dask`."""

    def run(
        self, items: Iterable[str | Done[Result]], work: Work[Result], limits: Limits, stop: Callable[[], bool]
    ) -> Iterator[Done[Result]]:
        """Does what `run` of this module says."""
        ...


def run(
    items: Iterable[str | Done[Result]],
    work: Work[Result],
    engine: Engine,
    limits: Limits | None = None,
    stop: Callable[[], bool] = never,
) -> Generator[Done[Result], None, None]:
    """Yields what became of each item, in the order of the items, each exactly once.

    An item that kills its process, hangs, eats memory, raises or returns nonsense is lost and costs itself only. The
    items are taken as they are needed, a small number ahead, so memory does not grow with their number. An item that
    is a `Done` already (refused beforehand, or finished by an earlier run) passes through in its place. Closing the
    iteration early ends every process that it started.

    Example:
        work = Work("pipeline.flow.screening:screen_file", settings, ScreenOutcome, "pipeline.flow.screening:prepare")
        for done in run(paths, work, Local(jobs=4), Limits(seconds=60)):
            outcome = done.result if done.loss is None else lost_screen(done.item, done.loss)

    Args:
        items: paths, or what is done already.
        work: what to do with each.
        engine: where to do it.
        limits: what one item may cost.
        stop: asked all the time; once it says True no new item is begun, what was begun is finished and yielded, and
            the iteration ends early.

    Raises:
        OwnDataError, CannotWriteError, MissingProgramError: no item can succeed, so the run ends.
    """
    yield from engine.run(items, work, limits or Limits(), stop)
