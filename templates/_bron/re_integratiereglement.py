"""Re-integratiereglement: who does what and when when somebody is ill, in words that hold for the whole company."""

from __future__ import annotations

from beleid import (
    BEDRIJF,
    HEEFT_MEDEZEGGENSCHAP,
    HEEFT_VERTEGENWOORDIGING,
    concept,
    contacten,
    lead,
    points,
    said,
    source,
    table,
    vaststelling,
)
from blocks import answer, either, group, heading, note, paragraph, subtitle, title, when

# How far the consent of a personeelsvertegenwoordiging goes, WOR art. 35c says; the employer is told to look there.
ARTIKEL = f"{{% if {HEEFT_VERTEGENWOORDIGING} %}}artikel 35c{{% else %}}artikel 27, eerste lid, onder d{{% endif %}}"

CONTACT = "{{ beleid.begeleiding.contact_weken or 2 }}"
EVALUATIE = "{{ beleid.begeleiding.evaluatie_weken or 6 }}"
EERSTE_GESPREK = "{{ beleid.begeleiding.eerste_contact_werkdagen or 3 }}"
MAANDEN = "{{ beleid.evaluatie.maanden or 6 }}"


def _weeks(number: str, name: str) -> str:
    return f"{{% if beleid.begeleiding.{name} == 1 %}}elke week{{% else %}}eens per {number} weken{{% endif %}}"


MELDEN = group(
    heading("Ziek melden"),
    points(
        "{% if beleid.ziekmelding.bij %}De werknemer meldt zich ziek bij {{ beleid.ziekmelding.bij }}{% else %}De "
        "werknemer meldt zich ziek bij de leidinggevende{% endif %}{% if beleid.ziekmelding.voor_tijdstip %}, op de "
        "eerste ziektedag vóór {{ beleid.ziekmelding.voor_tijdstip }} uur{% else %}, zo vroeg mogelijk op de eerste "
        "ziektedag{% endif %}.",
        "De werknemer laat weten op welk telefoonnummer en adres hij te bereiken is en geeft een wijziging meteen "
        "door.",
        "Wie zich tijdens een vakantie of in het buitenland ziek meldt, doet dat op dezelfde manier.",
        "Zodra de werknemer weer kan werken, geheel of voor een deel, meldt hij dat op dezelfde dag.",
    ),
    lead("Wie de ziekmelding aanneemt, vraagt alleen:"),
    points(
        "het telefoonnummer en het adres waar de werknemer verblijft;",
        "hoe lang het verzuim waarschijnlijk duurt;",
        "welke afspraken en werkzaamheden lopen;",
        "of de werknemer onder een vangnetbepaling van de Ziektewet valt, maar niet onder welke;",
        "of het verzuim samenhangt met een arbeidsongeval, of met een verkeersongeval waarvoor een ander aansprakelijk "
        "kan zijn.",
    ),
    said(
        "Hij vraagt niet wat de werknemer heeft of waardoor dat komt, en schrijft dat ook niet op. Dat geldt ook als "
        "de werknemer het zelf vertelt of er toestemming voor geeft. Het privacyreglement zegt hier meer over."
    ),
)

