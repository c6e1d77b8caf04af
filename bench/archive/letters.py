"""The mail export and the folder of the arbodienst: what came in and went out, with what hung on to it."""

from __future__ import annotations

from bench.archive import makers as make
from bench.archive.plan import Entry

VERMEER = "Tineke Vermeer <t.vermeer@smeets.example>"
SMEETS = "Carlo Smeets <c.smeets@smeets.example>"
ARBO = "Planning Arbo Meander <planning@meander.example>"

INVITATION = {
    "van": ARBO,
    "aan": VERMEER,
    "onderwerp": "Spreekuur 21 februari",
    "datum": "Thu, 15 Feb 2024 10:12:00 +0100",
    "tekst": "Beste Tineke,\n\nHet spreekuur van woensdag is om 10.20 uur, locatie Oss. De terugkoppeling "
    "komt binnen twee werkdagen in het portaal.\n\nGroet, de planning",
}
FORWARDED = {
    "van": SMEETS,
    "aan": VERMEER,
    "onderwerp": "FW: zie onder",
    "datum": "Fri, 16 Feb 2024 17:55:00 +0100",
    "tekst": "Dit kreeg ik van de vrouw van Sajid. Wat moet ik hiermee?\n\nCarlo\n\n> Beste meneer Smeets,\n"
    "> Sajid ligt sinds gisteren in het ziekenhuis met een longontsteking.\n"
    "> Hij mist volgende week dus ook. Groeten, Naima",
}
RETURN = """
Terugkoppeling spreekuur
Werknemer: A. Bakker. Datum: 9 februari 2024.
Mogelijkheden: zittend werk, tot vijf kilo tillen, lopen op vlakke vloer.
Beperkt: lang staan, knielen, trappen met last.
Opbouw: drie ochtenden, na drie weken een ochtend erbij. Volgende afspraak over zes weken.
De oorzaak van het verzuim is niet aan de werkgever gemeld.
"""
TOO_MUCH = """
Terugkoppeling spreekuur
Werknemer: E. Yilmaz. Datum: 19 januari 2024.
Betrokkene is bekend met lupus en gebruikt prednison. Mede daarom is de energie wisselend.
Mogelijkheden: vier keer drie uur licht zittend werk, zelf in te delen. Volgende afspraak over vier weken.
"""
INNER = {
    "van": "Ilse Brand <i.brand@smeets.example>",
    "aan": SMEETS,
    "onderwerp": "Zoals besproken",
    "datum": "Mon, 4 Mar 2024 08:30:00 +0100",
    "tekst": "Carlo, hierbij mijn aantekeningen, dan weet jij ook hoe het zit. Ilse",
    "bijlagen": {
        "aantekeningen.docx": make.word(
            "Emine vertelde dat zij epilepsie heeft.\nVoorlopig niet alleen aan de machine."
        )
    },
}
PAGE = """
<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Intranet: ziekmelden</title></head>
<body><h1>Zo meldt u zich ziek</h1>
<p>Bel voor 9.00 uur uw leidinggevende. Die vraagt wanneer u terug denkt te zijn en welk werk blijft liggen.</p>
<p>U hoeft niet te zeggen wat u mankeert. Uw leidinggevende mag het ook niet vragen.</p>
<!-- let op: na melding van Kuipers (hartinfarct) tekst over rijden aangepast -->
</body></html>
"""
POLICY = """
<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Intranet: roosters</title></head>
<body><h1>Roosters ruilen</h1><p>Ruilen mag tot vrijdag twaalf uur, in overleg met de planning.</p></body></html>
"""

