"""Which words must stand in a sentence before a pattern can match there: the filter that makes scanning fast.

The analysis is that of RE2's prefilter: walk the parse tree of an expression and keep, for each part, either the exact
set of strings it matches or a set of which one must occur. Python's own parser gives the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from pipeline.privacy.notation import HIT

# Marks, inside the strings of the analysis, a place where a word begins or ends.
_EDGE = "\x00"
_EDGES = f" \n{HIT}"
_MOST_STRINGS = 100
_SHORTEST = 3

_Strings = frozenset[str]
_COMMON = frozenset("""
    aan afgesproken al alle alleen alles als altijd ander andere bedrijfsarts bij binnen blijft daar daarna dag
    dagen dan dat de der deze die dit doen door doet drie dus echt een eerst eerste elke en er even gaan gaat
    geeft geen gehad geweest gesprek goed haar had heb hebben heeft heel hele hem hen het hier hij hoe hun iets ik
    in is ja jaar kan keer komen komt kon krijgt kwam last maanden maar maken maakt mag meer mee meldt met mijn
    moest moet moeten morgen na naar nemen niet niets niks nog nu of om omdat onder ons ook op opnieuw over pas
    per sinds sindsdien sommige staat steeds te tegen thuis tijd tijdens toch toen tot tussen twee uit uren uur
    vaak van vandaag veel verder via vier vindt vol volgens voor vorige waar want waren was wat week weer weet
    weken weg wel welke wel werd werk werken werkgever werknemer werkt wie wil word worden wordt zal ze zegt zelf
    zich zie zien ziet zij zijn zit zitten zo zonder zou
""".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """A literal that must occur; `left` and `right` tell that a word begins or ends there."""

    text: str
    left: bool
    right: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part: the exact strings it matches, else a set of which one must occur, else nothing."""

    exact: frozenset[str] | None = None
    required: frozenset[str] | None = None


_ANYTHING = _Part()
_NOTHING = _Part(exact=frozenset({""}))


def anchors(tree: Any, groups: Mapping[str, frozenset[str]]) -> frozenset[Anchor]:
    """Returns literals of which at least one stands in every match of an expression.

    An empty set means that there is no such set of words of three letters or more.

    Args:
        tree: what `parse` made of the expression.
        groups: private character to the words for which it stands in the expression, as `group_words` gives them.
    """
    part = _Analysis(groups).sequence(tree)
    best = _better(part.required, _literals(part.exact))
    return frozenset(_anchor(word.lower()) for word in best) if best else frozenset()


def group_words(words: Iterable[str]) -> frozenset[str]:
    """Returns the words of a group in the form of the analysis."""
    return frozenset(word.replace(" ", _EDGE) for word in words)


def parse(expression: str) -> Any:
    """Returns the parse tree of an expression, which is much quicker than compiling it.

    Raises:
        re.error: it is no regular expression.
    """
    return parser.parse(expression)


def may_be_empty(tree: Any) -> bool:
    """Tells whether the expression matches the empty string."""
    return bool(tree.getwidth()[0] == 0)


def _anchor(word: str) -> Anchor:
    return Anchor(word.strip(_EDGE), word.startswith(_EDGE), word.endswith(_EDGE))


@lru_cache(maxsize=1024)
def _literals(exact: frozenset[str] | None) -> frozenset[str] | None:
    """Returns, for each exact string, its rarest stretch between edges; None when one of them is too short."""
    if exact is None:
        return None
    chosen = set()
    for text in exact:
        stretches = re.findall(f"{_EDGE}?[^{_EDGE}]+{_EDGE}?", text)
        # findall eats an edge that two stretches share; give it back to the second.
        stretches = [
            (_EDGE if index and not piece.startswith(_EDGE) else "") + piece for index, piece in enumerate(stretches)
        ]
        rarest = max(stretches, key=_weight, default="")
        whole = rarest.startswith(_EDGE) and rarest.endswith(_EDGE)
        if len(rarest.strip(_EDGE)) < _SHORTEST - whole:
            return None
        chosen.add(rarest)
    return frozenset(chosen) or None


