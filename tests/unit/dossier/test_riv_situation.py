"""Every row of the matrix of situations: which re-integratieverslag it asks for, when, and with which letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.dossier.facts import Case
from pipeline.dossier.riv_elements import ELEMENTS, FIRST_YEAR
from pipeline.dossier.riv_situation import situation_of
from pipeline.model import RivKind, RivSituation
from pipeline.shape import document_shapes

FIRST = date(2026, 1, 5)
ALL = "abcdefghijkl"
LIMITED = "abcdefijkl"
SHORT = "abcdel"


def day(offset: int) -> str:
    return (FIRST + timedelta(days=offset)).isoformat()


def asked(op: str | None = None, **changes: Any) -> RivSituation:
    """Returns what a dossier asks for that is ill since `FIRST` and differs from nothing special in `changes`."""
    data: dict[str, Any] = {
        "land": "NL",
        "eerste_ziektedag": day(0),
        "werkgever": {},
        "dienstverband": {},
        "verzuimperiodes": [{"van": day(0), "verzuimpercentage": 100}],
        "situatie": {"vangnet": "nee"},
        "documenten": [],
    }
    for name, value in changes.items():
        data[name] = {**data[name], **value} if isinstance(value, Mapping) else value
    return situation_of(Case.of(data), None if op is None else date.fromisoformat(op))


def letters(found: RivSituation) -> str:
    return "".join(element.letter for element in found.elements)


ROWS: list[tuple[str, dict[str, Any], RivKind, str, str | None]] = [
    ("in_dienst", {}, RivKind.VOLLEDIG, ALL, day(636)),
    ("uit_dienst_kort", {"dienstverband": {"einddatum": day(40)}}, RivKind.GEEN, "", None),
    ("uit_dienst_verkort", {"dienstverband": {"einddatum": day(60)}}, RivKind.VERKORT, SHORT, day(60)),
    # Ten weeks to the day, the last day included, is no longer short.
    ("uit_dienst_verkort", {"dienstverband": {"einddatum": day(68)}}, RivKind.VERKORT, SHORT, day(68)),
    ("uit_dienst", {"dienstverband": {"einddatum": day(69)}}, RivKind.VOLLEDIG, ALL, day(69)),
    (
        "uit_dienst_verkort",
        {"dienstverband": {"einddatum": day(200)}, "situatie": {"herstel_verwacht_binnen_drie_maanden": "ja"}},
        RivKind.VERKORT,
        SHORT,
        day(200),
    ),
    (
        "uit_dienst_verkort",
        {"dienstverband": {"einddatum": day(200)}, "situatie": {"dreigend_langdurig_verzuim": "nee"}},
        RivKind.VERKORT,
        SHORT,
        day(200),
    ),
    ("uit_dienst", {"situatie": {"ziek_uit_dienst": "ja"}}, RivKind.VOLLEDIG, ALL, None),
    (
        "erd_zw",
        {"werkgever": {"eigenrisicodrager_zw": "ja"}, "dienstverband": {"einddatum": day(200)}},
        RivKind.GEEN,
        "",
        day(636),
    ),
    (
        "erd_zw_wia",
        {
            "werkgever": {"eigenrisicodrager_zw": "ja"},
            "dienstverband": {"einddatum": day(200)},
            "bijgewerkt_op": day(620),
        },
        RivKind.VOLLEDIG,
        ALL,
        day(636),
    ),
    ("zonder_werkgever", {"situatie": {"zonder_werkgever": "ja"}}, RivKind.GEEN, "", None),
    ("vangnet", {"situatie": {"vangnet": "ja"}}, RivKind.VOLLEDIG, ALL, day(636)),
    ("erd_wga", {"werkgever": {"eigenrisicodrager_wga": "ja"}}, RivKind.VOLLEDIG, ALL, day(636)),
    (
        "hersteld",
        {"verzuimperiodes": [{"van": day(0), "tot": day(300), "verzuimpercentage": 100}]},
        RivKind.GEEN,
        "",
        None,
    ),
    (
        "geen_mogelijkheden",
        {"situatie": {"arbeidsmogelijkheden": "duurzaam_geen"}},
        RivKind.BEPERKT,
        LIMITED,
        day(636),
    ),
    ("verkorte_wachttijd", {"situatie": {"vervroegde_iva": "ja"}}, RivKind.GEEN, "", None),
    ("loonsanctie", {"situatie": {"loonsanctie_tot": day(1000)}}, RivKind.AANVULLING, ALL, day(636)),
    ("verlengde_wachttijd", {"situatie": {"wachttijd_verlengd_tot": day(800)}}, RivKind.VOLLEDIG, ALL, day(709)),
    ("aow_na_wachttijd", {"situatie": {"aow_datum": day(900)}}, RivKind.VOLLEDIG, ALL, day(636)),
    ("aow_voor_einde_wachttijd", {"situatie": {"aow_datum": day(500)}}, RivKind.GEEN, "", None),
    ("belgie", {"land": "BE"}, RivKind.GEEN, "", None),
]


@pytest.mark.parametrize(("cell", "changes", "kind", "wanted", "ready"), ROWS)
def test_a_situation_asks_for_its_report(
    cell: str, changes: dict[str, Any], kind: RivKind, wanted: str, ready: str | None
) -> None:
    found = asked(**changes)
    assert (found.cell, found.kind) == (cell, kind)
    first_year = any(FIRST_YEAR in kinds for element in found.elements for kinds in element.carriers)
    assert first_year == (kind in {RivKind.VOLLEDIG, RivKind.AANVULLING} and not cell.startswith("uit_dienst"))
    assert letters(found) == wanted
    assert (found.ready_by.isoformat() if found.ready_by else None) == ready
    assert found.reason.endswith(".")


def test_a_short_absence_needs_no_first_year_evaluation_and_a_long_one_does() -> None:
    def yearly(last: int) -> bool:
        found = asked(dienstverband={"einddatum": day(last)})
        return any(FIRST_YEAR in kinds for element in found.elements for kinds in element.carriers)

    assert (yearly(362), yearly(363)) == (False, True)


@pytest.mark.parametrize(
    ("changes", "op", "due"),
    [
        ({}, day(601), False),
        ({}, day(602), True),
        ({"situatie": {"wia_aangevraagd_op": day(500)}}, day(510), True),
        ({"documenten": [{"soort": "actueel_oordeel"}]}, None, True),
        ({"situatie": {"wachttijd_verlengd_tot": day(800)}}, day(620), False),
        ({"dienstverband": {"einddatum": day(200)}}, day(100), False),
        ({"dienstverband": {"einddatum": day(200)}}, day(158), True),
        ({"dienstverband": {"einddatum": day(200)}, "situatie": {"ziek_uit_dienst": "ja"}}, day(100), True),
    ],
)
def test_a_report_is_put_together_when_it_is_near(changes: dict[str, Any], op: str | None, due: bool) -> None:
    assert asked(op, **changes).is_due is due


def test_recovered_days_move_the_report() -> None:
    ill = [
        {"van": day(0), "tot": day(99), "verzuimpercentage": 100},
        {"van": day(120), "verzuimpercentage": 100},
    ]
    found = asked(verzuimperiodes=ill)
    assert found.ready_by == FIRST + timedelta(days=656)


def test_an_empty_dossier_still_gets_an_answer() -> None:
    assert situation_of(Case.of({})).cell == "onbekend"
    assert situation_of(Case.of([])).kind is RivKind.VOLLEDIG


def test_every_carrier_is_a_kind_of_document() -> None:
    kinds = {kind for element in ELEMENTS for carriers in element.carriers for kind in carriers}
    assert kinds - {FIRST_YEAR} <= document_shapes().keys()
    assert "".join(element.letter for element in ELEMENTS) == ALL
