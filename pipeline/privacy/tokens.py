"""Contexts over tokens: spaCy patterns on a sentence in which the hit is one token.

A regular expression cannot say 'six words, none of which is a new subject'; spaCy's Matcher can. It is imported at the
first sentence that needs it, so that texts without a hit never pay for it.
"""

from __future__ import annotations

import json
import re
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


def matches(patterns: tuple[str, ...], sentence: str, *, quick: bool = True) -> bool:
    """Tells whether one of the patterns matches.

    Args:
        patterns: spaCy Matcher patterns, each as JSON text.
        sentence: a normalised sentence in lower case in which HIT stands for the hit.
        quick: looks first whether the words that a pattern asks for are there at all.
    """
    if quick and not _may_match(patterns, sentence):
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
def _needed(patterns: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Returns, for each pattern, an expression for every token of it that must be one of a few words."""
    return tuple(
        tuple(_one_of(words) for token in json.loads(pattern) if (words := _words(token))) for pattern in patterns
    )


def _words(token: dict[str, Any]) -> frozenset[str]:
    asked = token.get("LOWER")
    if token.get("OP", "+") != "+" or asked is None:
        return frozenset()
    if isinstance(asked, str):
        return frozenset({asked})
    return frozenset(asked.get("IN", ()))


def _one_of(words: frozenset[str]) -> re.Pattern[str]:
    # spaCy cuts at signs and digits, never inside a run of letters.
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, sorted(words)))})(?![^\W\d_])")


def _may_match(patterns: tuple[str, ...], sentence: str) -> bool:
    return any(all(words.search(sentence) for words in needed) for needed in _needed(patterns))
