"""A workbook with a marked word in every place that can hold one."""

# ruff: noqa: E501  the lines of XML are what they are

from __future__ import annotations

from zipping import zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30

PLACES = {
    "boeknaam": "naam van blad 1",
    "geheimblad": "naam van blad 2 (verborgen)",
    "defnaam": "gedefinieerde naam 1",
    "defverwijzing": "gedefinieerde naam 1, verwijzing",
    "deftoelichting": "gedefinieerde naam 1, toelichting",
    "gedeeld": "blad 1, cel A1 en 2 andere cellen",
    "rijkloop": "blad 1, cel B1",
    "uitspraak": "blad 1, cel B1, uitspraak",
    "ingebed": "blad 1, cel C1",
    "formuletekst": "blad 1, cel D1, formule",
    "uitkomst": "blad 1, cel D1",
    "verborgenrij": "blad 1, cel A3",
    "ongebruikt": "tekst 4 die in geen cel staat",
    "kopregel": "blad 1, koptekst 1",
    "voetregel": "blad 1, voettekst 1",
    "eerstekop": "blad 1, koptekst 2",
    "titelinvoer": "blad 1, invoerbericht 1",
    "berichtinvoer": "blad 1, invoerbericht 2",
    "titelfout": "blad 1, foutmelding 1",
    "berichtfout": "blad 1, foutmelding 2",
    "keuzelijst": "blad 1, formule 2",
    "voorwaarde": "blad 1, formule 1",
    "koppelknop": "blad 1, knopinfo 1",
    "koppeltekst": "blad 1, tekst van een koppeling 1",
    "koppeladres": "blad 1, koppeling 1",
    "filterwaarde": "blad 1, eigenschap 1",
    "scenario": "blad 1, naam 1",
    "opmauteur": "blad 1, auteur van opmerkingen 1",
    "opmtekst": "blad 1, opmerking bij cel A1",
    "reactietekst": "blad 1, reactie bij cel A2, tekst 1",
    "persoon": "werkmap, personen 1, naam 1",
    "tabelnaam": "blad 1, tabel 1, naam 1",
    "tabelkolom": "blad 1, tabel 1, naam 2",
    "draaiwaarde": "werkmap, gegevens van een draaitabel 1, eigenschap 1",
    "draaiveld": "werkmap, gegevens van een draaitabel 1, naam 1",
    "externwaarde": "werkmap, externe koppeling 1, tekst 1",
    "externpad": "werkmap, externe koppeling 1, koppeling 1",
    "verbinding": "werkmap, verbindingen 1, eigenschap 1",
    "tekstvak": "blad 1, tekening 1, alinea 1",
    "vormalt": "blad 1, tekening 1, alternatieve tekst 1",
    "vormtitel": "blad 1, tekening 1, titel 1",
    "vormnaam": "blad 1, tekening 1, naam 1",
    "grafiektitel": "blad 1, tekening 1, grafiek 1, alinea 1",
    "grafiekreeks": "blad 1, tekening 1, grafiek 1, tekst 1",
    "oudetekst": "blad 1, tekening 2, alinea 1",
    "celstijl": "celstijlen, naam 1",
    "getalvorm": "celstijlen, eigenschap 1",
    "doctitel": "documenteigenschappen, titel",
    "maker": "documenteigenschappen, auteur",
    "bedrijf": "documenteigenschappen, organisatie",
    "eigennaam": "documenteigenschappen, naam van een eigen eigenschap 1",
    "eigenwaarde": "documenteigenschappen, waarde",
    "eigenxml": "werkmap, eigen xml-gegevens 1, tekst 1",
    "ingesloten": "blad 1, ingesloten bestand 1 › tekst",
    "bronregel": "commentaar in de opmaakcode 1",
    "zipregel": "commentaar van het zip-bestand",
    "onbekend": "onderdeel 1, tekst 1",
    "bladtwee": "blad 2 (verborgen), cel B2",
}
"""Where each word stands: `woord` plus the key is in the file, at the place."""


def w(key: str) -> str:
    assert key in PLACES, key
    return f"woord{key}"


