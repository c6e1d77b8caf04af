"""Presentations: every place where text hides is read, where a person can find it, with nodes that can be changed."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from everything_pptx import PLACES, parts, presentation
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.member_names import told
from pipeline.readers.package import Package
from pipeline.readers.pptx import walk
from pipeline.readers.reading import Limits, Reading, Visit
from pipeline.readers.registry import read_file

STRICT = {
    b"http://schemas.openxmlformats.org/presentationml/2006/main": b"http://purl.oclc.org/ooxml/presentationml/main",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/"
    b"officeDocument/relationships",
}


def texts(reading: Reading) -> dict[str, str]:
    assert len({item.place for item in reading.segments}) == len(reading.segments)
    return {item.place: item.text.reveal() for item in reading.segments}


def misplaced(found: dict[str, str]) -> dict[str, list[str]]:
    """Returns the words that do not stand where they should, with where they do."""
    where = {key: [place for place, text in found.items() if f"woord{key}" in text] for key in PLACES}
    return {key: at for key, at in where.items() if at != [PLACES[key]]}


def package(content: bytes) -> Package:
    return Package(content, Visit(lambda *_: Reading("")))


def test_row_8_everything_everywhere_is_read_at_its_place() -> None:
    reading = read_file("", presentation())
    assert reading.format == "pptx"
    assert misplaced(texts(reading)) == {}
    assert [item.part for item in reading.unread] == ["macro's", "dia 1, afbeelding 1"]


def test_the_strict_form_of_the_standard_is_read_alike() -> None:
    members = parts()
    for old, new in STRICT.items():
        members = {name: content.replace(old, new) for name, content in members.items()}
    assert texts(read_file("", presentation(members))) == texts(read_file("", presentation()))


def test_no_member_is_passed_over() -> None:
    opened = package(presentation())
    walked = walk(opened)
    seen = {*walked.read, *(item.part for item in walked.inner), "ppt/vbaProject.bin"}
    assert set(map(told, opened)) == set(map(told, seen))


def test_each_piece_is_a_whole_value_that_can_be_changed() -> None:
    for passage in walk(package(presentation())).passages:
        text = passage.text.reveal()
        for pieces in (passage.pieces, *passage.copies):
            for piece in pieces:
                assert piece.value == text[piece.start : piece.end]
                piece.put(f"{piece.value}, <&> é")
                assert piece.value == f"{text[piece.start : piece.end]}, <&> é"


def test_what_is_drawn_in_two_ways_is_read_once_and_known_twice() -> None:
    (passage,) = [item for item in walk(package(presentation())).passages if "woordterugval" in item.text.reveal()]
    assert len(passage.copies) == 1


@settings(max_examples=10)
@given(st.lists(st.text("burn-otxé &<", min_size=1, max_size=4), min_size=1, max_size=5))
def test_row_7_runs_change_no_text(runs: list[str]) -> None:
    def slide(words: list[str]) -> bytes:
        escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
        made = "".join(f"<a:r><a:rPr b='1'/><a:t>{word}</a:t></a:r>" for word in escaped)
        name = "ppt/slides/slide1.xml"
        old = b"<a:r><a:t>woordverborgendia</a:t></a:r>"
        return presentation(parts() | {name: parts()[name].replace(old, made.encode())})

    whole = f"x{''.join(runs)}x"
    assert texts(read_file("", slide(["x", *runs, "x"])))["dia 2 (verborgen), alinea 1"] == whole
    assert texts(read_file("", slide(["x", *runs, "x"]))) == texts(read_file("", slide([whole])))


@pytest.mark.parametrize(
    "members",
    [
        {"ppt/slides/slide1.xml": b"<p:sld"},
        {"ppt/slides/slide1.xml": b'<!DOCTYPE x [<!ENTITY e "griep">]><sld>&e;</sld>'},
        {"ppt/tags/tag1.xml": b"<x>" * 3000 + b"</x>" * 3000},
        {"_rels/.rels": b"<x/>"},
    ],
    ids=["row_1", "row_3", "row_4", "no_main_part"],
)
def test_a_damaged_or_hostile_part_is_unread_with_the_remedy(members: dict[str, bytes]) -> None:
    reading = read_file("", presentation(parts() | members))
    assert reading.segments == ()
    assert [(item.part, "sla het opnieuw op" in item.reason) for item in reading.unread] == [("", True)]


def test_row_5_limits_hold() -> None:
    bomb = presentation(parts() | {"ppt/embeddings/Microsoft_Word_Document1.txt": b"a" * 30_000_000})
    assert "ingepakt" in read_file("", bomb).unread[0].reason
    assert "te veel" in read_file("", presentation(), Limits(members=5)).unread[0].reason


@settings(max_examples=20)
@given(st.data())
def test_no_damage_escapes(data: st.DataObject) -> None:
    members = parts()
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_file("", presentation(members | {name: bytes(content)}))


@pytest.mark.slow
def test_a_presentation_that_libreoffice_writes_is_read_alike(soffice: str, tmp_path: Path) -> None:
    """Writer's own text becomes slides by way of OpenDocument, the only way to make them without another library."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:draw="{space}:drawing:1.0" '
        f'xmlns:text="{space}:text:1.0" xmlns:svg="{space}:svg-compatible:1.0" '
        f'xmlns:presentation="{space}:presentation:1.0" '
        'office:version="1.2"><office:body><office:presentation><draw:page draw:name="p1"><draw:frame svg:width="9cm" '
        'svg:height="3cm"><draw:text-box><text:p>woorddia</text:p></draw:text-box></draw:frame><presentation:notes>'
        '<draw:frame svg:width="9cm" svg:height="3cm" presentation:class="notes"><draw:text-box><text:p>woordnotitie'
        "</text:p></draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.presentation"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'  # noqa: E501
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    source = tmp_path / "dia.odp"
    source.write_bytes(made.getvalue())
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pptx", "--outdir", str(tmp_path / "uit"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    result = tmp_path / "uit" / "dia.pptx"
    if not result.exists() and os.environ.get("CI") != "true":
        pytest.skip("apt-get install libreoffice-impress")
    found = texts(read_file("", result.read_bytes()))
    assert found["dia 1, alinea 1"] == "woorddia"
    assert [place for place, text in found.items() if text == "woordnotitie"] == ["dia 1, notities 1, alinea 1"]
