"""Plan van aanpak: the ten sections of UWV's form AG140, and what Regeling procesgang art. 4 lid 2 asks besides."""

from __future__ import annotations

from blocks import (
    Field,
    answer,
    choices,
    either,
    fields,
    heading,
    note,
    optional_answer,
    optional_field,
    paragraph,
    title,
    when,
)
from package import Source
from parts import afschriften, afspraken, casemanager, dagtekening, doelen, evaluatiemomenten, visies, werknemer
from signing import ondertekening

TE_LAAT = (
    "Alleen nodig als het plan meer dan twee weken na de probleemanalyse is opgesteld. Er is geen reden opgegeven."
)
GEEN_AFSPRAKEN = "Geen afspraken over {{ document.afspraken.lege_delen | opsomming }}."
VRAAG_AFSPRAKEN = (
    "Wat doen werkgever en werknemer voor de re-integratie, met welk doel en voor wanneer? De afspraken sluiten aan "
    "bij de probleemanalyse en het advies van de bedrijfsarts."
)

SOURCE = Source(
    "plan-van-aanpak",
    "Plan van aanpak",
    (
        title("Plan van aanpak"),
        dagtekening(),
        heading("Werknemer"),
        werknemer(Field("Eerste ziektedag", "{{ dossier.eerste_ziektedag | datum }}")),
        heading("Werkgever"),
        fields(
            "Gegevens van de werkgever",
            Field("Bedrijfsnaam", "{{ dossier.werkgever.naam }}"),
            optional_field("Naam contactpersoon", "dossier.werkgever.contactpersoon.naam"),
            optional_field("Telefoon", "dossier.werkgever.contactpersoon.telefoon"),
            optional_field("Loonheffingennummer", "dossier.werkgever.loonheffingennummer"),
        ),
        heading("Arbodienst / bedrijfsarts"),
        either(
            "bron.probleemanalyse",
            fields(
                "De bedrijfsarts die de probleemanalyse maakte",
                Field("Naam bedrijfsarts", "{{ bron.probleemanalyse.bedrijfsarts.naam }}"),
                optional_field("Arbodienst", "bron.probleemanalyse.bedrijfsarts.arbodienst"),
                Field("Datum probleemanalyse", "{{ bron.probleemanalyse.datum | datum }}"),
            ),
            note("De probleemanalyse waarop dit plan rust, zit niet in het dossier."),
        ),
        heading("Functie van de werknemer"),
        fields(
            "Functie van de werknemer",
            Field("Functie", "{{ dossier.dienstverband.functie }}"),
            optional_field("Omschrijving van de werkzaamheden", "dossier.dienstverband.omschrijving"),
            Field("Contracturen", "{{ dossier.dienstverband.contracturen | uren }} per week"),
        ),
        heading("Mening werknemer en werkgever over de arbeidsmogelijkheden"),
        answer(
            "Welke mogelijkheden ziet de werknemer om weer (meer) te gaan werken?",
            "document.mening_arbeidsmogelijkheden.werknemer",
        ),
        answer(
            "Welke mogelijkheden ziet de werkgever voor de werknemer om weer (meer) te gaan werken?",
            "document.mening_arbeidsmogelijkheden.werkgever",
        ),
        heading("Einddoel"),
        choices("document.einddoel"),
        optional_answer("Toelichting op het einddoel", "document.einddoel_toelichting"),
        doelen(),
        heading("Afspraken"),
        note(VRAAG_AFSPRAKEN),
        afspraken("document.afspraken", "7"),
        when("document.afspraken.lege_delen", note(GEEN_AFSPRAKEN)),
        when(
            "document.afwijking_van_advies",
            heading("Waarom het plan van het advies afwijkt", 2),
            paragraph("{{ document.afwijking_van_advies }}", style="Antwoord"),
        ),
        heading("Casemanager", 2),
        note("Begeleidt de activiteiten en onderhoudt het contact tussen werknemer, werkgever en bedrijfsarts."),
        casemanager(),
        heading("Evaluatiemomenten", 2),
        evaluatiemomenten(),
        heading("Mening over de gemaakte afspraken"),
        visies("de doelen en de gemaakte afspraken"),
        heading("Te laat opgesteld plan van aanpak"),
        either("document.reden_te_laat", paragraph("{{ document.reden_te_laat }}", style="Antwoord"), note(TE_LAAT)),
        heading("Ondertekening"),
        ondertekening(),
        afschriften(),
    ),
)
