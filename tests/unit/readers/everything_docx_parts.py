"""The drawings of the Word file with everything, and its parts besides the text of the document."""

# ruff: noqa: E501  markup reads best in one piece

from __future__ import annotations

from collections.abc import Callable

from everything_docx import (
    DAY,
    PNG,
    SPACES,
    WML,
    A,
    Everything,
    paragraph,
    run,
    tables,
    text_paragraphs,
    wrapped_paragraphs,
)

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DRAWING_ML = "application/vnd.openxmlformats-officedocument.drawingml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MS = "http://schemas.microsoft.com/office"
_DOCUMENT = "word/document.xml"
_SIZE = '<wp:extent cx="900000" cy="900000"/>'
_FRAME = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def inline(number: int, content: str, uri: str, names: str = 'name="Vorm"') -> str:
    """A drawing in the line of the text."""
    data = f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'{_SIZE}<wp:docPr id="{number}" {names}/>{data}</wp:inline></w:drawing>'
    )


def drawings(made: Everything) -> str:
    """Paragraphs with text boxes, pictures and shapes."""
    return "".join((_text_boxes(made), _pictures(made), _old_shapes(made), _charts(made), _files(made)))


def _text_boxes(made: Everything) -> str:
    said = made.mark("tekstvak 1")
    box = f"<w:txbxContent>{paragraph(run(said))}</w:txbxContent>"
    shape = f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{_FRAME}</wps:spPr><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>"
    alt = made.mark("alinea 30, alternatieve tekst")
    new = inline(30, shape, f"{_MS}/word/2010/wordprocessingShape", f'name="Tekstvak" descr="{alt}"')
    old = f'<w:pict><v:rect id="vorm30" alt="{alt}"><v:textbox>{box}</v:textbox></v:rect></w:pict>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    first, second = made.mark("tekstvak 2, alinea 1"), made.mark("tekstvak 2, alinea 2")
    lone = f"<w:txbxContent>{paragraph(run(first))}{paragraph(run(second))}</w:txbxContent>"
    only_old = f'<w:pict><v:rect id="vorm31"><v:textbox>{lone}</v:textbox></v:rect></w:pict>'
    beside = made.mark("alinea 30")
    return paragraph(run(beside), f"<w:r>{both}</w:r>") + paragraph(f"<w:r>{only_old}</w:r>")


def _pictures(made: Everything) -> str:
    name = made.part("word/media/image1.png", "image/png", PNG, _DOCUMENT, "image")
    made.unread.add("afbeelding 1")
    mark = made.mark
    inner = (
        f'<pic:cNvPr id="0" name="{mark("alinea 32, naam van afbeelding, tekst 2")}" '
        f'descr="{mark("alinea 32, alternatieve tekst, tekst 3")}"/>'
    )
    picture = (
        f'<pic:pic><pic:nvPicPr>{inner}<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>{_FRAME}</pic:spPr></pic:pic>"
    )
    names = (
        f'name="{mark("alinea 32, naam van afbeelding")}" '
        f'descr="{mark("alinea 32, alternatieve tekst, tekst 2")}" '
        f'title="{mark("alinea 32, alternatieve tekst")}"'
    )
    return paragraph(
        "<w:r>", inline(32, picture, "http://schemas.openxmlformats.org/drawingml/2006/picture", names), "</w:r>"
    )


