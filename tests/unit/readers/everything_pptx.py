"""A presentation with a marked word in every place that can hold one."""

# ruff: noqa: E501  the lines of XML are what they are

from __future__ import annotations

from everything_xlsx import PNG, _rels
from zipping import zipped

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

PLACES = {
    "diatitel": "dia 1, alinea 1",
    "terugval": "dia 1, alinea 2",
    "tabelcel": "dia 1, tabel 1, rij 1, cel 2",
    "tabellid": "dia 1, tabel 1, rij 2, cel 1, alinea 2",
    "vormnaam": "dia 1, naam 1",
    "vormalt": "dia 1, alternatieve tekst 1",
    "knopinfo": "dia 1, knopinfo 1",
    "adres": "dia 1, koppeling 1",
    "verborgendia": "dia 2 (verborgen), alinea 1",
    "notitieblad": "dia 1, notities 1, alinea 1",
    "oudeopmerking": "dia 1, opmerkingen 1, tekst 1",
    "nieuweopmerking": "dia 2 (verborgen), opmerkingen 1, alinea 1",
    "auteurnaam": "presentatie, personen 1, naam 1",
    "modeltekst": "diamodel 1, alinea 1",
    "indelingnaam": "indeling 1, naam 1",
    "notitiemodel": "notitiemodel 1, alinea 1",
    "grafiektitel": "dia 1, grafiek 1, alinea 1",
    "categorie": "dia 1, grafiek 1, tekst 1",
    "diagram": "dia 1, diagram 1, alinea 1",
    "tekendiagram": "dia 1, diagram 2, alinea 1",
    "sectie": "presentatie, naam 1",
    "vertoning": "presentatie, naam 2",
    "label": "dia 1, labels 1, eigenschap 1",
    "eigentitel": "documenteigenschappen, titel",
    "ingesloten": "dia 1, ingesloten bestand 1 › tekst",
}
"""Where each word stands: `woord` plus the key is in the file, at the place."""


def w(key: str) -> str:
    assert key in PLACES, key
    return f"woord{key}"


def _text(*words: str) -> str:
    runs = "".join(f"<a:r><a:t>{word}</a:t></a:r>" for word in words)
    return f"<p:txBody><a:p>{runs}</a:p></p:txBody>"


def _shape(words: str, attributes: str = 'name=""', inner: str = "") -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="2" {attributes}>{inner}</p:cNvPr></p:nvSpPr>{words}</p:sp>'


def _slide(tag: str, content: str, attributes: str = "") -> str:
    spaces = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:x="urn:x"'
    return f"<p:{tag} {spaces} {attributes}><p:cSld><p:spTree>{content}</p:spTree></p:cSld></p:{tag}>"


