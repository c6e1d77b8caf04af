"""What a file is, by its content; the name decides only between texts."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from pipeline.readers.encodings import is_text, wide_encoding


class Format(StrEnum):
    """The formats that are told apart; the value is what reports call them."""

    DOCX = "docx"  # with docm, dotx and dotm
    XLSX = "xlsx"  # with xlsm
    PPTX = "pptx"  # with pptm and ppsx
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    ZIP = "zip"
    PDF = "pdf"
    RTF = "rtf"
    MSG = "msg"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    LOCKED = "versleuteld"
    EML = "eml"
    MBOX = "mbox"
    HTML = "html"
    CSV = "csv"
    TXT = "txt"
    IMAGE = "afbeelding"
    EMPTY = "leeg"
    UNKNOWN = "onbekend"


_OLD: Final = "Dit is een bestand van een oud programma. Sla het op als {} en zoek opnieuw."
REMEDIES: Final[dict[Format, str]] = dict.fromkeys(
    Format, "Dit soort bestand wordt niet gelezen. Sla de tekst op als .docx, .pdf of .txt."
) | {
    Format.DOC: _OLD.format(".docx"),
    Format.XLS: _OLD.format(".xlsx"),
    Format.PPT: _OLD.format(".pptx"),
    Format.LOCKED: "Dit bestand is versleuteld met een wachtwoord. Sla het zonder wachtwoord op en zoek opnieuw.",
    Format.EMPTY: "Dit bestand is leeg (0 bytes). Misschien is het niet goed gekopieerd; vraag de bron.",
    Format.IMAGE: "Van een afbeelding wordt geen tekst gelezen. Kies --ocr, of bekijk haar zelf.",
}
"""What to do about a file that no reader reads, in Dutch, by format."""

_ZIP: Final = (b"PK\3\4", b"PK\5\6")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEAD: Final = 1024  # a reader must find the mark within so many bytes
_PICTURES: Final = (
    b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM", b"\xd7\xcd\xc6\x9a",
)  # fmt: skip
_MEMBERS: Final = (
    ("word/", Format.DOCX),
    ("xl/", Format.XLSX),
    ("ppt/", Format.PPTX),
)
# Not every program puts its parts in these folders; the list of members says what the main one is.
_TYPES: Final = "[Content_Types].xml"
_MOST_TYPES: Final = 1_000_000
_KINDS: Final = (
    (b"wordprocessingml.document.main+xml", Format.DOCX),
    (b"wordprocessingml.template.main+xml", Format.DOCX),
    (b"ms-word.document.macroEnabled", Format.DOCX),
    (b"ms-word.template.macroEnabled", Format.DOCX),
    (b"spreadsheetml.sheet.main+xml", Format.XLSX),
    (b"spreadsheetml.template.main+xml", Format.XLSX),
    (b"ms-excel.sheet", Format.XLSX),
    (b"presentationml.presentation.main+xml", Format.PPTX),
    (b"presentationml.slideshow.main+xml", Format.PPTX),
)
_OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text": Format.ODT,
    b"application/vnd.oasis.opendocument.text-template": Format.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
    b"application/vnd.oasis.opendocument.presentation": Format.ODP,
}
# The names of the streams in the directory of an OLE file are UTF-16; a mail may hold a file with the names of another.
_STREAMS: Final = tuple(
    (name.encode("utf-16-le"), found)
    for name, found in (
        ("__substg1.0_", Format.MSG),
        ("EncryptedPackage", Format.LOCKED),
        ("WordDocument", Format.DOC),
        ("Workbook", Format.XLS),
        ("PowerPoint Document", Format.PPT),
    )
)
_MAIL = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:(?:Return-Path|Received|From|To|Cc|Subject|Date|Message-ID|MIME-Version|X-[\w-]+|Delivered-To|"
    rb"Onderwerp|Content-[\w-]+|DKIM-Signature|Reply-To|Sender|Authentication-Results|ARC-[\w-]+):[^\r\n]*\r?\n"
    rb"(?:[ \t][^\r\n]*\r?\n)*){3}",
    re.IGNORECASE,
)
_MBOX = re.compile(rb"\AFrom \S+ .*\d{4}\s*\r?\n(?:[\w-]+:|>From )")
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|p|font|center|svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_BY_NAME: Final = {
    ".eml": Format.EML,
    ".mbox": Format.MBOX,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".svg": Format.HTML,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
}
_HEAD: Final = 4096
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def recognise(name: str, content: bytes) -> Format:
    """Returns what a file is.

    Args:
        name: its name; asked only when the content is text, since a csv file looks like any other text.
        content: its bytes.
    """
    if not content:
        return Format.EMPTY
    if content.startswith(_ZIP):
        return _in_zip(content)
    if content.startswith(_OLE):
        return next((found for stream, found in _STREAMS if stream in content), Format.UNKNOWN)
    if content.startswith(b"{\\rtf"):
        return Format.RTF
    if b"%PDF-" in content[:_PDF_HEAD]:
        return Format.PDF
    if content.startswith(_PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        return Format.IMAGE
    return _text(name, content)


def _text(name: str, content: bytes) -> Format:
    head = content[:_HEAD]
    if _MBOX.match(head):
        return Format.MBOX
    if _MAIL.match(head):
        return Format.EML
    if _HTML.match(head):
        return Format.HTML
    by_name = _BY_NAME.get(PurePath(name).suffix.lower())
    if by_name is not None:
        return by_name
    return Format.TXT if head.startswith(_WIDE_MARKS) or is_text(content) or wide_encoding(content) else Format.UNKNOWN


def _in_zip(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").strip(), Format.ZIP)
            if _TYPES not in names:
                return Format.ZIP
            usual = (found for folder, found in _MEMBERS if any(name.startswith(folder) for name in names))
            return next(usual, None) or _by_main_part(archive)
    except Exception:  # noqa: BLE001  whatever is wrong with it, the reader of packages says so
        return Format.ZIP


def _by_main_part(archive: zipfile.ZipFile) -> Format:
    with archive.open(_TYPES) as stream:
        types = stream.read(_MOST_TYPES)
    return next((found for kind, found in _KINDS if kind in types), Format.ZIP)
