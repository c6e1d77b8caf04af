"""What a mark in a document says, and what came of marking one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

AUTHOR: Final = "Poortwachter"
"""Who signs the marks."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment says of a stretch of text; never the text itself.

    Attributes:
        start: first code point of the stretch in its segment.
        end: one past the last.
        lines: what to say, a paragraph each.
    """

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A copy with marks.

    Attributes:
        content: the bytes of the copy.
        commented: how many notes became a comment.
        coloured: the places of notes that are only a mark in the text, since no comment may stand there.
        elsewhere: the places of notes that are in no running text at all: a property, a name, an alternative text.
    """

    content: bytes = field(repr=False)
    commented: int
    coloured: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
