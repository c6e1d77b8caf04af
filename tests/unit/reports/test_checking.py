"""What a person and a program read of the checks: by grade, with article and remedy, and how the run then ends."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from pipeline.errors import ExitCode
from pipeline.model import Built, Checked, Grade, Outcome, Problem, Remark
from pipeline.reports.checking import AID, short_lines
from pipeline.reports.lines import end_line, outcome_lines
from pipeline.reports.totals import Totals
from pipeline.reports.wording import validate_lines, validate_summary
from pipeline.resources import data_root


def remark(grade: Grade, number: int = 9, *, told: bool = False) -> Remark:
    rule = f"controle.{number:02}.te_laat"
    return Remark(rule, grade, "/documenten/0", "Dit is te laat.", "Leg vast waarom.", "Wet, artikel 1", 12, told)


def outcome(*grades: Grade, told: bool = False) -> Outcome:
    checks = tuple(
        Checked(number, f"Titel {number}", "Of het klopt.", "Wet, artikel 1", (remark(grade, number, told=told),))
        for number, grade in enumerate(grades, start=1)
    )
    return Outcome("d.json", checks=checks)


ALL = (Grade.INFO, Grade.LET_OP, Grade.NIET_TE_BEOORDELEN, Grade.FOUT)


@pytest.mark.parametrize(
    ("grade", "code"),
    [
        (Grade.FOUT, ExitCode.FOUND),
        (Grade.LET_OP, ExitCode.OK),
        (Grade.INFO, ExitCode.OK),
        (Grade.NIET_TE_BEOORDELEN, ExitCode.OK),
    ],
)
def test_only_a_fout_changes_how_the_run_ends(grade: Grade, code: ExitCode) -> None:
    assert Totals().plus(outcome(grade)).exit_code is code


def test_a_check_changes_nothing_about_how_build_ends() -> None:
    assert Totals().plus(Built("d.json", "d", checks=outcome(Grade.FOUT).checks)).exit_code is ExitCode.OK


def test_lines_come_by_grade_with_article_and_remedy() -> None:
    lines = [line.text for line in validate_lines(outcome(*ALL))]
    assert lines[0] == "d.json: 1 fout, 1 keer let op, 1 keer info"
    heads = [line for line in lines if line.startswith(("  Fout", "  Let op", "  Info"))]
    assert heads == ["  Fout: controle 4, Titel 4", "  Let op: controle 2, Titel 2", "  Info: controle 1, Titel 1"]
    assert lines[2:5] == [
        "    Dit is te laat. (regel 12, /documenten/0)",
        "      Wat te doen: Leg vast waarom.",
        "      Grondslag: Wet, artikel 1.",
    ]


def test_what_could_not_be_judged_is_told_on_request() -> None:
    assert not [line for line in validate_lines(outcome(Grade.NIET_TE_BEOORDELEN)) if "beoordelen" in line.text]
    verbose = [line.text for line in validate_lines(outcome(Grade.NIET_TE_BEOORDELEN), verbose=True)]
    assert verbose[1].startswith("  Niet te beoordelen: controle 1, Titel 1.")


@pytest.mark.parametrize("grades", [(), (Grade.FOUT,), (Grade.INFO,)])
def test_the_summary_never_acquits(grades: tuple[Grade, ...]) -> None:
    texts = [line.text for line in validate_summary(Totals().plus(outcome(*grades)))]
    assert texts[-1] == AID
    assert ("Geen problemen gevonden in 1 dossier." in texts) is (Grade.FOUT not in grades)


def test_what_another_problem_says_already_is_told_once() -> None:
    twice = Outcome("d.json", (), (Problem("/a", "x", "Fout."),), checks=outcome(Grade.FOUT, told=True).checks)
    assert len(list(outcome_lines(twice))) == 1
    assert twice.remarks == ()


def test_json_lines_carry_grade_and_basis_and_are_all_counted() -> None:
    found = outcome(*ALL)
    lines = [json.loads(line) for line in (*outcome_lines(found), end_line(Totals().plus(found)))]
    schema = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text("utf-8"))
    for line in lines:
        Draft202012Validator(schema).validate(line)
    assert [line["grade"] for line in lines[:-1]] == ["info", "let_op", "fout"]
    assert lines[0]["message"] == "Dit is te laat. Leg vast waarom."
    assert (lines[-1]["problems"], lines[-1]["exit_code"]) == (3, 1)


def test_build_says_shortly_what_the_checks_came_to() -> None:
    texts = [line.text for line in short_lines(outcome(*ALL).checks)]
    assert texts == [
        "  Controles: 1 fout, 1 keer let op, 1 keer info. Lees controlelijst.docx; stuur haar niet naar UWV.",
        "    Fout, controle 4: Dit is te laat. (regel 12, /documenten/0)",
    ]
