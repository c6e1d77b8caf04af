"""What is in a re-integratieverslag and what is said to be missing; test_riv_situation.py says when which is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.documents.bundle import with_bundle
from pipeline.documents.context import envelope
from pipeline.documents.riv import Riv, plan
from pipeline.dossier.facts import Case
from pipeline.dossier.load import load
from pipeline.dossier.riv_situation import situation_of
from pipeline.dossier.schema import problems
from pipeline.model import Built, RivKind
from pipeline.resources import data_root

REQUIRED = ["pa-1", "bpa-1", "pva-1", "bpva-1", "eje-1", "ao-1", "ee-1", "ow-1"]


def riv_of(data: Any) -> Riv | None:
    return plan(envelope(data, set()), data["documenten"], situation_of(Case.of(data)))


def kinds(data: Any, riv: Riv) -> list[str]:
    return [data["documenten"][piece.index]["id"] for piece in riv.pieces if piece.index is not None]


def leaves_on_day(data: Any, days: int) -> None:
    """Makes the employee leave after `days` days of illness."""
    last = date.fromisoformat(data["eerste_ziektedag"]) + timedelta(days=days - 1)
    data["situatie"]["ziek_uit_dienst"] = "ja"
    data["dienstverband"]["einddatum"] = last.isoformat()


def test_the_parts_stand_in_the_order_of_uwv(full: Any) -> None:
    riv = riv_of(full)
    assert riv is not None
    assert riv.situation.kind is RivKind.VOLLEDIG
    assert kinds(full, riv) == [*REQUIRED, "ad-1", "tp-1", "vr-1", "do-1"]
    assert riv.missing == ()


def test_an_evaluation_counts_when_it_is_the_most_recent(full: Any) -> None:
    newer = {**full["documenten"][4], "id": "ev-2", "datum": "2026-03-02"}
    full["documenten"].append(newer)
    riv = riv_of(full)
    assert riv is not None
    assert kinds(full, riv)[4:6] == ["eje-1", "ev-2"]


def test_without_any_possibilities_there_is_no_plan_to_miss(full: Any) -> None:
    full["situatie"]["arbeidsmogelijkheden"] = "duurzaam_geen"
    full["documenten"] = [document for document in full["documenten"] if document["id"] in {"pa-1", "ao-1", "ow-1"}]
    riv = riv_of(full)
    assert riv is not None
    assert riv.situation.kind is RivKind.BEPERKT
    assert [absent.onderdeel for absent in riv.missing] == ["Motivering waarom er geen plan van aanpak is"]


def test_the_sample_without_possibilities_is_a_complete_limited_set(make: Callable[..., Built]) -> None:
    path = data_root("samples") / "dossiers" / "08-geen-benutbare-mogelijkheden.yaml"
    dossier = load(path.read_bytes(), path.name)
    assert problems(dossier) == []
    assert not any("belastbaarheid" in document for document in dossier.data["documenten"])
    riv = riv_of(dossier.data)
    assert riv is not None
    assert (riv.situation.kind, riv.missing) == (RivKind.BEPERKT, ())
    built = make(dossier.data)
    assert built.withheld == ()
    assert [document.name for document in built.documents if document.name.startswith("uwv/")] == [
        "uwv/00-inhoudsopgave.docx",
        "uwv/01-probleemanalyse-2025-01-17.docx",
        "uwv/02-actueel-oordeel-2026-08-31.docx",
        "uwv/03-oordeel-van-de-werknemer-2026-09-10.docx",
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


@pytest.mark.parametrize("days", [0, 50])
def test_the_contents_list_names_every_file_of_the_set_with_its_makers(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str], days: int
) -> None:
    if days:
        leaves_on_day(full, days)
    made = {document.name: document for document in make(full).documents}
    contents = outline(made["uwv/00-inhoudsopgave.docx"].content).replace("-\n", "-")
    rows = [line.split(" | ") for line in contents.splitlines() if re.match(r"[|] [0-9]+ ", line)]
    assert [f"uwv/{row[1].rpartition(' / ')[2]}.docx" for row in rows] == [
        name for name in made if name.startswith("uwv/") and "/00-" not in name
    ]
    assert all(day and maker for _, _, day, maker in rows)


def test_the_employee_gets_the_same_documents(full: Any, make: Callable[..., Built]) -> None:
    made = {document.name: document.content for document in make(full).documents}
    for folder, first in (("uwv", "00-inhoudsopgave.docx"), ("werknemer", "00-brief.docx")):
        assert f"{folder}/{first}" in made
    for_uwv, for_employee = (
        {name.split("/")[1]: made[name] for name in made if name.startswith(folder) and "/00-" not in name}
        for folder in ("uwv/", "werknemer/")
    )
    assert for_uwv == for_employee != {}


def test_while_there_is_nothing_to_send_only_the_overview_is_made(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    full["situatie"] |= {"loonsanctie_tot": "2027-11-02", "riv_ingediend_op": "2026-08-01"}
    supplement = situation_of(Case.of(full))
    assert supplement.kind is RivKind.AANVULLING
    made = {document.name: document.content for document in with_bundle(make(full)).documents}
    assert [name for name in made if "00-" in name] == ["00-overzicht-re-integratieverslag.docx"]
    assert not any(name.startswith(("uwv/", "werknemer/")) for name in made)
    page = outline(made["00-overzicht-re-integratieverslag.docx"])
    assert "Er is nog niets om naar UWV of de werknemer te sturen." in page
    assert "| Melding herstel tekortkoming / Wet WIA, artikel 25, twaalfde lid | Meld UWV" in page
    assert "map uwv" not in page


def test_the_lists_hold_no_medical_part_and_no_verdict(
    full: Any, make: Callable[..., Built], outline: Callable[[bytes], str]
) -> None:
    made = {document.name: outline(document.content) for document in make(full).documents}
    overview, contents = made["00-overzicht-re-integratieverslag.docx"], made["uwv/00-inhoudsopgave.docx"]
    for page in (overview, contents):
        assert "De medische informatie zit niet in dit verslag. De bedrijfsarts gaf haar op 14 juli 2026" in page
    assert "Of het verslag voldoende is, beoordeelt UWV." in overview
    assert "Wat nog ontbreekt" not in contents
