"""A zip package that is read once and written often: fixed times, fixed order, unchanged members copied as they are."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.errors import TemplateError

MAX_BYTES = 256 * 2**20
"""The most a package may unpack to; a house-style template with pictures takes a few megabytes."""

_DOS_DATE = 0x0021  # 1 January 1980, the first day that a zip file can name
_DOS_TIME = 0
_VERSION = 20  # the first version of the format that knows deflate
_UTF8_NAME = 0x0800
_STORED, _DEFLATED = 0, 8

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class Deflate:
    """A way to compress. Its name belongs in a manifest: another way gives other bytes for the same content."""

    name: str
    compress: Callable[[bytes], bytes]


def _zlib(level: int) -> Deflate:
    def compress(data: bytes) -> bytes:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(data) + packer.flush()

    return Deflate(f"zlib {zlib.ZLIB_RUNTIME_VERSION}, niveau {level}", compress)


# Level 3 takes a third of the time of the usual 6; what is packed once may take its time.
ZLIB = _zlib(3)
_ONCE = _zlib(9)


def fastest_deflate() -> Deflate:
    """Returns ISA-L when the extra `fast` is installed, otherwise zlib.

    ISA-L takes a fifth of the time, but picks its code by processor: machines of one cluster may write other bytes for
    the same document. That is why nothing uses it unasked (docs/besluiten/zip-zelf-schrijven.md).
    """
    try:
        from isal import ISAL_VERSION, isal_zlib
    except ImportError:
        return ZLIB

    def compress(data: bytes) -> bytes:
        packer = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -zlib.MAX_WBITS)
        return bytes(packer.compress(data) + packer.flush())

    return Deflate(f"isal {ISAL_VERSION}, niveau 1", compress)


@dataclass(frozen=True, slots=True)
class _Packed:
    """A member as it stands in the file: its header with data, and its entry in the directory around the offset."""

    local: bytes = field(repr=False)
    entry: tuple[bytes, bytes] = field(repr=False)


class Package:
    """The members of a zip file in their order; immutable, safe to share between threads.

    Every member is packed once as it is, at the first write; from then on only those that changed are, by `deflate`.

    Raises:
        TemplateError: the data is not a zip file, is encrypted, damaged, or unpacks to more than `MAX_BYTES`.
    """

    def __init__(self, data: bytes, deflate: Deflate = ZLIB) -> None:
        self.deflate = deflate
        self._members = _read(data)

    @cached_property
    def _packed(self) -> dict[str, _Packed]:
        return {name: _pack(name, content, _ONCE) for name, content in self._members.items()}

    @property
    def members(self) -> Mapping[str, bytes]:
        """The content of every member by its name, in the order of the file."""
        return self._members

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """Returns the package with the content of `changed` in place of what it held under those names."""
        body: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for name, unchanged in self._packed.items():
            member = _pack(name, changed[name], self.deflate) if name in changed else unchanged
            body.append(member.local)
            before, after = member.entry
            directory += (before, offset.to_bytes(4, "little"), after)
            offset += len(member.local)
        count, size = len(self._packed), sum(map(len, directory))
        return b"".join((*body, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)))


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Returns a package of these members in this order."""
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return buffer.getvalue()


def _pack(name: str, content: bytes, deflate: Deflate) -> _Packed:
    method, data = _DEFLATED, deflate.compress(content)
    if len(data) >= len(content):  # a picture is compressed already
        method, data = _STORED, content
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    common = (flags, method, _DOS_TIME, _DOS_DATE, zlib.crc32(content), len(data), len(content), len(encoded))
    local = _LOCAL.pack(b"PK\3\4", _VERSION, *common, 0) + encoded + data
    entry = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, 0, 0)
    return _Packed(local, (entry[:-4], encoded))


def _read(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if any(info.flag_bits & 1 for info in members):
                raise TemplateError("Het sjabloon is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord.")
            if any(info.compress_type not in (_STORED, _DEFLATED) for info in members):
                raise TemplateError("Het sjabloon is ingepakt op een manier die Word niet kent.")
            if len({info.filename for info in members}) < len(members):
                raise TemplateError("Het sjabloon is beschadigd: een onderdeel komt twee keer voor.")
            if sum(info.file_size for info in members) > MAX_BYTES:
                raise TemplateError(f"Het sjabloon is uitgepakt groter dan {MAX_BYTES // 2**20} MB.")
            return {info.filename: archive.read(info) for info in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
        raise TemplateError("Het sjabloon is geen Word-document (.docx) of is beschadigd.") from error
