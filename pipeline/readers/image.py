"""Pictures: the text in them where tekstherkenning is at hand, and the texts that cameras and programs write beside."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers.binary import text_runs
from pipeline.readers.gather import has_words
from pipeline.readers.pdf_streams import xml_texts
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import REMEDIES, Format
from pipeline.text import Tekst

_MAX_PIXELS: Final = 120_000_000
_PLACE: Final = "afbeelding"
_DATA: Final = "gegevens bij de afbeelding"
_DAMAGED: Final = "Deze afbeelding is beschadigd. Open haar in een ander programma en sla haar opnieuw op."
_LARGE: Final = "Deze afbeelding is te groot om te lezen. Verklein haar of bekijk haar zelf."
_MOVES: Final = "Deze afbeelding heeft meer beelden; alleen het eerste is gelezen. Bekijk haar zelf."
_NOT_DRAWN: Final = "Dit soort afbeelding kan niet getekend worden. Bekijk haar zelf."
_DEPTH: Final = 6
_XMP: Final = re.compile(rb"<(?:\w+:)?(?:xmpmeta|RDF)\b.*</(?:\w+:)?(?:xmpmeta|RDF)>", re.DOTALL)
# What the library says of the picture itself, and no text of whoever made it.
_SILENT: Final = frozenset({
    "dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile", "progressive", "progression", "adobe",
    "adobe_transform", "gamma", "transparency", "compression", "background", "version", "duration", "loop", "interlace",
    "extension", "srgb", "chromaticity", "aspect", "resolution",
})  # fmt: skip
# Colours, where the lines of pixels stand, and profiles: long and no text.
_SILENT_TAGS: Final = frozenset({273, 279, 320, 324, 325, 347, 512, 513, 514, 519, 520, 521, 34675, 37500})
_MANY_PICTURES: Final = frozenset({"GIF", "WEBP", "PNG", "MPO"})


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts beside a picture, and the text in it; without tekstherkenning the picture is unread.

    Raises:
        UnreadableError: it is damaged or huge.
    """
    import PIL

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content, visit)
    except UnreadableError:
        raise
    except PIL.UnidentifiedImageError:
        return Reading(Format.IMAGE, unread=(Unread("", REMEDIES[Format.IMAGE]),))
    except Exception as error:  # noqa: BLE001  the library raises what it likes, and its words may quote the file
        if type(error).__name__ == "DecompressionBombError":
            raise UnreadableError(_LARGE) from None
        raise UnreadableError(_DAMAGED) from None


def _read(content: bytes, visit: Visit) -> Reading:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        if picture.width * picture.height > _MAX_PIXELS or getattr(picture, "n_frames", 1) > visit.limits.pages:
            raise UnreadableError(_LARGE)
        count = int(getattr(picture, "n_frames", 1))
        kind = str(picture.format)
        shown, unread = _text(picture, content, visit)
        segments = list(_beside(picture, content))
    segments = [*shown, *segments]
    if count > 1 and kind in _MANY_PICTURES and visit.ocr is not None:
        unread.append(Unread(_PLACE, _MOVES))
    return Reading(Format.IMAGE, tuple(segments), tuple(unread), (_DATA,))


def _text(picture: Any, content: bytes, visit: Visit) -> tuple[list[Segment], list[Unread]]:
    if visit.ocr is None:
        return [], [Unread("", REMEDIES[Format.IMAGE])]
    try:
        text = visit.ocr(content if picture.format in {"PNG", "JPEG", "TIFF", "BMP", "WEBP"} else _as_png(picture))
    except UnreadableError as error:
        return [], [Unread(_PLACE, str(error))]
    except OSError:
        return [], [Unread(_PLACE, _NOT_DRAWN)]
    return ([Segment(_PLACE, Tekst(text))] if has_words(text) else []), []


def _as_png(picture: Any) -> bytes:
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def _beside(picture: Any, content: bytes) -> Iterator[Segment]:
    seen: set[str] = set()
    texts = [*_named(picture), *_exif(picture), *_xmp(content), *_segments(picture)]
    for text in texts:
        plain = text.strip("\0 \r\n\t")
        if plain not in seen and has_words(plain):
            seen.add(plain)
            yield Segment(f"{_DATA}, tekst {len(seen)}", Tekst(plain))


def _named(picture: Any) -> Iterator[str]:
    """Yields what the library gives by name: comments, the texts of a PNG with their keywords."""
    if hasattr(picture, "text"):
        picture.load()  # texts may stand behind the pixels
    known = picture.info | getattr(picture, "text", {})
    for name, value in known.items():
        if name not in _SILENT and name not in {"exif", "xmp", "XML:com.adobe.xmp", "photoshop"}:
            yield str(name)
            yield str(getattr(value, "tkey", ""))  # the keyword in the language of the reader
            yield from _texts(value, 0)


def _exif(picture: Any) -> Iterator[str]:
    found = picture.getexif()
    yield from _texts(dict(found), 0)
    for pointer in (0x8769, 0x8825, 0xA005):
        yield from _texts(dict(found.get_ifd(pointer)), 0)
    for number in range(int(getattr(picture, "n_frames", 1)) if hasattr(picture, "tag_v2") else 0):
        picture.seek(number)
        yield from _texts(dict(picture.tag_v2), 0)


def _xmp(content: bytes) -> Iterator[str]:
    for match in _XMP.finditer(content):
        try:
            yield from list(xml_texts(match[0]))
        except UnreadableError:
            yield match[0].decode("utf-8", "replace")


def _segments(picture: Any) -> Iterator[str]:
    """Yields the texts in the parts of a JPEG that programs add: comments and the fields of the press (IPTC)."""
    for name, value in getattr(picture, "applist", ()):
        if name != "APP2" and not value.startswith((b"Exif\0", b"http://ns.adobe.com/x")):
            yield from text_runs(value)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEPTH:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield from text_runs(value)
    elif isinstance(value, dict):
        for tag, inner in value.items():
            if tag not in _SILENT_TAGS:
                yield from _texts(inner, depth + 1)
    elif isinstance(value, (list, tuple)) and not all(isinstance(item, (int, float)) for item in value):
        for item in value:
            yield from _texts(item, depth + 1)
