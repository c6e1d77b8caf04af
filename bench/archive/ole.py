"""Writes a compound file, the container of .msg and of a Word file with a password: streams and folders of streams."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

Tree = Mapping[str, "bytes | Tree"]

_SECTOR: Final = 512
_MINI: Final = 64
_CUTOFF: Final = 4096
_END: Final = 0xFFFFFFFE
_FREE: Final = 0xFFFFFFFF
_FAT: Final = 0xFFFFFFFD
_NONE: Final = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound(tree: Tree) -> bytes:
    """Returns the bytes of a compound file (version 3) with these streams by name; a mapping is a folder."""
    entries: list[list[object]] = []  # name, type, child, right, stream
    _add(entries, "Root Entry", tree, _ROOT)
    mini, mini_fat = bytearray(), []
    sectors: list[bytes] = []
    fat: list[int] = []
    starts: dict[int, tuple[int, int]] = {}
    for number, (_, kind, _, _, stream) in enumerate(entries):
        if kind != _STREAM:
            continue
        assert isinstance(stream, bytes)
        if len(stream) < _CUTOFF:
            starts[number] = (_chain(mini_fat, -(-len(stream) // _MINI)), len(stream))
            mini += stream + bytes(-len(stream) % _MINI)
        else:
            starts[number] = (_store(sectors, fat, stream), len(stream))
    starts[0] = (_store(sectors, fat, bytes(mini)), len(mini)) if mini else (_END, 0)
    table = b"".join(struct.pack("<I", item) for item in mini_fat)
    mini_start = _store(sectors, fat, table, fill=b"\xff") if table else _END
    mini_count = -(-len(table) // _SECTOR)
    directory = b"".join(_entry(entry, starts.get(number, (0, 0))) for number, entry in enumerate(entries))
    directory_start = _store(sectors, fat, directory)
    fat_count = 1
    while fat_count * _SECTOR // 4 < len(fat) + fat_count:
        fat_count += 1
    places = list(range(len(fat), len(fat) + fat_count))
    fat += [_FAT] * fat_count
    fat += [_FREE] * (-len(fat) % (_SECTOR // 4))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6,
        0, fat_count, directory_start, 0, _CUTOFF, mini_start, mini_count, _END, 0,
    )  # fmt: skip
    header += b"".join(struct.pack("<I", place) for place in places + [_FREE] * (109 - len(places)))
    return header + b"".join(sectors) + b"".join(struct.pack("<I", item) for item in fat)


def _add(entries: list[list[object]], name: str, node: bytes | Tree, kind: int) -> int:
    number = len(entries)
    entries.append([name, kind, _NONE, _NONE, node if isinstance(node, bytes) else b""])
    if isinstance(node, Mapping):
        # A chain to the right is a tree too, as long as the names ascend.
        before = None
        for child in sorted(node, key=lambda item: (len(item), item.upper())):
            value = node[child]
            made = _add(entries, child, value, _STREAM if isinstance(value, bytes) else _STORAGE)
            if before is None:
                entries[number][2] = made
            else:
                entries[before][3] = made
            before = made
    return number


def _entry(entry: list[object], place: tuple[int, int]) -> bytes:
    name, kind, child, right, _ = entry
    text = (str(name) + "\0").encode("utf-16-le")
    start, size = place
    return struct.pack("<64sHBBIII16xI16xIQ", text, len(text), kind, 1, _NONE, right, child, 0, start, size)


def _chain(table: list[int], count: int) -> int:
    start = len(table)
    table += [*range(start + 1, start + count), _END] if count else []
    return start if count else _END


def _store(sectors: list[bytes], fat: list[int], content: bytes, fill: bytes = b"\0") -> int:
    count = -(-len(content) // _SECTOR)
    start = _chain(fat, count)
    sectors.append(content + fill * (count * _SECTOR - len(content)))
    return start
