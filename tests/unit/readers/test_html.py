"""Web pages: what is shown and what is not, each once, at its line."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.reading import Reading
from pipeline.readers.registry import read_file

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 20).decode()
EVERYTHING = f"""<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>woordtitel</title>
<meta name="description" content="woordmeta">
<style>/* woordstijl */ p::after {{ content: "woordcss" }}</style>
<script>var a = "woordscript";</script>
<script type="application/ld+json">{{"naam": "woordld\\u00e9"}}</script>
</head><body>
<!-- woordcommentaar -->
<p>eerste <b>woord</b>vet</p>
<p style="display:none">woordverborgen</p>
<img alt="woordalt" src="data:image/png;base64,{PNG}">
<input placeholder="woordinvul" value="woordwaarde">
<a href="mailto:woord%20mail@voorbeeld.nl" title="woordknop">link</a>
<svg><title>woordsvgtitel</title><text>woordsvg</text></svg>
<iframe srcdoc="<p>woordframe</p>"></iframe>
<!--[if mso]><table><tr><td>woordmso</td></tr></table><![endif]-->
<![if !mso]>woordgeenmso<![endif]>
<textarea>woordveld</textarea><noscript>woordzonder</noscript>
<table><tr><td>woordcel1</td><td>woordcel2</td></tr></table>
<griepje>in onbekende code</griepje>
<template>woordsjabloon</template>
</body></html>
na het einde woordna
"""


def texts(reading: Reading) -> dict[str, str]:
    assert len({item.place for item in reading.segments}) == len(reading.segments)
    return {item.place: item.text.reveal() for item in reading.segments}


def page(source: str) -> dict[str, str]:
    reading = read_file("", b"<html>" + source.encode())
    assert reading.format == "html"
    return texts(reading)


def test_row_8_everything_everywhere_is_read_at_its_line() -> None:
    reading = read_file("", EVERYTHING.encode())
    assert [item.part for item in reading.unread] == ["ingesloten bestand 1"]
    found = {text: place for place, text in texts(reading).items()}
    assert found == {
        "woordtitel": "regel 2",
        "description": "regel 3, kenmerk",
        "woordmeta": "regel 3, kenmerk, tekst 2",
        "/* woordstijl */": "regel 4, opmaak",
        '"woordcss"': "regel 4, opmaak, tekst 2",
        'var a = "woordscript";': "regel 5, script",
        '{"naam": "woordldé"}': "regel 6, script",
        " woordcommentaar ": "regel 8, commentaar",
        "eerste woordvet": "regel 9",
        "woordverborgen": "regel 10",
        "woordalt": "regel 11, alternatieve tekst",
        "woordinvul": "regel 12, invultekst",
        "woordwaarde": "regel 12, waarde",
        "mailto:woord mail@voorbeeld.nl": "regel 13, koppeling",
        "woordknop": "regel 13, knopinfo",
        "link": "regel 13",
        "woordsvgtitel": "regel 14",
        "woordsvg": "regel 14, tekst 2",
        "woordframe": "regel 15, ingesloten pagina",
        "woordmso": "regel 16, commentaar",
        "woordgeenmso": "regel 17",
        "woordveld": "regel 18",
        "woordzonder": "regel 18, tekst 2",
        "woordcel1": "regel 19",
        "woordcel2": "regel 19, tekst 2",
        "<griepje>": "regel 20, onbekende code",
        "in onbekende code": "regel 20",
        "woordsjabloon": "regel 21",
        "na het einde woordna": "regel 23",
    }


@pytest.mark.parametrize(
    "source",
    [
        "<p>burn<b>-out</b></p>",
        "<p>burn<!-- x -->-out</p>",
        "<p>bu<span style='color:red'>rn</span>-<i>o</i>ut</p>",
        "<p>burn&#45;out</p>",
        "burn<wbr>-out",
    ],
)
def test_row_7_a_word_in_pieces_is_one_word(source: str) -> None:
    assert "burn-out" in page(source).values()


@pytest.mark.parametrize(
    "source",
    [
        "<script>burn-out",
        "<!-- burn-out",
        "<p title='burn-out",
        "<![CDATA[burn-out",
        "<style>/* burn-out */",
        "</p burn-out",
    ],
)
def test_what_is_not_closed_is_read(source: str) -> None:
    assert "burn-out" in " ".join(page(source).values())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<html><meta charset="windows-1252"><p>patiënte</p>'.encode("cp1252"), "patiënte"),
        ('<html><meta charset="iso-8859-1"><p>collega’s</p>'.encode("cp1252"), "collega’s"),
        ('<html><meta charset="windows-1252"><p>patiënte</p>'.encode(), "patiënte"),
        ('<html><meta charset="geen-codering"><p>patiënte</p>'.encode("cp1252"), "patiënte"),
        ('<html><meta http-equiv="x" content="text/html; charset=cp850"><p>geïnd</p>'.encode("cp850"), "geïnd"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(content: bytes, expected: str) -> None:
    assert expected in texts(read_file("", content)).values()


def test_a_page_in_utf_16_is_read_by_its_name() -> None:
    reading = read_file("pagina.html", "<html><p>griep</p></html>".encode("utf-16"))
    assert texts(reading) == {"bestandsnaam": "pagina", "regel 1": "griep"}


def test_a_file_in_the_page_is_read() -> None:
    data = base64.b64encode(b"over de operatie").decode()
    found = page(f'<a href="data:text/plain;base64,{data}">x</a>')
    assert found["ingesloten bestand 1 › tekst"] == "over de operatie"


def test_row_4_tags_as_deep_as_you_like_hide_nothing() -> None:
    assert page("<div>" * 3000 + "griep" + "</div>" * 3000) == {"regel 1": "griep"}


@given(st.text(alphabet="<>!-[]&;'\"/=ap \n", max_size=60))
def test_any_page_is_read(source: str) -> None:
    assert read_file("", b"<html>" + source.encode()).unread == ()
