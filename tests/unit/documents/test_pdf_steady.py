"""The clock is taken out of a PDF, and every offset in it still points at its object."""

from __future__ import annotations

import re
import zlib

from pipeline.documents.pdf_steady import steady

SEED = "ab" * 32


def made(clock: str, mark: bytes) -> bytes:
    """Returns a PDF in the form of LibreOffice: a dated colour profile, dated properties, an ID of its own."""
    profile = zlib.compress(bytes(24) + mark * 6 + bytes(range(200)))
    date = clock.translate({ord(sign): None for sign in "-:TZ"}).encode()
    objects = [
        b"<</N 3/Length 2 0 R/Filter/FlateDecode>>\nstream\n%s\nendstream" % profile,
        b"%d" % len(profile),
        b"<xmp:CreateDate>%s</xmp:CreateDate>" % clock.encode(),
        b"<</CreationDate(D:%sZ')>>" % date,
    ]
    body, offsets = b"%PDF-1.6", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body) + 1)
        body += b"\n%d 0 obj\n%s\nendobj\n" % (number, content)
    identity = (mark * 8).hex().upper().encode()
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    xref = b"\nxref\n0 5\n0000000000 65535 f \n" + table
    trailer = b"trailer\n<</ID [ <%s>\n<%s> ]\n/DocChecksum /%s\n>>\n" % (identity, identity, identity)
    return body + xref + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(body) + 1)


def test_two_runs_give_the_same_bytes() -> None:
    first, second = made("2026-11-22T17:51:50Z", b"\x07\xea"), made("2027-01-02T03:04:05Z", b"\x31\x2f")
    assert first != second
    assert steady(first, SEED) == steady(second, SEED)
    assert steady(first, "cd" * 32) != steady(first, SEED)


def test_no_day_and_no_old_identity_is_left() -> None:
    pdf = steady(made("2026-11-22T17:51:50Z", b"\x07\xea"), SEED)
    assert b"2026" not in pdf
    assert pdf.count(SEED[:32].upper().encode()) == 3


def test_every_offset_points_at_its_object() -> None:
    pdf = steady(made("2026-11-22T17:51:50Z", b"\x07\xea"), SEED)
    start = int(re.findall(rb"startxref\n([0-9]+)", pdf)[0])
    assert pdf[start:].startswith(b"xref\n")
    for number, offset in enumerate(re.findall(rb"([0-9]{10}) 00000 n", pdf), start=1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj" % number)
    length = int(re.findall(rb"2 0 obj\n([0-9]+)", pdf)[0])
    begin = pdf.index(b"stream\n") + len(b"stream\n")
    assert zlib.decompress(pdf[begin : begin + length])[24:36] == bytes(12)


def test_what_is_of_another_form_is_left_alone() -> None:
    assert steady(b"%PDF-1.7 anders", SEED) == b"%PDF-1.7 anders"
