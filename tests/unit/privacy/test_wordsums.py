from __future__ import annotations

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.checksums import Checksums
from pipeline.privacy.features import NEIGHBOURS, PAIRS, ROWS, neighbour_rows, pair_rows, word_rows, words
from pipeline.privacy.wordsums import EDGE, REACH, WordSums

WEIGHTS = np.random.default_rng(1).integers(-127, 128, ROWS).astype(np.int8)
TABLES = Checksums()


@pytest.fixture(scope="module")
def sums() -> WordSums:
    return WordSums(WEIGHTS)


def by_rows(found: list[str]) -> list[int]:
    """Sums the weights of all features of each word, one by one."""
    padded = [EDGE] * REACH + [word[:40] for word in found] + [EDGE] * REACH
    totals = []
    for at in range(REACH, REACH + len(found)):
        rows = word_rows(padded[at])
        for offset in NEIGHBOURS:
            rows += neighbour_rows(offset, padded[at + offset])
        for left, right in PAIRS:
            rows += pair_rows(left, padded[at + left], padded[at + right])
        totals.append(int(WEIGHTS[rows].sum(dtype=np.int32)))
    return totals


@given(st.text(alphabet="aabc d.,-'\n\u03b1\U0001f600\ud800", max_size=80))
def test_the_sums_are_those_of_all_features(sums, text):
    found = words(text)
    assert sums.totals(found).tolist() == by_rows(found)


def test_a_long_word_counts_by_its_start(sums):
    assert sums.totals(["z" * 1000, "b"]).tolist() == by_rows(["z" * 40, "b"])
    assert sums.totals([]).tolist() == []


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_checksums_of_joined_bytes(first, second):
    numbers = [np.array([zlib.crc32(part)], np.uint32) for part in (first, second)]
    joined = TABLES.joined(TABLES.places(numbers[0]), numbers[1], np.array([len(second)]))
    assert joined.tolist() == [zlib.crc32(first + second)]
    assert int(TABLES.before(zlib.crc32(first), 30)[len(second)] ^ numbers[1][0]) == zlib.crc32(first + second)


@given(st.binary(min_size=6, max_size=20))
def test_checksums_of_windows(text):
    found = TABLES.windows(np.frombuffer(text, np.uint8), range(3, 7))
    for size, checksums in zip(range(3, 7), found, strict=True):
        assert checksums.tolist() == [zlib.crc32(text[at : at + size]) for at in range(len(text) - size + 1)]
