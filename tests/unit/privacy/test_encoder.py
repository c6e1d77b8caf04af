"""The encoder: readings, stretches in whole words, and what the detector does with them."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

import numpy as np
import pytest

from pipeline.errors import OwnDataError
from pipeline.model import Category
from pipeline.privacy.detector import Detector
from pipeline.privacy.encoder import MODEL, PIECES, Encoder, Reading
from pipeline.privacy.opinions import Tiers
from pipeline.privacy.pieces import Piece
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import installed_tiers
from pipeline.privacy.suspicion import COLUMNS
from pipeline.resources import data_root

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
        "Hij heeft (zware hoofdpijn).", {"(zware": (Category.KLACHT, 0.5), "hoofdpijn).": (Category.KLACHT, 0.95)}
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


@needs_encoder
def test_equal_sentences_are_read_once_and_the_batch_makes_no_difference():
    encoder = Encoder.load(FOLDER)
    assert encoder is not None
    sentences = ["Hij heeft een hernia.", "De planning is rond.", "Zij slikt sinds mei bloedverdunners en is moe."]
    together = encoder.read(sentences)
    alone = [Encoder.load(FOLDER).read([sentence])[0] for sentence in sentences]  # type: ignore[union-attr]
    for one, other in zip(together, alone, strict=True):
        assert np.abs(one.chances - other.chances).max() < 0.2  # eight bits round by the batch
    assert encoder.read(sentences[:1])[0] is together[0]


@needs_encoder
def test_the_encoder_tells_an_illness_from_a_planning():
    encoder = Encoder.load(FOLDER)
    assert encoder is not None
    ill, planned = encoder.read(["Hij heeft een hernia in zijn onderrug.", "De evaluatie is op 4 maart om tien uur."])
    assert ill.suspicions(0.8)
    assert planned.suspicions(0.8) == []


@needs_encoder
def test_a_long_sentence_is_read_as_far_as_the_network_goes():
    encoder = Encoder.load(FOLDER)
    assert encoder is not None
    (read,) = encoder.read(["Hij heeft een hernia. " * 200])
    assert 0 < len(read.chances) < 1000


@needs_encoder
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
    fast: Tiers = replace(installed_tiers(), encoder=None)
    assert Detector(load_rules(), tiers=fast).findings("Hij heeft een hernia.")
