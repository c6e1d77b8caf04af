"""Takes letters out of the drawing of a PDF page: what is left of a line is drawn again where it stood."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, Final

from pipeline.readers.pdf_pages import Rect, boxes, page_text

_MARGIN: Final = 0.5  # points: letters lean out of their boxes
_GREY: Final = (90, 90, 90, 255)
_WHITE: Final = (255, 255, 255, 255)
_LETTER: Final = 0.55  # the mean width of a letter of Helvetica, in its size
_FILLED: Final = 1
_LINE_ENDS: Final = frozenset("\r\n\t \u00ad\ufffe\0")


def take_out(document: Any, page: Any, spans: Sequence[tuple[int, int]], replacement: str) -> bool:
    """Takes stretches out of a page and draws a grey bar with other text in their place.

    Args:
        document: the document, of pypdfium2.
        page: its page.
        spans: half-open code points of `page_text`, in order and apart from each other.
        replacement: what the bar says.

    Returns:
        Whether that went well: all of them are gone and all else is there. When not, the page is spoiled, and must be
        made from the file again in another way.
    """
    from pypdfium2 import raw

    text = page_text(page)
    drawn_spans = sum(bool(boxes(page, start, end)) for start, end in spans)
    stays = [text[start:end] for start, end in _rest(spans, len(text))]
    expected = _letters([*stays, *[replacement] * drawn_spans])
    textpage = page.get_textpage()
    try:
        gone = set(chain.from_iterable(_characters(textpage, text, spans)))
        drawn = _drawn(textpage)
        hit = [(handle, numbers) for handle, numbers in drawn if gone.intersection(numbers)]
        if gone and not hit:
            return False
        labels = _labels(document, textpage, text, spans, page, replacement)
        if not all(_redrawn(document, page, textpage, handle, numbers, gone, labels) for handle, numbers in hit):
            return False
    finally:
        textpage.close()
    return bool(raw.FPDFPage_GenerateContent(page)) and _letters([page_text(page)]) == expected


def _rest(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        yield at, start
        at = end
    yield at, length


def _letters(texts: Iterable[str]) -> Counter[str]:
    """Counts letters without white space: the order and the spaces of a page are guessed from where they stand."""
    return Counter(character for text in texts for character in text if character not in _LINE_ENDS)


def _characters(textpage: Any, text: str, spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Returns the numbers that the library gives the characters of each span."""
    from pypdfium2 import raw

    units = 0
    starts = []
    for character in text:
        starts.append(units)
        units += 1 + (ord(character) > 0xFFFF)
    numbers = ([raw.FPDFText_GetCharIndexFromTextIndex(textpage, starts[at]) for at in range(*span)] for span in spans)
    return [[number for number in found if number >= 0] for found in numbers]


def _labels(
    document: Any, textpage: Any, text: str, spans: Sequence[tuple[int, int]], page: Any, replacement: str
) -> dict[int, list[Any]]:
    """Returns what is drawn in place of each span, by the number of its first character: bars and what they say."""
    found = {}
    for span, numbers in zip(spans, _characters(textpage, text, spans), strict=True):
        areas = boxes(page, *span)
        if areas and numbers:
            bars = [_bar(area) for area in areas]
            found[numbers[0]] = [*bars, _label(document, max(areas, key=lambda area: area.width), replacement)]
    return found


def _drawn(textpage: Any) -> list[tuple[Any, list[int]]]:
    """Returns the text objects of a page, each with the numbers of its characters, in the order of the text."""
    from pypdfium2 import raw

    found: dict[int, tuple[Any, list[int]]] = {}
    for number in range(raw.FPDFText_CountChars(textpage)):
        handle = raw.FPDFText_GetTextObject(textpage, number)
        address = ctypes.cast(handle, ctypes.c_void_p).value if handle else None
        if address is not None and not raw.FPDFText_IsGenerated(textpage, number):
            found.setdefault(address, (handle, []))[1].append(number)
    return list(found.values())


