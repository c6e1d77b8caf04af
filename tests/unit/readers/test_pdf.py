"""PDF files: every place is read, nothing hostile escapes, and characters know their rectangles."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from everything_pdf import PLACES, everything, gray_picture, line, page_with, saved, simple
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from pipeline.errors import UnreadableError
from pipeline.readers.pdf import read
from pipeline.readers.pdf_pages import boxes, page_text
from pipeline.readers.pdf_text import read_pdf
from pipeline.readers.reading import Limits, Reading, Visit
from pipeline.readers.registry import read_file


def reading_of(content: bytes, **options: object) -> Reading:
    return read_file("", content, **options)  # type: ignore[arg-type]


def texts(reading: Reading) -> dict[str, str]:
    return {item.place: item.text.reveal() for item in reading.segments}


@pytest.fixture(scope="module")
def all_of_it() -> Reading:
    return reading_of(everything())


@pytest.mark.parametrize(("word", "place"), PLACES.items())
def test_every_place_is_read(all_of_it: Reading, word: str, place: str) -> None:
    found = [item.place for item in all_of_it.segments if word in item.text.reveal()]
    assert place in found


def test_all_of_it_is_read(all_of_it: Reading) -> None:
    assert all_of_it.unread == ()


def test_no_place_holds_a_word_of_the_file(all_of_it: Reading) -> None:
    assert not any(word in item.place for item in all_of_it.segments for word in PLACES)


def test_a_word_broken_off_at_the_end_of_a_line_is_one_word() -> None:
    pdf = pikepdf.new()
    page_with(pdf, line("hij is arbeids-") + line("ongeschikt nu", 706))
    assert texts(reading_of(saved(pdf)))["pagina 1"] == "hij is arbeids\u00adongeschikt nu"


TO_UNICODE = b"""begincmap 1 begincodespacerange <00> <FF> endcodespacerange
3 beginbfchar <41> <D83DDE00> <42> <006600660069> <43> <00E9> endbfchar endcmap"""


def mapped(text: str) -> pypdfium2.PdfPage:
    """Returns a page with a typeface in which A is a smile of two code units, B three letters and C an accent."""
    pdf = pikepdf.new()
    page = page_with(pdf, text)
    page.obj.Resources.Font.F1 = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=pdf.make_stream(TO_UNICODE)
    )
    return pypdfium2.PdfDocument(saved(pdf))[0]


def test_offsets_count_code_points_whatever_the_letters_are() -> None:
    page = mapped(line("xAyBz") + line("na", 700))
    text = page_text(page)
    assert text == "x😀yffiz\r\nna"
    lefts = [boxes(page, at, at + 1)[0].left for at in (0, 1, 2, 3, 6)]
    assert lefts == sorted(set(lefts))
    assert [round(rect.bottom) for rect in boxes(page, 0, len(text))] == [717, 700]
    (rect,) = boxes(page, text.index("na"), len(text))
    assert (round(rect.left), round(rect.bottom)) == (73, 700)


def test_a_stretch_that_is_drawn_nowhere_has_no_rectangle() -> None:
    page = mapped(line("een") + line("twee", 700))
    assert boxes(page, 3, 5) == ()
    assert boxes(page, 4, 4) == ()
    assert boxes(page, 0, 99) == ()


@settings(max_examples=40)
@given(st.lists(st.text("abcAC", min_size=1, max_size=6), min_size=1, max_size=4))
def test_every_visible_letter_has_a_rectangle(words: list[str]) -> None:
    page = mapped("".join(line(word, 720 - 20 * number) for number, word in enumerate(words)))
    text = page_text(page)
    assert all(bool(boxes(page, at, at + 1)) == (not letter.isspace()) for at, letter in enumerate(text))


def test_a_page_without_text_is_work_for_tekstherkenning() -> None:
    content = simple("")
    (unread,) = reading_of(content).unread
    assert unread.part == "pagina 1"
    assert "--ocr" in unread.reason
    pictures: list[bytes] = []

    def ocr(picture: bytes) -> str:
        pictures.append(picture)
        return "gelezen woord"

    reading = reading_of(content, ocr=ocr)
    assert reading.unread == ()
    assert texts(reading)["pagina 1, tekst in beeld"] == "gelezen woord"
    assert pictures[0].startswith(b"\x89PNG")


def test_tekstherkenning_that_fails_leaves_the_page_unread() -> None:
    def ocr(_: bytes) -> str:
        raise UnreadableError("duurde te lang")

    assert [(item.part, item.reason) for item in reading_of(simple(""), ocr=ocr).unread] == [
        ("pagina 1", "duurde te lang")
    ]


@pytest.mark.parametrize(("side", "unread"), [(40, []), (300, ["pagina 1"])])
def test_a_picture_of_more_than_a_logo_may_hold_text(side: int, unread: list[str]) -> None:
    pdf = pikepdf.new()
    page = page_with(pdf, line("tekst") + f"q {side} 0 0 {side} 72 400 cm /I Do Q")
    page.obj.Resources.XObject = Dictionary(I=gray_picture(pdf))
    assert [item.part for item in reading_of(saved(pdf)).unread] == unread


def test_a_picture_that_no_page_shows_is_said() -> None:
    pdf = pikepdf.new()
    page_with(pdf, line("tekst"))
    picture = gray_picture(pdf)
    picture.SMask = gray_picture(pdf)
    pdf.Root.Kept = picture
    content = saved(pdf)
    assert [item.part for item in reading_of(content).unread] == ["losse afbeelding 1"]
    reading = reading_of(content, ocr=lambda png: f"gelezen {png[1:4].decode()}")
    assert reading.unread == ()
    assert texts(reading)["losse afbeelding 1"] == "gelezen PNG"


def test_a_file_that_is_kept_without_a_name_is_read() -> None:
    pdf = pikepdf.new()
    page_with(pdf, line("tekst"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("brief.txt", "ingepakt woord")
    pdf.trailer.AdditionalStreams = Array([Name.zip, pdf.make_stream(packed.getvalue())])
    reading = reading_of(saved(pdf))
    assert reading.unread == ()
    assert "ingepakt woord" in {item.text.reveal() for item in reading.segments if "ingesloten" in item.place}


@settings(max_examples=40)
@given(st.lists(st.integers(1, 30), max_size=6))
def test_row_7_cutting_a_line_into_pieces_changes_no_text(cuts: list[int]) -> None:
    words = "De werknemer heeft een burn-out."
    edges = [0, *sorted({cut for cut in cuts if cut < len(words)}), len(words)]
    pieces = [words[first:last] for first, last in pairwise(edges)]
    pdf = pikepdf.new()
    page_with(pdf, "BT /F1 12 Tf 72 720 Td " + " ".join(f"({piece}) Tj" for piece in pieces) + " ET")
    page_with(pdf, "BT /F1 12 Tf 72 720 Td [" + " 0 ".join(f"({piece})" for piece in pieces) + "] TJ ET")
    found = texts(reading_of(saved(pdf)))
    assert (found["pagina 1"], found["pagina 2"]) == (words, words)


def test_row_4_arrays_in_arrays_without_end_are_no_crash() -> None:
    content = plain("tekst").replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 3000 + b"(diep)" + b"]" * 3000)
    reading = reading_of(content)
    assert reading.unread


def test_letters_without_their_names_are_not_trusted() -> None:
    pdf = pikepdf.new()
    page = page_with(pdf, line("tekst"))
    cid = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.X,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
    )  # fmt: skip
    page.obj.Resources.Font.F1 = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.X, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(cid)]),
        )
    )  # fmt: skip
    page_with(pdf, line("gewoon"))
    assert [item.part for item in reading_of(saved(pdf)).unread] == ["pagina 1"]


def test_row_6_a_password_to_open_is_said_with_what_to_do() -> None:
    content = simple("geheim", encryption=pikepdf.Encryption(owner="a", user="b"))
    reading = reading_of(content)
    assert reading.segments == ()
    (unread,) = reading.unread
    assert unread.part == ""
    assert "wachtwoord" in unread.reason


def test_row_6_a_password_to_change_is_no_hindrance() -> None:
    reading = reading_of(simple("gewoon", encryption=pikepdf.Encryption(owner="a", user="")))
    assert texts(reading)["pagina 1"] == "gewoon"
    assert reading.unread == ()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-1.4 kapot" * 99])
def test_row_1_what_is_no_pdf_at_all_is_unreadable(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="beschadigd"):
        read(content, Visit(lambda *_: Reading("")))


def test_row_2_a_damaged_drawing_is_not_passed_over() -> None:
    pdf = pikepdf.new()
    page = page_with(pdf, line("tekst"))
    packed = bytearray(zlib.compress(line("tekst " * 99).encode()))
    packed[8:20] = b"\xff" * 12
    page.obj.Contents = pdf.make_stream(bytes(packed), Filter=Name.FlateDecode)
    assert "inhoud van de pagina's" in {item.part for item in reading_of(saved(pdf, compress_streams=False)).unread}


@settings(max_examples=40)
@given(st.integers(0, 5000), st.integers(1, 60), st.binary(max_size=20))
def test_row_2_damage_raises_nothing_else(at: int, cut: int, instead: bytes) -> None:
    content = bytearray(EVERYTHING)
    at = at * len(content) // 5000
    content[at : at + cut] = instead
    reading = reading_of(bytes(content))
    assert not any(word in item.reason for item in reading.unread for word in PLACES)


EVERYTHING = everything()


def test_row_5_a_bomb_costs_itself_only() -> None:
    pdf = pikepdf.new()
    page = page_with(pdf, line("tekst"))
    bomb = zlib.compress(zlib.compress(b" " * 50_000_000, 9), 9)
    page.obj.Contents = pdf.make_stream(bomb, Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    with pytest.raises(UnreadableError, match="ingepakt"):
        read(saved(pdf, compress_streams=False), Visit(lambda *_: Reading("")))


def test_row_5_more_pages_than_the_limit_is_refused() -> None:
    pdf = pikepdf.new()
    for _ in range(4):
        page_with(pdf, line("x"))
    assert "te veel pagina's" in reading_of(saved(pdf), limits=Limits(pages=3)).unread[0].reason


def update(content: bytes, number: int, instead: bytes) -> bytes:
    """Writes another version of an object behind a file, as programs do that save quickly or sign."""
    start = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    body = content + b"%d 0 obj\n%s\nendobj\n" % (number, instead)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(content))
    root = re.search(rb"/Root \d+ 0 R", content)
    assert root
    trailer = b"trailer << /Size 99 %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (root[0], start, len(body))
    return body + table + trailer


def drawing_number(content: bytes) -> int:
    found = re.search(rb"/Contents (\d+) 0 R", content)
    assert found
    return int(found[1])


def plain(text: str) -> bytes:
    return simple(text, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def stream(text: str) -> bytes:
    drawn = line(text).encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)


def test_what_an_earlier_version_said_is_read() -> None:
    first = plain("burn-out")
    content = update(first, drawing_number(first), stream("netjes"))
    reading = reading_of(content)
    assert texts(reading)["pagina 1"] == "netjes"
    assert texts(reading)["eerdere versie 1 › pagina 1"] == "burn-out"
    assert reading.unread == ()


def test_two_earlier_versions_are_both_read() -> None:
    first = plain("eerste")
    second = update(first, drawing_number(first), stream("tweede"))
    third = update(second, drawing_number(first), stream("derde"))
    found = texts(reading_of(third))
    assert [found[f"{place}pagina 1"] for place in ("", "eerdere versie 1 › ", "eerdere versie 2 › ")] == [
        "derde",
        "tweede",
        "eerste",
    ]


def test_a_file_that_was_signed_says_nothing_twice_and_is_complete() -> None:
    first = plain("tekst")
    reading = reading_of(update(first, 90, b"<< /Type /Sig /Reason (akkoord) /ByteRange [0 1 2 3] /Contents <00> >>"))
    assert [item.place for item in reading.segments if item.place.startswith("eerdere")] == []
    assert texts(reading)["handtekening 1, reden"] == "akkoord"
    assert reading.unread == ()


def test_a_file_for_the_web_has_one_version() -> None:
    reading = reading_of(simple("tekst", linearize=True))
    assert reading.unread == ()
    assert not any(item.place.startswith("eerdere") for item in reading.segments)


def test_an_earlier_version_that_nobody_can_find_is_said() -> None:
    first = plain("burn-out")
    number = drawing_number(first)
    start = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    table = first[start:].splitlines(keepends=True)
    table[2 + number] = b"%010d 00000 n \n" % len(first)  # behind 'xref' and '0 9', from object 0
    new = b"%d 0 obj\n%s\nendobj\n" % (number, stream("netjes"))
    whole = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (len(first) + len(new)), b"".join(table))
    reading = reading_of(first + new + whole)
    assert texts(reading)["pagina 1"] == "netjes"
    assert [item.part for item in reading.unread] == [
        "eerdere versies in het bestand",
        "losse onderdelen in het bestand",
    ]


def test_an_object_that_no_table_knows_is_said() -> None:
    content = plain("tekst")
    at = content.rindex(b"xref\n", 0, content.rindex(b"startxref"))
    hidden = b"88 0 obj\n(burn-out)\nendobj\n"
    start = re.sub(rb"(startxref\s+)\d+", lambda found: found[1] + b"%d" % (at + len(hidden)), content[at:])
    unread = reading_of(content[:at] + hidden + start).unread
    assert [item.part for item in unread] == ["losse onderdelen in het bestand"]


def test_text_around_the_file_is_read() -> None:
    reading = reading_of(b"vooraf gezegd\n" + simple("tekst") + b"\nachteraf gezegd\n")
    assert texts(reading)["voor het begin van het bestand"] == "vooraf gezegd"
    assert texts(reading)["na het einde van het bestand"] == "achteraf gezegd"


def test_a_file_without_its_table_is_read_as_far_as_it_goes_and_said() -> None:
    content = plain("tekst")
    reading = reading_of(content[: content.rindex(b"startxref")].replace(b"xref\n", b"xxxx\n"))
    assert texts(reading)["pagina 1"] == "tekst"
    assert "" in {item.part for item in reading.unread}


def test_row_3_metadata_with_entities_is_refused() -> None:
    pdf = pikepdf.new()
    page_with(pdf, line("tekst"))
    evil = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    pdf.Root.Metadata = pdf.make_stream(evil, Type=Name.Metadata, Subtype=Name.XML)
    assert len(reading_of(saved(pdf)).unread) == 1


def test_what_goes_to_uwv_may_hold_no_files() -> None:
    with pytest.raises(UnreadableError, match="andere bestanden"):
        read_pdf(EVERYTHING)
    segments, unread = read_pdf(simple(""))
    assert [item.reason.startswith("bekijk zelf: op deze pagina") for item in unread] == [True]
    assert [item.place for item in segments if item.place.startswith("pagina")] == []


def test_a_huge_page_is_not_drawn() -> None:
    pdf = pikepdf.new()
    page_with(pdf, "", MediaBox=Array([0, 0, 200_000, 200_000]))
    (unread,) = reading_of(saved(pdf), ocr=lambda _: "x").unread
    assert "te groot" in unread.reason


def test_the_picture_of_a_page_has_two_hundred_dots_an_inch() -> None:
    seen = []
    reading_of(simple(""), ocr=lambda picture: seen.append(picture) or "x")  # type: ignore[func-returns-value]
    from PIL import Image

    with Image.open(io.BytesIO(seen[0])) as picture:
        assert picture.size == (1653, 2339)
        assert round(picture.info["dpi"][0]) == 200
