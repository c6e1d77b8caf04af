"""Zip files: every file in them with its folders, read as a file of its own."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers.encodings import decode
from pipeline.readers.package import COMMENT, ENCRYPTED, NOT_OPENED, NOT_UNPACKED, unpacked
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_DAMAGED: Final = "Dit zip-bestand is beschadigd. Vraag de afzender om een nieuw bestand."
_MANY: Final = "In dit zip-bestand zitten te veel bestanden om te lezen. Pak het uit en zoek in de map."
_LOCKED: Final = "Dit bestand in de zip heeft een wachtwoord. Pak het uit zonder wachtwoord en zoek opnieuw."
_METHOD: Final = "Dit bestand is ingepakt op een manier die niet gelezen wordt. Pak het uit en zoek in de map."
_BROKEN: Final = "Dit bestand in de zip is beschadigd. Vraag de afzender om een nieuw bestand."
_MEMBER: Final = b"PK\3\4"
_UTF8: Final = 0x800
# What macOS adds by itself, by how it begins; nobody wrote text in it.
_LITTER: Final = (b"\0\5\x16\7", b"\0\0\0\1Bud1")


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the files in a zip file by number, their names, the folders' names and the comments.

    A file that cannot be read, or has a password, is unread; nothing is ever written, so a name that points
    elsewhere does no harm.

    Raises:
        UnreadableError: damaged, or with more files than the limit.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except NOT_OPENED:
        raise UnreadableError(_DAMAGED) from None
    if len(members) > visit.limits.members:
        raise UnreadableError(_MANY)
    segments = list(_text(COMMENT, archive.comment))
    unread: list[Unread] = []
    parts: list[str] = []
    number = folders = 0
    for member in members:
        if member.is_dir():
            folders += 1
            segments += _name(f"naam van map {folders}", member)
            segments += _text(f"map {folders}, commentaar", member.comment)
            continue
        number += 1
        place = f"bestand {number}"
        segments += _text(f"{place}, commentaar", member.comment)
        name = _readable(member)
        if folder := posixpath.dirname(name):
            segments.append(Segment(f"{place}, map", Tekst(folder)))
        try:
            content = _unpack(archive, member, visit)
            if content.startswith(_LITTER):
                continue
            reading = visit.inner(place, posixpath.basename(name), content)
        except UnreadableError as error:
            segments += _name(f"naam van {place}", member)
            unread.append(Unread(place, str(error)))
            continue
        segments += reading.segments
        unread += reading.unread
        parts += reading.read
    return Reading(Format.ZIP, tuple(segments), tuple(unread), tuple(parts))


def zip_behind(content: bytes) -> int:
    """Returns where a zip file begins that stands behind another file, 0 when there is none."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            start = min((member.header_offset for member in archive.infolist()), default=0)
    except NOT_OPENED:
        start = 0
    return start or max(content.find(_MEMBER), 0)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, visit: Visit) -> bytes:
    if member.flag_bits & ENCRYPTED:
        raise UnreadableError(_LOCKED)
    try:
        return unpacked(archive, member, visit)
    except NotImplementedError:
        raise UnreadableError(_METHOD) from None
    except NOT_UNPACKED:
        raise UnreadableError(_BROKEN) from None


def _readable(member: zipfile.ZipInfo) -> str:
    """Returns the name of a member with forward slashes; without the mark for UTF-8 it may be that all the same."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850", "replace")
    return name.replace("\\", "/").rstrip("/")


def _name(place: str, member: zipfile.ZipInfo) -> list[Segment]:
    return [Segment(place, Tekst(_readable(member)))]


def _text(place: str, content: bytes) -> list[Segment]:
    if not content:
        return []
    try:
        text = decode(content)
    except UnreadableError:
        text = content.decode("latin-1")
    return [Segment(place, Tekst(text))]
