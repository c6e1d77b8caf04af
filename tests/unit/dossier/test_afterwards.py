"""A rapportage achteraf cannot be dated back, and a file replaces only a document that is there."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.dossier.afterwards import replaced_documents, written_after_what_happened
from pipeline.dossier.facts import Case


def report(day: str, *told: str, **more: Any) -> dict[str, Any]:
    events = [{"datum": item, "wat": "Gesprek gevoerd."} for item in told]
    return {
        "documenten": [{"soort": "achteraf_rapportage", "id": "ar", "datum": day, "gebeurtenissen": events, **more}]
    }


@pytest.mark.parametrize(
    ("day", "told", "wrong"),
    [
        ("2026-05-04", ["2025-03-24", "2026-05-03"], []),
        ("2026-05-04", ["2026-05-04"], ["/documenten/0/gebeurtenissen/0/datum"]),
        ("2025-04-01", ["2025-03-24", "2025-05-12"], ["/documenten/0/gebeurtenissen/1/datum"]),
        ("geen", ["2025-05-12"], []),
    ],
)
def test_it_is_made_after_all_that_it_tells(day: str, told: list[str], wrong: list[str]) -> None:
    found = list(written_after_what_happened(Case.of(report(day, *told))))
    assert [(fault.pointer, fault.rule) for fault in found] == [(pointer, "achteraf.datum") for pointer in wrong]


def test_a_signature_is_not_something_that_is_told() -> None:
    signed = {"werkgever": {"status": "ondertekend", "naam": "A", "functie": "B", "datum": "2026-05-06"}}
    assert list(written_after_what_happened(Case.of(report("2026-05-04", "2025-03-24", ondertekening=signed)))) == []


@pytest.mark.parametrize(("name", "wrong"), [("besluit_op", True), ("hersteld_op", True), ("datum", False)])
def test_a_melding_tells_of_nothing_that_was_still_to_come(name: str, wrong: bool) -> None:
    document = {"soort": "melding_herstel", "id": "mh", "datum": "2026-10-12", "besluit_op": "2026-03-23"}
    document |= {"hersteld_op": "2026-10-12", name: "2026-10-13"}
    assert bool(list(written_after_what_happened(Case.of({"documenten": [document]})))) is wrong


DOCUMENTS = [
    {"soort": "plan_van_aanpak", "id": "pva"},
    {"soort": "evaluatie", "id": "eje", "soort_evaluatie": "eerstejaars"},
    {"soort": "evaluatie", "id": "ev", "soort_evaluatie": "tussentijds"},
]


@pytest.mark.parametrize(
    ("item", "is_wrong"),
    [
        ({"pad": "a.pdf", "soort_stuk": "plan_van_aanpak", "vervangt": "pva"}, False),
        ({"pad": "a.pdf", "soort_stuk": "eerstejaarsevaluatie", "vervangt": "eje"}, False),
        ({"pad": "a.pdf", "soort_stuk": "tussentijdse_evaluatie", "vervangt": "ev"}, False),
        ({"pad": "a.pdf", "soort_stuk": "tussentijdse_evaluatie", "vervangt": "eje"}, True),
        ({"pad": "a.pdf", "soort_stuk": "plan_van_aanpak", "vervangt": "weg"}, True),
        ({"soort_stuk": "plan_van_aanpak", "vervangt": "pva"}, True),
        ({"pad": "a.pdf"}, False),
    ],
)
def test_a_file_replaces_a_document_of_its_own_kind(item: dict[str, str], is_wrong: bool) -> None:
    found = list(replaced_documents(Case.of({"documenten": DOCUMENTS, "bijlagen": [item]})))
    assert [fault.pointer for fault in found] == (["/bijlagen/0/vervangt"] if is_wrong else [])
