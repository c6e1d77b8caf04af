"""Hostile packages in every format that is a zip of XML, and formats that nest: each costs itself only (rows 2-5)."""

from __future__ import annotations

import re
import struct
from functools import cache

import everything_docx_parts
import everything_mail
import everything_msg
import everything_odt
import everything_pdf
import everything_pptx
import everything_xlsx
import pikepdf
import pytest
from ole_file import ole
from zipping import members, zipped

from pipeline.readers.reading import Limits, Reading
from pipeline.readers.registry import read_file

CANARY = "kanarie7f3a"
MAIN = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "odp": "content.xml",
    "ods": "content.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "pptx": "ppt/slides/slide1.xml",
}


@cache
def packages() -> dict[str, bytes]:
    return {
        "docx": everything_docx_parts.everything().packed(),
        "odt": everything_odt.text_file().packed(),
        "odp": everything_odt.slides().packed(),
        "ods": everything_odt.sheet().packed(),
        "xlsx": everything_xlsx.workbook(),
        "pptx": everything_pptx.presentation(),
    }


def changed(kind: str, name: str, part: bytes) -> bytes:
    return zipped(members(packages()[kind]) | {name: part})


def told(reading: Reading) -> str:
    """Returns all that is told of what is unread: a sentence for each, and no word of the file."""
    assert reading.unread, "nothing is told"
    assert all(unread.reason.endswith(".") for unread in reading.unread)
    said = "".join(f"{unread.part}{unread.reason}" for unread in reading.unread) + "".join(reading.read)
    assert CANARY not in said.lower()
    assert "passwd" not in repr([segment.text.reveal() for segment in reading.segments])
    return said


def with_prolog(part: bytes, prolog: bytes) -> bytes:
    """Puts a document type where one may stand, and the entity in the first text."""
    head = re.match(rb"\s*(<\?xml[^>]*\?>)?", part)
    assert head
    return part[: head.end()] + prolog + part[head.end() :].replace(b"</", b"&e;</", 1)


LAUGHS = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
PROLOGS = {
    "xxe": b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "parameter": b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://voorbeeld.nl/x.dtd"> %p; <!ENTITY e "kanarie7f3a">]>',
    "laughs": b'<!DOCTYPE a [<!ENTITY e0 "kanarie7f3a">' + LAUGHS + b'<!ENTITY e "&e11;">]>',
}


