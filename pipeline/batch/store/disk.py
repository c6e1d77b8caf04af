"""The acts on the disk that all we write is made of: whole or absent, for its owner only, refused in plain Dutch."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from pipeline.errors import CannotWriteError

OWN_PREFIX: Final = ".pw-"
OWN_SUFFIX: Final = ".deel"
FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


def temporary(folder: Path) -> Path:
    """Returns a new name in a folder for what is not finished; a next run clears away what is left of it."""
    return folder / f"{OWN_PREFIX}{secrets.token_hex(8)}{OWN_SUFFIX}"


def make_folders(path: Path) -> None:
    """Makes a folder and those above it, for their owner only.

    Raises:
        OSError: as the operating system refuses.
    """
    # Path.mkdir(parents=True) would give the folders in between the modes of the umask.
    for folder in (*reversed(path.parents), path):
        if not folder.exists():
            folder.mkdir(FOLDER_MODE, exist_ok=True)
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))


def write(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Writes a new file.

    Args:
        path: the file.
        content: what comes to stand in it.
        sync: whether it must outlive a power cut at once; without it `sync_all` must follow.

    Raises:
        OSError: as the operating system refuses, or something stands there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        if sync:
            os.fsync(file.fileno())


def can_sync_all() -> bool:
    """Says whether `sync_all` waits until all is on the disk; elsewhere than on Linux it may return before."""
    return sys.platform == "linux"


def sync_all() -> None:
    """Makes everything that was written outlive a power cut: for very many files, far faster than one by one."""
    if can_sync_all():
        os.sync()


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut; Windows does that by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the operating system refuses into a message that says what to do."""
    try:
        yield
    except BrokenPipeError:  # of a reader of our output, who left
        raise
    except OSError as error:
        raise CannotWriteError(_explain(error, path)) from error


def _explain(error: OSError, path: Path) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"De schijf is vol; '{path}' is niet geschreven. Maak ruimte en begin opnieuw."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"'{path}' mag niet worden geschreven. Sluit het document in Word, of kies met --out een andere map."
        case errno.ENAMETOOLONG:
            return f"'{path}' is een te lang pad. Kies met --out een map met een kortere naam."
        case errno.ENOENT | errno.ENOTEMPTY:
            return f"'{path}' veranderde tijdens het schrijven. Laat niet twee runs tegelijk in dezelfde map schrijven."
        case errno.ENOTDIR | errno.EEXIST:
            return f"'{path}' is geen map. Kies met --out een andere map."
        case _:
            return f"'{path}' kan niet worden geschreven ({code_of(error)}). Kies met --out een andere map."


def code_of(error: OSError) -> str:
    """Returns the name of what the operating system refused with, as "EIO"."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def refuse(message: str) -> NoReturn:
    """Ends the writing with a message for the user.

    Raises:
        CannotWriteError: always.
    """
    raise CannotWriteError(message)
