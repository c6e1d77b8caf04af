"""Finds forbidden wording: one automaton over the whole text, patterns and contexts only where an anchor stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from pipeline.model import Category, Finding
from pipeline.privacy import tokens
from pipeline.privacy.index import Index
from pipeline.privacy.model import Context, Effect, Guard, Pattern, Rule, RuleSet
from pipeline.privacy.notation import HIT, Term
from pipeline.privacy.opinions import Opinion, Tiers
from pipeline.privacy.spelling import Spelling
from pipeline.text import LONGEST_SENTENCE, Normalised, normalise, sentence_bounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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


class Detector:
    """A rule set made ready to scan. Immutable after construction, so safe to share between threads."""

    def __init__(
        self,
        rules: RuleSet,
        *,
        tiers: Tiers | None = None,
        ordinary: NDArray[np.uint32] | None = None,
        anchored: bool = True,
    ) -> None:
        """Builds the automaton.

        Args:
            rules: what to look for.
            ordinary: checksums of ordinary words, as privacy/spelling.py takes them; without them a misspelt term is
                not looked for.
            tiers: the second opinion, which speaks through the rules with thresholds; without it they are silent.
            anchored: False runs every pattern on every sentence; only the test that both agree needs it.
        """
        self.rules = rules
        self._anchored = anchored
        self._patterns = [(rule, pattern) for rule in rules.rules for pattern in rule.patterns]
        self._index = Index([pattern for _, pattern in self._patterns], rules.rules)
        self._tiers = tiers
        self._asking = [context for context in rules.contexts if context.thresholds is not None]
        self._doubts = {rule.category: rule for rule in rules.rules if rule.thresholds is not None}
        self._by_term = _single_words(rules)
        self._spelling = None if ordinary is None else Spelling(self._by_term, ordinary)
        self._wordings = [(context, pattern) for context in rules.contexts for pattern in context.patterns]
        self._wording_index = Index([pattern for _, pattern in self._wordings])

    def without_encoder(self) -> Detector:
        """Returns the same detector with the fast tier alone: the one that the proofs of the rules are about."""
        fast = copy(self)
        fast._tiers = replace(self._tiers, encoder=None) if self._tiers else None
        return fast

    def findings(self, text: str, *, prose: bool = True) -> list[Finding]:
        """Returns what may not stand in a text, in order, without overlaps.

        Args:
            text: what to scan; the offsets of the findings are its code points.
            prose: False for a name or a code, about which only the rules know something: the second opinion reads
                sentences, and a name is spelt as it is.
        """
        normalised = normalise(text)
        standing = [hit for hit in self.hits(normalised, prose=prose) if hit.cleared_by is None]
        return [_finding(hit, normalised) for hit in _disjoint(standing)]

    def hits(self, normalised: Normalised, *, prose: bool = True) -> list[Hit]:
        """Returns every hit, also those that a guard or context clears and those that overlap."""
        bounds = sentence_bounds(normalised)
        raw = dict.fromkeys(self._raw(normalised, bounds))
        written = [Hit(start, end, rule, rule.category, rule.blocking) for start, end, rule in raw]
        # A name or a code that looks like a term is no slip of the pen: 'Creator' is not Crestor.
        slips = self._misspelt(normalised) if prose else ()
        by_rules = [
            self._judge(hit, normalised, _sentence(bounds, hit.start)) for hit in sorted([*written, *slips], key=_place)
        ]
        if self._tiers is None or not prose:
            return by_rules
        opinion = self._tiers.of(normalised, bounds, [(hit.start, hit.end) for hit in by_rules])
        weighed = [self._weighed(hit, opinion) for hit in by_rules]
        return weighed + list(self._doubtful(normalised, bounds, weighed, opinion))

    def _weighed(self, hit: Hit, opinion: Opinion) -> Hit:
        """Lets the contexts that ask the second opinion decide on a hit that still stands."""
        asking = [context for context in self._asking if hit.category in context.categories]
        if hit.cleared_by is not None or not asking:
            return hit
        chance = opinion.chance((hit.start, hit.end), hit.rule.category)
        for context in asking:
            if context.thresholds is not None and chance < opinion.bar(context.thresholds):
                hit = _changed(hit, context)
        return hit

    def _doubtful(
        self, normalised: Normalised, bounds: list[int], by_rules: list[Hit], opinion: Opinion
    ) -> Iterator[Hit]:
        """Yields what only the second opinion finds; what cleared a rule's hit clears it too."""
        bars = {rule.category: opinion.bar(rule.thresholds) for rule in self._doubts.values() if rule.thresholds}
        if not bars:
            return
        for suspicion in opinion.suspicions(min(bars.values())):
            rule = self._doubts.get(suspicion.category)
            if rule is None or rule.thresholds is None or suspicion.score < bars[rule.category]:
                continue
            start, end = suspicion.start, suspicion.end
            hit = Hit(start, end, rule, rule.category, opinion.is_certain(suspicion, rule.thresholds))
            hit = self._judge(hit, normalised, _sentence(bounds, start))
            touched = _touched(by_rules, start, end)
            cleared = [other.cleared_by for other in touched if other.cleared_by is not None]
            yield replace(hit, cleared_by=cleared[0]) if cleared and len(cleared) == len(touched) else hit

    def _misspelt(self, normalised: Normalised) -> Iterator[Hit]:
        """Yields the terms that are spelt wrongly; a guess at what was meant never blocks."""
        if self._spelling is None:
            return
        for slip in self._spelling.slips(normalised):
            for rule in self._by_term[slip.term]:
                yield Hit(slip.start, slip.end, rule, rule.category, blocking=False, meant=slip.term)

    def _raw(self, normalised: Normalised, bounds: list[int]) -> Iterator[tuple[int, int, Rule]]:
        text = normalised.lower
        to_try: dict[int, set[int]] = defaultdict(set)
        for found in self._index.find(text):
            if found.rule is None or found.term is None:
                to_try[bisect_right(bounds, found.start) - 1].update(found.patterns)
            elif found.term.cased is None or normalised.cased[found.start : found.end] == found.term.cased:
                yield *_widened(text, found.start, found.end, found.term), found.rule
        everywhere = self._index.always if self._anchored else range(len(self._patterns))
        if everywhere:
            for sentence in range(len(bounds) - 1):
                to_try[sentence].update(everywhere)
        for sentence, numbers in to_try.items():
            for number in numbers:
                rule, pattern = self._patterns[number]
                yield from _matches(pattern, rule, normalised, bounds[sentence], bounds[sentence + 1])

    def _judge(self, hit: Hit, normalised: Normalised, sentence: tuple[int, int]) -> Hit:
        """Returns a hit as the guards of its rule and the contexts leave it."""
        for guard in hit.rule.guards:
            if _covers(guard.pattern, normalised, sentence, hit.start, hit.end):
                return replace(hit, cleared_by=guard)
        for context in self._contexts(normalised, sentence, hit.start, hit.end):
            if hit.category not in context.categories:
                continue
            hit = _changed(hit, context)
            if hit.cleared_by is not None:
                return hit
        return hit

    def _contexts(self, normalised: Normalised, sentence: tuple[int, int], start: int, end: int) -> list[Context]:
        """Returns the contexts in which a hit stands, in the order of their file."""
        before, after = sentence
        lower = normalised.lower[before:start] + HIT + normalised.lower[end:after]
        cased = normalised.cased[before:start] + HIT + normalised.cased[end:after]
        candidates = self._wording_index.candidates(lower) if self._anchored else range(len(self._wordings))
        holding = set()
        for number in candidates:
            context, pattern = self._wordings[number]
            if context.id not in holding and pattern.expression.search(cased if pattern.cased else lower):
                holding.add(context.id)
        return [
            context
            for context in self.rules.contexts
            if (context.id in holding or (context.tokens and tokens.matches(context.tokens, lower)))
            and not any(p.expression.search(cased if p.cased else lower) for p in context.without)
        ]


