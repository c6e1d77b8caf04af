"""Privacyreglement ziekteverzuim: what may be recorded, who may see it, how long it is kept, which rights exist."""

from __future__ import annotations

from beleid import BEDRIJF, HEEFT_ONDERNEMINGSRAAD, concept, contacten, lead, points, said, source, table, vaststelling
from blocks import group, heading, note, overview, subtitle, title, when

ARTIKEL = "artikel 27, eerste lid, onder k"
AVG = "Algemene verordening gegevensbescherming (AVG)"

GRONDSLAG = group(
    heading("Uitgangspunten"),
    points(
        "Dat iemand ziek is, is al een gegeven over gezondheid. De werkgever gebruikt zulke gegevens alleen zover "
        "dat nodig is voor de begeleiding, de re-integratie, de betaling van loon of de uitvoering van de wet (AVG, "
        "artikel 9, tweede lid, onder b, en Uitvoeringswet AVG, artikel 30, eerste lid).",
        "Toestemming van de werknemer is geen reden om meer vast te leggen, omdat hij tegenover zijn werkgever niet "
        "vrij is om te weigeren.",
        "Wat niet nodig is, wordt niet gevraagd en niet bewaard. Er is geen veld voor losse opmerkingen over "
        "gezondheid.",
        "De werknemer kan zien wat er over hem vastligt.",
    ),
)

VASTLEGGEN = group(
    heading("Wat de werkgever vastlegt"),
    heading("Bij de ziekmelding", 2),
    points(
        "telefoonnummer en adres waar de werknemer te bereiken is;",
        "hoe lang het verzuim waarschijnlijk duurt;",
        "lopende afspraken en werkzaamheden;",
        "of de werknemer onder een vangnetbepaling van de Ziektewet valt, maar niet onder welke;",
        "of het verzuim samenhangt met een arbeidsongeval, of met een verkeersongeval waarvoor een ander aansprakelijk "
        "kan zijn.",
    ),
    heading("Van de bedrijfsarts", 2),
    points(
        "welke werkzaamheden de werknemer wel en niet kan doen;",
        "hoe lang het verzuim naar verwachting duurt;",
        "in hoeverre de werknemer arbeidsongeschikt is;",
        "welke aanpassingen van het werk of voorzieningen de werkgever moet treffen.",
    ),
    said("De werknemer krijgt dezelfde tekst als de werkgever."),
    heading("In het re-integratiedossier", 2),
    points(
        "de stukken die de wet vraagt: probleemanalyse, plan van aanpak, evaluaties, bijstellingen, actueel oordeel en "
        "eindevaluatie, in de versie voor de werkgever;",
        "het verloop van het verzuim met de gewerkte uren;",
        "gespreksverslagen en afspraken over werk.",
    ),
)

NIET = group(
    heading("Wat de werkgever niet vastlegt"),
    points(
        "de aard of de oorzaak van de ziekte;",
        "wat de werknemer voelt of waar hij last van heeft;",
        "welke zorg de werknemer krijgt en van wie;",
        "persoonlijke omstandigheden die niets met het werk te maken hebben;",
        "een oordeel over de persoon van de werknemer.",
    ),
    said(
        "Vertelt de werknemer dit zelf, dan komt het niet in het dossier, niet in een e-mail en niet in een agenda. "
        "Staat het er toch in, dan wordt het verwijderd.",
        "Eén uitzondering: moeten directe collega's weten wat zij in een noodgeval doen, dan kan dat met de "
        "werknemer worden afgesproken. Vastgelegd wordt alleen wat die collega's moeten doen.",
    ),
)

