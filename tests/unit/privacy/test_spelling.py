"""Terms that are spelt wrongly: what counts as a slip, and what does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OwnDataError
from pipeline.privacy.scan import default_detector
from pipeline.privacy.sounds import sound, sounds
from pipeline.privacy.spelling import Dictionary, Spelling, checksum, edits, load_dictionary
from pipeline.text import normalise

TERMS = ("ziekenhuis", "antibiotica", "hyperventilatie", "hernia", "migraine", "griep", "gips")
HIT = ("oncoloog", "penicilline", "fysio")


def spelling(*ordinary: str) -> Spelling:
    return Spelling(TERMS, Dictionary(np.array(sorted(map(checksum, ordinary)), np.uint32), HIT))


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("ziekehuis", "ziekenhuis"),
        ("ziekenhius", "ziekenhuis"),
        ("antibiotika", "antibiotica"),
        ("hyperventielatie", "hyperventilatie"),
        ("hipperventielatie", "hyperventilatie"),  # three edits, one sound
        ("hupperventalotie", None),
        ("hernja", "hernia"),
        ("hrnja", None),  # two edits in a short word
        ("kernia", None),  # another first letter
        ("gripe", None),  # the term itself is too short to be guessed at
        ("griepp", "griep"),  # but it sounds the same
        ("penissiline", "penicilline"),  # three edits, one sound
        ("onkoloog", "oncoloog"),
        ("fysjo", "fysio"),
        ("gipps", None),  # a term of four letters lies close to too much
    ],
)
def test_a_slip_lies_close_to_a_term(word, term):
    assert spelling().meant(word) == term


def test_an_ordinary_word_is_no_slip():
    assert spelling().meant("hernja") == "hernia"
    assert spelling("hernja").meant("hernja") is None


def test_a_term_is_no_slip_for_itself():
    assert spelling().meant("hernia") is None


def test_a_word_of_five_letters_is_too_short_to_guess_at():
    assert [slip.term for slip in spelling().slips(normalise("hrnia of hernja"))] == ["hernia"]


def test_a_capital_inside_a_sentence_makes_a_name():
    slips = spelling().slips(normalise("Herman Hernja belde. Hernja, zegt hij. Een hernja dus."))
    assert [(slip.start, slip.term) for slip in slips] == [(21, "hernia"), (43, "hernia")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("een her nia dus", [("her nia", "hernia")]),
        ("het zieken huis belde", [("zieken huis", "ziekenhuis")]),
        ("het zieken huisje", []),
        ("het dierenzieken huis", []),
        ("het zieken-huis", []),
        ("het zieken. huis", []),
        ("\ud800 het zieken huis", [("zieken huis", "ziekenhuis")]),
    ],
)
def test_two_words_that_are_a_term_together_are_a_slip(text, found):
    assert [(text[slip.start : slip.end], slip.term) for slip in spelling().slips(normalise(text))] == found


def test_a_word_that_stands_before_any_other_is_no_half_of_a_term():
    known = Spelling(["doorziekte", "haarwerk"], Dictionary(np.array([], np.uint32)))
    assert list(known.slips(normalise("Hij is door ziekte afwezig en haar werk ligt stil."))) == []


@given(st.sampled_from([*TERMS, *HIT]), st.data())
def test_a_letter_that_is_doubled_is_not_heard(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    if word[at] not in "aeiouc":
        assert sound(word[: at + 1] + word[at:]) == sound(word)


@given(st.lists(st.text("abceghijkosyvxz'", min_size=1)))
def test_words_sound_together_as_they_do_alone(some):
    assert sounds(some) == [sound(word) for word in some]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("penicilline", "penissiline"),
        ("chirurg", "sjirurg"),
        ("kanker", "kangker"),
        ("lithium", "litium"),
        ("morfine", "morviene"),
        ("pleister", "plijster"),
        ("fysio", "fysjo"),
        ("autistisch", "autisties"),
        ("insuline", "insoeline"),
        ("dwang", "dwangh"),
    ],
)
def test_what_people_mix_up_sounds_the_same(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hernia", "herfst"), ("griep", "groep"), ("pijn", "plein"), ("maag", "maat")]
)
def test_what_sounds_different_stays_different(one, other):
    assert sound(one) != sound(other)


def edits_by_definition(one: str, other: str) -> int:
    """The distance by plain recursion over the ends of both words."""
    if not one or not other:
        return len(one) + len(other)
    least = min(
        edits_by_definition(one[:-1], other) + 1,
        edits_by_definition(one, other[:-1]) + 1,
        edits_by_definition(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        least = min(least, edits_by_definition(one[:-2], other[:-2]) + 1)
    return least


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_the_distance_is_that_of_its_definition(one, other):
    exact = edits_by_definition(one, other)
    for most in range(4):
        assert edits(one, other, most) == edits(other, one, most) == min(exact, most + 1)


@given(st.sampled_from([term for term in TERMS if len(term) >= 6]), st.data())
def test_every_single_slip_after_the_first_letter_is_found(term, data):
    at = data.draw(st.integers(1, len(term) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    kind = data.draw(st.sampled_from(["drop", "add", "change"]))
    word = {
        "drop": term[:at] + term[at + 1 :],
        "add": term[:at] + letter + term[at:],
        "change": term[:at] + letter + term[at + 1 :],
    }[kind]
    assert spelling().meant(word) == (None if word == term or len(word) < 6 else term)


def test_a_broken_list_is_named(tmp_path):
    (tmp_path / "gewone_woorden.npz").write_bytes(b"niets")
    with pytest.raises(OwnDataError, match=r"^gewone_woorden\.npz:1:"):
        load_dictionary(tmp_path / "gewone_woorden.npz")


@pytest.mark.parametrize(
    "word",
    [
        *("ziekehuis", "antibiotika", "hyperventielatie", "fysioterapeut", "chemokuurr"),
        *("onkoloog", "her nia", "een nier steen", "predniezoon", "een penissilinekuur"),
    ],
)
def test_the_shipped_rules_find_a_slip(word):
    text = f"Zij moest vrijdag voor {word} weg, zei ze."
    found = [text[finding.start : finding.end] for finding in default_detector().findings(text)]
    assert any(word in piece for piece in found)


@pytest.mark.parametrize(
    "text",
    [
        "De termijn loopt af.",
        "De therminologie van het contract.",
        "Hij doet de operationele planning.",
        "Door ziekte van een collega blijft haar werk liggen.",
        "De cursus eerste hulp is voor het hele team.",
    ],
)
def test_the_shipped_rules_leave_ordinary_words_alone(text):
    assert default_detector().findings(text) == []
