"""Reads a lock as uv writes it: every package with its version, its platforms, its hashes and what asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PIN: Final = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))?(?: \\)?")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package that is locked.

    Attributes:
        name: as the lock writes it, in lower case.
        version: the only version that may be installed.
        marker: on which Pythons and systems it is; "" when on all.
        hashes: SHA-256 of every file of that version that may be installed.
        asked_by: the packages that need it; "poortwachter" for the program itself.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def read_lock(path: Path) -> list[Pin]:
    """Returns the packages of a lock in its order; one with several versions, by marker, stands there as often."""
    pins: list[Pin] = []
    blocks = re.split(r"\n(?=[A-Za-z0-9])", path.read_text(encoding="utf-8"))
    for block in blocks:
        first, *rest = block.splitlines()
        match = _PIN.fullmatch(first.strip())
        if match is None:
            continue
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        comments = [line.strip().removeprefix("#").strip().removeprefix("via").strip() for line in rest if "#" in line]
        asked = sorted({name.partition(" ")[0] for name in comments if name and not name.startswith("-c ")})
        pins.append(Pin(match["name"], match["version"], match["marker"] or "", hashes, tuple(asked)))
    return pins
