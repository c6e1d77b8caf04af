"""The members of a zip package, unpacked within limits, and their XML, parsed without entities."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.readers.reading import Visit
from pipeline.readers.reasons import DAMAGED

NOT_UNPACKED: Final[tuple[type[Exception], ...]] = (
    zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError,
    RuntimeError, OSError, IndexError, KeyError,
)  # fmt: skip
"""What comes out of unpacking a member that is damaged."""

NOT_OPENED: Final[tuple[type[Exception], ...]] = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError,
)  # fmt: skip
"""What comes out of opening a zip file that is damaged."""

COMMENT: Final = "commentaar van het zip-bestand"
"""The place of what stands behind the last member of a zip file."""

ENCRYPTED: Final = 0x1
"""The flag of a member that has a password."""

_CHUNK: Final = 1 << 16
_LOCKED: Final = "Dit bestand heeft een wachtwoord. Sla het zonder wachtwoord op."


class Package:
    """The members of a zip file by name; each is unpacked when it is asked for, once."""

    def __init__(self, content: bytes, visit: Visit) -> None:
        """Opens the package.

        Raises:
            UnreadableError: damaged, locked, with more members than the limit, or two of the same name.
        """
        self._visit = visit
        self._unpacked: dict[str, bytes] = {}
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except NOT_OPENED:
            raise UnreadableError(DAMAGED) from None
        members = [item for item in self._archive.infolist() if not item.is_dir()]
        if len(members) > visit.limits.members:
            raise UnreadableError("In dit bestand zitten te veel onderdelen om te lezen. Splits het.")
        self._members = {item.filename: item for item in members}
        if len(self._members) != len(members):
            raise UnreadableError(DAMAGED)  # programs differ in which of the two they show
        if any(item.flag_bits & ENCRYPTED for item in members):
            raise UnreadableError(_LOCKED)

    @property
    def comment(self) -> bytes:
        """What stands behind the last member, which no program shows."""
        return self._archive.comment

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __getitem__(self, name: str) -> bytes:
        """Returns the bytes of a member.

        Raises:
            KeyError: there is none of that name.
            UnreadableError: it is damaged, or unpacks to more than the limits allow.
        """
        if name not in self._unpacked:
            member = self._members[name]
            try:
                self._unpacked[name] = unpacked(self._archive, member, self._visit)
            except NOT_UNPACKED:
                raise UnreadableError(DAMAGED) from None
        return self._unpacked[name]

    def xml(self, name: str) -> etree._Element:
        """Returns the root of a member that is XML.

        Raises:
            KeyError: there is none of that name.
            UnreadableError: it cannot be unpacked, is no XML, or has a document type with entities.
        """
        return parse_xml(self[name])


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, visit: Visit) -> bytes:
    """Returns the bytes of a member of a zip file.

    Args:
        archive: the zip file.
        member: the member.
        visit: the limits, in which the bytes are counted.

    Raises:
        UnreadableError: it unpacks to more than the limits allow.
        Exception: one of `NOT_UNPACKED`, when it is damaged.
    """
    with archive.open(member) as stream:
        return visit.gathered(iter(lambda: stream.read(_CHUNK), b""), member.compress_size)


def parse_xml(part: bytes) -> etree._Element:
    """Returns the root of XML that nobody vouches for; comments and processing instructions stay in the tree.

    Raises:
        UnreadableError: it is no XML, has a document type (which office programs never write, and which can hide or
            multiply text), or is deeper or larger than a document is.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError(DAMAGED) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise UnreadableError(DAMAGED)
    return root
