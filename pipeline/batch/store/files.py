"""Single files: one that appears whole, one that grows, one that nobody keeps, and one that is standard output."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from pipeline.batch.store.disk import FILE_MODE, code_of, explained, make_folders, refuse, sync_folder, temporary, write


def write_file(path: Path, content: bytes, *, overwrite: bool = False, inputs: Iterable[Path] = ()) -> None:
    """Writes one file beside the documents, whole or not at all, readable for its owner only.

    Args:
        path: the file; its folder is made when it is not there.
        content: what comes to stand in it.
        overwrite: whether an ordinary file that stands there may be replaced.
        inputs: the files that are read in this run; none of them is ever replaced.

    Raises:
        CannotWriteError: something stands there that may not be replaced, or the disk refuses. What stood there before
            still stands there.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        refuse(f"'{path}' is geen gewoon bestand. Kies een andere naam.")
    if any(path.resolve() == item.resolve() for item in inputs):
        refuse(f"'{path}' is een bestand dat wordt gelezen. Kies een andere naam.")
    if path.exists() and not overwrite:
        refuse(f"'{path}' bestaat al. Kies een andere naam, of vervang het met --overwrite.")
    fresh = temporary(path.parent)
    try:
        make_folders(path.parent.resolve())
        write(fresh, content)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        refuse(f"'{path}' kan niet worden geschreven ({code_of(error)}). Maak ruimte of kies een andere plek.")
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def growing(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Gives a file to write piece by piece and to read back, that stands in its place only when all went well.

    Args:
        path: the file, readable for its owner only; its folder is made when it is not there.
        overwrite: whether an ordinary file that stands there may be replaced.

    Raises:
        CannotWriteError: something stands there that may not be replaced, or the disk refuses. What stood there before
            still stands there.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        refuse(f"'{path}' is geen gewoon bestand. Kies een andere map.")
    if path.exists() and not overwrite:
        refuse(f"'{path}' bestaat al. Kies met --out een andere map, of vervang wat er staat met --overwrite.")
    fresh = temporary(path.parent)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with explained(path):
            make_folders(path.parent.resolve())
            with os.fdopen(os.open(fresh, flags, FILE_MODE), "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def scratch(folder: Path) -> Iterator[BinaryIO]:
    """Gives a file to write and read back that is gone afterwards; what a killed run leaves, the next one clears away.

    Raises:
        CannotWriteError: the disk refuses.
    """
    with suppress(_UnwantedError), growing(folder / f"{secrets.token_hex(8)}.deel") as file:
        yield file
        raise _UnwantedError


class _UnwantedError(Exception):
    """Ends the making of a file that nobody needs any more."""


def keep_private(stream: TextIO) -> None:
    """Makes the file that a stream goes to readable for its owner only, as all that this module writes.

    Call it before the first byte. A terminal or a pipe has no mode of its own, and neither has a file on Windows.

    Raises:
        CannotWriteError: the file belongs to someone else, or its disk knows no modes.
    """
    try:
        descriptor = stream.fileno()
    except OSError:  # no file of the operating system at all
        return
    if not hasattr(os, "fchmod") or not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return
    try:
        os.fchmod(descriptor, FILE_MODE)
    except OSError:
        refuse("Het uitvoerbestand kan niet voor anderen worden afgesloten. Kies een bestand in een eigen map.")


def remove_file(path: Path) -> None:
    """Removes a file of our own; what is not there is removed already.

    Raises:
        CannotWriteError: the disk refuses.
    """
    with explained(path):
        path.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """Removes a folder of our own with all in it, in one step for who looks on; what is not there is removed already.

    Raises:
        CannotWriteError: the disk refuses.
    """
    with explained(folder):
        if folder.is_dir() and not folder.is_symlink():
            doomed = temporary(folder.parent)
            folder.rename(doomed)
            shutil.rmtree(doomed)
