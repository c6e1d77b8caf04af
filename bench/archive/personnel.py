"""The folders of employees: what managers, planners and the personnel office kept about six people."""

from __future__ import annotations

from bench.archive import makers as make
from bench.archive.plan import Entry

BAKKER = "HR/Personeel/Bakker A. (magazijn)"
WIT = "HR/Personeel/de Wit M. (planning)"
IDRISSI = "HR/Personeel/El Idrissi S. (chauffeur)"
VISSER = "HR/Personeel/Visser J. (administratie)"
YILMAZ = "HR/Personeel/Yilmaz E. (productie)"
LEEUWEN = "HR/Personeel/van Leeuwen K. (inkoop)"

CONVERSATION = """
# Gespreksverslag 14 februari 2024
Aanwezig: Anton Bakker en Tineke Vermeer. Gesproken in de kantine, een uur.
Anton werkt nu drie ochtenden. Orders verzamelen op de begane grond gaat goed, de reachtruck laat hij nog staan.
Hij kan niet langer dan twintig minuten achter elkaar staan en tilt tot vijf kilo.
De bedrijfsarts schreef dat op 9 februari op.
Afgesproken: vanaf 1 maart vier ochtenden, elke dinsdag even bellen. Anton vraagt zelf een kruk aan bij Ron.
"""
SLIP = """
# Verslag telefoongesprek
Gebeld met Anton, hij neemt op vanuit de auto.
Hij is vorige week geopereerd aan zijn knie en slikt nu tramadol. Slapen lukt slecht, zegt hij.
Werken ziet hij de eerste weken niet zitten. Wel wil hij meedenken over het nieuwe rooster van de inslag.
Volgende week bel ik weer, dan weet hij meer over het schema.
"""
PLAN = """
# Plan van aanpak
Doel: terugkeer in eigen werk als planner, 32 uur, uiterlijk 1 september.
Stap 1: twee keer vier uur per week, administratief werk zonder telefoon, in de kleine kamer.
Stap 2: vanaf week 20 drie keer vier uur, met een collega ernaast die de telefoon doet.
De casemanager belt elke twee weken. Evaluatie op 3 juni met Marit en haar teamleider.
"""
WHATSAPP = """
12-03-2024 08:14 - Joost planning: Hé Marit, hoe is t? We missen je hier
12-03-2024 08:31 - Marit: Gaat wel. Kom morgen even koffie drinken op de zaak
12-03-2024 08:32 - Joost planning: Top!! Neem je tijd, rooster is rond tot en met week 14
12-03-2024 08:40 - Marit: Ik zit bij een psycholoog nu en heb pillen tegen de depressie. Hou het effe voor jezelf ok
12-03-2024 08:41 - Joost planning: Tuurlijk
"""
ROUTES = """
Sajid rijdt vanaf 6 mei weer de dinsdag en de donderdag, alleen de korte rit Tilburg - Oss - Tilburg.
Laden en lossen doet Wim. Na elke rit een half uur op kantoor voor de papieren.
Als de file bij Vught te lang is, belt hij af en gaat de rit over naar Henk. Geen nachtritten, geen buitenland.
"""
CLAIM = """
Geachte heer, mevrouw,
Op 18 april is onze medewerker de heer El Idrissi op de A2 van achteren aangereden. De wagen is total loss.
Zijn whiplash houdt hem nu zes weken thuis. De fysiotherapeut verwacht nog een maand of twee.
Wij verhalen de loonkosten op uw verzekerde en sturen u de berekening na.
Met vriendelijke groet, R. Kuipers, wagenparkbeheer
"""
EVALUATION = """
# Eerstejaarsevaluatie
Werkgever en werknemer kijken terug op het eerste jaar.
Mevrouw Visser boekt nu twintig van de achtentwintig uur facturen in, thuis en op kantoor afgewisseld.
Zij werkt met een groot scherm en neemt elk uur tien minuten pauze. Dat is genoeg gebleken.
Beiden houden vast aan terugkeer in eigen werk. Een tweede spoor wordt verkend, want zeker is het niet.
"""
REQUEST = """
Beste Jolanda,
Bedankt voor de bloemen, die staan hier prachtig!
Wat je vroeg over de vakantie: ik heb in juli twee weken staan en die laat ik graag staan, als dat mag van Peter.
Mijn sleutel van de kast ligt nog bij de receptie. De map met creditnota's ook.
Groetjes, José Visser
"""
LETTER = """
Beste Emine,
Je bent sinds maandag 8 januari niet op het werk. We hopen dat het snel beter gaat.
Volgende week belt de arbodienst je voor een afspraak. Je hoeft mij niet te vertellen wat je hebt.
Vanaf de derde week kijken we samen welk werk wel kan: inpakken aan tafel 4 of stickeren.
Hartelijke groet, Carlo Smeets
"""
MESSAGE = """
voor dinsdagochtend ploeg B
- tafel 4: Fatma ipv Emine (die heeft een miskraam gehad, niks zeggen aub)
- stickermachine nakijken, loopt scheef
- nieuwe handschoenen liggen bij Carlo
"""
REPORT = """
# Arbeidskundig advies
Functie: inkoper metaal, 40 uur. Belasting: veel telefoneren, twee reisdagen in de week, piek op maandag.
De heer Van Leeuwen kan volgens de functionele mogelijkhedenlijst vier uur per dag werken, met zo min mogelijk reizen.
Passend binnen het eigen bedrijf: contractbeheer, leveranciers beoordelen, offertes narekenen. Het loon blijft gelijk.
Advies: begin met drie dagen contractbeheer en beoordeel het na zes weken opnieuw.
"""
FUTURE = """
Kees wil niet meer terug naar inkoop. Hij ziet zichzelf wel als docent economie op een mbo.
Wij betalen de oriëntatie bij het roc, twaalf dagdelen. Hij levert een verslag in en praat erover met zijn coach.
Terug in augustus. Dan beslissen we over het tweede spoor, hij hoeft niets te beloven.
"""

