"""Chooses the engine of a run: what the user asked for, otherwise what suits the number of files and the machine."""

from __future__ import annotations

import os
from typing import Final

from pipeline.batch.inline import Inline
from pipeline.batch.runner import Engine

FEW: Final = 60
"""With fewer files than this the start of other processes takes longer than they save."""


def engine_for(total: int, jobs: int | None = None, cluster: str = "", *, alone: bool = False) -> Engine:
    """Returns the engine of a run.

    Args:
        total: how many files there are.
        jobs: how many processes the user asked for, None for what suits.
        cluster: address of a Dask scheduler, "local" for one of our own, "" for none.
        alone: whether only this process can read the input, as with standard input.

    Raises:
        MissingProgramError: the extra for a cluster is not installed.
    """
    if alone:
        return Inline()
    if cluster:
        from pipeline.batch.cluster import Dask

        return Dask(cluster, jobs or cores())
    if not _has_processes() or (jobs is None and total < FEW):
        return Inline()
    from pipeline.batch.local import Local, serial

    jobs = jobs or cores()
    return serial() if jobs == 1 else Local(jobs)


def cores() -> int:
    """Returns how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _has_processes() -> bool:
    """Says whether this platform has what processes need to take turns; some small ones have not."""
    try:
        import multiprocessing.synchronize  # noqa: F401
    except ImportError:
        return False
    return True
