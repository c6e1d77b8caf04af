"""A file that others made: what it is by its content, its texts as far as they can be read, and what stays unread."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers.pdf_text import read_pdf
from pipeline.text import Tekst

MAX_UNPACKED: Final = 100_000_000
"""The most that a Word file may unpack to; one of 10 MB with pictures takes less than half of it."""

LOOK: Final = "bekijk zelf"

_PDF, _DOCX, _JPG = ".pdf", ".docx", ".jpg"
_PDF_HEAD: Final = 1024  # a reader must find the mark within so many bytes
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|docProps/\w+\.xml")
_EMBEDDED = re.compile(r"word/(?:embeddings|activeX|charts|diagrams)/")
_PICTURES = re.compile(r"word/media/")
_BREAKS: Final = frozenset({_W + "br", _W + "cr", _W + "tab"})
_TEXTS: Final = frozenset({_W + "t", _W + "delText"})


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
            _JPG, unread=(Unread("afbeelding", f"{LOOK}: van een afbeelding leest poortwachter geen tekst."),)
        )
    if b"%PDF-" in content[:_PDF_HEAD]:
        segments, unread = read_pdf(content)
        return Reading(_PDF, segments, unread)
    if content.startswith(b"PK\3\4"):
        return _read_docx(content)
    if content.startswith(_OLD_WORD):
        raise UnreadableError(
            "Dit is een oud Word-bestand of het heeft een wachtwoord. Sla het zonder wachtwoord op als .docx of .pdf."
        )
    raise UnreadableError("Dit is geen jpg-, docx- of pdf-bestand, en UWV neemt niets anders aan. Sla het op als .pdf.")


def _read_docx(content: bytes) -> Reading:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if "word/document.xml" not in names:
                raise UnreadableError(
                    "Dit is geen Word-document. UWV neemt alleen jpg, docx en pdf aan; sla het op als .pdf."
                )
            if "word/vbaProject.bin" in names:
                raise UnreadableError(
                    "In dit Word-document zitten macro's. Sla het op als gewoon .docx-bestand of als .pdf."
                )
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise UnreadableError("Dit Word-document is uitgepakt te groot om te lezen. Sla het op als .pdf.")
            parts = {name: archive.read(name) for name in sorted(names) if _TEXT_PARTS.fullmatch(name)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise UnreadableError("Dit Word-document is beschadigd of heeft een wachtwoord. Sla het opnieuw op.") from error
    segments = tuple(segment for name, part in parts.items() for segment in _texts(name, part))
    return Reading(_DOCX, segments, tuple(_unread_members(names)))


def _unread_members(names: set[str]) -> Iterator[Unread]:
    if pictures := sum(1 for name in names if _PICTURES.match(name)):
        counted = "1 afbeelding" if pictures == 1 else f"{pictures} afbeeldingen"
        yield Unread("afbeeldingen", f"{LOOK}: in het document staat {counted}.")
    if any(_EMBEDDED.match(name) for name in names):
        yield Unread("ingesloten onderdelen", f"{LOOK}: in het document zit een grafiek of een ander bestand.")


def _texts(name: str, part: bytes) -> Iterator[Segment]:
    """Yields the paragraphs of a part, or of the properties every value."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise UnreadableError("Dit Word-document is beschadigd. Open het in Word en sla het opnieuw op.") from None
    label = name.removeprefix("word/").removesuffix(".xml")
    if not name.startswith("word/"):
        values = (element.text or "" for element in root.iter(etree.Element))
        yield from (Segment("documenteigenschappen", Tekst(value)) for value in values if value.strip())
        return
    for number, paragraph in enumerate(root.iter(_W + "p"), start=1):
        text = "".join(_pieces(paragraph))
        if text.strip():
            yield Segment(f"alinea {number}" if label == "document" else f"{label}, alinea {number}", Tekst(text))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(etree.Element):
        if element.tag in _TEXTS:
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield " "
