"""Looks up which terms stand in a text and which patterns may match in it, with one automaton."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from pipeline.privacy.model import Pattern, Rule
from pipeline.privacy.notation import Term


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a word of the automaton leads to: a term of a rule, or patterns to try.

    Attributes:
        left, right: a word must begin, or end, there.
    """

    left: bool
    right: bool
    rule: Rule | None = None
    term: Term | None = None
    patterns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a half-open stretch of the text: a term of a rule, or an anchor of patterns (by number)."""

    start: int
    end: int
    rule: Rule | None
    term: Term | None
    patterns: tuple[int, ...]


class Index:
    """An automaton over terms and anchors."""

    def __init__(self, patterns: Iterable[Pattern], rules: Iterable[Rule] = ()) -> None:
        """Builds the automaton over the anchors of `patterns`, numbered in order, and the terms of `rules`."""
        words: dict[str, list[_Entry]] = defaultdict(list)
        for rule in rules:
            for term in rule.terms:
                words[term.text].append(_Entry(not term.open_left, not term.open_right, rule, term))
        by_anchor: dict[tuple[str, bool, bool], list[int]] = defaultdict(list)
        always = []
        for number, pattern in enumerate(patterns):
            if not pattern.anchors:
                always.append(number)
            for anchor in pattern.anchors:
                by_anchor[anchor.text, anchor.left, anchor.right].append(number)
        for (text, left, right), numbers in by_anchor.items():
            words[text].append(_Entry(left, right, patterns=tuple(numbers)))
        self.always = frozenset(always)
        """Numbers of the patterns without an anchor: they may match anywhere."""
        self._entries = list(words.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(words))

    def find(self, text: str) -> Iterator[Found]:
        """Yields every term and anchor that stands in lower-case text where words begin and end as they must."""
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            left = start == 0 or not text[start - 1].isalnum()
            right = end == len(text) or not text[end].isalnum()
            for entry in self._entries[number]:
                if (left or not entry.left) and (right or not entry.right):
                    yield Found(start, end, entry.rule, entry.term, entry.patterns)

    def candidates(self, text: str) -> frozenset[int]:
        """Returns the numbers of the patterns that may match in lower-case text."""
        return self.always.union(*(found.patterns for found in self.find(text)))
