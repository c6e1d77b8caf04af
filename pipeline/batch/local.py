"""Runs work in child processes on this machine, each document within its limits; a child that dies is replaced."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic, time
from typing import Any, Final, TypeVar

from pebble import ProcessExpired, ProcessPool
from pebble.common.types import Result as PoolResult
from pebble.common.types import ResultStatus

from pipeline.batch import border, child
from pipeline.batch.work import Done, Limits, Work

Result = TypeVar("Result")

TASKS_PER_CHILD: Final = 500
"""After so many documents a child is replaced, so that memory that a library loses cannot pile up."""

_AHEAD: Final = 2  # begun or waiting for a child, per child: none of them ever waits for the parent
_WINDOW: Final = 64  # finished but not yet their turn, per child
_TRIES: Final = 3
_LOOK: Final = 0.25  # seconds between two looks at `stop`
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Local:
    """Child processes of this program.

    Attributes:
        jobs: how many at a time.
        is_serial: whether the next document is only begun when the one before it is finished, as to find a fault.
    """

    jobs: int = 1
    is_serial: bool = False

    def run(
        self, items: Iterable[str | Done[Result]], work: Work[Result], limits: Limits, stop: Callable[[], bool]
    ) -> Iterator[Done[Result]]:
        """Yields what became of each item; see `runner.run`."""
        ahead = 1 if self.is_serial else self.jobs * _AHEAD
        with children(work, limits, 1 if self.is_serial else self.jobs) as pool:
            yield from in_order(pool, items, ahead, stop)


def serial() -> Local:
    """Returns the engine that works on one document at a time, in one child process."""
    return Local(1, is_serial=True)


@dataclass(slots=True)
class Children:
    """A pool of child processes that is made anew when it breaks. Safe to share between threads.

    Attributes:
        work: what they do.
        limits: what one item may cost.
        jobs: how many there are.
    """

    work: Work[Any]
    limits: Limits
    jobs: int
    _pool: ProcessPool = field(init=False, repr=False)
    _mending: Lock = field(default_factory=Lock, init=False, repr=False)
    _gone: set[int] = field(default_factory=set, init=False, repr=False)
    _looked: float = field(default=0.0, init=False, repr=False)

    def __post_init__(self) -> None:
        self._pool = self._fresh()

    def give(self, item: str) -> Task:
        """Has a child work on an item, as soon as one is free."""
        return Task(item, self._schedule(item))

    def taken(self, task: Task) -> Done[Any] | None:
        """Returns what became of an item whose task is finished, or None when it must be done over.

        Raises:
            PoortwachterError: the run cannot go on.
        """
        error = task.future.exception()
        if isinstance(error, TimeoutError):
            # A clock that was set ahead is no reason to give up on a document.
            return None if task.skew() > self.limits.seconds / 2 and task.tries < _TRIES else self._late(task)
        if isinstance(error, BrokenProcessPool) and task.tries < _TRIES:
            return None
        if isinstance(error, ProcessExpired) and not error.exitcode and not task.tries:
            return None  # its child left as one does that is through; if it was, only its answer came late
        if error is not None:
            return self._dead(task)
        done = pickle.loads(task.future.result())  # noqa: S301  from a child of our own
        if isinstance(done, child.Stop):
            raise done.raised()
        return done if isinstance(done, Done) else self._dead(task)

    def again(self, task: Task) -> None:
        """Has an item done over, in a new pool when the old one broke."""
        task.tries += 1
        task.begun, task.wall = monotonic(), time()
        task.future = self._schedule(task.item)

    def look(self) -> None:
        """Ends the work of children that left in the middle of it as if they were through.

        The pool takes a child that ends with exit code 0 for one that has done its number of documents, and would wait
        for its answer until the time of the document is up.
        """
        with self._mending:
            if monotonic() - self._looked < _LOOK:
                return
            self._looked = monotonic()
            manager = self._pool._pool_manager  # its public face does not say which child has what
            tasks, alive = manager.task_manager, manager.worker_manager.workers
            begun = [task for task in tasks.tasks.copy().values() if task.worker_id]
            gone = {task.id for task in begun if task.worker_id not in alive}
            for number in gone & self._gone:  # for two looks, so that an answer on its way comes in first
                error = ProcessExpired("", code=0)  # type: ignore[no-untyped-call]
                tasks.task_done(number, PoolResult(ResultStatus.ERROR, error))
            self._gone = gone

    def close(self) -> None:
        """Ends all children at once."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _schedule(self, item: str) -> Future[bytes]:
        with self._mending:
            if not self._pool.active:  # it broke: a child died outside the work, for instance while it was loading
                self.close()
                self._pool = self._fresh()
            return self._pool.schedule(child.work_on, args=(self.work, item), timeout=self.limits.seconds)

    def _fresh(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.jobs,
            max_tasks=TASKS_PER_CHILD,
            initializer=child.begin,
            initargs=(self.work, self.limits),
            context=_context(self.work),
        )

    def _late(self, task: Task) -> Done[Any]:
        return Done(task.item, loss=border.out_of_time(self.limits), seconds=self.limits.seconds)

    def _dead(self, task: Task) -> Done[Any]:
        return Done(task.item, loss=border.killed(), seconds=monotonic() - task.begun)


