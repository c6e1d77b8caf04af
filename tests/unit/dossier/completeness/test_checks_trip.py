"""Every check of section 6 of the research, by number: for each thing it can say a dossier that makes it say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.model import Category, Checked, Finding, Grade

FIRST = date(2026, 1, 5)
GONE = object()
"""Stands for a field or an item that is taken away."""

Examined = Callable[..., dict[int, Checked]]
Changes = Mapping[str, Any]


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def change(data: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """Puts values in a dossier: "pva/visie/werknemer" begins in the document with that id, "/land" in the dossier."""
    for place, value in changes.items():
        *steps, last = place.strip("/").split("/")
        at: Any = data
        if not place.startswith("/"):
            names = [document["id"] for document in data["documenten"]]
            at = data["documenten"]
            steps = [str(names.index((*steps, last)[0])), *steps[1:]]
            if "/" not in place:
                last, steps = steps[0], []
        for step in steps:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        key = int(last) if isinstance(at, list) and last != "-" else last
        if value is GONE:
            del at[key]
        elif key == "-":
            at.append(value)
        else:
            at[key] = value
    return data


def without(*names: str) -> Changes:
    return dict.fromkeys(names, GONE)


def finding(*, blocking: bool, category: Category = Category.DIAGNOSE) -> Finding:
    return Finding(0, 3, category, "x", blocking, place="/documenten/0/advies/toelichting")


TALK = {"soort": "gespreksverslag", "id": "gv", "datum": day(400), "aanleiding": "periodiek_contact"}
SAYS_NO = {"/documenten/-": {**TALK, "knelpunten": "De werknemer komt afspraken niet na."}}
STUCK = {"/documenten/-": {**TALK, "knelpunten": "Er is een conflict over de taken."}}
LEAVES = {"/dienstverband/einddatum": day(200), "/situatie/ziek_uit_dienst": "ja"}
UNABLE = {
    **without("pva", "bpva", "pa/belastbaarheid", "ee"),
    "/situatie/arbeidsmogelijkheden": "duurzaam_geen",
    "pa/arbeidsmogelijkheden": "duurzaam_geen",
    "bpa/arbeidsmogelijkheden": "duurzaam_geen",
}
PERIOD = {"verzuimpercentage": 60, "contracturen": 30, "gewerkte_uren": 12, "loonwaarde": 40}

# The number of the check, what it says, how the dossier differs, the day, and what is known of the files.
ROWS: list[tuple[int, str, Changes, str | None, dict[str, Any]]] = [
    (1, "stuk_ontbreekt", without("ee"), None, {}),
    (1, "stuk_ontbreekt", without("pa"), None, {}),
    (1, "stuk_ontbreekt", without("ow"), None, {}),
    (1, "stuk_ontbreekt", {"eje/soort_evaluatie": "tussentijds"}, None, {}),
    (1, "gegeven_ontbreekt", without("/dienstverband/bekwaamheden"), None, {}),
    (1, "gegeven_ontbreekt", {**LEAVES, "/dienstverband/einddatum": day(60), "/betrokkenen": []}, None, {}),
    (1, "medische_datum", without("/situatie/medische_informatie_verstrekt_op"), None, {}),
    (
        1,
        "later",
        {**without("ao", "ee", "ow", "/situatie/wia_aangevraagd_op", "/situatie/medische_informatie_verstrekt_op")},
        day(500),
        {},
    ),
    (1, "geen_riv", {"/situatie/vervroegde_iva": "ja"}, None, {}),
    (2, "geen_datum", without("ee/datum"), None, {}),
    (2, "geen_maker", without("ow/ondertekening"), day(680), {}),
    (2, "geen_maker", without("pva/ondertekening"), None, {}),
    (2, "nog_niemand", without("ow/ondertekening"), None, {}),
    (3, "ontbreekt", without("/werknemer/bsn"), None, {}),
    (3, "onjuist", {"/werknemer/bsn": "123456789"}, None, {}),
    (3, "ander_nummer", {"ee/uitvoering_afspraken": "Zie 111222333 voor het rooster."}, None, {}),
    (4, "ontbreekt", without("/eerste_ziektedag"), None, {}),
    (4, "verloop", {"/verzuimperiodes/0/van": day(1)}, None, {}),
    (4, "stuk", {"pa/eerste_ziektedag": day(2)}, None, {}),
    (
        4,
        "fictief",
        {
            "/verzuimperiodes/0/tot": day(300),
            "/verzuimperiodes/1/van": day(311),
            "ao/eerste_ziektedag": day(10),
        },
        None,
        {},
    ),
    (5, "ontbreekt", without("pva/ondertekening/werknemer"), None, {}),
    (5, "ontbreekt", without("eje/ondertekening/werkgever"), None, {}),
    (5, "ontbreekt", without("pa/ondertekening"), None, {}),
    (5, "nog_niet", without("ee/ondertekening/werknemer"), None, {}),
    (5, "zonder_reden", {"bpva/ondertekening/werknemer/status": "niet_gereageerd"}, None, {}),
    (
        5,
        "geweigerd",
        {"ee/ondertekening/werknemer/status": "geweigerd", "ee/ondertekening/werknemer/reden": "Oneens."},
        None,
        {},
    ),
    (6, "ontbreekt", without("pva/visie/werknemer"), None, {}),
    (6, "ontbreekt", without("eje/visie"), None, {}),
    (6, "gelijk", {"bpva/visie/werknemer": "Het rooster  laat dit toe"}, None, {}),
    (6, "leeg", {"eje/visie/werknemer": "N.v.t."}, None, {}),
    (7, "ontbreekt", without("ee/bedrijf"), None, {}),
    (7, "ontbreekt", without("ee/arbeidsrelatie"), None, {}),
    (7, "ontbreekt", {"ee/passende_arbeid": {"aanwezig": "nee", "toelichting": "geen"}}, None, {}),
    (8, "ontbreekt", without("ao/belastbaarheid"), None, {}),
    (8, "ontbreekt", without("ao/verloop"), None, {}),
    (8, "ontbreekt", without("ao/arbeidsrelatie"), None, {}),
    (8, "oud", {"ao/datum": day(540)}, None, {}),
    (8, "na_eindevaluatie", {"ao/datum": day(635)}, None, {}),
    (9, "ontbreekt", without("pa"), day(60), {}),
    (9, "te_laat", {"pa/datum": day(43)}, None, {}),
    (9, "met_reden", {"pa/datum": day(43), "pa/reden_te_laat": "Het spreekuur was vol."}, None, {}),
    (9, "nog_niet", without("pa"), day(20), {}),
    (9, "niet_van_toepassing", {**without("pa"), "/situatie/dreigend_langdurig_verzuim": "nee"}, None, {}),
    (10, "ontbreekt", without("pva", "bpva"), day(60), {}),
    (10, "te_laat", {"pva/datum": day(50)}, None, {}),
    (10, "met_reden", {"pva/datum": day(50), "pva/reden_te_laat": "Er was vakantie."}, None, {}),
    (10, "geen_stuk", without("pa", "pva", "bpva"), None, {}),
    (11, "zonder_motivering", UNABLE, None, {}),
    (11, "zonder_motivering", without("pva", "bpva"), None, {}),
    (11, "herbeoordeling", {**without("pva", "bpva"), "bpa/arbeidsmogelijkheden": "tijdelijk_geen"}, None, {}),
    (12, "ontbreekt", {"pva/doelen": []}, None, {}),
    (12, "ontbreekt", without("bpva/evaluatieafspraken"), None, {}),
    (12, "ontbreekt", without("bpva/afspraken/arbeidsinhoud/0/wie"), None, {}),
    (12, "ontbreekt", without("pva/doelen/0/termijn"), None, {}),
    (12, "casemanager", without("pva/casemanager"), None, {}),
    (12, "termijn_voorbij", {"pva/doelen/0/termijn": day(44)}, None, {}),
    (12, "interval", {"pva/evaluatieafspraken/interval_weken": 8}, None, {}),
    (13, "ontbreekt", without("pva/afschriften/2"), None, {}),
    (14, "ander_doel", {"pva/einddoel": ["andere_werkgever"]}, None, {}),
    (14, "eigen_werk", {"pa/advies/eigen_werk": "niet", "pa/advies/einddoel": []}, None, {}),
    (14, "geen_mogelijkheden", {"pa/arbeidsmogelijkheden": "duurzaam_geen"}, None, {}),
    (15, "niet_terug", {"pa/advies/interventies": ["vervoersvoorziening"]}, None, {}),
    (16, "ontbreekt", without("bpva"), None, {}),
    (16, "te_laat", {"bpva/datum": day(220)}, None, {}),
    (16, "met_reden", {"bpva/datum": day(220), "bpva/reden_te_laat": "Er was vakantie."}, None, {}),
    (16, "nog_niet", without("bpva"), day(205), {}),
    (17, "gat", without("ev-381"), None, {}),
    (17, "bedrijfsarts", without("gv-380"), None, {}),
    (18, "te_vroeg", {"/situatie/melding_42e_week_op": day(280)}, None, {}),
    (18, "te_laat", {"/situatie/melding_42e_week_op": day(295)}, None, {}),
    (18, "veel_te_laat", {"/situatie/melding_42e_week_op": day(567)}, None, {}),
    (18, "ontbreekt", without("/situatie/melding_42e_week_op"), day(300), {}),
    (18, "ontbreekt_lang", without("/situatie/melding_42e_week_op"), None, {}),
    (19, "ontbreekt", {"eje/soort_evaluatie": "tussentijds"}, None, {}),
    (19, "buiten_venster", {"eje/datum": day(300), "eje/datum_gesprek": day(300)}, None, {}),
    (19, "geen_keuze", without("eje/koers"), None, {}),
    (20, "ontbreekt", without("tp", "eje/tweede_spoor"), None, {}),
    (20, "te_laat", {"tp/startdatum": day(390), "eje/tweede_spoor/startdatum": day(390)}, None, {}),
    (20, "geen_uitzondering", {**without("tp"), "eje/tweede_spoor": {"nodig": "nee", "reden": "Past niet."}}, None, {}),
    (20, "geen_uitzondering", {**without("tp", "eje/tweede_spoor"), "/situatie/tweede_spoor": "nee"}, None, {}),
    (
        20,
        "uitzondering_voorbij",
        {
            **without("tp"),
            "eje/tweede_spoor": {"nodig": "nee", "reden": "Past.", "uitzondering": "perspectief_binnen_drie_maanden"},
        },
        None,
        {},
    ),
    (
        20,
        "instemming",
        {**without("tp"), "eje/tweede_spoor": {"nodig": "nee", "reden": "AOW.", "uitzondering": "aow"}},
        None,
        {},
    ),
    (21, "geen_overzicht", without("ee/herplaatsing"), None, {}),
    (21, "zonder_reden", {"ee/herplaatsing/0/reden": "n.v.t."}, None, {}),
    (21, "geen_onderzoek", without("ee"), None, {}),
    (22, "geen_plan", without("tp"), None, {}),
    (22, "plan_na_start", {"tp/datum": day(371)}, None, {}),
    (22, "rapportage", without("vr-545"), None, {}),
    (22, "belastbaarheid", {"bpa/datum": day(570), "bpa/datum_spreekuur": day(569)}, None, {}),
    (23, "gat", {"/verzuimperiodes/0/tot": day(50)}, None, {}),
    (23, "uren", {"ee/huidig_werk/uren_per_week": 16}, None, {}),
    (23, "loonwaarde", {"ee/huidig_werk/loonwaarde": 65}, None, {}),
    (
        23,
        "arbeidstherapeutisch",
        {"/verzuimperiodes/1/arbeidstherapeutische_uren": 12, "/verzuimperiodes/1/loonwaarde": 0},
        None,
        {},
    ),
    (24, "geen_reactie", SAYS_NO, None, {}),
    (25, "geen_reactie", STUCK, None, {}),
    (25, "geen_reactie", {"ao/arbeidsrelatie/oordeel": "verstoord"}, None, {}),
    (25, "geen_reactie", {"eje/aandachtspunten": ["deskundigenoordeel_zonder_effect"]}, None, {}),
    (26, "variant", LEAVES, None, {}),
    (26, "geen_einddatum", {"/situatie/ziek_uit_dienst": "ja"}, None, {}),
    (26, "geen_einddatum", {"/dienstverband/soort_contract": "bepaalde_tijd"}, None, {}),
    (26, "te_laat", LEAVES, None, {}),
    (26, "niet_gemeld", {"/dienstverband/einddatum": day(200)}, None, {}),
    (27, "tegenspraak", {"pva/ondertekening/werknemer/datum": day(44)}, None, {}),
    (27, "tegenspraak", {"pa/datum": day(-3)}, None, {}),
    (
        27,
        "voorganger",
        {"ev-87/datum": day(40), "ev-87/datum_gesprek": day(40), "ev-87/plan_van_aanpak": "x"},
        None,
        {},
    ),
    (27, "antedatering", {"/bijlagen/0/gemaakt_op": day(85)}, None, {}),
    (28, "gevonden", {}, None, {"findings": (finding(blocking=True),)}),
    (28, "vermoeden", {}, None, {"findings": (finding(blocking=False),)}),
    (28, "bijlage", {"/bijlagen/0/omschrijving": "Medische informatie"}, None, {}),
    (28, "niet_gezocht", {}, None, {"findings": None}),
    (29, "soort", {"/bijlagen/0/pad": "bijlagen/rooster.xlsx"}, None, {}),
    (29, "gaat_niet_mee", {"/bijlagen/0/bestandsnaam": "rooster.xlsx"}, None, {}),
    (29, "te_groot", {"/bijlagen/0/pad": "rooster.pdf"}, None, {"sizes": {"/bijlagen/0": 10_000_001}}),
    (29, "onbruikbaar", {"/bijlagen/0/pad": "x.pdf"}, None, {"unusable": frozenset({"/bijlagen/0/pad"})}),
    (29, "geen_bijlagen", {"/bijlagen": []}, None, {}),
    (30, "ontbreekt", without("pa/bedrijfsarts"), None, {}),
    (30, "onbevoegd", {"ao/bedrijfsarts/functie": "Praktijkondersteuner bedrijfsarts"}, None, {}),
    (30, "onbevoegd", {"pa/ondertekening/functie": "Casemanager"}, None, {}),
    (30, "andere_ondertekenaar", {"pa/ondertekening/naam": "Q. Bakker"}, None, {}),
    (30, "taakdelegatie", without("/betrokkenen/1/werkt_onder"), None, {}),
]


@pytest.mark.parametrize(
    ("number", "key", "changes", "op", "known"), ROWS, ids=[f"{row[0]:02} {row[1]} {i}" for i, row in enumerate(ROWS)]
)
def test_a_check_says_what_is_the_matter(
    complete: dict[str, Any],
    examined: Examined,
    number: int,
    key: str,
    changes: Changes,
    op: str | None,
    known: dict[str, Any],
) -> None:
    rule = f"controle.{number:02}.{key}"
    assert rule not in [remark.rule for remark in examined(complete)[number].remarks]
    found = examined(change(complete, changes), op, **known)[number]
    remark = next((remark for remark in found.remarks if remark.rule == rule), None)
    assert remark is not None, [remark.rule for remark in found.remarks]
    wording = catalogue().checks[number].outcomes[key]
    assert remark.grade is wording.grade
    assert remark.says
    assert not set("{}") & set(remark.says + remark.remedy)
    assert found.grade is not Grade.GEZIEN


@pytest.mark.parametrize("number", range(1, 31))
def test_a_check_stays_silent_on_the_complete_dossier(
    complete: dict[str, Any], examined: Examined, number: int
) -> None:
    found = examined(complete)[number]
    if number == 26:
        assert found.grade is Grade.NIET_TE_BEOORDELEN, "nobody leaves"
    else:
        assert found.grade is Grade.GEZIEN, found.remarks


def test_every_outcome_of_every_check_is_tried() -> None:
    said = {(number, key) for number, key, *_ in ROWS}
    own = {
        (number, key)
        for number, check in catalogue().checks.items()
        for key, wording in check.outcomes.items()
        if wording.grade is not Grade.NIET_TE_BEOORDELEN
    }
    assert own <= said
    assert {number for number, _ in said} == set(range(1, 31))