def _rels(*lines: tuple[str, str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{REL}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + mode + chr(34) if mode else ''}/>"
        for number, (kind, target, mode) in enumerate(lines, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE_REL}">{items}</Relationships>'


def parts() -> dict[str, bytes]:
    """Returns the members of the workbook by name."""
    s = f'xmlns="{MAIN}" xmlns:r="{REL}"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    core = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    texts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        '<Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        "_rels/.rels": _rels(
            ("officeDocument", "xl/workbook.xml", ""),
            ("core-properties", "docProps/core.xml", ""),
            ("extended-properties", "docProps/app.xml", ""),
            ("custom-properties", "docProps/custom.xml", ""),
        ),
        "xl/workbook.xml": f'<workbook {s}><sheets><sheet name="{w("boeknaam")}" sheetId="1" r:id="r1"/>'
        f'<sheet name="{w("geheimblad")}" sheetId="2" state="veryHidden" r:id="r2"/></sheets><definedNames>'
        f'<definedName name="{w("defnaam")}" comment="{w("deftoelichting")}" hidden="1">"{w("defverwijzing")}"'
        "</definedName></definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": _rels(
            ("worksheet", "worksheets/sheet1.xml", ""),
            ("worksheet", "/xl/worksheets/sheet2.xml", ""),
            ("sharedStrings", "sharedStrings.xml", ""),
            ("styles", "styles.xml", ""),
            ("theme", "theme/theme1.xml", ""),
            ("person", "persons/person.xml", ""),
            ("pivotCacheDefinition", "pivotCache/cache1.xml", ""),
            ("externalLink", "externalLinks/externalLink1.xml", ""),
            ("connections", "connections.xml", ""),
            ("customXml", "../customXml/item1.xml", ""),
            ("vbaProject", "vbaProject.bin", ""),
        ),
        "xl/sharedStrings.xml": f"<sst {s}><si><t>{w('gedeeld')}</t></si><si><r><t>{w('rijkloop')[:7]}</t></r>"
        f'<r><rPr><b/></rPr><t>{w("rijkloop")[7:]}</t></r><rPh sb="0" eb="1"><t>{w("uitspraak")}</t></rPh></si>'
        f"<si><t>{w('verborgenrij')}</t></si><si><t>{w('ongebruikt')}</t></si></sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {s}><sheetData>"
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        f'<c r="C1" t="inlineStr"><is><t>{w("ingebed")}</t></is></c>'
        f'<c r="D1" t="str"><f>IF(A1="{w("formuletekst")}",1,0)</f><v>{w("uitkomst")}</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>3.14159265358979</v></c><c r="C2"><f>SUM(A1:B2)</f></c></row>'
        '<row r="3" hidden="1"><c t="s"><v>2</v></c><c t="s"><v>0</v></c></row></sheetData>'
        f'<autoFilter ref="A1:A3"><filterColumn colId="0"><filters><filter val="{w("filterwaarde")}"/></filters>'
        f'</filterColumn></autoFilter><scenarios><scenario name="{w("scenario")}"/></scenarios>'
        f'<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1="{w("voorwaarde")}"</formula></cfRule>'
        f'</conditionalFormatting><dataValidations><dataValidation promptTitle="{w("titelinvoer")}" '
        f'prompt="{w("berichtinvoer")}" errorTitle="{w("titelfout")}" error="{w("berichtfout")}" sqref="A1">'
        f'<formula1>"{w("keuzelijst")},nee"</formula1></dataValidation></dataValidations>'
        f'<hyperlinks><hyperlink ref="A1" r:id="r1" tooltip="{w("koppelknop")}" display="{w("koppeltekst")}"/></hyperlinks>'
        f'<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;8{w("kopregel")}&amp;R&amp;P</oddHeader><oddFooter>'
        f"&amp;C{w('voetregel')}</oddFooter><firstHeader>{w('eerstekop')}</firstHeader></headerFooter>"
        f"<!-- {w('bronregel')} --></worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": _rels(
            ("hyperlink", f"mailto:{w('koppeladres')}@voorbeeld.nl", "External"),
            ("comments", "../comments1.xml", ""),
            ("threadedComment", "../threadedComments/threadedComment1.xml", ""),
            ("table", "../tables/table1.xml", ""),
            ("drawing", "../drawings/drawing1.xml", ""),
            ("vmlDrawing", "../drawings/vmlDrawing1.vml", ""),
            ("package", "../embeddings/notitie.txt", ""),
        ),
        "xl/worksheets/sheet2.xml": f'<worksheet {s}><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>'
        f"{w('bladtwee')}</t></is></c></row></sheetData></worksheet>",
        "xl/comments1.xml": f"<comments {s}><authors><author>{w('opmauteur')}</author></authors><commentList>"
        f'<comment ref="A1" authorId="0"><text><r><t>{w("opmtekst")}</t></r></text></comment></commentList></comments>',
        "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/'
        'spreadsheetml/2018/threadedcomments"><threadedComment ref="A2" dT="2026-01-01T00:00:00" personId="{0}" id="{1}">'
        f"<text>{w('reactietekst')}</text></threadedComment></ThreadedComments>",
        "xl/persons/person.xml": '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        f'threadedcomments"><person displayName="{w("persoon")}" id="{{0}}" providerId="None"/></personList>',
        "xl/tables/table1.xml": f'<table {s} id="1" name="{w("tabelnaam")}" displayName="T" ref="A1:A3"><tableColumns>'
        f'<tableColumn id="1" name="{w("tabelkolom")}"/></tableColumns></table>',
        "xl/pivotCache/cache1.xml": f'<pivotCacheDefinition {s}><cacheFields><cacheField name="{w("draaiveld")}">'
        f'<sharedItems><s v="{w("draaiwaarde")}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
        "xl/externalLinks/externalLink1.xml": f"<externalLink {s}><externalBook><sheetDataSet><sheetData><row><cell>"
        f"<v>{w('externwaarde')}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": _rels(
            ("externalLinkPath", f"file:///C:/map%20van/{w('externpad')}.xlsx", "External")
        ),
        "xl/connections.xml": f'<connections {s}><connection id="1"><dbPr connection="Bron={w("verbinding")}"/>'
        "</connection></connections>",
        "xl/drawings/drawing1.xml": '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
        f'spreadsheetDrawing" {a}><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="{w("vormnaam")}" descr="{w("vormalt")}" '
        f'title="{w("vormtitel")}"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>woordtekst</a:t></a:r><a:r><a:rPr lang="nl-NL"/>'
        "<a:t>vak</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>",
        "xl/drawings/_rels/drawing1.xml.rels": _rels(
            ("chart", "../charts/chart1.xml", ""), ("image", "../media/image1.png", "")
        ),
        "xl/charts/chart1.xml": f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {a}>'
        f"<c:title><a:p><a:r><a:t>{w('grafiektitel')}</a:t></a:r></a:p></c:title><c:ser><c:v>{w('grafiekreeks')}</c:v>"
        "</c:ser></c:chartSpace>",
        "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div><font>'
        f"{w('oudetekst')}</font></div></v:textbox></v:shape></xml>",
        "xl/styles.xml": f'<styleSheet {s}><numFmts><numFmt numFmtId="164" formatCode="&quot;{w("getalvorm")}&quot; 0"/>'
        f'</numFmts><cellStyles><cellStyle name="{w("celstijl")}"/></cellStyles></styleSheet>',
        "xl/theme/theme1.xml": f"<a:theme {a}/>",
        "docProps/core.xml": f'<cp:coreProperties {core} xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        f"{w('doctitel')}</dc:title><dc:creator>{w('maker')}</dc:creator></cp:coreProperties>",
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Company>{w("bedrijf")}</Company></Properties>',
        "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property pid="2" name="{w("eigennaam")}"><vt:lpwstr>{w("eigenwaarde")}</vt:lpwstr></property></Properties>',
        "customXml/item1.xml": f"<gegevens><veld>{w('eigenxml')}</veld></gegevens>",
        "xl/embeddings/notitie.txt": w("ingesloten"),
        "iets/vreemds.xml": f"<x><y>{w('onbekend')}</y></x>",
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "xl/media/image1.png": PNG,
        "xl/vbaProject.bin": b"\1",
    }


def workbook(members: dict[str, bytes] | None = None) -> bytes:
    """Returns the file."""
    return zipped(members or parts(), w("zipregel").encode())
