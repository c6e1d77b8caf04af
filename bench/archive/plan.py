"""What stands in the archive: the entries of all chapters, each with what a screening must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive.

    Attributes:
        path: where it lies, below the archive.
        make: makes its bytes of `text`.
        text: what it is made of; what that is, its maker knows.
        format: what the file is by its content.
        what: what is in it, in Dutch, for the list.
        status: how its examination must end.
        findings: how many findings it must have, vermoedens too.
        needs: the program without which it is unreadable, "" for none.
    """

    path: str
    make: Callable[[Any], bytes]
    text: Any
    format: str
    what: str
    status: str = "ok"
    findings: int = 0
    needs: str = ""