ROLLEN = group(
    heading("Wie doet wat"),
    table(
        "Wie wat doet bij verzuim en re-integratie",
        ("Wie", "Wat u van hem of haar mag verwachten"),
        (26, 74),
        [
            (
                "Werknemer",
                "Houdt contact, komt naar afspraken met de bedrijfsarts, denkt mee over werk dat wel kan, doet wat "
                "in het plan van aanpak staat en geeft daar zijn eigen mening over.",
            ),
            (
                "Leidinggevende",
                "Houdt contact over het werk, zoekt met de werknemer naar passend werk, maakt dat mogelijk en "
                "vraagt niet naar de gezondheid.",
            ),
            (
                "Casemanager",
                "Begeleidt de stappen, bewaakt de termijnen, houdt het dossier bij en spreekt werkgever en "
                "werknemer aan op hun afspraken. Elke werknemer met een plan van aanpak weet wie zijn casemanager "
                "is.",
            ),
            (
                "Personeelszaken",
                "Zorgt voor juiste meldingen aan arbodienst en UWV, voor loon en contract, en voor de jaarlijkse "
                "cijfers.",
            ),
            (
                "Bedrijfsarts en arbodienst",
                "Beoordelen onafhankelijk wat de werknemer kan, adviseren over werk en terugkeer, en geven de "
                "werkgever niet meer dan hij mag weten.",
            ),
            (
                "Re-integratiebedrijf",
                "Begeleidt naar passend werk als dat is afgesproken, volgens een plan met termijnen, en doet daar "
                "verslag van.",
            ),
            (
                "Preventiemedewerker",
                "Kijkt mee naar de werkplek en gebruikt wat er uit verzuim te leren is voor gezonder werk, zonder "
                "namen.",
            ),
            (
                "Medezeggenschap",
                "Stemt in met dit reglement en met wijzigingen, en bespreekt de resultaten van het beleid.",
            ),
        ],
    ),
)

STAPPEN = group(
    heading("Stappen en termijnen"),
    note("De weken tellen vanaf de eerste ziektedag."),
    table(
        "Stappen en termijnen",
        ("Wanneer", "Wat", "Wie"),
        (28, 50, 22),
        [
            (
                f"Binnen {EERSTE_GESPREK} werkdagen",
                "Eerste gesprek: wat loopt er op het werk en wat kan wel?",
                "Leidinggevende",
            ),
            (
                f"Daarna ten minste {_weeks(CONTACT, 'contact_weken')}",
                "Contact over het werk en de terugkeer. De casemanager legt de afspraken vast.",
                "Leidinggevende",
            ),
            ("Uiterlijk in week 6", "Probleemanalyse met advies, als langdurig verzuim dreigt.", "Bedrijfsarts"),
            (
                "Binnen twee weken daarna",
                "Plan van aanpak met doelen, termijnen, de casemanager en de visie van allebei.",
                "Werkgever en werknemer",
            ),
            (
                f"Ten minste {_weeks(EVALUATIE, 'evaluatie_weken')}",
                "Evaluatie van het plan; zo nodig een bijstelling.",
                "Werkgever en werknemer",
            ),
            ("Eerste dag van week 43", "42e-weeksmelding aan UWV.", "Werkgever"),
            (
                "Week 46 tot en met 52",
                "Eerstejaarsevaluatie: wat is bereikt en welke richting kiezen we voor het tweede jaar?",
                "Werkgever en werknemer",
            ),
            (
                "Binnen zes weken daarna",
                "Tweede spoor: ook zoeken naar werk bij een ander bedrijf, tenzij er binnen drie maanden een "
                "concreet uitzicht is op blijvende terugkeer in het eigen bedrijf.",
                "Werkgever en werknemer",
            ),
            (
                "Uiterlijk in week 91",
                "Eindevaluatie en re-integratieverslag klaar; de werknemer krijgt een kopie.",
                "Werkgever",
            ),
            ("Uiterlijk in week 93", "Aanvraag van een WIA-uitkering.", "Werknemer"),
            ("Na 104 weken", "Einde van de wachttijd voor de WIA.", "UWV beslist"),
        ],
    ),
    said(
        "Periodes van ziekte met minder dan vier weken ertussen tellen samen; de dagen ertussen tellen niet mee. "
        "Voor verlof volgens de Wet arbeid en zorg gelden andere regels. De casemanager rekent de termijnen voor elk "
        "geval uit.",
        "Is een plan van aanpak niet zinvol, omdat er geen langdurig verzuim dreigt of omdat de werknemer volgens de "
        "bedrijfsarts niet meer kan werken, dan legt de casemanager dat met de reden vast.",
    ),
)