def _old_shapes(made: Everything) -> str:
    mark = made.mark
    letters = f'<v:shape id="vorm33"><v:textpath string="{mark("alinea 33, sierletters")}"/></v:shape>'
    name = made.link(_DOCUMENT, "image", f"file:///C:/{mark('koppeling 2')}.png")
    picture = (
        f'<v:shape id="vorm34" alt="{mark("alinea 34, alternatieve tekst")}">'
        f'<v:imagedata r:id="{name}" o:title="{mark("alinea 34, alternatieve tekst, tekst 2")}"/></v:shape>'
    )
    line = (
        '<v:shape id="vorm35"><o:signatureline v:ext="edit" issignatureline="t" '
        f'o:suggestedsigner="{mark("alinea 35, ondertekenaar")}" '
        f'o:suggestedsigneremail="{mark("alinea 35, e-mailadres van ondertekenaar")}"/></v:shape>'
    )
    return "".join(paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>") for shape in (letters, picture, line))


def _charts(made: Everything) -> str:
    mark = made.mark
    title = f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{mark('grafiek 1, alinea 1')}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{mark("grafiek 1, tekst 2")}</c:v></c:pt></c:strCache>'
    source = f"<c:strRef><c:f>{mark('grafiek 1, tekst 1')}!$A$1</c:f>{cache}</c:strRef>"
    values = "<c:val><c:numRef><c:f>B!$A$1</c:f></c:numRef></c:val>"
    plot = (
        '<c:plotArea><c:layout/><c:pieChart><c:varyColors val="1"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx>{source}</c:tx>{values}</c:ser></c:pieChart></c:plotArea>"
    )
    chart = f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{A}"><c:chart>{title}{plot}<c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    name = made.part("word/charts/chart1.xml", f"{_DRAWING_ML}.chart+xml", chart, _DOCUMENT, "chart")
    shown = f'<c:chart xmlns:c="{_CHART}" r:id="{name}"/>'
    said = f"<a:p><a:r><a:t>{mark('diagram 1, alinea 1')}</a:t></a:r></a:p>"
    data = f'<dgm:dataModel xmlns:dgm="{_DIAGRAM}" xmlns:a="{A}"><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/>{said}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>'
    drawn = f'<dsp:drawing xmlns:dsp="{_MS}/drawing/2008/diagram" xmlns:a="{A}"><dsp:spTree><dsp:sp><dsp:txBody><a:bodyPr/>{said}</dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>'
    first = made.part("word/diagrams/data1.xml", f"{_DRAWING_ML}.diagramData+xml", data, _DOCUMENT, "diagramData")
    made.part(
        "word/diagrams/drawing1.xml",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        drawn,
        _DOCUMENT,
        f"{_MS}/2007/relationships/diagramDrawing",
    )
    ids = f'<dgm:relIds xmlns:dgm="{_DIAGRAM}" r:dm="{first}"/>'
    return paragraph("<w:r>", inline(36, shown, _CHART), "</w:r>") + paragraph(
        "<w:r>", inline(37, ids, _DIAGRAM), "</w:r>"
    )


def _files(made: Everything) -> str:
    """What is a file of its own within the document."""
    mark, within = made.mark, "ingesloten bestand 1"
    small = Everything(made.word)
    said = mark(f"{within} › alinea 1")
    small.part(_DOCUMENT, f"{WML}.document.main+xml", document(paragraph(run(said))), "", "officeDocument")
    made.part("word/embeddings/bijlage.docx", f"{WML}.document", small.packed(), _DOCUMENT, "package")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(600, b"\0")
    name = made.part(
        "word/embeddings/oleObject1.bin",
        "application/vnd.openxmlformats-officedocument.oleObject",
        old,
        _DOCUMENT,
        "oleObject",
    )
    made.unread.add("ingesloten bestand 2")
    shape = '<v:shape id="vorm38"/>'
    ole = f'<w:object>{shape}<o:OLEObject Type="Embed" ProgID="Package" ShapeID="vorm38" DrawAspect="Content" ObjectID="_1" r:id="{name}"><o:FieldCodes>{mark("alinea 38, overige tekst")}</o:FieldCodes></o:OLEObject></w:object>'
    text = made.part(
        "word/afchunk1.txt", "text/plain", f"Los {mark('ingevoegd bestand 1 › tekst')}", _DOCUMENT, "aFChunk"
    )
    return paragraph(f"<w:r>{ole}</w:r>") + f'<w:altChunk r:id="{text}"/>'


def document(body: str) -> str:
    """The main part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {SPACES}><w:body>{body}</w:body></w:document>'


def stories(made: Everything) -> str:
    """Adds headers, footers, notes and comments, and returns the section that names them."""
    mark, found = made.mark, []
    for number, kind in enumerate(("default", "first", "even"), start=1):
        for noun, tag, name in (("koptekst", "hdr", "header"), ("voettekst", "ftr", "footer")):
            said = f"<w:{tag} {SPACES}>{paragraph(run('Blad'))}{paragraph(run(mark(f'{noun} {number}, alinea 2')))}</w:{tag}>"
            rel = made.part(f"word/{name}{number}.xml", f"{WML}.{name}+xml", said, _DOCUMENT, name)
            found.append((name, f'<w:{name}Reference w:type="{kind}" r:id="{rel}"/>'))
    for noun, tag in (("voetnoot", "footnote"), ("eindnoot", "endnote")):
        first = f'<w:{tag} w:type="separator" w:id="0">{paragraph("<w:r><w:separator/></w:r>")}</w:{tag}>'
        own = f'<w:{tag} w:id="2">{paragraph(run(mark(f"{noun} 1")))}</w:{tag}>'
        more = f'<w:{tag} w:id="3">{paragraph(run(mark(f"{noun} 2, alinea 1")))}{paragraph(run(mark(f"{noun} 2, alinea 2")))}</w:{tag}>'
        made.part(
            f"word/{tag}s.xml",
            f"{WML}.{tag}s+xml",
            f"<w:{tag}s {SPACES}>{first}{own}{more}</w:{tag}s>",
            _DOCUMENT,
            f"{tag}s",
        )
    author, initials = mark("opmerking 1, auteur"), mark("opmerking 1, auteur, tekst 2")
    remark = f'<w:comment w:id="0" w:author="{author}" w:initials="{initials}" {DAY}>{paragraph(run(mark("opmerking 1")))}</w:comment>'
    made.part(
        "word/comments.xml", f"{WML}.comments+xml", f"<w:comments {SPACES}>{remark}</w:comments>", _DOCUMENT, "comments"
    )
    return f"<w:sectPr>{''.join(reference for _, reference in sorted(found))}<w:titlePg/></w:sectPr>"


def settings(made: Everything) -> None:
    """Adds the parts that say how, in which people write names and texts too."""
    mark = made.mark
    source = made.link("word/settings.xml", "mailMergeSource", f"file:///C:/{mark('instellingen, koppeling 1')}.xlsx")
    merge = (
        f'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>'
        f'<w:connectString w:val="{mark("instellingen, samenvoeggegevens")}"/>'
        f'<w:query w:val="namen uit {mark("instellingen, samenvoeggegevens, tekst 2")}"/>'
        f'<w:dataSource r:id="{source}"/><w:mailSubject w:val="{mark("instellingen, samenvoeggegevens, tekst 3")}"/></w:mailMerge>'
    )
    variable = f'<w:docVars><w:docVar w:name="{mark("instellingen, documentvariabele")}" w:val="{mark("instellingen, documentvariabele, tekst 2")}"/></w:docVars>'
    made.part(
        "word/settings.xml",
        f"{WML}.settings+xml",
        f"<w:settings {SPACES}>{merge}{variable}</w:settings>",
        _DOCUMENT,
        "settings",
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{mark("opsommingen, tekst van opsomming")} %1"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    made.part(
        "word/numbering.xml",
        f"{WML}.numbering+xml",
        f"<w:numbering {SPACES}>{numbering}</w:numbering>",
        _DOCUMENT,
        "numbering",
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Eigen"><w:name w:val="{mark("namen van opmaakprofielen")}"/></w:style>'
    )
    made.part("word/styles.xml", f"{WML}.styles+xml", f"<w:styles {SPACES}>{styles}</w:styles>", _DOCUMENT, "styles")
    person = f'<w15:person w15:author="{mark("personen, auteur")}"><w15:presenceInfo w15:providerId="AD" w15:userId="{mark("personen, auteur, tekst 2")}"/></w15:person>'
    made.part(
        "word/people.xml",
        f"{WML}.people+xml",
        f"<w15:people {SPACES}>{person}</w15:people>",
        _DOCUMENT,
        f"{_MS}/2011/relationships/people",
    )
    block = (
        f'<w:docParts><w:docPart><w:docPartPr><w:name w:val="{mark("bouwstenen, naam van veld of bouwsteen")}"/></w:docPartPr>'
        f"<w:docPartBody>{paragraph(run(mark('bouwstenen, alinea 1')))}</w:docPartBody></w:docPart></w:docParts>"
    )
    made.part(
        "word/glossary/document.xml",
        f"{WML}.document.glossary+xml",
        f"<w:glossaryDocument {SPACES}>{block}</w:glossaryDocument>",
        _DOCUMENT,
        "glossaryDocument",
    )


def properties(made: Everything) -> None:
    """Adds what is said about the document, data of other programs, and parts that no program gives as text."""
    mark, office = made.mark, "application/vnd.openxmlformats-officedocument"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{mark('documenteigenschappen, titel')}</dc:title>"
        f"<dc:creator>{mark('documenteigenschappen, auteur')}</dc:creator>"
        f"<cp:keywords>{mark('documenteigenschappen, trefwoorden')}</cp:keywords></cp:coreProperties>"
    )
    made.part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        core,
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    )
    space = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006'
    app = f'<Properties {space}/extended-properties"><Company>{mark("documenteigenschappen, organisatie")}</Company></Properties>'
    made.part("docProps/app.xml", f"{office}.extended-properties+xml", app, "", "extended-properties")
    own = (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{mark("documenteigenschappen, naam van een eigen eigenschap 1")}">'
        f'<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{mark("documenteigenschappen, waarde")}</vt:lpwstr></property>'
    )
    made.part(
        "docProps/custom.xml",
        f"{office}.custom-properties+xml",
        f'<Properties {space}/custom-properties">{own}</Properties>',
        "",
        "custom-properties",
    )
    data = f'<gegevens soort="{mark("eigen xml-gegevens 1, eigenschap 1")}"><veld>{mark("eigen xml-gegevens 1, tekst 1")}</veld></gegevens>'
    made.part("customXml/item1.xml", "application/xml", data, _DOCUMENT, "customXml")
    made.part(
        "docProps/thumbnail.png",
        "image/png",
        PNG,
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    )
    made.part(
        "word/vbaProject.bin",
        "application/vnd.ms-office.vbaProject",
        b"\0macro",
        _DOCUMENT,
        f"{_MS}/2006/relationships/vbaProject",
    )
    made.part(
        "word/ink/ink1.xml",
        "application/inkml+xml",
        '<ink xmlns="http://www.w3.org/2003/InkML"><trace>1 2, 3 4</trace></ink>',
        _DOCUMENT,
        "customXml",
    )
    made.part(
        "word/activeX/activeX1.bin",
        "application/vnd.ms-office.activeX",
        b"\0\1",
        _DOCUMENT,
        f"{_MS}/2006/relationships/activeXControlBinary",
    )
    made.unread |= {"miniatuur 1", "macro's", "inkt 1", "besturingselement 1"}
    made.comment = mark("commentaar van het zip-bestand").encode()


def numbered(number: int) -> str:
    """Returns a word that stands nowhere else."""
    return f"merkteken{number:03}"


def everything(word: Callable[[int], str] = numbered) -> Everything:
    """Makes the file; `word` gives the word for each place by its number."""
    made = Everything(word)
    body = text_paragraphs(made) + wrapped_paragraphs(made) + tables(made) + drawings(made) + stories(made)
    made.part(_DOCUMENT, f"{WML}.document.main+xml", document(body), "", "officeDocument")
    settings(made)
    properties(made)
    return made
