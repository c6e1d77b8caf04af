"""Tweede spoor: the trajectplan of the re-integratiebedrijf and its voortgangsrapportages, in terms of work."""

from __future__ import annotations

from blocks import (
    Field,
    bullets,
    cell,
    cell_note,
    fields,
    heading,
    note,
    optional_answer,
    optional_field,
    overview,
    paragraph,
    space,
    title,
    when,
)
from package import Source
from parts import WERKNEMER, belastbaarheid_velden, betrokken_partijen, bron, dagtekening, opsteller
from signing import ondertekenaar, ondertekening_door

ZONDER_MEDISCH = "Dit stuk gaat over werk. Medische gegevens staan er niet in."
INTERVAL = (
    "{% if document.rapportage_interval_weken == 1 %}Elke week{% else %}"
    "Elke {{ document.rapportage_interval_weken }} weken{% endif %}"
)
FASE = "{{ loop.index }}. {{ fase.naam }}"
DUUR = (
    "{% if fase.van and fase.tot %}{{ fase.van | datum }} tot en met {{ fase.tot | datum }}"
    "{% elif fase.van %}Vanaf {{ fase.van | datum }}{% else %}Tot en met {{ fase.tot | datum }}{% endif %}"
)
RESULTAAT = "{% if activiteit.resultaat %}{{ activiteit.resultaat }}{% endif %}"
ACTIVITEITEN = (
    ("Nr.", 7, "{{ loop.index }}"),
    ("Activiteit", 40, "{{ activiteit.activiteit }}"),
    ("Status", 17, "{{ activiteit.status | keuze }}"),
    ("Resultaat", 36, RESULTAAT),
)
TERUG = "document.knelpunten or document.vervolg or document.visie_werknemer or document.volgende_rapportage"

PLAN = Source(
    "trajectplan",
    "Trajectplan tweede spoor",
    (
        title("Trajectplan tweede spoor"),
        dagtekening(),
        when("not document.is_formulier", note(ZONDER_MEDISCH)),
        betrokken_partijen(),
        heading("Re-integratiebedrijf en traject"),
        fields(
            "Re-integratiebedrijf en traject",
            Field("Re-integratiebedrijf", "{{ document.bureau.naam }}"),
            Field("Adviseur", "{{ document.bureau.adviseur }}"),
            optional_field("Telefoon", "document.bureau.telefoon"),
            optional_field("E-mail", "document.bureau.email"),
            Field("Soort traject", "{{ document.soort_traject | keuze }}"),
            optional_field("Aangemeld op", "document.aanmelding_op", "datum"),
            optional_field("Intakegesprek op", "document.intake_op", "datum"),
            Field("Startdatum", "{{ document.startdatum | datum }}"),
            optional_field("Geplande einddatum", "document.einddatum", "datum"),
            bron("arbeidsdeskundig_rapport"),
            Field("Rapportage", INTERVAL, only_if="document.rapportage_interval_weken"),
        ),
        when(
            "document.belastbaarheid",
            heading("Mogelijkheden en beperkingen in het werk"),
            belastbaarheid_velden(),
        ),
        when(
            "document.profiel",
            heading("Profiel"),
            fields(
                "Profiel van de werknemer",
                optional_field("Opleiding", "document.profiel.opleiding"),
                optional_field("Werkervaring", "document.profiel.werkervaring"),
                optional_field("Vaardigheden", "document.profiel.vaardigheden"),
                optional_field("Rijbewijs", "document.profiel.rijbewijs", "keuze"),
                optional_field("Eigen vervoer", "document.profiel.eigen_vervoer", "keuze"),
            ),
            when(
                "document.profiel.talen",
                overview(
                    "Talen",
                    "taal in document.profiel.talen",
                    (("Taal", 50, "{{ taal.taal }}"), ("Niveau", 50, "{{ taal.niveau | keuze }}")),
                ),
            ),
        ),
        heading("Zoekprofiel"),
        paragraph("Functies waarnaar wordt gezocht", style="Vraag"),
        bullets("functie in document.zoekprofiel.functies", "{{ functie }}"),
        space(),
        fields(
            "Zoekprofiel",
            optional_field("Regio", "document.zoekprofiel.regio"),
            optional_field("Uren per week", "document.zoekprofiel.uren_per_week", "uren"),
        ),
        optional_answer("Toelichting op het zoekprofiel", "document.zoekprofiel.toelichting"),
        optional_answer("Praktische voorwaarden", "document.praktische_voorwaarden"),
        when(
            "document.visie_werknemer or document.visie_adviseur",
            heading("Visie van werknemer en adviseur"),
            optional_answer("Wat vindt de werknemer van het traject?", "document.visie_werknemer"),
            optional_answer("Wat vindt de adviseur van de kansen op werk?", "document.visie_adviseur"),
        ),
        heading("Fasen en activiteiten"),
        paragraph("{%p for fase in document.fasen %}"),
        heading(FASE, 2),
        when("fase.van or fase.tot", note(DUUR)),
        overview("Activiteiten in deze fase", "activiteit in fase.activiteiten", ACTIVITEITEN),
        paragraph("{%p endfor %}"),
        heading("Ondertekening"),
        note("Wie ondertekent, is het eens met dit plan. Wie weigert te ondertekenen, geeft de reden."),
        ondertekening_door(
            ("Adviseur", "adviseur", "{{ document.bureau.adviseur }}"),
            ("Werkgever", "werkgever", ""),
            ("Werknemer", "werknemer", WERKNEMER),
        ),
    ),
)

