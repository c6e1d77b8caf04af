from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.features import ROWS, piece_rows, places, rows_by_word, words
from pipeline.privacy.wordsums import WordSums

WEIGHTS = np.random.default_rng(1).integers(-127, 128, ROWS).astype(np.int8)


@pytest.fixture(scope="module")
def sums() -> WordSums:
    return WordSums(WEIGHTS)


def by_rows(found: list[str]) -> list[int]:
    """Sums the weights of all features of each word, one by one."""
    return [int(WEIGHTS[rows].sum(dtype=np.int32)) for rows in rows_by_word(found)]


@given(st.text(alphabet="aabc d.,-'\n\u03b1\U0001f600\ud800", max_size=80))
def test_the_sums_are_those_of_all_features(sums, text):
    found = words(text)
    assert sums.totals(found).tolist() == by_rows(found)


def test_a_long_word_counts_by_its_start(sums):
    assert sums.totals(["z" * 1000, "b"]).tolist() == by_rows(["z" * 40, "b"])
    assert sums.totals([]).tolist() == []


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6))
def test_a_word_has_the_same_pieces_in_any_company(found):
    rows, counts = piece_rows(found)
    alone = [piece_rows([word]) for word in found]
    assert rows.tolist() == [row for own, _ in alone for row in own.tolist()]
    assert counts.tolist() == [int(count[0]) for _, count in alone]
    sizes = [len(word) + 2 for word in found]
    assert counts.tolist() == [sum(max(0, size - n + 1) for n in (3, 4, 5, 6)) for size in sizes]


def test_words_that_differ_have_other_rows():
    rows = {
        word: {tuple(own.tolist()) for own in rows_by_word([word, "naast"])} for word in ("rug", "rugs", "brug", "r")
    }
    assert len(set.union(*rows.values())) == 8


def test_every_word_has_its_place():
    text = "'s ochtends, na-apen.\nniet"
    assert [text[start:end] for start, end in places(text)] == words(text)
