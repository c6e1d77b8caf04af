"""Texts that a Word file holds twice: what a program draws, and the same for a program that cannot draw it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.readers.gather import Gather
from pipeline.readers.passages import Passage


class Aside(Gather):
    """Notes passages apart from the rest, with places that stay their own in the whole file."""

    def __init__(self, whole: Gather) -> None:  # it shares all but the passages
        self.__dict__.update(whole.__dict__)
        self._passages = []


def with_copies(first: Iterable[Passage], second: Iterable[Passage]) -> list[Passage]:
    """Returns the first passages and those of the second that say something else.

    A second one that has the same text in the same pieces becomes a copy of the first.
    """
    found = list(first)
    at = {_shape(passage): index for index, passage in reversed(list(enumerate(found)))}
    for passage in second:
        index = at.get(_shape(passage))
        if index is None:
            found.append(passage)
        else:
            own = found[index]
            found[index] = replace(own, copies=(*own.copies, passage.pieces, *passage.copies))
    return found


def _shape(passage: Passage) -> tuple[str, tuple[tuple[int, int], ...]]:
    return passage.text.reveal(), tuple((piece.start, piece.end) for piece in passage.pieces)
