from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.anchors import anchors


def words(expression: str) -> set[tuple[str, bool, bool]]:
    return {(a.text, a.left, a.right) for a in anchors(rf"(?<!\w)(?:{expression})(?!\w)")}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("slaapt slecht", {("slaapt", True, True)}),
        (r"burn[ -]?out\w*", {("burn", True, True), ("burnout", True, False), ("burn-out", True, False)}),
        ("last van (?:zijn|haar) (?:rug|knie)", {("last", True, True)}),
        (r"\w+klachten", {("klachten", False, True)}),
        ("(?:hernia|jicht)", {("hernia", True, True), ("jicht", True, True)}),
        (r"\d+ mg", set()),
        (r"(?:op|af) \w+", set()),
    ],
)
def test_anchor_words(expression, expected):
    assert words(expression) == expected


@given(st.text(alphabet="slapt echno ", max_size=40))
def test_a_match_holds_an_anchor(text):
    """Whatever the text: where the pattern matches, one of its anchors stands."""
    expression = r"(?<!\w)(?:(?:slaapt|slapen|sl[ae]pt) (?:[a-z]+ ){0,2}(?:slecht|niet)|s(?:lecht|la) [a-z]*op)(?!\w)"
    found = anchors(expression)
    assert found
    for match in re.finditer(expression, text):
        assert any(anchor.text in match[0] for anchor in found)
