"""The packed RTF in a mail of Outlook, unpacked as MS-OXRTFCP says."""

from __future__ import annotations

import struct
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.readers.reading import Visit

_START: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW: Final = 4096
_PACKED, _PLAIN = b"LZFu", b"MELA"
_DAMAGED: Final = "De opmaak van dit bericht is beschadigd. Open het in Outlook en sla het opnieuw op."


def unpacked_rtf(content: bytes, visit: Visit) -> bytes:
    """Returns the RTF.

    Raises:
        UnreadableError: it is damaged, or larger than the limits allow.
    """
    if len(content) < 16:
        raise UnreadableError(_DAMAGED)
    size, kind = struct.unpack("<I4s", content[4:12])
    if kind == _PLAIN:
        return content[16 : 16 + size]
    if kind != _PACKED:
        raise UnreadableError(_DAMAGED)
    made = _unpacked(content)
    visit.take(len(made))
    return made


def _unpacked(content: bytes) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b"\0"))
    write, at = len(_START), 16
    made = bytearray()
    while at < len(content):
        control = content[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                step = content[at : at + 1]
                at += 1
            else:
                pair = content[at : at + 2]
                if len(pair) < 2:
                    raise UnreadableError(_DAMAGED)
                at += 2
                value = pair[0] << 8 | pair[1]
                start, length = value >> 4, (value & 0xF) + 2
                if start == write:
                    return bytes(made)
                # A stretch may run into what it writes itself, so it goes byte for byte.
                for number in range(length):
                    byte = window[(start + number) % _WINDOW]
                    made.append(byte)
                    window[write] = byte
                    write = (write + 1) % _WINDOW
                continue
            if not step:
                raise UnreadableError(_DAMAGED)
            made += step
            window[write] = step[0]
            write = (write + 1) % _WINDOW
    raise UnreadableError(_DAMAGED)
