from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OwnDataError
from pipeline.privacy import needed
from pipeline.privacy.anchors import Analysis, Check, group_words, may_be_empty, parse
from pipeline.privacy.index import Index, hold

GROUPS = {"\ue100": group_words(["knie", "kleine teen"]), "\ue101": group_words(["heup"])}


def rarest(expression: str) -> set[str]:
    """Returns the rarest set of anchors, which has a space where a word begins or ends."""
    ways = Analysis(GROUPS).needs(parse(rf"(?<!\w)(?:{expression})(?!\w)"))
    return set(ways[0][0].anchors()) if ways else set()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("slaapt slecht", {" slaapt "}),
        (r"burn[ -]?out\w*", {" burn out", " burnout"}),
        (
            "(?:van|aan) (?:zijn|haar) (?:heup|knie)",
            {f" {a} {b} {c} " for a in ("van", "aan") for b in ("zijn", "haar") for c in ("heup", "knie")},
        ),
        (r"\w+klachten", {"klachten "}),
        ("(?:hernia|jicht)", {" hernia ", " jicht "}),
        ("pijn in \ue100", {" pijn in knie ", " kleine "}),
        (r"\w+ \ue100", {" knie ", " kleine "}),
        ("(?:\ue100|\ue101) eruit", {" kleine ", " heup eruit ", " knie eruit "}),
        ("\ue000 (?:op|in) tilt", {" op tilt ", " in tilt "}),
        (r"\d+ mg", {" mg "}),
        (r"(?:niet|geen) (?:\w+ ){0,3}(?:voorbij|gips)(?= |$|[.,])", {" voorbij ", " gips "}),
        (r"(?:op|af) \w+", {" op ", " af "}),
        (r"(?:op|af)\w+", set()),
    ],
)
def test_the_rarest_anchors(expression, expected):
    assert rarest(expression) == expected


EXPRESSIONS = [
    r"(?:slaapt|slapen|sl[ae]pt) (?:[a-z]+ ){0,2}(?:slecht|niet)|s(?:lecht|la) [a-z]*op",
    r"(?:sla ?op|slaapt)(?: pal| echt)?(?= |$)|(?:\w+ )?(?:la|echo) (?:sl|ap)\w*",
    r"(?:echt|hen)[ -]?slap(?! no)|\w*slap\b (?:no )?echo",
]


@given(st.sampled_from(EXPRESSIONS), st.lists(st.sampled_from("slaapt slecht op echt slap no echo - la hen".split())))
def test_where_a_pattern_matches_a_way_of_it_holds(expression, words):
    text = " ".join(words)
    full = rf"(?<!\w)(?:{expression})(?!\w)"
    for ways in (1, 8):
        needs = Analysis({}).needs(parse(full), ways=ways)
        index = Index([needs])
        marked = index.marked(text)
        tried = [way for _, numbers in index.find(text, marked).ways for way in numbers]
        if re.search(full, text):
            assert index.candidates(tried, marked) == {0}
            assert not needs or any(hold(way, marked, frozenset(marked.split())) for way in needs)


def test_an_expression_is_taken_apart_where_that_helps():
    apart = Analysis({}).needs(parse("(?:heeft|had) (?:hernia|jicht)|(?:in|op) (?:coma|slot)"), ways=8)
    assert all(set(one[0].anchors()) != set(other[0].anchors()) for one, other in itertools.combinations(apart, 2))


def test_an_expression_that_matches_nothing_is_known():
    assert may_be_empty(parse("(?:a|b)?"))
    assert not may_be_empty(parse("(?:a|b)c?"))


def test_the_table_gives_back_what_was_written(tmp_path):
    needs = {needed.key("a"): ((Check(frozenset({"rug"}), (" pijn",)), Check(frozenset({"knie"}))),)}
    path = tmp_path / needed.TABLE
    path.write_text(needed.written(needs), encoding="utf-8")
    assert needed.read(path).of("a") == needs[needed.key("a")]
    assert needed.read(path).of("b") is None
    assert needed.read(tmp_path / "geen.json").of("a") is None


@pytest.mark.parametrize("text", ["", "[]", '{"verzamelingen": [[1]], "patronen": {}}', '{"patronen": {"a": [[3]]}}'])
def test_a_broken_table_is_refused(tmp_path, text):
    path = tmp_path / needed.TABLE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OwnDataError, match=r"ankers\.json:1:"):
        needed.read(path)
