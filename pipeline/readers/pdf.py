"""PDF files: pages with their rectangles, and every other place where a text can stand in one."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers.gather import has_words
from pipeline.readers.pdf_drawings import Drawings, unclear_pages
from pipeline.readers.pdf_objects import NAMES, PROPERTIES, Objects
from pipeline.readers.pdf_pages import has_pictures, page_png, page_text
from pipeline.readers.pdf_pictures import loose_pictures, picture_png
from pipeline.readers.pdf_revisions import leftovers, outside, revisions
from pipeline.readers.pdf_streams import Content, DamagedPartError, declared, sniffed, string_text, unpacked, xml_texts
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format, recognise
from pipeline.text import Tekst

LOOK_YOURSELF: Final = " Kies --ocr, of bekijk haar zelf."
"""How the reason ends of a page that tekstherkenning may read."""

_LOCKED: Final = "Dit pdf-bestand heeft een wachtwoord. Sla het zonder wachtwoord op en zoek opnieuw."
_DAMAGED: Final = "Dit pdf-bestand is beschadigd. Open het, druk het af naar een nieuwe pdf en zoek opnieuw."
_BROKEN: Final = "Dit deel van het pdf-bestand is beschadigd. Druk het af naar een nieuwe pdf en zoek opnieuw."
_RESCUED: Final = (
    "Dit pdf-bestand is beschadigd; gelezen is wat er nog was. Druk het af naar een nieuwe pdf en zoek opnieuw."
)
_EMPTY: Final = "Op deze pagina staat geen tekst die te lezen is, misschien een scan." + LOOK_YOURSELF
_PICTURES: Final = "Op deze pagina staat een afbeelding waar tekst in kan staan." + LOOK_YOURSELF
_UNCLEAR: Final = "De letters op deze pagina zeggen niet welke letters zij zijn." + LOOK_YOURSELF
_HUGE: Final = "Deze pagina is te groot om als afbeelding te lezen. Bekijk haar zelf."
_LOOSE_PICTURE: Final = "Deze afbeelding staat in een opmerking of los in het bestand." + LOOK_YOURSELF
_NO_TEXT: Final = "Dit onderdeel is niet als tekst te lezen. Bekijk het bestand zelf."
_MEDIA: Final = "Geluid, film en 3D worden niet gelezen. Bekijk het bestand zelf."
_MANY_VERSIONS: Final = "Dit bestand heeft te veel eerdere versies. Druk het af naar een nieuwe pdf en zoek opnieuw."
_VERSIONS: Final = 20
_TEXTS: Final = (Format.TXT, Format.CSV, Format.HTML, Format.UNKNOWN, Format.EMPTY)
_FILES: Final = frozenset(Format).difference(_TEXTS)
_COLOURS: Final = frozenset({"Indexed", "I", "DeviceRGB", "DeviceGray", "DeviceCMYK", "ColorSpace", "CS"})
_MOST_COLOURS: Final = 1_100  # bytes: a list of 256 colours takes 1024 at most, before it is packed
_SILENT_KEYS: Final = frozenset({"CIDToGIDMap", "CIDSet", "FontFile", "FontFile2", "FontFile3", "DestOutputProfile"})


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the text of each page, of all that stands beside the pages, and of the earlier versions in the file.

    Raises:
        UnreadableError: it is damaged, locked with a password, or larger than the limits allow.
    """
    try:
        return _read(content, visit)
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001  two libraries parse what nobody vouches for; whatever they say may quote it
        raise UnreadableError(_DAMAGED) from None


