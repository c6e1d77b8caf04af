"""The contradictions that no schema can see; every check with a case that it finds and cases that it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.dossier.checks import problems
from pipeline.dossier.load import Dossier
from pipeline.dossier.schema import problems as schema_problems

Put = Callable[[str, Any], Any]
Read = Callable[[Any], Dossier]
D = "/documenten"


def found(dossier: Dossier) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.rule) for problem in problems(dossier)]


def test_the_complete_example_contradicts_itself_nowhere(full: Any, dossier: Read) -> None:
    assert found(dossier(full)) == []


# What is changed, into what, and the contradiction that is then reported there or, in the second list, elsewhere.
HERE = [
    (f"{D}/5/id", "gv-1", "id.dubbel"),
    (f"{D}/3/probleemanalyse", "pa-9", "verwijzing.onbekend"),
    (f"{D}/3/probleemanalyse", "ev-1", "verwijzing.soort"),
    (f"{D}/7/plan_van_aanpak", "bpva-1", "verwijzing.zelf"),
    (f"{D}/3/probleemanalyse", "bpa-1", "verwijzing.later"),
    (f"{D}/4/activiteiten/0/afspraak", "Z9", "verwijzing.afspraak"),
    ("/verzuimperiodes/1/tot", "2024-12-01", "volgorde.periode"),
    (f"{D}/10/einddatum", "2025-11-23", "volgorde.periode"),
    (f"{D}/12/oordeel_op", "2026-03-01", "volgorde.periode"),
    (f"{D}/1/datum", "2024-11-03", "volgorde.voor_eerste_ziektedag"),
    (f"{D}/2/datum_spreekuur", "2024-12-11", "volgorde.na_document"),
    (f"{D}/9/datum_gesprek", "2025-10-21", "volgorde.na_document"),
    (f"{D}/8/belastbaarheid/datum", "2025-10-03", "volgorde.na_document"),
    (f"{D}/1/volgend_contact", "2024-11-17", "volgorde.voor_document"),
    (f"{D}/2/herbeoordeling_op", "2024-12-09", "volgorde.voor_document"),
    (f"{D}/3/ondertekening/werknemer/datum", "2024-12-18", "volgorde.ondertekening"),
    (f"{D}/2/ondertekening/datum", "2024-12-09", "volgorde.ondertekening"),
    (f"{D}/1/akkoord_werknemer/datum", "2024-11-17", "volgorde.ondertekening"),
    (f"{D}/3/afschriften/0/datum", "2024-12-18", "volgorde.afschrift"),
    ("/situatie/melding_42e_week_op", "2024-11-03", "volgorde.voor_eerste_ziektedag"),
    ("/situatie/medische_informatie_verstrekt_op", "2024-11-03", "volgorde.voor_eerste_ziektedag"),
    ("/verzuimperiodes/1/van", "2024-12-22", "verzuim.overlap"),
    ("/eerste_ziektedag", "2024-11-01", "verzuim.begin"),
    ("/werknemer/geboortedatum", "2024-11-05", "volgorde.na_eerste_ziektedag"),
    ("/dienstverband/begindatum", "2024-11-05", "volgorde.na_eerste_ziektedag"),
    ("/dienstverband/einddatum", "2024-11-03", "volgorde.voor_eerste_ziektedag"),
    ("/betrokkenen/0/rol", "controlearts", "land.rol"),
    ("/werknemer/adres/postcode", "1000", "land.postcode"),
    ("/verzuimperiodes/0/verzuimpercentage", 99.999, "getal.decimalen"),
    ("/verzuimperiodes/0/contracturen", 1e-300, "getal.decimalen"),
    ("/dienstverband/contracturen", 36.005, "getal.decimalen"),
    ("/verzuimperiodes/3/arbeidstherapeutische_uren", 17, "uren.deel"),
    (f"{D}/9/huidig_werk/arbeidstherapeutische_uren", 20, "uren.deel"),
]
ELSEWHERE = [
    (f"{D}/11/periode/van", "2026-02-14", f"{D}/11/periode/tot", "volgorde.periode"),
    (f"{D}/10/fasen/1/van", "2026-08-25", f"{D}/10/fasen/1/tot", "volgorde.periode"),
    (f"{D}/9/huidig_werk/werkt_nu", "nee", f"{D}/9/huidig_werk/uren_per_week", "werk.tegenspraak"),
    ("/verzuimperiodes/1/werk", "geen", "/verzuimperiodes/1/gewerkte_uren", "werk.tegenspraak"),
]
CASES = [*((pointer, value, pointer, rule) for pointer, value, rule in HERE), *ELSEWHERE]


@pytest.mark.parametrize(("pointer", "value", "at", "rule"), CASES, ids=[f"{case[3]} {case[0]}" for case in CASES])
def test_a_contradiction_is_found_where_it_stands(
    put: Put, dossier: Read, pointer: str, value: Any, at: str, rule: str
) -> None:
    changed = dossier(put(pointer, value))
    assert schema_problems(changed) == [], "the schema alone does not see it"
    assert (at, rule) in found(changed)


@pytest.mark.parametrize(
    ("dossier_land", "land", "postcode", "wrong"),
    [
        ("NL", None, "1000", True),
        ("NL", "NL", "1000", True),
        ("NL", "BE", "1000", False),
        ("NL", "BE", "1234 AB", True),
        ("BE", None, "1234 AB", True),
        ("BE", None, "1000", False),
        ("BE", "NL", "1234 AB", False),
        ("NL", "XX", "1000", False),  # the schema refuses the country
        ("NL", "BE", "1234AB", False),  # and this form
    ],
)
def test_a_postcode_has_the_form_of_its_country(
    put: Put, dossier: Read, dossier_land: str, land: str | None, postcode: str, wrong: bool
) -> None:
    put("/land", dossier_land)
    address = put("/werknemer/adres/postcode", postcode)["werknemer"]["adres"]
    address.pop("land", None)
    changed = put("/werknemer/adres/land", land) if land else put("/land", dossier_land)
    assert (("/werknemer/adres/postcode", "land.postcode") in found(dossier(changed))) is wrong


@pytest.mark.parametrize("hundredths", [0, 1, 7, 29, 57, 3333, 5795, 9999, 10000])
def test_two_decimals_are_never_too_many(put: Put, dossier: Read, hundredths: int) -> None:
    number = float(f"{hundredths // 100}.{hundredths % 100:02}")
    assert found(dossier(put("/verzuimperiodes/0/verzuimpercentage", number))) == []


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (f"{D}/0/datum", "2024-10-01"),  # a contactblad may be older than the absence
        (f"{D}/3/datum", "2025-01-20"),  # a plan that is late: reported elsewhere, with its reason
        ("/situatie/melding_42e_week_op", "2026-05-01"),  # a late notification
        (f"{D}/3/ondertekening/werknemer/datum", "2024-12-19"),  # signed on the day itself
    ],
)
def test_what_is_late_or_early_but_possible_is_no_contradiction(
    put: Put, dossier: Read, pointer: str, value: Any
) -> None:
    changed = put(pointer, value)
    if pointer == f"{D}/3/datum":
        changed["documenten"][3] |= {"ondertekening": {}, "afschriften": []}  # of before the new date
    assert found(dossier(changed)) == []


def test_a_period_after_an_open_one_overlaps(full: Any, dossier: Read) -> None:
    del full["verzuimperiodes"][0]["tot"]
    assert found(dossier(full)) == [("/verzuimperiodes/1/van", "verzuim.overlap")]


def test_periods_with_the_same_beginning_overlap(put: Put, dossier: Read) -> None:
    assert ("/verzuimperiodes/1/van", "verzuim.overlap") in found(dossier(put("/verzuimperiodes/1/van", "2024-11-04")))


def test_leave_may_not_overlap_either(put: Put, dossier: Read) -> None:
    leave = [{"van": "2025-03-01", "tot": "2025-03-31"}, {"van": "2025-03-31", "tot": "2025-04-30"}]
    assert found(dossier(put("/verlofperiodes", leave))) == [("/verlofperiodes/1/van", "verzuim.overlap")]


def test_an_eerstejaarsevaluatie_needs_both_views(full: Any, dossier: Read) -> None:
    del full["documenten"][9]["visie"]
    assert found(dossier(full)) == [(f"{D}/9", "evaluatie.visie")]


def test_a_tussentijdse_evaluatie_does_not(full: Any, dossier: Read) -> None:
    del full["documenten"][4]["visie"]
    assert found(dossier(full)) == []


def test_a_belgian_dossier_has_no_documents_of_dutch_law(put: Put, dossier: Read) -> None:
    rules = found(dossier(put("/land", "BE")))
    assert [pointer for pointer, rule in rules if rule == "land.document"] == [
        f"{D}/{index}/soort" for index in range(20) if index not in (0, 1, 5)
    ]
    assert ("/betrokkenen/4/rol", "land.rol") in rules, "a bedrijfsarts is Dutch"


@pytest.mark.parametrize("value", [None, 5, "gisteren", [], {"datum": 1}, ["x"], "2024-02-30", True])
@pytest.mark.parametrize(
    "pointer",
    ["/eerste_ziektedag", "/verzuimperiodes", "/verzuimperiodes/0", "/verzuimperiodes/0/tot", "/documenten", f"{D}/3",
     f"{D}/3/datum", f"{D}/3/soort", f"{D}/3/id", f"{D}/3/probleemanalyse", "/werknemer", "/land"],
)  # fmt: skip
def test_what_the_schema_refuses_does_not_stop_the_checks(put: Put, dossier: Read, pointer: str, value: Any) -> None:
    for problem in problems(dossier(put(pointer, value))):
        assert problem.line


def test_a_wrong_date_is_reported_by_the_schema_only(put: Put, dossier: Read) -> None:
    assert found(dossier(put("/verzuimperiodes/0/tot", "2024-02-30"))) == []


def test_a_document_of_an_unknown_kind_is_still_there_to_refer_to(put: Put, dossier: Read) -> None:
    assert found(dossier(put(f"{D}/2/soort", "analyse"))) == []


def test_documents_of_unknown_kinds_with_the_same_id_are_left_to_the_schema(full: Any, dossier: Read) -> None:
    full["documenten"] = [{"soort": "brief", "id": "a", "datum": "2020-01-01"}] * 2
    assert found(dossier(full)) == []


@pytest.mark.parametrize("data", [[], "tekst", 5, None])
def test_a_file_that_is_no_dossier_has_no_contradictions(dossier: Read, data: Any) -> None:
    assert found(dossier(data)) == []
    assert [problem.rule for problem in schema_problems(dossier(data))] == ["schema.type"]
