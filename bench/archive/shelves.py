"""The rest of the share: overviews, policy, slides, scans, what is old, and what is broken."""

from __future__ import annotations

import zipfile
from io import BytesIO

from bench.archive import makers as make
from bench.archive.plan import Entry

REGULATION = """
# Verzuimreglement
Meld u ziek voor 9.00 uur bij uw leidinggevende. Zeg wanneer u terug denkt te zijn en welk werk er ligt.
Uw leidinggevende vraagt niet naar de aard of de oorzaak. Schrijft u die toch op, dan halen wij dat weg.
De arbodienst nodigt u uit. Komt u niet, dan betalen wij het loon over die dag niet door.
"""
FORM = """
# Formulier eerste gesprek
Naam:
Welk werk kan wel?
Welk werk kan niet, en hoe lang duurt dat naar verwachting?
Afspraken:
"""
MINUTES = """
Overleg verzuim 12 november 2012
Aanwezig: Carlo, Tineke, dhr. Post (toen nog arbodienst).
1. Kees is weer hele dagen. Bedankt voor het meedenken.
2. Gerda heeft MS, dat is nu zeker. Nog niet rondvertellen.
3. Heftruck 2 blijft staan tot de keuring.
"""
OLD_POLICY = """
Afspraken uit 2011
Wie langer dan zes weken weg is, krijgt een vast contactpersoon.
Kerstpakketten gaan ook naar wie thuis zit. Jolanda maakt de lijst.
"""
CARD = """
Ontvangstbewijs

Ontvangen van: T. Vermeer
Datum: 4 maart 2024
1 sleutelbos, 1 toegangspas

Handtekening
"""
NOTE = """
Briefje huisarts

De heer S. El Idrissi is onder
behandeling voor een depressie.
Twee weken rust.

12 april 2024
"""
FAX = """
FAX  12-04-2011

Aan: Smeets Verpakkingen
Betreft: rooster week 16

Graag bevestigen voor 12 uur.
"""
NUMBERS = [
    ["Week", "Medewerker", "Reden"],
    ["5", "M. de Wit", "overspannen"],
    ["6", "E. Yilmaz", "griep"],
    ["7", "J. Visser", "verlof"],
]
JSON = b"""{
  "export": "verzuimsysteem",
  "regels": [
    {"medewerker": 1042, "van": "2024-01-08", "tot": null, "opmerking": "belt elke maandag"},
    {"medewerker": 1107, "van": "2024-02-01", "tot": "2024-02-09", "opmerking": "galsteenoperatie, daarna hele dagen"}
  ]
}
"""
DOSSIER = """\
schema_versie: v1
kenmerk: archief-visser
bijgewerkt_op: "2024-06-03"
werknemer:
  naam: J. Visser
documenten:
- soort: gespreksverslag
  id: gesprek-1
  datum: "2024-05-28"
  besproken: Mevrouw boekt twintig uur per week facturen in. Haar reuma speelt op als het koud is.
"""