ENTRIES = (
    Entry(f"{BAKKER}/gespreksverslag 2024-02-14.docx", make.word, CONVERSATION, "docx", "Verslag in termen van werk"),
    Entry(
        f"{BAKKER}/telefoon 2024-01-22.docx",
        make.word,
        SLIP,
        "docx",
        "Operatie, medicijn en een klacht in een telefoonverslag",
        "bevindingen",
        3,
    ),
    Entry(
        f"{BAKKER}/urenoverzicht.xlsx",
        make.sheet,
        {
            "bladen": {
                "Uren": [
                    ["Week", "Uren", "Afdeling"],
                    [5, 9, "begane grond"],
                    [6, 12, "begane grond"],
                    [7, 12, "inslag"],
                ]
            }
        },
        "xlsx",
        "Uren per week",
    ),
    Entry(
        f"{BAKKER}/plan.docx",
        make.word_with,
        (
            "Anton bouwt op naar vier ochtenden. Hij kiest zelf de dag die vrij blijft.",
            "vanwege zijn hernia",
            "in overleg met Ron",
        ),
        "docx",
        "Een ziekte in een weggehaalde (bijgehouden) wijziging",
        "bevindingen",
        1,
    ),
    Entry(f"{WIT}/plan van aanpak.odt", make.converted("odt"), PLAN, "odt", "Plan van aanpak zonder medische gegevens"),
    Entry(
        f"{WIT}/whatsapp met Marit.txt",
        make.txt,
        WHATSAPP,
        "txt",
        "Een gesprek dat nooit bewaard had mogen worden",
        "bevindingen",
        3,
    ),
    Entry(
        f"{WIT}/plan van aanpak getekend.docx",
        make.word,
        {"body": PLAN, "opmerking": "Marit belde: de burn-out zit dieper dan gedacht. Niet in het plan zetten."},
        "docx",
        "Een ziekte in een opmerking in de kantlijn",
        "bevindingen",
        1,
    ),
    Entry(f"{IDRISSI}/rittenafspraken.rtf", make.converted("rtf"), ROUTES, "rtf", "Afspraken over ritten"),
    Entry(
        f"{IDRISSI}/schadeclaim.pdf",
        make.converted("pdf"),
        CLAIM,
        "pdf",
        "Ongeval, letsel en behandelaar in een claim",
        "bevindingen",
        3,
    ),
    Entry(
        f"{IDRISSI}/herniaoperatie Sajid.txt",
        make.txt,
        "Zie map Arbodienst, daar staat alles in. Hier niets meer bewaren.",
        "txt",
        "Alleen de bestandsnaam zegt te veel",
        "bevindingen",
        1,
    ),
    Entry(f"{VISSER}/eerstejaarsevaluatie.docx", make.word, EVALUATION, "docx", "Evaluatie zonder medische gegevens"),
    Entry(f"{VISSER}/kaartje van José.txt", make.old_txt, REQUEST, "txt", "Brief in de tekens van een oude Windows"),
    Entry(
        f"{VISSER}/loonwaarde.xlsx",
        make.sheet,
        {
            "bladen": {
                "Loonwaarde": [["Taak", "Tempo", "Kwaliteit"], ["facturen boeken", 0.8, 1], ["archief", 1, 1]],
                "Notities": [["Datum", "Notitie"], ["2024-05-02", "José begint volgende maand met chemotherapie"]],
            },
            "verborgen": "Notities",
        },
        "xlsx",
        "Een behandeling op een verborgen blad",
        "bevindingen",
        1,
    ),
    Entry(
        f"{VISSER}/planning.xlsx",
        make.sheet,
        {
            "bladen": {"Mei": [["Dag", "Wie"], ["ma", "José 9-13"], ["di", "Ilse"]]},
            "opmerking": ("B2", "Niet vroeger, dan heeft ze migraine"),
        },
        "xlsx",
        "Een klacht in een opmerking bij een cel",
        "bevindingen",
        1,
    ),
    Entry(
        f"{YILMAZ}/brief eerste week.docx",
        make.word,
        {"body": LETTER, "kop": "Smeets Verpakkingen BV", "voet": "Blad 1"},
        "docx",
        "Nette brief aan een zieke werknemer",
    ),
    Entry(
        f"{YILMAZ}/briefje ploeg B.txt",
        make.txt,
        MESSAGE,
        "txt",
        "Een zwangerschap in een overdracht van ploegen",
        "bevindingen",
        1,
    ),
    Entry(
        f"{YILMAZ}/brief eerste week (kopie).docx",
        make.word,
        {"body": LETTER, "kop": "Smeets Verpakkingen BV", "voet": "Blad 1"},
        "docx",
        "Dezelfde bytes als de brief: een kopie",
    ),
    Entry(f"{LEEUWEN}/arbeidskundig advies.pdf", make.converted("pdf"), REPORT, "pdf", "Advies in termen van werk"),
    Entry(f"{LEEUWEN}/toekomst Kees.md", make.txt, FUTURE, "txt", "Aantekening over ander werk"),
    Entry(
        f"{LEEUWEN}/gespreksverslag.docx",
        make.word,
        {
            "body": "# Verslag\nKees en ik spraken over contractbeheer. Hij begint maandag.",
            "eigenschap": "Kees depressie gesprek 2",
        },
        "docx",
        "Een ziekte in de titel van het bestand",
        "bevindingen",
        1,
    ),
    Entry(
        f"{LEEUWEN}/functie-eisen.csv",
        make.comma,
        [["Taak", "Uren", "Reizen"], ["contractbeheer", "16", "nee"], ["leveranciers bezoeken", "8", "ja"]],
        "csv",
        "Taken en uren",
    ),
)