TOEGANG = group(
    heading("Wie wat mag zien"),
    table(
        "Wie welke gegevens mag zien",
        ("Wie", "Wat"),
        (34, 66),
        [
            ("Leidinggevende", "Wat nodig is om werk en terugkeer te regelen."),
            (
                "Casemanager die voor de werkgever werkt",
                "Het re-integratiedossier. Hij vraagt niet naar de gezondheid.",
            ),
            ("Personeelszaken en salarisadministratie", "Wat nodig is voor meldingen, loon en contract."),
            (
                "Bedrijfsarts en wie onder zijn verantwoordelijkheid werkt",
                "Het medisch dossier. Zij hebben een beroepsgeheim.",
            ),
            (
                "Re-integratiebedrijf",
                "Wat nodig is voor de opdracht, met het burgerservicenummer (Burgerlijk Wetboek, artikel 7:658a).",
            ),
            (
                "UWV",
                "Het re-integratieverslag. Medische stukken gaan van de werknemer naar de arts van UWV, niet via de "
                "werkgever.",
            ),
            ("Verzuimverzekeraar", "Administratieve gegevens voor de uitkering, geen gegevens over gezondheid."),
        ],
    ),
    when(
        "beleid.privacy.toegang",
        lead(f"Bij {BEDRIJF} hebben deze functies toegang:"),
        overview(
            "Functies met toegang",
            "recht in beleid.privacy.toegang",
            (("Functie", 34, "{{ recht.functie }}"), ("Waarvoor", 66, "{{ recht.waarvoor }}")),
        ),
    ),
    said(
        "Het burgerservicenummer staat alleen in stukken waarvoor de wet dat vraagt: die voor UWV, de arbodienst en "
        "het re-integratiebedrijf."
    ),
)

DELEN = group(
    heading("Delen met anderen"),
    points(
        "De arbodienst en de bedrijfsarts zijn zelf verantwoordelijk voor hun dossier. De werkgever kan er niet in.",
        "Met een re-integratiebedrijf is schriftelijk afgesproken welke gegevens het krijgt, wie ze ziet en wat er "
        "na afloop mee gebeurt.",
        "{% if beleid.privacy.leverancier %}Met {{ beleid.privacy.leverancier }}, de leverancier van het systeem, "
        "is een verwerkersovereenkomst gesloten{% else %}Met elke leverancier die gegevens voor de werkgever "
        "verwerkt, is een verwerkersovereenkomst gesloten{% endif %} (AVG, artikel 28).",
        "Gegevens gaan versleuteld over de lijn en niet als bijlage bij een gewone e-mail.",
    ),
)

BEVEILIGING = group(
    heading("Beveiliging"),
    points(
        "{% if beleid.privacy.systeem %}Verzuimgegevens staan in {{ beleid.privacy.systeem }} en nergens anders{% "
        "else %}Verzuimgegevens staan in één systeem en nergens anders{% endif %}: niet in losse lijsten, agenda's "
        "of gedeelde mappen.",
        "Wie inlogt, doet dat met meer dan een wachtwoord (meerfactorauthenticatie).",
        "Toegang hoort bij een functie en vervalt als iemand een andere functie krijgt of vertrekt.",
        "Er wordt bijgehouden wie wanneer welk dossier heeft geopend. Dat overzicht wordt regelmatig bekeken.",
        "Wie met verzuimgegevens werkt, heeft een geheimhoudingsplicht en krijgt uitleg over dit reglement.",
    ),
)

JAREN = (
    "{% if beleid.privacy.bewaren_jaren == 1 %}1 jaar{% else %}{{ beleid.privacy.bewaren_jaren or 2 }} jaar{% endif "
    "%} na {% if beleid.privacy.bewaren_vanaf %}{{ beleid.privacy.bewaren_vanaf | keuze }}{% else %}het sluiten van "
    "het dossier{% endif %}"
)

BEWAREN = group(
    heading("Bewaren en vernietigen"),
    table(
        "Hoe lang gegevens worden bewaard",
        ("Wat", "Hoe lang"),
        (46, 54),
        [
            ("Re-integratiedossier", JAREN),
            ("Verzuimgegevens in de loonadministratie, voor de Belastingdienst", "7 jaar na het kalenderjaar"),
        ],
    ),
    when(
        "beleid.bedrijf.eigenrisicodrager_zw == 'ja'",
        said(
            "Het bedrijf is eigenrisicodrager voor de Ziektewet. Gegevens over een uitkering op grond daarvan worden "
            "5 jaar na het einde van het dienstverband bewaard."
        ),
    ),
    when(
        "beleid.bedrijf.eigenrisicodrager_wga == 'ja'",
        said(
            "Het bedrijf is eigenrisicodrager voor de WGA. Wat daarvoor nodig is, wordt bewaard zolang het bedrijf "
            "dat risico draagt: 10 jaar."
        ),
    ),
    said(
        "Loopt er een bezwaar, een beroep, een loonsanctie of een verhaal op een ander, dan blijven de stukken "
        "bewaard die daarvoor nodig zijn tot dat klaar is. Daarna worden ze vernietigd. Van vernietigen blijft een "
        "korte aantekening over, zonder inhoud.",
        "Het medisch dossier is van de bedrijfsarts en blijft 20 jaar bij hem of zijn opvolger.",
    ),
    note(
        "Voor het re-integratiedossier noemt de wet geen termijn. Twee jaar is wat de Autoriteit Persoonsgegevens "
        "redelijk vindt."
    ),
)

