"""The cover sheet of the re-integratieverslag, and the verkort re-integratieverslag (Beleidsregels vorm art. 2a)."""

from __future__ import annotations

from blocks import (
    Field,
    cell,
    cell_note,
    either,
    fields,
    grid,
    heading,
    note,
    optional_field,
    overview,
    paragraph,
    subtitle,
    title,
    when,
)
from judgement import functie
from package import Source
from parts import SIGNING_HEIGHT, betrokken_partijen, verloop_verzuim

BESTAND = "{% if stuk.bestand %}{{ stuk.bestand }}{% else %}Voeg dit stuk zelf toe{% endif %}"
DATUM = "{% if stuk.datum %}{{ stuk.datum | datum }}{% endif %}"
STAND = (
    "{% if dossier.bijgewerkt_op %}Stand van het dossier op {{ dossier.bijgewerkt_op | datum }}"
    "{% else %}{{ dossier.werknemer | naam }}{% endif %}"
)
GEKREGEN = (
    "De medische informatie zit niet in dit verslag. De bedrijfsarts gaf haar op "
    "{{ dossier.situatie.medische_informatie_verstrekt_op | datum }} aan de werknemer, die haar zelf aan UWV stuurt."
)
NIET_GEKREGEN = (
    "De medische informatie zit niet in dit verslag. De bedrijfsarts geeft haar aan de werknemer, die haar zelf aan "
    "UWV stuurt. De datum waarop dat is gebeurd, staat nog niet in het dossier."
)
SOORT = {
    "volledig": "Dit is de inhoud van het volledige re-integratieverslag.",
    "beperkt": "Er zijn geen benutbare mogelijkheden. Daarom bestaat dit verslag uit minder delen.",
    "verkort": "Bij het einde van het dienstverband volstaat hier een verkort re-integratieverslag.",
}

SOURCE = Source(
    "re-integratieverslag",
    "Re-integratieverslag",
    (
        title("Re-integratieverslag"),
        subtitle(STAND),
        *(when(f"riv.soort == '{sort}'", note(sentence)) for sort, sentence in SOORT.items()),
        betrokken_partijen(),
        heading("Inhoud"),
        either(
            "riv.stukken",
            overview(
                "De delen van het verslag, elk een eigen document",
                "stuk in riv.stukken",
                (
                    ("Nr.", 6, "{{ loop.index }}"),
                    ("Document", 29, "{{ stuk.titel }}"),
                    ("Datum", 20, DATUM),
                    ("Bestand", 45, "{{ stuk.bestand }}"),
                ),
            ),
            note("Het dossier bevat nog geen delen van het verslag."),
        ),
        when(
            "riv.ontbreekt",
            heading("Wat nog ontbreekt"),
            overview(
                "Wat nog ontbreekt",
                "gemis in riv.ontbreekt",
                (
                    ("Onderdeel", 54, cell("{{ gemis.onderdeel }}", cell_note("{{ gemis.grondslag }}"))),
                    ("Wat te doen", 46, "{{ gemis.actie }}"),
                ),
            ),
        ),
        when(
            "riv.overige",
            heading("Overige stukken"),
            overview(
                "Overige stukken in het dossier",
                "stuk in riv.overige",
                (("Stuk", 40, "{{ stuk.titel }}"), ("Datum", 20, DATUM), ("Bestand", 40, BESTAND)),
            ),
        ),
        heading("Medische informatie"),
        either("dossier.situatie.medische_informatie_verstrekt_op", paragraph(GEKREGEN), paragraph(NIET_GEKREGEN)),
        heading("Indienen"),
        paragraph(
            "Laat elk document ondertekenen. Controleer of op elk document de datum en het burgerservicenummer staan.",
            style="ListBullet",
        ),
        paragraph("Geef de werknemer een kopie van het verslag.", style="ListBullet"),
        paragraph("UWV neemt jpg-, docx- en pdf-bestanden aan van ten hoogste 10 MB per document.", style="ListBullet"),
        note("Dit overzicht helpt bij het samenstellen. Of het verslag voldoende is, beoordeelt UWV."),
    ),
)

VERKORT = Source(
    "verkort-re-integratieverslag",
    "Verkort re-integratieverslag",
    (
        title("Verkort re-integratieverslag"),
        subtitle(STAND),
        note("De actuele stand van zaken bij het einde van het dienstverband. Medische gegevens staan er niet in."),
        betrokken_partijen(),
        heading("Werkgever en bedrijfsarts"),
        fields(
            "Werkgever en bedrijfsarts",
            Field("Bedrijfsnaam", "{{ dossier.werkgever.naam }}"),
            optional_field("Aard van het bedrijf", "dossier.werkgever.aard_bedrijf"),
            optional_field("Sector", "dossier.werkgever.sector"),
            optional_field("Einde van het dienstverband", "dossier.dienstverband.einddatum", "datum"),
        ),
        when(
            "dossier.betrokkenen",
            overview(
                "Bedrijfsarts en arbodienst",
                "betrokkene in dossier.betrokkenen | selectattr('rol', 'in', ['bedrijfsarts', 'arbodienst'])",
                (
                    ("Rol", 30, "{{ betrokkene.rol | keuze }}"),
                    (
                        "Naam",
                        70,
                        cell(
                            "{{ betrokkene.naam }}",
                            cell_note("{{ betrokkene.organisatie }}", only_if="betrokkene.organisatie"),
                        ),
                    ),
                ),
            ),
        ),
        functie(),
        verloop_verzuim("dossier.dienstverband.einddatum"),
        heading("Stand van zaken"),
        fields(
            "Stand van zaken",
            optional_field("Arbeidsmogelijkheden", "dossier.situatie.arbeidsmogelijkheden", "keuze"),
            optional_field("Dreigend langdurig verzuim", "dossier.situatie.dreigend_langdurig_verzuim", "keuze"),
            optional_field(
                "Volledige werkhervatting verwacht binnen drie maanden",
                "dossier.situatie.herstel_verwacht_binnen_drie_maanden",
                "keuze",
            ),
        ),
        heading("Ondertekening"),
        grid(
            "Ondertekening door de werkgever",
            ("Naam en functie", "Datum", "Handtekening"),
            (36, 22, 42),
            [("", "", "")],
            SIGNING_HEIGHT,
        ),
    ),
)
