"""Finds forbidden wording: one automaton over the whole text, patterns and contexts only where an anchor stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import ahocorasick_rs

from pipeline.model import Category, Finding
from pipeline.privacy import tokens
from pipeline.privacy.anchors import Anchor
from pipeline.privacy.model import Context, Effect, Guard, Pattern, Rule, RuleSet
from pipeline.privacy.notation import HIT, Term
from pipeline.text import Normalised, normalise, sentence_bounds


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's hit in normalised offsets, with what became of it.

    Attributes:
        cleared_by: the guard or context that cleared it, or None.
        category: the rule's, or `derde` when a context relabelled it.
        blocking: the rule's, unless a context took the certainty away.
    """

    start: int
    end: int
    rule: Rule
    category: Category
    blocking: bool
    cleared_by: Guard | Context | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an automaton's word leads to: a term of a rule, or patterns to try in the sentence."""

    left: bool
    right: bool
    rule: Rule | None = None
    term: Term | None = None
    patterns: tuple[int, ...] = ()


class Detector:
    """A rule set made ready to scan. Immutable after construction, so safe to share between threads."""

    def __init__(self, rules: RuleSet, *, anchored: bool = True) -> None:
        """Builds the automaton.

        Args:
            rules: what to look for.
            anchored: False runs every pattern on every sentence; only the test that both agree needs it.
        """
        self.rules = rules
        self._anchored = anchored
        self._patterns: list[tuple[Rule, Pattern]] = [(rule, p) for rule in rules.rules for p in rule.patterns]
        words: dict[str, list[_Entry]] = defaultdict(list)
        for rule in rules.rules:
            for term in rule.terms:
                words[term.text].append(_Entry(not term.open_left, not term.open_right, rule, term))
        by_anchor: dict[Anchor, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for index, (_, pattern) in enumerate(self._patterns):
            if not pattern.anchors:
                self._always.append(index)
            for anchor in pattern.anchors:
                by_anchor[anchor].append(index)
        for anchor, indexes in by_anchor.items():
            words[anchor.text].append(_Entry(anchor.left, anchor.right, patterns=tuple(indexes)))
        self._entries = list(words.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(words))

    def findings(self, text: str) -> list[Finding]:
        """Returns what may not stand in `text`, in order, without overlaps; offsets are code points of `text`."""
        normalised = normalise(text)
        standing = [hit for hit in self.hits(normalised) if hit.cleared_by is None]
        return [_finding(hit, normalised) for hit in _disjoint(standing)]

    def hits(self, normalised: Normalised) -> list[Hit]:
        """Returns every hit, also those that a guard or context clears and those that overlap."""
        bounds = sentence_bounds(normalised)
        raw = dict.fromkeys(self._raw(normalised, bounds))
        return [
            self._judge(start, end, rule, normalised, _sentence(bounds, start))
            for start, end, rule in sorted(raw, key=lambda hit: (hit[0], hit[1], hit[2].id))
        ]

    def _raw(self, normalised: Normalised, bounds: list[int]) -> Iterator[tuple[int, int, Rule]]:
        text = normalised.lower
        to_try: dict[int, set[int]] = defaultdict(set)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            left_edge = start == 0 or not text[start - 1].isalnum()
            right_edge = end == len(text) or not text[end].isalnum()
            for entry in self._entries[index]:
                if (entry.left and not left_edge) or (entry.right and not right_edge):
                    continue
                if entry.rule is None or entry.term is None:
                    to_try[bisect_right(bounds, start) - 1].update(entry.patterns)
                elif entry.term.cased is None or normalised.cased[start:end] == entry.term.cased:
                    yield *_widened(text, start, end, entry.term), entry.rule
        every = range(len(self._patterns)) if not self._anchored else self._always
        if every:
            for sentence in range(len(bounds) - 1):
                to_try[sentence].update(every)
        for sentence, indexes in to_try.items():
            for index in indexes:
                rule, pattern = self._patterns[index]
                yield from _matches(pattern, rule, normalised, bounds[sentence], bounds[sentence + 1])

    def _judge(self, start: int, end: int, rule: Rule, normalised: Normalised, sentence: tuple[int, int]) -> Hit:
        hit = Hit(start, end, rule, rule.category, rule.blocking)
        for guard in rule.guards:
            if _covers(guard.pattern, normalised, sentence, start, end):
                return replace(hit, cleared_by=guard)
        before, after = sentence
        lower = normalised.lower[before:start] + HIT + normalised.lower[end:after]
        cased = normalised.cased[before:start] + HIT + normalised.cased[end:after]
        for context in self.rules.contexts:
            if hit.category not in context.categories:
                continue
            if not _holds(context, lower, cased):
                continue
            if context.effect is Effect.CLEAR:
                return replace(hit, cleared_by=context)
            if context.effect is Effect.RELABEL:
                hit = replace(hit, category=Category.DERDE)
            else:
                hit = replace(hit, blocking=False)
        return hit


def _sentence(bounds: list[int], offset: int) -> tuple[int, int]:
    index = bisect_right(bounds, offset) - 1
    return bounds[index], bounds[index + 1]


def _widened(text: str, start: int, end: int, term: Term) -> tuple[int, int]:
    """Extends the hit of an open stem over the rest of its word."""
    while term.open_left and start > 0 and text[start - 1].isalnum():
        start -= 1
    while term.open_right and end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _matches(
    pattern: Pattern, rule: Rule, normalised: Normalised, start: int, end: int
) -> Iterator[tuple[int, int, Rule]]:
    text = normalised.cased if pattern.cased else normalised.lower
    named = "treffer" if "treffer" in pattern.expression.groupindex else 0
    for match in pattern.expression.finditer(text, start, end):
        hit_start, hit_end = match.span(named)
        if hit_start < hit_end and (not rule.eleven_test or eleven_test(text[hit_start:hit_end])):
            yield hit_start, hit_end, rule


def _covers(pattern: Pattern, normalised: Normalised, sentence: tuple[int, int], start: int, end: int) -> bool:
    text = normalised.cased if pattern.cased else normalised.lower
    return any(match.start() <= start and end <= match.end() for match in pattern.expression.finditer(text, *sentence))


def _holds(context: Context, lower: str, cased: str) -> bool:
    if any(pattern.expression.search(cased if pattern.cased else lower) for pattern in context.patterns):
        return True
    return bool(context.tokens) and tokens.matches(context.tokens, lower)


def _disjoint(hits: Iterable[Hit]) -> list[Hit]:
    """Keeps, where hits overlap, the surest, then the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (not h.blocking, h.start - h.end, h.start, h.rule.id)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _finding(hit: Hit, normalised: Normalised) -> Finding:
    start, end = normalised.source_span(hit.start, hit.end)
    rule = hit.rule
    return Finding(
        start, end, hit.category, rule.id, hit.blocking, rule.severity, rule.basis, rule.advice, rule.proposal
    )


@lru_cache(maxsize=256)
def eleven_test(text: str) -> bool:
    """Tells whether the nine digits in `text` can be a burgerservicenummer.

    Source: Besluit burgerservicenummer, art. 1; weights 9 to 2 and -1, the sum divisible by eleven.
    """
    digits = [int(c) for c in text if c.isascii() and c.isdigit()]
    if len(digits) != 9 or not any(digits):
        return False
    return sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0
