"""Tells by words whether a text says anything and what it is about; no text leaves this module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import Look
from pipeline.dossier.facts import Block

_NOISE = re.compile(r"[\W_]+")
_DENIED = re.compile(r"\b(?:geen|zonder)(?: enkele?| sprake van(?: een)?)? \w+")
"""'Geen conflict', 'geen sprake van een impasse', 'zonder stagnatie', in the words of `plain`."""


def plain(text: str) -> str:
    """Returns a text in lower case with its words apart by one space and nothing else, to compare by."""
    return _NOISE.sub(" ", text.casefold()).strip()


def says_nothing(text: str | None) -> bool:
    """Says whether a text is absent, or one of the phrases that fill a field without saying anything."""
    return text is None or plain(text) in {"", *_words_of("leeg")}


def tells_of(text: str, subject: str) -> bool:
    """Says whether a text holds one of the words of a subject, other than to say that there is none of it."""
    return is_about(_DENIED.sub(" ", plain(text)), subject)


def is_about(text: str, subject: str) -> bool:
    """Says whether a text holds one of the words of a subject."""
    told = plain(text)
    return any(word in told for word in _words_of(subject))


@cache
def _words_of(subject: str) -> tuple[str, ...]:
    return tuple(map(plain, catalogue().words[subject]))


def free_texts(look: Look, document: Block) -> Iterator[str]:
    """Yields the free texts in a document."""
    for block in look.within(document):
        yield from filter(None, map(block.text, block.shape.free_texts))
