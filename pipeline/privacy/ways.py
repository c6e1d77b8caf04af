"""Takes an expression apart into ways to match, as long as that makes the work of looking for it less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

_ENOUGH = 2.0  # less work than this is not worth another way
_GAIN = 0.95

Items = list[tuple[Any, Any]]


def split(tree: Any, work: Callable[[Items], float], most: int) -> list[Items]:
    """Returns sequences, of which one at least matches wherever the expression does.

    Args:
        tree: what Python's parser made of the expression.
        work: guesses what looking for a sequence costs.
        most: how many sequences there may be.
    """
    first = list(_flat(tree))
    open_ways = [(work(first), first)]
    done: list[Items] = []
    while open_ways:
        cost, items = open_ways.pop(max(range(len(open_ways)), key=lambda number: open_ways[number][0]))
        room = most - len(done) - len(open_ways)
        best = _best(items, work, room) if cost > _ENOUGH else None
        if best is None or sum(found for found, _ in best) > cost * _GAIN:
            done.append(items)
        else:
            open_ways += best
    return done


def _best(items: Items, work: Callable[[Items], float], room: int) -> list[tuple[float, Items]] | None:
    """Returns the cheapest way to take one choice in a sequence apart, or None when there is no choice in it."""
    choices = [
        [(work(way), way) for way in ways]
        for at, item in enumerate(items)
        if 1 < len(branches := _branches(item)) <= room
        for ways in [[[*items[:at], *branch, *items[at + 1 :]] for branch in branches]]
    ]
    return min(choices, key=lambda found: sum(cost for cost, _ in found), default=None)


def _branches(item: tuple[Any, Any]) -> list[Items]:
    operation, argument = item
    if operation is sre.BRANCH:
        return [list(_flat(branch)) for branch in argument[1]]
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT} and argument[:2] == (0, 1):
        return [list(_flat(argument[2])), []]
    return []


def _flat(items: Any) -> Iterator[tuple[Any, Any]]:
    """Yields the items of a sequence with those of its groups in the place of the groups."""
    for item in items:
        if item[0] is sre.SUBPATTERN:
            yield from _flat(item[1][3])
        else:
            yield item
