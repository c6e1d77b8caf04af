"""The figures of a case and of all cases follow the facts, and what comes after the day of the overview is left out."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest

from pipeline import flow
from pipeline.errors import WrongUseError
from pipeline.figures import CaseFigures, Overview, Phase, Resumed, Track
from pipeline.flow.overview import Opened
from pipeline.outcomes import Grade
from pipeline.resources import data_root

OP = date(2026, 11, 22)


@pytest.fixture
def case() -> dict[str, Any]:
    """A dossier of a case that began on 5-1-2026, with nothing done."""
    return {
        "land": "NL",
        "kenmerk": "zaak-1",
        "werknemer": {"voorletters": "A.", "achternaam": "Verzonnen"},
        "dienstverband": {"functie": "Planner", "contracturen": 40},
        "eerste_ziektedag": "2026-01-05",
        "verzuimperiodes": [period("2026-01-05")],
        "situatie": {"vangnet": "nee"},
        "documenten": [],
    }


def period(first: str, last: str | None = None, percentage: float = 100, worked: float = 0, **more: Any) -> Any:
    found = {
        "van": first,
        "verzuimpercentage": percentage,
        "contracturen": 40,
        "gewerkte_uren": worked,
        "loonwaarde": 0,
    }
    return found | ({"tot": last} if last else {}) | more


def opened(case: Any, path: str = "a.json") -> Opened:
    return flow.open_case(path, json.dumps(case).encode())


def made(*cases: Any, op: date | None = OP, names: bool = False) -> Overview:
    return flow.overview([opened(case, f"{number}.json") for number, case in enumerate(cases)], op=op, names=names)


def figures(case: Any, op: date = OP) -> CaseFigures:
    return made(case, op=op).cases[0]


@pytest.mark.parametrize(
    ("op", "changes", "phase"),
    [
        ("2026-02-15", {}, Phase.FIRST_WEEKS),
        ("2026-02-16", {}, Phase.FIRST_YEAR),
        ("2027-01-04", {}, Phase.SECOND_YEAR),
        ("2027-08-30", {}, Phase.APPLICATION),
        ("2028-01-03", {}, Phase.OVER),
        ("2028-01-03", {"situatie": {"loonsanctie_tot": "2028-12-31"}}, Phase.EXTENDED),
        ("2026-03-10", {"verzuimperiodes": [period("2026-01-05", "2026-03-01")]}, Phase.JUST_RECOVERED),
        ("2026-03-30", {"verzuimperiodes": [period("2026-01-05", "2026-03-01")]}, Phase.RECOVERED),
        ("2026-05-01", {"dienstverband": {"einddatum": "2026-04-30"}}, Phase.LEFT),
        ("2026-05-01", {"land": "BE"}, Phase.ELSEWHERE),
        ("2026-05-01", {"eerste_ziektedag": "", "verzuimperiodes": []}, Phase.UNKNOWN),
    ],
)
def test_the_phase_follows_the_facts(case: dict[str, Any], op: str, changes: Any, phase: Phase) -> None:
    assert figures(case | changes, date.fromisoformat(op)).phase is phase


def test_what_is_late_due_and_next(case: dict[str, Any]) -> None:
    found = figures(case, date(2026, 3, 10))
    assert [item.key for item in found.late] == ["probleemanalyse", "plan_van_aanpak"]
    assert found.next
    assert found.next.key == "evaluatie"
    assert found.week == 10
    assert not figures(case | {"verzuimperiodes": [period("2026-01-05", "2026-03-01")]}, date(2026, 4, 30)).late


def test_hours_are_counted_until_the_day_of_the_overview(case: dict[str, Any]) -> None:
    case["verzuimperiodes"] = [
        period("2026-01-05", "2026-02-01"),
        period("2026-02-02", None, 50, 20, loonwaarde=40),
    ]
    found = figures(case, date(2026, 2, 15))
    assert (found.lost_hours, found.worked_hours, found.value_hours) == (200, 40, 32)
    assert found.resumed is Resumed.PARTLY
    assert found.resumed_on == date(2026, 2, 2)
    assert figures(case, date(2026, 1, 18)).lost_hours == 80
    assert figures(case, date(2026, 1, 18)).resumed is Resumed.NOT


def test_work_without_value_is_only_a_trial(case: dict[str, Any]) -> None:
    case["verzuimperiodes"] = [period("2026-01-05", None, 50, 20, arbeidstherapeutische_uren=20)]
    assert figures(case).resumed is Resumed.TRIAL
    assert figures(case).resumed_on is None


def test_a_signature_is_missing_until_it_is_given_or_refused(full: Any) -> None:
    found = figures(full, date(2026, 11, 16))
    assert [(item.title, item.party, item.refused) for item in found.unsigned if item.refused] == [
        ("Eindevaluatie", "werknemer", True)
    ]
    plan = next(item for item in full["documenten"] if item["soort"] == "plan_van_aanpak")
    del plan["ondertekening"]
    missing = [item.party for item in figures(full).unsigned if item.title == "Plan van aanpak"]
    assert missing == ["werkgever", "werknemer"]
    assert not figures(full, date(2024, 12, 1)).unsigned


def test_the_second_track_and_what_it_came_to(full: Any) -> None:
    found = figures(full, date(2026, 3, 1))
    assert found.track is Track.RUNNING
    assert [(item.agency, item.applications, item.interviews) for item in found.trajectories] == [
        ("Werkkracht Salland", 2, 1)
    ]
    report = next(item for item in full["documenten"] if item["soort"] == "voortgangsrapportage")
    report["sollicitaties"][0]["uitkomst"] = "aangenomen"
    assert figures(full, date(2026, 3, 1)).track is Track.PLACED
    assert figures(full, date(2025, 1, 1)).track is Track.WAITING


def test_every_evaluation_is_held_against_the_one_before(case: dict[str, Any]) -> None:
    def document(kind: str, day: str, **fields: Any) -> dict[str, Any]:
        return {"soort": kind, "id": f"{kind}-{day}", "datum": day, **fields}

    case["documenten"] = [
        document("plan_van_aanpak", "2026-02-16"),
        document("evaluatie", "2026-03-30", soort_evaluatie="tussentijds"),
        document("evaluatie", "2026-05-18", soort_evaluatie="tussentijds"),
    ]
    kept = [item.late for item in figures(case, date(2026, 6, 1)).kept if item.key == "evaluatie"]
    assert kept == [0, 7]


def test_all_cases_together(case: dict[str, Any], full: Any) -> None:
    well = case | {"verzuimperiodes": [period("2026-01-05", "2026-03-01")]}
    sums = made(case, well, full).sums
    assert dict(sums.phases) == {Phase.FIRST_YEAR: 1, Phase.OVER: 1, Phase.RECOVERED: 1}
    assert sums.closed_days[0] == 56
    assert dict(sums.resumed) == {Resumed.FULL: 1, Resumed.PARTLY: 1, Resumed.NOT: 1}
    assert sum(euros for _, euros in sums.costs) == pytest.approx(7895.5)
    assert sum(euros for _, euros in sums.benefits) == 21900
    assert sums.with_wages == 1
    assert sums.lost_wages > sums.saved_wages > 0
    assert [(half.year, half.half) for half in sums.halves] == [(2024, 2), (2025, 1), (2025, 2), (2026, 1), (2026, 2)]
    assert sum(half.began for half in sums.halves) == 3
    assert sum(half.lost_hours for half in sums.halves) == pytest.approx(sums.lost_hours)
    for row in sums.punctuality:
        assert 0 <= row.share <= 1


def test_money_of_later_is_left_out(full: Any) -> None:
    assert [item.euros for item in figures(full, date(2025, 1, 1)).costs] == [640]


def test_names_stay_out_unless_asked_for_and_medical_ones_always(case: dict[str, Any], full: Any) -> None:
    assert (made(case).cases[0].name, made(case).cases[0].path) == ("", "")
    assert (made(case, names=True).cases[0].name, made(case, names=True).cases[0].path) == ("A. Verzonnen", "0.json")
    sick = copy.deepcopy(full)
    sick["kenmerk"] = "depressie-12"
    found = made(sick, names=True)
    assert found.cases[0].reference == ""


def test_the_day_is_the_youngest_of_the_dossiers_or_must_be_given(case: dict[str, Any]) -> None:
    dated = case | {"bijgewerkt_op": "2026-06-01"}
    assert made(case, dated, op=None).op == date(2026, 6, 1)
    with pytest.raises(WrongUseError, match="--op"):
        made(case, op=None)


@pytest.mark.parametrize("broken", [{}, [], None, {"eerste_ziektedag": "2026-01-05", "verzuimperiodes": 7}])
def test_a_broken_dossier_costs_itself_only(case: dict[str, Any], broken: Any) -> None:
    found = made(broken, case)
    assert len(found.cases) == 2
    assert found.cases[1].first_day == date(2026, 1, 5)


def test_an_unread_dossier_counts_nowhere(case: dict[str, Any]) -> None:
    found = flow.overview([flow.lost_case("x.json", "Kapot."), opened(case)], op=OP)
    assert [item.number for item in found.unread] == [1]
    assert [item.number for item in found.cases] == [2]
    assert sum(count for _, count in found.sums.phases) == 1


@pytest.mark.parametrize("op", [date(2026, 7, 1), OP])
@pytest.mark.parametrize(
    "name", ["05-gereed-voor-wia-kantoor.json", "02-week-10-bouw.yaml", "13-contactblad-vlaanderen.yaml"]
)
def test_the_checks_are_counted_as_validate_has_them(name: str, op: date) -> None:
    path = data_root("samples") / "dossiers" / name
    grades = [check.grade for check in flow.validate(path, op=op).checks]
    (case,) = flow.overview([flow.open_case(path)], op=op).cases
    assert (case.faults, case.doubts) == (grades.count(Grade.FOUT), grades.count(Grade.LET_OP))


def test_a_bare_dossier_has_faults_and_a_policy_has_no_checks(case: Any) -> None:
    late = figures(case)
    assert late.faults > 0
    assert (figures({"soort": "beleid"}).faults, figures({"soort": "beleid"}).doubts) == (0, 0)
