"""What a redaction gives, and how it is told what must go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.marking.words import Words
from pipeline.model import Segment

Find: TypeAlias = Callable[[Segment], Iterable[tuple[int, int]]]
"""Says which stretches of a segment must go, as half-open code points of its text."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A copy without what had to go.

    Attributes:
        content: the bytes of the copy.
        count: how many stretches were taken out of it.
        words: what they were.
    """

    content: bytes = field(repr=False)
    count: int
    words: Words = field(repr=False)


Inner: TypeAlias = Callable[[str, bytes], Redacted]
"""Redacts a file within another, by its name and content; raises UnreadableError when that cannot be done."""


def texts_of(segments: Iterable[Segment], find: Find) -> frozenset[str]:
    """Returns what must go from segments, each stretch as it stands there."""
    found: set[str] = set()
    for segment in segments:
        text = segment.text.reveal()
        found.update(text[start:end] for start, end in find(segment))
    return frozenset(found)
