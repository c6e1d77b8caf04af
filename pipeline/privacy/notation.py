"""The shorthand of rule files: braces, open stems, word groups and gaps, turned into terms and regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.text import normalise

HIT = "\ue000"
"""Stands for the hit in the sentence that a context pattern sees."""

FIRST_SIGN = 0xE100
HIGHEST_SIGN = 0xF8FF
"""Between these lie the private characters that stand for word groups in a sketch."""
_BRACES = re.compile(r"\{([^{}]*)\}")
# Three ways to leave room in a pattern: ` <..3> `, `(?:\w+ ){0,4}` and `[^.]{0,40}`.
_GAP = re.compile(r" <\.\.([1-9])> ")
_WORDS = re.compile(r"\(\?:(\\w\+|\[[^\]]+\]\+) \)(\{0,\d\})")
_ANYTHING = re.compile(r"(\[\^[^\]]*\])(\{0,\d+\})")
# With one of these begins something else, of which what stands before it says nothing.
_NEXT_CLAUSE = r"(?:maar|want|omdat|doordat|terwijl|dus|en (?:hij|zij|ze|ik|haar|zijn|mijn))\b"
_GROUP = re.compile(r"<([a-z_]+)>")
_LOOKS_LIKE_GROUP = re.compile(r"\(\?P<([a-z_]+)>|\(\?P=([a-z_]+)\)|<([a-z_]+)>|\(\?<[!=]")


class ShorthandError(ValueError):
    """A term or pattern that is written wrongly; the message is Dutch and holds no document text."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase to find.

    Attributes:
        text: the phrase, normalised and in lower case.
        open_left: letters may stand before it in the same word (`*klachten`).
        open_right: letters may follow in the same word (`hart*`).
        cased: the phrase with the capitals it must have (`=MS`), or None when they do not matter.
    """

    text: str
    open_left: bool = False
    open_right: bool = False
    cased: str | None = None


def expand_braces(text: str) -> list[str]:
    """Returns every reading of `knie{,en} {links,rechts}`, in order, without repeats.

    Raises:
        ShorthandError: a brace without its partner.
    """
    found = _BRACES.search(text)
    if found is None:
        if "{" in text or "}" in text:
            raise ShorthandError("accolade zonder wederhelft")
        return [text]
    readings: dict[str, None] = {}
    for option in found[1].split(","):
        for reading in expand_braces(text[: found.start()] + option + text[found.end() :]):
            readings[reading] = None
    return list(readings)


def parse_term(written: str) -> Term:
    """Reads one expanded term.

    Raises:
        ShorthandError: it is empty, a single letter, or has a star in the middle.
    """
    exact = written.startswith("=")
    core = written[1:] if exact else written
    open_left, open_right = core.startswith("*"), core.endswith("*")
    core = core.strip("*").strip()
    if "*" in core:
        raise ShorthandError("een ster mag alleen aan het begin of het eind van een term staan")
    normalised = normalise(core)
    if len(normalised.lower) < 2:
        raise ShorthandError("een term heeft ten minste twee letters")
    if (open_left or open_right) and len(normalised.lower) < 3:
        raise ShorthandError("een open stam heeft ten minste drie letters")
    return Term(normalised.lower, open_left, open_right, normalised.cased if exact else None)


@dataclass(frozen=True, slots=True)
class Groups:
    """The named word groups of a rule folder.

    Attributes:
        words: name to its words, normalised.
        expressions: name to an expression for one of its words, of which the longest wins.
        signs: name to the private character that stands for the group in a sketch.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expressions: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Mapping[str, tuple[str, ...]]) -> Groups:
        """Returns the groups of these words."""
        return cls(
            words,
            {name: _one_of(group) for name, group in words.items()},
            {name: chr(FIRST_SIGN + index) for index, name in enumerate(words)},
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """A pattern written out.

    Attributes:
        full: the regular expression, with word boundaries around it.
        sketch: the same with one private character for each word group, which is quick to analyse.
    """

    full: str
    sketch: str


def expand_pattern(written: str, groups: Groups, *, hit: bool = False, one_clause: bool = False) -> Expression:
    """Writes a pattern out.

    Args:
        written: the pattern as it stands in the rule file.
        groups: the word groups it may name.
        hit: `<treffer>` is known (contexts only).
        one_clause: its gaps stay in their clause (guards and contexts): what is said of a client clears nothing
            after 'maar' or 'en hij'.

    Raises:
        ShorthandError: an unknown group, or text that normalised text never holds.
    """
    if re.search(r"(?<!\\)(?:\.\*|\.\+)", written):
        raise ShorthandError("gebruik <..3> of een begrensde herhaling in plaats van .* of .+")
    plain = _GROUP.sub("x", written)
    if plain != normalise(plain).cased:
        raise ShorthandError(
            "schrijf een patroon zonder accenten, krulaanhalingstekens, lange streepjes, _ of dubbele spaties"
        )
    unknown = [m[3] for m in _LOOKS_LIKE_GROUP.finditer(written) if m[3] and m[3] not in groups.words]
    if set(unknown) - ({"treffer"} if hit else set()):
        raise ShorthandError(f"de woordgroep <{unknown[0]}> staat niet in woordgroepen.yaml")
    gapped = _gaps_written_out(written, one_clause=one_clause)

    def filled(values: Mapping[str, str]) -> str:
        known = {**values, "treffer": HIT}
        body = _LOOKS_LIKE_GROUP.sub(lambda m: known[m[3]] if m[3] else m[0], gapped)
        return rf"(?<!\w)(?:{body})(?!\w)"

    return Expression(filled(groups.expressions), filled(groups.signs))


def _gaps_written_out(pattern: str, *, one_clause: bool) -> str:
    bar = f"(?!{_NEXT_CLAUSE})" if one_clause else ""
    if one_clause:
        pattern = _ANYTHING.sub(lambda gap: f"(?:(?! {_NEXT_CLAUSE}){gap[1]}){gap[2]}", pattern)
        pattern = _WORDS.sub(lambda gap: f"(?:{bar}{gap[1]} ){gap[2]}{bar}", pattern)
    return _GAP.sub(lambda gap: rf"(?=[ ,])(?:,? {bar}[^ .!?;:,\n]+){{0,{gap[1]}}},? {bar}", pattern)


def _one_of(words: Iterable[str]) -> str:
    """Returns an expression for one of some words; where one begins with another, the longer one is tried first.

    What several begin with stands in it once: the engine compiles it sooner, and leaves it after one letter.
    """
    ends = False
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        if word:
            by_letter.setdefault(word[0], []).append(word)
        else:
            ends = True
    ways = []
    for alike in by_letter.values():
        first, last = alike[0], alike[-1]  # in order: what these begin with, all of them do
        size = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
        rest = _one_of(word[size:] for word in alike) if len(alike) > 1 else ""
        ways.append(re.escape(first[:size]).replace(r"\ ", " ").replace(r"\-", "-") + rest)
    return f"(?:{'|'.join(ways)}){'?' if ends else ''}"
