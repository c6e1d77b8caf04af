"""Contexts over tokens: spaCy patterns on a sentence in which the hit is one token.

A regular expression cannot say 'six words, none of which is a new subject'; spaCy's Matcher can. It is imported at the
first sentence that needs it, so that texts without a hit never pay for it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.privacy.notation import HIT

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher

BEGIN = "^"
"""The token before the first word, so that a pattern can say what does not stand before something."""

# Natural text has more distinct words than spaCy's default cache of 10,000 holds; past it tokenising slows threefold.
_CACHE = 500_000


def matches(patterns: tuple[str, ...], sentence: str) -> bool:
    """Tells whether one of the patterns matches.

    Args:
        patterns: spaCy Matcher patterns, each as JSON text.
        sentence: a normalised sentence in which HIT stands for the hit.
    """
    if not _may_match(patterns, sentence):
        return False
    before, _, after = sentence.partition(HIT)
    nlp, matcher = _matcher(patterns)
    from spacy.tokens import Doc

    words = [BEGIN, *(t.text for t in nlp.make_doc(before)), HIT, *(t.text for t in nlp.make_doc(after))]
    return bool(matcher(Doc(nlp.vocab, words=words)))


@lru_cache(maxsize=1)
def _nlp() -> Language:
    import spacy

    nlp = spacy.blank("nl")
    nlp.tokenizer.max_cache_size = _CACHE  # type: ignore[union-attr]
    return nlp


@lru_cache(maxsize=64)
def _matcher(patterns: tuple[str, ...]) -> tuple[Language, Matcher]:
    from spacy.matcher import Matcher

    nlp = _nlp()
    matcher = Matcher(nlp.vocab, validate=True)
    matcher.add("verband", [json.loads(pattern) for pattern in patterns])
    return nlp, matcher


@lru_cache(maxsize=64)
def _needed(patterns: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Returns, for each pattern, the words of which one must occur; empty when no token asks for one of a few words."""
    return tuple(_rarest([_words(token) for token in json.loads(pattern)]) for pattern in patterns)


def _words(token: dict[str, Any]) -> frozenset[str]:
    asked = token.get("LOWER")
    if "OP" in token or asked is None:
        return frozenset()
    if isinstance(asked, str):
        return frozenset({asked})
    return frozenset(asked.get("IN", ()))


def _rarest(choices: list[frozenset[str]]) -> frozenset[str]:
    return max(choices, key=lambda words: (bool(words), min((len(w) for w in words), default=0)), default=frozenset())


def _may_match(patterns: tuple[str, ...], sentence: str) -> bool:
    return any(not words or any(word in sentence for word in words) for words in _needed(patterns))
