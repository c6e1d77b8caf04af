"""Which words must stand in a sentence before a pattern can match there: the filter that makes scanning fast.

The analysis is that of RE2's prefilter: walk the parse tree of an expression and keep, for each part, either the exact
set of strings it matches or sets of which one must occur each. Python's own parser gives the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum, inf, prod
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from pipeline.privacy.notation import FIRST_SIGN, HIGHEST_SIGN, HIT
from pipeline.privacy.ways import split

EDGE = "\x00"
"""Marks, inside the strings of the analysis, a place where a word begins or ends."""

_WHITE = (" ", "\n")
_SPACES = (*_WHITE, EDGE)
_STRETCH = 3
_RARE = 3.0
_MOST_STRINGS = 100
_MOST_SETS = 4
_MOST_MEMBERS = 6
_SIGN = re.compile(r"[\W_]")
_SHORTEST = 3
_WORD = re.compile(f"[^ \n{EDGE}]+")
_SENTENCES = 10_000
_CHECKING = 0.06

Cost = Callable[[str], float]
"""Says how often a word, with its edges marked, stands in 10,000 sentences; infinite when it may not be an anchor."""

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
class Check:
    """Anchors of which one must stand in a match, in lower-case text in which every sign is a space.

    Attributes:
        words: whole words.
        parts: anything else, with a space on the side where a word must begin or end.
    """

    words: frozenset[str]
    parts: tuple[str, ...] = ()

    def anchors(self) -> Iterator[str]:
        """Yields all anchors with a space on the side where a word must begin or end."""
        yield from (f" {word} " for word in self.words)
        yield from self.parts


Needs = tuple[tuple[Check, ...], ...]
"""Ways in which an expression can match: in every match the checks of one of them hold, the one that holds most seldom
first; empty when nothing is known."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part: the exact strings it matches, or sets of which one string each must occur."""

    exact: _Strings | None = None
    required: tuple[_Strings, ...] = ()


_ANYTHING = _Part()


def by_length(word: str) -> float:
    """Guesses a cost: long words are rare, function words are everywhere, and short parts of words are no anchor."""
    plain = word.strip(EDGE)
    if len(plain) < _SHORTEST - (len(word) - len(plain) == len(EDGE + EDGE)):
        return inf
    parts = plain.split(" ")
    return min(1000.0 if part in _COMMON else 4.0 ** (6 - min(len(part), 8)) for part in parts) / len(parts)


def group_words(words: Iterable[str]) -> frozenset[str]:
    """Returns the words of a group in the form of the analysis."""
    return frozenset(words)


def parse(expression: str) -> Any:
    """Returns the parse tree of an expression, which is much quicker than compiling it.

    Raises:
        re.error: it is no regular expression.
    """
    try:
        return parser.parse(expression)
    except (OverflowError, RecursionError):
        raise re.error("dit patroon is te groot of te diep") from None


def may_be_empty(tree: Any) -> bool:
    """Tells whether the expression matches the empty string."""
    return bool(tree.getwidth()[0] == 0)


def marked(word: str) -> str:
    """Returns a word whose edges are marked as it stands in lower-case text in which every sign is a space."""
    return _SIGN.sub(" ", word.replace(EDGE, " ").lower())


def check(words: Iterable[str]) -> Check:
    """Returns the check that one of these strings stands in a match, their edges marked."""
    keys = set(map(marked, words))
    whole = {key for key in keys if key == f" {key.strip()} " and " " not in key.strip()}
    return Check(frozenset(map(str.strip, whole)), tuple(sorted(keys - whole)))


