"""What kind of picture the bytes of a logo are, and how large: PNG and JPEG, of which Word needs no helper."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that Word can show.

    Attributes:
        suffix: "png" or "jpeg", also the last part of its media type.
        width: in pixels.
        height: in pixels.
    """

    suffix: str
    width: int
    height: int


def measure(data: bytes) -> Picture | None:
    """Returns what picture `data` is, or None when it is no PNG or JPEG, or is cut off in its head."""
    try:
        if data.startswith(_PNG):
            found = Picture("png", *struct.unpack(">II", data[16:24])) if data[12:16] == b"IHDR" else None
        elif data.startswith(_JPEG):
            found = _jpeg(data)
        else:
            found = None
    except (struct.error, IndexError):
        return None
    return found if found and found.width and found.height else None


def _jpeg(data: bytes) -> Picture | None:
    """Walks the segments of a JPEG up to its frame, which holds the size."""
    place = 2
    while place < len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker in _BARE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return Picture("jpeg", width, height)
        place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
    return None
