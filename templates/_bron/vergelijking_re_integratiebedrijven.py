"""Comparison of re-integration companies on ten points, with the agreements that belong in the contract."""

from __future__ import annotations

from beleid import BEDRIJF, ondertekening, points, source
from blocks import (
    Field,
    Xml,
    cell,
    cell_note,
    either,
    fields,
    grid,
    group,
    heading,
    note,
    overview,
    overview_by,
    paragraph,
    space,
    subtitle,
    title,
    when,
)

AFSPRAKEN = "beleid.inkoop.afspraken"
BLANK_HEIGHT = 620  # 1.1 cm, enough to write in

PUNTEN = (
    (
        "aanbod",
        "Aanbod",
        (
            "Werkt het bedrijf in de regio's waar onze werknemers wonen?",
            "Levert het wat wij nodig hebben: begeleiding in eigen en ander werk, tweede spoor, jobcoaching, nazorg?",
            "Kent het de groepen werknemers om wie het bij ons gaat, en is het groot genoeg voor ons aantal trajecten?",
        ),
    ),
    (
        "resultaten",
        "Keurmerk en resultaten",
        (
            "Heeft het bedrijf een keurmerk, zoals dat van Blik op Werk, en wat zegt het laatste onderzoek?",
            "Hoe lang duren trajecten, hoeveel leiden tot blijvend werk, en hoe is dat gemeten?",
            "Wat vinden werknemers, opdrachtgevers en nieuwe werkgevers ervan?",
        ),
    ),
    (
        "arbodeskundigen",
        "Samenwerking met arbodeskundigen",
        (
            "Overlegt het bedrijf met onze preventiemedewerker en de bedrijfsarts over wat op de werkplek kan?",
            "Komt het bij ons kijken voordat het een advies geeft?",
        ),
    ),
    (
        "medezeggenschap",
        "Medezeggenschap",
        (
            "Stelt het bedrijf zich voor aan de medezeggenschap en geeft het uitleg over zijn werk?",
            "Doet het mee aan evaluaties met de medezeggenschap?",
        ),
    ),
    (
        "ervaring",
        "Netwerk en ervaring",
        (
            "Heeft het bedrijf ervaring in onze sector en kent het onze functies?",
            "Weet het raad met wat bij ons speelt, zoals een reorganisatie, een verhuizing of een ouder wordend team?",
            "Heeft het contacten met werkgevers in de regio, de arbodienst, verzekeraars en UWV?",
        ),
    ),
    (
        "bereikbaarheid",
        "Bereikbaarheid",
        (
            "Is er een vestiging in de buurt van het bedrijf of van de werknemer?",
            "Is een eerste gesprek binnen enkele dagen mogelijk?",
            "Is er één vaste contactpersoon voor de werkgever en één voor de werknemer?",
        ),
    ),
    (
        "privacy",
        "Privacy en klachten",
        (
            "Is er een privacyreglement dat aan de AVG voldoet, en staat daarin wat wordt vastgelegd en wie het ziet?",
            "Wordt alleen gevraagd wat voor de opdracht nodig is, en niets medisch?",
            "Wat gebeurt er met de gegevens na een traject en na het contract?",
            "Is er een klachtenreglement met een onafhankelijke behandeling?",
        ),
    ),
    (
        "werkwijze",
        "Manier van werken",
        (
            "Past de houding van het bedrijf bij ons?",
            "Zijn alle stappen van eerste gesprek tot nazorg beschreven, met termijnen?",
            "Wat gebeurt er als een traject stilvalt of iemand zich niet aan afspraken houdt?",
        ),
    ),
    (
        "rapportage",
        "Rapportage en evaluatie",
        (
            "Hoe vaak en in welke vorm krijgen wij een verslag per traject? Krijgt de werknemer hetzelfde verslag?",
            "Geeft het bedrijf regelmatig een overzicht van de resultaten van alle trajecten samen?",
            "Hoe vaak evalueren wij samen, en wat gebeurt er met de uitkomst?",
        ),
    ),
    (
        "tarieven",
        "Tarieven",
        (
            "Wat kost elke dienst, per traject en per uur?",
            "Hoe worden voorbereiding, reistijd en het werk van anderen berekend?",
            "Kent het bedrijf de subsidies en regelt het de contacten met UWV?",
            "Kan het tarief omlaag of het contract eindigen als de evaluatie tegenvalt?",
        ),
    ),
)


