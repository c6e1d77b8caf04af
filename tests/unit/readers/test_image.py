"""Pictures: their own text through tekstherkenning or unread, and the texts beside them always."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from pipeline.errors import UnreadableError
from pipeline.readers.reading import Reading
from pipeline.readers.registry import read_file

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a titel='xmpattribuut'>xmptekst</a></x:xmpmeta>"


def picture(kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (60, 40), 255).save(buffer, kind, **options)
    return buffer.getvalue()


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010E] = "exifbeschrijving"
    made[0x9C9C] = "xpcommentaar".encode("utf-16-le") + b"\0\0"
    made.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0gebruikerscommentaar"
    return made


def png_texts() -> PngImagePlugin.PngInfo:
    made = PngImagePlugin.PngInfo()
    made.add_text("Comment", "pngtekst")
    made.add_text("pngsleutel", "ingepaktetekst", zip=True)
    made.add_itxt("Description", "wereldtekst", "nl", "vertaaldesleutel")
    return made


def press(text: str) -> bytes:
    """Writes the fields of the press behind the head of a JPEG."""
    field = b"\x1c\x02\x78" + len(text).to_bytes(2, "big") + text.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(field).to_bytes(4, "big") + field
    plain = picture("JPEG")
    return plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]


def two_pages() -> bytes:
    buffer = io.BytesIO()
    first, second = Image.new("L", (60, 40), 255), Image.new("L", (60, 40), 255)
    second.encoderinfo = {"description": "tweede bladzijde"}  # type: ignore[attr-defined]
    first.save(buffer, "TIFF", description="eerste bladzijde", save_all=True, append_images=[second])
    return buffer.getvalue()


MADE = {
    "jpeg": (
        picture("JPEG", exif=exif(), comment=b"jpegcommentaar", xmp=XMP),
        {"exifbeschrijving", "xpcommentaar", "gebruikerscommentaar", "jpegcommentaar", "xmptekst", "xmpattribuut"},
    ),
    "pers": (press("perstekst"), {"perstekst"}),
    "png": (
        picture("PNG", exif=exif(), pnginfo=png_texts()),
        {"exifbeschrijving", "pngtekst", "pngsleutel", "ingepaktetekst", "wereldtekst", "vertaaldesleutel"},
    ),
    "gif": (picture("GIF", comment="gifcommentaar"), {"gifcommentaar"}),
    "webp": (picture("WEBP", exif=exif().tobytes(), xmp=XMP), {"exifbeschrijving", "xmptekst"}),
    "tiff": (two_pages(), {"eerste bladzijde", "tweede bladzijde"}),
    "bmp": (picture("BMP"), set()),
}


@pytest.mark.parametrize("name", MADE)
def test_texts_beside_a_picture_are_read_and_the_picture_is_not(name: str) -> None:
    content, words = MADE[name]
    reading = read_file("", content)
    found = "\n".join(item.text.reveal() for item in reading.segments)
    assert {word for word in words if word in found} == words
    (unread,) = reading.unread
    assert unread.part == ""
    assert "--ocr" in unread.reason


@pytest.mark.parametrize("name", MADE)
def test_the_text_in_a_picture_comes_first(name: str) -> None:
    given_to: list[bytes] = []
    reading = read_file("", MADE[name][0], ocr=lambda content: given_to.append(content) or "gelezen")  # type: ignore[func-returns-value]
    assert reading.unread == ()
    assert (reading.segments[0].place, reading.segments[0].text.reveal()) == ("afbeelding", "gelezen")
    assert len(given_to) == 1


def test_a_picture_that_moves_is_not_read_as_a_whole() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("L", (60, 40), shade) for shade in (255, 0)]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    assert len(read_file("", buffer.getvalue(), ocr=lambda _: "gelezen").unread) == 1


def test_tekstherkenning_that_fails_leaves_the_picture_unread() -> None:
    def fails(_: bytes) -> str:
        raise UnreadableError("te traag")

    assert [(item.part, item.reason) for item in read_file("", MADE["jpeg"][0], ocr=fails).unread] == [
        ("afbeelding", "te traag")
    ]


def test_a_picture_of_too_many_dots_is_refused() -> None:
    content = bytearray(picture("BMP"))
    content[18:26] = (40_000).to_bytes(4, "little") * 2
    (unread,) = read_file("", bytes(content), ocr=lambda _: "x").unread
    assert "te groot" in unread.reason


@settings(max_examples=40)
@given(st.sampled_from(sorted(MADE)), st.integers(0, 999), st.binary(max_size=30))
def test_row_2_damage_raises_nothing_else(name: str, at: int, instead: bytes) -> None:
    content = bytearray(MADE[name][0])
    at = at * len(content) // 1000
    content[at : at + len(instead)] = instead
    reading = read_file("", bytes(content))
    assert isinstance(reading, Reading)
    assert reading.unread or reading.segments
