"""The lists of the re-integratieverslag for employer and UWV, and the verkort one (Beleidsregels vorm art. 2a)."""

from __future__ import annotations

from blocks import (
    Field,
    Xml,
    box,
    cell,
    cell_note,
    either,
    fields,
    grid,
    group,
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
from parts import betrokken_partijen, verloop_verzuim, werknemer_kort
from signing import INVULLEN, SIGNING_HEIGHT

BESTAND = "{{ stuk.op_regels }}"
ANDER_BESTAND = "{% if stuk.bestand %}{{ stuk.bestand }}{% else %}Voeg dit stuk zelf toe{% endif %}"
DATUM = "{% if stuk.datum %}{{ stuk.datum | datum }}{% endif %}"
STAND = (
    "{% if dossier.bijgewerkt_op %}Stand van het dossier op {{ dossier.bijgewerkt_op | datum }}"
    "{% else %}{{ dossier.werknemer | naam }}{% endif %}"
)
CONTACT = group(
    either(
        "dossier.werkgever.contactpersoon.naam",
        cell("{{ dossier.werkgever.contactpersoon.naam }}"),
        cell(INVULLEN),
    ),
    cell_note("{{ dossier.werkgever.contactpersoon.functie }}", only_if="dossier.werkgever.contactpersoon.functie"),
)
ARBO = "dossier.betrokkenen | selectattr('rol', 'in', ['bedrijfsarts', 'arbodienst'])"
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
    "aanvulling": "Dit vult het re-integratieverslag aan dat UWV al heeft.",
}
GRONDSLAG = "{% if riv.grondslag %} Grondslag: {{ riv.grondslag }}.{% endif %}"


def medische_informatie() -> Xml:
    """Returns that the medical part is not here, and when the employee got it."""
    return group(
        heading("Medische informatie"),
        either("dossier.situatie.medische_informatie_verstrekt_op", paragraph(GEKREGEN), paragraph(NIET_GEKREGEN)),
    )


INDIENEN = (
    "Laat elk document ondertekenen. Controleer of op elk document de datum en het burgerservicenummer staan.",
    "De map uwv is voor UWV, de map werknemer is de kopie voor de werknemer.",
    "UWV neemt jpg-, docx- en pdf-bestanden aan van ten hoogste 10 MB per document.",
)

SOURCE = Source(
    "re-integratieverslag",
    "Overzicht re-integratieverslag",
    (
        title("Overzicht re-integratieverslag"),
        subtitle(STAND),
        *(when(f"riv.soort == '{sort}'", note(sentence)) for sort, sentence in SOORT.items()),
        note("{{ riv.reden }}" + GRONDSLAG + " Dit overzicht is voor de casemanager en gaat niet naar UWV."),
        # The BSN belongs only in what UWV, the arbodienst or the re-integratiebedrijf gets.
        heading("Werknemer en werkgever"),
        fields("Werknemer en werkgever", *werknemer_kort(), Field("Werkgever", "{{ dossier.werkgever.naam }}")),
        heading("Inhoud"),
        fields("Wanneer het verslag klaar moet zijn", optional_field("Uiterlijk klaar op", "riv.klaar_op", "datum")),
        either(
            "riv.stukken",
            overview(
                "De delen van het verslag, elk een eigen document",
                "stuk in riv.stukken",
                (
                    ("Nr.", 6, "{{ loop.index }}"),
                    ("Document", 27, "{{ stuk.titel }}"),
                    ("Datum", 25, DATUM),
                    ("Bestand", 42, BESTAND),
                ),
            ),
            note("Er is nog niets om naar UWV of de werknemer te sturen."),
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
                (("Stuk", 36, "{{ stuk.titel }}"), ("Datum", 25, DATUM), ("Bestand", 39, ANDER_BESTAND)),
            ),
        ),
        medische_informatie(),
        when(
            "riv.stukken",
            heading("Indienen"),
            *(paragraph(sentence, style="ListBullet") for sentence in INDIENEN),
        ),
        note("Dit overzicht helpt bij het samenstellen. Of het verslag voldoende is, beoordeelt UWV."),
    ),
)

INHOUD = Source(
    "inhoudsopgave",
    "Inhoudsopgave re-integratieverslag",
    (
        title("Inhoudsopgave re-integratieverslag"),
        subtitle(STAND),
        *(when(f"riv.soort == '{sort}'", note(sentence)) for sort, sentence in SOORT.items()),
        betrokken_partijen(optional_field("Aard van het bedrijf", "dossier.werkgever.aard_bedrijf")),
        heading("Stukken"),
        overview(
            "De stukken van het verslag, elk een eigen bestand",
            "stuk in riv.stukken",
            (
                ("Nr.", 6, "{{ loop.index }}"),
                ("Stuk", 38, cell("{{ stuk.titel }}", cell_note(BESTAND))),
                ("Datum", 25, DATUM),
                ("Opgesteld of ondertekend door", 31, "{% if stuk.makers %}{{ stuk.makers }}{% endif %}"),
            ),
        ),
        medische_informatie(),
    ),
)

