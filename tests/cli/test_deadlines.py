"""The verb `deadlines`: dates or dossiers in, a table, JSON or a calendar out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.resources import data_root

SAMPLES = data_root("samples") / "dossiers"
KEYS = {
    "probleemanalyse",
    "plan_van_aanpak",
    "melding_42e_week",
    "eerstejaarsevaluatie",
    "tweede_spoor",
    "iva_aanvraag",
    "riv",
    "wia_aanvraag",
    "loonsanctie_besluit",
    "laatste_dag_wachttijd",
    "einde_wachttijd",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["deadlines", *map(str, arguments)])


def asked(*arguments: object) -> dict[str, Any]:
    done = run("--json", *arguments)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    return found


def test_dates_alone_give_one_object_with_every_key() -> None:
    found = asked("--eerste-ziektedag", "2026-01-05")
    assert found["eerste_ziektedag"] == "2026-01-05"
    milestones = {milestone["key"]: milestone for milestone in found["milestones"]}
    assert milestones.keys() >= KEYS
    assert milestones["eerstejaarsevaluatie"] | {"title": "", "basis": ""} == {
        "key": "eerstejaarsevaluatie",
        "title": "",
        "date": "2027-01-03",
        "last_working_day": "2026-12-31",
        "earliest": "2026-11-16",
        "limit": "2027-01-03",
        "done": None,
        "state": "open",
        "basis": "",
    }


def test_interruptions_and_leave_may_repeat() -> None:
    gaps = ("--onderbreking", "2026-02-01:2026-02-10", "--onderbreking", "2026-04-01:2026-04-10")
    found = asked("--eerste-ziektedag", "2026-01-05", *gaps, "--wazo", "2026-06-01:2026-09-20")
    ends = {milestone["key"]: milestone["date"] for milestone in found["milestones"]}
    assert ends["einde_wachttijd"] == "2028-05-14"


def test_another_cause_begins_a_new_case() -> None:
    leave = ("--wazo", "2026-06-01:2026-09-20", "--zelfde-oorzaak", "nee")
    assert asked("--eerste-ziektedag", "2026-01-05", *leave)["eerste_ziektedag"] == "2026-09-21"


def test_every_dossier_is_one_line_and_late_is_exit_code_1() -> None:
    done = run(SAMPLES, "--op", "2026-11-22", "--json")
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == len(list(SAMPLES.iterdir()))
    assert run(SAMPLES).exit_code == 0


def test_a_dossier_that_cannot_be_read_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"eerste_ziektedag": "2026-01-05"}', encoding="utf-8")
    done = run(tmp_path, "--json")
    assert done.exit_code == 3
    lost, read = map(json.loads, done.output.splitlines())
    assert lost["unread"]
    assert read["milestones"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("x.json", "--eerste-ziektedag", "2026-01-05"),
        ("x.json", "--onderbreking", "2026-02-01:2026-02-10"),
        ("--onderbreking", "2026-02-01:2026-02-10"),
        ("--eerste-ziektedag", "2026-02-30"),
        ("--eerste-ziektedag", "5-1-2026"),
        ("--eerste-ziektedag", "2026-01-05", "--wazo", "2026-02-01"),
        ("--eerste-ziektedag", "2026-01-05", "--onderbreking", "2026-02-01:2026-02-31"),
        ("--eerste-ziektedag", "2026-01-05", "--zelfde-oorzaak", "misschien"),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.output.strip()


def test_contradicting_dates_are_a_problem_and_not_the_end() -> None:
    done = run("--eerste-ziektedag", "2026-01-05", "--onderbreking", "2026-02-10:2026-02-01", "--json")
    assert done.exit_code == 1
    found = json.loads(done.output)
    assert found["problems"][0]["rule"] == "termijn.omgekeerd"
    assert found["milestones"]


def test_a_calendar_is_written_for_its_owner_only_and_never_over_another(tmp_path: Path) -> None:
    target = tmp_path / "nieuw" / "agenda.ics"
    assert run("--eerste-ziektedag", "2026-01-05", "--ics", target).exit_code == 0
    first = target.read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")
    if os.name != "nt":
        assert target.stat().st_mode & 0o777 == 0o600
    again = run("--eerste-ziektedag", "2026-03-02", "--ics", target)
    assert again.exit_code == 5
    assert "--overwrite" in again.output
    assert target.read_bytes() == first
    assert run("--eerste-ziektedag", "2026-03-02", "--ics", target, "--overwrite").exit_code == 0
    assert target.read_bytes() != first
    assert list(target.parent.iterdir()) == [target]


def test_a_calendar_never_replaces_a_dossier(tmp_path: Path) -> None:
    dossier = tmp_path / "a.json"
    dossier.write_text('{"eerste_ziektedag": "2026-01-05"}', encoding="utf-8")
    assert run(dossier, "--ics", dossier, "--overwrite").exit_code == 5
    assert dossier.read_text(encoding="utf-8").startswith("{")
