"""How a Dutch word sounds, as far as people mix up its letters: 'penissiline' and 'penicilline' sound the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SOUNDS: Final = tuple(
    (re.compile(letters, re.MULTILINE), sound)
    for letters, sound in (
        (r"([^aeiouc\n])\1+", r"\1"),
        (r"i(?=[aou])", "j"),  # hernja
        (r"isch(?=e?$)", "is"),
        (r"^ch|sj|sh", "S"),  # sjirurg
        (r"ch|gh|g", "G"),
        (r"nGk", "nk"),  # kangker
        (r"ph", "f"),
        (r"(?<=[tr])h", ""),  # litium
        (r"qu", "kw"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"ij|ei", "E"),
        (r"ie|y", "i"),
        (r"ou|au", "A"),
        (r"oe|uu", "u"),
        (r"z", "s"),
        (r"v", "f"),
        (r"dt?$", "t"),
        (r"b$", "p"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word: str) -> str:
    """Returns a key that is the same for words in lower case that sound the same; it is not meant to be read."""
    return sounds([word])[0]


def sounds(words: Sequence[str]) -> list[str]:
    """Returns the key of each of some words, without line feeds; together they take a tenth of the time."""
    together = "\n".join(words)
    for letters, heard in _SOUNDS:
        together = letters.sub(heard, together)
    return together.split("\n") if words else []
