"""The encoder: readings, stretches in whole words, and what the detector does with them."""

from __future__ import annotations

import importlib.util
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OwnDataError
from pipeline.model import Category
from pipeline.privacy.detector import Detector
from pipeline.privacy.encoder import MODEL, PIECES, Encoder, Reading, _around
from pipeline.privacy.opinions import Tiers, _together
from pipeline.privacy.pieces import Piece
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import installed_tiers
from pipeline.privacy.suspicion import COLUMNS
from pipeline.resources import data_root
from pipeline.text import normalise, sentence_bounds

FOLDER = data_root("nlp_rules")
needs_encoder = pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None, reason="the extra 'encoder' is not installed"
)


def reading(text: str, chances: dict[str, tuple[Category, float]]) -> Reading:
    """Returns a reading of words as pieces, with what is given for some and nothing suspect for the others."""
    pieces, rows, at = [], [], 0
    for number, word in enumerate(text.split(" ")):
        pieces.append(Piece(number, at, at + len(word)))
        row = np.zeros(len(COLUMNS), np.float32)
        category, chance = chances.get(word, (Category.DIAGNOSE, 0.0))
        row[0], row[COLUMNS.index(category.value)] = 1 - chance, chance
        rows.append(row)
        at += len(word) + 1
    return Reading(text, tuple(pieces), np.stack(rows))


def test_a_stretch_grows_over_likely_neighbours_and_drops_signs():
    read = reading(
        "Hij heeft (zware hoofdpijn).", {"(zware": (Category.KLACHT, 0.7), "hoofdpijn).": (Category.KLACHT, 0.95)}
    )
    (found,) = read.suspicions(0.8)
    assert read.text[found.start : found.end] == "zware hoofdpijn"
    assert (found.category, round(found.score, 2)) == (Category.KLACHT, 0.95)


def test_function_words_and_numbers_give_nothing_away():
    read = reading("hij is 12 weg", {"is": (Category.KLACHT, 0.99), "12": (Category.MEDICATIE, 0.99)})
    assert read.suspicions(0.8) == []


def test_the_chance_of_a_stretch_is_that_of_its_likeliest_piece():
    read = reading("een zware hernia dus", {"hernia": (Category.DIAGNOSE, 0.7), "zware": (Category.KLACHT, 0.2)})
    assert read.chance(4, 16) == pytest.approx(0.7)
    assert read.chance(0, 3) == pytest.approx(0.0)


def test_a_stretch_is_what_most_of_its_pieces_are() -> None:
    both = {"zijn": (Category.DERDE, 0.9), "moeder": (Category.DERDE, 0.7), "ligt": (Category.BEHANDELING, 0.4)}
    read = reading("dat zijn moeder ligt", both)
    assert read.category(4, 20) == (Category.DERDE, pytest.approx(0.8))
    assert read.category(16, 20) == (Category.BEHANDELING, pytest.approx(1))
    assert read.category(0, 3) is None
    assert Reading("", (), np.zeros((0, len(COLUMNS)), np.float32)).category(0, 5) is None


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = Encoder.load(FOLDER)
    assert found is not None
    return found


def read(encoder: Encoder, text: str, doubted: list[int] | None = None) -> Reading:
    normalised = normalise(text)
    bounds = sentence_bounds(normalised)
    return encoder.read(normalised.cased, bounds, range(len(bounds) - 1) if doubted is None else doubted)


@needs_encoder
def test_what_was_read_before_is_not_read_again(encoder, monkeypatch):
    text = "Hij heeft een hernia. De planning is rond. Zij slikt sinds mei bloedverdunners."
    first = read(encoder, text)
    monkeypatch.setattr(encoder, "_chances", None)
    assert np.array_equal(read(encoder, text).chances, first.chances)


@needs_encoder
def test_what_was_read_before_changes_nothing(encoder):
    """So that findings do not depend on the order of the documents, or on how many processes share them."""
    texts = ["Hij heeft een hernia in zijn onderrug.", "De planning van week 9 is rond.", "Zij slikt oxycodon. Rustig."]
    there, back = Encoder.load(FOLDER), Encoder.load(FOLDER)
    assert there is not None
    assert back is not None
    forward = [read(there, text).chances for text in texts]
    backward = [read(back, text).chances for text in reversed(texts)]
    assert all(np.array_equal(one, other) for one, other in zip(forward, reversed(backward), strict=True))


@needs_encoder
def test_the_encoder_tells_an_illness_from_a_planning(encoder):
    assert read(encoder, "Hij heeft een hernia in zijn onderrug.").suspicions(0.8)
    assert read(encoder, "De evaluatie is op 4 maart om tien uur.").suspicions(0.8) == []


@needs_encoder
def test_only_what_is_in_doubt_is_read_with_its_neighbours(encoder):
    text = " ".join(f"Dit is zin nummer {number} over de planning van de afdeling." for number in range(40))
    assert read(encoder, text, []).pieces == ()
    part = read(encoder, text, [20])
    assert 0 < len(part.pieces) < len(read(encoder, text).pieces) / 3
    assert part.pieces[0].start < text.index("nummer 20") < part.pieces[-1].end


@needs_encoder
def test_a_sentence_without_end_is_read_as_far_as_the_network_goes(encoder):
    found = encoder.read("hernia " * 2000, [0, 14_000], [0])
    assert 0 < len(found.pieces) < 300


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12), st.data(), st.sampled_from([200, 350]))
def test_every_sentence_in_doubt_is_in_one_window(lengths, data, size):
    bounds = [0, *itertools.accumulate(lengths)]
    doubted = sorted(data.draw(st.sets(st.integers(0, len(lengths) - 1))))
    windows = list(_around(bounds, doubted, size))
    for number in doubted:
        assert sum(start <= bounds[number] and bounds[number + 1] <= end for start, end in windows) == 1
    assert all(any(start <= bounds[number] < end for number in doubted) for start, end in windows)
    assert all(end - start <= max(size, max(lengths)) for start, end in windows)


@needs_encoder
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_on_a_hit_the_fast_tier_has_a_say_too(chance, lower, higher):
    lower, higher = sorted((lower, higher))
    assert 0 <= _together(chance, lower) <= _together(chance, higher) <= 1
    assert _together(chance, 0.5) == pytest.approx(chance, abs=1e-5)
    assert _together(lower, chance) <= _together(higher, chance)


def test_what_a_guard_clears_the_encoder_does_not_bring_back():
    detector = Detector(load_rules(), tiers=installed_tiers())
    assert detector.findings("Er hangt een depressie boven de Noordzee.") == []


@needs_encoder
def test_broken_weights_are_named(tmp_path):
    (tmp_path / MODEL).write_bytes(b"niets")
    (tmp_path / PIECES).write_text("", encoding="utf-8")
    with pytest.raises(OwnDataError, match=r"^encoder\.onnx:1:"):
        Encoder.load(tmp_path)


def test_without_the_extra_the_fast_tier_speaks_alone(monkeypatch):
    monkeypatch.setattr("pipeline.privacy.encoder.find_spec", lambda _: None)
    assert Encoder.load(FOLDER) is None
    fast: Tiers = installed_tiers(encoder=False)
    assert Detector(load_rules(), tiers=fast).findings("Hij heeft een hernia.")
