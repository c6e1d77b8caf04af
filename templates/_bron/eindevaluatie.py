"""Eindevaluatie: where the re-integration stands at the WIA application, with the employer's judgement."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    choices,
    fields,
    heading,
    optional_answer,
    optional_field,
    optional_question,
    overview,
    question,
    title,
    when,
)
from package import Source
from parts import (
    arbeidsrelatie,
    betrokken_partijen,
    bron,
    dagtekening,
    huidig_werk,
    passende_arbeid,
    verloop_verzuim,
    visies,
)
from signing import ondertekening

SOURCE = Source(
    "eindevaluatie",
    "Eindevaluatie plan van aanpak",
    (
        title("Eindevaluatie plan van aanpak"),
        dagtekening(),
        betrokken_partijen(),
        heading("Bedrijf"),
        fields(
            "Bedrijfsprofiel",
            Field("Aard van het bedrijf", "{{ document.bedrijf.aard }}"),
            optional_field("Sector", "document.bedrijf.sector"),
            optional_field("Aantal werknemers", "document.bedrijf.aantal_werknemers"),
            optional_field("Functies in het bedrijf", "document.bedrijf.functies"),
        ),
        verloop_verzuim(),
        heading("Uitvoering van de afspraken"),
        when(
            "bron.plan_van_aanpak or bron.actueel_oordeel",
            fields(
                "Waarop deze evaluatie rust",
                bron("plan_van_aanpak"),
                bron("actueel_oordeel"),
            ),
        ),
        answer("Hoe zijn de afspraken uitgevoerd?", "document.uitvoering_afspraken"),
        heading("Einddoel"),
        when("document.einddoel", choices("document.einddoel")),
        question("Is het einddoel bereikt?", "document.einddoel_bereikt"),
        optional_answer("Toelichting op het einddoel", "document.einddoel_toelichting"),
        huidig_werk(),
        arbeidsrelatie("Oordeel van de werkgever over de arbeidsrelatie"),
        passende_arbeid("Oordeel van de werkgever over passende arbeid"),
        optional_question("Wil de werkgever de werknemer later weer in dienst nemen?", "document.weer_in_dienst_nemen"),
        when(
            "document.herplaatsing",
            heading("Onderzochte functies", 2),
            overview(
                "Functies die zijn onderzocht voor herplaatsing",
                "onderzoek in document.herplaatsing",
                (
                    ("Functie", 34, "{{ onderzoek.functie }}"),
                    ("Uitkomst", 28, "{{ onderzoek.uitkomst | keuze }}"),
                    ("Reden", 38, "{{ onderzoek.reden }}"),
                ),
            ),
        ),
        when("document.visie", heading("Mening van werknemer en werkgever"), visies("het verloop en het resultaat")),
        heading("Ondertekening"),
        ondertekening(),
    ),
)