class Analysis:
    """Walks parse trees; what it keeps between them are the costs of sets that they share."""

    def __init__(self, groups: Mapping[str, frozenset[str]], cost: Cost = by_length) -> None:
        """Takes what is needed to judge a set.

        Args:
            groups: private character to the words for which it stands in an expression, as `group_words` gives them.
            cost: how often a word stands in ordinary text.
        """
        self._groups = groups
        self._cost = cost
        self._costs: dict[_Strings, float] = {}
        self._kept: dict[_Strings, tuple[_Strings, ...]] = {}

    def needs(self, tree: Any, *, ways: int = 1) -> Needs:
        """Returns what must stand in every match.

        Args:
            tree: what `parse` made of the expression.
            ways: into how many ways to match the alternatives of the expression may be taken apart.
        """
        found = [self._required(way) for way in (split(tree, self._work, ways) if ways > 1 else [tree])]
        if not all(found):
            return ()
        return tuple(dict.fromkeys(tuple(dict.fromkeys(map(check, sets))) for sets in found))

    def _required(self, items: Any) -> tuple[_Strings, ...]:
        part = self._sequence(items)
        return self._rarest([*part.required, *self._literals(part.exact)])

    def _work(self, items: Any) -> float:
        """Guesses how much work a way to match gives in 10,000 sentences, trying the expression being 1."""
        shares = [min(self._total(words) / _SENTENCES, 1.0) for words in self._required(items)]
        return (prod(shares) + _CHECKING * min(shares, default=1.0)) * _SENTENCES

    def _rarest(self, sets: list[_Strings]) -> tuple[_Strings, ...]:
        return tuple(sorted(dict.fromkeys(sets), key=lambda words: (self._total(words), sorted(words)))[:_MOST_SETS])

    def _total(self, words: _Strings) -> float:
        if words not in self._costs:
            # Rounded once, so that the order in which a set gives its words changes nothing.
            self._costs[words] = fsum(map(self._cost, words))
        return self._costs[words]

    def _literals(self, exact: _Strings | None) -> tuple[_Strings, ...]:
        """Returns the set with the rarest stretch between edges of each string; none when a string has no good one."""
        if exact is None:
            return ()
        if exact not in self._kept:
            chosen = {self._stretch(text) for text in exact}
            self._kept[exact] = () if None in chosen else (frozenset(word for word in chosen if word),)
        return self._kept[exact]

    def _stretch(self, text: str) -> str | None:
        """Returns the rarest word of a text, or the rarest few words together where each of them is common."""
        spans = [match.span() for match in _WORD.finditer(text)]
        rarest, cost = None, inf
        for count in range(1, _STRETCH + 1):
            for first, last in zip(spans, spans[count - 1 :], strict=False):
                word = _edged(text, first[0], last[1])
                if HIT not in word and self._cost(word) < cost:
                    rarest, cost = word, self._cost(word)
            if cost < _RARE:
                break
        return rarest

    def _sequence(self, items: Any, before: _Strings = frozenset({""})) -> _Part:
        """Joins parts that follow each other; `before` are the exact strings that stand in front of them."""
        exact = before
        required: list[_Strings] = []
        whole = True
        for item in items:
            part = self._item(item)
            if part.exact is not None and _few(exact, part.exact):
                exact = frozenset(left + right for left in exact for right in part.exact)
                continue
            whole = False
            if item[0] is sre.BRANCH:
                # The parser takes a prefix that branches share out of them; give it back, or words are cut in two.
                part = self._alternatives([self._sequence(branch, exact) for branch in item[1][1]])
            required += [*self._literals(exact), *part.required]
            if part.exact is None:
                exact = frozenset({EDGE if _ends_word(item, after_edge=_all_end_word(exact)) else ""})
            elif item[0] is sre.BRANCH:
                exact = part.exact
            else:
                # A word that begins after the strings left behind still begins where they ended one.
                edge = EDGE if _all_end_word(exact) else ""
                exact = frozenset(edge + text for text in part.exact)
        if whole:
            return _Part(exact=exact)
        return _Part(required=self._rarest([*required, *self._literals(exact)]))

    def _alternatives(self, branches: list[_Part]) -> _Part:
        if all(branch.exact is not None for branch in branches):
            united = frozenset().union(*(branch.exact or frozenset() for branch in branches))
            if len(united) <= 4 * _MOST_STRINGS:
                return _Part(exact=united)
        sets = [self._rarest([*branch.required, *self._literals(branch.exact)]) for branch in branches]
        if not all(sets):
            return _ANYTHING
        # The rarest sets of all branches together, then the next ones, and the last of a branch that has fewer.
        ranks = range(max(map(len, sets)))
        return _Part(required=tuple(frozenset().union(*(s[min(rank, len(s) - 1)] for s in sets)) for rank in ranks))

    def _item(self, item: tuple[Any, Any]) -> _Part:
        operation, argument = item
        if operation is sre.LITERAL:
            return _Part(exact=self._character(argument))
        if operation is sre.IN:
            return self._characters(argument)
        if operation is sre.BRANCH:
            return self._alternatives([self._sequence(branch) for branch in argument[1]])
        if operation is sre.SUBPATTERN:
            return self._sequence(argument[3])
        if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            return self._repeat(*argument)
        if operation is sre.AT:
            return _Part(exact=frozenset({EDGE if argument is sre.AT_BOUNDARY else ""}))
        if operation is sre.ASSERT_NOT:
            # `(?<!\w)` and `(?!\w)` say where a word begins and ends; other assertions of this kind say nothing.
            edge = len(argument[1]) == 1 and _is_letter(argument[1][0])
            return _Part(exact=frozenset({EDGE if edge else ""}))
        if operation is sre.ASSERT:
            # The gap `<..3>` begins with a look at the space or comma after the word before it.
            return _Part(exact=frozenset({EDGE if argument[0] > 0 and _begins_with_sign(list(argument[1])) else ""}))
        return _ANYTHING

    def _character(self, code: int) -> _Strings:
        character = chr(code)
        if character in self._groups:
            return self._groups[character]
        return frozenset({f"{EDGE}{HIT}{EDGE}" if character == HIT else character})

    def _characters(self, members: list[tuple[Any, Any]]) -> _Part:
        """A class of a few letters or word groups, or of the ten digits, is exact."""
        if members == [(sre.RANGE, (ord("0"), ord("9")))]:
            return _Part(exact=frozenset("0123456789"))
        if len(members) > _MOST_MEMBERS or any(operation is not sre.LITERAL for operation, _ in members):
            return _ANYTHING
        return _Part(exact=frozenset().union(*(self._character(code) for _, code in members)))

    def _repeat(self, low: int, high: Any, items: Any) -> _Part:
        inner = self._sequence(items)
        if low == 0:
            if high == 1 and inner.exact is not None:
                return _Part(exact=inner.exact | {""})
            return _ANYTHING
        if low == 1 and high == 1:
            return inner
        exact = inner.exact
        if exact is not None and low > 1 and len(exact) ** 2 <= _MOST_STRINGS:
            exact = frozenset(one + other for one in exact for other in exact)
        return _Part(required=self._rarest([*inner.required, *self._literals(exact)]))