def _redrawn(
    document: Any,
    page: Any,
    textpage: Any,
    handle: Any,
    numbers: Sequence[int],
    gone: set[int],
    labels: Mapping[int, list[Any]],
) -> bool:
    """Draws what stays of a text object, with the labels where something went, and removes the object."""
    from pypdfium2 import raw

    place = _place(page, handle)
    if place is None:  # within a form, where nothing can be put
        return False
    fresh: list[Any] = []
    for run in _runs(numbers, gone):
        if run[0] in gone:
            fresh += [item for number in run for item in labels.get(number, ())]
        else:
            fresh.append(_like(document, textpage, handle, run))
    for number, item in enumerate(fresh):
        if not item:
            return False
        raw.FPDFPage_InsertObjectAtIndex(page, item, place + number)
    if not raw.FPDFPage_RemoveObject(page, handle):
        return False
    raw.FPDFPageObj_Destroy(handle)
    return True


def _place(page: Any, handle: Any) -> int | None:
    from pypdfium2 import raw

    wanted = ctypes.cast(handle, ctypes.c_void_p).value
    count = raw.FPDFPage_CountObjects(page)
    handles = (raw.FPDFPage_GetObject(page, index) for index in range(count))
    return next((at for at, other in enumerate(handles) if ctypes.cast(other, ctypes.c_void_p).value == wanted), None)


def _runs(numbers: Iterable[int], gone: set[int]) -> Iterator[list[int]]:
    """Yields characters in stretches that stay or go."""
    return (list(run) for _, run in groupby(numbers, key=gone.__contains__))


def _like(document: Any, textpage: Any, handle: Any, run: Sequence[int]) -> Any:
    """Returns a text object with some of the characters of another, as they stood in it; None when it cannot be."""
    from pypdfium2 import raw

    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    known = (
        raw.FPDFTextObj_GetFontSize(handle, size)
        and raw.FPDFPageObj_GetMatrix(handle, matrix)
        and raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
        and raw.FPDFText_GetCharOrigin(textpage, run[0], x, y)
    )
    fresh = raw.FPDFPageObj_CreateTextObj(document, raw.FPDFTextObj_GetFont(handle), size) if known else None
    if not fresh:
        return None
    text = "".join(chr(raw.FPDFText_GetUnicode(textpage, number)) for number in run) + "\0"
    encoded = text.encode("utf-16-le", "surrogatepass")
    if not raw.FPDFText_SetText(fresh, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)):
        return None
    raw.FPDFPageObj_SetMatrix(fresh, raw.FS_MATRIX(matrix.a, matrix.b, matrix.c, matrix.d, x.value, y.value))
    raw.FPDFPageObj_SetFillColor(fresh, red, green, blue, alpha)
    raw.FPDFTextObj_SetTextRenderMode(fresh, raw.FPDFTextObj_GetTextRenderMode(handle))
    return fresh


def _label(document: Any, area: Rect, text: str) -> Any:
    """Writes what the bar says, as large as fits; a scanner then reads a sentence with a word in it, not a gap."""
    from pypdfium2 import raw

    size = max(min(area.height * 0.8, area.width / (_LETTER * max(len(text), 1))), 1.0)
    label = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", size)
    encoded = f"{text}\0".encode("utf-16-le", "surrogatepass")
    if not label or not raw.FPDFText_SetText(label, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)):
        return None
    raw.FPDFPageObj_SetFillColor(label, *_WHITE)
    raw.FPDFPageObj_SetMatrix(label, raw.FS_MATRIX(1, 0, 0, 1, area.left, area.bottom + size * 0.2))
    return label


def _bar(area: Rect) -> Any:
    from pypdfium2 import raw

    width, height = area.width + 2 * _MARGIN, area.height + 2 * _MARGIN
    bar = raw.FPDFPageObj_CreateNewRect(area.left - _MARGIN, area.bottom - _MARGIN, width, height)
    raw.FPDFPageObj_SetFillColor(bar, *_GREY)
    raw.FPDFPath_SetDrawMode(bar, _FILLED, 0)
    return bar
