"""Rich Text Format: every destination is a text at a place of its own, in any alphabet, and files within are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.reading import Reading
from pipeline.readers.registry import read_file

PNG = (b"\x89PNG\r\n\x1a\n" + b"\0" * 20).hex()
EVERYTHING = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Calibri;}{\f1\fcharset255 Terminal;}}"
    rb"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\*\cs10 woordstijl;}}"
    rb"{\*\revtbl{Unknown;}{woordherziener;}}"
    rb"{\info{\title woordtitel}{\author woordauteur}{\*\company woordbedrijf}{\doccomm woordinfo}}"
    rb"{\*\userprops{\propname woordnaam}\proptype30{\staticval woordwaarde}}"
    rb"{\*\docvar {woordvariabele}{1}}"
    rb"{\header woordkop\par}{\footerf woordvoet\par}"
    rb"eerste {\b woord}vet{\footnote woordnoot}\par "
    rb"tweede{\v  woordverborgen}{\deleted woordweg}{\*\atnid wid}{\*\atnauthor woordopmauteur}"
    rb"{\*\annotation woordopmerking}{\*\bkmkstart woordbladwijzer}{\*\bkmkend woordbladwijzer}\par "
    rb"{\field{\*\fldinst HYPERLINK woordveldcode}{\fldrslt woordveld}}\par "
    rb"{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv woordalt}}{\shptxt woordtekstvak\par}}}"
    rb"{\*\onbekendewoorden woordonbekend}"
    rb"{\*\formfield{\*\ffname woordformnaam}{\*\ffdeftext woordformtekst}}"
    rb"\trowd\intbl woordcel1\cell woordcel2\cell\row\intbl woordcel3\cell\row\pard na de tabel\par "
    rb"{\*\shppict{\pict\pngblip " + PNG.encode() + rb"}}{\nonshppict{\pict\wmetafile8 " + PNG.encode() + rb"}}"
    rb"{\object\objemb{\*\objclass Woordklasse}{\*\objdata 0105" + b"{\\rtf1 woordingesloten}".hex().encode() + rb"}"
    rb"{\result woordresultaat}}"
    rb"{\*\datastore " + "<b>woordopslag</b>".encode("utf-16-le").hex().encode() + rb"}"
    rb"\par{\*\htmltag84 <b>}woordna}woordbuiten"
)


def texts(reading: Reading) -> dict[str, str]:
    assert len({item.place for item in reading.segments}) == len(reading.segments)
    return {item.place: item.text.reveal() for item in reading.segments}


def body(source: bytes, head: bytes = b"\\ansi\\ansicpg1252 ") -> list[str]:
    reading = read_file("", b"{\\rtf1" + head + source + b"}")
    assert reading.format == "rtf"
    return [item.text.reveal() for item in reading.segments]


def test_row_8_everything_everywhere_is_read_at_its_place() -> None:
    reading = read_file("", EVERYTHING)
    assert [item.part for item in reading.unread] == ["afbeelding 1"]
    assert texts(reading) == {
        "stijlen 1": "Normal;woordstijl;",
        "auteurs van wijzigingen 1": "Unknown;woordherziener;",
        "documenteigenschappen, titel": "woordtitel",
        "documenteigenschappen, auteur": "woordauteur",
        "documenteigenschappen, organisatie": "woordbedrijf",
        "documenteigenschappen, opmerkingen": "woordinfo",
        "naam van een eigen eigenschap 1": "woordnaam",
        "eigen eigenschap 1": "woordwaarde",
        "variabele 1": "woordvariabele1",
        "koptekst 1": "woordkop",
        "voettekst 1": "woordvoet",
        "voetnoot 1": "woordnoot",
        "alinea 1": "eerste woordvet",
        "initialen bij een opmerking 1": "wid",
        "auteur van een opmerking 1": "woordopmauteur",
        "opmerking 1": "woordopmerking",
        "bladwijzer 1": "woordbladwijzer",
        "einde van een bladwijzer 1": "woordbladwijzer",
        "alinea 2": "tweede woordverborgen",
        "alinea 2, verwijderde tekst": "woordweg",
        "veldcode 1": "HYPERLINK woordveldcode",
        "alinea 3": "woordveld",
        "eigenschap van een vorm 1": "woordalt",
        "tekstvak 1": "woordtekstvak",
        "onbekend onderdeel 3": "woordonbekend",
        "formulierveld 2": "woordformnaam",
        "formulierveld 3": "woordformtekst",
        "tabel 1, rij 1, cel 1": "woordcel1",
        "tabel 1, rij 1, cel 2": "woordcel2",
        "tabel 1, rij 2, cel 1": "woordcel3",
        "alinea 4": "na de tabel",
        "soort ingesloten bestand 1": "Woordklasse",
        "ingesloten bestand 1 › alinea 1": "woordingesloten",
        "eigen xml-gegevens": "<b>woordopslag</b>",
        "alinea 5": "woordresultaat",
        "html-code 1": "<b>",
        "alinea 6": "woordnawoordbuiten",
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rb"pati\'ebnt", "patiënt"),
        (b"pati\xebnt", "patiënt"),
        (rb"pati\u235\'ebnt", "patiënt"),
        (rb"pati\u235 ?nt", "patiënt"),
        (rb"\uc0 pati\u235 nt", "patiënt"),
        (rb"\uc2 pati\u235\'c3\'abnt", "patiënt"),
        (rb"{\uc0 x}pati\u235 ?nt", "xpatiënt"),
        (rb"blij \u-10179?\u-8694?", "blij 😊"),
        (rb"\u-10179 alleen een helft", "\ufffdlleen een helft"),
        (rb"collega\rquote s \ldblquote zo\rdblquote", "collega’s “zo”"),
        (rb"burn\_out\~op\-geven", "burn-out\u00a0opgeven"),
        (rb"bu{\b rn}-{\i o}ut", "burn-out"),
        (b"burn\r\n-out", "burn-out"),
        (rb"a\{b\}\\c", "a{b}\\c"),
        (rb"{\fonttbl{\f1\fcharset161 X;}}\f1 \'e1\'e2", "αβ"),
        (rb"{\fonttbl{\f1\fcharset128 X;}}\f1 \'82\'a0", "あ"),
    ],
)
def test_row_7_letters_are_read_as_word_shows_them(source: bytes, expected: str) -> None:
    assert body(source) == [expected]


def test_the_letters_of_dos_are_read() -> None:
    assert body(rb"pati\'89nt", b"\\pca ") == ["patiënt"]


@pytest.mark.parametrize(
    "source", [b"griep", b"{{{griep", b"griep}}}}", b"}griep{", rb"{\*\x griep", rb"griep\ ", b"griep\\", rb"griep\'"]
)
def test_row_1_a_damaged_file_is_read_as_far_as_it_goes(source: bytes) -> None:
    assert "griep" in " ".join(body(source)).replace("}", "")


def test_row_4_braces_as_deep_as_you_like_hide_nothing() -> None:
    assert body(b"{" * 20_000 + b"griep") == ["griep"]


def test_bytes_that_say_how_long_they_are_hide_no_text() -> None:
    assert body(rb"{\pict\bin5 }}}}} }griep\par")[-1] == "griep"


def test_a_damaged_picture_is_unread() -> None:
    reading = read_file("", rb"{\rtf1{\pict\pngblip 0102030405060708090a}tekst}")
    assert [item.part for item in reading.unread] == ["afbeelding 1"]


@given(st.text(alphabet="\\{}*'u235 abpar\nfehx;", max_size=80))
def test_any_rtf_is_read(source: str) -> None:
    read_file("", b"{\\rtf1 " + source.encode())


def test_letters_between_the_digits_of_a_file_hide_nothing() -> None:
    said = body(rb"{\object{\*\objdata 0105 hernia 0a0b}}")
    assert any("hernia" in text for text in said)
