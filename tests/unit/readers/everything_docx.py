"""Makes a Word file with a word of its own in every place where one can hold text; the marked words say where."""

# ruff: noqa: E501  markup reads best in one piece

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DAY = 'w:date="2024-05-01T00:00:00Z"'
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1\r\n-\xb4"
    b"\0\0\0\0IEND\xaeB`\x82"
)


@dataclass
class Everything:
    """A file in the making.

    Attributes:
        word: gives the word for a number.
        places: the place that each word must be found at, by its number; the number is one for each place.
        members: the parts of the package.
        kinds: their content types, by part.
        links: the relations of each part: id, type, target, outside or not.
        unread: the places that must be told as not read.
    """

    word: Callable[[int], str]
    places: dict[int, str] = field(default_factory=dict)
    members: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str, str, bool]]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    comment: bytes = b""

    def mark(self, place: str) -> str:
        """Returns the word that must be found at a place."""
        number = len(self.places) + 1
        self.places[number] = place
        return self.word(number)

    def part(self, name: str, kind: str, content: str | bytes, of: str = "", link: str = "") -> str:
        """Adds a part with the relation that leads to it, and returns the id of that."""
        self.members[name] = content.encode() if isinstance(content, str) else content
        self.kinds[name] = kind
        return self.link(of, link, "/" + name, outside=False) if link else ""

    def link(self, of: str, kind: str, target: str, *, outside: bool = True) -> str:
        """Adds a relation of a part, and returns its id."""
        found = self.links.setdefault(of, [])
        found.append((f"rId{len(found) + 1}", kind if "://" in kind else f"{REL}/{kind}", target, outside))
        return found[-1][0]

    def packed(self) -> bytes:
        """Returns the file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = self.comment
            archive.writestr("[Content_Types].xml", self._types())
            for part, links in self.links.items():
                folder, _, name = part.rpartition("/")
                archive.writestr(f"{folder}/_rels/{name}.rels".lstrip("/"), _relations(links))
            for name, content in self.members.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def _types(self) -> str:
        listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.kinds.items())
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
        )


def _relations(links: list[tuple[str, str, str, bool]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for name, kind, target, outside in links
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def plain_file(body: str, main: str = "word/document.xml") -> Everything:
    """A Word file in the making with nothing but a body, in which whoever asks for it puts the words."""
    made = Everything(str)
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    made.part(main, f"{WML}.document.main+xml", document, "", "officeDocument")
    return made


def run(text: str, format_: str = "") -> str:
    """A run with a text."""
    return f'<w:r>{f"<w:rPr>{format_}</w:rPr>" if format_ else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """A paragraph of runs and the like."""
    return f"<w:p>{''.join(content)}</w:p>"


def sign(kind: str) -> str:
    """A sign of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def cell(*content: str) -> str:
    """A cell of a table."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def table(rows: str, properties: str = "") -> str:
    """A table."""
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{properties}</w:tblPr>{grid}{rows}</w:tbl>'


def by(name: str, number: int = 1) -> str:
    """The attributes of a tracked change."""
    return f'w:id="{number}" w:author="{name}" {DAY}'


def control(properties: str, content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def text_paragraphs(made: Everything) -> str:
    """Paragraphs whose text is cut, changed, hidden or marked in every way."""
    mark, out = made.mark, []
    whole = mark("alinea 1")
    half = len(whole) // 2
    author = mark("alinea 2, auteur")
    out.append(
        paragraph(run("Gewoon "), run(whole[:half], "<w:b/>"), '<w:proofErr w:type="spellStart"/>', run(whole[half:]))
    )
    out.append(paragraph(run("Tab"), "<w:r><w:tab/></w:r>", f"<w:ins {by(author)}>{run(mark('alinea 2'))}</w:ins>"))
    deleted = mark("alinea 3, verwijderde tekst (bijgehouden wijziging)")
    out.append(paragraph(run("Weg: "), f"<w:del {by(author)}><w:r><w:delText>{deleted}</w:delText></w:r></w:del>"))
    moved = mark("alinea 4, verplaatste tekst (bijgehouden wijziging)")
    out.append(
        paragraph(
            f'<w:moveFromRangeStart {by(author, 7)} w:name="{mark("alinea 4, naam van bladwijzer")}"/>'
            f'<w:moveFrom {by(author)}>{run(moved)}</w:moveFrom><w:moveFromRangeEnd w:id="7"/>'
        )
    )
    out.append(paragraph(f"<w:moveTo {by(author)}>{run(mark('alinea 5'))}</w:moveTo>"))
    out.append(paragraph(run("Zichtbaar. "), run(mark("alinea 6, verborgen tekst"), "<w:vanish/>")))
    out.append(paragraph(run(mark("alinea 7"), '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>')))
    joined = mark("alinea 8")
    out.append(
        paragraph(
            run(joined[:half]), f"<w:del {by(author)}><w:r><w:delText>xyz</w:delText></w:r></w:del>", run(joined[half:])
        )
    )
    hidden = mark("alinea 9, verwijderde tekst (bijgehouden wijziging)")
    out.append(
        paragraph(
            run(f"Van {hidden[:half]}"),
            f"<w:del {by(author)}><w:r><w:delText>{hidden[half:]}</w:delText></w:r></w:del>",
        )
    )
    ruby = f'<w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="20"/><w:lid w:val="ja-JP"/></w:rubyPr><w:rt>{run(mark("alinea 10, uitspraak boven de tekst"))}</w:rt><w:rubyBase>{run(mark("alinea 10"))}</w:rubyBase></w:ruby>'
    out.append(paragraph(f"<w:r>{ruby}</w:r>"))
    out.append(paragraph(f"<m:oMath><m:r><m:t>{mark('alinea 11')}</m:t></m:r></m:oMath>"))
    drawn = "".join(f'<w:sym w:font="Symbol" w:char="F0{ord(letter):02X}"/>' for letter in mark("alinea 12"))
    out.append(paragraph(f"<w:r>{drawn}</w:r>"))
    soft = mark("alinea 13")
    out.append(
        paragraph(f"<w:r><w:t>{soft[:half]}</w:t><w:softHyphen/><w:t>{soft[half:]}</w:t><w:br/><w:t>los</w:t></w:r>")
    )
    merged = mark("alinea 14")
    out.append(f"<w:p><w:pPr><w:rPr><w:del {by(author)}/></w:rPr></w:pPr>{run(merged[:half])}</w:p>")
    out.append(paragraph(run(merged[half:])))
    return "".join(out)


def wrapped_paragraphs(made: Everything) -> str:
    """Paragraphs whose text stands in something, and the texts of that."""
    mark, out = made.mark, []
    names = f'<w:alias w:val="{mark("alinea 16, titel van invulveld")}"/><w:tag w:val="{mark("alinea 16, label van invulveld")}"/>'
    out.append(paragraph(control(f"{names}<w:text/>", run(mark("alinea 16")))))
    choice = f'<w:comboBox><w:listItem w:displayText="{mark("alinea 17, keuze van invulveld")}" w:value="{mark("alinea 17, keuze van invulveld, tekst 2")}"/></w:comboBox>'
    out.append(
        paragraph(
            control(
                f'<w:placeholder><w:docPart w:val="{mark("alinea 17, bouwsteen")}"/></w:placeholder>{choice}',
                run("Kies"),
            )
        )
    )
    out.append(control("", paragraph(run(mark("alinea 18")))))
    smart = f'<w:smartTagPr><w:attr w:name="n" w:val="{mark("alinea 19, eigenschap van infolabel")}"/></w:smartTagPr>'
    out.append(
        paragraph(
            f'<w:smartTag w:uri="urn:x" w:element="{mark("alinea 19, naam van infolabel")}">{smart}{run(mark("alinea 19"))}</w:smartTag>'
        )
    )
    out.append(
        paragraph(
            f'<w:customXml w:element="{mark("alinea 20, naam van infolabel")}">{run(mark("alinea 20"))}</w:customXml>'
        )
    )
    out.append(
        paragraph(
            f'<w:fldSimple w:instr=" DOCVARIABLE {mark("alinea 21, veldcode")} ">{run(mark("alinea 21"))}</w:fldSimple>'
        )
    )
    code = mark("alinea 22, veldcode")
    half = len(code) // 2
    instruction = f'<w:r><w:instrText xml:space="preserve"> IF 1 = 1 {code[:half]}</w:instrText></w:r><w:r><w:instrText>{code[half:]}</w:instrText></w:r>'
    out.append(paragraph(sign("begin"), instruction, sign("separate"), run(mark("alinea 22")), sign("end")))
    dropped = f"<w:del {by('Iemand')}><w:r><w:delInstrText>{mark('alinea 23, veldcode')}</w:delInstrText></w:r></w:del>"
    out.append(paragraph(sign("begin"), dropped, sign("separate"), run("x"), sign("end")))
    address = made.link("word/document.xml", "hyperlink", f"mailto:{mark('koppeling 1')}@voorbeeld.nl")
    out.append(
        paragraph(
            f'<w:hyperlink r:id="{address}" w:tooltip="{mark("alinea 24, knopinfo van koppeling")}">{run(mark("alinea 24"))}</w:hyperlink>'
        )
    )
    out.append(
        paragraph(
            f'<w:bookmarkStart w:id="9" w:name="{mark("alinea 25, naam van bladwijzer")}"/><w:bookmarkEnd w:id="9"/>',
            run("Hier"),
        )
    )
    out.append(
        paragraph(f'<w:permStart w:id="8" w:ed="{mark("alinea 26, auteur")}"/>', run("Mag"), '<w:permEnd w:id="8"/>')
    )
    form = (
        f'<w:ffData><w:name w:val="{mark("alinea 27, naam van veld of bouwsteen")}"/><w:enabled/><w:calcOnExit w:val="0"/>'
        f'<w:helpText w:type="text" w:val="{mark("alinea 27, hulptekst van formulierveld")}"/>'
        f'<w:statusText w:type="text" w:val="{mark("alinea 27, hulptekst van formulierveld, tekst 2")}"/>'
        f'<w:textInput><w:default w:val="{mark("alinea 27, standaardtekst van formulierveld")}"/></w:textInput></w:ffData>'
    )
    out.append(
        paragraph(
            f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>',
            sign("separate"),
            run(mark("alinea 27")),
            sign("end"),
        )
    )
    drop = (
        f'<w:ffData><w:ddList><w:listEntry w:val="{mark("alinea 28, keuze van formulierveld")}"/></w:ddList></w:ffData>'
    )
    out.append(paragraph(f'<w:r><w:fldChar w:fldCharType="begin">{drop}</w:fldChar></w:r>', sign("end")))
    notes = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    out.append(
        paragraph(
            '<w:commentRangeStart w:id="0"/>',
            run("Noten"),
            '<w:commentRangeEnd w:id="0"/>',
            notes,
            '<w:r><w:commentReference w:id="0"/></w:r>',
        )
    )
    return "".join(out)


def tables(made: Everything) -> str:
    """Tables in tables, with rows and cells in controls, inserted and deleted."""
    mark, author = made.mark, made.word(2)
    said = f'<w:tblCaption w:val="{mark("tabel 1, titel van tabel")}"/><w:tblDescription w:val="{mark("tabel 1, beschrijving van tabel")}"/>'
    inner = table(f"<w:tr>{cell(paragraph(run(mark('tabel 1, rij 1, cel 2, tabel 1, rij 1, cel 1'))))}</w:tr>")
    two = paragraph(run(mark("tabel 1, rij 2, cel 1, alinea 1"))) + paragraph(
        run(mark("tabel 1, rij 2, cel 1, alinea 2"))
    )
    new = f"<w:tr><w:trPr><w:ins {by(author)}/></w:trPr>{cell(two)}{control('', cell(paragraph(run(mark('tabel 1, rij 2, cel 2')))))}</w:tr>"
    old = f"<w:tr><w:trPr><w:del {by(author)}/></w:trPr>{cell(paragraph(run(mark('tabel 1, rij 3, cel 1'))))}{cell(paragraph())}</w:tr>"
    held = f"<w:tr>{cell(paragraph(run(mark('tabel 1, rij 4, cel 1'))))}{cell(paragraph())}</w:tr>"
    rows = f"<w:tr>{cell(paragraph(run(mark('tabel 1, rij 1, cel 1'))))}{cell(inner, paragraph())}</w:tr>{new}{old}{control('', held)}"
    return table(rows, said)