RECHTEN = group(
    heading("Rechten van de werknemer"),
    points(
        "inzien wat er vastligt en er een kopie van krijgen (AVG, artikel 15);",
        "fouten laten verbeteren (artikel 16);",
        "gegevens laten wissen die er niet of niet meer horen (artikel 17);",
        "het gebruik laten beperken (artikel 18);",
        "bezwaar maken tegen gebruik dat op een gerechtvaardigd belang rust (artikel 21).",
    ),
    said(
        "De werkgever antwoordt binnen een maand en gratis. Is een verzoek ingewikkeld, dan kan dat twee maanden "
        "langer duren; dat laat hij binnen de eerste maand weten (AVG, artikel 12)."
    ),
)

LEKKEN = group(
    heading("Datalekken"),
    points(
        "Wie merkt dat gegevens kwijt zijn of bij een ander terecht zijn gekomen, meldt dat meteen"
        "{% for persoon in beleid.contactpersonen | selectattr('voor', 'equalto', 'privacy') %}"
        "{% if loop.first %} bij {{ persoon.naam }}{% endif %}{% endfor %}.",
        "De werkgever meldt een datalek binnen 72 uur nadat het is ontdekt bij de Autoriteit Persoonsgegevens, "
        "tenzij er waarschijnlijk geen risico voor betrokkenen is (AVG, artikel 33).",
        "Is het risico hoog, dan hoort ook de werknemer het, in gewone taal (artikel 34).",
        "Elk datalek staat in een overzicht, met wat eraan gedaan is.",
    ),
)

TOEZICHT = group(
    heading("Toezicht en klachten"),
    points(
        "Deze verwerking staat in het register van verwerkingsactiviteiten (AVG, artikel 30). Voor verzuimgegevens "
        "is vooraf nagegaan welke risico's er zijn (artikel 35).",
        "{% if beleid.privacy.functionaris.naam %}De functionaris gegevensbescherming is {{ "
        "beleid.privacy.functionaris.naam }}{% if beleid.privacy.functionaris.email %}, {{ "
        "beleid.privacy.functionaris.email }}{% endif %}. Elke werknemer kan daar vertrouwelijk terecht.{% else "
        "%}Vragen over dit reglement kan elke werknemer stellen aan de contactpersoon voor privacy.{% endif %}",
        "Wie een klacht heeft, bespreekt die eerst met de casemanager of de contactpersoon voor klachten. Hij kan "
        "ook altijd naar de Autoriteit Persoonsgegevens (AVG, artikel 77).",
        "Wie zich niet aan dit reglement houdt, wordt daarop aangesproken.",
    ),
)

SOURCE = source(
    "privacyreglement",
    "Privacyreglement ziekteverzuim",
    "Bedrijfsreglement",
    title("Privacyreglement ziekteverzuim"),
    subtitle(
        BEDRIJF
        + "{% if beleid.vaststelling.ingangsdatum %}, geldig vanaf {{ beleid.vaststelling.ingangsdatum | datum }}"
        "{% else %}, {{ beleid.datum | datum }}{% endif %}"
    ),
    concept(HEEFT_ONDERNEMINGSRAAD, ARTIKEL),
    heading("Waar dit reglement over gaat"),
    said(
        f"Dit reglement gaat over persoonsgegevens van werknemers van {BEDRIJF} bij verzuim en re-integratie. "
        f"{BEDRIJF} is de verwerkingsverantwoordelijke in de zin van de {AVG}. Het geldt voor iedereen die namens de "
        f"werkgever met "
        "deze gegevens werkt."
    ),
    GRONDSLAG,
    VASTLEGGEN,
    NIET,
    TOEGANG,
    DELEN,
    BEVEILIGING,
    BEWAREN,
    RECHTEN,
    LEKKEN,
    TOEZICHT,
    heading("Contactpersonen"),
    contacten(),
    vaststelling(HEEFT_ONDERNEMINGSRAAD, ARTIKEL),
)