VOORTGANG = Source(
    "voortgangsrapportage",
    "Voortgangsrapportage tweede spoor",
    (
        title("Voortgangsrapportage tweede spoor"),
        dagtekening(),
        when("not document.is_formulier", note(ZONDER_MEDISCH)),
        betrokken_partijen(),
        heading("Periode"),
        fields(
            "Periode van deze rapportage",
            Field("Periode", "{{ document.periode.van | datum }} tot en met {{ document.periode.tot | datum }}"),
            bron("trajectplan"),
            optional_field("Re-integratiebedrijf", "bron.trajectplan.bureau.naam"),
            opsteller(),
            optional_field("Oordeel van de bedrijfsarts van", "document.belastbaarheid_van", "datum"),
        ),
        heading("Activiteiten"),
        overview("Activiteiten in deze periode", "activiteit in document.activiteiten", ACTIVITEITEN),
        when(
            "document.contactmomenten",
            heading("Contactmomenten"),
            overview(
                "Contactmomenten",
                "moment in document.contactmomenten",
                (
                    (
                        "Datum",
                        25,
                        cell(
                            "{{ moment.datum | datum }}",
                            cell_note("{{ moment.wijze | keuze }}", only_if="moment.wijze"),
                        ),
                    ),
                    ("Doel", 30, "{{ moment.doel }}"),
                    ("Afspraken", 45, "{% if moment.afspraken %}{{ moment.afspraken }}{% endif %}"),
                ),
            ),
        ),
        when(
            "document.sollicitaties",
            heading("Sollicitaties"),
            overview(
                "Sollicitaties",
                "sollicitatie in document.sollicitaties",
                (
                    ("Datum", 25, "{{ sollicitatie.datum | datum }}"),
                    (
                        "Functie",
                        50,
                        cell(
                            "{{ sollicitatie.functie }}",
                            cell_note("{{ sollicitatie.organisatie }}", only_if="sollicitatie.organisatie"),
                        ),
                    ),
                    ("Uitkomst", 25, "{{ sollicitatie.uitkomst | keuze }}"),
                ),
            ),
        ),
        when(
            TERUG,
            heading("Stand van zaken en vervolg"),
            optional_answer("Welke knelpunten zijn er in het traject?", "document.knelpunten"),
            optional_answer("Wat is het vervolg?", "document.vervolg"),
            optional_answer("Wat vindt de werknemer?", "document.visie_werknemer"),
            when(
                "document.volgende_rapportage",
                paragraph("De volgende rapportage is op {{ document.volgende_rapportage | datum }}."),
            ),
        ),
        ondertekenaar("adviseur", "{{ document.opsteller.naam }}"),
    ),
)
