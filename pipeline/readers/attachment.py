"""A file that others made: what it is by its content, its texts as far as they can be read, and what stays unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers import docx, ooxml, pdf_text
from pipeline.readers.package import Package
from pipeline.readers.reading import Limits, Visit
from pipeline.readers.recognise import Format
from pipeline.readers.registry import read_visited

MAX_UNPACKED: Final = 100_000_000
"""The most that a Word file may unpack to; one of 10 MB with pictures takes less than half of it."""

_PDF, _DOCX, _JPG = ".pdf", ".docx", ".jpg"
_PDF_HEAD: Final = 1024  # a reader must find the mark within so many bytes
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_DOCUMENT: Final = "word/document.xml"
_MACROS: Final = "word/vbaProject.bin"
_PICTURE: Final = re.compile(r"(?:.*(?:, | › ))?(?:afbeelding|miniatuur) \d+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a file.

    Attributes:
        suffix: what the file is by its content: ".pdf", ".docx" or ".jpg".
        segments: its texts, each with its place in the file.
        unread: what was not read, and why.
    """

    suffix: str
    segments: tuple[Segment, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_attachment(content: bytes) -> Reading:
    """Reads the text of a PDF or Word file; of a picture it says that nobody read it.

    Raises:
        UnreadableError: it is none of the kinds that UWV takes, damaged, or locked with a password.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return Reading(
            _JPG, unread=(Unread("afbeelding", f"{pdf_text.LOOK}: van een afbeelding leest poortwachter geen tekst."),)
        )
    if b"%PDF-" in content[:_PDF_HEAD]:
        segments, unread = pdf_text.read_pdf(content)
        return Reading(_PDF, segments, unread)
    if content.startswith(b"PK\3\4"):
        return _read_docx(content)
    if content.startswith(_OLD_WORD):
        raise UnreadableError(
            "Dit is een oud Word-bestand of het heeft een wachtwoord. Sla het zonder wachtwoord op als .docx of .pdf."
        )
    raise UnreadableError("Dit is geen jpg-, docx- of pdf-bestand, en UWV neemt niets anders aan. Sla het op als .pdf.")


def _read_docx(content: bytes) -> Reading:
    visit = Visit(read_visited, Limits(unpacked=MAX_UNPACKED))
    package = Package(content, visit)
    if _DOCUMENT not in package:
        raise UnreadableError("Dit is geen Word-document. UWV neemt alleen jpg, docx en pdf aan; sla het op als .pdf.")
    if _MACROS in package:
        raise UnreadableError("In dit Word-document zitten macro's. Sla het op als gewoon .docx-bestand of als .pdf.")
    found = ooxml.read_walk(Format.DOCX, package, docx.walk(package), visit)
    return Reading(_DOCX, found.segments, tuple(_told(found.unread)))


def _told(unread: tuple[Unread, ...]) -> Iterator[Unread]:
    """Yields what was not read, the pictures together: there is nothing to do about one but look."""
    pictures = sum(1 for item in unread if _PICTURE.fullmatch(item.part))
    if pictures:
        counted = "1 afbeelding" if pictures == 1 else f"{pictures} afbeeldingen"
        yield Unread("afbeeldingen", f"{pdf_text.LOOK}: in het document staat {counted}.")
    yield from (item for item in unread if not _PICTURE.fullmatch(item.part))