WERK = group(
    heading("Terug naar werk"),
    lead("Werkgever en werknemer zoeken naar werk in deze volgorde (Burgerlijk Wetboek, artikel 7:658a):"),
    points(
        "het eigen werk;",
        "het eigen werk met aanpassingen, zoals andere taken, uren of hulpmiddelen;",
        f"ander passend werk bij {BEDRIJF};",
        "passend werk bij een ander bedrijf.",
    ),
    said(
        "Passend is werk dat aansluit bij wat de werknemer kan en aankan, volgens het advies van de bedrijfsarts, en "
        "dat in redelijkheid van hem gevraagd mag worden."
    ),
    either(
        "beleid.herplaatsing.salaris",
        answer("Salaris en pensioen in een andere functie", "beleid.herplaatsing.salaris"),
        said(
            "Over salaris en pensioen na een blijvende overstap naar een andere functie maken werkgever en werknemer "
            "schriftelijke afspraken vóór de overstap."
        ),
    ),
    either(
        "beleid.herplaatsing.terugkeer",
        answer("Terugkeer na werk bij een ander bedrijf", "beleid.herplaatsing.terugkeer"),
        said(
            "Gaat de werknemer bij een ander bedrijf op proef werken, dan leggen alle partijen vooraf vast hoe lang "
            "dat duurt en hoe hij kan terugkeren."
        ),
    ),
)

LOON = group(
    heading("Loon tijdens ziekte"),
    points(
        "{% if beleid.loon.eerste_jaar is not none %}In de eerste 52 weken betaalt de werkgever {{ "
        "beleid.loon.eerste_jaar | procent }} van het loon{% else %}In de eerste 52 weken betaalt de werkgever ten "
        "minste 70% van het loon{% endif %}, en in elk geval het wettelijk minimumloon dat voor de werknemer geldt.",
        "{% if beleid.loon.tweede_jaar is not none %}In de tweede 52 weken betaalt de werkgever {{ "
        "beleid.loon.tweede_jaar | procent }} van het loon.{% else %}In de tweede 52 weken betaalt de werkgever ten "
        "minste 70% van het loon.{% endif %}",
        "{% if beleid.loon.wachtdagen %}Over de eerste {% if beleid.loon.wachtdagen == 1 %}ziektedag{% else %}{{ "
        "beleid.loon.wachtdagen }} ziektedagen{% endif %} wordt geen loon betaald, als dat schriftelijk is "
        "afgesproken.{% else %}Er zijn geen wachtdagen: het loon loopt door vanaf de eerste ziektedag.{% endif %}",
    ),
    note(
        "De wet vraagt ten minste 70% van het loon, tot het maximumdagloon, en laat hooguit twee wachtdagen toe "
        "(Burgerlijk Wetboek, artikel 7:629). Een cao of arbeidsovereenkomst kan meer geven."
    ),
    when("beleid.loon.toelichting", paragraph("{{ beleid.loon.toelichting }}")),
)

NIET_EENS = group(
    heading("Als afspraken niet lukken"),
    lead(
        "Werkgever en werknemer werken allebei aan de terugkeer (artikelen 7:658a en 7:660a). Lukt dat niet, dan geldt:"
    ),
    points(
        "Eerst bespreken werkgever, werknemer en casemanager wat er nodig is. Bij spanning in de samenwerking kan een "
        "mediator helpen.",
        "Houdt de werknemer zich niet aan redelijke, schriftelijke voorschriften over de gegevens die nodig zijn om "
        "zijn recht op loon te bepalen, dan kan de werkgever de betaling opschorten. Hij laat dat meteen en "
        "schriftelijk weten (artikel 7:629, zesde en zevende lid).",
        "Weigert de werknemer zonder goede reden passend werk of meewerken aan het plan van aanpak, dan is er over "
        "die tijd geen recht op loon. De werkgever waarschuwt eerst schriftelijk (artikel 7:629, derde en zevende "
        "lid).",
        "Is de werknemer het niet eens met het oordeel van de bedrijfsarts, dan kan hij het oordeel van een andere "
        "bedrijfsarts vragen (Arbeidsomstandighedenwet, artikel 14).",
        "Werkgever en werknemer kunnen UWV om een deskundigenoordeel vragen: over het eigen werk, passend werk, en "
        "of een van beiden genoeg heeft gedaan.",
        "In de eerste twee jaar van ziekte mag de werkgever in de regel niet opzeggen omdat de werknemer ziek is "
        "(artikel 7:670).",
    ),
)