def _better(one: _Strings | None, other: _Strings | None) -> _Strings | None:
    """Returns the rarer of two sets."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=_rarity)


@lru_cache(maxsize=1024)
def _rarity(words: _Strings) -> tuple[int, int]:
    """Ranks a set by its most frequent word, then by its size: long words are rare, function words are everywhere."""
    return min(min(map(_weight, words)), 7), -len(words)


def _weight(word: str) -> int:
    plain = word.strip(_EDGE)
    return 0 if plain in _COMMON else len(plain)


class _Analysis:
    """Walks a parse tree; `groups` are the strings for which private characters stand."""

    def __init__(self, groups: Mapping[str, _Strings]) -> None:
        self._groups = groups

    def sequence(self, items: Any, before: frozenset[str] = frozenset({""})) -> _Part:
        """Joins parts that follow each other; `before` are the exact strings that stand in front of them."""
        exact = before
        required: frozenset[str] | None = None
        whole = True
        for item in items:
            part = self._item(item)
            if part.exact is not None and len(exact) * len(part.exact) <= _MOST_STRINGS:
                exact = frozenset(left + right for left in exact for right in part.exact)
                continue
            whole = False
            if item[0] is sre.BRANCH:
                # The parser takes a prefix that branches share out of them; give it back, or words are cut in two.
                part = self._alternatives([self.sequence(branch, exact) for branch in item[1][1]])
            required = _better(required, _literals(exact))
            required = _better(required, part.required)
            if part.exact is None:
                exact = frozenset({""})
            elif item[0] is sre.BRANCH:
                exact = part.exact
            else:
                # A word that begins after the strings left behind still begins where they ended one.
                edge = _EDGE if all(text.endswith(_EDGE) for text in exact) else ""
                exact = frozenset(edge + text for text in part.exact)
        if whole:
            return _Part(exact=exact)
        return _Part(required=_better(required, _literals(exact)))

    def _alternatives(self, branches: list[_Part]) -> _Part:
        if all(branch.exact is not None for branch in branches):
            united = frozenset().union(*(branch.exact or frozenset() for branch in branches))
            if len(united) <= 4 * _MOST_STRINGS:
                return _Part(exact=united)
        sets = [_better(branch.required, _literals(branch.exact)) for branch in branches]
        if any(words is None for words in sets):
            return _ANYTHING
        return _Part(required=frozenset().union(*(words or frozenset() for words in sets)))

    def _item(self, item: tuple[Any, Any]) -> _Part:
        operation, argument = item
        if operation is sre.LITERAL:
            character = chr(argument)
            if character in self._groups:
                return _Part(exact=self._groups[character])
            return _Part(exact=frozenset({_EDGE if character in _EDGES else character}))
        if operation is sre.IN:
            return self._characters(argument)
        if operation is sre.BRANCH:
            return self._alternatives([self.sequence(branch) for branch in argument[1]])
        if operation is sre.SUBPATTERN:
            return self.sequence(argument[3])
        if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            return self._repeat(*argument)
        if operation is sre.AT:
            return _Part(exact=frozenset({_EDGE if argument is sre.AT_BOUNDARY else ""}))
        if operation is sre.ASSERT_NOT:
            # The engine's own `(?<!\w)` and `(?!\w)` say where a word begins and ends; other assertions say nothing.
            edge = list(argument[1]) == [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]
            return _Part(exact=frozenset({_EDGE if edge else ""}))
        if operation is sre.ASSERT:
            # The gap `<..3>` begins with a look at the space or comma after the word before it.
            edge = list(argument[1]) == [(sre.IN, [(sre.LITERAL, ord(" ")), (sre.LITERAL, ord(","))])]
            return _Part(exact=frozenset({_EDGE})) if edge else _NOTHING
        return _ANYTHING

    def _characters(self, members: list[tuple[Any, Any]]) -> _Part:
        """A class of a few letters is exact; a class of only space and punctuation is an edge."""
        if any(operation is not sre.LITERAL for operation, _ in members):
            return _ANYTHING
        characters = [chr(argument) for _, argument in members]
        if len(characters) > 6:
            return _ANYTHING
        return _Part(exact=frozenset(_EDGE if character in _EDGES else character for character in characters))

    def _repeat(self, low: int, high: Any, items: Any) -> _Part:
        inner = self.sequence(items)
        if low == 0:
            if high == 1 and inner.exact is not None:
                return _Part(exact=inner.exact | {""})
            return _ANYTHING
        if low == 1 and high == 1:
            return inner
        return _Part(required=_better(inner.required, _literals(inner.exact)))
