"""What came of making a copy of a file, with marks in it or with text taken out."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Unread


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy, or why there is none.

    Attributes:
        path: the file as found.
        name: what the copy is called: the name of the file, without what may not stand in it.
        content: its bytes until it is written, None when there is no copy.
        written: where the copy stands, "" when there is none.
        count: how many stretches were marked or taken out.
        coloured: the places that got a colour and no comment, since no comment may stand there.
        unmarked: the places with a finding that could not be marked.
        kept: how many findings stand in the copy still, since they were not among those to take out.
        unread: what of the file was not examined, or why there is no copy.
    """

    path: str
    name: str = ""
    content: bytes | None = field(default=None, repr=False)
    written: str = ""
    count: int = 0
    coloured: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()
    kept: int = 0
    unread: tuple[Unread, ...] = ()
