"""The text of a PDF page by page, and which pages, notes and fields nobody could read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.text import Tekst

MAX_PAGES: Final = 500
"""More pages than that is no document of a re-integratieverslag."""

_PROPERTIES: Final = ("Title", "Author", "Subject", "Keywords")
_LOOK: Final = "bekijk zelf"
_MOSTLY: Final = 0.5  # the share of a page from which a picture on it is more than a logo
_QUIET: Final = frozenset({2, 16, 20})  # annotations without a text of their own: links, popups of another one, fields


def read_pdf(content: bytes) -> tuple[tuple[Segment, ...], tuple[Unread, ...]]:
    """Returns the text of each page with what was not read.

    Raises:
        UnreadableError: it is damaged, locked with a password, has other files in it, or has too many pages.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        raise UnreadableError(
            "Dit pdf-bestand is beschadigd of heeft een wachtwoord. Sla het opnieuw op, zonder wachtwoord."
        ) from None
    with document:
        return _read(document)


def _read(document: Any) -> tuple[tuple[Segment, ...], tuple[Unread, ...]]:
    if document.count_attachments():
        raise UnreadableError("In dit pdf-bestand zitten andere bestanden. Sla het op zonder die bestanden.")
    if len(document) > MAX_PAGES:
        raise UnreadableError(f"Dit pdf-bestand heeft meer dan {MAX_PAGES} pagina's. Splits het.")
    values = (document.get_metadata_value(name) for name in _PROPERTIES)
    segments = [Segment("documenteigenschappen", Tekst(value)) for value in values if value.strip()]
    unread: list[Unread] = []
    if document.get_formtype():
        unread.append(Unread("formulier", f"{_LOOK} wat in de invulvelden staat."))
    for number in range(len(document)):
        place, page = f"pagina {number + 1}", document[number]
        text = page.get_textpage().get_text_bounded()
        if text.strip():
            segments.append(Segment(place, Tekst(text)))
        unread += (Unread(place, f"{_LOOK}: {reason}") for reason in _doubts(page, text))
    return tuple(segments), tuple(unread)


def _doubts(page: Any, text: str) -> Iterator[str]:
    """Yields why a page was not read, or not as a whole."""
    if not text.strip():
        yield "op deze pagina staat geen tekst die te lezen is, misschien een scan."
    elif _mostly_picture(page):
        yield "deze pagina bestaat voor een groot deel uit een afbeelding."
    if _has_notes(page):
        yield "op deze pagina staan opmerkingen of markeringen."


def _mostly_picture(page: Any) -> bool:
    from pypdfium2 import raw

    width, height = page.get_size()
    whole = width * height
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = found.get_bounds()
        if whole and (right - left) * (top - bottom) / whole > _MOSTLY:
            return True
    return False


def _has_notes(page: Any) -> bool:
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind not in _QUIET:
            return True
    return False
