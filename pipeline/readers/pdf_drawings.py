"""The text of a PDF that no page shows as it is: drawings of notes, pages that were left out, replaced letters."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pipeline.readers.gather import has_words
from pipeline.readers.pdf_objects import Objects
from pipeline.readers.pdf_pages import page_text
from pipeline.readers.pdf_streams import Content, DamagedPartError, declared, string_text, unpacked
from pipeline.readers.reading import Visit

_REPLACED: Final = b"/ActualText"
_SET_ASIDE: Final = b"/ActualTexT"  # of the same length, and a name that no program knows
_SHOWS = re.compile(rb"\bT[jJ]\b|['\"]\s")
_MARKED = re.compile(rb"<<[^<>]*(?:\(|<[0-9A-Fa-f])")
_INLINE_PICTURE = re.compile(rb"BI\s*/")
_DEPTH: Final = 12
_NUMBERED_GLYPH = re.compile(r"/(?!uni[0-9A-F]{4}|u[0-9A-F]{4,6}$)[A-Za-z]{1,6}[_.]?\d+")


def _page_contents(pdf_page: Any) -> list[Any]:
    """Returns the streams that draw a page of pikepdf."""
    import pikepdf

    found = pdf_page.get("/Contents")
    if isinstance(found, pikepdf.Stream):
        return [found]
    return [item for item in found if isinstance(item, pikepdf.Stream)] if isinstance(found, pikepdf.Array) else []


def resources(pdf_page: Any) -> Any:
    """Returns the resources of a page, its own or those it inherits, or None."""
    for _ in range(_DEPTH):
        found = pdf_page.get("/Resources")
        if found is not None:
            return found
        pdf_page = pdf_page.get("/Parent")
        if pdf_page is None:
            break
    return None


class Drawings:
    """What draws text in one PDF."""

    def __init__(self, objects: Objects, visit: Visit) -> None:
        self._objects = objects
        self._visit = visit
        self._replaced: list[tuple[Any, bytes]] = []
        self._forms: list[Any] = []
        self.has_pictures = any(declared(stream) is Content.IMAGE for stream in objects.streams)
        self.marked: list[str] = []
        self.damaged: list[int] = []

    def look(self) -> set[tuple[int, int]]:
        """Unpacks all that draws; returns the objects that did.

        Raises:
            UnreadableError: something unpacks to more than the limits allow.
        """
        drawn: set[tuple[int, int]] = set()
        shown = [page.obj for page in self._objects.pdf.pages]
        for number, page in enumerate((*shown, *self._objects.lost_pages), start=1):
            for stream in _page_contents(page):
                if stream.objgen not in drawn:
                    drawn.add(stream.objgen)
                    self._content(stream, number)
        for stream in self._objects.streams:
            if declared(stream) is Content.FORM:
                drawn.add(stream.objgen)
                if _SHOWS.search(self._content(stream, 0)):
                    self._forms.append(stream)
        return drawn

    def _content(self, stream: Any, number: int) -> bytes:
        try:
            content = unpacked(stream, self._visit)
        except DamagedPartError:
            self.damaged.append(number)
            return b""
        self.has_pictures = self.has_pictures or _INLINE_PICTURE.search(content) is not None
        if _REPLACED in content:
            self._replaced.append((stream, content))
        if _MARKED.search(content):
            self.marked += _marks(stream)
        return content

    def others(self, read: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yields the place and the text of what is drawn elsewhere than on a page, unless `read` holds it already."""
        import pikepdf

        if not self._forms and not self._objects.lost_pages:
            return
        seen = _squeezed("\n".join(read))
        owners = dict(self._of_remarks())
        with pikepdf.new() as scratch:
            places = []
            for number, stream in enumerate(self._forms, start=1):
                page_number = owners.get(stream.objgen)
                places.append(f"tekening {number}{f' op pagina {page_number}' if page_number else ''}")
                _add_form(scratch, stream)
            for number, page in enumerate(self._objects.lost_pages, start=len(places) + 1):
                places.append(f"verwijderde pagina {number}")
                scratch.pages.append(_whole(page))
            texts = list(_texts(scratch))
        for place, text in zip(places, texts, strict=True):
            lines = [line for line in text.splitlines() if has_words(line)]
            if any(_squeezed(line) not in seen for line in lines):
                yield place, text

    def _of_remarks(self) -> Iterator[tuple[tuple[int, int], int]]:
        """Yields the drawings of the remarks and stamps on pages, each with its page."""
        import pikepdf

        for number, page in enumerate(self._objects.pdf.pages, start=1):
            remarks = page.obj.get("/Annots")
            for remark in remarks if isinstance(remarks, pikepdf.Array) else ():
                looks = remark.get("/AP") if isinstance(remark, pikepdf.Dictionary) else None
                for look in looks.values() if isinstance(looks, pikepdf.Dictionary) else ():
                    states = look.values() if isinstance(look, pikepdf.Dictionary) else (look,)
                    yield from ((state.objgen, number) for state in states if isinstance(state, pikepdf.Stream))

    def replaced(self, pages: list[str]) -> Iterator[tuple[str, str]]:
        """Yields the place and the text of the letters on pages under what stands there in their place.

        A reader of screens says the one, a person sees the other, and the library gives only the one.
        Changes the PDF: to be called last.
        """
        import pikepdf

        for stream, content in self._replaced:
            stream.write(content.replace(_REPLACED, _SET_ASIDE))
        found = bool(self._replaced)
        for item in self._objects.pdf.objects if self._objects.mentions(_REPLACED) else ():
            is_text = isinstance(item, pikepdf.Dictionary) and "/ActualText" in item and "/S" not in item
            if is_text:
                del item["/ActualText"]
                found = True
        if not found:
            return
        for number, (text, page) in enumerate(zip(_texts(self._objects.pdf), pages, strict=False), start=1):
            seen = _squeezed(page)
            if lines := [line for line in text.splitlines() if _squeezed(line) not in seen]:
                yield f"pagina {number}, letters onder vervangende tekst", "\n".join(lines)


