"""A house style in huisstijl.toml: colours, typefaces, letterhead and wording on every template; mistakes with line."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents.colour import contrast, mixed, read_colour
from pipeline.documents.dress import dressed, palette, texts_in
from pipeline.documents.house_style import BASE, HouseStyle, house_style, members_of
from pipeline.documents.look import read_look
from pipeline.documents.ooxml import w
from pipeline.documents.package import zipped
from pipeline.documents.pictures import Picture, measure
from pipeline.errors import OwnDataError
from pipeline.model import Built
from pipeline.resources import data_root
from tests.openxml import errors_of

EXAMPLE = data_root("samples") / "huisstijlen" / "noorderlicht"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def png(width: int = 300, height: int = 100) -> bytes:
    """A picture with nothing on it."""
    rows = zlib.compress((b"\0" + b"\xff" * 3 * width) * height)
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.fixture
def style(tmp_path: Path) -> Callable[..., HouseStyle]:
    """A house style of what huisstijl.toml says, with a logo beside it."""

    def made(toml: str, logo: bytes = png()) -> HouseStyle:
        (tmp_path / "logo.png").write_bytes(logo)
        (tmp_path / "huisstijl.toml").write_text(toml, encoding="utf-8")
        return house_style(str(tmp_path))

    return made


def parts(members: dict[str, bytes], start: str) -> list[etree._Element]:
    return [etree.fromstring(content) for name, content in members.items() if name.startswith(f"word/{start}")]


@pytest.fixture(scope="session")
def full(make: Callable[..., Built]) -> Built:
    data = json.loads((data_root("samples") / "dossiers" / "voorbeeld-volledig.json").read_text("utf-8"))
    return make(data, style=str(EXAMPLE))


def test_every_document_can_be_made_in_the_example_style_and_is_valid(full: Built, tmp_path: Path) -> None:
    assert full.withheld == ()
    for number, document in enumerate(full.documents):
        (tmp_path / f"{number}.docx").write_bytes(document.content)
        assert errors_of(tmp_path / f"{number}.docx") == [], document.name


def test_every_page_of_every_document_has_the_logo_at_the_right_and_the_sender_below(full: Built) -> None:
    for document in full.documents:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        headers, footers = parts(members, "header"), parts(members, "footer")
        assert len(headers) == 2
        for header in headers:
            (picture,) = header.iter(DRAWING + "docPr")
            assert picture.get("descr", "").startswith("Logo van Noorderlicht")
            assert header[0].find(f"{w('pPr')}/{w('jc')}").get(w("val")) == "right"
        assert all("Havenkade 12" in "".join(footer.itertext()) for footer in footers)


def test_the_pictures_of_a_document_have_ids_of_their_own(full: Built) -> None:
    for document in full.documents:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
            ids = [
                node.get("id")
                for name in names
                for node in etree.fromstring(archive.read(name)).iter(DRAWING + "docPr")
            ]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", house_style(BASE).names())
def test_the_colours_and_typefaces_of_the_template_are_gone_from_every_part(
    name: str, style: Callable[..., HouseStyle]
) -> None:
    chosen = style(
        'naam = "X"\n[kleuren]\naccent = "#112233"\nvlak = "#445566"\nlijn = "#778899"\ntekst = "#000001"\n'
        'zacht = "#000002"\n[lettertypen]\ntekst = "Garamond"\nkoppen = "Futura"\n'
    )
    path = chosen.path(name)
    assert path is not None
    old = palette(members_of(path, None))
    members = members_of(path, chosen.look)
    xml = b"".join(content for part, content in members.items() if part.endswith(".xml")).decode()
    assert not any(f'"{colour}"' in xml for colour in old.values())
    assert "Calibri" not in xml
    assert palette(members) == {
        "accent": "112233", "vlak": "445566", "lijn": "778899", "tekst": "000001", "zacht": "000002",
    }  # fmt: skip
    headings = [
        item
        for item in etree.fromstring(members["word/styles.xml"]).iter(w("style"))
        if item.find(f".//{w('outlineLvl')}") is not None
    ]
    assert headings
    assert all(item.find(f"{w('rPr')}/{w('rFonts')}").get(w("ascii")) == "Futura" for item in headings)


def test_the_accent_alone_brings_its_tints(style: Callable[..., HouseStyle]) -> None:
    look = style('naam = "X"\n[kleuren]\naccent = "#0B5D3B"\n').look
    assert look is not None
    assert contrast(look.colours.vlak, "FFFFFF") < contrast(look.colours.lijn, "FFFFFF") < contrast("0B5D3B", "FFFFFF")
    assert look.colours.tekst == ""


def test_a_text_of_the_templates_can_be_worded_otherwise(style: Callable[..., HouseStyle]) -> None:
    chosen = style('naam = "X"\n[teksten]\n"Vertrouwelijk" = "Niet delen"\n"Einddoel" = "Waar we heen gaan"\n')
    path = chosen.path("plan-van-aanpak")
    assert path is not None
    text = "".join("".join(root.itertext()) for root in parts(members_of(path, chosen.look), ""))
    assert "Niet delen" in text
    assert "Waar we heen gaan" in text
    assert "Vertrouwelijk" not in text


def test_a_title_with_a_hyphen_that_ends_no_line_can_be_worded_otherwise(style: Callable[..., HouseStyle]) -> None:
    chosen = style('naam = "X"\n[teksten]\n"Verkort re-integratieverslag" = "Het korte re-integratieverslag"\n')
    path = chosen.path("verkort-re-integratieverslag")
    assert path is not None
    assert "Verkort re-integratieverslag" in set(texts_in(members_of(path, None)))
    (body, *_) = parts(members_of(path, chosen.look), "document")
    title = next(body.iter(w("p")))
    assert "".join(title.itertext()) == "Het korte re-integratieverslag"
    assert title.find(f".//{w('noBreakHyphen')}") is None


def test_a_style_without_anything_but_a_name_changes_nothing(style: Callable[..., HouseStyle]) -> None:
    chosen = style('naam = "X"\n')
    path = chosen.path("contactblad")
    assert path is not None
    plain, same = members_of(path, None), members_of(path, chosen.look)
    assert plain == same


def test_dressing_gives_the_same_bytes_every_time() -> None:
    look = house_style(str(EXAMPLE)).look
    path = house_style(BASE).path("evaluatie")
    assert look is not None
    assert path is not None
    members = members_of(path, None)
    assert zipped(dressed(members, look)) == zipped(dressed(members, look))


def test_a_template_without_header_or_footer_gets_them(
    style: Callable[..., HouseStyle], new: type[Any], tmp_path: Path
) -> None:
    chosen = style('naam = "X"\nlogo = "logo.png"\n[afzender]\nadres = ["Kade 1"]\n')
    path = tmp_path / "bare.docx"
    path.write_bytes(new().text("Dag").bytes())
    members = members_of(path, chosen.look)
    document = etree.fromstring(members["word/document.xml"])
    assert [node.get(w("type")) for node in document.iter(w("headerReference"), w("footerReference"))] == [
        "default"
    ] * 2
    path.write_bytes(zipped(members))
    assert errors_of(path) == []


def test_the_digest_tells_one_look_from_another(style: Callable[..., HouseStyle], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "huisstijl.toml").write_text('naam = "Y"\n', encoding="utf-8")
    assert len({style('naam = "X"\n').digest(), house_style(str(other)).digest(), house_style(BASE).digest()}) == 3


@pytest.mark.parametrize(
    ("toml", "line", "told"),
    [
        ('naam = "X', 1, "niet te lezen"),
        ('naam = "X"\nnaam = "Y"', 2, "twee keer"),
        ("", 1, "naam: dit ontbreekt"),
        ("naam = 3", 1, "naam: hier hoort tekst"),
        ('naam = " "', 1, "naam: hier staat niets"),
        ('naam = "{{ x }}"', 1, "geen tag"),
        ('naam = "X"\nkleur = "x"', 2, "Bedoelt u kleuren?"),
        ('naam = "X"\n[kleuren]\nacent = "#112233"', 3, "Bedoelt u accent?"),
        ('naam = "X"\n[kleuren]\naccent = "blauw"', 3, "kleuren.accent: dit is geen kleur"),
        ('naam = "X"\n[kleuren]\naccent = 12', 3, "kleuren.accent: dit is geen kleur"),
        ('naam = "X"\nkleuren = "#112233"', 2, "hier hoort een blok"),
        ('naam = "X"\n[lettertypen]\ntekst = "<b>"', 3, "geen naam van een lettertype"),
        ('naam = "X"\nlogo = "weg.png"', 2, "staat niet in de map"),
        ('naam = "X"\nlogo = "../logo.png"', 2, "moet in de map"),
        ('naam = "X"\n[logo]\nbestand = "huisstijl.toml"', 3, "geen PNG of JPEG"),
        ('naam = "X"\n[logo]\ntekst = "Logo"', 2, "logo.bestand: dit ontbreekt"),
        ('naam = "X"\n[logo]\nbestand = "logo.png"\nbreedte_mm = 900', 4, "een getal van 10 tot en met 90"),
        ('naam = "X"\n[teksten]\n"Vertrouwelijk" = "{% if x %}"', 3, "geen tag"),
        ('naam = "X"\n[afzender]\nadres = [3]', 3, "afzender.adres: hier hoort tekst"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_remedy(
    toml: str, line: int, told: str, style: Callable[..., HouseStyle], tmp_path: Path
) -> None:
    with pytest.raises(OwnDataError) as caught:
        style(toml)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'huisstijl.toml'}:{line}: ")


def test_a_small_file_with_far_too_many_pixels_is_no_logo(style: Callable[..., HouseStyle], tmp_path: Path) -> None:
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60_000).to_bytes(4, "big") * 2
    (tmp_path / "groot.png").write_bytes(header)
    with pytest.raises(OwnDataError, match="miljoen beeldpunten"):
        style('naam = "X"\nlogo = "groot.png"')


def test_all_mistakes_are_told_at_once(style: Callable[..., HouseStyle]) -> None:
    with pytest.raises(OwnDataError) as caught:
        style('nam = "X"\n[kleuren]\naccent = "rood"\n[lettertypen]\ntekst = 4\n')
    assert len(str(caught.value).splitlines()) == 4


def test_text_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "huisstijl.toml"
    path.write_bytes('naam = "X"\n# café'.encode("latin-1"))
    with pytest.raises(OwnDataError, match=r":2: hier staat een teken dat geen UTF-8 is"):
        read_look(path)


def test_the_logo_of_the_example_is_what_the_script_draws() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import teken_logo as t; sys.stdout.write(t.svg('noorderlicht'))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, str(EXAMPLE.parents[2] / "docs")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == (EXAMPLE / "logo.svg").read_text("utf-8")


def test_a_wide_and_a_tall_logo_keep_their_shape(style: Callable[..., HouseStyle]) -> None:
    for width, height in ((900, 100), (100, 900)):
        look = read_look_of(style, png(width, height))
        assert look.logo is not None
        assert look.logo.height <= 18
        assert look.logo.width / look.logo.height == pytest.approx(width / height)


def read_look_of(style: Callable[..., HouseStyle], logo: bytes) -> Any:
    house_style.cache_clear()
    return style('naam = "X"\nlogo = "logo.png"\n', logo).look


@pytest.mark.parametrize(
    ("data", "picture"),
    [
        (png(30, 20), Picture("png", 30, 20)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x14\x00\x1e\x03", Picture("jpeg", 30, 20)),
        (b"GIF89a", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (png()[:20], None),
        (b"\xff\xd8\xff\xe0", None),
        (b"", None),
    ],
)
def test_a_picture_is_measured(data: bytes, picture: Picture | None) -> None:
    assert measure(data) == picture


@given(st.binary(max_size=64))
def test_measuring_never_fails(data: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        measure(start + data)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_is_between_1_and_21_and_the_same_both_ways(one: int, other: int) -> None:
    first, second = f"{one:06X}", f"{other:06X}"
    assert 1 <= contrast(first, second) == contrast(second, first) <= 21
    assert mixed(first, 1) == first
    assert mixed(first, 0, second) == second


def test_colours_are_read() -> None:
    assert [read_colour(text) for text in ("#1b4B5a", "1B4B5A", " #000000 ", "#123", "rood", "#12345G")] == [
        "1B4B5A", "1B4B5A", "000000", None, None, None,
    ]  # fmt: skip
    assert contrast("000000", "FFFFFF") == 21
