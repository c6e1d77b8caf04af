"""What an author reads of a guard: why it is there and where, and of its expression no more than fits a line."""

from __future__ import annotations

import pytest

from pipeline.privacy.detector import Detector
from pipeline.privacy.explain import PATTERN_WIDTH, explain
from pipeline.privacy.rules import load_rules

WHY = "klanten zijn niet de werknemer (klacht.yaml:13: ‘voetpijn van klanten’)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Zij heeft hoofdpijn.", f"  niet vrijgegeven door tenzij: {WHY}"),
        ("Hij verkoopt zolen tegen voetpijn van klanten.", f"  vrijgegeven door tenzij: {WHY}"),
        ("Zij volgt de workshop over hoofdpijn.", "  vrijgegeven door context.cursus (contexten.yaml:3): de naam"),
    ],
)
def test_the_reason_comes_first_and_then_the_place(rule_folder, text, line):
    told = explain(Detector(load_rules(rule_folder())), text)
    assert [found for found in told if found.startswith(line)]


def test_a_long_expression_is_cut(rule_folder):
    pattern = f"voetpijn van (?:klanten|{'lange ' * 40}rij)"
    told = explain(Detector(load_rules(rule_folder(klacht=("voetpijn van klanten'", f"{pattern}'")))), "Hoofdpijn.")
    (line,) = [found for found in told if "tenzij" in found]
    written = line[line.index("‘") + 1 : line.index("’")]
    assert written == f"{pattern[: PATTERN_WIDTH - 1]}…"
    assert len(written) == PATTERN_WIDTH
