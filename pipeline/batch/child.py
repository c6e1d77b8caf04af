"""What a child process does: shield itself, load once, then work on one item at a time."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any, Final

from pipeline.batch import border
from pipeline.batch.work import Done, Limits, Work
from pipeline.errors import PoortwachterError

_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Stop:
    """What ends the whole run, on its way to the parent.

    Attributes:
        kind: the exception.
        message: what it tells the user.
    """

    kind: type[PoortwachterError]
    message: str

    def raised(self) -> PoortwachterError:
        """Returns the exception again."""
        return self.kind(self.message)


def begin(work: Work[Any], limits: Limits) -> None:
    """Makes a fresh process ready; what goes wrong in loading comes out again with the first item."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with_parent()
    _silence()
    with contextlib.suppress(Exception):
        border.prepare(work)
    _limit_memory(limits.memory_mb)


def work_on(work: Work[Any], item: str) -> bytes:
    """Returns a pickled `Done` or `Stop`: made here, so that an outcome that cannot travel costs this item only."""
    try:
        done: Done[Any] | Stop = border.worked(work, item)
    except PoortwachterError as error:
        done = Stop(type(error), str(error))
    return pickle.dumps(done)


def _end_with_parent() -> None:
    """Ends this process when its parent is gone, so that nobody works on behind the back of a next run."""
    parent = parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        # For a child that is stuck in a C library, where the thread below never gets its turn.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _silence() -> None:
    """Closes standard input, and sends what C libraries print to nowhere."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)


def _limit_memory(megabytes: int) -> None:
    """Allows this process so much more than it has now; where the platform cannot, time is the only limit."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the image of a process holds text of a document
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
