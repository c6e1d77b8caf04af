"""What a rule hits in a text, before and after contexts and other hits decide on it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import Final

from pipeline.model import Category
from pipeline.privacy.model import Context, Effect, Guard, Rule
from pipeline.text import LONGEST_SENTENCE

_LONGEST_GAP: Final = 40
_GAP: Final = re.compile(r"[ ,/-]*(?:\w+[ ,/-]*){0,2}")
"""What may stand between two parts of one phrase: two words, as in 'gips heeft gezeten'."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's hit in normalised offsets, with what became of it.

    Attributes:
        cleared_by: the guard or context that cleared it, or None.
        category: the rule's, or another one when a context or the encoder relabelled it.
        blocking: the rule's, unless a context took the certainty away.
        meant: the term that a misspelt word is taken for, "" for a hit that is spelt right.
    """

    start: int
    end: int
    rule: Rule
    category: Category
    blocking: bool
    cleared_by: Guard | Context | None = None
    meant: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether a model found it that is not sure."""
        return self.rule.thresholds is not None and not self.blocking


def place(hit: Hit) -> tuple[int, int, str]:
    """Returns what hits are put in order by."""
    return hit.start, hit.end, hit.rule.id


def touched(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Returns the hits, of all that are given in order, that share a letter with a stretch."""
    nearest = bisect_left(hits, start - LONGEST_SENTENCE, key=lambda hit: hit.start)
    near = takewhile(lambda hit: hit.start < end, islice(hits, nearest, None))
    return [hit for hit in near if start < hit.end]


def changed(hit: Hit, context: Context) -> Hit:
    """Returns the hit as a context leaves it."""
    if hit.cleared_by is not None:
        return hit
    if context.effect is Effect.CLEAR:
        return replace(hit, cleared_by=context)
    if context.effect is Effect.RELABEL:
        return replace(hit, category=Category.DERDE)
    return replace(hit, blocking=False)


def disjoint(hits: Iterable[Hit]) -> list[Hit]:
    """Keeps, where hits overlap, the surest, then the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=_strength):
        at = bisect_right(kept, hit.start, key=lambda h: h.start)
        clear_before = at == 0 or kept[at - 1].end <= hit.start
        clear_after = at == len(kept) or hit.end <= kept[at].start
        if clear_before and clear_after:
            kept.insert(at, hit)
    return kept


def joined(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Returns hits that do not overlap, in order, with what is one phrase as one hit.

    A model often marks a phrase in parts, or the rest of one that a rule hit: a guess of it is part of the hit of the
    same category that stands a word or two from it.

    Args:
        hits: in order, without overlaps.
        text: the normalised text that they are in.
    """
    found: list[Hit] = []
    for hit in hits:
        before = found[-1] if found else None
        if before is not None and _is_one_phrase(before, hit, text):
            found[-1] = replace(before if hit.is_guess else hit, start=before.start, end=hit.end)
        else:
            found.append(hit)
    return found


def _is_one_phrase(before: Hit, hit: Hit, text: str) -> bool:
    return (
        (before.is_guess or hit.is_guess)
        and before.category is hit.category
        and hit.start - before.end <= _LONGEST_GAP
        and _GAP.fullmatch(text, before.end, hit.start) is not None
    )


def _strength(hit: Hit) -> tuple[bool, bool, int, int, str]:
    return not hit.blocking, hit.rule.thresholds is not None, hit.start - hit.end, hit.start, hit.rule.id
