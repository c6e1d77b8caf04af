"""Text that masks itself, text made comparable with a map back to the source, and sentences."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache


class Tekst:
    """Document text that does not show itself in repr, str or a format string; only `reveal` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Returns the text itself; the caller sees to it that it goes nowhere a reader of logs can find it."""
        return self._value

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tekst) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"<tekst {len(self._value)} tekens>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)


@dataclass(frozen=True, slots=True)
class Normalised:
    """Text in the one form that rules are matched on, with the way back.

    Attributes:
        cased: the normalised text with its own capitals.
        lower: the same in lower case; equally long, so that offsets serve both.
    """

    cased: str = field(repr=False)
    lower: str = field(repr=False)
    # A piece covers normalised offsets from its start up to the next one's. In an even piece every character stands
    # for one of the source; in an uneven one (a ligature, a run of spaces) all of them stand for the whole stretch.
    _starts: tuple[int, ...] = field(repr=False)
    _pieces: tuple[tuple[int, int, bool], ...] = field(repr=False)  # source start, source end, even

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Maps a half-open span of normalised code points, not empty, to one of the source."""
        first = bisect_right(self._starts, start) - 1
        source_start, _, even = self._pieces[first]
        mapped_start = source_start + (start - self._starts[first] if even else 0)
        last = bisect_right(self._starts, end - 1) - 1
        source_start, source_end, even = self._pieces[last]
        return mapped_start, source_start + (end - self._starts[last]) if even else source_end


# A line that ends beyond this column was most likely broken by a mail program, not by its writer.
_WRAP_COLUMN = 55
_IRREGULAR = re.compile(r"-\r?\n(?=[a-z])|\s{2,}|[^\S ]|[A-Za-z][\u0300-\u036f]+|[^\x20-\x7e]|_")
# The same in text without combining accents, in a form that the engine skips over plain text with.
_SKIPPING = re.compile(r"[^!-,.-^`-~](?:(?<=-)\r?\n(?=[a-z])|(?<= )\s+|(?<=[^\S ])\s*|(?<=[^ -^`-~])(?<=\S))")
_COMBINING = re.compile(r"[\u0300-\u036f]")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_SPECIAL = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "_": " ",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
}
# Letters of other scripts that look like ours. Alone they are what they are; inside a word of ours they deceive.
_LOOK_ALIKE = dict(
    zip(
        "аеорсухіјѕһкԁԛԝнмтвАЕОРСУХІЈЅНКМТВοαρνικυτηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshkdqwhmtbAEOPCYXIJSHKMTBoapvikutnABEZHIKMNOPTYX",
        strict=True,
    )
)
_WORD_REACH = 40


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Returns what a character other than white space becomes: without accents, or nothing when it is invisible."""
    special = _SPECIAL.get(character)
    if special is not None:
        return special
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Cc":
        return " "
    decomposed = unicodedata.normalize("NFKD", character)
    plain = "".join(_SPECIAL.get(c, c) for c in decomposed if unicodedata.category(c) not in {"Mn", "Me"})
    return plain or character


def _gap(text: str, start: int, end: int) -> str:
    """Returns what a run of white space becomes: a line feed where the text really breaks off, else one space."""
    breaks = sum(1 for _ in _BREAKS.finditer(text, start, end))
    if breaks == 0:
        return " "
    if breaks > 1 or end >= len(text):
        return "\n"
    line = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) - 1
    goes_on = text[end].islower() or (line >= _WRAP_COLUMN and text[start - 1] not in ".!?:;")
    return " " if goes_on else "\n"


def _replacement(text: str, match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "-":  # a word broken off at the end of a line
        return ""
    if found.isspace():
        return _gap(text, match.start(), match.end())
    if found in _LOOK_ALIKE and _in_plain_word(text, match.start()):
        return _LOOK_ALIKE[found]
    return "".join(map(_plain, found))


def _in_plain_word(text: str, place: int) -> bool:
    """Says whether a letter stands in one word with plain letters."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(text) and abs(at - place) < _WORD_REACH and text[at].isalpha():
            if text[at].isascii():
                return True
            at += step
    return False


def normalise(text: str) -> Normalised:
    """Makes text comparable: plain letters, straight quotes and dashes, single spaces, nothing invisible.

    Accents go, also those that stand for stress; white space becomes one space, or a line feed where a paragraph or
    list item ends; a word broken off at the end of a line is joined. Linear in the length of the text.
    """
    output: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    length = done = 0
    even_from: tuple[int, int] | None = None

    def close(until: int) -> None:
        nonlocal even_from
        if even_from is not None and even_from[1] < until:
            starts.append(even_from[0])
            pieces.append((even_from[1], until, True))
        even_from = None

    irregular = _SKIPPING if text.isascii() or _COMBINING.search(text) is None else _IRREGULAR
    for match in irregular.finditer(text):
        start, end = match.span()
        plain = _replacement(text, match)
        if even_from is None:
            even_from = (length, done)
        output.append(text[done:start])
        length += start - done
        if len(plain) != end - start:
            close(start)
            if plain:
                starts.append(length)
                pieces.append((start, end, False))
        output.append(plain)
        length += len(plain)
        done = end
    if even_from is None:
        even_from = (length, done)
    output.append(text[done:])
    close(len(text))
    cased = "".join(output)
    lower = cased.lower()
    if len(lower) != len(cased):  # a letter outside the plain alphabet that grows in lower case
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in cased)
    return Normalised(cased, lower, tuple(starts) or (0,), tuple(pieces) or ((0, 0, True),))


_ABBREVIATIONS = frozenset("""
    dhr mw mevr mej dr drs mr ing ir prof bijv bv bvb evt nr nrs ca o.a i.v.m d.d e.d etc enz resp incl excl max min tel
    st zgn m.b.t t.a.v i.p.v n.a.v d.m.v t/m i.o.m a.s j.l jl vgl art lid blz p pag wk wkn mnd jan feb mrt apr aug sept
    sep okt nov dec ma di wo do vr za zo afd nl m.i o.b.v m.n z.s.m a.u.b aub t.o.v i.h.k i.g.v e.a r.k
""".split())  # fmt: skip
_STOP = re.compile(r"[.!?]+[\"')\]]*[ ]|\n")
LONGEST_SENTENCE = 600
"""A sentence goes on for at most so many characters; what is longer is cut at a space."""


def sentence_bounds(normalised: Normalised) -> list[int]:
    """Returns the offsets where sentences begin, plus the end of the text; sentences are cut after 600 characters.

    A full stop after an abbreviation or a single letter ends nothing. Works on normalised offsets.
    """
    text = normalised.lower
    bounds = [0]
    for match in _STOP.finditer(text):
        end = match.end()
        if match[0] != "\n" and match[0][0] == "." and _is_abbreviation(text, match.start(), bounds[-1]):
            continue
        _cut_long(text, bounds, end)
        bounds.append(end)
    _cut_long(text, bounds, len(text))
    if bounds[-1] != len(text):
        bounds.append(len(text))
    return bounds


def _is_abbreviation(text: str, stop: int, sentence: int) -> bool:
    start = max(text.rfind(" ", sentence, stop) + 1, sentence)
    word = text[start:stop].lstrip("(\"'")
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _cut_long(text: str, bounds: list[int], end: int) -> None:
    while end - bounds[-1] > LONGEST_SENTENCE:
        space = text.rfind(" ", bounds[-1] + 1, bounds[-1] + LONGEST_SENTENCE)
        bounds.append(space + 1 if space > 0 else bounds[-1] + LONGEST_SENTENCE)
