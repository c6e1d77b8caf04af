"""Where a check must stay silent or cannot judge: borders to the day, reasons that are given, and odd dossiers."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.dossier.completeness import examine
from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.examine import CHECKS
from pipeline.dossier.load import load
from pipeline.model import Checked, Grade
from pipeline.reports.checking import AID
from pipeline.resources import data_root

FIRST = date(2026, 1, 5)
Examined = Callable[..., dict[int, Checked]]
MOOT = Grade.NIET_TE_BEOORDELEN


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def rules(found: dict[int, Checked], number: int) -> list[str]:
    return [remark.rule.rpartition(".")[2] for remark in found[number].remarks]


def document(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in data["documenten"] if item["id"] == name)
    return found


def drop(data: dict[str, Any], name: str) -> None:
    data["documenten"] = [item for item in data["documenten"] if item["id"] != name]


@pytest.mark.parametrize(
    ("number", "name", "field", "last", "key"),
    [
        (9, "pa", "datum", 42, "te_laat"),
        (10, "pva", "datum", 49, "te_laat"),
        (16, "bpva", "datum", 214, "te_laat"),
        (22, "tp", "datum", 370, "plan_na_start"),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_not(
    complete: dict[str, Any], examined: Examined, number: int, name: str, field: str, last: int, key: str
) -> None:
    document(complete, name)[field] = day(last)
    assert key not in rules(examined(complete), number)
    document(complete, name)[field] = day(last + 1)
    assert key in rules(examined(complete), number)


@pytest.mark.parametrize(("number", "wanted"), [(287, []), (294, []), (295, ["te_laat"]), (286, ["te_vroeg"])])
def test_18_the_report_in_week_42_has_its_borders(
    complete: dict[str, Any], examined: Examined, number: int, wanted: list[str]
) -> None:
    complete["situatie"]["melding_42e_week_op"] = day(number)
    assert rules(examined(complete), 18) == wanted


def test_17_forty_two_days_are_in_time_and_forty_three_are_not(complete: dict[str, Any], examined: Examined) -> None:
    review = document(complete, "ev-381")
    assert rules(examined(complete), 17) == []
    review["datum_gesprek"] = review["datum"] = day(382)
    assert rules(examined(complete), 17) == ["gat"]


def test_17_recovered_days_do_not_count(complete: dict[str, Any], examined: Examined) -> None:
    drop(complete, "ev-381")
    complete["verzuimperiodes"][1]["tot"] = day(339)
    later = {**complete["verzuimperiodes"][1], "van": day(361)}
    del later["tot"]
    complete["verzuimperiodes"].append(later)
    assert "gat" in rules(examined(complete), 17)  # 84 days, of which 21 recovered
    later["van"] = day(423)
    assert examined(complete)[17].grade is not MOOT


@pytest.mark.parametrize(("size", "wanted"), [(10_000_000, []), (10_000_001, ["te_groot"])])
def test_29_ten_megabytes_is_the_most(
    complete: dict[str, Any], examined: Examined, size: int, wanted: list[str]
) -> None:
    assert rules(examined(complete, sizes={"/bijlagen/0": size}), 29) == wanted


def test_6_before_july_2023_no_views_were_asked(complete: dict[str, Any], examined: Examined) -> None:
    for name, made in (("pva", "2023-06-30"), ("bpva", "2023-06-30"), ("eje", "2023-06-30")):
        document(complete, name)["datum"] = made
        document(complete, name).pop("visie")
    assert rules(examined(complete), 6) == ["geen_stuk"]
    document(complete, "pva")["datum"] = "2023-07-01"
    assert "ontbreekt" in rules(examined(complete), 6)


def test_15_a_reasoned_departure_and_a_recognised_word_are_enough(complete: dict[str, Any], examined: Examined) -> None:
    document(complete, "pa")["advies"]["interventies"] = ["vervoersvoorziening", "scholing"]
    assert rules(examined(complete), 15) == ["niet_terug"] * 2
    agreement = document(complete, "pva")["afspraken"]["arbeidsvoorwaarden"][0]
    agreement["activiteit"] = "Vergoeding van het woon-werkvervoer regelen."
    assert rules(examined(complete), 15) == ["niet_terug"]
    document(complete, "pva")["afwijking_van_advies"] = "De werknemer volgde de cursus al."
    assert rules(examined(complete), 15) == []


def test_5_a_signed_copy_beside_the_dossier_counts(complete: dict[str, Any], examined: Examined) -> None:
    del document(complete, "pva")["ondertekening"]
    assert rules(examined(complete), 5) == ["ontbreekt"] * 2
    complete["bijlagen"][0]["vervangt"] = "pva"
    found = examined(complete)
    assert (rules(found, 2), rules(found, 5)) == ([], [])


def test_1_a_file_from_another_counts_as_the_document(complete: dict[str, Any], examined: Examined) -> None:
    drop(complete, "pa")
    assert rules(examined(complete), 1) == ["stuk_ontbreekt"]
    complete["bijlagen"][0] |= {"soort_stuk": "probleemanalyse", "datum": day(30), "gemaakt_op": day(30)}
    found = examined(complete)
    assert (rules(found, 1), rules(found, 9)) == ([], [])


def test_1_names_the_letters_that_go_missing_with_a_document(complete: dict[str, Any], examined: Examined) -> None:
    drop(complete, "ee")
    assert "onderdeel b, i en k van" in examined(complete)[1].remarks[0].says


def test_24_a_warning_afterwards_is_an_answer(complete: dict[str, Any], examined: Examined) -> None:
    document(complete, "ev-381")["terugblik"] = "De werknemer is zonder bericht niet verschenen."
    complete["situatie"]["maatregelen"] = [{"soort": "schriftelijke_waarschuwing", "datum": day(380)}]
    assert rules(examined(complete), 24) == ["geen_reactie"]
    complete["situatie"]["maatregelen"][0]["datum"] = day(381)
    assert rules(examined(complete), 24) == []


@pytest.mark.parametrize("answer", ["deskundigenoordeel", "mediation"])
def test_25_help_from_outside_is_an_answer(complete: dict[str, Any], examined: Examined, answer: str) -> None:
    document(complete, "ev-381")["terugblik"] = "De re-integratie loopt vast."
    assert rules(examined(complete), 25) == ["geen_reactie"]
    if answer == "mediation":
        complete["situatie"]["maatregelen"] = [{"soort": "mediation", "datum": day(400)}]
    else:
        complete["documenten"].append({"soort": "deskundigenoordeel", "id": "do", "datum": day(400)})
    assert rules(examined(complete), 25) == []


def test_11_a_motivated_analysis_needs_no_plan(complete: dict[str, Any], examined: Examined) -> None:
    for name in ("pva", "bpva"):
        drop(complete, name)
    complete["situatie"]["arbeidsmogelijkheden"] = "duurzaam_geen"
    for name in ("pa", "bpa"):
        document(complete, name)["arbeidsmogelijkheden"] = "duurzaam_geen"
    assert rules(examined(complete), 11) == ["zonder_motivering"]
    document(complete, "pa")["motivering_geen_plan"] = "Er is geen werk dat past."
    assert rules(examined(complete), 11) == []


def test_26_says_which_report_and_when(complete: dict[str, Any], examined: Examined) -> None:
    complete["dienstverband"]["einddatum"] = day(60)
    complete["situatie"]["ziek_uit_dienst"] = "ja"
    says = examined(complete, day(40))[26].remarks[0].says
    assert "verkort" in says
    assert "06-03-2026" in says


def test_20_a_person_without_possibilities_needs_no_second_track(complete: dict[str, Any], examined: Examined) -> None:
    del document(complete, "eje")["tweede_spoor"]
    drop(complete, "tp")
    complete["situatie"] |= {"tweede_spoor": "nee", "arbeidsmogelijkheden": "tijdelijk_geen"}
    assert rules(examined(complete), 20) == ["niet_van_toepassing"]


def test_without_a_day_nothing_is_late(complete: dict[str, Any], examined: Examined) -> None:
    del complete["bijgewerkt_op"]
    complete["documenten"] = []
    found = examined(complete)
    assert {check.grade for check in found.values()} <= {MOOT, Grade.GEZIEN, Grade.FOUT}
    assert [number for number, check in found.items() if check.grade is Grade.FOUT] == [1]
    complete["situatie"] = {"vangnet": "nee"}
    found = examined(complete)
    assert {check.grade for check in found.values()} == {MOOT, Grade.GEZIEN}
    assert rules(found, 9) == rules(found, 18) == ["geen_dag"]


def test_the_day_that_was_asked_about_wins_from_the_day_in_the_dossier(
    complete: dict[str, Any], examined: Examined
) -> None:
    complete["documenten"] = []
    complete["situatie"] = {"vangnet": "nee"}
    assert rules(examined(complete), 9) == ["ontbreekt"]
    assert rules(examined(complete, day(10)), 9) == ["nog_niet"]


def test_a_belgian_dossier_is_not_judged(complete: dict[str, Any], examined: Examined) -> None:
    complete["land"] = "BE"
    assert {check.grade for check in examined(complete).values()} == {MOOT}


def test_without_an_employer_uwv_does_what_the_employer_would(complete: dict[str, Any], examined: Examined) -> None:
    complete["situatie"]["zonder_werkgever"] = "ja"
    found = examined(complete)
    assert {number for number, check in found.items() if check.grade is not MOOT} == {3, 4, 23, 27, 28, 29}


def test_a_remark_knows_its_line(complete: dict[str, Any], examined: Examined) -> None:
    document(complete, "pva")["datum"] = day(50)
    remark = examined(complete)[10].remarks[0]
    lines = json.dumps(complete, indent=1).splitlines()
    assert remark.line is not None
    assert day(50) in lines[remark.line - 1]


def test_the_catalogue_follows_its_schema_and_every_check_has_its_function() -> None:
    folder = data_root("schemas") / "v1"
    schema = json.loads((folder / "controles.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads((folder / "controles.json").read_text("utf-8")))
    assert list(catalogue().checks) == list(range(1, 31))
    assert sorted(CHECKS) == list(range(1, 31))


def test_nothing_ever_says_that_a_report_is_sufficient() -> None:
    text = (data_root("schemas") / "v1" / "controles.json").read_text("utf-8") + AID.split(":")[0]
    said = re.compile(
        r"is (voldoende|compleet|volledig|in orde|goedgekeurd)|voldoet aan (alle|de) eisen|uwv keurt goed"
    )
    assert said.search(text.lower()) is None


CANARY = "Kanarievogel"


def _marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    is_text = isinstance(value, str) and " " in value
    return f"{value} {CANARY} conflict weigert" if is_text else value


def test_no_text_of_the_dossier_ends_up_in_an_outcome(complete: dict[str, Any], examined: Examined) -> None:
    found = examined(_marked(complete))
    assert rules(found, 24) != []
    assert CANARY not in repr(found)


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_stands_somewhere_no_check_breaks(data: st.DataObject, request: pytest.FixtureRequest) -> None:
    dossier = copy.deepcopy(request.getfixturevalue("complete"))
    at: Any = dossier
    while True:
        key = data.draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
        if not at[key] or not isinstance(at[key], dict | list) or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = data.draw(st.sampled_from([None, 7, "x", [], {}, [7], [[]], {"datum": 3}, "2026-01-01", True]))
    found = examine(load(json.dumps(dossier).encode(), "x.json"), None, ())
    assert [check.number for check in found] == list(range(1, 31))


@pytest.mark.parametrize("content", [b"{}", b"[]", b"7", b'{"documenten": 3, "verzuimperiodes": {}}'])
def test_what_is_no_dossier_is_not_judged_and_breaks_nothing(content: bytes) -> None:
    found = examine(load(content, "x.json"), date(2026, 1, 1), ())
    assert len(found) == 30
