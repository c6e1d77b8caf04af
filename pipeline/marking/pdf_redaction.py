"""Takes text out of a PDF: letters out of the drawing of a page, words out of everything that stands beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pipeline.errors import UnreadableError
from pipeline.marking.markup_redaction import written_as_markup
from pipeline.marking.pdf_letters import take_out
from pipeline.marking.pdf_page import Page, as_picture
from pipeline.marking.redacted import Find, Inner, Redacted, texts_of
from pipeline.marking.replacing import REMOVED
from pipeline.marking.text_redaction import redact_text
from pipeline.marking.words import Words, merged
from pipeline.model import Segment
from pipeline.readers.pdf_pages import page_text
from pipeline.readers.reading import Ocr
from pipeline.readers.registry import read_file
from pipeline.text import Tekst

if TYPE_CHECKING:
    import pikepdf

_DAMAGED: Final = "Dit pdf-bestand is beschadigd of heeft een wachtwoord. Sla het opnieuw op, zonder wachtwoord."
_PAGE: Final = re.compile(r"pagina (\d+)")
_DRAWING: Final = "tekening"  # the place of a text in the looks of a remark or a stamp
_DEEPEST: Final = 50


def redact_pdf(content: bytes, find: Find, replacement: str, inner: Inner, ocr: Ocr | None = None) -> Redacted:
    """Returns a PDF without what `find` finds, and without the same words anywhere else in it.

    Nothing is only painted over: the letters go out of the drawing of the page. Where a program drew it in a way that
    this cannot be done, the page is made anew from its picture, with the other words as its text.

    Args:
        content: the file.
        find: says what must go from a segment.
        replacement: what comes instead in properties, remarks and the like.
        inner: redacts a file that came along in it.
        ocr: makes text of pictures.

    Raises:
        UnreadableError: it cannot be read, or a file in it cannot be redacted.
    """
    import pikepdf
    import pypdfium2 as pdfium

    segments = read_file("", content, ocr=ocr).segments
    words = Words(texts_of(segments, find))
    try:
        shown = pdfium.PdfDocument(content)
        with shown:
            pages = _pages(shown, segments, words, find)
        drawn, left = _without_letters(content, pages, replacement)
        pdf = pikepdf.open(io.BytesIO(drawn))
        shown = pdfium.PdfDocument(content)
    except (pdfium.PdfiumError, pikepdf.PdfError, ValueError):
        raise UnreadableError(_DAMAGED) from None
    with shown, pdf:
        for page in left:
            as_picture(pdf, shown[page.index], page)
        files = _files(pdf, inner)
        words = words.plus(files.words)
        pdf.remove_unreferenced_resources()
        count = sum(len(page.spans) for page in pages) + files.count + _strings(pdf, words, replacement)
        if any(item.place.startswith(_DRAWING) and list(find(item)) for item in segments):
            count += _drop_appearances(pdf)
        if not count and not pages:
            return Redacted(content, 0, words)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True, fix_metadata_version=False)
    return Redacted(stream.getvalue(), max(count, len(pages)), words)


def _without_letters(content: bytes, pages: list[Page], replacement: str) -> tuple[bytes, list[Page]]:
    """Returns the file with the letters of spans taken out, and the pages where that could not be done."""
    import pypdfium2 as pdfium

    left: list[Page] = []
    while True:
        # A page on which it failed is spoiled: then all is done again without that page.
        document = pdfium.PdfDocument(content)
        with document:
            wanted = [page for page in pages if page.spans and page not in left]
            failed = next((page for page in wanted if not _drawn_anew(document, page, replacement)), None)
            if failed is None:
                stream = io.BytesIO()
                document.save(stream)
                # A page with something to take out that stands in no letter, as a text for who cannot see.
                return stream.getvalue(), [*left, *(page for page in pages if not page.spans)]
        left.append(failed)


def _drawn_anew(document: Any, page: Page, replacement: str) -> bool:
    return take_out(document, document[page.index], page.spans, replacement)


def _pages(shown: Any, segments: Iterable[Segment], words: Words, find: Find) -> list[Page]:
    """Returns the pages that lose something, with what they lose."""
    told = {
        int(match[1]) - 1
        for segment in segments
        if (match := _PAGE.match(segment.place)) and any(True for _ in find(segment))
    }
    pages = []
    for index in range(len(shown)):
        text = page_text(shown[index])
        spans = merged([*find(Segment(f"pagina {index + 1}", Tekst(text))), *words.spans(text)])
        if spans or index in told:
            pages.append(Page(index, Tekst(text), tuple(spans)))
    return pages


def _files(pdf: pikepdf.Pdf, inner: Inner) -> Redacted:
    """Redacts the files that came along."""
    import pikepdf

    words = Words()
    count = 0
    for item in list(pdf.objects):
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == pikepdf.Name.EmbeddedFile:
            redacted = inner("", item.read_bytes())
            words, count = words.plus(redacted.words), count + redacted.count
            if redacted.count:
                item.write(redacted.content)
    return Redacted(b"", count, words)


def _strings(pdf: pikepdf.Pdf, words: Words, replacement: str) -> int:
    """Takes words out of every string of the file, and out of the streams that hold text and are no page."""
    import pikepdf

    pattern = written_as_markup(words.texts)
    if pattern is None:
        return 0
    count = _in_container(pdf.trailer, pattern, replacement, 0)
    for item in list(pdf.objects):
        if isinstance(item, pikepdf.Dictionary | pikepdf.Array):
            count += _in_container(item, pattern, replacement, 0)
        elif isinstance(item, pikepdf.Stream):
            count += _in_container(item.stream_dict, pattern, replacement, 0)
            if item.get("/Type") == pikepdf.Name.Metadata or "/Type" not in item:
                count += _in_stream(item, words, replacement)
    return count


def _drop_appearances(pdf: pikepdf.Pdf) -> int:
    """Takes away how remarks and stamps look; programs draw a remark by themselves, and a stamp is gone."""
    count = 0
    for page in pdf.pages:
        for note in page.get("/Annots", ()):
            if "/AP" in note:
                del note["/AP"]
                count += 1
    return count


def _in_container(item: Any, pattern: re.Pattern[str], replacement: str, depth: int) -> int:
    import pikepdf

    if depth > _DEEPEST:
        raise UnreadableError(_DAMAGED)
    count = 0
    entries = list(item.keys()) if isinstance(item, pikepdf.Dictionary) else range(len(item))
    for key in entries:
        value = item[key]
        if isinstance(value, pikepdf.String):
            text, found = _without(str(value), pattern, replacement)
            if found:
                item[key] = pikepdf.String(text)
                count += found
        elif isinstance(value, pikepdf.Name) and pattern.search(str(value)[1:]):
            item[key] = _renamed(str(value))
            count += 1
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            count += _in_container(value, pattern, replacement, depth + 1)
        if isinstance(key, str) and pattern.search(key[1:]):
            item[_renamed(key)] = item[key]
            del item[key]
            count += 1
    return count


def _renamed(name: str) -> pikepdf.Name:
    """Returns another name in place of one, the same wherever it stands, so that what refers to it still does."""
    import pikepdf

    return pikepdf.Name(f"/{REMOVED}-{sha256(name.encode()).hexdigest()[:8]}")


def _without(text: str, pattern: re.Pattern[str], replacement: str) -> tuple[str, int]:
    """Returns a string without words, also where they are written as an address or with marks of layout between."""
    for form in dict.fromkeys((text, unquote(text))):
        changed, count = pattern.subn(lambda _: replacement, form)
        if count:
            return changed, count
    return text, 0


def _in_stream(item: pikepdf.Stream, words: Words, replacement: str) -> int:
    """Takes words out of a stream that is text: the description of the file, a form, a script."""
    import pikepdf

    try:
        content = item.read_bytes()
    except pikepdf.PdfError:
        return 0
    if b"\0" in content or not words.stand_in(content):
        return 0
    redacted = redact_text(content, words.texts, replacement)
    if redacted.count:
        item.write(redacted.content)
    return redacted.count
