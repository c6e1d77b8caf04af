"""Looks up which terms stand in a text and which patterns may match in it, with one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from pipeline.privacy.anchors import Check, Needs
from pipeline.privacy.model import Rule
from pipeline.privacy.notation import Term

_MOST_PARTS = 40  # looking for more parts of words than this takes as long as trying the pattern


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a text.

    Attributes:
        terms: half-open offsets, the rule and its term.
        ways: where an anchor begins, and the numbers of the ways to match that it belongs to.
    """

    terms: list[tuple[int, int, Rule, Term]]
    ways: list[tuple[int, list[int]]]


class Signs(dict[int, int]):
    """A table for str.translate that leaves letters and digits and makes a space of the rest."""

    def __missing__(self, code: int) -> int:
        self[code] = code if chr(code).isalnum() else ord(" ")
        return self[code]


class Index:
    """An automaton over terms and anchors; it looks at text in which every sign is a space, between two spaces."""

    def __init__(self, wanted: Sequence[Needs], rules: Iterable[Rule] = ()) -> None:
        """Builds the automaton over the rarest anchors that patterns need, numbered in order, and terms of `rules`."""
        self._signs = Signs()
        self._ways: list[tuple[int, tuple[Check, ...]]] = []
        terms: dict[str, list[tuple[Rule, Term]]] = {}
        ways: dict[str, list[int]] = {}
        for rule in rules:
            for term in rule.terms:
                plain = term.text if term.text.isalnum() else term.text.translate(self._signs)
                terms.setdefault(f"{'' if term.open_left else ' '}{plain}{'' if term.open_right else ' '}", []).append(
                    (rule, term)
                )
        for number, needs in enumerate(wanted):
            for first, *rest in needs:
                for key in first.anchors():
                    ways.setdefault(key, []).append(len(self._ways))
                self._ways.append((number, tuple(check for check in rest if len(check.parts) <= _MOST_PARTS)))
        self.always = frozenset(number for number, needs in enumerate(wanted) if not needs)
        """Numbers of the patterns of which nothing is known: they may match anywhere."""
        keys = list(dict.fromkeys([*terms, *ways]))
        self._terms = [terms.get(key, ()) for key in keys]
        self._ways_at = [ways.get(key) for key in keys]
        self._open_left = [key[0] != " " for key in keys]
        self._automaton = ahocorasick_rs.AhoCorasick(keys)

    def marked(self, text: str) -> str:
        """Returns lower-case text with a space for every sign and on either side: offsets are one more in it."""
        return f" {text.translate(self._signs)} "

    def find(self, text: str, marked: str) -> Found:
        """Returns every term and anchor that stands in lower-case text where words begin and end as they must."""
        terms: list[tuple[int, int, Rule, Term]] = []
        ways: list[tuple[int, list[int]]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(marked, overlapping=True):
            for rule, term in self._terms[number]:
                first, last = start - term.open_left, end - 2 + term.open_right
                if text[first:last] == term.text:
                    terms.append((first, last, rule, term))
            numbers = self._ways_at[number]
            if numbers:
                ways.append((start - self._open_left[number], numbers))
        return Found(terms, ways)

    def candidates_in(self, sentence: str) -> set[int]:
        """Returns the numbers of the patterns that may match in a sentence in lower case."""
        marked = self.marked(sentence)
        return self.candidates([way for _, ways in self.find(sentence, marked).ways for way in ways], marked)

    def candidates(self, ways: Iterable[int], marked: str) -> set[int]:
        """Returns the numbers of the patterns that may match in a sentence.

        Args:
            ways: the ways to match of which the first check holds; one may come more than once.
            marked: the sentence as `marked` gives it.
        """
        words = frozenset(marked.split())
        found = set(self.always)
        for way in ways:
            number, checks = self._ways[way]
            if number not in found and hold(checks, marked, words):
                found.add(number)
        return found


def hold(checks: Iterable[Check], marked: str, words: frozenset[str]) -> bool:
    """Tells whether all checks hold in marked text, of which `words` are the words."""
    for check in checks:
        if check.words.isdisjoint(words):
            for part in check.parts:
                if part in marked:
                    break
            else:
                return False
    return True