def _read(content: bytes, visit: Visit) -> Reading:
    version = _Version(content, visit)
    version.read()
    segments, unread = version.segments, version.unread
    for place, text in outside(content):
        if text is None:
            unread.append(Unread(place, _NO_TEXT))
        else:
            segments.append(Segment(place, Tekst(text)))
    known = {item.text for item in segments}
    earlier = revisions(content)
    if earlier is None or len(earlier) > _VERSIONS:
        unread.append(Unread("eerdere versies in het bestand", _MANY_VERSIONS if earlier else _BROKEN))
        earlier = []
    for number, end in enumerate(earlier, start=1):
        place = f"eerdere versie {number}"
        old = _Version(content[:end], visit, is_rescued=False)
        try:
            old.read()
        except UnreadableError as error:
            unread.append(Unread(place, str(error)))
            continue
        reading = Reading(Format.PDF, tuple(_unknown(old.segments, known)))
        segments += reading.within(place).segments
        known.update(item.text for item in old.segments)
        parts = {item.part for item in unread}
        unread += (Unread(f"{place} › {item.part}", item.reason) for item in old.unread if item.part not in parts)
    if leftovers(content, version.numbers, len(earlier)):
        unread.append(Unread("losse onderdelen in het bestand", _BROKEN))
    return Reading(Format.PDF, tuple(segments), tuple(unread), ("pagina's", "overige onderdelen"))


def _unknown(segments: list[Segment], known: set[Tekst]) -> Iterator[Segment]:
    """Yields the texts that no later version has; of the names the ones that are new."""
    later = {line for text in known for line in text.reveal().split("\n")}
    for item in segments:
        if item.place == NAMES:
            names = [name for name in item.text.reveal().split("\n") if name not in later]
            if names:
                yield Segment(item.place, Tekst("\n".join(names)), item.kind)
        elif item.text not in known:
            yield item


