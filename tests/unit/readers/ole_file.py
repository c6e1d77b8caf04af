"""Writes an OLE file (MS-CFB, version 3) from storages and streams, with no more than a reader needs."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import TypeAlias

Storage: TypeAlias = Mapping[str, "bytes | Storage"]
SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(root: Storage) -> bytes:
    """Returns the bytes of a file with these streams; a mapping in it is a storage."""
    entries: list[dict[str, object]] = [{"name": "Root Entry", "type": 5, "child": FREE, "content": b""}]
    entries[0]["child"] = _add(root, entries)
    small = bytearray()
    chains: list[int] = []
    for entry in entries[1:]:
        content = entry["content"]
        assert isinstance(content, bytes)
        if content and len(content) < CUTOFF:
            entry["start"] = len(chains)
            count = -(-len(content) // MINI)
            chains += [*range(len(chains) + 1, len(chains) + count), END]
            small += content.ljust(count * MINI, b"\0")
    sectors: list[bytes] = []
    table: list[int] = []

    def put(content: bytes) -> int:
        if not content:
            return END
        count = -(-len(content) // SECTOR)
        begin = len(table)
        table.extend([*range(begin + 1, begin + count), END])
        sectors.extend(content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, count * SECTOR, SECTOR))
        return begin

    for entry in entries[1:]:
        content = entry["content"]
        assert isinstance(content, bytes)
        if len(content) >= CUTOFF:
            entry["start"] = put(content)
    entries[0]["start"], entries[0]["content"] = put(bytes(small)), bytes(small)
    directory = put(b"".join(map(_entry, entries)))
    mini_table = b"".join(struct.pack("<I", item) for item in chains)
    mini_count = -(-len(mini_table) // SECTOR)
    mini = put(mini_table + struct.pack("<I", FREE) * (mini_count * SECTOR // 4 - len(chains)))
    tables = 1
    while -(-(len(table) + tables) // (SECTOR // 4)) > tables:
        tables += 1
    places = list(range(len(table), len(table) + tables))
    whole = [*table, *[FAT] * tables]
    whole += [FREE] * (tables * SECTOR // 4 - len(whole))
    fat = b"".join(struct.pack("<I", item) for item in whole)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, tables, directory, 0, CUTOFF, mini, mini_count, END, 0)  # fmt: skip
    difat = [*places, *[FREE] * (109 - len(places))]
    return head + struct.pack("<109I", *difat) + b"".join(sectors) + fat


def _add(storage: Storage, entries: list[dict[str, object]]) -> int:
    """Adds what is in a storage as a chain of right hand neighbours; returns the first."""
    names = sorted(storage, key=lambda name: (len(name), name.upper()))
    own = list(range(len(entries), len(entries) + len(names)))
    for name in names:
        value = storage[name]
        is_stream = isinstance(value, bytes)
        entries.append({"name": name, "type": 2 if is_stream else 1, "content": value if is_stream else b""})
    for number, (place, name) in enumerate(zip(own, names, strict=True)):
        value = storage[name]
        entries[place]["right"] = own[number + 1] if number + 1 < len(own) else FREE
        entries[place]["child"] = FREE if isinstance(value, bytes) else _add(value, entries)
    return own[0] if own else FREE


def _entry(entry: dict[str, object]) -> bytes:
    name = str(entry["name"]).encode("utf-16-le")
    content = entry["content"]
    assert isinstance(content, bytes)
    start = entry.get("start", END if entry["type"] != 1 else 0)
    row = struct.pack("<64sHBBIII16xI8x8xIQ", name, len(name) + 2, entry["type"], 1, FREE, entry.get("right", FREE),
                      entry["child"], 0, start, len(content))  # fmt: skip
    assert len(row) == 128
    return row
