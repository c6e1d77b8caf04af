"""Compound files (MS-CFB), in which Outlook and the old office programs keep streams in folders."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import islice
from typing import Final, Protocol, TypeAlias

from pipeline.errors import UnreadableError
from pipeline.readers.reasons import DAMAGED

StreamPath: TypeAlias = tuple[str, ...]
"""The folders that a stream stands in, and its own name."""

_SHIFTS: Final = (9, 12)  # sectors of 512 and of 4096 bytes
_MINI: Final = 6
_END: Final = 0xFFFFFFFE
_LAST: Final = 0xFFFFFFFA  # what is higher is no sector
_NONE: Final = 0xFFFFFFFF
_ENTRY: Final = struct.Struct("<64sHBxIII36xIQ")
_FOLDER, _STREAM, _ROOT = 1, 2, 5
_DEEPEST: Final = 64


class Streams(Protocol):
    """Streams in folders, whatever file they stand in; as `Compound` has them."""

    @property
    def streams(self) -> Mapping[StreamPath, object]:
        """Which there are, by their paths."""

    @property
    def loose(self) -> int:
        """How many stand in no folder."""

    def read(self, path: StreamPath) -> bytes:
        """Returns the bytes of one."""


class Compound:
    """A compound file, opened.

    Attributes:
        streams: where each stream begins and how many bytes it has, by its path.
        loose: how many streams there are that stand in no folder, so that no program shows them.
    """

    def __init__(self, content: bytes) -> None:
        """Reads the directory.

        Raises:
            UnreadableError: it is damaged.
        """
        self._content = content
        try:
            shift, mini = struct.unpack_from("<HH", content, 30)
            tables, first, self._cutoff, first_mini, _, first_more = struct.unpack_from("<II4xIIII", content, 44)
            places = struct.unpack_from("<109I", content, 76)
        except struct.error:
            raise UnreadableError(DAMAGED) from None
        if shift not in _SHIFTS or mini != _MINI:
            raise UnreadableError(DAMAGED)
        self._shift = shift
        self._table = self._numbers([*places, *self._more(first_more)], tables)
        self._mini_table = self._numbers(self._chain(first_mini, self._table))
        self.streams: dict[StreamPath, tuple[int, int]] = {}
        self._mini = b""
        self.loose = self._directory(self._joined(first))

    def read(self, path: StreamPath) -> bytes:
        """Returns the bytes of a stream.

        Raises:
            KeyError: there is no such stream.
            UnreadableError: not all of it is there.
        """
        start, size = self.streams[path]
        if not size:
            return b""
        if size >= self._cutoff:
            content = self._joined(start, size)
        else:
            chain = self._chain(start, self._mini_table, -(-size >> _MINI))
            content = b"".join(self._mini[at << _MINI : at + 1 << _MINI] for at in chain)
        if len(content) < size:
            raise UnreadableError(DAMAGED)
        return content[:size]

    def _sector(self, number: int) -> bytes:
        sector = self._content[number + 1 << self._shift : number + 2 << self._shift]
        if not sector:
            raise UnreadableError(DAMAGED)
        return sector

    def _joined(self, start: int, size: int | None = None) -> bytes:
        """Returns what stands in the sectors from one on: all of them, or as many as hold `size` bytes."""
        most = None if size is None else -(-size >> self._shift)
        return b"".join(map(self._sector, self._chain(start, self._table, most)))

    def _chain(self, at: int, table: list[int], most: int | None = None) -> list[int]:
        """Returns the sectors from one on, each as the table says of the one before it."""
        chain: list[int] = []
        while at < _LAST and len(chain) != most:
            if at >= len(table) or len(chain) > len(table):
                raise UnreadableError(DAMAGED)
            chain.append(at)
            at = table[at]
        return chain

    def _numbers(self, places: list[int], most: int | None = None) -> list[int]:
        """Returns the table that stands in some sectors."""
        held = b"".join(self._sector(place) for place in islice((n for n in places if n < _LAST), most))
        return list(struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4]))

    def _more(self, at: int) -> list[int]:
        """Returns the places of the table beyond the first 109: in sectors that each name the next."""
        found: list[int] = []
        while at < _LAST:
            if len(found) << 2 > len(self._content):
                raise UnreadableError(DAMAGED)
            *places, at = self._numbers([at]) or [_END]
            found += places
        return found

    def _directory(self, held: bytes) -> int:
        """Takes in which streams there are; returns how many stand in no folder."""
        entries = [_ENTRY.unpack_from(held, at) for at in range(0, len(held) - _ENTRY.size + 1, _ENTRY.size)]
        if not entries or entries[0][2] != _ROOT:
            raise UnreadableError(DAMAGED)
        *_, child, start, _ = entries[0]
        self._mini = self._joined(start)
        seen = {0}
        todo: list[tuple[int, StreamPath]] = [(child, ())]
        while todo:
            number, folder = todo.pop()
            if number == _NONE:
                continue
            if number >= len(entries) or number in seen or len(folder) > _DEEPEST:
                raise UnreadableError(DAMAGED)
            seen.add(number)
            name, length, kind, left, right, child, start, size = entries[number]
            path = (*folder, name[: max(0, length - 2)].decode("utf-16-le", "replace"))
            todo += (left, folder), (right, folder)
            if kind == _FOLDER:
                todo.append((child, path))
            elif kind == _STREAM and path not in self.streams:
                self.streams[path] = start, size & 0xFFFFFFFF if self._shift == _SHIFTS[0] else size
            else:
                raise UnreadableError(DAMAGED)
        return sum(entry[2] == _STREAM for number, entry in enumerate(entries) if number not in seen)
