"""Probleemanalyse and its bijstelling: the judgement of the bedrijfsarts as the employer may have it."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    fields,
    heading,
    note,
    optional_answer,
    paragraph,
    question,
    title,
    when,
)
from judgement import bedrijfsarts, belastbaarheid, functie, verwachting_en_advies, werkfactoren
from package import Source
from parts import betrokken_partijen, bron, dagtekening, visies
from signing import ondertekenaar

ZONDER_MEDISCH = (
    "Dit is de versie voor werkgever en werknemer. Medische gegevens staan er niet in; die blijven bij de bedrijfsarts."
)

SOURCE = Source(
    "probleemanalyse",
    "Probleemanalyse",
    (
        title("Probleemanalyse"),
        dagtekening(),
        note(ZONDER_MEDISCH),
        betrokken_partijen(),
        functie(),
        bedrijfsarts(),
        heading("Dreigend langdurig verzuim"),
        question("Dreigt langdurig verzuim?", "document.dreigend_langdurig_verzuim"),
        optional_answer("Waarom komt er geen plan van aanpak?", "document.motivering_geen_plan"),
        belastbaarheid(),
        werkfactoren(),
        verwachting_en_advies(),
        when("document.visie", heading("Visie van werknemer en werkgever"), visies("de probleemanalyse")),
        when(
            "document.reden_te_laat",
            heading("Te laat opgestelde probleemanalyse"),
            paragraph("{{ document.reden_te_laat }}", style="Antwoord"),
        ),
        ondertekenaar("bedrijfsarts", "{{ document.bedrijfsarts.naam }}"),
    ),
)

BIJSTELLING = Source(
    "bijstelling-probleemanalyse",
    "Bijstelling probleemanalyse",
    (
        title("Bijstelling probleemanalyse"),
        dagtekening(),
        note(ZONDER_MEDISCH),
        betrokken_partijen(),
        bedrijfsarts(),
        heading("Wat er is gewijzigd"),
        fields(
            "Wijziging",
            bron("probleemanalyse"),
            Field("Gewijzigd sinds", "{{ document.gewijzigd_sinds | datum }}"),
        ),
        answer("Wat is er gewijzigd, in termen van werk?", "document.wijziging"),
        question("Moet het plan van aanpak worden bijgesteld?", "document.plan_bijstellen"),
        belastbaarheid(),
        werkfactoren(),
        verwachting_en_advies(),
        ondertekenaar("bedrijfsarts", "{{ document.bedrijfsarts.naam }}"),
    ),
)
