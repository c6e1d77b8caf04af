"""Does a piece of light work over inputs in the program itself; one that fails costs itself only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.batch.inputs import Input
from pipeline.errors import CannotWriteError, OwnDataError, UnreadableError

Result = TypeVar("Result")


def each(
    inputs: Iterable[Input], work: Callable[[Input], Result], lost: Callable[[Input, str], Result]
) -> Iterator[Result]:
    """Yields what `work` makes of each input, in order.

    Args:
        inputs: what to work on.
        work: the work on one input.
        lost: what stands for an input that could not be worked on, with the reason in Dutch.

    Raises:
        OwnDataError: the program's own data is wrong, so no input can succeed.
        CannotWriteError: the output fails, so no input can succeed.
    """
    for item in inputs:
        try:
            yield work(item)
        except UnreadableError as error:
            yield lost(item, str(error))
        except (OwnDataError, CannotWriteError):
            raise
        except Exception as error:  # noqa: BLE001  the border where a bug costs one document, and its text stays inside
            yield lost(item, f"Het programma liep hier vast ({type(error).__name__}). Meld dit aan de makers.")
