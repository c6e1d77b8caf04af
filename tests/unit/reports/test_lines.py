from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.errors import ExitCode
from pipeline.model import Built, Category, Finding, Outcome, Problem, Rendered, Severity, Unread, Withheld
from pipeline.reports.lines import end_line, outcome_lines
from pipeline.reports.totals import Totals
from pipeline.resources import data_root

FINDING = Finding(
    3,
    9,
    Category.BEHANDELING,
    "behandeling.fysio",
    blocking=True,
    severity=Severity.MIDDEN,
    basis="AVG art. 9",
    advice="Laat dit weg.",
    proposal="Kan dit niet.",
    place="/documenten/1/verslag",
    fingerprint="v1:abc",
)
DOUBT = Finding(0, 4, Category.KLACHT, "klacht.moe", blocking=False)
PROBLEM = Problem("/werknemer/bsn", "schema.format", "Vul een bsn in.", 12)
OUTCOME = Outcome("één.json", (FINDING, DOUBT), (PROBLEM,), (Unread("pagina 3", "beeld zonder tekst"),))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def parsed(*lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def test_a_finding_line_has_the_keys_of_the_contract() -> None:
    line = parsed(*outcome_lines(OUTCOME))[0]
    assert line == {
        "kind": "finding",
        "path": "één.json",
        "place": "/documenten/1/verslag",
        "start": 3,
        "end": 9,
        "category": "behandeling",
        "rule": "behandeling.fysio",
        "severity": "midden",
        "blocking": True,
        "fingerprint": "v1:abc",
        "advice": "Laat dit weg.",
        "basis": "AVG art. 9",
    }


def test_a_problem_line_has_the_keys_of_the_contract() -> None:
    line = parsed(*outcome_lines(OUTCOME))[2]
    assert line == {
        "kind": "problem",
        "path": "één.json",
        "pointer": "/werknemer/bsn",
        "rule": "schema.format",
        "message": "Vul een bsn in.",
    }


def test_what_was_not_read_is_named_and_not_only_counted() -> None:
    line = parsed(*outcome_lines(OUTCOME))[3]
    assert line == {"kind": "unread", "path": "één.json", "part": "pagina 3", "reason": "beeld zonder tekst"}


def test_the_end_line_counts_the_run() -> None:
    totals = Totals().plus(OUTCOME).plus(Outcome("schoon.json"))
    assert parsed(end_line(totals)) == [
        {
            "kind": "end",
            "exit_code": 3,
            "documents": 2,
            "findings": 2,
            "blocking": 1,
            "problems": 1,
            "unread": 1,
        }
    ]


def test_the_end_line_tells_how_the_run_really_ended() -> None:
    assert json.loads(end_line(Totals(), ExitCode.CANNOT_WRITE))["exit_code"] == 5


def test_text_stands_in_a_line_only_when_a_lookup_is_given() -> None:
    assert all("text" not in line for line in parsed(*outcome_lines(OUTCOME)))
    shown = parsed(*outcome_lines(OUTCOME, lambda finding: f"tekst van {finding.rule}"))
    assert [line.get("text") for line in shown] == [
        "tekst van behandeling.fysio",
        "tekst van klacht.moe",
        None,
        None,
    ]


@pytest.mark.parametrize("text", [None, lambda _: "x"])
def test_every_line_is_as_the_shipped_schema_says(validator: Draft202012Validator, text: Any) -> None:
    lines = parsed(*outcome_lines(OUTCOME, text), end_line(Totals().plus(OUTCOME)))
    assert {line["kind"] for line in lines} == {"finding", "problem", "unread", "end"}
    for line in lines:
        validator.validate(line)


def test_the_schema_refuses_a_key_that_is_not_in_the_contract(validator: Draft202012Validator) -> None:
    line = parsed(*outcome_lines(OUTCOME))[0]
    assert not validator.is_valid(line | {"snippet": "x"})


def test_a_built_dossier_gives_the_same_kinds_of_lines_and_no_document() -> None:
    built = Built("d.json", "d", (Rendered("plan.docx", "plan", b"PK"),), findings=(FINDING,))
    assert [line["kind"] for line in parsed(*outcome_lines(built))] == ["finding"]


@pytest.mark.parametrize("path", ["een\nregel\r.txt", "\u2028.txt", "b\udce9.txt", '"}', "\x1b[31m"])
def test_a_hostile_path_cannot_break_a_line(path: str) -> None:
    (line,) = outcome_lines(Outcome(path, problems=(PROBLEM,)))
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["path"] == path


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome("a"), ExitCode.OK),
        (Outcome("a", findings=(DOUBT,)), ExitCode.FOUND),
        (Outcome("a", problems=(PROBLEM,)), ExitCode.FOUND),
        (Outcome("a", findings=(FINDING,), unread=(Unread("", "stuk"),)), ExitCode.INCOMPLETE),
        (Built("a", "a", withheld=(Withheld("riv.docx", "verslag", ()),)), ExitCode.FOUND),
    ],
)
def test_the_exit_code_follows_from_the_counts(outcome: Outcome | Built, code: ExitCode) -> None:
    assert Totals().plus(outcome).exit_code is code
