"""The engine gives the worked examples to the day, and follows the facts of a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from jsonschema import Draft202012Validator

from pipeline.dossier.clock import Leave, Span
from pipeline.dossier.deadlines import FIRST_DAY, Facts, Lapse, schedule
from pipeline.dossier.terms import table
from pipeline.model import Milestone, State
from pipeline.resources import data_root
from pipeline.working_days import last_working_day

MONDAY = date(2026, 1, 5)


def day(text: str) -> date:
    return date.fromisoformat(text)


def milestones(facts: Facts, op: date | None = None) -> dict[str, Milestone]:
    return {milestone.key: milestone for milestone in schedule(facts, op).milestones}


def dates(facts: Facts) -> dict[str, str]:
    return {key: milestone.date.isoformat() for key, milestone in milestones(facts).items()}


def events(**found: str) -> Mapping[str, tuple[date, ...]]:
    return {name: (day(text),) for name, text in found.items()}


def test_an_absence_from_monday_5_january_2026() -> None:
    found = milestones(Facts(MONDAY))
    assert {key: milestone.date.isoformat() for key, milestone in found.items()} == {
        "probleemanalyse": "2026-02-15",
        "plan_van_aanpak": "2026-03-01",
        "evaluatie": "2026-04-12",
        "melding_42e_week": "2026-10-26",
        "eerstejaarsevaluatie": "2027-01-03",
        "tweede_spoor": "2027-02-14",
        "iva_aanvraag": "2027-04-25",
        "melding_42e_week_grens": "2027-07-25",
        "uwv_brief": "2027-09-19",
        "riv": "2027-10-03",
        "wia_aanvraag": "2027-10-17",
        "loonsanctie_besluit": "2027-11-21",
        "laatste_dag_wachttijd": "2028-01-02",
        "einde_wachttijd": "2028-01-03",
        "einde_loondoorbetaling": "2028-01-03",
        "einde_opzegverbod": "2028-01-03",
    }
    assert found["probleemanalyse"].limit == day("2026-02-16")
    assert found["eerstejaarsevaluatie"].earliest == day("2026-11-16")
    assert found["wia_aanvraag"].earliest == MONDAY + timedelta(days=602)
    assert found["probleemanalyse"].last_working_day == day("2026-02-13")
    assert all(milestone.state is State.OPEN for milestone in found.values())


def test_an_absence_from_thursday_12_march_2026_with_a_leap_day_in_it() -> None:
    found = milestones(Facts(day("2026-03-12")))
    assert [found[key].date.isoformat() for key in ("probleemanalyse", "plan_van_aanpak", "melding_42e_week")] == [
        "2026-04-22",
        "2026-05-06",
        "2026-12-31",
    ]
    assert found["eerstejaarsevaluatie"].earliest == day("2027-01-21")
    assert [
        found[key].date.isoformat()
        for key in ("eerstejaarsevaluatie", "riv", "wia_aanvraag", "laatste_dag_wachttijd", "einde_wachttijd")
    ] == ["2027-03-10", "2027-12-08", "2027-12-22", "2028-03-08", "2028-03-09"]


def test_an_absence_that_begins_on_a_leap_day() -> None:
    assert dates(Facts(day("2024-02-29")))["einde_wachttijd"] == "2026-02-26"


def test_twenty_one_days_of_recovery_move_the_end_as_the_published_example_says() -> None:
    facts = Facts(day("2022-01-03"), (Span(day("2022-07-04"), day("2022-07-24")),))
    assert dates(Facts(facts.first_day))["einde_wachttijd"] == "2024-01-01"
    assert dates(facts)["einde_wachttijd"] == "2024-01-22"
    assert dates(facts)["probleemanalyse"] == dates(Facts(facts.first_day))["probleemanalyse"]
    assert schedule(facts).fictive_first_day == day("2022-01-24")
    assert schedule(facts).clock.first_day == day("2022-01-03")


@pytest.mark.parametrize(("ill_again", "first_day"), [("2026-03-01", "2026-01-05"), ("2026-03-02", "2026-03-02")])
def test_27_days_of_recovery_count_together_and_28_do_not(ill_again: str, first_day: str) -> None:
    gap = Span(day("2026-02-02"), day(ill_again) - timedelta(days=1))
    assert schedule(Facts(MONDAY, (gap,))).clock.first_day == day(first_day)


LEAVE = Span(day("2026-06-01"), day("2026-09-20"))


@pytest.mark.parametrize("same_cause", ["ja", "onbekend"])
def test_leave_stops_the_clock(same_cause: str) -> None:
    found = dates(Facts(MONDAY, leave=(Leave(LEAVE, same_cause),)))
    assert found["melding_42e_week"] == "2027-02-15"
    assert found["wia_aanvraag"] == "2028-02-06"
    assert found["einde_wachttijd"] == "2028-04-24"
    assert found["plan_van_aanpak"] == dates(Facts(MONDAY))["plan_van_aanpak"]


def test_leave_between_different_causes_begins_a_new_case() -> None:
    assert schedule(Facts(MONDAY, leave=(Leave(LEAVE, "nee"),))).clock.first_day == day("2026-09-21")


def test_days_of_leave_do_not_count_for_the_four_weeks_and_then_the_cause_does_not_matter() -> None:
    well = (Span(day("2026-05-18"), day("2026-05-31")), Span(day("2026-09-21"), day("2026-09-27")))
    found = schedule(Facts(MONDAY, well, (Leave(LEAVE, "nee"),)))
    assert found.clock.first_day == MONDAY
    assert found.clock.day(727) == MONDAY + timedelta(days=727 + 14 + 112 + 7)
    longer = (*well, Span(day("2026-09-28"), day("2026-10-04")))
    assert schedule(Facts(MONDAY, longer, (Leave(LEAVE, "ja"),))).clock.first_day == day("2026-10-05")


def test_the_plan_is_due_two_weeks_after_the_real_analysis() -> None:
    found = milestones(Facts(MONDAY, done=events(probleemanalyse="2026-02-02")))
    assert found["plan_van_aanpak"].date == day("2026-02-16")
    assert found["plan_van_aanpak"].counted_from == day("2026-02-02")
    assert not found["plan_van_aanpak"].expected
    assert milestones(Facts(MONDAY))["plan_van_aanpak"].expected


@pytest.mark.parametrize(("review", "due"), [("2026-12-01", "2027-01-12"), ("2027-02-01", "2027-02-14")])
def test_the_second_track_follows_the_review_but_never_its_lateness(review: str, due: str) -> None:
    assert dates(Facts(MONDAY, done=events(eerstejaarsevaluatie=review)))["tweede_spoor"] == due


def test_every_advice_asks_for_its_own_adjustment() -> None:
    asked = {"advies_bijstelling": (day("2026-04-01"), day("2026-08-03"))}
    facts = Facts(MONDAY, done={"bijstelling": (day("2026-04-10"),)}, events=asked, recorded=True)
    found = [m for m in schedule(facts, day("2026-09-01")).milestones if m.key == "bijstelling_plan_van_aanpak"]
    assert [(m.date.isoformat(), m.state) for m in found] == [
        ("2026-04-15", State.DONE),
        ("2026-08-17", State.LATE),
    ]


@pytest.mark.parametrize(
    ("op", "state"),
    [("2026-01-20", State.COMING), ("2026-01-30", State.DUE), ("2026-02-16", State.DUE), ("2026-02-17", State.LATE)],
)
def test_an_analysis_is_late_only_after_what_the_law_allows(op: str, state: State) -> None:
    assert milestones(Facts(MONDAY, recorded=True), day(op))["probleemanalyse"].state is state


def test_without_a_record_nothing_is_called_late() -> None:
    assert milestones(Facts(MONDAY), day("2029-01-01"))["probleemanalyse"].state is State.PASSED


@pytest.mark.parametrize(("done", "state"), [("2026-02-16", State.DONE), ("2026-02-17", State.DONE_LATE)])
def test_what_was_done_is_done_also_without_a_day_to_judge_by(done: str, state: State) -> None:
    assert milestones(Facts(MONDAY, done=events(probleemanalyse=done)))["probleemanalyse"].state is state


def test_what_was_done_in_an_earlier_case_does_not_count() -> None:
    gap = Span(day("2026-03-01"), day("2026-04-30"))
    assert milestones(Facts(MONDAY, (gap,), done=events(probleemanalyse="2026-02-02")))["probleemanalyse"].done is None


def test_a_sanction_lengthens_pay_but_not_the_wachttijd() -> None:
    found = dates(Facts(MONDAY, events=events(loonsanctie_tot="2028-12-31")))
    assert found["einde_wachttijd"] == "2028-01-03"
    assert found["einde_loonsanctie"] == found["einde_loondoorbetaling"] == found["einde_opzegverbod"] == "2029-01-01"
    assert found["wia_aanvraag_hervat"] == "2028-11-20"


def test_a_late_application_lengthens_pay_by_the_delay() -> None:
    assert dates(Facts(MONDAY, done=events(wia_aanvraag="2027-10-27")))["einde_loondoorbetaling"] == "2028-01-13"
    assert dates(Facts(MONDAY, done=events(wia_aanvraag="2027-10-01")))["einde_loondoorbetaling"] == "2028-01-03"


def test_a_voluntary_extension_moves_the_report_and_the_application_along() -> None:
    found = dates(Facts(MONDAY, events=events(wachttijd_verlengd_tot="2028-04-02")))
    assert found["einde_wachttijd"] == "2028-04-03"
    assert day(found["einde_wachttijd"]) - day(found["riv"]) == timedelta(days=92)
    assert day(found["einde_wachttijd"]) - day(found["wia_aanvraag"]) == timedelta(days=78)
    assert found["melding_42e_week"] == dates(Facts(MONDAY))["melding_42e_week"]
    assert schedule(Facts(MONDAY, events=events(wachttijd_verlengd_tot="2028-04-02"))).fictive_first_day == MONDAY


def test_with_the_aow_before_the_end_no_application_is_due() -> None:
    found = milestones(Facts(MONDAY, events=events(aow_datum="2027-06-01"), recorded=True), day("2028-06-01"))
    assert {key for key, m in found.items() if m.lapsed} == {"uwv_brief", "riv", "wia_aanvraag", "loonsanctie_besluit"}
    assert found["riv"].state is State.LAPSED
    assert found["einde_loondoorbetaling"].date == day("2027-07-13")
    assert "aow" not in milestones(Facts(MONDAY, events=events(aow_datum="2040-06-01")))


def test_a_shortened_wachttijd_lasts_13_to_78_weeks() -> None:
    found = dates(Facts(MONDAY, situations=frozenset({"vervroegde_iva"})))
    assert day(found["verkorte_wachttijd_vanaf"]) - MONDAY == timedelta(weeks=13)
    assert day(found["verkorte_wachttijd_uiterlijk"]) - MONDAY == timedelta(weeks=78)


def test_the_terms_of_the_safety_net() -> None:
    found = dates(Facts(MONDAY, situations=frozenset({"vangnet"})))
    assert found["vangnetmelding_4e_dag"] == "2026-01-08"
    assert found["vangnetmelding_6_weken"] == "2026-02-16"
    assert found["melding_compensatieregeling"] == "2026-04-09"


REPORTS = {"riv_verkort_einde_dienstverband", "riv_einde_dienstverband"}


@pytest.mark.parametrize(
    ("last_day", "short", "due"),
    [
        # Day 42 is Sunday 15 February; the last working day before it is day 40.
        (MONDAY + timedelta(days=41), False, set()),
        (MONDAY + timedelta(days=42), False, {"riv_verkort_einde_dienstverband"}),
        (MONDAY + timedelta(days=68), False, {"riv_verkort_einde_dienstverband"}),
        (MONDAY + timedelta(days=69), False, {"riv_einde_dienstverband"}),
        (MONDAY + timedelta(days=69), True, {"riv_verkort_einde_dienstverband"}),
    ],
)
def test_the_report_at_the_end_of_employment(last_day: date, short: bool, due: set[str]) -> None:
    situations = frozenset({"verkort_riv"} if short else ())
    found = milestones(Facts(MONDAY, events={"einde_dienstverband": (last_day,)}, situations=situations))
    assert REPORTS & found.keys() == due
    assert found["ziek_uit_dienst_melding"].date == last_day


def test_an_end_of_employment_after_the_wachttijd_asks_for_nothing() -> None:
    found = milestones(Facts(MONDAY, events=events(einde_dienstverband="2028-06-30")))
    assert not found.keys() & {*REPORTS, "ziek_uit_dienst_melding"}


def test_a_lapse_holds_from_its_day() -> None:
    lapse = Lapse("Daarom.", frozenset({"riv", "probleemanalyse"}), day("2026-06-01"))
    found = milestones(Facts(MONDAY, lapses=(lapse,), recorded=True), day("2026-06-01"))
    assert found["riv"].state is State.LAPSED
    assert found["probleemanalyse"].state is State.LATE


def test_after_recovery_27_days_remain_in_which_illness_counts_on() -> None:
    assert dates(Facts(MONDAY, events=events(eerste_hersteldag="2026-02-02")))["einde_samentelling"] == "2026-03-01"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("2026-04-06", "2026-04-02"),
        ("2026-04-27", "2026-04-24"),
        ("2026-12-27", "2026-12-24"),
        ("2026-07-01", "2026-07-01"),
    ],
)
def test_the_last_working_day(given: str, found: str) -> None:
    assert last_working_day(day(given)) == day(found)


@pytest.mark.parametrize(
    ("first", "due", "alarm", "limit"),
    [
        ("2025-03-07", "2025-12-26", "2025-12-24", "2025-12-29"),  # Boxing Day, a Friday
        ("2026-01-05", "2026-10-26", "2026-10-26", "2026-10-26"),
        ("2025-03-12", "2025-12-31", "2025-12-31", "2025-12-31"),
        ("2025-03-13", "2026-01-01", "2025-12-31", "2026-01-02"),
    ],
)
def test_uwv_takes_the_42nd_week_report_until_the_first_working_day(
    first: str, due: str, alarm: str, limit: str
) -> None:
    found = next(item for item in schedule(Facts(day(first))).milestones if item.key == "melding_42e_week")
    assert (found.date, found.last_working_day, found.limit) == (day(due), day(alarm), day(limit))


def test_the_table_follows_its_schema_and_hangs_together() -> None:
    folder = data_root("schemas") / "v1"
    schema = json.loads((folder / "termijnen.schema.json").read_text("utf-8"))
    data = json.loads((folder / "termijnen.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    keys = [term["key"] for term in data["terms"]]
    assert len(set(keys)) == len(keys) == len(table().terms)
    for number, term in enumerate(data["terms"]):
        for anchor in (term["anchor"], term.get("fallback_anchor", FIRST_DAY)):
            assert anchor not in keys[number:], f"{term['key']} hangs on a later term"
