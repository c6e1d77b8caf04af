"""Finds terms of the rules that somebody spelt wrongly: 'ziekehuis', 'penissiline', 'hersen schudding'.

A word counts as a slip of the pen for a term when it is no ordinary Dutch word, and either sounds like the term, or
starts like it and lies within one edit of it, or two for a term of ten letters or more. An edit is a letter more, less
or other, or two swapped. Two words count as one when together they are a term.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import OwnDataError
from pipeline.privacy.sounds import sound, sounds
from pipeline.text import Normalised

WORDS: Final = "gewone_woorden.npz"

_SHORTEST_HEARD: Final = 5
_SHORTEST: Final = 6
_LONG: Final = 10
_LONGEST: Final = 30
_TOKEN: Final = re.compile(rf"(?<![\w'-])[a-z]{{{_SHORTEST_HEARD},{_LONGEST}}}(?![\w'-])")
_NO_LETTER: Final = re.compile(r"[\ud800-\udfff]")  # half a character; the automaton takes whole ones
_MOST_KEPT: Final = 50_000
_SHORTEST_HALF: Final = 3
_NO_HALF: Final = frozenset(
    "aan als bij dan dat der door een haar hem hen het hun met mijn naar niet nog onder ons ook over per tot uit van "
    "voor wat wel zijn".split()
)
"""Words that stand before any other: 'door ziekte' is not 'doorziekte'."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What is known of how words are spelt.

    Attributes:
        ordinary: sorted checksums of words that are no slip, as `checksum` gives them.
        hit: words, spelt right, that rules hit by a stem or a pattern; of others the terms say how they are spelt.
    """

    ordinary: NDArray[np.uint32] = field(repr=False)
    hit: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Slip:
    """What looks like a term: half-open offsets in normalised text, and the term that was meant."""

    start: int
    end: int
    term: str


class Spelling:
    """The terms that can be spelt wrongly. Threads may share it: what it keeps is what any of them would find."""

    def __init__(self, terms: Iterable[str], dictionary: Dictionary) -> None:
        """Builds the index.

        Args:
            terms: single words in lower case; short ones are left out, for they lie close to too much.
            dictionary: the words that are no slip, and more terms.
        """
        every = {*terms, *dictionary.hit}
        self._terms = frozenset(term for term in every if _SHORTEST_HEARD <= len(term) <= _LONGEST and term.isalpha())
        self._ordinary = dictionary.ordinary
        in_order = sorted(self._terms)
        self._heard = dict(zip(reversed(sounds(in_order)), reversed(in_order), strict=True))
        self._parts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for term in in_order:
            for start, end in _parts(len(term)) if len(term) >= _SHORTEST else ():
                self._parts[term[0] + term[start:end]].append((start, term))
        self._halves = [(half, term) for term in in_order for half in _halves(term)]
        self._two_words = ahocorasick_rs.AhoCorasick([f"{half} {term[len(half) :]}" for half, term in self._halves])
        self._kept: dict[str, str | None] = {}

    def slips(self, normalised: Normalised) -> Iterator[Slip]:
        """Yields the misspelt terms of a text; a capital inside a sentence makes a word a name."""
        yield from self._written_apart(normalised.lower)
        meant = self._meant(dict.fromkeys(_TOKEN.findall(normalised.lower)))
        if not any(meant):
            return
        for match in _TOKEN.finditer(normalised.lower):
            term = self.meant(match[0])
            if term is not None and not _is_name(normalised.cased, match.start()):
                yield Slip(match.start(), match.end(), term)

    def _written_apart(self, text: str) -> Iterator[Slip]:
        """Yields the terms that stand in a text as two words."""
        if not text.isascii():
            text = _NO_LETTER.sub(" ", text)
        for number, start, end in self._two_words.find_matches_as_indexes(text, overlapping=True):
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                yield Slip(start, end, self._halves[number][1])

    def meant(self, word: str) -> str | None:
        """Returns the term that a word in lower case is a slip for, or None."""
        return self._meant([word])[0]

    def _meant(self, words: Collection[str]) -> list[str | None]:
        """Returns for each word the term that it is a slip for, or None."""
        kept = self._kept
        new = [word for word in words if word not in kept]
        if new:
            if len(kept) > _MOST_KEPT:
                kept = self._kept = {}
                new = list(words)
            for word, ordinary in zip(new, self._are_ordinary(new), strict=True):
                kept[word] = None if ordinary or word in self._terms else self._nearest(word)
        return [kept[word] for word in words]

    def _are_ordinary(self, words: Sequence[str]) -> list[bool]:
        if not len(self._ordinary):
            return [False] * len(words)
        numbers = np.array([checksum(word) for word in words], np.uint32)
        places = np.searchsorted(self._ordinary, numbers)
        same: list[bool] = (self._ordinary.take(places, mode="clip") == numbers).tolist()
        return same

    def _nearest(self, word: str) -> str | None:
        heard = self._heard.get(sound(word))
        if heard is not None or len(word) < _SHORTEST:
            return heard
        found = {
            term
            for start, end in _where_parts_stand(len(word))
            for place, term in self._parts.get(word[0] + word[start:end], ())
            if abs(place - start) <= _bound(len(term)) and abs(len(term) - len(word)) <= _bound(len(term))
        }
        bounds = {term: _bound(len(term)) for term in found}
        near = [(distance, term) for term, most in bounds.items() if (distance := edits(word, term, most)) <= most]
        return min(near)[1] if near else None


def load_dictionary(path: Path) -> Dictionary:
    """Returns the dictionary in a file.

    Raises:
        OwnDataError: the file is not one that bench.dictionary wrote.
    """
    try:
        with np.load(path) as file:
            return Dictionary(file["words"], tuple(file["hit"].tolist()))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise OwnDataError(f"{path.name}:1: dit is geen bruikbare woordenlijst. Installeer opnieuw.") from None


def checksum(word: str) -> int:
    """Returns the number that stands for a word in the list of ordinary words."""
    return zlib.crc32(word.encode())


def edits(one: str, other: str, most: int) -> int:
    """Returns how many letters must be added, dropped, changed or swapped with a neighbour to make one the other.

    Optimal string alignment: a swapped pair is not edited again. Letters that both begin with never need an edit, so
    only where they part something must be tried; one or two edits are tried sooner than a table is filled.

    Args:
        one: a word.
        other: a word.
        most: where it takes more than this, the answer is one more than this.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    at = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), None)
    if at is None:
        return abs(len(one) - len(other))
    if most == 0:
        return 1
    one, other = one[at:], other[at:]
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if len(one) > 1 and one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    fewest = most
    for mine, theirs in ways:
        if fewest:
            fewest = edits(mine, theirs, fewest - 1)
    return 1 + fewest


