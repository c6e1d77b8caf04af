"""Decides on a hit by the guards of its rule and by the contexts that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from pipeline.privacy import tokens
from pipeline.privacy.hits import Hit, changed
from pipeline.privacy.index import Index
from pipeline.privacy.model import Context, Guard, Pattern, RuleSet
from pipeline.privacy.notation import HIT
from pipeline.privacy.opinions import Opinion
from pipeline.text import Normalised

_FEW: Final = 5
"""A text of so few words, as a name of a file or a field of a form, has little around a hit to judge it by."""
_WORD: Final = re.compile(r"\S+")


class Judge:
    """The guards and contexts of a rule set. Immutable after construction, so safe to share between threads."""

    def __init__(self, rules: RuleSet, *, anchored: bool = True) -> None:
        """Builds the automaton over the anchors of the contexts; `anchored` False tries all wordings on every hit."""
        self._contexts = rules.contexts
        wordings = [(number, pattern) for number, context in enumerate(rules.contexts) for pattern in context.patterns]
        self._wordings = wordings
        self._index = Index([pattern for _, pattern in wordings])
        self._with_tokens = frozenset(number for number, context in enumerate(rules.contexts) if context.tokens)
        guards = [guard for rule in rules.rules for guard in rule.guards]
        self._guards = {guard: number for number, guard in enumerate(guards)}
        self._guard_index = Index([guard.pattern for guard in guards])
        self._anchored = anchored

    def judged(self, hits: Iterable[Hit], normalised: Normalised, bounds: Sequence[int]) -> list[Hit]:
        """Returns hits, that come in order, as the guards of their rules and the contexts leave them."""
        judged: list[Hit] = []
        sentence, tried = (-1, -1), frozenset[int]()
        for hit in hits:
            number = bisect_right(bounds, hit.start) - 1
            if bounds[number] != sentence[0]:
                sentence, tried = (bounds[number], bounds[number + 1]), frozenset()
            if hit.rule.guards and self._anchored and not tried:
                tried = self._guards_in(normalised.lower[sentence[0] : sentence[1]])
            guard = self._guard(hit, normalised, sentence, tried) if hit.rule.guards else None
            judged.append(replace(hit, cleared_by=guard) if guard else self._in_context(hit, normalised, sentence))
        return judged

    def _guards_in(self, sentence: str) -> frozenset[int]:
        """Returns the numbers of the guards that may match in a sentence."""
        return frozenset(_candidates(self._guard_index, sentence))

    def _guard(
        self, hit: Hit, normalised: Normalised, sentence: tuple[int, int], tried: frozenset[int]
    ) -> Guard | None:
        """Returns the first guard that clears a hit."""
        for guard in hit.rule.guards:
            if self._anchored and self._guards[guard] not in tried:
                continue
            if _covers(guard.pattern, normalised, sentence, hit.start, hit.end):
                return guard
        return None

    def _in_context(self, hit: Hit, normalised: Normalised, sentence: tuple[int, int]) -> Hit:
        """Returns the hit as the contexts, in the order of their file, leave it."""
        before, after = sentence
        lower = f"{normalised.lower[before : hit.start]}{HIT}{normalised.lower[hit.end : after]}"
        cased = f"{normalised.cased[before : hit.start]}{HIT}{normalised.cased[hit.end : after]}"
        candidates = self._candidates(lower)
        for number in sorted(self._with_tokens.union(candidates)):
            context = self._contexts[number]
            if hit.category not in context.categories:
                continue
            if (
                any(_stands(pattern, lower, cased) for pattern in candidates.get(number, ()))
                or (context.tokens and tokens.matches(context.tokens, lower, quick=self._anchored))
            ) and not any(_stands(pattern, lower, cased) for pattern in context.without):
                hit = changed(hit, context)
            if hit.cleared_by is not None:
                break
        return hit

    def holds_at(
        self, chance: float, context: Context, hit: Hit, opinion: Opinion, normalised: Normalised, bounds: Sequence[int]
    ) -> bool:
        """Tells whether a context that asks the second opinion holds for a hit that is given this chance."""
        if context.thresholds is None or chance >= opinion.bar(context.thresholds):
            return False
        is_short = _has_few_words(normalised.lower)
        if is_short and context.only_in_sentences and not hit.meant:  # what only looks like a term is weak there
            return False
        if chance < opinion.bar(context.thresholds, somebody=True):
            return True
        if is_short:
            return False
        number = bisect_right(bounds, hit.start) - 1
        sentence = slice(bounds[number], bounds[number + 1])
        lower, cased = normalised.lower[sentence], normalised.cased[sentence]
        return not any(_stands(pattern, lower, cased) for pattern in context.without)

    def _candidates(self, lower: str) -> dict[int, list[Pattern]]:
        """Returns the patterns that may match around a hit, by number of their context."""
        found: dict[int, list[Pattern]] = defaultdict(list)
        for wording in self._tried(lower):
            number, pattern = self._wordings[wording]
            found[number].append(pattern)
        return found

    def _tried(self, lower: str) -> Iterable[int]:
        return _candidates(self._index, lower) if self._anchored else range(len(self._wordings))


def _has_few_words(text: str) -> bool:
    # It is asked for each hit: of a long text it looks at the beginning alone.
    return sum(1 for _ in islice(_WORD.finditer(text), _FEW + 1)) <= _FEW


def _candidates(index: Index, sentence: str) -> set[int]:
    """Returns the numbers of the patterns of an index that may match in a sentence in lower case."""
    marked = index.marked(sentence)
    return index.candidates([way for _, ways in index.find(sentence, marked).ways for way in ways], marked)


def _stands(pattern: Pattern, lower: str, cased: str) -> bool:
    return pattern.expression.search(cased if pattern.cased else lower) is not None


def _covers(pattern: Pattern, normalised: Normalised, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Tells whether some match contains the hit; matches that overlap are all tried."""
    text = normalised.cased if pattern.cased else normalised.lower
    at, after = sentence
    while (match := pattern.expression.search(text, at, after)) is not None and match.start() <= start:
        if end <= match.end():
            return True
        at = match.start() + 1
    return False
