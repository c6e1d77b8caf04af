"""The judgement of the bedrijfsarts, in terms of work: shared by probleemanalyse, bijstelling and actueel oordeel."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    choices,
    chosen,
    fields,
    group,
    heading,
    optional_answer,
    optional_field,
    paragraph,
    question,
    when,
)
from parts import AFSPRAKEN, belastbaarheid_velden


def bedrijfsarts() -> Xml:
    """Returns which doctor judged, and when."""
    return group(
        heading("Bedrijfsarts"),
        fields(
            "Gegevens van de bedrijfsarts",
            Field("Naam", "{{ document.bedrijfsarts.naam }}"),
            Field("Functie", "{{ document.bedrijfsarts.functie }}"),
            optional_field("Arbodienst", "document.bedrijfsarts.arbodienst"),
            optional_field("BIG-nummer", "document.bedrijfsarts.big_nummer"),
            optional_field("Datum van het spreekuur", "document.datum_spreekuur", "datum"),
        ),
    )


def functie() -> Xml:
    """Returns the function and skills of the employee, which belong in the probleemanalyse or the actueel oordeel."""
    path = "dossier.dienstverband"
    return group(
        heading("Functie en bekwaamheden"),
        fields(
            "Functie en bekwaamheden van de werknemer",
            optional_field("Werkzaamheden", f"{path}.omschrijving"),
            Field("Contracturen", "{{ " + path + ".contracturen | uren }} per week"),
            optional_field("Arbeidspatroon", f"{path}.arbeidspatroon"),
            optional_field("In dienst sinds", f"{path}.begindatum", "datum"),
            optional_field("Soort contract", f"{path}.soort_contract", "keuze"),
            optional_field("Opleiding", f"{path}.bekwaamheden.opleiding"),
            optional_field("Werkervaring", f"{path}.bekwaamheden.ervaring"),
            optional_field("Overige bekwaamheden", f"{path}.bekwaamheden.overig"),
        ),
    )


def belastbaarheid() -> Xml:
    """Returns what the employee can and cannot do at work, as the bedrijfsarts put it."""
    return group(
        heading("Mogelijkheden en beperkingen in het werk"),
        question("Zijn er arbeidsmogelijkheden?", "document.arbeidsmogelijkheden"),
        belastbaarheid_velden(),
    )


def werkfactoren() -> Xml:
    """Returns what in the work helps or hinders."""
    path = "document.werkfactoren"
    return when(
        path,
        heading("Factoren in het werk"),
        fields(
            "Factoren in het werk",
            *(optional_field(title, f"{path}.{name}") for _, title, name in AFSPRAKEN[:4]),
        ),
    )


def verwachting_en_advies() -> Xml:
    """Returns what the bedrijfsarts expects and advises, in terms of work and time."""
    return group(
        when(
            "document.verwachting",
            heading("Verwachting"),
            paragraph("{{ document.verwachting.omschrijving }}", style="Antwoord"),
            when(
                "document.verwachting.gedeeltelijk_op or document.verwachting.volledig_op",
                fields(
                    "Verwachte werkhervatting",
                    optional_field("Gedeeltelijke werkhervatting", "document.verwachting.gedeeltelijk_op", "datum"),
                    optional_field("Volledige werkhervatting", "document.verwachting.volledig_op", "datum"),
                ),
            ),
        ),
        when(
            "document.advies",
            heading("Advies"),
            fields(
                "Advies van de bedrijfsarts",
                Field("Eigen werk", "{{ document.advies.eigen_werk | keuze }}"),
                optional_field(
                    "Ander werk bij de eigen werkgever", "document.advies.ander_werk_eigen_werkgever", "keuze"
                ),
                optional_field("Werk bij een andere werkgever", "document.advies.andere_werkgever", "keuze"),
                optional_field("Te bereiken op", "document.advies.termijn", "datum"),
            ),
            optional_answer("Toelichting op het advies", "document.advies.toelichting"),
            when(
                "document.advies.interventies",
                paragraph("Geadviseerde interventies", style="Vraag"),
                chosen("interventie", "document.advies.interventies"),
            ),
            when(
                "document.advies.einddoel",
                paragraph("Einddoel volgens de bedrijfsarts", style="Vraag"),
                choices("document.advies.einddoel"),
            ),
        ),
        when(
            "document.herbeoordeling_op",
            heading("Nieuwe beoordeling"),
            paragraph("De bedrijfsarts beoordeelt de situatie opnieuw op {{ document.herbeoordeling_op | datum }}."),
        ),
    )