def parts() -> dict[str, bytes]:
    """Returns the members of the presentation by name."""
    dgm = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    p188 = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    notes = _text(w("notitieblad"))
    two = f"<a:tc><a:txBody><a:p><a:r><a:t>een</a:t></a:r></a:p><a:p><a:r><a:t>{w('tabellid')}</a:t></a:r></a:p></a:txBody></a:tc>"
    table = (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>{cell.format('leeg')}{cell.format(w('tabelcel'))}</a:tr>"
        f"<a:tr>{two}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    again = f"<mc:AlternateContent><mc:Choice Requires='x'>{_shape(_text(w('terugval')))}</mc:Choice><mc:Fallback>{_shape(_text(w('terugval')))}</mc:Fallback></mc:AlternateContent>"
    link = f'<a:hlinkClick r:id="r5" tooltip="{w("knopinfo")}"/>'
    texts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": _rels(("officeDocument", "ppt/presentation.xml", "")),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst><p:sldId id="256" r:id="r1"/>'
        f'<p:sldId id="257" r:id="r2"/></p:sldIdLst><p:extLst><p14:section xmlns:p14="{p14}" name="{w("sectie")}"/>'
        f'</p:extLst><p:custShowLst><p:custShow name="{w("vertoning")}" id="0"/></p:custShowLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _rels(
            ("slide", "slides/slide2.xml", ""),
            ("slide", "slides/slide1.xml", ""),
            ("slideMaster", "slideMasters/slideMaster1.xml", ""),
            ("notesMaster", "notesMasters/notesMaster1.xml", ""),
            ("authors", "authors.xml", ""),
        ),
        "ppt/slides/slide2.xml": _slide(
            "sld",
            _shape(_text("woorddia", "titel"), f'name="{w("vormnaam")}" descr="{w("vormalt")}"', link) + again + table,
        ),
        "ppt/slides/_rels/slide2.xml.rels": _rels(
            ("slideLayout", "../slideLayouts/slideLayout1.xml", ""),
            ("notesSlide", "../notesSlides/notesSlide1.xml", ""),
            ("comments", "../comments/comment1.xml", ""),
            ("chart", "../charts/chart1.xml", ""),
            ("hyperlink", f"https://voorbeeld.nl/{w('adres')}", "External"),
            ("diagramData", "../diagrams/data1.xml", ""),
            ("diagramDrawing", "../diagrams/drawing1.xml", ""),
            ("tags", "../tags/tag1.xml", ""),
            ("package", "../embeddings/Microsoft_Word_Document1.txt", ""),
            ("image", "../media/image1.png", ""),
        ),
        "ppt/slides/slide1.xml": _slide("sld", _shape(_text(w("verborgendia"))), 'show="0"'),
        "ppt/slides/_rels/slide1.xml.rels": _rels(("comments", "../comments/modernComment_1.xml", "")),
        "ppt/notesSlides/notesSlide1.xml": _slide("notes", _shape(notes)),
        "ppt/comments/comment1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0"><p:text>{w("oudeopmerking")}</p:text></p:cm></p:cmLst>',
        "ppt/comments/modernComment_1.xml": f'<p188:cmLst xmlns:p188="{p188}" xmlns:a="{A}"><p188:cm><p188:txBody><a:p><a:r><a:t>{w("nieuweopmerking")}</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>',
        "ppt/authors.xml": f'<p188:authorLst xmlns:p188="{p188}"><p188:author name="{w("auteurnaam")}"/></p188:authorLst>',
        "ppt/slideMasters/slideMaster1.xml": _slide("sldMaster", _shape(_text(w("modeltekst")))),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(("slideLayout", "../slideLayouts/slideLayout1.xml", "")),
        "ppt/slideLayouts/slideLayout1.xml": _slide("sldLayout", _shape("", f'name="{w("indelingnaam")}"')),
        "ppt/notesMasters/notesMaster1.xml": _slide("notesMaster", _shape(_text(w("notitiemodel")))),
        "ppt/charts/chart1.xml": f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="{A}">'
        f"<c:tx><a:p><a:r><a:t>{w('grafiektitel')}</a:t></a:r></a:p></c:tx><c:cat><c:v>{w('categorie')}</c:v></c:cat></c:chartSpace>",
        "ppt/diagrams/data1.xml": f'<dgm:dataModel xmlns:dgm="{dgm}" xmlns:a="{A}"><dgm:t><a:p><a:r><a:t>{w("diagram")}</a:t></a:r></a:p></dgm:t></dgm:dataModel>',
        "ppt/diagrams/drawing1.xml": f'<dsp:drawing xmlns:dsp="urn:dsp" xmlns:a="{A}"><a:p><a:r><a:t>{w("tekendiagram")}</a:t></a:r></a:p></dsp:drawing>',
        "ppt/tags/tag1.xml": f'<p:tagLst xmlns:p="{P}"><p:tag name="X1" val="{w("label")}"/></p:tagLst>',
        "ppt/embeddings/Microsoft_Word_Document1.txt": w("ingesloten"),
        "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{w("eigentitel")}</dc:title></c>',
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "ppt/media/image1.png": PNG,
        "ppt/vbaProject.bin": b"\1",
    }


def presentation(members: dict[str, bytes] | None = None) -> bytes:
    """Returns the file."""
    return zipped(members or parts())
