"""Files that were taken in count as the document they are, and words that deny something do not raise it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline import flow
from pipeline.dossier.completeness.words import tells_of


def validated(data: dict[str, Any]) -> set[tuple[str, str]]:
    outcome = flow.validate("dossier.json", json.dumps(data).encode())
    remarks = ((item.rule, item.pointer) for check in outcome.checks for item in check.remarks)
    return {*((problem.rule, problem.pointer) for problem in outcome.problems), *remarks}


def case(*files: tuple[str, str]) -> dict[str, Any]:
    return {
        "land": "NL",
        "bijgewerkt_op": "2027-02-15",
        "eerste_ziektedag": "2026-01-05",
        "verzuimperiodes": [{"van": "2026-01-05", "verzuimpercentage": 100}],
        "situatie": {"vangnet": "nee"},
        "documenten": [],
        "bijlagen": [
            {"bestandsnaam": f"{kind}.pdf", "pad": f"{kind}.pdf", "soort_stuk": kind, "datum": day, "omschrijving": "x"}
            for kind, day in files
        ],
    }


def test_evaluations_are_counted_from_and_by_the_files_that_are_one() -> None:
    files = (("plan_van_aanpak", "2026-03-02"), ("tussentijdse_evaluatie", "2026-04-13"))
    found = {pointer for rule, pointer in validated(case(*files)) if rule == "controle.17.gat"}
    assert found == {"/bijlagen/1"}


@pytest.mark.parametrize(("made", "said"), [("2026-11-15", True), ("2026-11-16", False), ("2027-01-04", True)])
def test_an_eerstejaarsevaluatie_in_a_file_is_held_to_its_weeks(made: str, said: bool) -> None:
    found = validated(case(("eerstejaarsevaluatie", made)))
    assert (("controle.19.buiten_venster", "/bijlagen/0/datum") in found) == said
    assert "controle.19.geen_keuze" not in {rule for rule, _ in found}


def test_a_file_is_called_what_it_is() -> None:
    outcome = flow.validate("dossier.json", json.dumps(case(("probleemanalyse", "2026-02-10"))).encode())
    (said,) = (item.says for item in outcome.remarks if item.rule == "controle.02.geen_maker")
    assert said.startswith("Probleemanalyse van 10-02-2026 (bijlage): ")


def test_a_file_of_before_the_absence_or_of_after_the_last_change_contradicts_it() -> None:
    files = (("probleemanalyse", "2026-01-04"), ("plan_van_aanpak", "2027-02-16"), ("actueel_oordeel", "2027-02-15"))
    found = {item for item in validated(case(*files)) if item[0].startswith("volgorde.")}
    assert found == {
        ("volgorde.voor_eerste_ziektedag", "/bijlagen/0/datum"),
        ("volgorde.na_bijgewerkt", "/bijlagen/1/datum"),
    }


@pytest.mark.parametrize("name", ["wia_aangevraagd_op", "melding_42e_week_op", "riv_ingediend_op"])
def test_a_step_that_is_still_to_come_contradicts_the_last_change(name: str) -> None:
    data = case()
    data["situatie"][name] = "2027-02-16"
    assert ("volgorde.na_bijgewerkt", f"/situatie/{name}") in validated(data)


@pytest.mark.parametrize("name", ["vangnetmelding_op", "loonstop_op", "riv_gevraagd_op", "riv_ingediend_op"])
def test_a_step_before_the_absence_contradicts_it(name: str) -> None:
    data = case()
    data["situatie"][name] = "2026-01-04"
    assert ("volgorde.voor_eerste_ziektedag", f"/situatie/{name}") in validated(data)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Er is een conflict met de leidinggevende.", True),
        ("Er is geen conflict.", False),
        ("Er is geen sprake van een impasse.", False),
        ("Zonder stagnatie verlopen.", False),
        ("Geen stagnatie, wel een conflict.", True),
        ("Er is geen oplossing voor het conflict.", True),
    ],
)
def test_a_conflict_that_is_denied_is_none(text: str, told: bool) -> None:
    assert tells_of(text, "loopt_vast") is told
