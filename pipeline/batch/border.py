"""The border between the work on one item and everything else: whatever happens inside, only a `Done` comes out."""

from __future__ import annotations

import contextlib
import os
import pickle
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath
from time import perf_counter
from traceback import walk_tb
from types import TracebackType
from typing import Any, Final

from pipeline.batch.work import Done, Limits, Loss, Work, named
from pipeline.errors import PoortwachterError, UnreadableError
from pipeline.model import Status

_OWN: Final = "pipeline"
_LONGEST_NAME: Final = 60


class OutOfTimeError(BaseException):
    """The work on an item took longer than it may; raised where the work goes on in the program itself.

    No `Exception`: it comes in the middle of anything, and a reader that expects whatever a library raises would take
    it for damage to the file.
    """


def worked(work: Work[Any], item: str) -> Done[Any]:
    """Does the work on one item.

    Raises:
        OwnDataError, CannotWriteError, MissingProgramError: no item can succeed.
        OutOfTimeError, KeyboardInterrupt: as they come from outside.
    """
    begin = perf_counter()
    try:
        with _hushed():
            result = _function(work.function)(item, work.settings)
        if not isinstance(result, work.returns):
            return Done(item, loss=_bug("", ""), seconds=perf_counter() - begin)
        pickle.dumps(result)
    except UnreadableError as error:
        return Done(item, loss=Loss(Status.ONLEESBAAR, str(error)), seconds=perf_counter() - begin)
    except (PoortwachterError, OutOfTimeError, KeyboardInterrupt):
        raise
    except MemoryError:
        return Done(item, loss=Loss(Status.GECRASHT, _MEMORY), seconds=perf_counter() - begin)
    except BaseException as error:  # noqa: BLE001  the border where a bug costs one item, and its text stays inside
        loss = _bug(type(error).__name__, place_of(error.__traceback__))
        return Done(item, loss=loss, seconds=perf_counter() - begin)
    return Done(item, result, seconds=perf_counter() - begin)


def prepare(work: Work[Any]) -> None:
    """Loads what every item needs.

    Raises:
        PoortwachterError: the program's own data is wrong.
    """
    if work.prepare:
        with _hushed():
            _function(work.prepare)(work.settings)


def out_of_time(limits: Limits) -> Loss:
    """Returns the loss of an item that took longer than it may."""
    reason = f"Dit bestand kostte meer dan {limits.seconds:g} seconden en is afgebroken."
    return Loss(Status.TIJD, f"{reason} Bekijk het apart, of geef het meer tijd met --time-limit.")


def killed() -> Loss:
    """Returns the loss of an item with which its whole process went down."""
    reason = "Het programma viel weg bij dit bestand; de andere bestanden zijn wel gedaan."
    return Loss(Status.GECRASHT, f"{reason} Bekijk het apart en meld dit aan de makers.")


def place_of(traceback: TracebackType | None) -> str:
    """Returns the innermost place in our own code of a traceback, as "pipeline/text.py:31", or ""."""
    place = ""
    for frame, line in walk_tb(traceback):
        parts = PurePath(frame.f_code.co_filename).parts
        if _OWN in parts:
            own = parts[len(parts) - 1 - parts[::-1].index(_OWN) :]
            if own[:3] != (_OWN, "batch", "border.py"):
                place = f"{'/'.join(own)}:{line}"
    return place


_MEMORY: Final = (
    "Dit bestand vroeg meer geheugen dan het mag en is afgebroken. Bekijk het apart, of geef meer met --memory-limit."
)


def _bug(kind: str, place: str) -> Loss:
    # The name of a type is code, unless it was made on the spot from something else.
    safe = kind if kind.isidentifier() and kind.isascii() and len(kind) <= _LONGEST_NAME else "onbekend"
    where = ", ".join(part for part in (safe, place) if part)
    return Loss(Status.GECRASHT, f"Het programma liep hier vast ({where}). Meld dit aan de makers.")


@lru_cache(maxsize=16)
def _function(name: str) -> Any:
    return named(name)


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Lets what the work prints go nowhere: it would break the output of the run, and may be text of a document."""
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,  # noqa: PTH123
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        yield
