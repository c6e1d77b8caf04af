"""Runs work in the program itself: for a handful of files and for finding a fault; time is the only limit it keeps."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from pipeline.batch import border
from pipeline.batch.work import Done, Limits, Work

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Inline:
    """No process of its own: an item that kills its process ends the run, which can then be resumed."""

    def run(
        self, items: Iterable[str | Done[Result]], work: Work[Result], limits: Limits, stop: Callable[[], bool]
    ) -> Iterator[Done[Result]]:
        """Yields what became of each item; see `runner.run`."""
        is_ready = False
        for item in items:
            if stop():
                return
            if not isinstance(item, Done) and not is_ready:
                border.prepare(work)
                is_ready = True
            yield item if isinstance(item, Done) else _one(item, work, limits)


def _one(item: str, work: Work[Result], limits: Limits) -> Done[Result]:
    try:
        with _alarm(limits.seconds):
            return border.worked(work, item)
    except border.OutOfTimeError:
        return Done(item, loss=border.out_of_time(limits), seconds=limits.seconds)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raises OutOfTimeError in what runs inside when it takes too long, where a process can be woken so."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise border.OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
