from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OwnDataError
from pipeline.privacy.detector import Detector
from pipeline.privacy.notation import Groups, ShorthandError, expand_braces, expand_pattern, parse_term
from pipeline.privacy.proofs import failures
from pipeline.privacy.rules import load_rules


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("ernst: hoog", "ernst: erg"), 6, "kies uit: hoog, midden, let_op"),
        (("blokkeert: ja", "blokeert: ja"), 7, "onbekende sleutel 'blokeert'"),
        (("blokkeert: ja", "blokkeert: yes"), 7, "vul ja of nee in"),
        (("id: klacht.pijn", "id: pijn"), 5, "een id ziet eruit als klacht.naam"),
        (('"*pijn"', '""'), 10, "hier hoort tekst te staan"),
        (('"*pijn"', '"p"'), 10, "ten minste twee letters"),
        (('"*pijn"', '"rugklacht"'), 10, "deze term staat ook op"),
        (('"*pijn"', '"{pijn"'), 10, "accolade zonder wederhelft"),
        (("<lichaamsdeel>", "<orgaan>"), 11, "de woordgroep <orgaan> staat niet in woordgroepen.yaml"),
        (("slaapt <..3>", "slaapt .*"), 11, "in plaats van .*"),
        (("slaapt <..3> (", "slaapt <..3> (("), 11, "missing ), unterminated subpattern"),
        (("last van", "Last van"), 11, "kleine letters"),
        (("formaat: 1", "formaat: 2"), 1, "formaat: 1"),
        (("mag_niet_raken", "id"), 18, "twee keer"),
        (("[[", "<<"), 5, "moet_raken"),
    ],
)
def test_a_mistake_is_shown_with_its_line(rule_folder, change, line, message):
    with pytest.raises(OwnDataError) as error:
        load_rules(rule_folder(klacht=change))
    assert any(m.startswith(f"klacht.yaml:{line}:") and message in m for m in str(error.value).splitlines()), (
        error.value
    )


@pytest.mark.parametrize("empty", ['""', '" "', '"*"', '"{,}"'])
def test_row_15_a_term_that_says_nothing_is_a_mistake(rule_folder, empty):
    with pytest.raises(OwnDataError, match=r"klacht\.yaml:10:"):
        load_rules(rule_folder(klacht=('"*pijn"', empty)))


def test_all_mistakes_come_at_once(rule_folder):
    with pytest.raises(OwnDataError) as error:
        load_rules(rule_folder(klacht=("ernst: hoog", "ernst: erg", '"*pijn"', '"p"')))
    assert len(str(error.value).splitlines()) == 2


def test_the_proofs_hold(rule_folder):
    assert failures(Detector(load_rules(rule_folder()))) == []


@pytest.mark.parametrize("jobs", [2, 3, 9])
def test_processes_together_tell_the_same(rule_folder, jobs):
    wrong = (
        "[[hoofdpijn]].", "[[griep]].",
        "De pijnpunten in het proces zijn besproken.", "Hij heeft buikpijn.",
        "tegen voetpijn van klanten", "tegen voetpijn van iedereen",
    )  # fmt: skip
    detector = Detector(load_rules(rule_folder(klacht=wrong)))
    told = failures(detector)
    assert len(told) > 2
    assert failures(detector, jobs) == told


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[[hoofdpijn]].", "[[griep]]."), "raakt ‘griep’ niet"),
        (("De pijnpunten in het proces zijn besproken.", "Hij heeft buikpijn."), "ten onrechte ‘buikpijn’"),
        (("tegen voetpijn van klanten", "tegen voetpijn van iedereen"), "niet wat de treffer vrijgeeft"),
        (("Beschrijf alleen wat het werk betreft.", "Schrijf hoofdpijn niet op."), "bevat zelf verboden tekst"),
    ],
)
def test_a_proof_that_fails_is_told(rule_folder, change, message):
    told = [f.message for f in failures(Detector(load_rules(rule_folder(klacht=change))))]
    assert any(message in line for line in told), told


def test_a_context_that_clears_too_much_is_told(rule_folder):
    greedy = ("'(?:cursus|workshop) over <treffer>'", "'<treffer>'")
    told = [f.message for f in failures(Detector(load_rules(rule_folder(contexten=greedy))))]
    assert "geen regel raakt ‘hoofdpijn’ niet" in told


def test_braces():
    assert expand_braces("{a,b}c{,d}") == ["ac", "acd", "bc", "bcd"]
    with pytest.raises(ShorthandError):
        expand_braces("a}b")


def test_terms():
    assert parse_term("*klachten").open_left
    assert parse_term("=MS").cased == "MS"
    assert parse_term("Patiënt").text == "patient"
    for wrong in ("a", "*", "ha*rt", "*ab"):
        with pytest.raises(ShorthandError):
            parse_term(wrong)


@given(st.lists(st.text("ab-' ", min_size=1, max_size=4).map(str.strip).filter(bool), min_size=1, max_size=8))
def test_a_word_group_finds_each_of_its_words_and_the_longest_first(words):
    expression = re.compile(Groups.of({"groep": tuple(words)}).expressions["groep"])
    for text in (one + other for one in words for other in ("", "a", "b-", " ")):
        found = expression.match(text)
        assert found is not None
        assert found[0] == max((word for word in words if text.startswith(word)), key=len)


def test_a_word_group_says_once_what_its_words_begin_with():
    groups = Groups.of({"deel": ("kop", "kopje", "koppen", "knie")})
    assert expand_pattern("pijn in <deel>", groups).full == r"(?<!\w)(?:pijn in (?:k(?:nie|op(?:je|pen)?)))(?!\w)"


@pytest.mark.parametrize(
    "gap", [" <..6> ", r" (?:\w+ ){0,6}", r" (?:[\w-]+ ){0,6}", r" [^.;\n]{0,40} ", r" [^\n]{0,40} "]
)
def test_what_clears_a_hit_does_not_look_into_the_next_clause(gap):
    everywhere = re.compile(expand_pattern(f"klant{gap}pijn", Groups()).full)
    in_a_clause = re.compile(expand_pattern(f"klant{gap}pijn", Groups(), one_clause=True).full)
    for text in ("een klant met pijn", "de klant belde en vertelde van pijn", "de klant zonder zijn oude pijn"):
        assert everywhere.search(text)
        assert in_a_clause.search(text)
    for word in ("maar", "want hij heeft", "terwijl zij", "en zij kreeg", "en haar", "dus"):
        assert everywhere.search(f"de klant belde {word} pijn")
        assert not in_a_clause.search(f"de klant belde {word} pijn")
