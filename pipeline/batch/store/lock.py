"""Keeps two runs out of one output folder: a file that says who is at work, and that a run that died gives up."""

from __future__ import annotations

import json
import os
import platform
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pipeline.batch.store.disk import FILE_MODE, explained, make_folders, refuse

if sys.platform != "win32":  # which has no such lock; a file that is open there cannot be taken away either
    import fcntl

NAME: Final = ".pw-bezig.json"


@contextmanager
def alone(out: Path) -> Iterator[str]:
    """Lets one run at a time work in a folder, which is made when it is not there; gives what tells runs apart.

    A run that was killed leaves its file behind. The next run takes it over: the lock of the operating system is free,
    and its process is gone or its number belongs to a process that started at another moment.

    Raises:
        CannotWriteError: another run is at work there, or the disk refuses.
    """
    path = out / NAME
    token = secrets.token_hex(8)
    with explained(path):
        make_folders(out.resolve())
        descriptor = _opened(path)
    try:
        with explained(path):
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(_myself() | {"run": token}).encode("ascii"))
        yield token
    finally:
        # Taken away while the lock is still held; Windows only removes what nobody has open.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink(missing_ok=True)


def is_at_work(out: Path, token: str) -> bool:
    """Says whether the run that got this token from `alone` still has the folder; what it left behind must stop."""
    return _holder(out / NAME).get("run") == token


def _opened(path: Path) -> int:
    """Returns the file of the lock, open and ours alone."""
    while True:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, FILE_MODE)
        try:
            if not _take(descriptor) or _is_alive(_holder(path)):
                _refuse(path, _holder(path))
            # Between opening and locking, the run that was there may have ended and taken its file away.
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    """Says whether the lock of the operating system is ours now; a disk that knows none leaves it to who is alive."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _holder(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _myself() -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"computer": platform.node(), "proces": os.getpid(), "gestart": _started(os.getpid()), "sinds": now}


def _is_alive(holder: dict[str, Any]) -> bool:
    """Says whether the run that wrote the file may still be at work; of another computer we cannot know."""
    number = holder.get("proces")
    if not isinstance(number, int):
        return False
    if holder.get("computer") != platform.node():
        return True
    if number == os.getpid():  # an earlier run of this very process, which let go of the lock
        return False
    if sys.platform == "win32":  # where this question would end the process that it is about
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return holder.get("gestart") == _started(number)


def _started(number: int) -> str:
    """Returns what tells a process from a later one with the same number.

    It is "" for one that has ended and is only still on the list, and where the platform does not say.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        # The second field is a name in brackets, which may hold spaces; after it come the state and 19 more.
        line = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        state, *_, ticks = line.rpartition(")")[2].split()[:20]
    except (OSError, ValueError):
        return ""
    return "" if state == "Z" else f"{boot} {ticks}"


def _refuse(path: Path, holder: dict[str, Any]) -> None:
    who = f"proces {holder.get('proces', 'onbekend')} op computer {holder.get('computer', 'onbekend')}"
    since = f", sinds {holder['sinds']}" if isinstance(holder.get("sinds"), str) else ""
    refuse(
        f"In '{path.parent}' is al een run bezig ({who}{since}). Wacht tot die klaar is, of kies met --out een andere "
        f"map. Weet u zeker dat die run niet meer loopt, verwijder dan '{path}'."
    )
