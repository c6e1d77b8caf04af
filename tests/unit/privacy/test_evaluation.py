"""Scores against marked-up texts, and the verb that prints them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.errors import WrongUseError
from pipeline.model import Category, Finding, Severity
from pipeline.privacy.evaluation import Scores, marked_texts, parse


def finding(start: int, end: int, category: Category = Category.DIAGNOSE, rule: str = "diagnose.x") -> Finding:
    return Finding(start, end, category, rule, True, Severity.HOOG, "AVG", "advies", "voorstel")


def test_marks_become_spans_of_the_plain_text():
    marked = parse("a", "Hij heeft [[diagnose:een hernia]] en [[?:zijn klachten]].")
    assert marked.text == "Hij heeft een hernia en zijn klachten."
    assert [(marked.text[s:e], label) for s, e, label in marked.spans] == [
        ("een hernia", "diagnose"),
        ("zijn klachten", "?"),
    ]


def test_a_span_counts_as_found_when_a_finding_touches_it():
    scores = Scores()
    scores.add(parse("a", "Zij heeft [[klacht:hoofdpijn]] en [[medicatie:pillen]]."), [finding(12, 14)])
    assert (scores.recall, scores.precision, scores.category) == (0.5, 1.0, 0.0)


def test_a_finding_on_a_borderline_span_is_neither_missed_nor_false():
    scores = Scores()
    scores.add(parse("a", "[[?:Zijn klachten]] nemen af."), [finding(0, 4)])
    assert (scores.labelled.total(), scores.wrong.total(), scores.clean, scores.passed) == (0, 0, 1, 1)


def test_a_false_finding_costs_precision_and_the_clean_text():
    scores = Scores()
    scores.add(parse("a", "De depressie boven de Noordzee."), [finding(3, 12, rule="diagnose.depressie")])
    assert (scores.precision, scores.clean, scores.passed) == (0.0, 1, 0)
    assert scores.rule_wrong == {"diagnose.depressie": 1}


def test_nothing_asked_is_nothing_wrong():
    assert (Scores().recall, Scores().precision, Scores().category) == (1.0, 1.0, 1.0)


@given(st.lists(st.tuples(st.text("abc ", min_size=1), st.sampled_from(["", "klacht", "?"]))))
def test_taking_the_marks_away_leaves_the_text(parts):
    raw = "".join(f"[[{label}:{text}]]" if label else text for text, label in parts)
    assert parse("a", raw).text == "".join(text for text, _ in parts)


def test_a_label_that_does_not_exist_is_named():
    with pytest.raises(WrongUseError, match="a: het label 'ziekte' bestaat niet"):
        parse("a", "[[ziekte:griep]]")


def test_a_file_without_utf8_is_named_without_its_text(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"gr\xff\xfeep")
    with pytest.raises(WrongUseError, match=r"^a\.txt: niet te lezen"):
        list(marked_texts([tmp_path]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "een.txt").write_text("Hij heeft een [[diagnose:hernia]].\n", encoding="utf-8")
    (tmp_path / "twee.txt").write_text("De planning is rond.\n", encoding="utf-8")
    return tmp_path


def test_rules_eval_prints_totals_categories_and_rules(folder: Path):
    result = CliRunner().invoke(main, ["rules", "eval", str(folder)])
    assert result.exit_code == 0
    assert "2 teksten" in result.output
    assert "1 van 1" in result.output
    assert "hernia" not in result.output.replace("diagnose.hernia", "")


def test_rules_eval_gives_the_same_as_json(folder: Path):
    told = json.loads(CliRunner().invoke(main, ["rules", "eval", "--json", str(folder)]).output)
    assert told["texts"] == 2
    assert told["all"]["categories"]["diagnose"] == {"found": 1, "labelled": 1, "right": 1, "wrong": 0}
    assert set(told) == {"texts", "all", "blocking"}


def test_rules_eval_reads_a_file_with_a_text_a_line(folder: Path):
    lines = folder / "regels.txt"
    lines.write_text("Zij is [[zwangerschap:zwanger]].\n\nHet is maandag.\n", encoding="utf-8")
    assert json.loads(CliRunner().invoke(main, ["rules", "eval", "--json", str(lines)]).output)["texts"] == 2


def test_rules_eval_says_which_label_is_wrong(folder: Path):
    (folder / "een.txt").write_text("[[ziekte:griep]]", encoding="utf-8")
    result = CliRunner().invoke(main, ["rules", "eval", str(folder)])
    assert result.exit_code == 2
    assert "het label 'ziekte' bestaat niet" in result.output
