"""Contexts over tokens: spaCy patterns on a sentence in which the hit is one token.

A regular expression cannot say 'six words, none of which is a new subject'; spaCy's Matcher can. It is imported at the
first sentence that needs it, so that texts without a hit never pay for it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING, Any

from pipeline.privacy.anchors import EDGE, Needs, by_length, check
from pipeline.privacy.features import words
from pipeline.privacy.notation import HIT

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

BEGIN = "^"
"""The token before the first word, so that a pattern can say what does not stand before something."""


def matches(patterns: tuple[str, ...], sentence: str) -> bool:
    """Tells whether one of the patterns matches.

    Args:
        patterns: spaCy Matcher patterns, each as JSON text.
        sentence: a normalised sentence in lower case in which HIT stands for the hit.
    """
    before, _, after = sentence.partition(HIT)
    vocab, matcher = _matcher(patterns)
    from spacy.tokens import Doc

    # Our own words: spaCy's rules for them take as long to load as all of ours, and the patterns name plain words.
    return bool(matcher(Doc(vocab, words=[BEGIN, *words(before), HIT, *words(after)])))


@lru_cache(maxsize=64)
def _matcher(patterns: tuple[str, ...]) -> tuple[Vocab, Matcher]:
    from spacy.lang.nl import Dutch
    from spacy.matcher import Matcher
    from spacy.vocab import create_vocab

    vocab = create_vocab("nl", Dutch.Defaults)
    matcher = Matcher(vocab, validate=True)
    matcher.add("verband", [json.loads(pattern) for pattern in patterns])
    return vocab, matcher


def needs(pattern: str) -> Needs:
    """Returns the words that a pattern asks for, as anchors.needs does of an expression: what is rarest comes first."""
    asked = [words for token in json.loads(pattern) if (words := _asked(token))]
    return (tuple(check(words) for words in sorted(asked, key=_commonness)),) if asked else ()


def _asked(token: dict[str, Any]) -> frozenset[str]:
    """Returns the words of which a token must be one, edges marked, or none where it may be another one or absent."""
    asked = token.get("LOWER")
    if token.get("OP", "+") != "+" or asked is None:
        return frozenset()
    return frozenset(f"{EDGE}{word}{EDGE}" for word in ([asked] if isinstance(asked, str) else asked.get("IN", ())))


def _commonness(words: frozenset[str]) -> float:
    return fsum(by_length(word) for word in words)
