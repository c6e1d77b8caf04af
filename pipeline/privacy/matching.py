"""Finds where terms and patterns of rules stand: one automaton over the text, patterns only where their anchors are."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.privacy.index import Index
from pipeline.privacy.model import Pattern, Rule, RuleSet
from pipeline.privacy.notation import Term
from pipeline.text import Normalised, normalise

Raw = tuple[int, int, Rule]
"""Half-open offsets in normalised text, and the rule that hits there."""


class Matcher:
    """The terms and patterns of a rule set, ready to look for. Immutable, so safe to share between threads."""

    def __init__(self, rules: RuleSet, *, anchored: bool = True) -> None:
        """Builds the automaton; `anchored` False tries every pattern on every sentence."""
        self._patterns = [(rule, pattern) for rule in rules.rules for pattern in rule.patterns]
        self._index = Index([pattern.needs for _, pattern in self._patterns], rules.rules)
        self._anchored = anchored

    def raw(self, normalised: Normalised, bounds: Sequence[int]) -> set[Raw]:
        """Returns every hit of a rule in the sentences of a text.

        Args:
            normalised: the text.
            bounds: where its sentences begin, and its end.
        """
        text = normalised.lower
        marked = self._index.marked(text)
        found = self._index.find(text, marked)
        hits = {
            (*_widened(text, start, end, term), rule)
            for start, end, rule, term in found.terms
            if term.cased is None or normalised.cased[start:end] == term.cased
        }
        ways: dict[int, list[int]] = defaultdict(list)
        for place, numbers in found.ways:
            ways[bisect_right(bounds, place) - 1] += numbers
        for sentence in ways if self._anchored and not self._index.always else range(len(bounds) - 1):
            start, end = bounds[sentence], bounds[sentence + 1]
            for number in self._candidates(ways[sentence], f" {marked[start + 1 : end + 1]} "):
                rule, pattern = self._patterns[number]
                hits.update(_matches(pattern, rule, normalised, start, end))
        return hits

    def rules_of(self, word: str) -> tuple[Rule, ...]:
        """Returns the rules, in order of their ids, that hit all of a word that stands by itself."""
        found = self.raw(normalise(word), (0, len(word)))
        return tuple(sorted((rule for start, end, rule in found if (start, end) == (0, len(word))), key=_id))

    def _candidates(self, ways: Sequence[int], marked: str) -> Iterable[int]:
        """Returns the numbers of the patterns to try on a sentence."""
        return self._index.candidates(ways, marked) if self._anchored else range(len(self._patterns))


def _id(rule: Rule) -> str:
    return rule.id


def _widened(text: str, start: int, end: int, term: Term) -> tuple[int, int]:
    """Extends the hit of an open stem over the rest of its word."""
    while term.open_left and start > 0 and text[start - 1].isalnum():
        start -= 1
    while term.open_right and end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _matches(pattern: Pattern, rule: Rule, normalised: Normalised, start: int, end: int) -> Iterator[Raw]:
    text = normalised.cased if pattern.cased else normalised.lower
    expression = pattern.expression
    named = "treffer" if "treffer" in expression.groupindex else 0
    for match in expression.finditer(text, start, end):
        hit_start, hit_end = match.span(named)
        if hit_start < hit_end and (not rule.eleven_test or eleven_test(text[hit_start:hit_end])):
            yield hit_start, hit_end, rule


@lru_cache(maxsize=256)
def eleven_test(text: str) -> bool:
    """Tells whether the nine digits in `text` can be a burgerservicenummer.

    Source: Besluit burgerservicenummer, art. 1; weights 9 to 2 and -1, the sum divisible by eleven.
    """
    digits = [int(c) for c in text if c.isascii() and c.isdigit()]
    if len(digits) != 9 or not any(digits):
        return False
    return sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0