def _halves(term: str) -> Iterator[str]:
    """Yields what can be the first of two words that are a term together."""
    for at in range(_SHORTEST_HALF, len(term) - _SHORTEST_HALF + 1):
        if term[:at] not in _NO_HALF:
            yield term[:at]


def _bound(length: int) -> int:
    """Returns how many edits a slip may be away from a term of so many letters."""
    return 1 if length < _LONG else 2


def _parts(length: int) -> list[tuple[int, int]]:
    """Returns where the parts of a term begin and end, one more than it may have edits: one at least is spelt right."""
    count = _bound(length) + 1
    cuts = [round(number * length / count) for number in range(count + 1)]
    return list(pairwise(cuts))


@cache
def _where_parts_stand(length: int) -> tuple[tuple[int, int], ...]:
    """Returns where, in a word of so many letters, a part can stand of a term that the word is a slip for."""
    found = {
        (start + moved, end + moved)
        for size in range(_SHORTEST, _LONGEST + 1)
        if abs(size - length) <= _bound(size)
        for start, end in _parts(size)
        for moved in range(-_bound(size), _bound(size) + 1)
        if start + moved >= 0 and end + moved <= length
    }
    return tuple(sorted(found))


def _is_name(cased: str, start: int) -> bool:
    before = cased[:start].rstrip(" \"'(")
    return cased[start].isupper() and bool(before) and before[-1] not in ".!?:\n-"
