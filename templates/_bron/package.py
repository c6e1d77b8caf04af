"""From blocks to a .docx file: header, footer, properties and a zip that is the same every time."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from blocks import Xml, group, paragraph, strong, tab, text
from chart import chart_part
from controls import kind_of, with_controls
from style import PAGE_HEIGHT, PAGE_WIDTH, PALETTE, SIDE, W, compact, part

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"

SHARED = ("styles", "numbering", "settings", "fontTable", "theme1")
RELATIONS = {name: name.rstrip("12") for name in (*SHARED, "header1", "header2", "footer1")}


@dataclass(frozen=True)
class Source:
    """A template as its makers read it.

    Attributes:
        name: file name without extension.
        title: what the document is called, in its header and its properties.
        body: the blocks in order.
        company: where the name in the header comes from.
        reference: where the reference in the footer comes from.
        mark: what stands at the right of the first header.
        charts: the charts in the body, by their name.
    """

    name: str
    title: str
    body: tuple[Xml, ...]
    company: str = "dossier.werkgever.naam"
    reference: str = "dossier.kenmerk"
    mark: str = "Vertrouwelijk"
    charts: tuple[str, ...] = ()

    def members(self) -> dict[str, bytes]:
        """Returns the parts of the file, in the order in which they stand in it."""
        return {
            "[Content_Types].xml": _content_types(self.charts, has_identity=bool(kind_of(self.name))),
            "_rels/.rels": _package_relations(has_identity=bool(kind_of(self.name))),
            "docProps/core.xml": _core(self.title),
            **({"docProps/custom.xml": _identity()} if kind_of(self.name) else {}),
            "word/document.xml": _document(self.body, self.name),
            "word/_rels/document.xml.rels": _document_relations(self.charts),
            **{f"word/{name}.xml": part(f"{name}.xml") for name in SHARED},
            "word/header1.xml": _edge("hdr", _first_header(self.company, self.mark)),
            "word/header2.xml": _edge("hdr", _next_header(self.title, self.company)),
            "word/footer1.xml": _edge("ftr", _footer(self.reference)),
            **{f"word/charts/{name}.xml": compact(chart_part(name)) for name in self.charts},
            **{f"word/charts/_rels/{name}.xml.rels": _chart_relations(name) for name in self.charts},
            # The program writes the workbook together with the numbers of the chart.
            **{f"word/embeddings/{name}.xlsx": b"" for name in self.charts},
        }

    def docx(self) -> bytes:
        """Returns the .docx file, with the first day that a zip can name as the time of every part."""
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            for name, content in self.members().items():
                info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.compress_type = ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, content)
        return buffer.getvalue()


def _field(code: str) -> Xml:
    return Xml(f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def _line(side: str, eighths: int, space: int, colour: str) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{PALETTE[colour]}"/></w:pBdr>'


def _first_header(company: str, mark: str) -> Xml:
    return _two_lines(_line("top", 36, 10, "accent"), strong(f"{{{{ {company} }}}}"), "", text(mark))


def _next_header(title: str, company: str) -> Xml:
    return _two_lines("", strong(title), _line("bottom", 4, 6, "line"), text(f"{{{{ {company} }}}}"))


def _two_lines(upper_rule: str, upper: Xml, lower_rule: str, lower: Xml) -> Xml:
    """Returns two paragraphs below each other: on one line a long name would run into what stands beside it."""
    return group(
        paragraph(upper, style="Header", properties=f'{upper_rule}<w:spacing w:after="0"/>'),
        paragraph(lower, style="Header", properties=lower_rule),
    )


def _footer(reference: str) -> Xml:
    pages = group(text("Pagina "), _field("PAGE"), text(" van "), _field("NUMPAGES"))
    return paragraph(text(f"Kenmerk {{{{ {reference} }}}}"), tab(), pages, style="Footer")


def _edge(kind: str, content: Xml) -> bytes:
    return compact(f'<w:{kind} xmlns:w="{W}">{content}</w:{kind}>')


def _document(body: tuple[Xml, ...], name: str) -> bytes:
    references = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{target}"/>'
        for kind, page, target in (
            ("header", "first", "header1"),
            ("header", "default", "header2"),
            ("footer", "first", "footer1"),
            ("footer", "default", "footer1"),
        )
    )
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="1531" w:right="{SIDE}" w:bottom="1361" w:left="{SIDE}" w:header="680" w:footer="595" '
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    content = with_controls(group(*body), name)
    boxes = f' xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"' if "<w14:" in content else ""
    return compact(f'<w:document xmlns:w="{W}" xmlns:r="{R}"{boxes}><w:body>{content}{section}</w:body></w:document>')


def _core(title: str) -> bytes:
    return compact(
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>nl-NL</dc:language></cp:coreProperties>"
    )


def _identity() -> bytes:
    """Returns the properties that say of which dossier and which document this is, so that it can be read back."""
    values = {
        "Kenmerk": "{{ dossier.kenmerk }}",
        "Stuk": "{{ document.aanwijzer }}",
        "Soort": "{{ document.soort_code }}",
        "Formulier": "{{ document.formulier }}",
    }
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return compact(
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{properties}</Properties>'
    )


def _content_types(charts: tuple[str, ...], *, has_identity: bool) -> bytes:
    kinds = {
        **({"docProps/custom": f"{OFFICE}.custom-properties"} if has_identity else {}),
        "docProps/core": "application/vnd.openxmlformats-package.core-properties",
        "word/document": f"{WORD}.document.main",
        **{f"word/{name}": f"{OFFICE if kind == 'theme' else WORD}.{kind}" for name, kind in RELATIONS.items()},
        **{f"word/charts/{name}": f"{OFFICE}.drawingml.chart" for name in charts},
    }
    overrides = "".join(f'<Override PartName="/{name}.xml" ContentType="{kind}+xml"/>' for name, kind in kinds.items())
    workbooks = f'<Default Extension="xlsx" ContentType="{OFFICE}.spreadsheetml.sheet"/>' if charts else ""
    return compact(
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{workbooks}{overrides}</Types>'
    )


def _package_relations(*, has_identity: bool) -> bytes:
    custom = f'<Relationship Id="custom" Type="{R}/custom-properties" Target="docProps/custom.xml"/>'
    return compact(
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="document" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f"{custom if has_identity else ''}</Relationships>"
    )


def _document_relations(charts: tuple[str, ...]) -> bytes:
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>' for name, kind in RELATIONS.items()
    )
    relations += "".join(f'<Relationship Id="{name}" Type="{R}/chart" Target="charts/{name}.xml"/>' for name in charts)
    return compact(f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>')


def _chart_relations(name: str) -> bytes:
    return compact(
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/package" Target="../embeddings/{name}.xlsx"/></Relationships>'
    )