def _punt(code: str, name: str, questions: tuple[str, ...]) -> Xml:
    return group(
        heading(name, 2),
        points(*questions, keep=True),
        space(),
        either(
            "beleid.inkoop.aanbieders",
            overview_by(
                f"Beoordeling: {name.lower()}",
                "aanbieder in beleid.inkoop.aanbieders",
                f"b in aanbieder.beoordelingen | selectattr('punt', 'equalto', '{code}')",
                "{{ aanbieder.naam }}",
                (("Aanbieder", 28, ""), ("Bevinding", 60, "{{ b.bevinding }}"), ("Cijfer", 12, "{{ b.cijfer }}")),
                BLANK_HEIGHT,
            ),
            grid(
                f"Beoordeling: {name.lower()}",
                ("Aanbieder", "Bevinding", "Cijfer"),
                (28, 60, 12),
                [("", "", "")] * 3,
                BLANK_HEIGHT,
            ),
        ),
    )


def _number(name: str, one: str, many: str, before: str = "") -> str:
    """Returns a number of days, weeks or months in words that fit it, or nothing when it is not known."""
    path = f"{AFSPRAKEN}.{name}"
    return f"{{% if {path} == 1 %}}{before}1 {one}{{% elif {path} %}}{before}{{{{ {path} }}}} {many}{{% endif %}}"


def _text(name: str) -> str:
    return f"{{% if {AFSPRAKEN}.{name} %}}{{{{ {AFSPRAKEN}.{name} }}}}{{% endif %}}"


CONTRACT = group(
    heading("Afspraken voor het contract"),
    note("Wat leeg is, vult u in met de aanbieder. Neem deze afspraken letterlijk over in het contract."),
    heading("Planning", 2),
    fields(
        "Planning",
        Field("Eerste gesprek", _number("intake_werkdagen", "werkdag", "werkdagen", "Binnen ")),
        Field("Trajectplan", _number("trajectplan_weken", "week", "weken", "Binnen ")),
        Field("Looptijd van het contract", _number("looptijd_maanden", "maand", "maanden")),
    ),
    heading("Rapportage en evaluatie", 2),
    fields(
        "Rapportage en evaluatie",
        Field(
            "Verslag per traject",
            cell(
                _number("rapportage_weken", "week", "weken", "Eens per "),
                cell_note("Voor werkgever en werknemer; alleen over werk."),
            ),
        ),
        Field(
            "Overzicht van alle trajecten",
            cell(
                _number("overzicht_maanden", "maand", "maanden", "Eens per "),
                cell_note("Zonder namen, als basis voor de evaluatie."),
            ),
        ),
        Field("Als de evaluatie tegenvalt", _text("gevolg_evaluatie")),
    ),
    heading("Kosten", 2),
    fields(
        "Kosten",
        Field("Tarieven", _text("tarieven")),
        Field("Voorbereiding en reistijd", _text("voorbereiding_en_reistijd")),
        Field("Inschakelen van anderen", cell(_text("derden"), cell_note("Alleen na toestemming vooraf."))),
    ),
    heading("Einde", 2),
    fields(
        "Einde",
        Field("Opzegtermijn", _number("opzegtermijn_maanden", "maand", "maanden")),
        Field("Als een traject stilvalt", _text("stilstand")),
        Field(
            "Gegevens na afloop",
            cell(
                f"{{% if {AFSPRAKEN}.gegevens_na_afloop %}}{{{{ {AFSPRAKEN}.gegevens_na_afloop | keuze }}}}{{% "
                f"endif %}}",
                cell_note(
                    f"{{% if {AFSPRAKEN}.gegevens_weken == 1 %}}Binnen 1 week na het einde van het traject.{{% else "
                    f"%}}Binnen {{{{ {AFSPRAKEN}.gegevens_weken }}}} weken na het einde van het traject.{{% endif "
                    f"%}}",
                    only_if=f"{AFSPRAKEN}.gegevens_weken",
                ),
                cell_note("Het re-integratiebedrijf bevestigt het vernietigen schriftelijk."),
            ),
        ),
    ),
    heading("Wat in elk contract staat", 2),
    points(
        "Het re-integratiebedrijf krijgt alleen de gegevens die het voor de opdracht nodig heeft, en gebruikt het "
        "burgerservicenummer alleen daarvoor (Burgerlijk Wetboek, artikel 7:658a, vijfde lid).",
        "Het vraagt niet naar de gezondheid. Wat de werknemer kan, staat in het advies van de bedrijfsarts of "
        "arbeidsdeskundige.",
        "Het heeft een privacyreglement en een klachtenreglement, en geeft die aan de werknemer bij het eerste "
        "gesprek.",
        "Het meldt een datalek meteen aan de werkgever.",
        "De werknemer krijgt een kopie van het trajectplan en van elk verslag.",
        "De werkgever blijft verantwoordelijk voor de re-integratie en volgt de voortgang zelf.",
    ),
)

