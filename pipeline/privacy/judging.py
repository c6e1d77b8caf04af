"""Decides on a hit by the guards of its rule and by the contexts that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from pipeline.privacy import tokens
from pipeline.privacy.bearing import Stretch
from pipeline.privacy.hits import Hit, changed
from pipeline.privacy.index import Index
from pipeline.privacy.model import Context, Guard, Pattern, RuleSet
from pipeline.privacy.notation import HIT
from pipeline.privacy.opinions import Opinion
from pipeline.text import Normalised

_FEW: Final = 5
"""A text of so few words, as a name of a file or a field of a form, has little around a hit to judge it by."""
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Possible:
    """What may match in a sentence.

    Attributes:
        guards: of whatever rule.
        contexts: in the order of their file, each with its wordings, and whether its tokens may match too.
    """

    guards: Collection[Guard] = ()
    contexts: Sequence[tuple[Context, Sequence[Pattern], bool]] = ()


class Judge:
    """The guards and contexts of a rule set. Immutable after construction, so safe to share between threads."""

    def __init__(self, rules: RuleSet, *, anchored: bool = True) -> None:
        """Builds the automaton over what they need; `anchored` False tries all of them on every hit."""
        self._contexts = rules.contexts
        self._guards = [guard for rule in rules.rules for guard in rule.guards]
        self._wordings: list[tuple[int, Pattern | str]] = []
        for number, context in enumerate(rules.contexts):
            self._wordings += [(number, pattern) for pattern in (*context.patterns, *context.phrases)]
            self._wordings += [(number, pattern) for pattern in context.tokens]
        wanted = [guard.pattern.needs for guard in self._guards]
        wanted += [tokens.needs(w) if isinstance(w, str) else w.needs for _, w in self._wordings]
        self._index = Index(wanted)
        self._all = None if anchored else frozenset(range(len(wanted)))

    def judged(self, hits: Iterable[Hit], normalised: Normalised, bounds: Sequence[int]) -> list[Hit]:
        """Returns hits, that come in order, as the guards of their rules and the contexts leave them."""
        judged: list[Hit] = []
        sentence, possible = (-1, -1), _Possible()
        for hit in hits:
            number = bisect_right(bounds, hit.start) - 1
            if bounds[number] != sentence[0]:
                sentence = (bounds[number], bounds[number + 1])
                possible = self._possible(normalised.lower[sentence[0] : sentence[1]])
            guard = self._guard(hit, normalised, sentence, possible)
            judged.append(
                replace(hit, cleared_by=guard) if guard else self._in_context(hit, normalised, sentence, possible)
            )
        return judged

    def may_ask_tokens(self, normalised: Normalised) -> bool:
        """Tells whether a context over tokens may have to look at a text: spaCy is loaded for the first that does."""
        return any(with_tokens for _, _, with_tokens in self._possible(normalised.lower).contexts)

    def _possible(self, sentence: str) -> _Possible:
        """Returns what may match in a sentence in lower case, whichever of its words is the hit."""
        guards: set[Guard] = set()
        wordings: dict[int, list[Pattern]] = {}
        with_tokens: set[int] = set()
        for found in sorted(self._index.candidates_in(sentence) if self._all is None else self._all):
            if found < len(self._guards):
                guards.add(self._guards[found])
                continue
            number, wording = self._wordings[found - len(self._guards)]
            patterns = wordings.setdefault(number, [])
            if isinstance(wording, str):
                with_tokens.add(number)
            else:
                patterns.append(wording)
        contexts = [(self._contexts[number], found, number in with_tokens) for number, found in wordings.items()]
        return _Possible(guards, contexts)

    def _guard(self, hit: Hit, normalised: Normalised, sentence: Stretch, possible: _Possible) -> Guard | None:
        """Returns the first guard that clears a hit."""
        for guard in hit.rule.guards:
            if guard in possible.guards and _covers(guard.pattern, normalised, sentence, hit.start, hit.end):
                return guard
        return None

    def _in_context(self, hit: Hit, normalised: Normalised, sentence: Stretch, possible: _Possible) -> Hit:
        """Returns the hit as the contexts, in the order of their file, leave it."""
        before, after = sentence
        lower = f"{normalised.lower[before : hit.start]}{HIT}{normalised.lower[hit.end : after]}"
        cased = f"{normalised.cased[before : hit.start]}{HIT}{normalised.cased[hit.end : after]}"
        if _cuts_word(normalised.lower, hit.start) or _cuts_word(normalised.lower, hit.end):
            # What is left of the word that it cuts is a word here.
            possible = self._possible(f"{lower} {normalised.lower[before:after]}")
        for context, patterns, with_tokens in possible.contexts:
            if hit.category not in context.categories:
                continue
            if (
                any(
                    _stands(pattern, lower, cased)
                    if HIT in pattern.full
                    else _covers(pattern, normalised, sentence, hit.start, hit.end)
                    for pattern in patterns
                )
                or (with_tokens and tokens.matches(context.tokens, lower))
            ) and not _speaks_of_somebody(context, normalised, sentence):
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
        is_short = has_few_words(normalised.lower)
        if is_short and context.only_in_sentences and not hit.meant:  # what only looks like a term is weak there
            return False
        if chance < opinion.bar(context.thresholds, somebody=True):
            return True
        if is_short:
            return False
        number = bisect_right(bounds, hit.start) - 1
        return not _speaks_of_somebody(context, normalised, (bounds[number], bounds[number + 1]))


def has_few_words(text: str) -> bool:
    """Says whether a text is a name, a title or an answer of a few words, which tells a model too little to be sure."""
    # It is asked for each hit: of a long text it looks at the beginning alone.
    return sum(1 for _ in islice(_WORD.finditer(text), _FEW + 1)) <= _FEW


def _speaks_of_somebody(context: Context, normalised: Normalised, sentence: Stretch) -> bool:
    """Tells whether the sentence, the hit itself too, has a wording that the context is without."""
    lower, cased = normalised.lower[slice(*sentence)], normalised.cased[slice(*sentence)]
    return any(_stands(pattern, lower, cased) for pattern in context.without)


def _cuts_word(text: str, place: int) -> bool:
    return text[max(place - 1, 0) : place + 1].isalnum() and 0 < place < len(text)


def _stands(pattern: Pattern, lower: str, cased: str) -> bool:
    return pattern.expression.search(cased if pattern.cased else lower) is not None


def _covers(pattern: Pattern, normalised: Normalised, sentence: Stretch, start: int, end: int) -> bool:
    """Tells whether some match contains the hit; matches that overlap are all tried."""
    text = normalised.cased if pattern.cased else normalised.lower
    at, after = sentence
    while (match := pattern.expression.search(text, at, after)) is not None and match.start() <= start:
        if end <= match.end():
            return True
        at = match.start() + 1
    return False
