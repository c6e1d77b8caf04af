"""What a rule hits in a text, before and after contexts and other hits decide on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from pipeline.model import Category
from pipeline.privacy.model import Context, Effect, Guard, Rule
from pipeline.text import LONGEST_SENTENCE


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's hit in normalised offsets, with what became of it.

    Attributes:
        cleared_by: the guard or context that cleared it, or None.
        category: the rule's, or `derde` when a context relabelled it.
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


def _strength(hit: Hit) -> tuple[bool, bool, int, int, str]:
    return not hit.blocking, hit.rule.thresholds is not None, hit.start - hit.end, hit.start, hit.rule.id