KEUZE = group(
    heading("Keuze"),
    fields(
        "Keuze",
        Field("Gekozen aanbieder", "{% if beleid.inkoop.keuze %}{{ beleid.inkoop.keuze }}{% endif %}"),
        Field("Waarom", "{% if beleid.inkoop.motivering %}{{ beleid.inkoop.motivering }}{% endif %}"),
        keep=True,
    ),
    when(
        "beleid.bedrijf.medezeggenschap != 'geen'",
        note(
            "Bespreek de keuze en het contract met de medezeggenschap. Regels over re-integratie hebben de instemming "
            "van een ondernemingsraad nodig (Wet op de ondernemingsraden, artikel 27, eerste lid, onder d). Ga voor "
            "een personeelsvertegenwoordiging na wat geldt (artikel 35c)."
        ),
    ),
    ondertekening("", "Medezeggenschap"),
)

GEMIDDELD = (
    "{% if aanbieder.beoordelingen %}{{ ((aanbieder.beoordelingen | sum(attribute='cijfer')) / "
    "(aanbieder.beoordelingen | length)) | round(1) | getal }}{% endif %}"
)

SOURCE = source(
    "vergelijking-re-integratiebedrijven",
    "Vergelijking van re-integratiebedrijven",
    "Alleen voor intern gebruik",
    title("Vergelijking van re-integratiebedrijven"),
    subtitle(BEDRIJF + ", {{ beleid.datum | datum }}"),
    note(
        "Stel elke aanbieder dezelfde vragen, schrijf op wat u hoort en geef per punt een cijfer van 1 tot en met 10."
    ),
    heading("De opdracht"),
    fields(
        "De opdracht",
        Field("Opdracht", "{% if beleid.inkoop.opdracht %}{{ beleid.inkoop.opdracht }}{% endif %}"),
        Field("Vorm van het contract", "{% if beleid.inkoop.vorm %}{{ beleid.inkoop.vorm | keuze }}{% endif %}"),
    ),
    when(
        "beleid.inkoop.vorm == 'per_traject'",
        note(
            "Per traject inkopen maakt vergelijken lastig. Een raamovereenkomst geeft meer overzicht als er vaker "
            "trajecten zijn."
        ),
    ),
    heading("Aanbieders"),
    either(
        "beleid.inkoop.aanbieders",
        overview(
            "Aanbieders",
            "aanbieder in beleid.inkoop.aanbieders",
            (
                (
                    "Aanbieder",
                    36,
                    cell("{{ aanbieder.naam }}", cell_note("{{ aanbieder.plaats }}", only_if="aanbieder.plaats")),
                ),
                (
                    "Contactpersoon",
                    42,
                    group(
                        when(
                            "aanbieder.contactpersoon", paragraph("{{ aanbieder.contactpersoon }}", style="Tabeltekst")
                        ),
                        when("aanbieder.telefoon", paragraph("{{ aanbieder.telefoon }}", style="Tabeltekst")),
                    ),
                ),
                ("Gemiddeld cijfer", 22, GEMIDDELD),
            ),
        ),
        grid(
            "Aanbieders",
            ("Aanbieder", "Contactpersoon", "Gemiddeld cijfer"),
            (36, 42, 22),
            [("", "", "")] * 3,
            BLANK_HEIGHT,
        ),
    ),
    heading("Beoordeling op tien punten"),
    *(_punt(*punt) for punt in PUNTEN),
    CONTRACT,
    KEUZE,
)
