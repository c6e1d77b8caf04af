"""The pages of a PDF: their text, the rectangles that a stretch of it fills, and their picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_HYPHEN: Final = "\ufffe"  # what the library puts where a word breaks off at the end of a line
_SOFT_HYPHEN: Final = "\u00ad"
_DPI: Final = 200
_MAX_PIXELS: Final = 30_000_000  # a page of A3 at twice that resolution
_MIN_DPI: Final = 70
_MUCH: Final = 0.05  # the share of a page from which the pictures on it are more than a logo
_DEPTH: Final = 5


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on a page, in points from the lower left corner of the unrotated page, as annotations count."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def page_text(page: Any) -> str:
    """Returns the text of a page of pypdfium2, line ends as the library sees them.

    Also what stands outside the visible part of the page, and what is invisible or white. A word that is broken off at
    the end of a line is joined with a soft hyphen, which the scanner does not see.
    """
    textpage = page.get_textpage()
    try:
        return _text(textpage)
    finally:
        textpage.close()


def _text(textpage: Any) -> str:
    return str(textpage.get_text_range()).replace(_HYPHEN, _SOFT_HYPHEN)


def boxes(page: Any, start: int, end: int) -> tuple[Rect, ...]:
    """Returns the rectangles that a stretch of `page_text` fills, one a line at least; none when nothing is drawn.

    Args:
        page: a page of pypdfium2.
        start: first code point.
        end: one past the last.
    """
    from pypdfium2 import raw

    textpage = page.get_textpage()
    try:
        units = _units(_text(textpage), start, end)
        if units is None:
            return ()
        first = raw.FPDFText_GetCharIndexFromTextIndex(textpage, units[0])
        last = raw.FPDFText_GetCharIndexFromTextIndex(textpage, units[1] - 1)
        if first < 0 or last < first:
            return ()
        # Asked of the library with all its characters, since the count of rectangles is kept for the last one asked.
        count = textpage.count_rects(first, last - first + 1)
        found = (Rect(*textpage.get_rect(index)) for index in range(count))
        return tuple(rect for rect in found if rect.width > 0 and rect.height > 0)
    finally:
        textpage.close()


def _units(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Returns a stretch in UTF-16 code units, which the library counts in."""
    if not 0 <= start < end <= len(text):
        return None
    before = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    return before, before + len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2


def has_pictures(page: Any) -> bool:
    """Says whether pictures fill so much of a page that they can hold text."""
    from pypdfium2 import raw

    width, height = page.get_size()
    room = width * height * _MUCH
    filled = 0.0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        left, bottom, right, top = found.get_bounds()
        filled += abs(right - left) * abs(top - bottom)
        if filled > room:
            return True
    return False


def page_png(page: Any) -> bytes | None:
    """Returns the picture of a page as a PNG in grey at 200 dots an inch, at less when the page is huge.

    None when it is so large that no letter would be readable.
    """
    width, height = page.get_size()
    inches = max(width * height / 72**2, 0.01)
    dpi = min(_DPI, (_MAX_PIXELS / inches) ** 0.5)
    if dpi < _MIN_DPI:
        return None
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        lines = (rows[start : start + bitmap.width] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        return _png(bitmap.width, bitmap.height, lines)
    finally:
        bitmap.close()


def _png(width: int, height: int, lines: Iterator[memoryview]) -> bytes:
    pixels = zlib.compress(b"".join(b"\0" + line for line in lines), 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    size = struct.pack(">IIB", round(_DPI / 0.0254), round(_DPI / 0.0254), 1)
    chunks = (_chunk(b"IHDR", head), _chunk(b"pHYs", size), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
