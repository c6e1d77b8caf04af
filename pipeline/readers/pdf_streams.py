"""The streams of a PDF, unpacked within limits and told apart: files, texts, pictures and what holds no text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.readers.package import parse_xml
from pipeline.readers.reading import Visit

_CHUNK: Final = 1 << 16
_DAMAGED: Final = "Dit onderdeel van het pdf-bestand is beschadigd. Maak de pdf opnieuw."
_FONT_KEYS: Final = ("/Length1", "/Length2", "/Length3", "/FunctionType", "/ShadingType", "/HalftoneType")
_FONT_KINDS: Final = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})
_SILENT_TYPES: Final = frozenset({"/XRef", "/ObjStm", "/CMap", "/Halftone", "/XRefStm"})
_MEDIA: Final = frozenset({"/Sound", "/3D", "/Rendition", "/Movie"})
_PRINTABLE: Final = 0.9


class DamagedPartError(UnreadableError):
    """A stream that cannot be unpacked; the rest of the file may be read."""


class Content(StrEnum):
    """What a stream holds."""

    FILE = "bestand"
    METADATA = "gegevens"
    XML = "xml"
    TEXT = "tekst"
    FORM = "tekening"
    IMAGE = "afbeelding"
    MEDIA = "geluid of film"
    DRAWING = "losse bladinhoud"
    SILENT = ""
    UNKNOWN = "onbekend"


def declared(stream: Any) -> Content | None:
    """Returns what a stream says it holds, or None when it does not say."""
    kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    if kind in _SILENT_TYPES or subtype in _FONT_KINDS or any(key in stream for key in _FONT_KEYS):
        return Content.SILENT
    if isinstance(stream.get("/S"), int) and not kind:
        return Content.SILENT  # where things stand in a file for the web
    if kind == "/Metadata" or subtype == "/XML":
        return Content.METADATA
    if kind == "/EmbeddedFile":
        return Content.FILE
    if subtype == "/Image":
        return Content.IMAGE
    if subtype == "/Form" or stream.get("/PatternType") == 1:
        return Content.FORM
    return Content.MEDIA if kind in _MEDIA else None


def sniffed(content: bytes) -> Content:
    """Returns what the unpacked bytes of a stream are that says nothing of itself."""
    head = content[:1024].lstrip()
    if not head or content[36:40] == b"acsp" or b"begincmap" in content or b" d1" in head or b" d0" in head:
        return Content.SILENT  # nothing, a colour profile, a table of letters, the shape of a letter
    if head.startswith((b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"%!PS-AdobeFont", b"%!FontType1")):
        return Content.SILENT
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"<"):
        return Content.XML
    if any(mark in content for mark in (b" Tj", b" TJ", b")Tj", b"]TJ", b">Tj")) and b"BT" in content:
        return Content.DRAWING
    text = string_text(content)
    shown = sum(character.isprintable() or character.isspace() for character in text)
    return Content.TEXT if shown >= _PRINTABLE * len(text) else Content.UNKNOWN


def unpacked(stream: Any, visit: Visit) -> bytes:
    """Returns the bytes of a stream; those of a picture are not asked for.

    Raises:
        DamagedPartError: it is damaged.
        UnreadableError: it unpacks to more than the limits allow.
    """
    import pikepdf

    try:
        content = bytes(stream.read_raw_bytes())
        filters = _list(stream.get("/Filter"))
        packed = len(content)
        for name in filters:
            if str(name) not in {"/FlateDecode", "/Fl"}:
                break
            content = visit.gathered(_inflated(content), packed)
        plain = all(str(name) in {"/FlateDecode", "/Fl"} for name in filters)
        if plain and not any(_predicts(item) for item in _list(stream.get("/DecodeParms"))):
            return content
        content = bytes(stream.read_bytes())
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, RuntimeError, NotImplementedError):
        raise DamagedPartError(_DAMAGED) from None
    return visit.gathered([content], packed)


def _list(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _predicts(parameters: Any) -> bool:
    import pikepdf

    return isinstance(parameters, pikepdf.Dictionary) and parameters.get("/Predictor", 1) != 1


def _inflated(content: bytes) -> Iterator[bytes]:
    machine = zlib.decompressobj()
    rest = content
    while rest and not machine.eof:
        yield machine.decompress(rest, _CHUNK)
        rest = machine.unconsumed_tail


def string_text(content: bytes) -> str:
    """Returns the text of a PDF string or text stream: UTF-16 or UTF-8 when it says so, else PDFDocEncoding."""
    if content.startswith(b"\xfe\xff"):
        return content[2:].decode("utf-16-be", "replace")
    if content.startswith(b"\xff\xfe"):
        return content[2:].decode("utf-16-le", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        import pikepdf

        return str(pikepdf.String.__str__(pikepdf.String(content)))


def xml_texts(content: bytes) -> Iterator[str]:
    """Yields the texts of XML: of each element its own, of each attribute, of each comment.

    Raises:
        UnreadableError: it is no XML, or has a document type.
    """
    root = parse_xml(content)
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        if node.text:
            yield str(node.text)
        if isinstance(node.tag, str):
            yield from map(str, node.attrib.values())
        if node.tail:
            yield str(node.tail)


def rich_text(text: str) -> Iterator[str]:
    """Yields the running text of a text with markup, and what stands in the markup; of what is no XML the whole."""
    try:
        root = parse_xml(text.encode("utf-8", "replace"))
    except UnreadableError:
        yield text
        return
    yield "\n".join("".join(map(str, block.itertext())) for block in _blocks(root))
    for comment in root.iter(etree.Comment, etree.ProcessingInstruction):
        yield str(comment.text or "")
    for node in root.iter(etree.Element):
        yield from (str(value) for name, value in node.attrib.items() if name != "style")


def _blocks(root: etree._Element) -> list[etree._Element]:
    found = [node for node in root.iter(etree.Element) if etree.QName(node).localname in {"p", "li", "div"}]
    outer = [node for node in found if not any(parent in found for parent in node.iterancestors())]
    covered = sum(len("".join(map(str, node.itertext())).strip()) for node in outer)
    return outer if covered >= len("".join(map(str, root.itertext())).strip()) - 2 * len(outer) else [root]
