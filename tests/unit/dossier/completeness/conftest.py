"""A dossier on the day that its re-integratieverslag is due, in which no check finds anything; for tests to change."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from pipeline.dossier.completeness import examine
from pipeline.dossier.load import load
from pipeline.model import Checked, Finding

FIRST = date(2026, 1, 5)
TODAY = 645
"""The day of illness on which the dossier is looked at: the report is due, the application has been made."""

Documents = list[dict[str, Any]]


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def _doctor(kind: str, name: str, made: int, **more: Any) -> dict[str, Any]:
    person = {"naam": "R. de Wit", "functie": "Bedrijfsarts"}
    return {
        "soort": kind,
        "id": name,
        "datum": day(made),
        "datum_spreekuur": day(made - 1),
        "bedrijfsarts": person,
        "arbeidsmogelijkheden": "mogelijkheden",
        "belastbaarheid": {"bron": "bedrijfsarts", "datum": day(made - 1), "mogelijkheden": "Zittend werk."},
        "ondertekening": {**person, "datum": day(made)},
        **more,
    }


def _signed(made: int) -> dict[str, Any]:
    both = (("werkgever", "B. Bos", "Directeur"), ("werknemer", "A. Smit", "Verkoper"))
    return {
        party: {"status": "ondertekend", "naam": name, "functie": function, "datum": day(made)}
        for party, name, function in both
    }


def _agreement(made: int, **more: Any) -> dict[str, Any]:
    return {
        "activiteit": "Drie ochtenden per week achter de kassa.",
        "doel": "Opbouw van het werk.",
        "wie": "werknemer",
        "termijn": day(made + 40),
        **more,
    }


def _plan(made: int, **more: Any) -> dict[str, Any]:
    return {
        "datum": day(made),
        "einddoel": ["eigen_functie_aangepast"],
        "doelen": [{"omschrijving": "Twaalf uur per week.", "termijn": day(made + 60)}],
        "afspraken": {"arbeidsinhoud": [_agreement(made)]},
        "visie": {"werknemer": "De stappen zijn haalbaar voor mij.", "werkgever": "Het rooster laat dit toe."},
        "evaluatieafspraken": {"interval_weken": 6, "eerstvolgende": day(made + 42)},
        "afschriften": [{"aan": who, "datum": day(made + 1)} for who in ("werknemer", "casemanager", "bedrijfsarts")],
        "ondertekening": _signed(made + 1),
        **more,
    }


def _review(made: int, name: str = "", **more: Any) -> dict[str, Any]:
    return {
        "soort": "evaluatie",
        "soort_evaluatie": "tussentijds",
        "id": name or f"ev-{made}",
        "datum": day(made),
        "plan_van_aanpak": "pva",
        "datum_gesprek": day(made),
        "aanwezigen": [{"naam": "A. Smit", "rol": "werknemer"}],
        "activiteiten": [{"activiteit": "Kassawerk.", "uitgevoerd": "ja"}],
        "huidig_werk": {"werkt_nu": "ja", "uren_per_week": 12},
        "einddoel": ["eigen_functie_aangepast"],
        "ondertekening": _signed(made),
        **more,
    }


def _feedback(made: int) -> dict[str, Any]:
    return {
        "soort": "gespreksverslag",
        "id": f"gv-{made}",
        "datum": day(made),
        "wijze": "telefoon",
        "deelnemers": [{"naam": "A. Smit", "rol": "werknemer"}],
        "aanleiding": "terugkoppeling_bedrijfsarts",
        "opsteller": {"naam": "C. Kok", "functie": "Casemanager"},
    }


def _report(made: int) -> dict[str, Any]:
    return {
        "soort": "voortgangsrapportage",
        "id": f"vr-{made}",
        "datum": day(made),
        "trajectplan": "tp",
        "periode": {"van": day(made - 80), "tot": day(made - 1)},
        "opsteller": {"naam": "D. Vos", "functie": "Loopbaanadviseur"},
        "belastbaarheid_van": day(559),
        "activiteiten": [{"activiteit": "Oriëntatie op functies.", "status": "loopt"}],
    }


def _documents() -> Documents:
    relation = {"oordeel": "goed", "toelichting": "Wij overleggen wekelijks en dat loopt goed."}
    fitting = {"aanwezig": "nee", "toelichting": "Er is geen functie met voldoende uren."}
    advice = {
        "eigen_werk": "aangepast",
        "interventies": ["aanpassing_werktijden"],
        "einddoel": ["eigen_functie_aangepast"],
        "toelichting": "Begin later op de dag.",
    }
    work = {"werkt_nu": "ja", "uren_per_week": 12, "loonwaarde": 40}
    return [
        _doctor("probleemanalyse", "pa", 35, dreigend_langdurig_verzuim="ja", advies=advice),
        _plan(
            45,
            soort="plan_van_aanpak",
            id="pva",
            probleemanalyse="pa",
            mening_arbeidsmogelijkheden={"werknemer": "Ik kan de kassa doen.", "werkgever": "Wij zien kassawerk."},
            casemanager={"naam": "C. Kok", "functie": "Casemanager"},
            afspraken={
                "arbeidsvoorwaarden": [
                    _agreement(45, activiteit="Later beginnen.", wie="werkgever", advies="aanpassing_werktijden")
                ]
            },
        ),
        *(_review(made) for made in (87, 129, 171, 213, 255, 297)),
        _doctor(
            "bijstelling_probleemanalyse",
            "bpa",
            200,
            probleemanalyse="pa",
            gewijzigd_sinds=day(195),
            wijziging="Meer uren zijn mogelijk.",
            plan_bijstellen="ja",
        ),
        _plan(
            210,
            soort="bijstelling_plan_van_aanpak",
            id="bpva",
            plan_van_aanpak="pva",
            aanleiding="advies_bedrijfsarts",
            aanleiding_datum=day(200),
            wijziging="Een uur erbij.",
        ),
        _review(
            339,
            "eje",
            soort_evaluatie="eerstejaars",
            koers="eerste_en_tweede_spoor",
            visie={"werknemer": "Ik wil graag verder kijken.", "werkgever": "Er zijn hier te weinig uren."},
            tweede_spoor={"nodig": "ja", "reden": "Te weinig uren hier.", "startdatum": day(370)},
        ),
        *(_review(made) for made in (381, 423, 465, 507, 549, 591)),
        *(_feedback(made) for made in (120, 290, 380, 470, 560)),
        {
            "soort": "trajectplan",
            "id": "tp",
            "datum": day(365),
            "bureau": {"naam": "Nieuw Begin", "adviseur": "D. Vos"},
            "soort_traject": "spoor_2",
            "startdatum": day(370),
            "rapportage_interval_weken": 13,
            "zoekprofiel": {"functies": ["Administratief medewerker"]},
            "fasen": [{"naam": "Oriëntatie", "activiteiten": [{"activiteit": "Cv maken.", "status": "uitgevoerd"}]}],
        },
        *(_report(made) for made in (455, 545, 625)),
        _doctor(
            "actueel_oordeel",
            "ao",
            625,
            verloop="De uren zijn opgebouwd tot twaalf per week.",
            arbeidsrelatie=relation,
            passende_arbeid=fitting,
        ),
        {
            "soort": "eindevaluatie",
            "id": "ee",
            "datum": day(632),
            "plan_van_aanpak": "pva",
            "actueel_oordeel": "ao",
            "bedrijf": {"aard": "Een winkel in huishoudelijke artikelen."},
            "uitvoering_afspraken": "De afspraken zijn uitgevoerd.",
            "einddoel_bereikt": "deels",
            "huidig_werk": work,
            "arbeidsrelatie": relation,
            "passende_arbeid": fitting,
            "herplaatsing": [
                {"functie": "Magazijn", "uitkomst": "niet_passend", "reden": "Er wordt veel getild."},
            ],
            "ondertekening": _signed(633),
        },
        {
            "soort": "oordeel_werknemer",
            "id": "ow",
            "datum": day(640),
            "eens_met_verslag": "ja",
            "ondertekening": {"naam": "A. Smit", "functie": "Verkoper", "datum": day(640)},
        },
    ]


def _dossier() -> dict[str, Any]:
    return {
        "schema_versie": "v1",
        "soort": "dossier",
        "kenmerk": "volledig-1",
        "land": "NL",
        "bijgewerkt_op": day(TODAY),
        "werknemer": {"voorletters": "A.", "achternaam": "Smit", "bsn": "999990020"},
        "werkgever": {"naam": "Winkel De Linde", "aard_bedrijf": "Winkel", "eigenrisicodrager_zw": "nee"},
        "dienstverband": {
            "functie": "Verkoper",
            "contracturen": 30,
            "soort_contract": "onbepaalde_tijd",
            "bekwaamheden": {"opleiding": "Mbo"},
        },
        "eerste_ziektedag": day(0),
        "verzuimperiodes": [
            {
                "van": day(0),
                "tot": day(60),
                "verzuimpercentage": 100,
                "contracturen": 30,
                "gewerkte_uren": 0,
                "loonwaarde": 0,
            },
            {"van": day(61), "verzuimpercentage": 60, "contracturen": 30, "gewerkte_uren": 12, "loonwaarde": 40},
        ],
        "betrokkenen": [
            {"rol": "bedrijfsarts", "naam": "R. de Wit"},
            {"rol": "taakgedelegeerde", "naam": "E. Mol", "werkt_onder": "R. de Wit"},
        ],
        "situatie": {
            "vangnet": "nee",
            "dreigend_langdurig_verzuim": "ja",
            "arbeidsmogelijkheden": "mogelijkheden",
            "melding_42e_week_op": day(290),
            "medische_informatie_verstrekt_op": day(626),
            "wia_aangevraagd_op": day(641),
        },
        "documenten": _documents(),
        "bijlagen": [
            {
                "bestandsnaam": "rooster.pdf",
                "omschrijving": "Rooster",
                "datum": day(70),
                "gemaakt_op": day(71),
            }
        ],
    }


@pytest.fixture
def complete() -> dict[str, Any]:
    """The dossier in which nothing strikes, for a test to change as it likes."""
    return _dossier()


Examined = Callable[..., dict[int, Checked]]


@pytest.fixture(scope="session")
def examined() -> Examined:
    """Runs the checks over data and returns their outcomes by number; over the same data again they are not run."""

    def run(
        data: Any, op: str | None = None, findings: tuple[Finding, ...] | None = (), **files: Any
    ) -> dict[int, Checked]:
        text = json.dumps(data, indent=1)
        return _examined(text, op, findings, **files) if files else _examined_before(text, op, findings)

    return run


def _examined(text: str, op: str | None, findings: tuple[Finding, ...] | None, **files: Any) -> dict[int, Checked]:
    found = examine(load(text.encode(), "dossier.json"), date.fromisoformat(op) if op else None, findings, **files)
    return {check.number: check for check in found}


_examined_before = lru_cache(maxsize=4)(_examined)
