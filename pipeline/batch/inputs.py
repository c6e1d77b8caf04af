"""Finds the files that a user names: files, folders and standard input, refusing what is no ordinary file."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.store import MANIFEST
from pipeline.errors import UnreadableError

STDIN = "-"
MAX_BYTES = 50_000_000
DOSSIER_SUFFIXES = frozenset({".json", ".yaml", ".yml"})
TEXT_SUFFIXES = frozenset({".txt", ".md"})
_MANIFEST_HEAD = b'{\n  "kind": "manifest",'
# What a file manager or Word leaves in a folder by itself; nobody wrote text in it.
_LITTER = re.compile(r"\.DS_Store|\._.*|~\$.*|\.~lock\..*#|Thumbs\.db|desktop\.ini")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to work on.

    Attributes:
        path: as given or found, with the separators of the platform; "-" for standard input.
        refused: why it is not read, in Dutch, or "".
    """

    path: str
    refused: str = ""

    def read(self, limit: int = 0) -> bytes:
        """Returns the bytes.

        Args:
            limit: the most bytes that are read; 0 is `MAX_BYTES`.

        Raises:
            UnreadableError: the file is refused, gone, locked or too large.
        """
        limit = limit or MAX_BYTES
        # Asked again: between finding a file and reading it, minutes may pass.
        if refused := self.refused or ("" if self.path == STDIN else _refusal(self.path)):
            raise UnreadableError(refused)
        try:
            if self.path == STDIN:
                content = sys.stdin.buffer.read(limit + 1)
            else:
                with Path(self.path).open("rb") as file:
                    content = file.read(limit + 1)
        except FileNotFoundError:
            raise UnreadableError("Het bestand is er niet (meer). Controleer de naam.") from None
        except PermissionError:
            raise UnreadableError(
                "Het bestand mag niet gelezen worden of is in gebruik. Sluit het en probeer opnieuw."
            ) from None
        except OSError:
            raise UnreadableError(
                "Het bestand kan niet gelezen worden. Controleer de schijf of de netwerkmap."
            ) from None
        if len(content) > limit:
            raise UnreadableError(f"Het bestand is groter dan {limit // 1_000_000} MB. Splits het.")
        return content


def find(paths: Iterable[str], suffixes: frozenset[str], *, others: bool) -> Iterator[Input]:
    """Yields what is to be read, folders in name order, each file once.

    Args:
        paths: files, folders or "-".
        suffixes: endings, in lower case, that are wanted from folders; a file that is named itself always comes.
        others: True yields the other files in folders too, refused, so that nothing passes for examined; False looks
            for dossiers, and passes over what `build` wrote beside its documents.
    """
    paths = tuple(paths)
    if len(paths) == 1:  # nothing is in one folder twice, and there may be very much in it
        yield from _all(paths, suffixes, others=others)
        return
    seen: set[Path | str] = set()
    for found in _all(paths, suffixes, others=others):
        key = STDIN if found.path == STDIN else Path(found.path).absolute()
        if key not in seen:
            seen.add(key)
            yield found


def is_litter(name: str) -> bool:
    """Says whether a file manager or Word leaves a file of this name by itself, so that nobody wrote text in it."""
    return _LITTER.fullmatch(name) is not None


def _all(paths: Iterable[str], suffixes: frozenset[str], *, others: bool) -> Iterator[Input]:
    for given in paths:
        # An empty name, as a script gives for a variable without a value, is not the folder one happens to be in.
        if given and given != STDIN and _is_folder(Path(given)):
            yield from _walk(Path(given), suffixes, others=others)
        else:
            yield Input(given, "" if given == STDIN else _refusal(given))


def _walk(folder: Path, suffixes: frozenset[str], *, others: bool) -> Iterator[Input]:
    try:
        # Names, for as paths a folder of very many files would take far more memory.
        names = sorted((entry.name for entry in os.scandir(folder)), key=os.path.normcase)
    except OSError:
        yield Input(str(folder), "Deze map mag niet gelezen worden. Vraag toegang aan de beheerder.")
        return
    for name in names:
        entry = folder / name
        if is_litter(name):
            continue
        if entry.name.startswith("."):
            if others:
                yield Input(str(entry), "Wat verborgen is, wordt in een map niet gelezen. Noem het zelf.")
        elif _is_folder(entry):
            yield from _walk(entry, suffixes, others=others)
        elif entry.suffix.lower() in suffixes:
            if others or not _is_manifest(entry):
                yield Input(str(entry), _refusal(entry))
        elif others:
            unknown = "Dit soort bestand wordt nog niet gelezen. Sla de tekst op als .txt."
            yield Input(str(entry), _refusal(entry) or unknown)


def _is_folder(path: Path) -> bool:
    """Says whether a path is a folder itself, no reference to one; what may not be looked at is none."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _is_manifest(path: Path) -> bool:
    """Says whether a file is what `build` wrote beside its documents, so that it is no dossier."""
    if path.name != MANIFEST or _refusal(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_MANIFEST_HEAD)) == _MANIFEST_HEAD
    except OSError:
        return False


def _refusal(path: str | Path) -> str:
    """Returns why a path is not an ordinary file, or ""."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return "Het bestand bestaat niet. Controleer de naam."
    except PermissionError:
        return "De map van dit bestand mag niet gelezen worden. Vraag toegang aan de beheerder."
    except (OSError, ValueError):
        return "Dit is geen bruikbare bestandsnaam. Controleer de naam."
    if stat.S_ISLNK(mode):
        return "Dit is een verwijzing (symbolic link); die worden niet gevolgd. Noem het bestand zelf."
    if not stat.S_ISREG(mode):
        return "Dit is geen gewoon bestand. Noem een bestand of een map."
    return ""
