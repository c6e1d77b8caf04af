"""Takes the clock out of a PDF that LibreOffice made, so that the same document gives the same bytes."""

from __future__ import annotations

import re
import zlib
from typing import Final

# The first day that a zip can name; nobody takes it for the day on which something was written.
_INFO_DATE = re.compile(rb"(?<=Date\(D:)[0-9]{14}")
_XMP_DATE = re.compile(rb"(?<=Date>)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
_IDENTITY = re.compile(rb"(?<=[</])[0-9A-F]{32}(?=[>\n])")
_TRAILER: Final = b"\ntrailer"
_XREF = re.compile(rb"\nxref\n0 [0-9]+\n((?:[0-9]{10} [0-9]{5} [fn] ?\r?\n)+)")
_START = re.compile(rb"(?<=startxref\n)[0-9]+")
_OFFSET = re.compile(rb"[0-9]{10}(?= [0-9]{5} n)")
_PROFILE = re.compile(rb"<</N [0-9]+/Length ([0-9]+) 0 R/Filter/FlateDecode>>\nstream\n")
_PROFILE_DATE: Final = slice(24, 36)  # in the head of an ICC profile: six numbers of two bytes
_LEVEL: Final = 9


def steady(pdf: bytes, seed: str) -> bytes:
    """Returns the same PDF with fixed dates, and with a name of its own that follows from `seed`.

    What another version of LibreOffice writes otherwise stays as it is.

    Args:
        pdf: as LibreOffice wrote it, with its clock at UTC.
        seed: a SHA-256 in hexadecimal of what the PDF was made from.
    """
    steadied = _XMP_DATE.sub(b"1980-01-01T00:00:00", _INFO_DATE.sub(b"19800101000000", pdf))
    steadied = _without_profile_date(steadied)
    head, trailer, tail = steadied.rpartition(_TRAILER)
    return head + trailer + _IDENTITY.sub(seed[:32].upper().encode(), tail)


def _without_profile_date(pdf: bytes) -> bytes:
    """Returns the PDF with a colour profile that has no date; that changes its size, so all offsets move along."""
    found = _PROFILE.search(pdf)
    length = re.search(rb"\n%s 0 obj\n([0-9]+)\nendobj" % found[1], pdf) if found else None
    if found is None or length is None or _XREF.search(pdf) is None:
        return pdf
    begin, end = found.end(), found.end() + int(length[1])
    try:
        profile = bytearray(zlib.decompress(pdf[begin:end]))
    except zlib.error:
        return pdf
    profile[_PROFILE_DATE] = bytes(len(profile[_PROFILE_DATE]))
    packed = zlib.compress(bytes(profile), _LEVEL)
    return _replaced(pdf, [(begin, end, packed), (length.start(1), length.end(1), str(len(packed)).encode())])


def _replaced(pdf: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Returns the PDF with stretches replaced, and with every offset that the table of objects names moved along."""

    def moved(offset: re.Match[bytes]) -> bytes:
        place = int(offset[0])
        shift = sum(len(new) - (end - begin) for begin, end, new in changes if end <= place)
        return str(place + shift).zfill(len(offset[0]) if len(offset[0]) == 10 else 0).encode()

    table = _XREF.search(pdf)
    assert table is not None, "asked by the caller"  # noqa: S101
    tail = _START.sub(moved, pdf[table.end() :])
    pieces, position = [], 0
    for begin, end, new in (*sorted(changes), (table.start(1), table.end(1), _OFFSET.sub(moved, table[1]))):
        pieces += [pdf[position:begin], new]
        position = end
    return b"".join((*pieces, tail))