@dataclass(slots=True)
class Task:
    """An item that a child has or gets.

    Attributes:
        item: the item.
        future: its outcome.
        begun: when it was handed over, by the clock that only runs forward.
        wall: the same by the clock on the wall, by which the pool counts.
        tries: how often it was done over.
    """

    item: str
    future: Future[bytes]
    begun: float = field(default_factory=monotonic)
    wall: float = field(default_factory=time)
    tries: int = 0

    def skew(self) -> float:
        """Returns how many seconds the clock on the wall was set ahead since the item was handed over."""
        return (time() - self.wall) - (monotonic() - self.begun)


@contextmanager
def children(work: Work[Any], limits: Limits, jobs: int) -> Iterator[Children]:
    """Gives child processes that are all gone afterwards."""
    pool = Children(work, limits, jobs)
    try:
        yield pool
    finally:
        pool.close()


def in_order(
    pool: Children, items: Iterable[str | Done[Any]], ahead: int, stop: Callable[[], bool]
) -> Iterator[Done[Any]]:
    """Yields what became of each item in the order of the items, with at most `ahead` of them at work or waiting.

    Raises:
        PoortwachterError: the run cannot go on.
    """
    source = iter(items)
    waiting: deque[Task | Done[Any]] = deque()
    is_empty = False
    while True:
        is_empty = is_empty or stop()
        while not is_empty and len(waiting) < ahead * _WINDOW and _at_work(waiting) < ahead:
            item = next(source, None)
            if item is None:
                is_empty = True
            else:
                waiting.append(item if isinstance(item, Done) else pool.give(item))
        while waiting and (done := _finished(pool, waiting[0])) is not None:
            waiting.popleft()
            yield done
        if waiting:
            busy = [task.future for task in waiting if isinstance(task, Task) and not task.future.done()]
            if len(busy) >= ahead or is_empty or len(waiting) >= ahead * _WINDOW:
                wait(busy, timeout=_LOOK, return_when=FIRST_COMPLETED)
            pool.look()
        elif is_empty:
            return


def _at_work(waiting: Iterable[Task | Done[Any]]) -> int:
    return sum(isinstance(task, Task) and not task.future.done() for task in waiting)


def _finished(pool: Children, task: Task | Done[Any]) -> Done[Any] | None:
    if isinstance(task, Done):
        return task
    if not task.future.done():
        return None
    done = pool.taken(task)
    if done is None:
        pool.again(task)
    return done


def _context(work: Work[Any]) -> Any:
    """Returns how children are started: from a clean process that has imported what they need, else from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([name.partition(":")[0] for name in (work.function, work.prepare) if name])
    with _one_thread():
        from multiprocessing import forkserver

        forkserver.ensure_running()
    return context


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keeps numeric libraries in the children from starting threads of their own: there is a child for every core."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