DOSSIER = group(
    heading("Het dossier"),
    points(
        "Als langdurig verzuim dreigt, houdt de casemanager een re-integratiedossier bij met alle stappen, "
        "afspraken en brieven.",
        "Een gespreksverslag is kort, gaat over werk en wordt door allebei bevestigd.",
        "De werknemer krijgt van elk stuk een kopie en kan zijn dossier inzien.",
        "In het dossier staan geen medische gegevens. Het privacyreglement zegt wat wel en niet mag.",
    ),
)

HULP = group(
    heading("Arbodienst en re-integratiebedrijf"),
    points(
        "{% if beleid.arbodienst.naam %}De arbodienst is {{ beleid.arbodienst.naam }}"
        "{% if beleid.arbodienst.regeling %} ({{ beleid.arbodienst.regeling | keuze }}){% endif %}."
        "{% else %}De werkgever heeft een basiscontract met een arbodienst of bedrijfsarts.{% endif %}",
        "Elke werknemer kan zonder toestemming van de werkgever naar het open spreekuur van de bedrijfsarts, ook "
        "als hij niet ziek is.",
        "De bedrijfsarts bezoekt de werkplek als dat nodig is en heeft een klachtenregeling.",
        "Een re-integratiebedrijf krijgt alleen de gegevens die het voor zijn opdracht nodig heeft (artikel 7:658a, "
        "vijfde lid).",
        "De werknemer denkt mee over de keuze van het re-integratiebedrijf en over het trajectplan.",
    ),
)

BELEID = group(
    heading("Leren van verzuim"),
    said(
        "{% if beleid.evaluatie.door %}{{ beleid.evaluatie.door }} evalueert{% else %}De werkgever evalueert{% endif "
        "%} dit beleid {% if beleid.evaluatie.maanden == 1 %}elke maand{% else %}eens per "
        + MAANDEN
        + " maanden{% endif %}: de duur van het verzuim, "
        "de terugkeer in eigen en ander werk, het tweede spoor, of termijnen zijn gehaald, en de kosten en "
        "opbrengsten. In het verslag staan geen namen en geen gegevens die naar een persoon te herleiden zijn.",
        "Werknemers die een traject hebben gehad, wordt gevraagd hoe het beter kan. Zij hoeven daarbij niets over "
        "hun gezondheid te zeggen.",
    ),
)

SOURCE = source(
    "re-integratiereglement",
    "Re-integratiereglement",
    "Bedrijfsreglement",
    title("Re-integratiereglement"),
    subtitle(
        BEDRIJF
        + "{% if beleid.vaststelling.ingangsdatum %}, geldig vanaf {{ beleid.vaststelling.ingangsdatum | datum }}"
        "{% else %}, {{ beleid.datum | datum }}{% endif %}"
    ),
    concept(HEEFT_MEDEZEGGENSCHAP, ARTIKEL),
    heading("Waar dit reglement over gaat"),
    said(
        f"Dit reglement zegt wat er gebeurt als een werknemer van {BEDRIJF} ziek is, en wat werkgever en werknemer "
        f"van elkaar "
        "mogen verwachten. Het doel is dat wie ziek is, op een gezonde manier weer aan het werk komt. De wet gaat "
        "voor dit reglement, en een cao ook als die iets anders regelt.",
        "Waar 'hij' staat, kan ook 'zij' worden gelezen.",
    ),
    MELDEN,
    ROLLEN,
    STAPPEN,
    DOSSIER,
    WERK,
    LOON,
    NIET_EENS,
    HULP,
    BELEID,
    heading("Contactpersonen"),
    contacten(),
    vaststelling(HEEFT_MEDEZEGGENSCHAP, ARTIKEL),
)
