"""Makes an OpenDocument file with a word of its own in every place where one can hold text."""

# ruff: noqa: E501  markup reads best in one piece
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from everything_docx import PNG

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        **{
            prefix: f"{_BASE}{name}:1.0"
            for prefix, name in {
                "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
                "meta": "meta", "form": "form", "presentation": "presentation", "svg": "svg-compatible",
                "manifest": "manifest", "config": "config",
            }.items()
        },
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)  # fmt: skip
TEXT = "application/vnd.oasis.opendocument.text"
SLIDES = "application/vnd.oasis.opendocument.presentation"
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


def numbered(number: int) -> str:
    """Returns a word that stands nowhere else."""
    return f"merkteken{number:03}"


@dataclass
class Everything:
    """A file in the making; the places are those that each word must be found at, by its number."""

    word: Callable[[int], str] = numbered
    places: dict[int, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    members: dict[str, bytes] = field(default_factory=dict)
    mime: str = TEXT

    def mark(self, place: str) -> str:
        """Returns the word that must be found at a place."""
        number = len(self.places) + 1
        self.places[number] = place
        return self.word(number)

    def packed(self) -> bytes:
        """Returns the file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("mimetype"), self.mime)
            for name, content in self.members.items():
                archive.writestr(name, content)
        return stream.getvalue()


def part(root: str, content: str) -> bytes:
    """A part of the package."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {SPACES} office:version="1.2">{content}</office:{root}>'.encode()


def para(content: str) -> str:
    """A paragraph."""
    return f"<text:p>{content}</text:p>"


def text_file(word: Callable[[int], str] = numbered) -> Everything:
    """Makes a text with everything in it."""
    made = Everything(word)
    made.members["content.xml"] = part(
        "document-content",
        _automatic()
        + f"<office:body><office:text>{_changes(made)}{_paragraphs(made)}{_blocks(made)}</office:text></office:body>",
    )
    made.members["styles.xml"] = part("document-styles", _styles(made))
    made.members["meta.xml"] = part("document-meta", _meta(made))
    setting = f'<config:config-item-set config:name="x"><config:config-item config:name="PrinterName" config:type="string">{made.mark("instellingen")}</config:config-item><config:config-item config:name="b" config:type="boolean">false</config:config-item></config:config-item-set>'
    made.members["settings.xml"] = part("document-settings", f"<office:settings>{setting}</office:settings>")
    inner = para(made.mark("ingesloten object 1, alinea 1"))
    made.members["Object 1/content.xml"] = part(
        "document-content", f"<office:body><office:chart>{inner}</office:chart></office:body>"
    )
    made.members["Pictures/scan.png"] = PNG
    made.members["Basic/Standard/Module1.xml"] = b'<!DOCTYPE script:module PUBLIC "x" "module.dtd"><a/>'
    made.members["Thumbnails/thumbnail.png"] = PNG
    made.unread |= {"afbeelding 1", "macro 1"}
    return made


def _automatic() -> str:
    hidden = (
        '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    return f"<office:automatic-styles>{hidden}</office:automatic-styles>"


def _changes(made: Everything) -> str:
    info = f"<office:change-info><dc:creator>{made.mark('bijgehouden wijziging 1, auteur')}</dc:creator><dc:date>2024-05-01T00:00:00</dc:date></office:change-info>"
    gone = made.mark("bijgehouden wijziging 1, verwijderde tekst")
    return f'<text:tracked-changes><text:changed-region text:id="ct1"><text:deletion>{info}{para(gone[5:])}</text:deletion></text:changed-region></text:tracked-changes>'


def _paragraphs(made: Everything) -> str:
    mark, out = made.mark, []
    gone = made.word(2)
    out.append(para(f'{gone[:5]}<text:change text:change-id="ct1"/> blijft {mark("alinea 1")}'))
    cut = mark("alinea 2")
    out.append(para(f'<text:span>{cut[:4]}</text:span>{cut[4:]}<text:s text:c="3"/><text:tab/>los<text:line-break/>'))
    torn = mark("alinea 3")
    out.append(
        para(f'{torn[:4]}<text:span text:style-name="T9">{mark("alinea 3, verborgen tekst")} </text:span>{torn[4:]}')
    )
    out.append(f'<text:h text:outline-level="1">{mark("alinea 4")}</text:h>')
    out.append(
        para(
            f'<text:a xlink:href="mailto:{mark("alinea 5, koppeling")}@x.nl" office:title="{mark("alinea 5, knopinfo van koppeling")}" office:name="{mark("alinea 5, naam")}">{mark("alinea 5")}</text:a>'
        )
    )
    out.append(
        para(
            f'<text:bookmark text:name="{mark("alinea 6, naam")}"/><text:placeholder text:placeholder-type="text" text:description="{mark("alinea 6, aanwijzing")}">{mark("alinea 6")}</text:placeholder>'
        )
    )
    out.append(
        para(
            f'<text:hidden-text text:condition="ooow:{mark("alinea 7, veldcode")}" text:string-value="{mark("alinea 7, verborgen tekst, tekst 2")}">{mark("alinea 7, verborgen tekst")}</text:hidden-text>'
        )
    )
    out.append(
        para(
            f"<text:ruby><text:ruby-base>{mark('alinea 8')}</text:ruby-base><text:ruby-text>{mark('alinea 8, uitspraak boven de tekst')}</text:ruby-text></text:ruby>"
        )
    )
    note = '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>'
    out.append(
        para(
            "Noot"
            + note.format("footnote", para(mark("voetnoot 1")))
            + note.format("endnote", para(mark("eindnoot 1")))
        )
    )
    remark = f"<office:annotation><dc:creator>{mark('opmerking 1, auteur')}</dc:creator><dc:date>2024-05-01T00:00:00</dc:date>{para(mark('opmerking 1'))}</office:annotation>"
    out.append(para(f"Met opmerking{remark} erbij"))
    box = f'<draw:frame draw:name="{mark("tekstvak 1, naam")}"><draw:text-box>{para(mark("tekstvak 1"))}</draw:text-box><svg:title>{mark("tekstvak 1, alternatieve tekst")}</svg:title><svg:desc>{mark("tekstvak 1, alternatieve tekst, tekst 2")}</svg:desc></draw:frame>'
    out.append(para(f"Vak{box}"))
    out.append(
        para(
            f'<draw:frame><draw:image xlink:href="Pictures/scan.png"/><svg:desc>{mark("alinea 12, alternatieve tekst")}</svg:desc></draw:frame>'
        )
    )
    out.append(para(f"<draw:custom-shape>{para(mark('tekstvak 2'))}</draw:custom-shape>"))
    out.append(
        para(
            f'<text:user-field-get text:name="{mark("alinea 14, naam")}">{mark("alinea 14")}</text:user-field-get><!--{mark("commentaar in de opmaakcode 1")}-->'
        )
    )
    return "".join(out)


def _blocks(made: Everything) -> str:
    mark, out = made.mark, []
    cells = "".join(f"<table:table-cell>{content}</table:table-cell>" for content in (
        para(mark("tabel 1, rij 1, cel 1")), para(mark("tabel 1, rij 1, cel 2, alinea 1")) + para(mark("tabel 1, rij 1, cel 2, alinea 2")),
    ))  # fmt: skip
    nested = f"<table:table><table:table-row><table:table-cell>{para(mark('tabel 1, rij 2, cel 1, tabel 1, rij 1, cel 1'))}</table:table-cell></table:table-row></table:table>"
    out.append(
        f'<table:table table:name="{mark("tabel 1, naam")}"><table:title>{mark("tabel 1, titel van tabel")}</table:title><table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows><table:table-row><table:table-cell>{nested}</table:table-cell></table:table-row></table:table>'
    )
    out.append(f'<text:section text:name="{mark("naam")}" text:display="none">{para(mark("alinea 15"))}</text:section>')
    out.append(f"<text:list><text:list-item>{para(mark('alinea 16'))}</text:list-item></text:list>")
    field_ = f'<form:text form:name="{mark("naam van formulierveld")}" form:label="{mark("titel van formulierveld")}" form:current-value="{mark("waarde van formulierveld")}"/>'
    out.append(
        f"<office:forms><form:form>{field_}<form:textarea>{para(mark('alinea 17'))}</form:textarea></form:form></office:forms>"
    )
    return "".join(out)


def _styles(made: Everything) -> str:
    named = f'<office:styles><style:style style:name="x" style:display-name="{made.mark("namen van opmaakprofielen")}" style:family="paragraph"/></office:styles>'
    head = f"<style:header>{para(made.mark('koptekst 1, alinea 1'))}</style:header><style:header-left>{para(made.mark('koptekst 2, alinea 1'))}</style:header-left><style:footer>{para(made.mark('voettekst 1, alinea 1'))}</style:footer>"
    return f'{named}<office:master-styles><style:master-page style:name="Standard">{head}</style:master-page></office:master-styles>'


def _meta(made: Everything) -> str:
    mark = made.mark
    own = f'<meta:user-defined meta:name="{mark("documenteigenschappen, naam van een eigen eigenschap")}">{mark("documenteigenschappen, waarde")}</meta:user-defined>'
    said = f"<dc:title>{mark('documenteigenschappen, titel')}</dc:title><meta:initial-creator>{mark('documenteigenschappen, auteur')}</meta:initial-creator><meta:keyword>{mark('documenteigenschappen, trefwoord')}</meta:keyword>"
    return f"<office:meta>{said}{own}</office:meta>"


def slides(word: Callable[[int], str] = numbered) -> Everything:
    """Makes a presentation of two slides."""
    made = Everything(word, mime=SLIDES)
    mark = made.mark
    first = f'<draw:page draw:name="{mark("dia 1, naam")}"><draw:frame><draw:text-box>{para(mark("dia 1, tekstvak 1"))}</draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box>{para(mark("dia 1, notities, tekstvak 1"))}</draw:text-box></draw:frame></presentation:notes></draw:page>'
    second = f"<draw:page><draw:g><draw:custom-shape>{para(mark('dia 2, tekstvak 1'))}</draw:custom-shape></draw:g></draw:page>"
    made.members["content.xml"] = part(
        "document-content", f"<office:body><office:presentation>{first}{second}</office:presentation></office:body>"
    )
    return made


def sheet(word: Callable[[int], str] = numbered) -> Everything:
    """Makes a spreadsheet of one sheet."""
    made = Everything(word, mime=SHEETS)
    mark = made.mark
    remark = f"<office:annotation>{para(mark('blad 1, cel C4, opmerking 1'))}</office:annotation>"
    cell = f'<table:table-cell table:number-columns-repeated="2"/><table:table-cell table:formula="of:={mark("blad 1, cel C4, formule")}">{remark}{para(mark("blad 1, cel C4"))}</table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row><table:table-row>{cell}</table:table-row>'
    made.members["content.xml"] = part(
        "document-content",
        f'<office:body><office:spreadsheet><table:table table:name="{mark("blad 1, naam")}">{rows}</table:table></office:spreadsheet></office:body>',
    )
    return made
