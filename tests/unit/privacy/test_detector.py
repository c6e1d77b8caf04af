from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Category, Segment, TextKind
from pipeline.privacy.detector import Detector
from pipeline.privacy.fingerprint import with_fingerprints
from pipeline.privacy.matching import eleven_test
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import scan_segments
from pipeline.text import Tekst


@pytest.fixture
def detector(rule_folder):
    return Detector(load_rules(rule_folder()))


def found(detector, text):
    return [text[f.start : f.end] for f in detector.findings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zij heeft hoofdpijn.", ["hoofdpijn"]),
        ("Zij heeft HOOFD\u00adPIJN.", ["HOOFD\u00adPIJN"]),
        ("rugklachten/kniepijn;(hoofdpijn)", ["rugklachten", "kniepijn", "hoofdpijn"]),
        ("De pijnpunten en pijnappel", []),
        ("hartritme en Harteloos, maar geen zwart", ["hartritme", "Harteloos"]),
        ("MS Word, ms niet", ["MS"]),
        ("Last van zijn  knie, last van haar ruggengraat", ["Last van zijn  knie"]),
        ("Hij slaapt de laatste dagen slecht.", ["slecht"]),
        ("Hij slaapt. Dat is niet slecht.", []),
        ("Hij helpt tegen voetpijn van klanten.", []),
        ("Zij volgt een cursus over hoofdpijn.", []),
        ("Met pijn in het hart nam zij afscheid.", []),
        ("Zij heeft pijn in het hart.", ["pijn", "hart"]),
        ("Met pijn in het hart en met rugpijn nam zij afscheid.", ["rugpijn"]),
        ("", []),
        ("\n\n \t", []),
    ],
)
def test_what_is_found(detector, text, expected):
    assert found(detector, text) == expected


def test_a_context_relabels(detector):
    (finding,) = detector.findings("Haar moeder heeft hoofdpijn.")
    assert finding.category is Category.DERDE
    assert finding.rule == "klacht.pijn"


def test_findings_never_overlap_and_come_in_order(detector):
    findings = detector.findings("last van zijn rug, rugpijn en hartpijn, hoofdpijn")
    assert all(a.end <= b.start for a, b in itertools.pairwise(findings))


WORDS = ["hoofdpijn", "last van", "zijn", "knie", "slaapt", "slecht", ".", "\n\n", "MS", "voetpijn van klanten"]
WORDS += ["haar moeder", "workshop over", "hart", "ruggen", ",", "é", "\u00ad", "met pijn in het hart"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_anchored_and_full_mode_agree(detector, text):
    assert detector.findings(text) == Detector(detector.rules, anchored=False).findings(text)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("111222333", True),
        ("123456782", True),
        ("111222334", False),
        ("000000000", False),
        ("12345678", False),
        ("1112.22.333", True),
        ("١١١٢٢٢٣٣٣", False),
    ],
)
def test_eleven_test(number, right):
    assert eleven_test(number) is right


def test_kinds_of_text(detector):
    def scan(kind):
        return scan_segments(detector, [Segment("/plek", Tekst("hoofdpijn"), kind)])

    assert [f.blocking for f in scan(TextKind.VRIJ)] == [True]
    assert [f.blocking for f in scan(TextKind.NAAM)] == [False]
    assert scan(TextKind.VRIJ)[0].place == "/plek"


def test_row_42_fingerprints_need_the_key_and_survive_moving(detector):
    text = "Zij heeft hoofdpijn en belt morgen."
    moved = "Gesprek van maandag over het rooster en de uren. " + text

    def prints(text, key):
        return [f.fingerprint for f in with_fingerprints(detector.findings(text), text, key)]

    assert prints(text, b"sleutel") == prints(text, b"sleutel")
    assert prints(text, b"sleutel") != prints(text, b"andere")
    assert prints("Zij heeft hoofdpijn. " * 2, b"s")[0] != prints("Zij heeft hoofdpijn. " * 2, b"s")[1]
    assert len(prints(moved, b"sleutel")) == 1


def test_no_finding_shows_text(detector):
    assert "hoofdpijn" not in repr(detector.findings("Zij heeft hoofdpijn."))
