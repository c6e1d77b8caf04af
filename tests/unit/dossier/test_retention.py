"""How long a dossier is kept: profile, anchor, reading and hold follow the facts, and nothing is destroyed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline import flow
from pipeline.cli.overview import PROFILES
from pipeline.dossier.keeping_table import table
from pipeline.keeping import Proposal, Retention
from pipeline.resources import data_root
from pipeline.shape import dossier_shape

OP = date(2029, 6, 1)


@pytest.fixture
def case() -> dict[str, Any]:
    """A dossier of an absence of two years, with the decision on the WIA in it."""
    return {
        "land": "NL",
        "bijgewerkt_op": "2028-02-01",
        "werknemer": {"voorletters": "A.", "achternaam": "Verzonnen"},
        "werkgever": {"naam": "Bedrijf"},
        "dienstverband": {},
        "eerste_ziektedag": "2025-01-06",
        "verzuimperiodes": [{"van": "2025-01-06", "verzuimpercentage": 100}],
        "situatie": {"vangnet": "nee", "wia_aangevraagd_op": "2026-10-05"},
        "bewaren": {"besluit_wia_op": "2026-12-14"},
        "documenten": [],
    }


def asked(case: Any, op: date | None = OP, profile: str = "") -> Retention:
    return flow.retention("dossier.json", json.dumps(case).encode(), op=op, profile=profile)


def until(case: Any, **how: Any) -> str:
    reading = asked(case, **how).reading
    assert reading is not None
    return str(reading.destroy_after)


@pytest.mark.parametrize(
    ("kept", "last"),
    [
        ({"besluit_wia_op": "2026-12-14"}, "2028-12-14"),
        ({"afsluiting_op": "2027-03-01"}, "2029-03-01"),
        ({"besluit_wia_op": "2026-12-14", "afsluiting_op": "2027-03-01"}, "2028-12-14"),
        ({"besluit_wia_op": "2026-12-14", "afsluiting_op": "2027-03-01", "anker": "afsluiting_dossier"}, "2029-03-01"),
        ({"afsluiting_op": "2028-02-29"}, "2030-02-28"),
        ({"besluit_wia_op": "2026-12-14", "anker": "afsluiting_dossier"}, "None"),
    ],
)
def test_two_years_after_the_decision_or_the_closing(case: dict[str, Any], kept: dict[str, str], last: str) -> None:
    case["bewaren"] = kept
    assert until(case) == last


@pytest.mark.parametrize(
    ("op", "proposal"), [("2028-12-14", Proposal.KEEP), ("2028-12-15", Proposal.DESTROY), (None, Proposal.KEEP)]
)
def test_a_dossier_may_go_the_day_after_and_only_when_a_day_is_given(
    case: dict[str, Any], op: str | None, proposal: Proposal
) -> None:
    assert asked(case, date.fromisoformat(op) if op else None).proposal is proposal


@pytest.mark.parametrize(
    ("employer", "changes", "profile"),
    [
        ({}, {}, "standaard"),
        ({"eigenrisicodrager_wga": "ja"}, {}, "erd_wga"),
        ({"eigenrisicodrager_wga": "ja"}, {"situatie": {}, "bewaren": {}}, "standaard"),
        ({"eigenrisicodrager_zw": "ja"}, {}, "standaard"),
        ({"eigenrisicodrager_zw": "ja"}, {"dienstverband": {"einddatum": "2026-03-31"}}, "erd_zw"),
        ({"eigenrisicodrager_wga": "ja"}, {"bewaren": {"bewaarprofiel": "standaard"}}, "standaard"),
        ({}, {"bewaren": {"bewaarprofiel": "re_integratiebedrijf"}}, "re_integratiebedrijf"),
    ],
)
def test_the_profile_follows_the_facts(case: dict[str, Any], employer: Any, changes: Any, profile: str) -> None:
    case |= changes
    case["werkgever"] |= employer
    assert asked(case).profile == profile
    assert asked(case, profile="arbodienst").profile == "arbodienst"


@pytest.mark.parametrize(
    ("profile", "last", "others"),
    [
        ("standaard", "2028-12-14", ["2029-03-31"]),
        ("erd_zw", "2032-03-31", []),
        ("erd_wga", "2038-12-14", ["2037-03-31"]),
        ("re_integratiebedrijf", "2029-05-10", []),
        ("arbodienst", "2048-02-01", []),
    ],
)
def test_every_profile_has_its_term_and_shows_the_other_readings(
    case: dict[str, Any], profile: str, last: str, others: list[str]
) -> None:
    case["dienstverband"] = {"einddatum": "2027-03-31"}
    case["bewaren"]["einde_traject_op"] = "2027-05-10"
    found = asked(case, profile=profile)
    assert found.reading
    assert str(found.reading.destroy_after) == last
    assert [str(other.destroy_after) for other in found.others] == others
    assert found.basis
    assert found.reading.source


@pytest.mark.parametrize(
    ("hold", "held"),
    [
        ({"reden": "regres", "sinds": "2027-01-01"}, True),
        ({"reden": "regres", "sinds": "2027-01-01", "tot": "2029-06-01"}, True),
        ({"reden": "regres", "sinds": "2027-01-01", "tot": "2029-05-31"}, False),
        ({"reden": "regres", "sinds": "2029-06-02"}, False),
    ],
)
def test_a_matter_that_runs_holds_a_dossier(case: dict[str, Any], hold: dict[str, str], held: bool) -> None:
    case["bewaren"]["legal_hold"] = hold
    assert asked(case).proposal is (Proposal.HELD if held else Proposal.DESTROY)


def test_a_sanction_holds_by_itself_and_no_explanation_comes_along(case: dict[str, Any]) -> None:
    case["situatie"]["loonsanctie_tot"] = "2029-06-01"
    assert asked(case).proposal is Proposal.HELD
    del case["situatie"]["loonsanctie_tot"]
    case["bewaren"]["legal_hold"] = {"reden": "anders", "sinds": "2027-01-01", "toelichting": "kanarie"}
    found = asked(case)
    assert found.proposal is Proposal.HELD
    assert "kanarie" not in repr(found)


@pytest.mark.parametrize(
    ("changes", "op", "proposal"),
    [
        ({}, "2026-06-01", Proposal.RUNNING),
        ({}, "2029-06-01", Proposal.UNKNOWN),
        ({"verzuimperiodes": [{"van": "2025-01-06", "tot": "2025-03-02"}]}, "2025-03-20", Proposal.RUNNING),
        ({"verzuimperiodes": [{"van": "2025-01-06", "tot": "2025-03-02"}]}, "2025-03-31", Proposal.UNKNOWN),
    ],
)
def test_without_a_day_to_count_from_nothing_may_go(
    case: dict[str, Any], changes: Any, op: str, proposal: Proposal
) -> None:
    case |= {"bewaren": {}, **changes}
    found = asked(case, date.fromisoformat(op))
    assert found.proposal is proposal
    assert any("Vul in" in note for note in found.notes)


@pytest.mark.parametrize("broken", [{}, [], None, {"land": "BE"}, {"bewaren": {"besluit_wia_op": "2026-02-30"}}])
def test_what_cannot_be_judged_is_never_proposed(broken: Any) -> None:
    assert asked(broken).proposal in {Proposal.UNKNOWN, Proposal.RUNNING}


def test_a_wrong_date_is_a_problem(case: dict[str, Any]) -> None:
    case["bewaren"] = {"besluit_wia_op": "2026-02-30"}
    assert "/bewaren/besluit_wia_op" in {problem.pointer for problem in asked(case).problems}


def test_the_table_follows_its_schema_and_every_name_in_it_exists() -> None:
    folder = data_root("schemas") / "v1"
    schema = json.loads((folder / "bewaartermijnen.schema.json").read_text("utf-8"))
    data = json.loads((folder / "bewaartermijnen.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    kept = dossier_shape().fields["bewaren"].fields
    assert tuple(table().profiles) == PROFILES == kept["bewaarprofiel"].choices
    assert set(table().anchors) == set(kept["anker"].choices)
    used = {name for profile in table().profiles.values() for rule in profile.readings for name in rule.anchors}
    assert used <= set(table().anchors)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(725, 735) | st.integers(-2000, 2000))
def test_nothing_is_proposed_before_two_whole_years_are_over(decided: date, later: int) -> None:
    case = {"land": "NL", "eerste_ziektedag": "2020-01-06", "bewaren": {"besluit_wia_op": decided.isoformat()}}
    found = asked(case, decided + timedelta(days=later))
    days = (decided + timedelta(days=number) for number in range(1, 731))
    leap_days = sum((day.month, day.day) == (2, 29) for day in days)
    assert (found.proposal is Proposal.DESTROY) is (later > 730 + leap_days)
