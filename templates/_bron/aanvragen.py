"""What an employer asks of others: an arbeidsdeskundig onderzoek, and a deskundigenoordeel of UWV."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    answer,
    cell,
    cell_note,
    choices,
    fields,
    heading,
    note,
    numbered,
    optional_answer,
    optional_field,
    paragraph,
    question,
    space,
    title,
    when,
)
from package import Source
from parts import adres, betrokken_partijen, dagtekening, opsteller, rust_op, verloop_verzuim, visies, werknemer_kort
from signing import ondertekenaar

VOOR_WIE = (
    "Dit is een opdracht aan een arbeidsdeskundige. Medische gegevens staan er niet in. Het oordeel van de "
    "bedrijfsarts over wat de werknemer in het werk kan, gaat als eigen stuk mee."
)
VOOR_UWV = (
    "Dit blad helpt bij de aanvraag. De aanvraag zelf doet u bij UWV. Medische gegevens staan er niet in; die geeft de "
    "bedrijfsarts apart."
)


def _meegestuurd() -> Xml:
    return when(
        "document.meegestuurd",
        heading("Meegestuurde stukken"),
        numbered("stuk in document.meegestuurd", "{{ stuk }}"),
    )


ONDERZOEK = Source(
    "aanvraag-arbeidsdeskundig-onderzoek",
    "Aanvraag arbeidsdeskundig onderzoek",
    (
        title("Aanvraag arbeidsdeskundig onderzoek"),
        dagtekening(),
        when("not document.is_formulier", note(VOOR_WIE)),
        heading("Opdracht"),
        fields(
            "De opdracht",
            Field(
                "Gericht aan",
                cell(
                    "{{ document.gericht_aan.organisatie }}",
                    cell_note("{{ document.gericht_aan.naam }}", only_if="document.gericht_aan.naam"),
                ),
            ),
            optional_field("Telefoon", "document.gericht_aan.telefoon"),
            optional_field("E-mail", "document.gericht_aan.email"),
            Field("Opdrachtgever", "{{ dossier.werkgever.naam }}"),
            adres("dossier.werkgever.adres"),
            optional_field("Aard van het bedrijf", "dossier.werkgever.aard_bedrijf"),
            optional_field("Aantal werknemers", "dossier.werkgever.aantal_werknemers"),
            opsteller(),
            optional_field("Contactpersoon", "dossier.werkgever.contactpersoon.naam"),
            optional_field("Rapport gewenst op", "document.rapport_gewenst_op", "datum"),
        ),
        heading("Werknemer en functie"),
        fields(
            "Werknemer en functie",
            *werknemer_kort(),
            optional_field("Werkzaamheden", "dossier.dienstverband.omschrijving"),
            Field("Contracturen", "{{ dossier.dienstverband.contracturen | uren }} per week"),
            optional_field("Arbeidspatroon", "dossier.dienstverband.arbeidspatroon"),
            optional_field("In dienst sinds", "dossier.dienstverband.begindatum", "datum"),
            optional_field("Opleiding", "dossier.dienstverband.bekwaamheden.opleiding"),
            optional_field("Werkervaring", "dossier.dienstverband.bekwaamheden.ervaring"),
            optional_field("Telefoon", "dossier.werknemer.telefoon"),
            optional_field("E-mail", "dossier.werknemer.email"),
            optional_field("Geïnformeerd over het onderzoek op", "document.werknemer_geinformeerd_op", "datum"),
        ),
        heading("Aanleiding"),
        answer("Waarom is het onderzoek nodig?", "document.aanleiding"),
        rust_op("probleemanalyse"),
        optional_answer("Wat is er al gedaan?", "document.ondernomen_stappen"),
        verloop_verzuim(),
        heading("Vraagstelling"),
        choices("document.vragen"),
        when(
            "document.aanvullende_vragen",
            paragraph("Aanvullende vragen", style="Vraag"),
            numbered("vraag in document.aanvullende_vragen", "{{ vraag }}"),
        ),
        when("document.visie", heading("Visie van werknemer en werkgever"), visies("de mogelijkheden in het werk")),
        _meegestuurd(),
        ondertekenaar("werkgever", "{{ document.opsteller.naam }}"),
    ),
)

DESKUNDIGENOORDEEL = Source(
    "aanvraag-deskundigenoordeel",
    "Gegevens voor een deskundigenoordeel",
    (
        title("Gegevens voor een deskundigenoordeel"),
        dagtekening(),
        when("not document.is_formulier", note(VOOR_UWV)),
        betrokken_partijen(),
        heading("De vraag aan UWV"),
        question("Welke vraag legt u voor?", "document.vraag"),
        space(),
        fields(
            "De aanvraag",
            Field("Aanvrager", "{{ document.aanvrager | keuze }}"),
            optional_field("Datum waarover het oordeel gaat", "document.beoordelingsdatum", "datum"),
            opsteller(),
        ),
        answer("Waarover verschilt u van mening, of waarom stokt de re-integratie?", "document.aanleiding"),
        when(
            "document.aangeboden_werk",
            heading("Aangeboden werk"),
            fields(
                "Het aangeboden werk",
                optional_field("Functie", "document.aangeboden_werk.functie"),
                optional_field("Werkzaamheden", "document.aangeboden_werk.werkzaamheden"),
                optional_field("Uren per week", "document.aangeboden_werk.uren_per_week", "uren"),
                optional_field("Aangeboden op", "document.aangeboden_werk.aangeboden_op", "datum"),
            ),
        ),
        when(
            "document.ondernomen_stappen or bron.probleemanalyse or bron.plan_van_aanpak",
            heading("Wat er is gedaan"),
            rust_op("probleemanalyse", "plan_van_aanpak"),
            optional_answer("Wat is er al gedaan?", "document.ondernomen_stappen"),
        ),
        verloop_verzuim(),
        when("document.visie", heading("Standpunt van werknemer en werkgever"), visies("de vraag")),
        _meegestuurd(),
        ondertekenaar("aanvrager"),
    ),
)
