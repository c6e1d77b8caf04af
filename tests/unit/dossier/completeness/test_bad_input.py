"""Bad input: every contradiction is a Dutch line with its place, and what can still be computed is."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pipeline import flow
from pipeline.model import Grade, Outcome
from pipeline.nodes import pointer_steps

GONE = object()
OP = "2027-10-12"

CASES: list[tuple[str, str, Any, str, str]] = [
    ("a period that ends before it begins", "/verzuimperiodes/0/tot", "2026-01-01", "", "volgorde.periode"),
    (
        "a probleemanalyse before the first day",
        "/documenten/0/datum",
        "2026-01-02",
        "",
        "volgorde.voor_eerste_ziektedag",
    ),
    ("periods that overlap", "/verzuimperiodes/1/van", "2026-03-01", "", "verzuim.overlap"),
    ("a leap day that is none", "/eerste_ziektedag", "2026-02-29", "", "schema.format"),
    ("a first day in the future", "/eerste_ziektedag", "2027-11-01", "", "termijn.toekomst"),
    ("a first day twenty years ago", "/eerste_ziektedag", "2006-01-05", "", "termijn.oud"),
    ("no employment", "/dienstverband", GONE, "", "schema.required"),
    ("an employment that is over", "/dienstverband/einddatum", "2025-12-31", "", "volgorde.voor_eerste_ziektedag"),
    (
        "a signature before the document",
        "/documenten/1/ondertekening/werknemer/datum",
        "2026-02-18",
        "",
        "volgorde.ondertekening",
    ),
    ("a copy before the document", "/documenten/1/afschriften/0/datum", "2026-02-18", "", "volgorde.afschrift"),
    (
        "a report before the first day",
        "/situatie/melding_42e_week_op",
        "2025-10-27",
        "",
        "volgorde.voor_eerste_ziektedag",
    ),
    ("another first day in the course", "/eerste_ziektedag", "2026-01-06", "", "verzuim.begin"),
    (
        "an application before the first day",
        "/situatie/wia_aangevraagd_op",
        "2025-10-27",
        "",
        "volgorde.voor_eerste_ziektedag",
    ),
    (
        "a measure before the first day",
        "/situatie/maatregelen",
        [{"soort": "gesprek", "datum": "2025-10-27"}],
        "/situatie/maatregelen/0/datum",
        "volgorde.voor_eerste_ziektedag",
    ),
]


def validated(data: Any) -> Outcome:
    return flow.validate("dossier.json", json.dumps(data, indent=1).encode(), op=date.fromisoformat(OP))


def put(data: Any, pointer: str, value: Any) -> Any:
    *steps, last = pointer_steps(pointer)
    at = data
    for step in steps:
        at = at[int(step)] if isinstance(at, list) else at[step]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    return data


def test_the_complete_dossier_has_no_problems_and_no_remarks(complete: dict[str, Any]) -> None:
    outcome = validated(complete)
    assert (outcome.problems, outcome.remarks) == ((), ())


@pytest.mark.parametrize(("pointer", "value", "at", "rule"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_it_is_said_where_it_stands(complete: dict[str, Any], pointer: str, value: Any, at: str, rule: str) -> None:
    outcome = validated(put(complete, pointer, value))
    place = at or ("" if value is GONE else pointer)
    found = [problem for problem in outcome.problems if (problem.pointer, problem.rule) == (place, rule)]
    assert found, [(problem.pointer, problem.rule) for problem in outcome.problems]
    assert found[0].message.endswith(".")
    assert found[0].line is not None
    assert len(outcome.checks) == 30


def test_a_first_day_that_is_no_day_is_not_said_to_be_absent_alone(complete: dict[str, Any]) -> None:
    outcome = validated(put(complete, "/eerste_ziektedag", "2026-02-29"))
    (remark,) = (remark for remark in outcome.remarks if remark.rule == "controle.04.ontbreekt")
    assert "geen bestaande dag" in remark.says


@pytest.mark.parametrize(
    ("first", "milestone"), [("2028-02-29", "2028-04-10"), ("2027-02-28", "2027-04-10"), ("2027-11-01", "2027-12-12")]
)
def test_what_can_be_computed_still_is(complete: dict[str, Any], first: str, milestone: str) -> None:
    complete["eerste_ziektedag"] = first
    content = json.dumps(complete).encode()
    found = flow.deadlines("dossier.json", content, op=date.fromisoformat(OP))
    assert [item.date.isoformat() for item in found.milestones if item.key == "probleemanalyse"] == [milestone]


def test_medical_content_is_check_28_without_the_text(complete: dict[str, Any]) -> None:
    complete["documenten"][2]["terugblik"] = "De werknemer heeft een hernia en gebruikt oxycodon."
    outcome = validated(complete)
    remarks = [remark for remark in outcome.remarks if remark.rule.startswith("controle.28")]
    assert {remark.grade for remark in remarks} >= {Grade.FOUT}
    assert {remark.pointer for remark in remarks} == {"/documenten/2/terugblik"}
    assert "hernia" not in repr(outcome)


def test_a_contradiction_is_told_once(complete: dict[str, Any]) -> None:
    outcome = validated(put(complete, "/documenten/1/ondertekening/werknemer/datum", "2026-02-18"))
    pointers = [*(item.pointer for item in outcome.problems), *(item.pointer for item in outcome.remarks)]
    assert pointers == ["/documenten/1/ondertekening/werknemer/datum"]
    assert outcome.checks[26].grade is Grade.FOUT
