"""The cut of words into pieces: the likeliest one, and nothing lost."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.pieces import MARK, Pieces

SCORES = {MARK: -3.0, "a": -2.0, "b": -2.5, "ab": -3.0, "ba": -4.4, "abb": -6.0, MARK + "a": -3.5, MARK + "ab": -5.0}
PIECES = Pieces.of({piece: (number, score) for number, (piece, score) in enumerate(SCORES.items(), 4)}, 3)
NUMBERS = dict(enumerate(SCORES, 4))


def likeliest(word: str) -> float:
    """The best score over every way to cut a marked word."""
    marked = MARK + word
    best = float("-inf")
    for cuts in product((False, True), repeat=len(marked) - 1):
        parts, start = [], 0
        for at, cut in enumerate(cuts, 1):
            if cut:
                parts.append(marked[start:at])
                start = at
        parts.append(marked[start:])
        if all(part in SCORES for part in parts):
            best = max(best, sum(SCORES[part] for part in parts))
    return best


@given(st.text("ab", min_size=1, max_size=7))
def test_the_cut_is_the_likeliest(word):
    score = sum(SCORES[NUMBERS[piece.number]] for piece in PIECES.cut(word))
    assert abs(score - likeliest(word)) < 1e-9


@given(st.text("ab c\n", max_size=12))
def test_the_pieces_cover_every_letter_once_and_in_order(text):
    covered = [at for piece in PIECES.cut(text) for at in range(piece.start, piece.end)]
    letters = [at for at, char in enumerate(text) if not char.isspace()]
    assert sorted(set(covered)) == letters
    assert covered == sorted(covered)


def test_unknown_letters_in_a_row_are_one_piece():
    assert [(piece.number, piece.start, piece.end) for piece in PIECES.cut("azzb")][1:2] == [(3, 1, 3)]
