"""Mails of Outlook (MSG): every text of every property, the body once, recipients, files, and mails within."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, TextKind, Unread
from pipeline.readers import mail, rtf
from pipeline.readers.binary import text_runs
from pipeline.readers.compound import Compound, StreamPath, Streams
from pipeline.readers.gather import has_words
from pipeline.readers.mail import LOCKED, header_segments
from pipeline.readers.mail_text import BODY, STYLED, Said, body_segments, body_texts, styled
from pipeline.readers.msg_rtf import unpacked_rtf
from pipeline.readers.reading import WITHIN, Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_DAMAGED: Final = "Dit Outlook-bericht is beschadigd. Open het in Outlook en sla het opnieuw op."
_TOO_DEEP: Final = "Hier zit een bericht in een bericht in een bericht; zo diep wordt niet gelezen. Haal het eruit."
_OBJECT: Final = "Deze bijlage is een ingesloten object. Open het bericht in Outlook en sla het object apart op."
_NO_TEXT: Final = "Dit onderdeel is niet als tekst te lezen. Bekijk het bericht zelf."
_VALUE = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})(?:-[0-9A-Fa-f]{8})?")
_PROPERTIES: Final = "__properties_version1.0"
_NAMES: Final = "__nameid_version1.0"
_RECIPIENT, _ATTACHMENT = "__recip_version1.0_#", "__attach_version1.0_#"
_TEXT, _TEXT_8, _BINARY, _STORAGE = 0x1F, 0x1E, 0x102, 0xD
_MANY: Final = 0x1000
_BODY, _HTML, _RTF, _HEADERS, _DATA = 0x1000, 0x1013, 0x1009, 0x7D, 0x3701
_METHOD, _CODE_PAGES = 0x37050003, (0x3FDE0003, 0x3FFD0003)
_FILE_NAMES: Final = (0x3707, 0x3704, 0x3001)
_NAMED: Final = {
    0x37: ("onderwerp", TextKind.VRIJ),
    0x70: ("onderwerp van het gesprek", TextKind.VRIJ),
    0xE1D: ("onderwerp zonder voorvoegsel", TextKind.VRIJ),
    0xC1A: ("van", TextKind.NAAM),
    0xC1F: ("adres van de afzender", TextKind.NAAM),
    0x42: ("namens", TextKind.NAAM),
    0xE04: ("aan", TextKind.NAAM),
    0xE03: ("cc", TextKind.NAAM),
    0xE02: ("bcc", TextKind.NAAM),
    0x3001: ("naam", TextKind.NAAM),
    0x3003: ("adres", TextKind.NAAM),
}


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of a mail as Outlook keeps it, and of all that came with it.

    Raises:
        UnreadableError: damaged.
    """
    return read_streams(Compound(content), visit)


def read_streams(file: Streams, visit: Visit) -> Reading:
    """Returns the same of a mail of which the streams are at hand.

    Raises:
        UnreadableError: damaged.
    """
    box = _Box(file, visit)
    reading = box.message((), 0)
    unread = (*reading.unread, *box.left())
    return Reading(Format.MSG, reading.segments, unread, ("eigenschappen", BODY))