def _edged(text: str, start: int, end: int) -> str:
    """Returns a stretch of a text with an edge on the sides where a word begins or ends.

    A sign needs none, where it begins or ends the stretch, for words end at it anyway; with one it would ask for
    another sign beside it.
    """
    left = EDGE if text[:start].endswith(_SPACES if text[start].isalnum() else _WHITE) else ""
    right = EDGE if text[end:].startswith(_SPACES if text[end - 1].isalnum() else _WHITE) else ""
    return left + text[start:end].replace(EDGE, "") + right


def _few(left: _Strings, right: _Strings) -> bool:
    return len(left) * len(right) <= max(_MOST_STRINGS, len(left), len(right))


def _all_end_word(exact: _Strings) -> bool:
    return all(text.endswith(_SPACES) for text in exact)


def _ends_word(item: tuple[Any, Any], *, after_edge: bool) -> bool:
    """Tells whether a word must have ended where an item does, given whether one did where it began."""
    operation, argument = item
    if operation is sre.LITERAL:
        return chr(argument) in {*_SPACES, HIT}
    if operation is sre.SUBPATTERN:
        return bool(argument[3]) and _ends_word(argument[3][-1], after_edge=False)
    if operation is sre.BRANCH:
        return all(bool(branch) and _ends_word(branch[-1], after_edge=False) for branch in argument[1])
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        low, _, items = argument
        return (low > 0 or after_edge) and _ends_word(items[-1], after_edge=False)
    return False


def _begins_with_sign(items: list[tuple[Any, Any]]) -> bool:
    """Tells whether what items match begins with a sign or at the end of the text."""
    if not items:
        return False
    operation, argument = items[0]
    if operation is sre.LITERAL:
        return not _is_alphanumeric(argument)
    if operation is sre.IN:
        return all(kind is sre.LITERAL and not _is_alphanumeric(value) for kind, value in argument)
    if operation is sre.AT:
        return argument in {sre.AT_END, sre.AT_END_STRING}
    if operation is sre.BRANCH:
        return all(_begins_with_sign([*branch, *items[1:]]) for branch in argument[1])
    if operation is sre.SUBPATTERN:
        return _begins_with_sign([*argument[3], *items[1:]])
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        low, _, inner = argument
        return _begins_with_sign(list(inner)) and (low > 0 or _begins_with_sign(items[1:]))
    return False


def _is_alphanumeric(code: int) -> bool:
    # The signs of word groups stand for words.
    return chr(code).isalnum() or FIRST_SIGN <= code < HIGHEST_SIGN


def _is_letter(item: tuple[Any, Any]) -> bool:
    """Tells whether an item matches at least every character of a word."""
    operation, argument = item
    return operation is sre.IN and (sre.CATEGORY, sre.CATEGORY_WORD) in argument and argument[0][0] is not sre.NEGATE
