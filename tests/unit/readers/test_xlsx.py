"""Workbooks: every place where text hides is read, where a person can find it, with nodes that can be changed."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from everything_xlsx import MAIN, PLACES, parts, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.gather import letters
from pipeline.readers.member_names import told
from pipeline.readers.package import Package
from pipeline.readers.reading import Limits, Reading, Visit
from pipeline.readers.registry import read_file
from pipeline.readers.xlsx import walk

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/"
    b"officeDocument/relationships",
}


def texts(reading: Reading) -> dict[str, str]:
    assert len({item.place for item in reading.segments}) == len(reading.segments)
    return {item.place: item.text.reveal() for item in reading.segments}


def misplaced(found: dict[str, str], places: dict[str, str] = PLACES) -> dict[str, list[str]]:
    """Returns the words that do not stand where they should, with where they do."""
    where = {key: [place for place, text in found.items() if f"woord{key}" in text] for key in places}
    return {key: at for key, at in where.items() if at != [places[key]]}


def changed(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    members = parts()
    assert old in members[name]
    return members | {name: members[name].replace(old, new)}


def sheet(rows: str, shared: str = "") -> dict[str, str]:
    """Returns the texts of a sheet with these rows, by cell."""
    members = parts()
    members["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )
    members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'.encode()
    found = texts(read_file("", workbook(members)))
    return {
        place.removeprefix("blad 1, cel "): text for place, text in found.items() if place.startswith("blad 1, cel ")
    }


def test_row_8_everything_everywhere_is_read_at_its_place() -> None:
    reading = read_file("", workbook())
    assert reading.format == "xlsx"
    assert misplaced(texts(reading)) == {}
    assert [item.part for item in reading.unread] == ["macro's", "blad 1, tekening 1, afbeelding 1"]


def test_the_strict_form_of_the_standard_is_read_alike() -> None:
    members = parts()
    for old, new in STRICT.items():
        members = {name: content.replace(old, new) for name, content in members.items()}
    assert texts(read_file("", workbook(members))) == texts(read_file("", workbook()))


def test_no_member_is_passed_over() -> None:
    package = Package(workbook(), Visit(lambda *_: Reading("")))
    walked = walk(package)
    seen = {*walked.read, *(item.part for item in walked.inner), "xl/vbaProject.bin", "xl/theme/theme1.xml"}
    assert set(map(told, package)) == {*map(told, seen)}


def test_each_piece_is_a_whole_value_that_can_be_changed() -> None:
    package = Package(workbook(), Visit(lambda *_: Reading("")))
    for passage in walk(package).passages:
        text = passage.text.reveal()
        for piece in passage.pieces:
            assert piece.value == text[piece.start : piece.end]
            piece.put(piece.value.replace("woord", "leeg, <é> "))
            assert piece.value == text[piece.start : piece.end].replace("woord", "leeg, <é> ")


def test_a_header_keeps_its_codes_when_its_words_go() -> None:
    package = Package(workbook(), Visit(lambda *_: Reading("")))
    passage = next(item for item in walk(package).passages if item.place == "blad 1, koptekst 1")
    assert not any("&" in item.text.reveal() or "Arial" in item.text.reveal() for item in (passage,))
    (piece,) = passage.pieces
    piece.put(piece.value.replace("woordkopregel", "R&D"))
    assert piece.element.text == '&L&"Arial,Bold"&8R&&D&R&P'


def test_characters_that_xml_cannot_hold_are_read() -> None:
    found = sheet('<row r="1"><c r="A1" t="str"><v>burn_x002D_out_x000D_</v></c></row>')
    assert found == {"A1": "burn-out\r"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["123456782"], {"A1": "123456782"}),
        (["12345672"], {}),  # eight digits alone: an order number as likely
        (["12345672", "23456784", "11111111", "22222222"], {}),  # half of them pass the test by chance
        (["12345672", "23456784", "34567896", "11111111"], {"A1": "012345672", "A2": "023456784", "A3": "034567896"}),
        (["20240115", "20240122", "20240129", "20240205"], {}),
        (["3.5", "1234567", "1234567890", "44000"], {}),
    ],
)
def test_numbers_are_a_bsn_only_when_that_is_likely(cells: list[str], expected: dict[str, str]) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{value}</v></c></row>' for at, value in enumerate(cells, start=1))
    assert sheet(rows) == expected


def test_a_head_that_says_so_makes_eight_digits_a_bsn() -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>12345672</v></c></row>'
    assert sheet(rows, "<si><t>BSN</t></si>") == {"A1": "BSN", "A2": "012345672"}
    assert sheet(rows, "<si><t>order</t></si>") == {"A1": "order"}


def test_a_format_of_nine_digits_makes_eight_digits_a_bsn() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write(0, 0, 12345672, book.add_format({"num_format": "000000000"}))
    assert texts(read_file("", content.getvalue()))["blad 1, cel A1"] == "012345672"


def test_a_bsn_that_goes_leaves_a_cell_of_text() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write(0, 0, 123456782)
    walked = walk(Package(content.getvalue(), Visit(lambda *_: Reading(""))))
    (piece,) = next(item for item in walked.passages if item.place == "blad 1, cel A1").pieces
    piece.put("[weg]")
    cell = piece.element.getparent()
    assert cell is not None
    assert (cell.get("t"), piece.element.text) == ("str", "[weg]")


@settings(max_examples=10)
@given(st.lists(st.text("burn-otxé &<", min_size=1, max_size=4), min_size=1, max_size=5))
def test_row_7_runs_change_no_text(runs: list[str]) -> None:
    content, whole = io.BytesIO(), io.BytesIO()
    text = f"x{''.join(runs)}x"
    with xlsxwriter.Workbook(content) as book:
        bold = book.add_format({"bold": True})
        styled = [part for run in ("x", *runs, "x") for part in (bold, run)]
        book.add_worksheet().write_rich_string(0, 0, *styled)
    with xlsxwriter.Workbook(whole) as book:
        book.add_worksheet().write_string(0, 0, text)
    assert texts(read_file("", content.getvalue())) == texts(read_file("", whole.getvalue()))


def test_letters_of_columns() -> None:
    assert [letters(number) for number in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def unreadable(content: bytes, limits: Limits | None = None) -> str:
    reading = read_file("", content, limits)
    assert reading.segments == ()
    ((part, reason),) = [(item.part, item.reason) for item in reading.unread]
    assert part == ""
    return reason


@pytest.mark.parametrize("cut", [100, 1000, -40])
def test_row_1_a_truncated_workbook_is_unread(cut: int) -> None:
    assert "beschadigd" in unreadable(workbook()[:cut])


@pytest.mark.parametrize("index", ["x", "-1", "99999999999", ""])
def test_a_cell_that_points_nowhere_costs_no_other(index: str) -> None:
    members = changed("xl/worksheets/sheet1.xml", b'<c t="s"><v>2</v></c>', f'<c t="s"><v>{index}</v></c>'.encode())
    reading = read_file("", workbook(members))
    assert "woordverborgenrij" in " ".join(texts(reading).values())
    assert misplaced(texts(reading)).keys() <= {"verborgenrij", "gedeeld"}


def test_row_3_a_document_type_is_refused() -> None:
    hostile = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst/>'
    for name in ("xl/sharedStrings.xml", "xl/theme/theme1.xml", "docProps/core.xml"):
        assert "beschadigd" in unreadable(workbook(parts() | {name: hostile}))


def test_row_4_entities_that_multiply_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
    assert unreadable(workbook(parts() | {"xl/sharedStrings.xml": bomb}))


def test_row_4_xml_that_is_too_deep_is_refused() -> None:
    deep = b"<x>" * 3000 + b"griep" + b"</x>" * 3000
    assert unreadable(workbook(parts() | {"customXml/item1.xml": deep}))


def test_row_5_limits_hold() -> None:
    assert "ingepakt" in unreadable(workbook(parts() | {"xl/embeddings/notitie.txt": b"a" * 30_000_000}))
    assert "te groot" in unreadable(workbook(), Limits(unpacked=2_000))
    assert "te veel" in unreadable(workbook(), Limits(members=5))


def test_a_binary_workbook_says_what_to_do() -> None:
    assert ".xlsb" in unreadable(workbook(parts() | {"xl/workbook.bin": b"\0"}))


def test_a_name_of_a_sheet_or_a_cell_never_stands_in_a_place() -> None:
    members = changed("xl/worksheets/sheet1.xml", b'r="A1" t="s"', b'r="griep" t="s"')
    members["xl/comments1.xml"] = members["xl/comments1.xml"].replace(b'ref="A1"', b'ref="griep"')
    for place in texts(read_file("", workbook(members))):
        assert "griep" not in place
        assert "woord" not in place


@settings(max_examples=20)
@given(st.data())
def test_no_damage_escapes(data: st.DataObject) -> None:
    members = parts()
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_file("", workbook(members | {name: bytes(content)}))


@pytest.mark.slow
def test_a_workbook_that_libreoffice_writes_is_read_alike(soffice: str, tmp_path: Path) -> None:
    made = tmp_path / "boek.xlsx"
    with xlsxwriter.Workbook(str(made)) as book:
        first, second = book.add_worksheet("woordeen"), book.add_worksheet("woordtwee")
        first.write_row(0, 0, ["woordcel", "woordandere", 123456782])
        first.write_comment(0, 0, "woordopmerking")
        first.set_header("&Cwoordkop")
        first.set_row(4, None, None, {"hidden": True})
        first.write(4, 0, "woordverborgen")
        first.insert_textbox(6, 1, "woordvak", {"description": "woordalt"})
        first.data_validation("B9", {"validate": "list", "source": ["woordkeuze"], "input_message": "woordinvoer"})
        second.hide()
        second.write(0, 0, "woordgeheim")
        book.set_properties({"title": "woordtitel"})
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "uit"), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reading = read_file("", (tmp_path / "uit" / "boek.xlsx").read_bytes())
    expected = {
        "cel": "blad 1, cel A1", "geheim": "blad 2 (verborgen), cel A1", "opmerking": "blad 1, opmerking bij cel A1",
        "kop": "blad 1, koptekst 1", "verborgen": "blad 1, cel A5", "een": "naam van blad 1",
    }  # fmt: skip
    found = texts(reading)
    assert {key: found.get(place, "").strip() for key, place in expected.items()} == {
        key: f"woord{key}" for key in expected
    }
    for word in ("woordvak", "woordkeuze", "woordinvoer", "woordtitel", "123456782"):
        assert any(word in text for text in found.values()), word
    assert reading.unread == ()


def test_a_package_written_otherwise_is_read_alike() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in reversed(parts().items()):
            archive.writestr(name, content)
    assert set(texts(read_file("", stored.getvalue())).values()) <= set(texts(read_file("", workbook())).values())
