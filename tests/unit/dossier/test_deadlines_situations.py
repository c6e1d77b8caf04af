"""What a dossier says of IVA, vangnet, loonsanctie, opzegverbod, AOW and other employments moves the terms."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pipeline import flow
from pipeline.model import Deadlines, Milestone, State

OP = date(2028, 6, 1)


@pytest.fixture
def case() -> dict[str, Any]:
    """A dossier with nothing but dates in it, of an absence whose wachttijd ends on 2-1-2028."""
    return {
        "land": "NL",
        "kenmerk": "zaak-1",
        "werknemer": {"voorletters": "A.", "achternaam": "Verzonnen", "bsn": "999990019"},
        "werkgever": {"naam": "Bedrijf"},
        "eerste_ziektedag": "2026-01-05",
        "verzuimperiodes": [{"van": "2026-01-05", "verzuimpercentage": 100}],
        "situatie": {"vangnet": "nee"},
        "documenten": [],
    }


def asked(case: Any, path: str = "dossier.json") -> Deadlines:
    return flow.deadlines(path, json.dumps(case).encode(), op=OP)


def by_key(case: Any) -> dict[str, Milestone]:
    return {milestone.key: milestone for milestone in asked(case).milestones}


def day_of(case: Any, key: str) -> str:
    return by_key(case)[key].date.isoformat()


def request(asked_on: str, **fields: str) -> dict[str, str]:
    return {"ingediend_op": asked_on, **fields}


@pytest.mark.parametrize(
    ("requests", "end"),
    [
        ([], "2029-01-01"),
        ([request("2028-03-01")], "2029-01-01"),
        ([request("2028-03-01", besluit_op="2028-03-15", uitkomst="niet_hersteld")], "2029-01-01"),
        ([request("2028-03-01", besluit_op="2028-03-15", uitkomst="hersteld")], "2028-04-27"),
        # Three weeks for UWV end on 22 March; the nine days that it took longer are taken off again.
        ([request("2028-03-01", besluit_op="2028-03-22", uitkomst="hersteld")], "2028-05-04"),
        ([request("2028-03-01", besluit_op="2028-03-31", uitkomst="hersteld")], "2028-05-04"),
        ([request("2028-11-25", besluit_op="2028-12-10", uitkomst="hersteld")], "2029-01-01"),
    ],
)
def test_a_repaired_shortcoming_ends_the_sanction_six_weeks_later(
    case: dict[str, Any], requests: list[Any], end: str
) -> None:
    case["situatie"]["loonsanctie_tot"] = "2028-12-31"
    case["bekortingsverzoeken"] = requests
    assert day_of(case, "einde_loonsanctie") == end
    assert day_of(case, "einde_loondoorbetaling") == day_of(case, "einde_opzegverbod") == end


def test_the_decision_on_a_repair_is_due_in_three_weeks_and_may_be_late(case: dict[str, Any]) -> None:
    case["situatie"]["loonsanctie_tot"] = "2028-12-31"
    case["bekortingsverzoeken"] = [request("2028-04-03")]
    found = by_key(case)["bekorting_besluit"]
    assert (found.date, found.state, found.who) == (date(2028, 4, 24), State.LATE, "UWV")
    assert day_of(case, "bekortingsverzoek") == "2028-10-28"
    case["bekortingsverzoeken"] = [request("2028-04-03", besluit_op="2028-04-20", uitkomst="niet_hersteld")]
    assert by_key(case)["bekorting_besluit"].state is State.DONE


def test_a_request_without_a_sanction_is_a_problem(case: dict[str, Any]) -> None:
    case["bekortingsverzoeken"] = [request("2028-04-03")]
    assert "termijn.bekorting" in {problem.rule for problem in asked(case).problems}


@pytest.mark.parametrize(
    ("applied", "earliest"),
    [("2026-02-02", "2026-04-14"), ("2026-03-02", "2026-05-12"), ("2027-04-25", "2027-07-05")],
)
def test_a_shortened_wait_ends_ten_weeks_after_the_application(
    case: dict[str, Any], applied: str, earliest: str
) -> None:
    case["situatie"]["iva_aangevraagd_op"] = applied
    found = by_key(case)
    assert found["verkorte_wachttijd_vanaf"].date.isoformat() == earliest
    assert found["verkorte_wachttijd_vanaf"].date <= found["verkorte_wachttijd_uiterlijk"].date
    assert found["iva_aanvraag"].state is State.DONE
    assert not asked(case).problems
    case["situatie"]["vervroegde_iva"] = "nee"
    assert "verkorte_wachttijd_vanaf" not in by_key(case)


@pytest.mark.parametrize("applied", ["2026-01-18", "2027-04-26"])
def test_an_application_outside_week_3_to_68_is_a_problem(case: dict[str, Any], applied: str) -> None:
    case["situatie"]["iva_aangevraagd_op"] = applied
    assert "termijn.iva" in {problem.rule for problem in asked(case).problems}


def test_nobody_is_late_with_an_iva_that_nobody_wants(case: dict[str, Any]) -> None:
    assert by_key(case)["iva_aanvraag"].state is State.PASSED


def test_days_outside_the_opzegverbod_move_only_the_opzegverbod(case: dict[str, Any]) -> None:
    case["dagen_buiten_opzegverbod"] = [{"van": "2026-05-01", "tot": "2026-05-31"}]
    case["verlofperiodes"] = [{"van": "2026-06-01", "tot": "2026-09-20", "samentellen": "ja"}]
    assert day_of(case, "einde_wachttijd") == day_of(case, "einde_loondoorbetaling") == "2028-04-24"
    assert day_of(case, "einde_opzegverbod") == "2028-05-25"
    assert any("opzegverbod" in note for note in asked(case).notes)
    case["dagen_buiten_opzegverbod"] = [{"van": "2025-05-01", "tot": "2025-05-31"}]
    assert "termijn.opzegverbod" in {problem.rule for problem in asked(case).problems}


def test_the_terms_of_a_safety_net_that_came_to_light_late(case: dict[str, Any]) -> None:
    case["situatie"] = {"vangnet": "ja", "vangnet_bekend_op": "2026-04-01", "loonstop_op": "2026-05-04"}
    found = by_key(case)
    assert found["vangnetmelding_na_bekend"].date == date(2026, 4, 5)
    assert found["vangnetmelding_na_bekend"].state is State.LATE
    assert found["vangnetmelding_6_weken"].state is State.PASSED
    assert found["vangnetmelding_een_jaar"].date == date(2027, 1, 5)
    assert found["loonstopmelding"].date == date(2026, 5, 4)
    case["situatie"]["vangnetmelding_op"] = "2026-04-03"
    assert by_key(case)["vangnetmelding_na_bekend"].state is State.DONE
    case["situatie"]["vangnet"] = "nee"
    assert not by_key(case).keys() & {"vangnetmelding_na_bekend", "loonstopmelding"}


def test_the_report_after_the_application_and_after_a_letter_of_uwv(case: dict[str, Any]) -> None:
    case["situatie"] |= {
        "wia_aangevraagd_op": "2027-10-04",
        "riv_aanvullen_voor": "2027-10-20",
        "riv_gevraagd_op": "2027-09-01",
        "verlenging_bekort_gevraagd_op": "2028-01-10",
    }
    found = by_key(case)
    assert found["riv_indienen"].date == date(2027, 10, 5)
    assert found["riv_indienen"].state is State.PASSED
    assert found["riv_aanvullen"].date == date(2027, 10, 20)
    assert found["riv_op_verzoek"].date == date(2027, 9, 15)
    assert found["verlenging_vroegste_einde"].date == date(2028, 4, 10)
    case["situatie"]["riv_ingediend_op"] = "2027-10-07"
    assert by_key(case)["riv_indienen"].state is State.DONE_LATE


def test_a_decision_on_a_sanction_can_come_until_the_end_of_the_wachttijd(case: dict[str, Any]) -> None:
    found = by_key(case)["loonsanctie_besluit"]
    assert (found.date, found.limit) == (date(2027, 11, 21), date(2028, 1, 2))


def test_files_that_were_taken_in_count_as_done(case: dict[str, Any]) -> None:
    def attached(kind: str, day: str) -> dict[str, str]:
        return {"bestandsnaam": "stuk.pdf", "omschrijving": "Stuk", "datum": day, "soort_stuk": kind}

    case["bijlagen"] = [
        attached("probleemanalyse", "2026-02-02"),
        attached("plan_van_aanpak", "2026-02-10"),
        attached("tussentijdse_evaluatie", "2026-03-30"),
        attached("eerstejaarsevaluatie", "2026-12-15"),
    ]
    found = by_key(case)
    done = ("probleemanalyse", "plan_van_aanpak", "eerstejaarsevaluatie")
    assert {key: found[key].state for key in done} == dict.fromkeys(done, State.DONE)
    assert found["evaluatie"].date == date(2027, 1, 26)


@pytest.mark.parametrize(("born", "asks"), [("1960-03-10", True), ("1990-03-10", False)])
def test_an_aow_that_is_near_is_asked_after(case: dict[str, Any], born: str, asks: bool) -> None:
    case["werknemer"]["geboortedatum"] = born
    assert any("67 jaar" in note for note in asked(case).notes) is asks
    assert not any(born[5:] in note for note in asked(case).notes)
    case["situatie"]["aow_datum"] = "2027-06-10"
    assert not any("67 jaar" in note for note in asked(case).notes)


def test_a_safety_net_may_be_asked_after_two_months(case: dict[str, Any]) -> None:
    case["situatie"]["vangnet"] = "onbekend"
    case["dienstverband"] = {"begindatum": "2025-12-31"}
    assert any("28-02-2026" in note for note in asked(case).notes)


def test_another_employment_has_a_dossier_of_its_own(case: dict[str, Any]) -> None:
    case["andere_dienstverbanden"] = [{"werkgever": "Elders", "ook_ziek": "ja"}]
    assert any("nog een dienstverband" in note for note in asked(case).notes)
    assert not any("Elders" in note for note in asked(case).notes)
    case["andere_dienstverbanden"][0]["ook_ziek"] = "nee"
    assert not any("nog een dienstverband" in note for note in asked(case).notes)


def compared(*cases: Any) -> list[tuple[str, ...]]:
    found = [asked(case, f"map/{number}.json") for number, case in enumerate(cases)]
    return [case.notes for case in flow.compared(found)]


def again(case: dict[str, Any], first: str, **fields: Any) -> dict[str, Any]:
    return case | {"eerste_ziektedag": first, "verzuimperiodes": [{"van": first, "verzuimpercentage": 100}]} | fields


def test_two_dossiers_that_count_together_should_be_one(case: dict[str, Any]) -> None:
    case["verzuimperiodes"][0]["tot"] = "2026-02-01"
    for first, together in (("2026-03-01", True), ("2026-03-02", False)):
        notes = compared(case, again(case, first))
        assert [any("Zet ze in één dossier" in note for note in found) for found in notes] == [together, together]
        assert any("1.json" in note for note in notes[0])
    elsewhere = again(case, "2026-02-10", werkgever={"naam": "Elders"})
    assert any("Elk dienstverband" in note for note in compared(case, elsewhere)[0])


def test_dossiers_of_different_people_say_nothing_of_each_other(case: dict[str, Any]) -> None:
    other = again(case, "2026-02-10", werknemer=case["werknemer"] | {"achternaam": "Anders"})
    assert not any(".json" in note for found in compared(case, other) for note in found)
