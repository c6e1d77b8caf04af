"""Runs work on a Dask cluster, shard by shard; on each worker a shard goes through child processes, limits and all."""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Final, TypeVar
from uuid import uuid4

try:
    import dask
    import distributed
except ImportError as error:
    from pipeline.errors import MissingProgramError

    raise MissingProgramError(
        "Voor --cluster is Dask nodig. Installeer het met: pip install 'poortwachter[cluster]'"
    ) from error

from pipeline.batch import border
from pipeline.batch.child import Stop
from pipeline.batch.local import Children, in_order
from pipeline.batch.runner import never
from pipeline.batch.work import Done, Limits, Work
from pipeline.errors import MissingProgramError, PoortwachterError, WrongUseError

Result = TypeVar("Result")

LOCAL: Final = "local"
SHARD: Final = 200
"""How many documents go to a worker at a time; each costs the scheduler some milliseconds, whatever its size."""

_WINDOW: Final = 8  # shards on their way, or two for each thread of the cluster if that is more
_LOOK: Final = 0.25  # seconds between two looks at `stop`
_PATIENCE: Final = 30  # seconds for a scheduler to answer, and for a first worker to come
_PLUGIN: Final = "poortwachter"
_GONE: Final = "Het cluster is weggevallen. Start het opnieuw en ga verder met --resume."


@dataclass(frozen=True, slots=True)
class Dask:
    """A Dask cluster: a scheduler that runs already, or one of our own on this machine.

    Attributes:
        address: of the scheduler, as "tcp://10.0.0.5:8786" or "tls://...", or `LOCAL`.
        jobs: how many workers a cluster of our own gets.
        shard: how many documents go to a worker at a time.
    """

    address: str = LOCAL
    jobs: int = 2
    shard: int = SHARD

    def run(
        self, items: Iterable[str | Done[Result]], work: Work[Result], limits: Limits, stop: Callable[[], bool]
    ) -> Iterator[Done[Result]]:
        """Yields what became of each item; see `runner.run`."""
        with _connected(self, Pools(work, limits)) as client:
            yield from _Traffic(client, self.shard, stop).done(iter(items))


class Pools(distributed.WorkerPlugin):
    """The child processes of a worker, one for each of its threads; they stay for all shards of a run."""

    name = _PLUGIN

    def __init__(self, work: Work[Any], limits: Limits) -> None:
        self._work, self._limits = work, limits
        self.children: Children | None = None

    def setup(self, worker: Any) -> None:
        """Starts the children; Dask calls this when the worker joins."""
        # A process that is a daemon may have no children; the first shard tells the user.
        if not multiprocessing.current_process().daemon:
            self.children = Children(self._work, self._limits, worker.state.nthreads)

    def teardown(self, worker: Any) -> None:  # noqa: ARG002  Dask gives it
        """Ends the children; Dask calls this when the run is over or the worker leaves."""
        if self.children is not None:
            self.children.close()


def run_shard(items: Sequence[str]) -> list[Done[Any]] | Stop:
    """Does the work on some items, on a worker; only places, counts and reasons go back."""
    pools: Any = distributed.get_worker().plugins[_PLUGIN]
    children: Children | None = pools.children
    if children is None:
        return Stop(
            WrongUseError,
            "De werkers van het cluster mogen geen processen starten. Start ze met de omgevingsvariabele "
            "DASK_DISTRIBUTED__WORKER__DAEMON=False; zie docs/cluster.md.",
        )
    try:
        return list(in_order(children, items, 2, never))
    except PoortwachterError as error:
        return Stop(type(error), str(error))


@dataclass(frozen=True, slots=True)
class _Traffic:
    """Shards on their way to the workers and back."""

    client: Any
    shard: int
    stop: Callable[[], bool]

    def done(self, items: Iterator[str | Done[Any]]) -> Iterator[Done[Any]]:
        """Yields what became of each item, in order.

        Raises:
            PoortwachterError: the run cannot go on.
        """
        threads = sum(self.client.nthreads().values())
        run, numbers = uuid4().hex, count()
        waiting: deque[tuple[list[str | Done[Any]], Any]] = deque()
        while True:
            while len(waiting) < max(_WINDOW, 2 * threads) and not self.stop():
                shard = list(islice(items, self.shard))
                if not shard:
                    break
                waiting.append((shard, self._sent(shard, f"poortwachter-{run}-{next(numbers)}")))
            if not waiting:
                return
            shard, future = waiting.popleft()
            while future is not None and not future.done():
                if self.stop():
                    _recall(waiting, threads)
                with suppress(TimeoutError), self.client.as_current():
                    distributed.wait([future], timeout=_LOOK)  # type: ignore[no-untyped-call]
            yield from _merged(shard, _result(future, shard))

    def _sent(self, shard: Sequence[str | Done[Any]], key: str) -> Any:
        items = [item for item in shard if not isinstance(item, Done)]
        return self.client.submit(run_shard, items, key=key, pure=False) if items else None


def _recall(waiting: deque[tuple[list[str | Done[Any]], Any]], threads: int) -> None:
    """Takes back the shards that no worker has begun on: those behind the ones that all threads are busy with."""
    while len(waiting) >= threads:
        _, future = waiting.pop()
        if future is not None:
            future.cancel()


def _result(future: Any, shard: Sequence[str | Done[Any]]) -> Iterator[Done[Any]]:
    """Returns what came back of a shard."""
    if future is None:
        return iter(())
    if future.status == "cancelled":
        raise MissingProgramError(_GONE)
    error = future.exception()
    if error is not None:
        # The workers died under it, time and again, though each document has a process of its own.
        return (Done(item, loss=border.killed()) for item in shard if not isinstance(item, Done))
    result = future.result()
    if isinstance(result, Stop):
        raise result.raised()
    return iter(result)


def _merged(shard: Sequence[str | Done[Any]], finished: Iterator[Done[Any]]) -> Iterator[Done[Any]]:
    for item in shard:
        yield item if isinstance(item, Done) else next(finished)


@contextmanager
def _connected(engine: Dask, pools: Pools) -> Iterator[Any]:
    """Gives a client of the cluster with the pools on its workers, and leaves nothing behind.

    Raises:
        MissingProgramError: there is no cluster at the address, or it has no workers.
    """
    with _cluster(engine) as address:
        try:
            client: Any = distributed.Client(address, timeout=_PATIENCE, set_as_default=False, name=_PLUGIN)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError):
            raise MissingProgramError(
                f"Het cluster op {engine.address} antwoordt niet. Start eerst de scheduler en de werkers; zie "
                "docs/cluster.md."
            ) from None
        try:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError:
                raise MissingProgramError(
                    f"Het cluster op {engine.address} heeft geen werkers. Start ze; zie docs/cluster.md."
                ) from None
            client.register_plugin(pools)
            yield client
        finally:
            for leave in (lambda: client.unregister_worker_plugin(_PLUGIN), client.close):
                with suppress(Exception):
                    leave()


@contextmanager
def _cluster(engine: Dask) -> Iterator[Any]:
    """Gives the address of the scheduler, or a cluster of our own that goes when the run is over."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if engine.address != LOCAL:
        yield engine.address
        return
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        distributed.LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=engine.jobs,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            # Its page for machines gets any free port: another run on this machine may have the usual one.
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster
