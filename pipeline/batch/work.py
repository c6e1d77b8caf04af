"""What goes into a run and what comes out of it: a piece of work by name, its limits, and what became of each item."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Generic, TypeVar

from pipeline.model import Status

Result = TypeVar("Result")

SECONDS: Final = 120.0
MEMORY_MB: Final = 2048


@dataclass(frozen=True, slots=True)
class Work(Generic[Result]):
    """A piece of work on one item, by name, so that it can be handed to another process or another machine.

    Attributes:
        function: "package.module:name" of a function that takes an item (a path) and the settings. It reads the file
            itself, returns its outcome without any text of the document, and raises `UnreadableError` for what cannot
            be read. `OwnDataError` and `CannotWriteError` end the whole run; anything else it raises costs this item,
            and only the type and our own place in the code come back.
        settings: what the function must know besides; small, frozen, picklable, the same for every item.
        returns: the type of an outcome; anything else that the function returns counts as a crash.
        prepare: "package.module:name" of a function that takes the settings and loads what every item needs (rules,
            templates); called once in each process, outside the time of any item. "" when there is nothing to load.
    """

    function: str
    settings: Any
    returns: type[Result]
    prepare: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may cost.

    Attributes:
        seconds: wall-clock time, from the start of the work on it.
        memory_mb: memory in megabytes (2**20 bytes) on top of what the process has loaded; not kept to on a platform
            that cannot limit it.
    """

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


@dataclass(frozen=True, slots=True)
class Loss:
    """Why an item has no outcome.

    Attributes:
        status: `ONLEESBAAR`, `TIJD` or `GECRASHT`.
        reason: the same in Dutch, with what to do; never text of a document.
    """

    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What became of one item: an outcome, or a loss.

    Attributes:
        item: the path.
        result: the outcome, None for an item that was lost.
        loss: why there is none.
        seconds: how long the work took, as far as it got; 0.0 for what was not worked on.
    """

    item: str
    result: Result | None = None
    loss: Loss | None = None
    seconds: float = 0.0


def named(name: str) -> Any:
    """Returns what "package.module:name" stands for.

    Raises:
        ImportError, AttributeError: there is no such thing.
    """
    module, _, attribute = name.partition(":")
    return getattr(import_module(module), attribute)
