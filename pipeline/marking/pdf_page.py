"""Makes a page of a PDF anew from its picture, with the words that may stay as text that is found but not seen."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.readers.pdf_pages import Rect, boxes
from pipeline.text import Tekst

if TYPE_CHECKING:
    import pikepdf

_DPI: Final = 200
_MOST_PIXELS: Final = 30_000_000
_WORDS: Final = re.compile(r"\S+")
_MARGIN: Final = 1.0  # points: letters lean out of their boxes
_WIDTH: Final = 0.5  # of a letter of the unseen font, in its size
# The keys that made the page look as it did; its picture replaces them. What else it had (its label, its thread) stays.
_OLD: Final = ("/Annots", "/Group", "/StructParents", "/Thumb", "/PieceInfo", "/Metadata", "/AA", "/Tabs")
_UNICODE: Final = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Poortwachter def
/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that loses text.

    Attributes:
        index: its number, from 0.
        text: its text as `page_text` gives it.
        spans: what goes, as half-open code points of that text, in order and apart from each other.
    """

    index: int
    text: Tekst = field(repr=False)
    spans: tuple[tuple[int, int], ...]


def as_picture(pdf: pikepdf.Pdf, view: Any, page: Page) -> None:
    """Replaces a page by its picture with white where text went, and with the other words as its text.

    Args:
        pdf: the file, of pikepdf.
        view: the page in pypdfium2.
        page: what goes.
    """
    import pikepdf

    turn = view.get_rotation()
    view.set_rotation(0)  # the picture is made as the page lies; the new page is turned as the old one was
    try:
        blank = [area for start, end in page.spans for area in boxes(view, start, end)]
        around = Rect(*view.get_cropbox())
        picture = _picture(pdf, view, around, blank)
        unseen = b"\n".join(_unseen(view, page))
    finally:
        view.set_rotation(turn)
    made = pdf.pages[page.index]
    for key in _OLD:
        if key in made:
            del made[key]
    place = f"q {around.width:.3f} 0 0 {around.height:.3f} {around.left:.3f} {around.bottom:.3f} cm"
    made.Contents = pdf.make_stream(f"{place} /P Do Q\nBT 3 Tr\n".encode("ascii") + unseen + b"\nET")
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture), Font=pikepdf.Dictionary(U=_font(pdf)))
    for key in ("/MediaBox", "/CropBox"):
        made[key] = pikepdf.Array([round(v, 3) for v in (around.left, around.bottom, around.right, around.top)])


def _picture(pdf: pikepdf.Pdf, view: Any, around: Rect, blank: list[Rect]) -> Any:
    import pikepdf

    scale = min(_DPI / 72, (_MOST_PIXELS / max(around.width * around.height, 1)) ** 0.5)
    bitmap = view.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    try:
        pixels = bytearray(memoryview(bitmap.buffer).cast("B"))
        channels = bitmap.n_channels
        for area in blank:
            _wipe(pixels, bitmap, scale, around, area)
        rows = (
            bytes(pixels[start : start + bitmap.width * channels])
            for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        )
        image = pdf.make_stream(zlib.compress(b"".join(rows), 6))
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = bitmap.width, bitmap.height, 8
        image.ColorSpace = pikepdf.Name.DeviceRGB if channels > 1 else pikepdf.Name.DeviceGray
        image.Filter = pikepdf.Name.FlateDecode
        return image
    finally:
        bitmap.close()


def _wipe(pixels: bytearray, bitmap: Any, scale: float, around: Rect, area: Rect) -> None:
    """Blackens a rectangle of a picture, whole pixels around it included."""
    left = max(int((area.left - _MARGIN - around.left) * scale), 0)
    right = min(int((area.right + _MARGIN - around.left) * scale) + 1, bitmap.width)
    top = max(int((around.top - area.top - _MARGIN) * scale), 0)
    bottom = min(int((around.top - area.bottom + _MARGIN) * scale) + 1, bitmap.height)
    channels = bitmap.n_channels
    for row in range(top, bottom):
        start = row * bitmap.stride
        pixels[start + left * channels : start + right * channels] = bytes((right - left) * channels)


def _unseen(view: Any, page: Page) -> Iterator[bytes]:
    """Yields the operators that put each word that stays where it stood."""
    text = page.text.reveal()
    for match in _WORDS.finditer(text):
        for start, end in _kept(match.span(), page.spans):
            areas = boxes(view, start, end)
            word = text[start:end].encode("utf-16-be", errors="replace")
            if areas and word:
                area = areas[0]
                size = max(area.height, 1.0)
                natural = len(word) / 2 * _WIDTH * size
                stretch = max(area.width / natural * 100, 1.0)
                yield (
                    f"/U {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {area.left:.2f} {area.bottom:.2f} Tm <{word.hex()}> Tj"
                ).encode("ascii")


def _kept(word: tuple[int, int], spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yields what is left of a word."""
    start, end = word
    for gone_from, gone_to in spans:
        if gone_to <= start or gone_from >= end:
            continue
        if gone_from > start:
            yield start, gone_from
        start = max(start, gone_to)
    if start < end:
        yield start, end


def _font(pdf: pikepdf.Pdf) -> Any:
    """Returns a font whose codes are the characters themselves; nothing is drawn with it."""
    import pikepdf

    name = pikepdf.Name("/Poortwachter")
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        DW=round(_WIDTH * 1000),
        FontDescriptor=pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=name,
                Flags=4,
                FontBBox=pikepdf.Array([0, 0, round(_WIDTH * 1000), 1000]),
                ItalicAngle=0,
                Ascent=1000,
                Descent=0,
                CapHeight=1000,
                StemV=80,
            )
        ),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_UNICODE),
        )
    )