class _Version:
    """One version of a PDF: what stands in it, as far as it was read."""

    def __init__(self, content: bytes, visit: Visit, *, is_rescued: bool = True) -> None:
        self.segments: list[Segment] = []
        self.unread: list[Unread] = []
        self.numbers: set[tuple[int, int]] = set()
        self._content = content
        self._visit = visit
        self._is_rescued = is_rescued

    def read(self) -> None:
        """Reads it.

        Raises:
            UnreadableError: as `read` says; an earlier version must also be whole.
        """
        import pikepdf
        import pypdfium2

        try:
            with (
                _file(self._content) as file,
                pikepdf.open(
                    file,
                    access_mode=pikepdf.AccessMode.mmap,
                    inherit_page_attributes=False,
                    attempt_recovery=self._is_rescued,
                ) as pdf,
                pypdfium2.PdfDocument(self._content) as document,
            ):
                self._all(pdf, document)
        except pikepdf.PasswordError:
            raise UnreadableError(_LOCKED) from None
        except (pikepdf.PdfError, pypdfium2.PdfiumError):
            raise UnreadableError(_DAMAGED) from None

    def _all(self, pdf: Any, document: Any) -> None:
        if max(len(document), len(pdf.pages)) > self._visit.limits.pages:
            raise UnreadableError("Dit pdf-bestand heeft te veel pagina's om te lezen. Splits het.")
        objects = Objects(pdf)
        self.numbers = objects.numbers
        drawings = Drawings(objects, self._visit)
        drawn = drawings.look()
        texts = self._pages(document, unclear_pages(objects), has_any_picture=drawings.has_pictures)
        self.segments += objects.segments()
        self._add("tekst bij de letters van een pagina", drawings.marked)
        for attached in objects.files():
            drawn.add(attached.stream.objgen)
            self._file(attached)
        loose = loose_pictures(objects)
        for stream in objects.streams:
            if stream.objgen not in drawn:
                self._stream(objects, stream, loose)
        for place, text in drawings.others((*texts, *(item.text.reveal() for item in self.segments))):
            self._add(place, (text,))
        if drawings.damaged:
            self.unread.append(Unread("inhoud van de pagina's", _BROKEN))
        if len(document) != len(pdf.pages) or any("damaged" in str(item) for item in pdf.get_warnings()):
            self.unread.append(Unread("", _RESCUED))
        for place, text in drawings.replaced(texts):
            self._add(place, (text,))

    def _pages(self, document: Any, unclear: set[int], *, has_any_picture: bool) -> list[str]:
        import pypdfium2

        texts = []
        for number in range(1, len(document) + 1):
            place = f"pagina {number}"
            try:
                page = document[number - 1]
                text = page_text(page)
            except pypdfium2.PdfiumError:
                self.unread.append(Unread(place, _BROKEN))
                texts.append("")
                continue
            texts.append(text)
            if text.strip():
                self.segments.append(Segment(place, Tekst(text)))
            if not text.strip():
                self._recognise(page, place, _EMPTY)
            elif number in unclear:
                self._recognise(page, place, _UNCLEAR)
            elif has_any_picture and has_pictures(page):
                self._recognise(page, place, _PICTURES)
            page.close()
        return texts

    def _recognise(self, page: Any, place: str, doubt: str) -> None:
        if self._visit.ocr is None:
            self.unread.append(Unread(place, doubt))
            return
        picture = page_png(page)
        if picture is None:
            self.unread.append(Unread(place, _HUGE))
            return
        try:
            self._add(f"{place}, tekst in beeld", (self._visit.ocr(picture),))
        except UnreadableError as error:
            self.unread.append(Unread(place, str(error)))

    def _file(self, attached: Any) -> None:
        try:
            inner = self._visit.inner(attached.place, attached.name, unpacked(attached.stream, self._visit))
        except DamagedPartError as error:
            self.unread.append(Unread(attached.place, str(error)))
            return
        self._take(inner)

    def _take(self, inner: Reading) -> None:
        self.segments += inner.segments
        self.unread += inner.unread

    def _stream(self, objects: Objects, stream: Any, loose: set[tuple[int, int]]) -> None:
        found = declared(stream)
        if found in {Content.SILENT, Content.FORM} or (found is Content.IMAGE and stream.objgen not in loose):
            return
        if found is Content.IMAGE:
            self._picture(stream, objects.numbered("losse afbeelding"))
            return
        if found is Content.MEDIA:
            self.unread.append(Unread(objects.numbered(found.value), _MEDIA))
            return
        try:
            content = unpacked(stream, self._visit)
            found = found or sniffed(content)
            if found is Content.METADATA:
                self._add(f"{PROPERTIES}, XMP", xml_texts(content))
            elif found is Content.XML:
                self._add(objects.numbered("xml-onderdeel"), _lenient(content))
            elif found is Content.TEXT:
                self._add(objects.numbered("tekstonderdeel"), (string_text(content),))
            elif found is Content.UNKNOWN and recognise("", content) in _FILES:
                self._take(self._visit.inner(objects.numbered("ingesloten bestand"), "", content))
            elif found in {Content.UNKNOWN, Content.DRAWING} and not _is_silent(objects, stream):
                self.unread.append(Unread(objects.numbered("onderdeel"), _NO_TEXT))
        except DamagedPartError as error:
            self.unread.append(Unread(objects.numbered("onderdeel"), str(error)))

    def _picture(self, stream: Any, place: str) -> None:
        png = picture_png(stream) if self._visit.ocr is not None else None
        if png is None or self._visit.ocr is None:
            self.unread.append(Unread(place, _LOOSE_PICTURE))
            return
        try:
            self._add(place, (self._visit.ocr(png),))
        except UnreadableError as error:
            self.unread.append(Unread(place, str(error)))

    def _add(self, place: str, texts: Any) -> None:
        self.segments += (Segment(place, Tekst(text)) for text in texts if has_words(text))


def _file(content: bytes) -> BinaryIO:
    """Returns bytes as a file in memory; one that the system knows is read in half the time, where there is such."""
    if not hasattr(os, "memfd_create"):
        return io.BytesIO(content)
    file = os.fdopen(os.memfd_create("pdf"), "w+b")
    file.write(content)
    file.seek(0)
    return file


def _lenient(content: bytes) -> Iterator[str]:
    """Yields the texts of XML, or all of it when it is none after all: a template in pieces, a page of HTML."""
    try:
        found = list(xml_texts(content))
    except UnreadableError:
        found = [string_text(content)]
    yield from found


def _is_silent(objects: Objects, stream: Any) -> bool:
    """Says whether a stream is referred to as part of a typeface, or as the colours of a picture and is that short."""
    if objects.references.get(stream.objgen) in _SILENT_KEYS:
        return True
    return int(stream.get("/Length", 0)) <= _MOST_COLOURS and objects.references.get(stream.objgen) in _COLOURS
