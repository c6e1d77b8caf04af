"""Texts in every encoding that an office has, and bytes that are no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import UnreadableError
from pipeline.readers.encodings import decode
from pipeline.readers.recognise import Format
from pipeline.readers.registry import read_file

DUTCH = "Geïnformeerd: de cliënt is hyperactief, één keer per week. Patiënte is zó moe, zei zij.\r\n" * 3
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"]
ENCODINGS += ["latin-1", "cp850", "mac_roman"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_is_read_in_any_encoding(encoding: str) -> None:
    reading = read_file("notitie.txt", DUTCH.encode(encoding))
    assert reading.format == "txt"
    assert reading.unread == ()
    assert [(item.place, item.text.reveal()) for item in reading.segments] == [
        ("bestandsnaam", "notitie"),
        ("tekst", DUTCH),
    ]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE], ids=["utf-16-be", "utf-32-be"])
def test_a_mark_in_the_other_order_is_known(mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decode(mark + DUTCH.encode(encoding)) == DUTCH


def test_quotes_of_windows_are_no_letters_of_dos() -> None:
    assert decode("collega’s, foto’s en de €".encode("cp1252")) == "collega’s, foto’s en de €"


def test_lines_in_two_encodings_are_both_read() -> None:
    content = "De patiënt belde.\n".encode() + "De patiënte mailde.\n".encode("cp1252")
    assert decode(content) == "De patiënt belde.\nDe patiënte mailde.\n"


def test_a_text_that_is_cut_within_a_letter_is_read() -> None:
    assert decode("burn-out en geïn".encode()[:-2]).startswith("burn-out en ge")


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\0" * 64, b"\x7fELF\2\1\1" + b"\0" * 200 + b"tekst"])
def test_bytes_that_are_no_text_are_unread(content: bytes) -> None:
    reading = read_file("x.txt", content)
    assert [item.part for item in reading.unread] == [""]
    with pytest.raises(UnreadableError):
        decode(content)


def test_a_stray_zero_byte_hides_nothing() -> None:
    assert "burn" in decode(b"Zij heeft een burn\0-out gehad, dat is vervelend voor haar en voor de afdeling.")


@given(st.binary(max_size=300))
@example(codecs.BOM_UTF8 + b"<!doctype html>")
@example(b"%PDF-")
@example(b"PK\x03\x04")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reading = read_file("x.txt", content)
    assert [segment.text.reveal() for segment in reading.segments[:1]] == ["x"]
    if reading.format == Format.TXT:
        assert len(reading.segments) + len(reading.unread) == 2
    else:  # a page may hold no word; it was read all the same
        assert bool(reading.read) != bool(reading.unread)
