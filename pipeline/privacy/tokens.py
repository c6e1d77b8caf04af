"""Contexts over tokens: spaCy patterns on a sentence in which the hit is one token.

A regular expression cannot say 'six words, none of which is a new subject'; spaCy's Matcher can. It is imported at the
first sentence that needs it, so that texts without a hit never pay for it.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.privacy.features import words
from pipeline.privacy.notation import HIT

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

BEGIN = "^"
"""The token before the first word, so that a pattern can say what does not stand before something."""


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


@lru_cache(maxsize=64)
def _needed(patterns: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Returns, for each pattern, an expression for every token of it that must be one of a few words."""
    return tuple(
        tuple(_one_of(asked) for token in json.loads(pattern) if (asked := _words(token))) for pattern in patterns
    )


def _words(token: dict[str, Any]) -> frozenset[str]:
    asked = token.get("LOWER")
    if token.get("OP", "+") != "+" or asked is None:
        return frozenset()
    if isinstance(asked, str):
        return frozenset({asked})
    return frozenset(asked.get("IN", ()))


def _one_of(asked: frozenset[str]) -> re.Pattern[str]:
    # A word is never cut inside a run of letters.
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, sorted(asked)))})(?![^\W\d_])")


def _may_match(patterns: tuple[str, ...], sentence: str) -> bool:
    return any(all(one.search(sentence) for one in needed) for needed in _needed(patterns))
