"""Chooses the engine of a run: what the user asked for, otherwise what suits the number of files and the machine."""

from __future__ import annotations

import os
import re
from typing import Final

from pipeline.batch.inline import Inline
from pipeline.batch.runner import Engine

_LOOPBACK: Final = re.compile(r"(?:[a-z]+://)?(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|/|$)")

FEW: Final = 60
"""With fewer files than this the start of other processes takes longer than they save."""

_SHARES: Final = 64  # so many shards at least, so that every worker of a small cluster gets its part


def warning_for(cluster: str) -> str:
    """Returns what the user must know of a cluster, "" for nothing: what travels says of whom something was found."""
    is_own = cluster in ("", "local") or _LOOPBACK.match(cluster)
    if is_own or cluster.startswith("tls://"):
        return ""
    return "Let op: de verbinding met het cluster is niet versleuteld. Gebruik tls://; zie docs/cluster.md."


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
        from pipeline.batch.cluster import SHARD, Dask

        return Dask(cluster, jobs or cores(), max(1, min(SHARD, total // _SHARES)))
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
