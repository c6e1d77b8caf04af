"""winmail.dat, in which Outlook packs a mail: every text and file in it is read, and a damaged one is said."""

from __future__ import annotations

import base64
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UnreadableError
from pipeline.readers import tnef
from pipeline.readers.reading import Limits, Reading, Visit
from pipeline.readers.registry import read_file, read_visited

TEXT, TEXT_8, BINARY, OBJECT, NUMBER = 0x1F, 0x1E, 0x102, 0xD, 3


def attribute(tag: int, data: bytes, level: int = 1) -> bytes:
    return struct.pack("<BII", level, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def filled(value: bytes) -> bytes:
    return value + bytes(-len(value) % 4)


def variable(tag: int, kind: int, *values: bytes, name: str = "") -> bytes:
    head = struct.pack("<HH", kind | (0x1000 if len(values) > 1 else 0), tag)
    if name:
        coded = name.encode("utf-16-le") + b"\0\0"
        head += bytes(16) + struct.pack("<II", 1, len(coded)) + filled(coded)
    return head + struct.pack("<I", len(values)) + b"".join(struct.pack("<I", len(v)) + filled(v) for v in values)


def words(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


def properties(*rows: bytes) -> bytes:
    return struct.pack("<I", len(rows)) + b"".join(rows)


def packed(*attributes: bytes) -> bytes:
    return tnef.MARK + b"\1\0" + attribute(0x89006, b"\0\0\1\0") + b"".join(attributes)


WITHIN = packed(attribute(0x69003, properties(variable(0x1000, TEXT, words("binnenbody")))))
EVERYTHING = packed(
    attribute(0x69007, struct.pack("<II", 1252, 0)),
    attribute(0x18004, b"onderwerpwoord\0"),
    attribute(0x2800C, "caf\xe9woord in de tekst\0".encode("cp1252")),
    attribute(
        0x69003,
        properties(
            struct.pack("<HHI", NUMBER, 0xE07, 1),
            variable(0x8005, TEXT, words("eigenwaarde"), name="eigennaam"),
            variable(0x6006, TEXT, words("eerstevanmeer"), words("tweedevanmeer")),
            struct.pack("<HHI", 0x1002, 0x6001, 3) + struct.pack("<HHH", 1, 2, 3) + b"\0\0",
            variable(0x1013, BINARY, b"<p>alleenopgemaakt</p>"),
        ),
    ),
    attribute(0x69004, struct.pack("<I", 1) + properties(variable(0x3001, TEXT, words("ontvangernaam")))),
    attribute(0x69002, bytes(14), 2),
    attribute(0x18010, b"kort.txt\0", 2),
    attribute(0x6800F, b"bijlagetekst", 2),
    attribute(0x69005, properties(variable(0x3707, TEXT, words("langenaam.txt"))), 2),
    attribute(0x69002, bytes(14), 2),
    attribute(0x69005, properties(variable(0x3701, OBJECT, bytes(16) + WITHIN)), 2),
)
PLACES = {
    "onderwerpwoord": "onderwerp",
    "caféwoord": "bericht",
    "eigenwaarde": "eigenschap 3",
    "eerstevanmeer": "eigenschap 1",
    "tweedevanmeer": "eigenschap 2",
    "eigennaam": "naam van een eigenschap",
    "alleenopgemaakt": "opgemaakt bericht › regel 1",
    "ontvangernaam": "geadresseerde 1, naam",
    "bijlagetekst": "bijlage 1 › tekst",
    "langenaam": "bijlage 1 › bestandsnaam",
    "binnenbody": "bijlage 2 › bericht",
}


def mail(content: bytes) -> bytes:
    body = base64.encodebytes(content)
    head = (
        b"From: a@b.nl\nTo: c@d.nl\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=G\n\n--G\n"
    )
    kind = b'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n'
    return head + kind + body + b"--G--\n"


@pytest.mark.parametrize(("word", "place"), PLACES.items())
def test_every_place_is_read_once(word: str, place: str) -> None:
    reading = read_file("", mail(EVERYTHING))
    found = [item.place for item in reading.segments if word in item.text.reveal()]
    assert found == [f"bijlage 1 › {place}"]


def test_all_of_it_is_read() -> None:
    reading = read_file("", mail(EVERYTHING))
    assert (reading.format, reading.unread) == ("eml", ())


def test_row_1_what_is_damaged_is_said_with_what_to_do() -> None:
    for content in (EVERYTHING[:200], EVERYTHING[:60] + b"!" + EVERYTHING[61:], tnef.MARK):
        (unread,) = read_file("", mail(content)).unread
        assert (unread.part, "Outlook" in unread.reason) == ("bijlage 1", True)


def test_row_5_files_in_files_without_end_are_not_followed() -> None:
    content = WITHIN
    for _ in range(30):
        within = properties(variable(0x3701, OBJECT, bytes(16) + content))
        content = packed(attribute(0x69002, bytes(14), 2), attribute(0x69005, within, 2))
    assert read_file("", mail(content)).unread


def test_row_4_more_than_the_limits_allow_is_refused() -> None:
    with pytest.raises(UnreadableError):
        tnef.read(EVERYTHING, Visit(read_visited, Limits(unpacked=100)))


@settings(max_examples=60)
@given(st.integers(6, len(EVERYTHING)), st.binary(min_size=1, max_size=8))
def test_row_2_damage_raises_nothing_else(at: int, instead: bytes) -> None:
    content = bytearray(EVERYTHING)
    content[at : at + len(instead)] = instead
    for start in range(6, len(content) - 11):  # makes the checksums right again, as a hostile writer would
        _, tag, size = struct.unpack_from("<BII", content, start)
        if tag in {0x69003, 0x69005, 0x69004} and start + 11 + size <= len(content):
            total = sum(content[start + 9 : start + 9 + size]) & 0xFFFF
            content[start + 9 + size : start + 11 + size] = struct.pack("<H", total)
    try:
        found = tnef.read(bytes(content), Visit(read_visited))
    except UnreadableError:
        return
    assert isinstance(found, Reading)