@pytest.mark.parametrize("prolog", PROLOGS)
@pytest.mark.parametrize("kind", MAIN)
def test_rows_3_and_4_entities_in_the_main_part_of_any_format_are_told(kind: str, prolog: str) -> None:
    part = with_prolog(members(packages()[kind])[MAIN[kind]], PROLOGS[prolog])
    told(read_file("", changed(kind, MAIN[kind], part)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAIN)
def test_row_3_entities_in_any_part_of_any_format_are_told(kind: str) -> None:
    for name, part in members(packages()[kind]).items():
        if part.lstrip().startswith(b"<"):
            told(read_file("", changed(kind, name, with_prolog(part, PROLOGS["xxe"]))))


@pytest.mark.parametrize("kind", MAIN)
def test_row_3_entities_in_another_encoding_are_told(kind: str) -> None:
    part = with_prolog(members(packages()[kind])[MAIN[kind]], PROLOGS["xxe"]).decode()
    part = re.sub(r"^\s*<\?xml[^>]*\?>", "", part)
    told(read_file("", changed(kind, MAIN[kind], f'<?xml version="1.0" encoding="UTF-16"?>{part}'.encode("utf-16"))))


@pytest.mark.parametrize("kind", MAIN)
def test_row_4_tags_in_tags_without_end_are_told(kind: str) -> None:
    part = members(packages()[kind])[MAIN[kind]]
    at = part.rindex(b"</")
    told(read_file("", changed(kind, MAIN[kind], part[:at] + b"<a>" * 5000 + b"</a>" * 5000 + part[at:])))


@pytest.mark.slow
@pytest.mark.parametrize("kind", MAIN)
def test_row_5_a_member_that_unpacks_to_very_much_is_told(kind: str) -> None:
    part = members(packages()[kind])[MAIN[kind]]
    at = part.rindex(b"</")
    told(read_file("", changed(kind, MAIN[kind], part[:at] + b"<a>" + b" " * 30_000_000 + b"</a>" + part[at:])))


@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx", "pptx", "zip"])
def test_row_5_more_members_than_the_limit_are_told(kind: str) -> None:
    parts = members(packages()[kind]) if kind in packages() else {}
    parts |= {f"map/{number}.xml": b"<a/>" for number in range(60)}
    assert "te veel" in told(read_file("", zipped(parts), Limits(members=50)))


@pytest.mark.slow
def test_row_5_a_hundred_thousand_members_are_told() -> None:
    assert "te veel" in told(read_file("", zipped({f"{number}.txt": b"" for number in range(100_000)})))


def overlapping() -> bytes:
    """Makes a zip in which two names of the directory point to the same bytes, as bombs without nesting do."""
    content = zipped({"een.txt": b"pijn " * 40, "twee.txt": b"pijn " * 40})
    first, second = content.index(b"PK\1\2"), content.rindex(b"PK\1\2")
    return content[: second + 42] + content[first + 42 : first + 46] + content[second + 46 :]


def test_row_5_members_that_overlap_are_read_once_or_told() -> None:
    told(read_file("", overlapping()))


@pytest.mark.parametrize("kind", MAIN)
def test_row_12_names_of_members_that_point_elsewhere_do_no_harm(kind: str) -> None:
    odd = ["../../etc/x", "/etc/x", "C:\\x\\con", "a\u202etxt.exe", "x" * 300, "nul\0l", f"{CANARY}.bin", "\x1b[31m"]
    parts = members(packages()[kind]) | dict.fromkeys(odd, b"\0\1\2")
    reading = read_file("", zipped(parts))
    assert reading.segments
    told(reading)


@pytest.mark.parametrize("opened", [b"{", b"{\\*\\x ", b"{\\field{\\*\\fldinst ", b"{\\object{\\*\\objdata "])
def test_row_4_rtf_that_nests_without_end_is_read_or_told(opened: bytes) -> None:
    reading = read_file("", b"{\\rtf1 " + opened * 20_000 + CANARY.encode())
    assert reading.segments or told(reading)


@pytest.mark.parametrize("opened", ["<div>", "<table><tr><td>", "<svg><g>", "<!--", "<iframe srcdoc='"])
def test_row_4_a_page_that_nests_without_end_is_read_or_told(opened: str) -> None:
    # An attribute without an end takes the parser of Python time that grows with the square of their number.
    count = 2_000 if opened.endswith("'") else 20_000
    reading = read_file("", f"<html><body>{opened * count}{CANARY}".encode())
    assert reading.segments or told(reading)


def test_row_4_mails_in_mails_without_end_are_told() -> None:
    content = everything_mail.mail(CANARY).as_bytes()
    for _ in range(12):
        content = b"Subject: a\r\nFrom: a\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" + content
    told(read_file("", content))


@pytest.mark.parametrize("at", [48, 60, 68, 76, 512, 516, 1024 + 68, 1024 + 72, 1024 + 76])
@pytest.mark.parametrize("number", [0, 1, 0xFFFFFFFE, 0x7FFFFFFF])
def test_row_4_an_ole_file_that_runs_in_a_circle_ends(at: int, number: int) -> None:
    content = bytearray(everything_msg.everything())
    content[at : at + 4] = struct.pack("<I", number)
    reading = read_file("", bytes(content))
    assert reading.segments or told(reading)


def test_row_4_every_sector_of_an_ole_file_may_point_at_itself() -> None:
    content = ole({"WordDocument": CANARY.encode() * 900})
    table = content.index(struct.pack("<III", 1, 2, 3))
    told(read_file("", content[:table] + struct.pack("<I", 0) * 100 + content[table + 400 :]))


def looping_pdf() -> bytes:
    """A PDF whose pages, outline and names are their own children."""
    pdf = pikepdf.new()
    everything_pdf.page_with(pdf, everything_pdf.line(CANARY))
    pages = pdf.Root.Pages
    pages.Kids = pikepdf.Array([pages, *pages.Kids])
    item = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String("hoofdstuk")))
    item.First = item.Next = item.Last = item
    pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=item, Last=item, Count=1))
    names = pdf.make_indirect(pikepdf.Dictionary())
    names.Kids = pikepdf.Array([names])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)
    return everything_pdf.saved(pdf)


def test_row_4_a_pdf_that_runs_in_a_circle_ends() -> None:
    try:
        content = looping_pdf()
    except (RuntimeError, RecursionError, pikepdf.PdfError):
        pytest.skip("the library writes no such file any more")
    reading = read_file("", content)
    assert reading.segments or told(reading)


def test_row_5_a_pdf_that_unpacks_to_very_much_is_told() -> None:
    pdf = pikepdf.new()
    everything_pdf.page_with(pdf, everything_pdf.line(CANARY) + " " * 30_000_000)
    content = everything_pdf.saved(pdf, compress_streams=True)
    assert len(content) < 200_000
    told(read_file("", content, Limits(unpacked=10_000_000)))
