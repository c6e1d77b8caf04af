"""The words that were taken out: found as whole words, in any capitals, white space and encoding."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.marking.words import Words, merged


def spans(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in Words(frozenset(words)).spans(text)]


def test_a_word_is_found_whole_only() -> None:
    assert spans("Ziekewoord, ziekewoorden, het ziekewoord.", "ziekewoord") == ["Ziekewoord", "ziekewoord"]


def test_white_space_stands_for_any_other() -> None:
    assert spans("een ziek\n woord", "ziek woord") == ["ziek\n woord"]


def test_a_short_word_goes_only_where_it_was_found() -> None:
    words = Words(frozenset({"ms"}))
    assert list(words.spans("MS Word")) == []
    assert not words.stand_in(b"xmlns:ms")
    exact = words.exactly()
    assert exact is not None
    assert exact.search("zij heeft ms")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_bytes_are_searched_in_every_encoding(encoding: str) -> None:
    words = Words(frozenset({"reünieziekte"}))
    assert words.stand_in("<t>Reünieziekte</t>".encode(encoding))
    assert not words.stand_in("<t>reünie</t>".encode(encoding))


def test_bytes_are_searched_with_entities_undone() -> None:
    assert Words(frozenset({"reünieziekte"})).stand_in(b"re&#252;nieziekte")


def test_words_do_not_show_themselves() -> None:
    assert "ziekewoord" not in repr(Words(frozenset({"ziekewoord"})))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))))
def test_merged_spans_cover_the_same_and_stand_apart(given_spans: list[tuple[int, int]]) -> None:
    joined = merged(given_spans)
    assert {at for start, end in joined for at in range(start, end)} == {
        at for start, end in given_spans for at in range(start, end)
    }
    assert all(first[1] < second[0] for first, second in pairwise(joined))