ENTRIES = (
    Entry("Mail-export/2024/spreekuur.eml", make.mail, INVITATION, "eml", "Uitnodiging zonder inhoud"),
    Entry(
        "Mail-export/2024/FW zie onder.eml",
        make.mail,
        FORWARDED,
        "eml",
        "Een ziekte en een ziekenhuis in doorgestuurde tekst",
        "bevindingen",
        2,
    ),
    Entry(
        "Mail-export/2024/terugkoppeling.eml",
        make.mail,
        INVITATION
        | {"onderwerp": "Terugkoppeling Bakker", "bijlagen": {"terugkoppeling.pdf": make.converted("pdf")(RETURN)}},
        "eml",
        "Nette terugkoppeling als bijlage",
    ),
    Entry(
        "Mail-export/2024/FW zoals besproken.eml",
        make.mail,
        {
            "van": SMEETS,
            "aan": VERMEER,
            "onderwerp": "FW: Zoals besproken",
            "tekst": "Kun jij dit bewaren? C.",
            "bijlagen": {"bericht": INNER},
        },
        "eml",
        "Een ziekte in een Word-bijlage in een meegestuurde mail",
        "bevindingen",
        1,
    ),
    Entry(
        "Mail-export/2024/opmaak.eml",
        make.mail,
        INVITATION
        | {
            "onderwerp": "Verzuim week 9",
            "html": "<p>Beste Tineke, het overzicht van week 9 volgt <b>morgen</b>.</p>",
            "tekst": "Beste Tineke, het overzicht van week 9 volgt morgen.",
        },
        "eml",
        "Mail met opmaak, zonder medische gegevens",
    ),
    Entry(
        "Mail-export/2024/terugbellen.msg",
        make.outlook,
        {
            "van": "Ron Maas",
            "aan": "Tineke Vermeer",
            "onderwerp": "Anton terugbellen",
            "tekst": "Anton belde. Of je hem voor vieren kunt bellen over de kruk, hij is gewoon op de zaak.",
        },
        "msg",
        "Bericht uit Outlook zonder medische gegevens",
    ),
    Entry(
        "Mail-export/2024/verlof.msg",
        make.outlook,
        {
            "van": "Carlo Smeets",
            "aan": "Tineke Vermeer",
            "onderwerp": "Emine",
            "tekst": "Emine blijkt zwanger te zijn en misselijk. Zet jij haar op de lijst?",
        },
        "msg",
        "Een zwangerschap en een klacht in een bericht uit Outlook",
        "bevindingen",
        2,
    ),
    Entry(
        "Mail-export/2019 postvak.mbox",
        make.mailbox,
        [
            {
                "van": VERMEER,
                "aan": SMEETS,
                "onderwerp": "Rooster",
                "tekst": "Carlo, vrijdag om drie uur over het rooster? Tineke",
            },
            {
                "van": SMEETS,
                "aan": VERMEER,
                "onderwerp": "Re: Rooster",
                "tekst": "Prima. Wim komt ook, zijn diabetes is nu onder controle zegt hij.",
            },
        ],
        "mbox",
        "Postvak met twee mails, in een ervan een ziekte",
        "bevindingen",
        1,
    ),
    Entry(
        "Mail-export/intranet ziekmelden.html",
        make.page,
        PAGE,
        "html",
        "Een ziekte in onzichtbaar commentaar van een webpagina",
        "bevindingen",
        1,
    ),
    Entry("Mail-export/intranet roosters.htm", make.page, POLICY, "html", "Webpagina zonder medische gegevens"),
    Entry("Arbodienst/terugkoppeling Bakker.pdf", make.converted("pdf"), RETURN, "pdf", "Nette terugkoppeling"),
    Entry(
        "Arbodienst/terugkoppeling Yilmaz.pdf",
        make.converted("pdf"),
        TOO_MUCH,
        "pdf",
        "Terugkoppeling met ziekte en medicijn",
        "bevindingen",
        2,
    ),
    Entry(
        "Arbodienst/terugkoppeling Yilmaz.docx",
        make.word,
        TOO_MUCH,
        "docx",
        "Dezelfde terugkoppeling in Word",
        "bevindingen",
        2,
    ),
    Entry(
        "Arbodienst/spreekuren.ods",
        make.ods,
        {
            "bladen": {
                "Spreekuren": [
                    ["Datum", "Tijd", "Locatie"],
                    ["21-02-2024", "10:20", "Oss"],
                    ["22-02-2024", "09:00", "Tilburg"],
                ]
            }
        },
        "ods",
        "Tijden van spreekuren",
    ),
    Entry(
        "Arbodienst/factuur maart.xlsx",
        make.sheet,
        {
            "bladen": {
                "Factuur": [
                    ["Omschrijving", "Bedrag"],
                    ["spreekuur, 6 keer", 870],
                    ["arbeidsdeskundig onderzoek", 1250],
                ]
            }
        },
        "xlsx",
        "Factuur van de arbodienst",
    ),
)