def unclear_pages(objects: Objects) -> set[int]:
    """Returns the pages, from 1, with letters in a typeface that does not say which letters they are."""
    suspects = {font.objgen for font in objects.fonts if _is_unclear(font)}
    if not suspects:
        return set()
    pages = enumerate(objects.pdf.pages, start=1)
    return {number for number, page in pages if suspects & set(_fonts(resources(page.obj), set()))}


def _fonts(found: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    import pikepdf

    if not isinstance(found, pikepdf.Dictionary):
        return
    fonts, forms = found.get("/Font"), found.get("/XObject")
    if isinstance(fonts, pikepdf.Dictionary):
        yield from (font.objgen for font in fonts.values())
    for form in forms.values() if isinstance(forms, pikepdf.Dictionary) else ():
        if isinstance(form, pikepdf.Stream) and form.objgen not in seen:
            seen.add(form.objgen)
            yield from _fonts(form.get("/Resources"), seen)


def _is_unclear(font: Any) -> bool:
    import pikepdf

    if "/ToUnicode" in font:
        return False
    subtype, encoding = str(font.get("/Subtype", "")), font.get("/Encoding")
    if subtype == "/Type0":
        inner = font.get("/DescendantFonts")
        system = inner[0].get("/CIDSystemInfo") if isinstance(inner, pikepdf.Array) and len(inner) else None
        ordering = bytes(system.get("/Ordering", b"")) if isinstance(system, pikepdf.Dictionary) else b""
        return ordering in {b"", b"Identity"}
    if isinstance(encoding, pikepdf.Dictionary) and isinstance(encoding.get("/Differences"), pikepdf.Array):
        names = [str(item) for item in encoding["/Differences"] if isinstance(item, pikepdf.Name)]
        return sum(_NUMBERED_GLYPH.fullmatch(name) is not None for name in names) > len(names) / 4
    if subtype == "/Type3":
        return True
    descriptor = font.get("/FontDescriptor")
    is_symbolic = isinstance(descriptor, pikepdf.Dictionary) and bool(int(descriptor.get("/Flags", 0)) & 4)
    return subtype == "/TrueType" and encoding is None and is_symbolic and "/FontFile2" in descriptor


def _marks(stream: Any) -> Iterator[str]:
    """Yields the strings that stand beside the letters in a content stream: alternative and replacing text."""
    import pikepdf

    try:
        steps = list(pikepdf.parse_content_stream(stream, "BDC DP"))
    except pikepdf.PdfError:
        return
    for step in steps:
        for operand in step.operands:
            values: list[Any] = list(operand.values()) if isinstance(operand, pikepdf.Dictionary) else []
            yield from (string_text(bytes(value)) for value in values if isinstance(value, pikepdf.String))


def _add_form(scratch: Any, stream: Any) -> None:
    import pikepdf

    scratch.add_blank_page(page_size=(1000, 1000))
    page = scratch.pages[-1]
    copy = scratch.copy_foreign(stream)
    copy["/Type"], copy["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    if "/PatternType" in copy:
        del copy["/PatternType"]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=copy))
    page.Contents = scratch.make_stream(b"/F Do")


def _whole(page: Any) -> Any:
    """Returns a page that left the tree, with what it inherited from it."""
    import pikepdf

    for key in ("/Resources", "/MediaBox"):
        above = page.get("/Parent")
        for _ in range(_DEPTH):
            if key in page or not isinstance(above, pikepdf.Dictionary):
                break
            if key in above:
                page[key] = above[key]
            above = above.get("/Parent")
    if "/MediaBox" not in page:
        page["/MediaBox"] = pikepdf.Array([0, 0, 1000, 1000])
    return pikepdf.Page(page)


def _texts(pdf: Any) -> Iterator[str]:
    import pypdfium2

    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that this copy leaves without their form
        pdf.save(buffer, fix_metadata_version=False)
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        for number in range(len(document)):
            yield page_text(document[number])


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())
