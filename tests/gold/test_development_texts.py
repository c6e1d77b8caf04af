"""Recall and precision on the development texts, by their own scorer; the bounds may only rise."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from pipeline import scan_text

FOLDER = Path(__file__).parent / "ontwikkel"
LEAST = {"recall": 0.96, "precision": 0.95, "category": 0.93}


@pytest.fixture(scope="module")
def figures():
    spec = importlib.util.spec_from_file_location("score", Path(__file__).parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = list(score.read_marked(FOLDER))
    assert len(gold) == 160
    found = {name: [(f.start, f.end, f.category) for f in scan_text(text)] for name, text, _ in gold}
    return score.score(gold, found)[0]


@pytest.mark.slow
@pytest.mark.parametrize("figure", LEAST)
def test_the_rules_reach_their_bound(figures, figure):
    assert figures[figure] >= LEAST[figure]
