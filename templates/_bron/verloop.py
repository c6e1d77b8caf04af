"""Sheets that follow from the dossier: the verloop van het verzuim with charts, and what the 42e-weeksmelding asks."""

from __future__ import annotations

from dataclasses import replace

from blocks import (
    Field,
    Xml,
    either,
    fields,
    heading,
    note,
    optional_field,
    overview,
    paragraph,
    subtitle,
    title,
    when,
)
from chart import chart
from package import Source
from parts import adres, opsteller, verloop_verzuim, werknemer, werknemer_kort

HEEFT_OPSTELLER = "document.opsteller and not document.is_formulier"
MELDEN = (
    "Meld uiterlijk op de eerste werkdag na de 42e ziekteweek, ook als de werknemer al gedeeltelijk werkt. Dat kan in "
    "het werkgeversportaal van UWV, via Digipoort of met het formulier van UWV. Vul daar deze gegevens in."
)


def verlof() -> Xml:
    """Returns the periods of leave under the WAZO, never which leave it was."""
    return when(
        "dossier.verlofperiodes",
        heading("Verlof volgens de Wet arbeid en zorg"),
        note("Deze dagen tellen niet mee in de ziekteweken. Welk verlof het was, staat hier niet."),
        overview(
            "Perioden van verlof",
            "verlof in dossier.verlofperiodes",
            (
                ("Van", 30, "{{ verlof.van | datum }}"),
                ("Tot en met", 30, "{{ verlof.tot | datum }}"),
                (
                    "Ziekte voor en na telt samen",
                    40,
                    "{% if verlof.samentellen %}{{ verlof.samentellen | keuze }}{% endif %}",
                ),
            ),
        ),
    )


VERLOOP = Source(
    "verloop-verzuim",
    "Verloop van het verzuim",
    (
        title("Verloop van het verzuim"),
        subtitle("Stand op {{ document.datum | datum }}"),
        heading("Dossier"),
        fields(
            "Dossier",
            *werknemer_kort(),
            Field("Werkgever", "{{ dossier.werkgever.naam }}"),
            Field("Contracturen", "{{ dossier.dienstverband.contracturen | uren }} per week"),
            replace(opsteller(), only_if=HEEFT_OPSTELLER),
        ),
        heading("In beeld"),
        paragraph("Verzuim in procenten", style="Vraag"),
        chart("verzuim", "{{ verloop.beschrijving_verzuim }}"),
        paragraph("Gewerkte uren per week", style="Vraag"),
        chart("uren", "{{ verloop.beschrijving_uren }}"),
        verloop_verzuim(),
        verlof(),
        note(
            "Uren zijn de feitelijk gewerkte uren per week. Loonwaarde is wat het werk waard is, in procenten van het "
            "oude loon."
        ),
    ),
    charts=("verzuim", "uren"),
)

MELDING = Source(
    "melding-42e-week",
    "Gegevens voor de 42e-weeksmelding",
    (
        title("Gegevens voor de 42e-weeksmelding"),
        subtitle("Stand op {{ document.datum | datum }}"),
        note(MELDEN),
        heading("Melding"),
        when(
            "termijnen.melding_42e_week is defined",
            paragraph("Meld uiterlijk op {{ termijnen.melding_42e_week | datum }}."),
        ),
        either(
            "dossier.situatie.melding_42e_week_op",
            paragraph("De melding is gedaan op {{ dossier.situatie.melding_42e_week_op | datum }}."),
            paragraph("In het dossier staat nog niet dat de melding is gedaan. Leg de datum vast zodra u hebt gemeld."),
        ),
        heading("Werkgever"),
        fields(
            "Gegevens van de werkgever",
            Field("Bedrijfsnaam", "{{ dossier.werkgever.naam }}"),
            optional_field("Loonheffingennummer", "dossier.werkgever.loonheffingennummer"),
            adres("dossier.werkgever.adres"),
            optional_field("Contactpersoon", "dossier.werkgever.contactpersoon.naam"),
            optional_field("Telefoon", "dossier.werkgever.contactpersoon.telefoon"),
            optional_field("E-mail", "dossier.werkgever.contactpersoon.email"),
            optional_field("Eigenrisicodrager voor de Ziektewet", "dossier.werkgever.eigenrisicodrager_zw", "keuze"),
        ),
        heading("Werknemer"),
        werknemer(adres("dossier.werknemer.adres"), optional_field("Telefoon", "dossier.werknemer.telefoon")),
        heading("Dienstverband en ziekte"),
        fields(
            "Dienstverband en ziekte",
            Field("Eerste ziektedag", "{{ dossier.eerste_ziektedag | datum }}"),
            Field("Functie", "{{ dossier.dienstverband.functie }}"),
            optional_field("Soort contract", "dossier.dienstverband.soort_contract", "keuze"),
            optional_field("In dienst sinds", "dossier.dienstverband.begindatum", "datum"),
            optional_field("Einde van het dienstverband", "dossier.dienstverband.einddatum", "datum"),
            Field("Contracturen", "{{ dossier.dienstverband.contracturen | uren }} per week"),
            optional_field("Vangnetbepaling van toepassing", "dossier.situatie.vangnet", "keuze"),
        ),
        verloop_verzuim(),
        verlof(),
        when(HEEFT_OPSTELLER, heading("Opsteller"), fields("Opsteller", opsteller())),
    ),
)
