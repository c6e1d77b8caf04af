"""Names of folders and files: what is safe on every platform, and what of a name a person wrote, as a text."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import PurePath
from typing import Final

from pipeline.model import Segment, TextKind
from pipeline.text import Tekst

FILE_NAME: Final = "bestandsnaam"
"""The place of the text in the name of a file."""

MAX_FOLDER: Final = 60
MAX_PART: Final = 100
_MAX_READABLE: Final = 50
"""Of an altered name; with a hyphen and eight characters of digest it fits in `MAX_FOLDER`."""

_FOLDER = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{MAX_FOLDER - 1}}}")
_PART = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_PART - 1}}}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_OTHER = re.compile(r"[^a-z0-9]+")
# What programs put behind a name, by letters that say nothing else; any other ending was written by a person.
_SUFFIXES: Final = frozenset(
    """
    doc docx docm dot dotx dotm odt ott fodt rtf txt text md log tex wpd pages wps
    xls xlsx xlsm xlsb xlt xltx xltm ods ots fods csv tsv numbers
    ppt pptx pptm pps ppsx pot potx odp otp fodp key
    pdf xps oxps eml msg mbox ics vcf pst ost p7m p7s html htm xhtml mht mhtml xml svg json jsonl yaml yml sarif
    zip 7z rar gz tgz tar bz2 xz png jpg jpeg jpe gif bmp tif tiff webp heic heif wmf emf ico
    mp3 mp4 m4a wav ogg mov avi wmv mkv bak tmp dat bin lnk url vsd vsdx one pub accdb mdb sqlite
    """.split()
)


def is_safe_folder(name: str) -> bool:
    """Says whether `name` can be the folder of a dossier: lower case, so that no two differ in case only."""
    return bool(_FOLDER.fullmatch(name)) and not _RESERVED.fullmatch(name)


def is_safe_file(name: str) -> bool:
    """Says whether `name`, with forward slashes, can be a file below a dossier's folder."""
    return all(_is_safe_part(part) for part in name.split("/"))


def folder_name(reference: str) -> str:
    """Returns a folder name for a dossier's reference; one that had to be altered gets a part of its digest."""
    if is_safe_folder(reference):
        return reference
    mark = sha256(reference.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    readable = plain_name(reference)[:_MAX_READABLE].strip("-")
    return f"{readable or 'dossier'}-{mark}"


def written_name(name: str) -> tuple[str, str]:
    """Returns a file name in two: what a person wrote, and the suffix of a known kind of file with its dot, or "".

    What stands behind the last dot may be text too: of "Jansen.burn-out" all was written by a person.

    Args:
        name: a file name, with or without folders, which are left out.
    """
    own = PurePath(name).name
    stem, dot, suffix = own.rpartition(".")
    return (stem, dot + suffix) if stem and suffix.lower() in _SUFFIXES else (own, "")


def name_segment(name: str) -> Segment:
    """Returns what a person wrote of a file name as a text to scan, at the place `FILE_NAME`; its suffix is no part.

    Args:
        name: a file name, with or without folders, which are left out.
    """
    return Segment(FILE_NAME, Tekst(written_name(name)[0]), TextKind.TITEL)


def plain_name(text: str) -> str:
    """Returns what can stand in a name of `text`: its letters in lower case without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")


def _is_safe_part(part: str) -> bool:
    # Windows drops a dot at the end, so "a.docx." would be written over "a.docx".
    return bool(_PART.fullmatch(part)) and not part.endswith(".") and not _RESERVED.fullmatch(part)
