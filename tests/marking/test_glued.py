"""Words glued into ids of styles and names of members: they go with what refers to them, and the file stays whole."""

# ruff: noqa: E501  markup reads best in one piece

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.marking.redaction import Redaction
from pipeline.marking.words import Words
from pipeline.readers.registry import read_file
from tests.marking.conftest import MARK, WORD, find

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from everything_docx import PNG, SPACES, paragraph, plain_file, run
from everything_odt import Everything as OpenFile
from everything_odt import part
from zipping import members

_STYLES = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="{0}"><w:name w:val="{1}"/></w:style>'
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Eigen"><w:name w:val="Eigen"/>'
    '<w:basedOn w:val="{0}"/><w:next w:val="{0}"/></w:style>'
)


def styled(identity: str, name: str) -> bytes:
    made = plain_file(paragraph(f'<w:pPr><w:pStyle w:val="{identity}"/></w:pPr>', run("Een ziekewoord.")))
    styles = f"<w:styles {SPACES}>{_STYLES.format(identity, name)}</w:styles>"
    made.part("word/styles.xml", f"{WORD}.styles+xml", styles, "word/document.xml", "styles")
    return made.packed()


@pytest.mark.parametrize(
    ("identity", "name"), [("KopZiekewoord", "Kop ziekewoord"), ("Kopziekewoordlang", "Kop"), ("ziekewoord", "ms")]
)
def test_the_id_of_a_style_goes_with_its_name_and_all_that_use_it(identity: str, name: str) -> None:
    found = members(Redaction(find).redact("a.docx", styled(identity, name)).content)
    assert not any(MARK.search(content.decode("latin-1")) for content in found.values())
    styles = etree.fromstring(found["word/styles.xml"])
    ids = styles.xpath("//@*[local-name() = 'styleId']")
    assert len(set(ids)) == 2
    used = etree.fromstring(found["word/document.xml"]).xpath("//*[local-name() = 'pStyle']/@*")
    assert {*used, *styles.xpath("//*[local-name() = 'basedOn' or local-name() = 'next']/@*")} == {ids[0]}


def test_an_id_of_a_style_that_is_not_its_name_is_read() -> None:
    reading = read_file("", styled("Ziekewoord", "Kop"))
    assert any(MARK.search(item.text.reveal()) for item in reading.segments if "opmaakprofielen" in item.place)


def pictured(picture: str, sheet: str) -> bytes:
    made = plain_file(paragraph(run("Niets.")))
    made.part(picture, "image/png", PNG, "word/document.xml", "image")
    made.part(
        sheet, f"{WORD}.header+xml", f"<w:hdr {SPACES}>{paragraph(run('Kop.'))}</w:hdr>", "word/document.xml", "header"
    )
    made.link(sheet, "image", "/" + picture, outside=False)
    return made.packed()


def test_the_names_of_members_are_read() -> None:
    reading = read_file("", pictured("word/media/ziekewoord.png", "word/over_ziekewoord.xml"))
    assert [item.place for item in reading.segments if MARK.search(item.text.reveal())] == [
        "naam van een onderdeel 1",
        "naam van een onderdeel 2",
        "afbeelding 1 › bestandsnaam",
    ]


def test_members_lose_it_from_their_names_and_stay_connected() -> None:
    copy = (
        Redaction(find)
        .redact("a.docx", pictured("word/media/ziekewoord.png", "word/ziekewoordmap/over_ziekewoord.xml"))
        .content
    )
    found = members(copy)
    assert not any("ziekewoord" in name or b"ziekewoord" in content for name, content in found.items())
    reading = read_file("", copy)
    assert "koptekst 1, alinea 1" in [item.place for item in reading.segments]
    for listing in (name for name in found if name.endswith(".rels")):
        for target in etree.fromstring(found[listing]).xpath("//@Target"):
            assert target.lstrip("/") in found
    parts = etree.fromstring(found["[Content_Types].xml"]).xpath("//@PartName")
    assert {part.lstrip("/") for part in parts} <= set(found)


def test_an_open_document_keeps_its_styles_and_pictures() -> None:
    made = OpenFile()
    made.members["content.xml"] = part(
        "document-content",
        '<office:automatic-styles/><office:body><office:text><text:p text:style-name="Kop_20_ziekewoord">Een ziekewoord.'
        '<draw:frame draw:name="x"><draw:image xlink:href="Pictures/ziekewoord.png"/></draw:frame></text:p>'
        "</office:text></office:body>",
    )
    made.members["styles.xml"] = part(
        "document-styles",
        '<office:styles><style:style style:name="Kop_20_ziekewoord" style:display-name="Kop ziekewoord" style:family="paragraph"/></office:styles>',
    )
    made.members["Pictures/ziekewoord.png"] = PNG
    found = members(Redaction(find).redact("a.odt", made.packed()).content)
    assert not any("ziekewoord" in name or b"ziekewoord" in content for name, content in found.items())
    name = etree.fromstring(found["styles.xml"]).xpath("//@*[local-name() = 'name']")[0]
    assert etree.fromstring(found["content.xml"]).xpath("//@*[local-name() = 'style-name']") == [name]
    picture = etree.fromstring(found["content.xml"]).xpath("//@*[local-name() = 'href']")[0]
    assert picture in found


def test_a_word_in_a_name_is_glued_by_underscores_and_capitals() -> None:
    words = Words(frozenset({"burn-out", "ms"}))
    assert list(words.spans("map_burn-out_2")) == [(4, 12)]
    assert words.are_glued_in("KopBurnOut")
    assert not words.are_glued_in("Items")
    assert words.stand_in_name("over_ms")
    assert not words.stand_in_name("Items")
