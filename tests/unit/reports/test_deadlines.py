"""What is read of milestones: a table without riddles, JSON by its schema, a calendar by RFC 5545."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from pipeline import flow
from pipeline.errors import ExitCode
from pipeline.model import Deadlines, Unread
from pipeline.reports.deadlines import deadline_json, deadline_lines, exit_code
from pipeline.reports.ics import calendar
from pipeline.reports.wording import Tone
from pipeline.resources import data_root

FIRST = date(2026, 1, 5)
OP = date(2026, 2, 20)
SAMPLES = sorted((data_root("samples") / "dossiers").iterdir())


def dossier(**more: object) -> bytes:
    data = {
        "land": "NL",
        "kenmerk": "zaak-1",
        "werknemer": {"voorletters": "Z.", "achternaam": "Verzonnen"},
        "eerste_ziektedag": "2026-01-05",
        "verzuimperiodes": [{"van": "2026-01-05", "verzuimpercentage": 100}],
        "documenten": [{"soort": "probleemanalyse", "id": "pa", "datum": "2026-02-02"}],
    }
    return json.dumps(data | more).encode()


def case(op: date | None = OP, **more: object) -> Deadlines:
    return flow.deadlines("zaak.json", dossier(**more), op=op, labelled=True)


def text(found: Deadlines, op: date | None = OP) -> str:
    return "\n".join(line.text for line in deadline_lines([found], op))


def test_the_table_says_what_is_done_late_and_due_and_why() -> None:
    found = text(case())
    assert "zaak.json: eerste ziektedag 05-01-2026" in found
    assert "15-02-2026  vr 13-02-2026     Probleemanalyse: gedaan op 02-02-2026" in found
    assert "16-02-2026  ma 16-02-2026     Plan van aanpak: 4 dagen te laat" in found
    assert "Twee weken na de probleemanalyse. Gerekend vanaf 02-02-2026. Aan zet:" in found
    assert "26-10-2026  ma 26-10-2026     42e-weeksmelding aan UWV: nog 248 dagen" in found
    assert "Op 20-02-2026: 1 te laat, 0 nu te doen." in found


def test_without_a_day_nothing_is_judged() -> None:
    found = text(case(None), None)
    assert "te laat." not in found
    assert "Plan van aanpak\n" in found
    assert "Met --op DATUM" in found


def test_dates_alone_leave_the_judgement_to_the_reader() -> None:
    found = text(flow.deadlines_of_dates(FIRST, op=OP))
    assert "Probleemanalyse: voorbij" in found
    assert "Zonder dossier is niet bekend wat er is gedaan" in found


@pytest.mark.parametrize(
    ("op", "standing"),
    [
        ("2026-02-01", "Probleemanalyse: nu doen, nog 14 dagen"),
        ("2026-02-14", "Probleemanalyse: nu doen, nog 1 dag"),
        ("2026-02-15", "Probleemanalyse: nu doen, vandaag"),
        ("2026-02-16", "Probleemanalyse: uiterlijk vandaag"),
        ("2026-02-17", "Probleemanalyse: 1 dag te laat"),
    ],
)
def test_the_last_days_are_counted_down(op: str, standing: str) -> None:
    day = date.fromisoformat(op)
    assert standing in text(case(day, documenten=[]), day)


def test_what_does_not_apply_says_only_why() -> None:
    found = text(case(situatie={"vangnet": "nee", "tweede_spoor": "nee"}))
    assert "Start van het tweede spoor: geldt niet\n" in found
    assert "Volgens het dossier is het tweede spoor niet nodig.\n" in found


def test_problems_and_shifts_stand_above_the_table() -> None:
    lines = list(deadline_lines([case(bijgewerkt_op="2026-01-01", eerste_ziektedag="2026-03-02")], OP))
    assert any(line.tone is Tone.BAD and "Probleem (regel 1, eerste_ziektedag)" in line.text for line in lines)


def test_no_line_is_too_wide_for_a_printed_page() -> None:
    for path in SAMPLES:
        found = flow.deadlines(path, op=OP)
        assert all(len(line.text) <= 120 for line in deadline_lines([found], OP) if line.tone is not Tone.HEAD)


@pytest.mark.parametrize(
    ("cases", "code"),
    [
        ([], ExitCode.OK),
        ([flow.deadlines_of_dates(FIRST, op=OP)], ExitCode.OK),
        ([case(None)], ExitCode.OK),
        ([case()], ExitCode.FOUND),
        ([case(), Deadlines("weg.json", unread=(Unread("", "Weg."),))], ExitCode.INCOMPLETE),
    ],
)
def test_late_is_found_and_unread_is_incomplete(cases: list[Deadlines], code: ExitCode) -> None:
    assert exit_code(cases) is code


def test_the_json_follows_its_schema() -> None:
    schema = json.loads((data_root("schemas") / "uitvoer" / "termijnen.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    shown = [flow.deadlines(path, op=OP) for path in SAMPLES]
    shown += [flow.deadlines_of_dates(FIRST), flow.lost_deadlines("weg.json", "Weg."), case(eerste_ziektedag="x")]
    for found in shown:
        line = deadline_json(found)
        assert "\n" not in line
        assert list(validator.iter_errors(json.loads(line))) == []


def unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    return content.decode().replace("\r\n ", "").splitlines()


def test_the_calendar_holds_what_is_still_to_be_done_on_its_last_working_day() -> None:
    lines = unfolded(calendar([case()]))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == lines.count("BEGIN:VALARM") > 5
    assert "SUMMARY:zaak-1: Plan van aanpak" in lines
    assert not any("Probleemanalyse" in line for line in lines if line.startswith("SUMMARY"))
    begin = lines.index("SUMMARY:zaak-1: Eerstejaarsevaluatie")
    assert lines[begin - 2 : begin] == ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"]
    ids = [line for line in lines if line.startswith("UID:")]
    assert len(set(ids)) == len(ids)


def test_the_calendar_names_nobody_unless_asked() -> None:
    assert b"Verzonnen" not in calendar([case()])
    assert "SUMMARY:Z. Verzonnen: Plan van aanpak" in unfolded(calendar([case()], names=True))


def test_an_entry_keeps_its_id_when_its_day_moves() -> None:
    def ids(found: Deadlines) -> list[str]:
        return sorted(line for line in unfolded(calendar([found])) if line.startswith("UID:"))

    moved = case(documenten=[{"soort": "probleemanalyse", "id": "pa", "datum": "2026-02-09"}])
    assert ids(moved) == ids(case())
    assert calendar([case()]) == calendar([case()])


def test_a_name_with_marks_and_line_breaks_cannot_break_an_entry() -> None:
    found = replace(case(), name="Ö; a,\r\nEND:VCALENDAR")
    lines = unfolded(calendar([found], names=True))
    assert lines.count("END:VCALENDAR") == 1
    assert "SUMMARY:Ö\\; a\\,  END:VCALENDAR: Plan van aanpak" in lines


@pytest.mark.parametrize("kenmerk", ["hernia-2026", "met spatie", "", None])
def test_a_reference_that_says_too_much_or_has_no_form_stays_out(kenmerk: object) -> None:
    assert "SUMMARY:Plan van aanpak" in unfolded(calendar([case(kenmerk=kenmerk)]))
