"""When a re-integratieverslag is due, what is in it and what is said to be missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.documents.context import envelope
from pipeline.documents.riv import Riv, Soort, plan
from pipeline.dossier.load import load
from pipeline.dossier.schema import problems
from pipeline.model import Built
from pipeline.resources import data_root


def riv_of(data: Any) -> Riv | None:
    return plan(envelope(data, set()), data["documenten"])


def kinds(data: Any, riv: Riv) -> list[str]:
    return [data["documenten"][index]["id"] for index in riv.parts]


def leaves_on_day(data: Any, days: int) -> None:
    """Makes the employee leave after `days` days of illness."""
    last = date.fromisoformat(data["eerste_ziektedag"]) + timedelta(days=days - 1)
    data["situatie"]["ziek_uit_dienst"] = "ja"
    data["dienstverband"]["einddatum"] = last.isoformat()


def test_the_parts_stand_in_the_order_of_uwv(full: Any) -> None:
    riv = riv_of(full)
    assert riv is not None
    assert riv.soort is Soort.VOLLEDIG
    assert kinds(full, riv) == ["pa-1", "bpa-1", "pva-1", "bpva-1", "eje-1", "ao-1", "ee-1", "ow-1"]
    assert riv.missing == ()


def test_an_evaluation_counts_when_it_is_the_most_recent(full: Any) -> None:
    newer = {**full["documenten"][4], "id": "ev-2", "datum": "2026-03-02"}
    full["documenten"].append(newer)
    riv = riv_of(full)
    assert riv is not None
    assert kinds(full, riv)[4:6] == ["eje-1", "ev-2"]


def test_nothing_is_due_in_the_first_weeks(full: Any) -> None:
    full["documenten"] = full["documenten"][:4]
    for name in ("wia_aangevraagd_op", "medische_informatie_verstrekt_op"):
        del full["situatie"][name]
    full["bijgewerkt_op"] = "2025-01-10"
    assert riv_of(full) is None


@pytest.mark.parametrize(("days", "due"), [(601, False), (602, True)])
def test_it_is_due_from_week_87(full: Any, days: int, due: bool) -> None:
    full["documenten"] = full["documenten"][:4]
    for name in ("wia_aangevraagd_op", "medische_informatie_verstrekt_op"):
        del full["situatie"][name]
    full["bijgewerkt_op"] = (date.fromisoformat(full["eerste_ziektedag"]) + timedelta(days=days)).isoformat()
    assert (riv_of(full) is not None) is due


# Day 42 is Sunday 15 December 2024; the last working day before it is day 40, so day 43 is the first that counts.
@pytest.mark.parametrize(
    ("days", "soort"), [(42, None), (43, Soort.VERKORT), (69, Soort.VERKORT), (70, Soort.VOLLEDIG)]
)
def test_who_leaves_ill_gets_none_a_short_or_a_full_one(full: Any, days: int, soort: Soort | None) -> None:
    leaves_on_day(full, days)
    riv = riv_of(full)
    assert (riv.soort if riv else None) is soort


@pytest.mark.parametrize(
    ("first_day", "days", "soort"),
    [
        ("2024-11-14", 42, None),  # leaves on Christmas Day; the day before is day 41
        ("2024-11-13", 43, Soort.VERKORT),  # leaves on Christmas Day too; the day before is day 42
        ("2024-11-19", 42, Soort.VERKORT),  # leaves on a Monday
    ],
)
def test_the_six_weeks_end_on_a_working_day(full: Any, first_day: str, days: int, soort: Soort | None) -> None:
    full["eerste_ziektedag"] = first_day
    leaves_on_day(full, days)
    riv = riv_of(full)
    assert (riv.soort if riv else None) is soort


def test_a_short_one_suffices_when_full_recovery_is_near(full: Any) -> None:
    leaves_on_day(full, 200)
    full["situatie"]["herstel_verwacht_binnen_drie_maanden"] = "ja"
    riv = riv_of(full)
    assert riv is not None
    assert riv.soort is Soort.VERKORT


def test_without_a_last_day_the_full_one_is_asked(full: Any) -> None:
    full["situatie"]["ziek_uit_dienst"] = "ja"
    riv = riv_of(full)
    assert riv is not None
    assert riv.soort is Soort.VOLLEDIG


def test_an_eigenrisicodrager_makes_none_at_the_end_of_employment(full: Any) -> None:
    leaves_on_day(full, 200)
    full["werkgever"]["eigenrisicodrager_zw"] = "ja"
    assert riv_of(full) is None


@pytest.mark.parametrize(("block", "name", "value"), [("situatie", "vervroegde_iva", "ja"), ("", "land", "BE")])
def test_some_dossiers_have_none(full: Any, block: str, name: str, value: str) -> None:
    (full[block] if block else full)[name] = value
    assert riv_of(full) is None


def test_without_any_possibilities_there_is_no_plan_to_miss(full: Any) -> None:
    full["situatie"]["arbeidsmogelijkheden"] = "duurzaam_geen"
    full["documenten"] = [document for document in full["documenten"] if document["id"] in {"pa-1", "ao-1", "ow-1"}]
    riv = riv_of(full)
    assert riv is not None
    assert riv.soort is Soort.BEPERKT
    assert [absent.onderdeel for absent in riv.missing] == ["Motivering waarom er geen plan van aanpak is"]


def test_the_sample_without_possibilities_is_a_complete_limited_set(make: Callable[..., Built]) -> None:
    path = data_root("samples") / "dossiers" / "08-geen-benutbare-mogelijkheden.yaml"
    dossier = load(path.read_bytes(), path.name)
    assert problems(dossier) == []
    assert not any("belastbaarheid" in document for document in dossier.data["documenten"])
    riv = riv_of(dossier.data)
    assert riv is not None
    assert (riv.soort, riv.missing) == (Soort.BEPERKT, ())
    built = make(dossier.data)
    assert built.withheld == ()
    assert [document.name for document in built.documents if document.name.startswith("riv/")] == [
        "riv/00-voorblad.docx",
        "riv/01-probleemanalyse-2025-01-17.docx",
        "riv/02-actueel-oordeel-2026-08-31.docx",
        "riv/03-oordeel-van-de-werknemer-2026-09-10.docx",
    ]


def test_what_is_missing_is_named_with_its_ground(full: Any) -> None:
    full["documenten"] = [document for document in full["documenten"] if document["soort"] != "eindevaluatie"]
    del full["situatie"]["medische_informatie_verstrekt_op"]
    del full["documenten"][3]["ondertekening"]["werknemer"]
    riv = riv_of(full)
    assert riv is not None
    assert [(absent.onderdeel, absent.grondslag) for absent in riv.missing] == [
        ("Eindevaluatie", "Regeling procesgang, artikel 6, eerste lid, onder b, h, i en k"),
        (
            "Plan van aanpak van 19 december 2024: handtekening van de werknemer",
            "Beleidsregels vorm- en herkenbaarheidsvereisten, artikel 2, derde lid",
        ),
        (
            "Medische informatie: de datum waarop de werknemer die kreeg",
            "Beleidsregels vorm- en herkenbaarheidsvereisten, artikel 2, tweede lid, onder e",
        ),
    ]


def test_no_first_year_no_evaluation_of_it(full: Any) -> None:
    leaves_on_day(full, 200)
    full["documenten"] = full["documenten"][:4]
    riv = riv_of(full)
    assert riv is not None
    assert "Eerstejaarsevaluatie" not in [absent.onderdeel for absent in riv.missing]


def test_the_cover_sheet_lists_every_file_of_the_set(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    for days in (0, 50):
        if days:
            leaves_on_day(full, days)
        made = {document.name: document for document in make(full).documents if document.name.startswith("riv/")}
        cover = outline(made.pop("riv/00-voorblad.docx").content)
        listed = [line for line in cover.splitlines() if line.endswith(".docx")]
        assert [line.rpartition(" | ")[2] for line in listed] == [name.removeprefix("riv/") for name in made]


def test_the_cover_sheet_holds_no_medical_part_and_no_verdict(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    cover = outline(
        next(document.content for document in make(full).documents if document.name == "riv/00-voorblad.docx")
    )
    assert "De medische informatie zit niet in dit verslag. De bedrijfsarts gaf haar op 14 juli 2026" in cover
    assert "Of het verslag voldoende is, beoordeelt UWV." in cover
