"""Everything that is packed in a file, unpacked, however deep: where a word could still stand that nobody reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from typing import Final

from pipeline.readers.mbox import mails_of
from pipeline.readers.package import Package
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format, recognise

_PACKAGES: Final = frozenset({Format.ZIP, Format.DOCX, Format.XLSX, Format.PPTX, Format.ODT, Format.ODS, Format.ODP})
_DEEPEST: Final = 12
"""No file that may be read holds files so deep in each other."""


def unpacked(name: str, content: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yields the bytes of a file, of every member, stream or attachment of it, and of what is packed in those.

    Args:
        name: its file name, "" when it has none.
        content: its bytes.
        depth: how deep it stands in other files.

    Raises:
        UnreadableError: something in it is no whole package.
    """
    yield content
    if depth > _DEEPEST:
        return
    for inner_name, packed in _within(name, content):
        yield from unpacked(inner_name, packed, depth + 1)


def _within(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    found = recognise(name, content)
    if found is Format.PDF:
        yield from (("", stream) for stream in streams(content))
    elif found in _PACKAGES:
        package = Package(content, Visit(lambda *_: Reading("")))
        yield from ((member, package[member]) for member in package)
    elif found in {Format.EML, Format.MBOX}:
        for mail in mails_of(content):
            for part in message_from_bytes(mail).walk():
                yield from _payload(part)


def streams(content: bytes) -> Iterator[bytes]:
    """Yields the content of every stream of a PDF that is no picture."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != pikepdf.Name.Image:
                with suppress(pikepdf.PdfError):
                    yield item.read_bytes()


def _payload(part: Message) -> Iterator[tuple[str, bytes]]:
    payload = None if part.is_multipart() else part.get_payload(decode=True)
    if isinstance(payload, bytes):
        yield part.get_filename() or "", payload