class _Box:
    """The file: its streams, and which of them were read."""

    def __init__(self, file: Streams, visit: Visit) -> None:
        self.visit = visit
        self._file = file
        # A directory that begins in the wrong place gives no streams, and every mail has one of properties at least.
        if not file.streams or len(file.streams) > visit.limits.members * 4:
            raise UnreadableError(_DAMAGED)
        self._streams: defaultdict[StreamPath, list[str]] = defaultdict(list)
        self._storages: defaultdict[StreamPath, dict[StreamPath, None]] = defaultdict(dict)
        for path in sorted(file.streams):
            self._streams[path[:-1]].append(path[-1])
            for deep in range(1, len(path)):
                self._storages[path[: deep - 1]][path[:deep]] = None
        self._seen: set[StreamPath] = set()

    def message(self, path: StreamPath, nest: int) -> Reading:
        """Reads the mail that stands in a storage."""
        found = _Message(self, path)
        found.read(nest)
        return Reading(Format.MSG, tuple(found.segments), tuple(found.unread))

    def streams(self, path: StreamPath) -> list[str]:
        """Returns the names of the streams in a storage itself."""
        return self._streams[path]

    def storages(self, path: StreamPath, begin: str) -> list[StreamPath]:
        """Returns the storages in a storage whose name begins so."""
        return [item for item in self._storages[path] if item[-1].startswith(begin)]

    def content(self, path: StreamPath) -> bytes:
        """Returns the bytes of a stream, and counts it as read; of a damaged one nothing, and it is left."""
        try:
            content = self._file.read(path)
        except UnreadableError:
            return b""
        self._seen.add(path)
        self.visit.take(len(content))
        return content

    def fixed(self, path: StreamPath) -> dict[int, int]:
        """Returns the properties of a storage that are a number, by their tag."""
        where = (*path, _PROPERTIES)
        if where not in self._file.streams:
            return {}
        content = self.content(where)
        begin = 8 if path and path[-1].startswith((_RECIPIENT, _ATTACHMENT)) else 24 if path else 32
        rows = struct.iter_unpack("<IIQ", content[begin : begin + (len(content) - begin) // 16 * 16])
        return {tag: value & 0xFFFFFFFF for tag, _, value in rows}

    def passed(self, path: StreamPath) -> None:
        """Counts all streams in a storage as dealt with."""
        self._seen.update(item for item in self._file.streams if item[: len(path)] == path)

    def left(self) -> Iterator[Unread]:
        """Yields the streams that nobody read."""
        left = len(self._file.streams) - len(self._seen) + self._file.loose
        return (Unread(f"onderdeel {number}", _NO_TEXT) for number in range(1, left + 1))


class _Message:
    """One mail in the file."""

    def __init__(self, box: _Box, path: StreamPath) -> None:
        self.segments: list[Segment] = []
        self.unread: list[Unread] = []
        self._box = box
        self._path = path
        fixed = box.fixed(path)
        self._charset = next((f"cp{fixed[tag]}" for tag in _CODE_PAGES if tag in fixed), None)
        if self._charset in {"cp65001", "cp20127"}:
            self._charset = "utf-8"
        self._said: set[str] = set()
        self._count = 0

    def read(self, nest: int) -> None:
        """Reads all of it, the mails within it up to the limit."""
        special = self._values(self._path, "", (_BODY, _HTML, _RTF, _HEADERS))
        plain = [text for value in special.get(_BODY, ()) for text in self._texts(value)]
        for text in plain:
            self.segments[:0] = body_segments(text)
        for value in special.get(_HEADERS, ()):
            for text in self._texts(value):
                self.segments += header_segments(text)
        said = Said(plain)
        for kind, page in special.get(_HTML, ()):
            shown = body_texts(page, self._html_charset(page)) if kind == _BINARY else self._texts((kind, page))
            for text in shown:
                self._take(styled(text, said, self._box.visit))
        said = Said((*plain, *(item.text.reveal() for item in self.segments)))
        for _, packed in special.get(_RTF, ()):
            self._rtf(packed, said)
        for number, path in enumerate(self._box.storages(self._path, _RECIPIENT), start=1):
            self._box.fixed(path)
            self._values(path, f"geadresseerde {number}, ", ())
        for number, path in enumerate(self._box.storages(self._path, _ATTACHMENT), start=1):
            self._attachment(path, f"bijlage {number}", nest)
        self._names()

    def _values(self, path: StreamPath, place: str, apart: tuple[int, ...]) -> dict[int, list[tuple[int, bytes]]]:
        """Reads the properties of a storage; returns those that are read in a way of their own."""
        special: dict[int, list[tuple[int, bytes]]] = {}
        for name in self._box.streams(path):
            found = _VALUE.fullmatch(name)
            if found is None:
                continue
            tag, kind = int(found[1], 16), int(found[2], 16) & ~_MANY
            content = self._box.content((*path, name))
            if tag in apart:
                special.setdefault(tag, []).append((kind, content))
            elif kind in {_TEXT, _TEXT_8} and not (int(found[2], 16) & _MANY and "-" not in name):
                noun, sort = _NAMED.get(tag, ("", TextKind.VRIJ))
                for text in self._texts((kind, content)):
                    self._add(f"{place}{noun}" if noun else "", place, text, sort)
            else:
                for text in text_runs(content):
                    self._add("", place, text, TextKind.CODE)
        return special

    def _texts(self, value: tuple[int, bytes]) -> list[str]:
        kind, content = value
        if kind == _TEXT:
            return [content.decode("utf-16-le", "replace").rstrip("\0")]
        return [text.rstrip("\0") for text in body_texts(content, self._charset)]

    def _html_charset(self, content: bytes) -> str | None:
        found = re.search(rb"charset=[\"']?([\w-]+)", content[:4096])
        return found[1].decode("ascii", "replace") if found else self._charset

    def _rtf(self, content: bytes, said: Said) -> None:
        try:
            made = unpacked_rtf(content, self._box.visit)
            reading = rtf.read(made, self._box.visit)
        except UnreadableError as error:
            self.unread.append(Unread(STYLED, str(error)))
            return
        fresh = tuple(item for item in reading.segments if not said.holds(item.text.reveal()))
        self._take(Reading(reading.format, fresh, reading.unread).within(STYLED))

    def _attachment(self, path: StreamPath, place: str, nest: int) -> None:
        method = self._box.fixed(path).get(_METHOD, 1)
        special = self._values(path, f"{place}, ", (_DATA, *_FILE_NAMES))
        names = [text for tag in _FILE_NAMES for value in special.get(tag, ()) for text in self._texts(value)]
        name = next(filter(None, names), "")
        for other in names:
            if other != name:
                self._add("", f"{place}, ", other, TextKind.VRIJ)
        for _, content in special.get(_DATA, ()):
            self._take(self._file(place, name, content))
        for inner in self._box.storages(path, f"__substg1.0_{_DATA:04X}{_STORAGE:04X}"):
            is_mail = method == 5 or _PROPERTIES in self._box.streams(inner)
            if not is_mail or self._box.visit.depth + nest >= self._box.visit.limits.depth:
                self._box.passed(inner)
                self.unread.append(Unread(place, _TOO_DEEP if is_mail else _OBJECT))
                continue
            if has_words(name):
                self.segments.append(Segment(f"{place}{WITHIN}bestandsnaam", Tekst(name)))
            self._take(self._box.message(inner, nest + 1).within(place))

    def _file(self, place: str, name: str, content: bytes) -> Reading:
        visit = self._box.visit
        if not name.lower().endswith(".p7m"):
            return visit.inner(place, name, content)
        if content[:13].lower() == b"content-type:":  # signed, and kept by Outlook as the mail that came in
            return mail.read(content, visit).within(place)
        return Reading("", unread=(Unread(place, LOCKED),))

    def _names(self) -> None:
        path = (*self._path, _NAMES)
        for name in self._box.streams(path):
            content = self._box.content((*path, name))
            if name == "__substg1.0_00040102":
                for text in text_runs(content):
                    self._add("naam van een eigenschap", "", text, TextKind.CODE)

    def _take(self, reading: Reading) -> None:
        self.segments += reading.segments
        self.unread += reading.unread

    def _add(self, place: str, before: str, text: str, kind: TextKind) -> None:
        # Outlook keeps the subject three times and every name twice; the same text is read where it stands first.
        if text in self._said or not has_words(text):
            return
        self._said.add(text)
        if not place:
            self._count += 1
            place = f"{before}eigenschap {self._count}"
        self.segments.append(Segment(place, Tekst(text), kind))
