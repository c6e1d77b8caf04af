"""Walks folders of any size in a fixed order, and names all that stands in them: files, folders and what is neither."""

from __future__ import annotations

import errno
import heapq
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from pipeline.batch.inputs import is_litter

AT_ONCE: Final = 20_000
"""How many names of one folder are in memory at the same time; a larger folder is listed several times."""


class Kind(Enum):
    """What stands at a path."""

    FILE = "bestand"
    FOLDER = "map"
    REFUSED = "geweigerd"


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a path.

    Attributes:
        path: as given or found, with the separators of the platform.
        kind: what it is.
        reason: why it is not read and what to do about it, in Dutch; "" for a file or a folder.
        size: the bytes of a file, else 0.
    """

    path: str
    kind: Kind
    reason: str = ""
    size: int = 0


_LINK: Final = "Dit is een verwijzing (symbolic link); die worden niet gevolgd. Onderzoek de map waar zij heen wijst."
_SPECIAL: Final = "Dit is geen gewoon bestand (een pijp, apparaat of socket). Er staat geen tekst in; haal het weg."
_HIDDEN: Final = "Wat verborgen is, wordt in een map niet gelezen. Maak het zichtbaar, of noem het zelf."
_NO_FOLDER: Final = "Deze map mag niet gelezen worden. Vraag toegang aan de beheerder."
_GONE: Final = "Dit is er niet (meer). Controleer de naam, of zoek opnieuw."
_TOO_LONG: Final = "Dit pad is te lang om te openen. Geef de mappen kortere namen."
_BROKEN: Final = "Dit kan niet worden bekeken. Controleer de schijf of de netwerkmap."
_REASONS: Final = {
    errno.EACCES: _NO_FOLDER,
    errno.EPERM: _NO_FOLDER,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENAMETOOLONG: _TOO_LONG,
}


def walk(roots: Iterable[str], at_once: int = AT_ONCE) -> Iterator[Found]:
    """Yields everything in and below the roots, folder by folder, in the order of their names; litter is passed over.

    Memory stays the same however many files there are, and nothing is followed out of the roots. A root itself is not
    yielded as a folder: its name is what the user gave.

    Args:
        roots: folders or files; one that lies within another is walked once.
        at_once: how many names of one folder are held at a time.
    """
    for root in outermost(roots):
        found = look(root)
        if Path(root).is_symlink() and Path(root).is_dir():  # what the user names is meant
            found = Found(root, Kind.FOLDER)
        if found.kind is Kind.FOLDER:
            yield from _below(root, at_once)
        else:
            yield found


def count(roots: Iterable[str]) -> int:
    """Returns how many documents stand in and below the roots, those that are not read included."""
    return sum(found.kind is not Kind.FOLDER for found in walk(roots))


def outermost(roots: Iterable[str]) -> list[str]:
    """Returns the roots that do not lie within another one, each once, in the order given."""
    given = {Path(root).resolve(): root for root in reversed(list(roots)) if root}
    return [root for place, root in reversed(given.items()) if not any(up in given for up in place.parents)]


def look(path: str) -> Found:
    """Says what stands at a path, without following it."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError) as error:
        return Found(path, Kind.REFUSED, _reason(error))
    if stat.S_ISLNK(status.st_mode) or getattr(os.path, "isjunction", lambda _: False)(path):
        return Found(path, Kind.REFUSED, _LINK)
    if stat.S_ISDIR(status.st_mode):
        return Found(path, Kind.FOLDER)
    if not stat.S_ISREG(status.st_mode):
        return Found(path, Kind.REFUSED, _SPECIAL)
    return Found(path, Kind.FILE, size=status.st_size)


def _below(folder: str, at_once: int) -> Iterator[Found]:
    # A stack of our own: folders may lie deeper than functions may call each other.
    levels = [_entries(folder, at_once)]
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
            continue
        yield found
        if found.kind is Kind.FOLDER:
            levels.append(_entries(found.path, at_once))


def _entries(folder: str, at_once: int) -> Iterator[Found]:
    try:
        for name in _names(folder, at_once):
            if is_litter(name):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118  a Path would be made for each of millions
            yield Found(path, Kind.REFUSED, _HIDDEN) if name.startswith(".") else look(path)
    except OSError as error:
        yield Found(folder, Kind.REFUSED, _reason(error))


def _names(folder: str, at_once: int) -> Iterator[str]:
    """Yields the names in a folder in order: the first so many, then a new look for those that come after them."""
    last = ""
    while True:
        with os.scandir(folder) as entries:
            batch = heapq.nsmallest(at_once, (entry.name for entry in entries if entry.name > last))
        yield from batch
        if len(batch) < at_once:
            return
        last = batch[-1]


def _reason(error: Exception) -> str:
    return _REASONS.get(getattr(error, "errno", None) or 0, _BROKEN)
