"""Chooses the pieces of the published vocabulary that Dutch text needs; the others are most of the published file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.encoder.published import Published
from pipeline.privacy.pieces import MARK, Pieces
from pipeline.text import normalise

SIZE = 34_000
RULES = Path("nlp_rules")

_SPECIAL = 4  # begin, pad, end, unknown
_PLAIN = re.compile(rf"{MARK}?[\x21-\x7e]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces that are kept.

    Attributes:
        kept: their numbers in the published vocabulary, in the order of their new numbers.
        listed: each piece with its log probability, the special ones first.
        pieces: the tokenizer over them.
        begin, pad, end: the new numbers of the special pieces.
    """

    kept: tuple[int, ...]
    listed: tuple[tuple[str, float], ...]
    pieces: Pieces
    begin: int
    pad: int
    end: int


def cut_vocabulary(published: Published) -> Cut:
    """Returns the pieces that our own texts use, filled up with the most frequent ones in plain letters.

    The detector's normaliser takes accents away, so pieces with accents never occur.
    """
    every = {
        piece: (number, float(score))
        for number, (piece, score) in enumerate(zip(published.pieces, published.scores, strict=True))
        if number >= _SPECIAL and _PLAIN.fullmatch(piece)
    }
    whole = Pieces.of(every, published.unknown)
    sources = [*sorted(RULES.glob("corpus/*.txt")), *sorted(RULES.glob("*.yaml"))]
    lines = {line for path in sources for line in path.read_text(encoding="utf-8").splitlines()}
    ours = {piece.number for line in lines for piece in whole.cut(normalise(line).cased)}
    kept = [*range(_SPECIAL), *sorted(ours - set(range(_SPECIAL)))]
    frequent = sorted((number for number, _ in every.values()), key=lambda number: -published.scores[number])
    kept += [number for number in frequent if number not in ours][: SIZE - len(kept)]
    return cut_to(published, kept)


def cut_to(published: Published, kept: Sequence[int]) -> Cut:
    """Returns the vocabulary of these published pieces, the special ones first."""
    listed = tuple((published.pieces[number], float(published.scores[number])) for number in kept)
    scores = {piece: (new, score) for new, (piece, score) in enumerate(listed) if new >= _SPECIAL}
    pieces = Pieces.of(scores, published.unknown)
    return Cut(tuple(kept), listed, pieces, published.begin, published.pad, published.end)
