"""The file winmail.dat (MS-OXTNEF), in which Outlook packs a mail with its files: unpacked to the streams of a MSG."""

from __future__ import annotations

import struct
from collections import Counter
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.readers import msg
from pipeline.readers.compound import StreamPath
from pipeline.readers.reading import Reading, Visit

MARK: Final = b"\x78\x9f\x3e\x22"
"""What such a file begins with."""

_DAMAGED: Final = (
    "Dit bestand van Outlook (winmail.dat) is beschadigd. Open het bericht in Outlook en sla de bijlagen op."
)
_SUBJECT, _BODY, _CODE_PAGE = 0x18004, 0x2800C, 0x69007
_PROPERTIES, _RECIPIENTS, _ATTACHMENT = 0x69003, 0x69004, 0x69005
_BEGIN, _TITLE, _DATA = 0x69002, 0x18010, 0x6800F
_VALUES: Final = {_SUBJECT: "0037001E", _BODY: "1000001E", _TITLE: "3707001E", _DATA: "37010102"}
_FIXED: Final = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE: Final = frozenset({0x1E, 0x1F, 0x102, 0xD})
_MANY, _OBJECT, _NAMED = 0x1000, 0xD, 0x8000
_DEEPEST: Final = 8
_LEAST: Final = 17  # the mark, a key and one attribute
_STREAM: Final = "__substg1.0_"


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of the mail and of all that came with it.

    Raises:
        UnreadableError: damaged, or larger than the limits allow.
    """
    visit.take(len(content))
    made = _Unpacked()
    try:
        made.take(content, (), 0)
    except (struct.error, IndexError):
        raise UnreadableError(_DAMAGED) from None
    return msg.read_streams(made, visit)


class _Unpacked:
    """The streams that a MSG would have; read as `pipeline.readers.compound.Compound` is."""

    loose = 0

    def __init__(self) -> None:
        self.streams: dict[StreamPath, bytes] = {}
        self._counts: Counter[tuple[StreamPath, str]] = Counter()

    def read(self, path: StreamPath) -> bytes:
        """Returns the bytes of a stream."""
        return self.streams[path]

    def take(self, content: bytes, path: StreamPath, deep: int) -> None:
        """Takes in a file, as the mail that stands in a storage.

        Raises:
            UnreadableError, struct.error: damaged.
        """
        if not content.startswith(MARK) or len(content) < _LEAST or deep > _DEEPEST:
            raise UnreadableError(_DAMAGED)
        at, files, own = 6, 0, path
        properties = (*path, "__properties_version1.0")
        self.streams[properties] = bytes(24 if path else 32)
        plain: list[tuple[StreamPath, str, bytes]] = []
        while at < len(content):
            _, tag, size = struct.unpack_from("<BII", content, at)
            data = content[at + 9 : at + 9 + size]
            (checksum,) = struct.unpack_from("<H", content, at + 9 + size)
            at += 11 + size
            if sum(data) & 0xFFFF != checksum:
                raise UnreadableError(_DAMAGED)
            if tag == _BEGIN:
                own = (*path, f"__attach_version1.0_#{files:08X}")
                files += 1
            if tag in {_PROPERTIES, _ATTACHMENT}:
                self._properties(_Bytes(data), own if tag == _ATTACHMENT else path, deep)
            elif tag == _RECIPIENTS:
                rows = _Bytes(data)
                for number in range(rows.number()):
                    self._properties(rows, (*path, f"__recip_version1.0_#{number:08X}"), deep)
            elif tag == _CODE_PAGE:
                self.streams[properties] += struct.pack("<IIQ", 0x3FFD0003, 0, *struct.unpack_from("<I", data))
            else:
                plain.append((own, _VALUES.get(tag, f"{tag & 0xFFFF:04X}0102"), data))
        known = {(where, name[:4]) for where, name in self._counts}
        for where, name, data in plain:
            if (where, name[:4]) not in known:  # as a property it is there in full
                self._add(where, name, data)

    def _properties(self, data: _Bytes, path: StreamPath, deep: int) -> None:
        for _ in range(data.number()):
            kind, tag = struct.unpack("<HH", data.take(4))
            if tag >= _NAMED:
                data.take(16)
                if data.number():
                    names = (*path, "__nameid_version1.0", f"{_STREAM}00040102")
                    self.streams[names] = self.streams.get(names, b"") + data.padded(data.number()) + bytes(4)
                else:
                    data.take(4)
            base = kind & ~_MANY
            if base in _VARIABLE:
                for _ in range(data.number()):
                    self._value(path, tag, base, data.padded(data.number()), deep)
            elif base in _FIXED:
                count = data.number() if kind & _MANY else 1
                data.padded(count * (2 if kind & _MANY and base in {2, 0xB} else _FIXED[base]))
            else:
                raise UnreadableError(_DAMAGED)

    def _value(self, path: StreamPath, tag: int, kind: int, value: bytes, deep: int) -> None:
        if kind != _OBJECT:
            self._add(path, f"{tag:04X}{kind:04X}", value)
        elif value[16:].startswith(MARK):
            self.take(value[16:], (*path, f"{_STREAM}{tag:04X}{_OBJECT:04X}"), deep + 1)
        else:
            self._add(path, f"{tag:04X}0102", value[16:])

    def _add(self, path: StreamPath, name: str, value: bytes) -> None:
        again = self._counts[path, name]
        self._counts[path, name] += 1
        self.streams[*path, f"{_STREAM}{name}-{again:08X}" if again else f"{_STREAM}{name}"] = value


class _Bytes:
    """Bytes that are taken from the front."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, count: int) -> bytes:
        """Returns the next bytes.

        Raises:
            UnreadableError: there are not so many.
        """
        taken = self._content[self._at : self._at + count]
        if len(taken) < count:
            raise UnreadableError(_DAMAGED)
        self._at += count
        return taken

    def number(self) -> int:
        """Returns the next four bytes as a number."""
        return int.from_bytes(self.take(4), "little")

    def padded(self, count: int) -> bytes:
        """Returns the next bytes, and passes over what fills them up to a multiple of four."""
        taken = self.take(count)
        self._at += -count % 4
        return taken
