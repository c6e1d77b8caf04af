"""A dossier gives the engine its facts, and what is wrong with its dates is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline import flow
from pipeline.model import Deadlines, Milestone, State

OP = date(2026, 6, 1)
FILE = "dossier.json"


@pytest.fixture
def case() -> dict[str, Any]:
    """A dossier with nothing but dates in it."""
    return {
        "land": "NL",
        "kenmerk": "zaak-1",
        "bijgewerkt_op": "2026-06-01",
        "werknemer": {"voorletters": "A.", "achternaam": "Verzonnen"},
        "eerste_ziektedag": "2026-01-05",
        "verzuimperiodes": [{"van": "2026-01-05", "verzuimpercentage": 100}],
        "situatie": {"vangnet": "nee"},
        "documenten": [],
    }


def asked(case: Any, op: date | None = OP) -> Deadlines:
    return flow.deadlines(FILE, json.dumps(case).encode(), op=op)


def by_key(case: Any, op: date | None = OP) -> dict[str, Milestone]:
    return {milestone.key: milestone for milestone in asked(case, op).milestones}


def rules(case: Any) -> set[str]:
    return {problem.rule for problem in asked(case).problems}


def document(kind: str, day: str, **fields: Any) -> dict[str, Any]:
    return {"soort": kind, "id": f"{kind}-{day}", "datum": day, **fields}


def test_documents_are_what_was_done(case: dict[str, Any]) -> None:
    case["documenten"] = [
        document("probleemanalyse", "2026-02-02"),
        document("plan_van_aanpak", "2026-02-17"),
        document("evaluatie", "2026-03-30", soort_evaluatie="tussentijds"),
    ]
    found = by_key(case)
    assert found["probleemanalyse"].state is State.DONE
    assert found["plan_van_aanpak"].date == date(2026, 2, 16)
    assert found["plan_van_aanpak"].state is State.DONE_LATE
    assert found["evaluatie"].date == date(2026, 5, 11)
    assert found["evaluatie"].state is State.LATE


def test_less_work_is_no_recovery_and_days_between_periods_are(case: dict[str, Any]) -> None:
    case["verzuimperiodes"] = [
        {"van": "2026-01-05", "tot": "2026-02-01", "verzuimpercentage": 100},
        {"van": "2026-02-02", "tot": "2026-03-01", "verzuimpercentage": 1},
        {"van": "2026-03-02", "tot": "2026-03-08", "verzuimpercentage": 0},
        {"van": "2026-03-12", "verzuimpercentage": 50},
    ]
    found = asked(case)
    assert found.fictive_first_day == date(2026, 1, 15)
    assert found.notes == (
        "Hersteld van 02-03-2026 tot en met 11-03-2026 (10 dagen): deze dagen tellen niet mee. "
        "Wat op of na die eerste dag viel, schuift op.",
    )


def test_leave_needs_an_answer_and_no_reason(case: dict[str, Any]) -> None:
    case["verlofperiodes"] = [{"van": "2026-06-01", "tot": "2026-09-20"}]
    found = asked(case)
    assert by_key(case)["einde_wachttijd"].date == date(2028, 4, 24)
    assert any("bedrijfsarts of UWV" in note for note in found.notes)
    case["verlofperiodes"][0]["samentellen"] = "ja"
    assert len(asked(case).notes) == len(found.notes) - 1


def test_two_cases_in_one_dossier_are_a_problem_and_the_last_is_computed(case: dict[str, Any]) -> None:
    case["verzuimperiodes"] = [
        {"van": "2026-01-05", "tot": "2026-02-01", "verzuimpercentage": 100},
        {"van": "2026-03-02", "verzuimpercentage": 100},
    ]
    assert "termijn.nieuw_geval" in rules(case)
    assert asked(case).first_day == date(2026, 3, 2)


def test_after_recovery_nothing_is_asked_but_the_window_is_shown(case: dict[str, Any]) -> None:
    case["verzuimperiodes"][0]["tot"] = "2026-02-01"
    found = by_key(case)
    assert found["einde_samentelling"].date == date(2026, 3, 1)
    assert found["plan_van_aanpak"].state is State.LAPSED
    assert "herstelmelding_uwv" not in found
    case["situatie"]["vangnet"] = "ja"
    assert by_key(case)["herstelmelding_uwv"].date == date(2026, 2, 4)


def test_going_on_leave_is_no_recovery(case: dict[str, Any]) -> None:
    case["verzuimperiodes"][0]["tot"] = "2026-04-30"
    case["verlofperiodes"] = [{"van": "2026-05-01", "tot": "2026-08-20", "samentellen": "ja"}]
    assert by_key(case)["einde_samentelling"].date == date(2026, 9, 17)


def test_leaving_employment_ends_what_the_employer_owes(case: dict[str, Any]) -> None:
    case["dienstverband"] = {"einddatum": "2026-04-30"}
    case["verzuimperiodes"][0]["tot"] = "2026-04-30"
    found = by_key(case)
    assert found["riv_einde_dienstverband"].state is State.LATE
    assert found["ziek_uit_dienst_melding"].last_working_day == date(2026, 4, 30)
    assert found["melding_42e_week"].lapsed == "Het dienstverband is dan geëindigd."
    assert not found["wia_aanvraag"].lapsed
    case["werkgever"] = {"eigenrisicodrager_zw": "ja"}
    assert not by_key(case)["melding_42e_week"].lapsed
    assert "riv_einde_dienstverband" not in by_key(case)


@pytest.mark.parametrize("carried", [{"nieuwe_afspraken": [{}]}, {"bijstelling": {"wijziging": "Meer uren."}}])
def test_an_evaluation_that_carries_the_adjustment_is_what_was_done(
    case: dict[str, Any], carried: dict[str, Any]
) -> None:
    case["documenten"] = [
        document("bijstelling_probleemanalyse", "2026-04-01", plan_bijstellen="ja"),
        document("evaluatie", "2026-04-10", soort_evaluatie="tussentijds", bijstelling_nodig="ja"),
    ]
    assert by_key(case)["bijstelling_plan_van_aanpak"].state is State.LATE
    case["documenten"][1] |= carried
    found = by_key(case)["bijstelling_plan_van_aanpak"]
    assert (found.state, found.done) == (State.DONE, date(2026, 4, 10))


def test_possibilities_that_come_after_the_yearly_review_give_eight_weeks(case: dict[str, Any]) -> None:
    case["documenten"] = [
        document("probleemanalyse", "2026-02-02", arbeidsmogelijkheden="tijdelijk_geen"),
        document("evaluatie", "2026-12-07", soort_evaluatie="eerstejaars"),
        document(
            "bijstelling_probleemanalyse", "2027-03-01", arbeidsmogelijkheden="mogelijkheden", plan_bijstellen="ja"
        ),
    ]
    found = by_key(case)
    assert found["tweede_spoor_nieuwe_mogelijkheden"].date == date(2027, 4, 26)
    assert found["tweede_spoor"].lapsed
    assert found["bijstelling_plan_van_aanpak"].date == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("field", "value", "lapsed"),
    [
        (
            "arbeidsmogelijkheden",
            "duurzaam_geen",
            {"plan_van_aanpak", "evaluatie", "eerstejaarsevaluatie", "tweede_spoor"},
        ),
        ("arbeidsmogelijkheden", "tijdelijk_geen", {"tweede_spoor"}),
        ("tweede_spoor", "nee", {"tweede_spoor"}),
        ("dreigend_langdurig_verzuim", "nee", {"probleemanalyse", "plan_van_aanpak", "evaluatie"}),
        ("vervroegde_iva", "ja", {"riv"}),
    ],
)
def test_the_situation_says_what_does_not_apply(case: dict[str, Any], field: str, value: str, lapsed: set[str]) -> None:
    case["situatie"][field] = value
    assert {key for key, milestone in by_key(case).items() if milestone.lapsed} == lapsed


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"eerste_ziektedag": "2026-07-01"}, "termijn.toekomst"),
        ({"eerste_ziektedag": "2005-01-03"}, "termijn.oud"),
        ({"situatie": {"loonsanctie_tot": "2029-06-01"}}, "termijn.loonsanctie"),
        ({"situatie": {"loonsanctie_tot": "2027-06-01"}}, "termijn.loonsanctie"),
        ({"situatie": {"wachttijd_verlengd_tot": "2027-06-01"}}, "termijn.verlenging"),
        ({"documenten": [document("probleemanalyse", "2025-12-01")]}, "volgorde.voor_eerste_ziektedag"),
        (
            {"verzuimperiodes": [{"van": "2026-01-05"}, {"van": "2026-02-01", "tot": "2026-03-01"}]},
            "verzuim.overlap",
        ),
        ({"verzuimperiodes": [{"van": "2026-01-05", "tot": "2026-01-01"}]}, "volgorde.periode"),
        ({"verzuimperiodes": [{"van": "2026-02-30"}]}, "schema.format"),
        ({"verzuimperiodes": [], "verlofperiodes": [{"van": "2026-06-01", "tot": "2026-05-01"}]}, "volgorde.periode"),
    ],
)
def test_what_cannot_be_true_is_said_and_the_rest_computed(case: dict[str, Any], change: Any, rule: str) -> None:
    found = asked(case | change)
    assert rule in {problem.rule for problem in found.problems}
    assert all(problem.message and problem.line for problem in found.problems)
    assert found.milestones


def test_the_first_period_stands_in_for_a_first_day_that_is_wrong(case: dict[str, Any]) -> None:
    found = asked(case | {"eerste_ziektedag": "2026-02-30"})
    assert found.first_day == date(2026, 1, 5)
    assert "/eerste_ziektedag" in {problem.pointer for problem in found.problems}


@pytest.mark.parametrize("broken", [{}, {"eerste_ziektedag": 5, "verzuimperiodes": "x"}, [], None, {"land": "BE"}])
def test_without_a_first_day_there_is_a_reason_and_no_milestone(broken: Any) -> None:
    found = asked(broken)
    assert found.milestones == ()
    assert found.notes


def test_a_sanction_that_fits_and_one_that_leave_interrupted_are_believed(case: dict[str, Any]) -> None:
    case["situatie"]["loonsanctie_tot"] = "2028-12-31"
    assert "termijn.loonsanctie" not in rules(case)
    case["situatie"]["loonsanctie_tot"] = "2029-04-22"
    assert "termijn.loonsanctie" in rules(case)
    case["verlofperiodes"] = [{"van": "2028-03-01", "tot": "2028-06-20", "samentellen": "ja"}]
    assert "termijn.loonsanctie" not in rules(case)


def test_a_safety_net_that_is_not_known_is_asked_after(case: dict[str, Any]) -> None:
    case["situatie"]["vangnet"] = "onbekend"
    assert any("vangnetbepaling" in note for note in asked(case).notes)
    assert "vangnetmelding_4e_dag" not in by_key(case)


def test_dates_alone_are_checked_too() -> None:
    first = date(2026, 1, 5)
    well = [
        (date(2026, 3, 1), date(2026, 3, 10)),
        (date(2026, 3, 5), date(2026, 3, 12)),
        (date(2026, 5, 2), date(2026, 5, 1)),
        (date(2026, 1, 1), date(2026, 1, 8)),
    ]
    found = flow.deadlines_of_dates(first, well, [(date(2026, 6, 2), date(2026, 6, 1))], op=OP)
    assert sorted(problem.rule for problem in found.problems) == [
        "termijn.begin",
        "termijn.omgekeerd",
        "termijn.omgekeerd",
        "termijn.overlap",
    ]
    assert found.fictive_first_day == date(2026, 1, 17)


def test_every_call_to_the_engine_is_repeatable(full: Any, put: Callable[[str, Any], Any]) -> None:
    put("/situatie/vangnet", "ja")
    assert asked(full) == asked(full)


def test_a_probleemanalyse_is_due_six_weeks_after_the_day_on_which_a_long_absence_showed(case: dict[str, Any]) -> None:
    case["situatie"]["langdurig_verzuim_gebleken_op"] = "2026-03-02"
    found = by_key(case, date(2026, 4, 1))["probleemanalyse"]
    assert (found.date, found.limit, found.state) == (date(2026, 4, 12), date(2026, 4, 13), State.DUE)
    case["documenten"] = [document("probleemanalyse", "2026-04-13")]
    assert by_key(case)["probleemanalyse"].state is State.DONE
    case["documenten"] = [document("probleemanalyse", "2026-04-14")]
    assert by_key(case)["probleemanalyse"].state is State.DONE_LATE


def test_what_was_done_after_the_day_that_is_asked_about_was_not_done_on_it(case: dict[str, Any]) -> None:
    case["documenten"] = [document("probleemanalyse", "2026-02-20")]
    assert by_key(case, date(2026, 2, 10))["probleemanalyse"].state is State.DUE
    assert by_key(case, date(2026, 2, 18))["probleemanalyse"].state is State.LATE
    assert by_key(case, date(2026, 2, 20))["probleemanalyse"].state is State.DONE_LATE


def test_uwv_decides_on_no_loonsanctie_once_the_employment_is_over(case: dict[str, Any]) -> None:
    case["dienstverband"] = {"einddatum": "2026-08-31"}
    assert by_key(case)["loonsanctie_besluit"].state is State.LAPSED


@pytest.mark.parametrize(("first", "said"), [("2026-01-03", True), ("2026-01-05", False), ("2026-04-06", True)])
def test_a_first_day_on_which_few_people_work_is_remarked(case: dict[str, Any], first: str, said: bool) -> None:
    case["eerste_ziektedag"] = case["verzuimperiodes"][0]["van"] = first
    assert any("weekend of op een feestdag" in note for note in asked(case).notes) == said


def test_leave_before_the_absence_is_said_not_to_count(case: dict[str, Any]) -> None:
    case["verlofperiodes"] = [{"van": "2025-06-01", "tot": "2025-09-20"}]
    assert any("Verlof van vóór de eerste ziektedag" in note for note in asked(case).notes)