def _truncated(text: str) -> bytes:
    content = make.word(text)
    return content[: len(content) * 2 // 3]


def _bent(text: str) -> bytes:
    """Returns a Word file of which the text was damaged on the disk."""
    content = bytearray(make.word(text))
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 120
    content[place : place + 40] = bytes(40)
    return bytes(content)


def _scan_in_word(text: str) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Ingescand op 12 april 2024, zie onder.")
    document.add_picture(BytesIO(make.picture("PNG")(text)), width=docx.shared.Cm(14))
    return make.slim(document)


ENTRIES = (
    Entry("HR/Sjablonen/verzuimreglement.docx", make.word, REGULATION, "docx", "Reglement"),
    Entry(
        "HR/Sjablonen/formulier eerste gesprek.dotx",
        make.template,
        FORM,
        "docx",
        "Leeg formulier, een sjabloon van Word",
    ),
    Entry(
        "HR/Sjablonen/formulier met knop.docm", make.macro_word, FORM, "docx", "Word-bestand met macro's", "onvolledig"
    ),
    Entry(
        "HR/Overzichten/verzuim 2024.csv",
        make.comma,
        NUMBERS,
        "csv",
        "Redenen van verzuim in een export",
        "bevindingen",
        2,
    ),
    Entry(
        "HR/Overzichten/verzuim 2023.xlsx",
        make.sheet,
        {"bladen": {"Kwartaal": [["Afdeling", "Percentage"], ["magazijn", 6.1], ["productie", 4.4], ["kantoor", 2.9]]}},
        "xlsx",
        "Percentages per afdeling",
    ),
    Entry(
        "HR/Overzichten/verzuim 2009.xls",
        make.old_sheet,
        {"bladen": {"Blad1": [["Naam", "Dagen"], ["Gerda", 12], ["Kees", 31]]}},
        "xls",
        "Werkblad van een oud programma",
        "ok",
        needs="LibreOffice",
    ),
    Entry(
        "HR/Overzichten/export verzuimsysteem.json",
        make.raw,
        JSON,
        "json",
        "Een operatie in een export uit een systeem",
        "bevindingen",
        1,
    ),
    Entry(
        "HR/Overzichten/dossier Visser.yaml",
        make.txt,
        DOSSIER,
        "yaml",
        "Een dossier van Poortwachter met een ziekte erin",
        "bevindingen",
        1,
    ),
    Entry(
        "Presentaties/themamiddag leidinggevenden.pptx",
        make.slides,
        [
            (
                "Wat vraagt u wel?",
                "Wanneer bent u terug?\nWelk werk blijft liggen?",
                "Voorbeeld noemen van de planning.",
            ),
            (
                "Wat vraagt u niet?",
                "De aard en de oorzaak.",
                "Niet weer over Ron beginnen, die heeft kanker gehad en zat vorige keer in de zaal.",
            ),
        ],
        "pptx",
        "Een ziekte in de notities van de spreker",
        "bevindingen",
        1,
    ),
    Entry(
        "Presentaties/jaarcijfers.odp",
        make.old_slides,
        [("Jaarcijfers", "Omzet 4,1 miljoen\nVerzuim 5,2 procent")],
        "odp",
        "Dia's van LibreOffice",
    ),
    Entry(
        "Scans/ontvangstbewijs.pdf", make.picture("PDF"), CARD, "pdf", "Gescande bladzijde zonder tekst", "onvolledig"
    ),
    Entry(
        "Scans/scan0001.png",
        make.picture("PNG"),
        NOTE,
        "afbeelding",
        "Foto van een briefje met een ziekte",
        "onleesbaar",
    ),
    Entry("Scans/scan0002.jpg", make.picture("JPEG"), CARD, "afbeelding", "Foto van een ontvangstbewijs", "onleesbaar"),
    Entry("Scans/fax 2011.tif", make.picture("TIFF"), FAX, "afbeelding", "Fax", "onleesbaar"),
    Entry(
        "Scans/ingescand briefje.docx",
        _scan_in_word,
        NOTE,
        "docx",
        "Word-bestand met een foto van een briefje",
        "onvolledig",
    ),
    Entry(
        "Oud/2012/notulen november.doc",
        make.converted("doc"),
        MINUTES,
        "doc",
        "Bestand van een oud programma, met een ziekte",
        "bevindingen",
        1,
        "LibreOffice",
    ),
    Entry("Oud/2012/afspraken.rtf", make.converted("rtf"), OLD_POLICY, "rtf", "Oude afspraken"),
    Entry(
        "Oud/2012/notulen (Unicode).txt", make.wide_txt, MINUTES, "txt", "Dezelfde notulen in UTF-16", "bevindingen", 1
    ),
    Entry(
        "Oud/2012/backup.zip",
        make.pack,
        {"notulen.txt": make.old_txt(MINUTES), "afspraken.docx": make.word(OLD_POLICY)},
        "zip",
        "Ingepakte bestanden, in een ervan een ziekte",
        "bevindingen",
        1,
    ),
    Entry(
        "Oud/2012/backup van backup.zip",
        make.pack,
        {"backup.zip": make.pack({"map/brief.txt": make.txt("Zij is opgenomen met een psychose.\nKaartje gestuurd.")})},
        "zip",
        "Een zip in een zip, met een ziekte",
        "bevindingen",
        2,
    ),
    Entry(
        "Oud/hersteld na burn-out/rooster.txt",
        make.txt,
        "ma en do ochtend, wo hele dag\nsleutel bij Ron",
        "txt",
        "Alleen de naam van de map zegt te veel",
    ),
    Entry("Oud/contract.pdf", make.locked_pdf, OLD_POLICY, "pdf", "Pdf met een wachtwoord", "onleesbaar"),
    Entry(
        "Oud/beoordeling 2016.docx",
        make.locked_word,
        "",
        "versleuteld",
        "Word-bestand met een wachtwoord",
        "onleesbaar",
    ),
    Entry("Oud/leeg.docx", make.raw, b"", "leeg", "Bestand van 0 bytes", "onleesbaar"),
    Entry(
        "Oud/afgebroken kopie.docx",
        _truncated,
        REGULATION,
        "zip",
        "Word-bestand dat niet helemaal is gekopieerd",
        "onleesbaar",
    ),
    Entry(
        "Oud/beschadigd.docx", _bent, REGULATION, "docx", "Word-bestand dat op de schijf is beschadigd", "onleesbaar"
    ),
    Entry(
        "Oud/database.mdb",
        make.raw,
        b"\0\1\0\0Standard Jet DB\0" + bytes(2000),
        "onbekend",
        "Databank van Access",
        "onleesbaar",
    ),
    Entry(
        "Oud/~$notulen.docx", make.raw, b"\x06Carlo" + bytes(150), "", "Slotbestand van Word: wordt overgeslagen", ""
    ),
    Entry(
        "Oud/verslag.pdf.txt",
        make.txt,
        "Alles besproken, geen bijzonderheden.\nVolgende keer neemt Ilse de planning mee.",
        "txt",
        "Tekst met een verkeerde naam",
    ),
)
