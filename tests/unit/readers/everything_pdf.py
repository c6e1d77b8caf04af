"""Makes a PDF with a marked word in each place where a text can stand in one."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Makes a typeface that every reader has."""
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def page_with(pdf: pikepdf.Pdf, drawing: str | bytes, **entries: pikepdf.Object) -> pikepdf.Page:
    """Adds a page of A4 that draws something with the font F1."""
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[-1]
    page.obj.Resources = Dictionary(Font=Dictionary(F1=helvetica(pdf)))
    page.obj.Contents = pdf.make_stream(drawing.encode("latin-1") if isinstance(drawing, str) else drawing)
    for key, value in entries.items():
        page.obj["/" + key] = value
    return page


def line(text: str, height: int = 720, left: int = 72, before: str = "") -> str:
    """Draws a line of text."""
    return f"BT {before} /F1 12 Tf {left} {height} Td ({text}) Tj ET\n"


def form(pdf: pikepdf.Pdf, text: str) -> pikepdf.Stream:
    """Makes a drawing that stands by itself."""
    made = pdf.make_stream(line(text, 5, 5).encode())
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 20])
    made.Resources = Dictionary(Font=Dictionary(F1=helvetica(pdf)))
    return made


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """Returns the bytes."""
    buffer = io.BytesIO()
    pdf.save(buffer, fix_metadata_version=False, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def simple(text: str, **options: object) -> bytes:
    """Makes a PDF of one page with one line."""
    pdf = pikepdf.new()
    page_with(pdf, line(text))
    return saved(pdf, **options)


def gray_picture(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """Makes a small picture without text."""
    made = pdf.make_stream(zlib.compress(bytes(range(256)) * 4), Filter=Name.FlateDecode)
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 32, 32
    made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 8
    return made


PLACES = {
    "paginatekst": "pagina 1",
    "onzichtbaar": "pagina 1",
    "buitenbeeld": "pagina 1",
    "verborgenlaag": "pagina 1",
    "buitenknip": "pagina 2",
    "gehoord": "pagina 1",
    "getoond": "pagina 1, letters onder vervangende tekst",
    "bijletters": "tekst bij de letters van een pagina",
    "opmerkingtekst": "pagina 1, opmerking 1, tekst",
    "opmerkingauteur": "pagina 1, opmerking 1, auteur",
    "opmerkingonderwerp": "pagina 1, opmerking 1, onderwerp",
    "opmaaktekst": "pagina 1, opmerking 1, opgemaakte tekst",
    "stempel": "tekening 2 op pagina 1",
    "veldnaam": "pagina 1, invulveld 1, naam",
    "veldwaarde": "pagina 1, invulveld 1, waarde",
    "veldhulp": "pagina 1, invulveld 1, toelichting",
    "veldkeuze": "pagina 1, invulveld 1, keuze",
    "rondje": "namen in het bestand",
    "formulierxml": "xml-onderdeel 1",
    "bijlagetekst": "bijlage 1 › tekst",
    "bijlagenaam": "bijlage 1 › bestandsnaam",
    "bijlageomschrijving": "naam van bijlage 1, omschrijving",
    "notitiebijlage": "bijlage 2 › tekst",
    "bladwijzertitel": "bladwijzer 1, titel",
    "infotitel": "documenteigenschappen, titel",
    "infoeigen": "documenteigenschappen",
    "xmptekst": "documenteigenschappen, XMP",
    "scripttekst": "script 1, script",
    "scriptstroom": "tekstonderdeel 1",
    "bestemming": "lijst met namen 1",
    "laagnaam": "laag 1, naam",
    "alttekst": "structuur 1, alternatieve tekst",
    "werkelijketekst": "structuur 1, vervangende tekst",
    "labeltekst": "paginanummering 1, voorvoegsel",
    "adres burn out": "pagina 1, koppeling 1, adres",
    "weggegooid": "verwijderde pagina 3",
    "ongebruikt": "tekening 1",
}
"""The marked words with the place that each must be found at."""


def everything() -> bytes:
    """Makes the file."""
    pdf = pikepdf.new()
    drawing = line("paginatekst") + line("onzichtbaar", 700, before="3 Tr") + line("buitenbeeld", 680, 900)
    drawing += "/OC /L1 BDC " + line("verborgenlaag", 660) + " EMC "
    drawing += "/Span <</ActualText (gehoord)>> BDC " + line("getoond", 640) + " EMC "
    drawing += "/Figure <</Alt (bijletters)>> BDC " + line("x", 620) + " EMC "
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("laagnaam")))
    first = page_with(pdf, drawing)
    first.obj.Resources.Properties = Dictionary(L1=layer)
    first.obj.Resources.XObject = Dictionary(O=form(pdf, "ongebruikt"))
    page_with(pdf, line("buitenknip"), CropBox=Array([0, 0, 100, 100]))
    lost = page_with(pdf, line("weggegooid")).obj
    del pdf.pages[2]
    pdf.Root.Kept = lost

    inside = pdf.make_stream(b"bijlagetekst")
    inside.Type = Name.EmbeddedFile
    names = Dictionary(
        Type=Name.Filespec, F=String("bijlagenaam.txt"), UF=String("bijlagenaam.txt"),
        Desc=String("bijlageomschrijving"), EF=Dictionary(F=inside),
    )  # fmt: skip
    noted = pdf.make_stream(b"notitiebijlage")
    rich = "<body xmlns='http://www.w3.org/1999/xhtml'><p>opmaak<b>tekst</b></p></body>"
    widget = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Ch, T=String("veldnaam"), V=String("veldwaarde"),
        TU=String("veldhulp"), Opt=Array([String("veldkeuze")]), Rect=Array([0, 0, 9, 9]), AS=Name("/rondje"),
    )  # fmt: skip
    notes = [
        Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("opmerkingtekst"),
            T=String("opmerkingauteur"), Subj=String("opmerkingonderwerp"), RC=String(rich),
        ),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=form(pdf, "stempel"))
        ),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String("https://voorbeeld.nl/adres%20burn%20out")),
        ),
        Dictionary(
            Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]),
            FS=Dictionary(Type=Name.Filespec, F=String("b.txt"), EF=Dictionary(F=noted)),
        ),
        widget,
    ]  # fmt: skip
    kept = [pdf.make_indirect(note) for note in notes]
    first.obj.Annots = Array(kept)
    root = pdf.Root
    form_xml = pdf.make_stream(b"<xdp><veld>formulierxml</veld></xdp>")
    root.AcroForm = Dictionary(Fields=Array([kept[-1]]), XFA=Array([String("datasets"), form_xml]))
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('scripttekst')")))
    long_script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"// scriptstroom")))
    root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("x"), pdf.make_indirect(names)])),
        JavaScript=Dictionary(Names=Array([String("a"), script, String("b"), long_script])),
        Dests=pdf.make_indirect(Dictionary(Names=Array([String("bestemming"), Array([first.obj, Name.Fit])]))),
    )
    root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    entry = pdf.make_indirect(Dictionary(Title=String("bladwijzertitel"), Parent=outline))
    outline.First = outline.Last = entry
    root.Outlines = outline
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = Dictionary(
        Type=Name.StructElem, S=Name.Figure, P=tree, Alt=String("alttekst"), ActualText=String("werkelijketekst")
    )
    tree.K = pdf.make_indirect(element)
    root.StructTreeRoot = tree
    label = pdf.make_indirect(Dictionary(Type=Name.PageLabel, P=String("labeltekst")))
    root.PageLabels = Dictionary(Nums=Array([0, label]))
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>xmptekst</a></x:xmpmeta>"
    root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String("infotitel"), Eigen=String("infoeigen")))
    return saved(pdf)
