from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import scan_text
from pipeline.model import Category
from pipeline.text import _IRREGULAR, _SKIPPING, Tekst, normalise, sentence_bounds


def test_tekst_shows_itself_only_when_asked():
    secret = Tekst("hij heeft griep")
    assert "griep" not in f"{secret} {secret!r} {secret:>30}" + str([secret])
    assert secret.reveal() == "hij heeft griep"
    assert len(secret) == 15


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("burn\u00adout", "burnout"),
        ("burn\u2011out", "burn-out"),
        ("de\u00a0griep", "de griep"),
        ("ﬁetsen", "fietsen"),
        ("ĳs en ĲS", "ijs en ijs"),
        ("zijn ‘foto’s’", "zijn 'foto's'"),
        ("pati\u00ebnt, patie\u0308nt", "patient, patient"),
        ("Ｇriep", "griep"),
        ("be-\nhandeling", "behandeling"),
        ("verslag_burn_out", "verslag burn out"),
        ("a \t b", "a b"),
        ("zin een\n\nZin twee", "zin een\nzin twee"),
        ("HERNIA", "hernia"),
        ("coro\u200bna", "corona"),
    ],
)
def test_normalise_makes_spellings_equal(written, plain):
    assert normalise(written).lower == plain


def test_a_wrapped_line_goes_on_and_a_list_item_does_not():
    wrapped = "Vandaag is gesproken over de opbouw van de uren en hij slaapt\nslecht de laatste weken."
    assert "slaapt slecht" in normalise(wrapped).lower
    assert normalise("Medicatie\nHij werkt weer").lower == "medicatie\nhij werkt weer"


@given(st.text(max_size=200))
def test_every_normalised_character_maps_into_the_source(text):
    normalised = normalise(text)
    assert len(normalised.cased) == len(normalised.lower)
    last = 0
    for index in range(len(normalised.lower)):
        start, end = normalised.source_span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="_"), max_size=80))
def test_plain_text_maps_to_itself(text):
    normalised = normalise(text)
    assert normalised.cased == text
    if text:
        assert normalised.source_span(0, len(text)) == (0, len(text))


@given(
    st.lists(st.sampled_from(["burn", "out", "griep", "patiënt"]), min_size=1, max_size=6),
    st.sampled_from(["\u00ad", "\u200b", "\ufeff", "\u2060"]),
    st.data(),
)
def test_invisible_characters_change_nothing_but_offsets(words, invisible, data):
    clean = " ".join(words)
    at = data.draw(st.integers(min_value=1, max_value=len(clean) - 1))
    dirty = clean[:at] + invisible + clean[at:]
    one, other = normalise(clean), normalise(dirty)
    assert one.lower == other.lower
    for match in re.finditer(r"\w+", one.lower):
        start, end = other.source_span(*match.span())
        assert dirty[start:end].replace(invisible, "") == clean[slice(*one.source_span(*match.span()))]


@given(st.text(max_size=300))
def test_sentences_cover_the_text(text):
    normalised = normalise(text)
    bounds = sentence_bounds(normalised)
    assert bounds[0] == 0
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == len(normalised.lower)


def test_an_abbreviation_ends_no_sentence():
    normalised = normalise("Dhr. De Wit belt i.v.m. het plan. Hij komt. Nr. 4 volgt!")
    bounds = sentence_bounds(normalised)
    parts = [normalised.cased[a:b] for a, b in itertools.pairwise(bounds)]
    assert parts == ["Dhr. De Wit belt i.v.m. het plan. ", "Hij komt. ", "Nr. 4 volgt!"]


def test_a_line_of_a_million_spaces_takes_no_time():
    assert normalise("a" + " " * 1_000_000 + "b").lower == "a b"
    assert len(sentence_bounds(normalise("woord " * 200_000))) > 100


@pytest.mark.parametrize("word", ["hеrnia", "һernia", "hernіa", "ΗERNIA", "hеrniа"])
def test_letters_that_look_like_ours_inside_a_word_become_ours(word):
    assert normalise(f"een {word} dus").lower == "een hernia dus"


@pytest.mark.parametrize("word", ["аеро", "ορα", "привет"])
def test_a_word_in_another_script_stays_in_it(word):
    assert normalise(word).cased == word


def test_a_word_with_look_alike_letters_is_found():
    text = "Hij heeft een hеrnіa en is thuis."
    (finding,) = [f for f in scan_text(text) if f.category is Category.DIAGNOSE]
    assert "hеrnіa" in text[finding.start : finding.end]


@given(st.text(alphabet="aZb -_\n\r\t\x1c\x00\x7f\xe9\xa0\u200b~^,.0\u20ac", max_size=40))
def test_what_skips_over_plain_text_finds_the_same(text):
    spans = [[match.span() for match in pattern.finditer(text)] for pattern in (_IRREGULAR, _SKIPPING)]
    assert spans[0] == spans[1]
