from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.anchors import anchors, group_words, may_be_empty, parse

GROUPS = {"\ue100": group_words(["knie", "kleine teen"])}


def words(expression: str) -> set[tuple[str, bool, bool]]:
    return {(a.text, a.left, a.right) for a in anchors(parse(rf"(?<!\w)(?:{expression})(?!\w)"), GROUPS)}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("slaapt slecht", {("slaapt", True, True)}),
        (r"burn[ -]?out\w*", {("burn", True, True), ("burnout", True, False), ("burn-out", True, False)}),
        ("last van (?:zijn|haar) (?:rug|knie)", {("rug", True, True), ("knie", True, True)}),
        (r"\w+klachten", {("klachten", False, True)}),
        ("(?:hernia|jicht)", {("hernia", True, True), ("jicht", True, True)}),
        ("pijn in \ue100", {("pijn", True, True), ("kleine", True, True)}),
        (r"\w+ \ue100", {("knie", True, True), ("kleine", True, True)}),
        ("\ue000 (?:op|in) tilt", {("tilt", True, True)}),
        (r"\d+ mg", {("mg", True, True)}),
        (r"(?:op|af) \w+", {("op", True, True), ("af", True, True)}),
        (r"(?:op|af)\w+", set()),
    ],
)
def test_anchor_words(expression, expected):
    assert words(expression) == expected


@given(st.text(alphabet="slapt echno ", max_size=40))
def test_a_match_holds_an_anchor(text):
    """Whatever the text: where the pattern matches, one of its anchors stands."""
    expression = r"(?<!\w)(?:(?:slaapt|slapen|sl[ae]pt) (?:[a-z]+ ){0,2}(?:slecht|niet)|s(?:lecht|la) [a-z]*op)(?!\w)"
    found = anchors(parse(expression), {})
    assert found
    for match in re.finditer(expression, text):
        assert any(anchor.text in match[0] for anchor in found)


def test_an_expression_that_matches_nothing_is_known():
    assert may_be_empty(parse("(?:a|b)?"))
    assert not may_be_empty(parse("(?:a|b)c?"))
