"""Bijstelling plan van aanpak: what changes in goals and agreements (Regeling procesgang art. 4 lid 5)."""

from __future__ import annotations

from blocks import Field, answer, choices, fields, heading, paragraph, title, when
from package import Source
from parts import (
    afschriften,
    afspraken,
    betrokken_partijen,
    bron,
    casemanager,
    dagtekening,
    doelen,
    evaluatiemomenten,
    visies,
)
from signing import ondertekening

SOURCE = Source(
    "bijstelling-plan-van-aanpak",
    "Bijstelling plan van aanpak",
    (
        title("Bijstelling plan van aanpak"),
        dagtekening(),
        betrokken_partijen(),
        heading("Aanleiding en wijziging"),
        fields(
            "Aanleiding van de bijstelling",
            bron("plan_van_aanpak"),
            Field("Aanleiding", "{{ document.aanleiding | keuze }}"),
            Field("Datum van de aanleiding", "{{ document.aanleiding_datum | datum }}"),
        ),
        answer("Wat wijzigt er?", "document.wijziging"),
        heading("Einddoel"),
        choices("document.einddoel"),
        doelen(),
        when("document.afspraken | list", heading("Nieuwe afspraken"), afspraken("document.afspraken")),
        when(
            "document.afwijking_van_advies",
            heading("Waarom het plan van het advies afwijkt"),
            paragraph("{{ document.afwijking_van_advies }}", style="Antwoord"),
        ),
        when("document.casemanager", heading("Casemanager"), casemanager()),
        heading("Evaluatiemomenten"),
        evaluatiemomenten(),
        heading("Visie van werknemer en werkgever"),
        visies("de doelen en de nieuwe afspraken"),
        when(
            "document.reden_te_laat",
            heading("Te laat opgestelde bijstelling"),
            paragraph("{{ document.reden_te_laat }}", style="Antwoord"),
        ),
        heading("Ondertekening"),
        ondertekening(),
        afschriften(),
    ),
)