# What the report says, for somebody who never read one: the limited and the short one hold no plan.
DAARIN = (
    "Daarin staat {% if riv.soort == 'beperkt' %}wat de bedrijfsarts over uw werk schrijft en wat u daarvan vindt"
    "{% elif riv.soort == 'verkort' %}in het kort hoe het nu gaat met uw werk"
    "{% else %}wat u en wij hebben gedaan, zodat u weer kunt werken{% endif %}."
)
OPENING = {
    "wia": (
        f"Bij deze brief zit een kopie van uw re-integratieverslag. {DAARIN} UWV leest het verslag als u een "
        "WIA-uitkering aanvraagt. Die uitkering is voor mensen die na twee jaar ziekte niet of minder kunnen werken."
    ),
    "uit_dienst": (
        "Uw baan bij ons stopt{% if dossier.dienstverband.einddatum %} op "
        "{{ dossier.dienstverband.einddatum | datum }}{% endif %}. U bent dan nog ziek gemeld. "
        f"Bij deze brief zit een kopie van uw re-integratieverslag. {DAARIN} UWV leest het verslag als u "
        "een Ziektewet-uitkering krijgt. Die uitkering is voor mensen die ziek zijn en geen werkgever meer hebben."
    ),
    "loonsanctie": (
        "UWV heeft besloten dat wij uw loon langer doorbetalen"
        "{% if dossier.situatie.loonsanctie_tot %}, tot en met {{ dossier.situatie.loonsanctie_tot | datum }}"
        "{% endif %}. Wij vullen daarom uw re-integratieverslag aan. Daarin staat wat u en wij doen, zodat u weer kunt "
        "werken. Bij deze brief zit een kopie van wat wij naar UWV sturen."
    ),
}
AANGEVRAAGD = (
    "U hebt de WIA-uitkering aangevraagd op {{ dossier.situatie.wia_aangevraagd_op | datum }}. Dat hoeft dus niet meer."
)
MEDISCH = (
    "Uw medische informatie zit hier niet bij. Wij hebben die niet en mogen die niet zien."
    "{% if dossier.situatie.medische_informatie_verstrekt_op %} U kreeg die informatie op "
    "{{ dossier.situatie.medische_informatie_verstrekt_op | datum }} van de bedrijfsarts.{% endif %}"
)
_CONTACT = "dossier.werkgever.contactpersoon"
HULP = (
    f"Hebt u een vraag? {{% if {_CONTACT}.telefoon and not {_CONTACT}.email %}}Bel{{% elif {_CONTACT}.email and not "
    f"{_CONTACT}.telefoon %}}Mail{{% else %}}Bel of mail{{% endif %}}"
    f"{{% if {_CONTACT}.naam %}} {{{{ {_CONTACT}.naam }}}}{{% else %}} ons{{% endif %}}"
    f"{{% if {_CONTACT}.telefoon %}}, telefoon {{{{ {_CONTACT}.telefoon }}}}{{% endif %}}"
    f"{{% if {_CONTACT}.email %}}, e-mail {{{{ {_CONTACT}.email }}}}{{% endif %}}. Iemand anders mag u daarbij helpen."
)

BRIEF = Source(
    "werknemer-brief",
    "Uw kopie van het re-integratieverslag",
    (
        title("Uw kopie van het re-integratieverslag"),
        subtitle(
            "{{ dossier.werknemer | naam }}"
            "{% if dossier.bijgewerkt_op %} · {{ dossier.bijgewerkt_op | datum }}{% endif %}"
        ),
        paragraph("{{ brief.aanhef }},"),
        *(when(f"brief.aanleiding == '{reason}'", paragraph(sentence)) for reason, sentence in OPENING.items()),
        heading("Wat moet u doen?"),
        when(
            "brief.aanleiding == 'wia' and dossier.situatie.wia_aangevraagd_op",
            paragraph(AANGEVRAAGD, properties="<w:keepNext/>"),
        ),
        overview(
            "Wat u moet doen en tot wanneer",
            "stap in brief.stappen",
            (
                ("Wat", 72, "{{ stap.wat }}"),
                ("Uiterlijk op", 28, "{% if stap.voor %}{{ stap.voor | datum }}{% else %}{{ stap.anders }}{% endif %}"),
            ),
        ),
        heading("Welke stukken krijgt u?"),
        overview(
            "De stukken die u krijgt en waar ze voor zijn",
            "stuk in riv.stukken",
            (
                ("Stuk", 36, cell("{{ stuk.titel }}", cell_note(BESTAND))),
                ("Datum", 25, DATUM),
                ("Waar is het voor?", 39, "{{ stuk.doel }}"),
            ),
        ),
        paragraph(MEDISCH),
        heading("Vragen"),
        paragraph(HULP, properties="<w:keepNext/><w:keepLines/>"),
        paragraph("Met vriendelijke groet,", properties="<w:keepNext/>"),
        paragraph(
            "{% if dossier.werkgever.contactpersoon.naam %}{{ dossier.werkgever.contactpersoon.naam }}"
            "{% if dossier.werkgever.contactpersoon.functie %}, {{ dossier.werkgever.contactpersoon.functie }}"
            "{% endif %}, {% endif %}{{ dossier.werkgever.naam }}",
            properties="<w:keepLines/>",
        ),
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
            f"{ARBO} | list",
            overview(
                "Bedrijfsarts en arbodienst",
                f"betrokkene in {ARBO}",
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
        paragraph("Wil de werkgever de werknemer na herstel weer in dienst nemen?", style="Vraag"),
        box("Ja", keep=True),
        box("Nee"),
        medische_informatie(),
        heading("Ondertekening"),
        grid(
            "Ondertekening door de werkgever",
            ("Naam en functie", "Datum en plaats", "Handtekening"),
            (36, 25, 39),
            [(CONTACT, cell(INVULLEN, cell_note(f"te {INVULLEN}")), "")],
            SIGNING_HEIGHT,
        ),
    ),
)
