"""Writes a marked-up text as a hurried or unsure writer would, so that the encoder learns to read through it."""

from __future__ import annotations

import re
import unicodedata
from random import Random

Span = tuple[int, int, str]

_WORD = re.compile(r"\w+|\W+")
_SHORTEST = 4
_SOUNDS_ALIKE = (
    ("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("au", "ou"), ("c", "k"), ("k", "c"), ("ch", "g"), ("g", "ch"),
    ("z", "s"), ("s", "z"), ("v", "f"), ("f", "v"), ("ie", "i"), ("i", "ie"), ("ph", "f"), ("th", "t"), ("y", "i"),
    ("dt", "d"), ("t", "d"), ("d", "t"), ("x", "ks"), ("qu", "kw"), ("ae", "e"), ("oe", "u"), ("uu", "u"), ("aa", "a"),
    ("ee", "e"), ("oo", "o"),
)  # fmt: skip
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def noisy(text: str, spans: list[Span], random: Random) -> tuple[str, list[Span]]:
    """Returns the text with slips of the pen and the keyboard, and the spans moved along.

    Args:
        text: the text as written.
        spans: (start, end, label), half open, in code points.
        random: decides which slips.
    """
    share = random.choice((0.0, 0.05, 0.15, 0.3))
    lower, flat, bare = random.random() < 0.35, random.random() < 0.3, random.random() < 0.25
    made: list[str] = []
    moved = [0] * (len(text) + 1)
    length = 0
    for match in _WORD.finditer(text):
        word = match[0]
        new = word.lower() if lower else word
        if flat:
            new = "".join(c for c in unicodedata.normalize("NFD", new) if not unicodedata.combining(c))
        if word[0].isalpha() and len(word) >= _SHORTEST and random.random() < share:
            new = _slip(new, random)
        elif bare and not word[0].isalnum():
            new = re.sub(r"[.,;:!?]+(?=\s|$)", "", new) or " "
        for offset in range(match.start(), match.end()):
            moved[offset] = length + min(offset - match.start(), max(0, len(new) - 1))
        length += len(new)
        moved[match.end()] = length
        made.append(new)
    return "".join(made), [(moved[s], max(moved[s] + 1, moved[e]), label) for s, e, label in spans]


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    kind = random.randrange(6)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 3:
        return word[:at] + _neighbour(word[at], random) + word[at + 1 :]
    possible = [(old, new) for old, new in _SOUNDS_ALIKE if old in word[1:]]
    if not possible:
        return word[:at] + word[at + 1 :]
    old, new = random.choice(possible)
    place = word.index(old, 1)
    return word[:place] + new + word[place + len(old) :]


def _neighbour(letter: str, random: Random) -> str:
    for row in _KEYS:
        if (at := row.find(letter.lower())) >= 0:
            return random.choice(row[max(0, at - 1) : at + 2].replace(letter.lower(), ""))
    return letter
