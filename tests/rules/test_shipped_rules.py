"""The shipped rules: their proofs, their terms in every frame, and the clauses of the guideline they answer for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.anchors import all_patterns, table
from pipeline import scan_text
from pipeline.model import Category
from pipeline.nodes import compose, to_data
from pipeline.privacy import needed
from pipeline.privacy.detector import Detector
from pipeline.privacy.evaluation import Marked, marked_texts
from pipeline.privacy.model import Rule, RuleSet
from pipeline.privacy.notation import Term
from pipeline.privacy.proofs import failures
from pipeline.privacy.rules import COVERAGE
from pipeline.privacy.scan import default_detector
from pipeline.resources import data_root
from pipeline.text import normalise

GOLD = Path(__file__).parents[1] / "gold" / "ontwikkel"
CORPUS = sorted((data_root("nlp_rules") / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def detector() -> Detector:
    return default_detector(encoder=False)


def written_terms(rules: RuleSet) -> list[tuple[Rule, Term]]:
    return [(rule, term) for rule in rules.rules for term in rule.terms]


def test_every_proof_holds(detector):
    assert [f"{failure.source}: {failure.message}" for failure in failures(detector)] == []


def test_the_rules_are_broad(detector):
    assert len(written_terms(detector.rules)) >= 1500
    assert sum(len(rule.patterns) for rule in detector.rules.rules) >= 150
    assert {rule.category for rule in detector.rules.rules} == set(Category)


def test_every_rule_says_what_to_do(detector):
    for rule in detector.rules.rules:
        assert rule.advice.endswith("."), rule.id
        assert rule.proposal.endswith("."), rule.id
        assert "AVG" in rule.basis, rule.id


def hits(detector: Detector, rule: Rule, text: str) -> bool:
    """Tells whether the rule hits, whatever guards and contexts make of it."""
    return any(hit.rule is rule for hit in detector.hits(normalise(text)))


def written(term: Term) -> str:
    """Returns a word that the term must find, with letters where its stem is open."""
    return ("over" if term.open_left else "") + (term.cased or term.text) + ("achtig" if term.open_right else "")


FRAMES = ["{}", "({}).", "x/{}/y", "tja;{},", '"{}"!', "a-{}-b", "regel\n\n{}\n\nregel"]


@pytest.mark.parametrize("frame", FRAMES)
def test_every_term_is_found_between_signs(detector, frame):
    missed = [
        f"{rule.id}: {term.text}"
        for number, (rule, term) in enumerate(written_terms(detector.rules))
        # Every term in one of the frames, so that all of them count and it takes no time.
        if number % len(FRAMES) == FRAMES.index(frame) and not hits(detector, rule, frame.format(written(term)))
    ]
    assert missed == []


def test_a_term_is_not_found_inside_another_word(detector):
    found = [
        term.text
        for number, (rule, term) in enumerate(written_terms(detector.rules))
        if number % 10 == 0 and not term.open_left and not term.open_right and term.text[0].isalpha()
        if any(
            hit.rule is rule and hit.end - hit.start == len(term.text)
            for hit in detector.hits(normalise(f"q{term.cased or term.text}q"))
        )
    ]
    assert found == []


def disagreements(texts: Iterable[Marked], detector: Detector) -> list[str]:
    """Names the texts in which trying every pattern on every sentence gives other hits."""
    full = Detector(detector.rules, anchored=False)
    fast = Detector(detector.rules)
    normalised = ((marked.name, normalise(marked.text)) for marked in texts)
    return [name for name, text in normalised if fast.hits(text) != full.hits(text)]


def test_anchored_and_full_mode_agree_on_some_texts(detector):
    texts = [*list(marked_texts([GOLD]))[::16], *list(marked_texts(CORPUS))[::600]]
    assert disagreements(texts, detector) == []


@pytest.mark.slow
def test_anchored_and_full_mode_agree_on_all_texts(detector):
    assert disagreements(marked_texts([GOLD, GOLD.parent / "fresh", *CORPUS]), detector) == []


def test_the_anchors_of_every_pattern_are_in_the_table(detector):
    """`python -m bench.anchors` makes it anew after rules changed."""
    shipped = needed.read(data_root("nlp_rules") / needed.TABLE)
    assert set(shipped.needs) == {needed.key(pattern.full) for pattern in all_patterns(detector.rules)}


@pytest.mark.slow
def test_the_table_of_anchors_is_what_the_command_makes():
    assert (data_root("nlp_rules") / needed.TABLE).read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(
    ("text", "category", "blocking"),
    [
        ("Zijn BSN is 111222333, zet dat in het systeem.", "identificatie", True),
        ("Jan heeft zijn been gebroken, hij is er over 6 weken weer.", "diagnose", True),
        ("Zij volgt fysiotherapie in Zwolle.", "behandeling", True),
        ("Hij slikt oxycodon.", "medicatie", True),
        ("Haar huisarts belt morgen.", "zorgverlener", True),
        ("Zij is zwanger van haar tweede.", "zwangerschap", True),
        ("Hij heeft hoofdpijn.", "klacht", True),
        ("Hij is van de trap gevallen.", "oorzaak", True),
        ("Zijn moeder heeft dementie.", "derde", True),
    ],
)
def test_the_face_finds_each_category(text, category, blocking):
    assert (category, blocking) in {(f.category.value, f.blocking) for f in scan_text(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Beperkt in tillen tot 5 kg, maximaal 2 uur per dag, geen nachtdiensten.",
        "De bedrijfsarts heeft een probleemanalyse en een FML opgesteld.",
        "Er komt een depressie boven de Noordzee.",
        "Zij werkt als verpleegkundige op de afdeling oncologie en wast patiënten.",
        "Kenmerk 111222334 is doorgegeven.",
        "De pijnpunten in het proces zijn besproken met meneer Pijn.",
    ],
)
def test_what_is_allowed_passes(text):
    assert scan_text(text) == []


def test_every_clause_of_the_guideline_is_answered_for_both_ways(detector):
    root = to_data(compose((data_root("nlp_rules") / COVERAGE).read_text(encoding="utf-8")))
    clauses = root["clausules"]
    rules = {rule.id for rule in detector.rules.rules}
    contexts = {context.id for context in detector.rules.contexts}
    named_rules = {name for clause in clauses for name in clause.get("regels") or []}
    named_contexts = {name for clause in clauses for name in clause.get("contexten") or []}
    assert named_rules == rules
    assert named_contexts == contexts
    assert len({clause["id"] for clause in clauses}) == len(clauses)
    for clause in clauses:
        assert clause["tekst"]
        assert clause.get("regels") or clause.get("contexten") or clause.get("besluit"), clause["id"]