def _single_words(rules: RuleSet) -> dict[str, tuple[Rule, ...]]:
    """Returns the rules of each term that is one whole word."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.rules:
        for term in rule.terms:
            if term.text.isalpha() and not (term.open_left or term.open_right or term.cased):
                found[term.text] = (*found.get(term.text, ()), rule)
    return found


def _touched(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Returns the hits, of all that are given in order, that share a letter with a stretch."""
    nearest = bisect_left(hits, start - LONGEST_SENTENCE, key=lambda hit: hit.start)
    near = takewhile(lambda hit: hit.start < end, islice(hits, nearest, None))
    return [hit for hit in near if start < hit.end]


def _changed(hit: Hit, context: Context) -> Hit:
    """Returns the hit as a context leaves it."""
    if hit.cleared_by is not None:
        return hit
    if context.effect is Effect.CLEAR:
        return replace(hit, cleared_by=context)
    if context.effect is Effect.RELABEL:
        return replace(hit, category=Category.DERDE)
    return replace(hit, blocking=False)


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
    """Tells whether some match contains the hit; matches that overlap are all tried."""
    text = normalised.cased if pattern.cased else normalised.lower
    at, after = sentence
    while (match := pattern.expression.search(text, at, after)) is not None and match.start() <= start:
        if end <= match.end():
            return True
        at = match.start() + 1
    return False


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.rule.id


def _strength(hit: Hit) -> tuple[bool, bool, int, int, str]:
    return not hit.blocking, hit.rule.thresholds is not None, hit.start - hit.end, hit.start, hit.rule.id


def _disjoint(hits: Iterable[Hit]) -> list[Hit]:
    """Keeps, where hits overlap, the surest, then the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=_strength):
        place = bisect_right(kept, hit.start, key=lambda h: h.start)
        clear_before = place == 0 or kept[place - 1].end <= hit.start
        clear_after = place == len(kept) or hit.end <= kept[place].start
        if clear_before and clear_after:
            kept.insert(place, hit)
    return kept


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
