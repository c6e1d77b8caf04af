"""What a reader hands on, and the limits that it reads a file and all the files within it by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers.reasons import BOMB

WITHIN: Final = " › "
"""Stands between the place of a file within a file and a place in it: "bijlage 2 › alinea 4"."""

_FREE: Final = 1_000_000  # bytes: a small file of one letter repeated is no bomb
_TOO_LARGE: Final = "Uitgepakt is dit bestand te groot om te lezen. Splits het."
_TOO_DEEP: Final = "Hier zit een bestand in een bestand in een bestand; zo diep wordt niet gelezen. Haal het eruit."

Ocr: TypeAlias = Callable[[bytes], str]
"""Makes text of a picture (its bytes, PNG or as found); raises UnreadableError when it cannot."""

Convert: TypeAlias = Callable[[str, bytes], bytes]
"""Makes a newer file of one of an old office program ("doc", "xls", "ppt"); raises UnreadableError when it cannot."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a file.

    Attributes:
        format: what the file is by its content; a name of `pipeline.readers.recognise.Format`.
        segments: its texts, each with its place in the file, in the order of the file.
        unread: what was not read, and why, with what to do about it; the part "" is the file as a whole.
        read: the parts that were examined as a whole, as a person knows them or by their name in the package.
    """

    format: str
    segments: tuple[Segment, ...] = ()
    unread: tuple[Unread, ...] = ()
    read: tuple[str, ...] = ()

    def within(self, place: str) -> Reading:
        """Returns the same reading of a file that stands at `place` in another one."""
        return Reading(
            self.format,
            tuple(replace(item, place=f"{place}{WITHIN}{item.place}") for item in self.segments),
            tuple(Unread(f"{place}{WITHIN}{item.part}" if item.part else place, item.reason) for item in self.unread),
            tuple(f"{place}{WITHIN}{part}" for part in self.read),
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file, with all the files within it, is read before it counts as hostile.

    Attributes:
        unpacked: bytes of all members together once unpacked.
        ratio: how many bytes a member may unpack to for each byte it takes, beyond its first million.
        members: members of one package.
        depth: how deep files may stand within files; 0 reads none of them.
        pages: pages of one document.
    """

    unpacked: int = 200_000_000
    ratio: int = 200
    members: int = 5_000
    depth: int = 3
    pages: int = 5_000

    def most(self, packed: int) -> int:
        """Returns to how many bytes something that takes `packed` bytes may unpack before it counts as a bomb."""
        return max(_FREE, packed * self.ratio)


class Visit:
    """The reading of one file: its limits, what is used of them, and how files within it are read."""

    def __init__(
        self,
        read: Callable[[str, bytes, Visit], Reading],
        limits: Limits | None = None,
        *,
        ocr: Ocr | None = None,
        convert: Convert | None = None,
        depth: int = 0,
        used: list[int] | None = None,
    ) -> None:
        """Begins a visit.

        Args:
            read: reads a file by its name and content, never raising; for the files within this one.
            limits: the limits; those of `Limits` when not given.
            ocr: makes text of pictures; without it they are unread.
            convert: makes newer files of old ones; without it they are unread.
            depth: how deep this file stands within others.
            used: the bytes unpacked so far, one number that all visits to files within one file share.
        """
        self.limits = limits or Limits()
        self.ocr = ocr
        self.convert = convert
        self.depth = depth
        self._read = read
        self._used = [0] if used is None else used

    def take(self, count: int) -> None:
        """Notes that `count` bytes more were unpacked.

        Raises:
            UnreadableError: that is more than the limit.
        """
        self._used[0] += count
        if self._used[0] > self.limits.unpacked:
            raise UnreadableError(_TOO_LARGE)

    def gathered(self, pieces: Iterable[bytes], packed: int) -> bytes:
        """Returns what comes out of something packed, piece by piece, as a whole.

        Counted while it comes: what a file says of its own size is the word of whoever made it.

        Args:
            pieces: what comes out.
            packed: how many bytes it takes in the file.

        Raises:
            UnreadableError: it is more than the limits allow.
        """
        most = self.limits.most(packed)
        gathered, size = [], 0
        for piece in pieces:
            size += len(piece)
            self.take(len(piece))
            if size > most:
                raise UnreadableError(BOMB)
            gathered.append(piece)
        return b"".join(gathered)

    def inner(self, place: str, name: str, content: bytes) -> Reading:
        """Reads a file within this one; one that cannot be read is unread, and costs itself only.

        Args:
            place: where it stands in this file: "bijlage 2", "ingesloten bestand 1".
            name: its own file name, "" when it has none; read as text too.
            content: its bytes.
        """
        if self.depth >= self.limits.depth:
            return Reading("", unread=(Unread(place, _TOO_DEEP),))
        visit = Visit(
            self._read, self.limits, ocr=self.ocr, convert=self.convert, depth=self.depth + 1, used=self._used
        )
        return self._read(name, content, visit).within(place)

    def again(self, content: bytes) -> Reading:
        """Reads another form of this same file: what a converter made of it."""
        return self._read("", content, self)
