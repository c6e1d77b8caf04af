"""Names of folders and files that are safe on every platform."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final

MAX_FOLDER: Final = 60
MAX_PART: Final = 100
_MAX_READABLE: Final = 50
"""Of an altered name; with a hyphen and eight characters of digest it fits in `MAX_FOLDER`."""

_FOLDER = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{MAX_FOLDER - 1}}}")
_PART = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_PART - 1}}}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_OTHER = re.compile(r"[^a-z0-9]+")


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


def plain_name(text: str) -> str:
    """Returns what can stand in a name of `text`: its letters in lower case without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")


def _is_safe_part(part: str) -> bool:
    # Windows drops a dot at the end, so "a.docx." would be written over "a.docx".
    return bool(_PART.fullmatch(part)) and not part.endswith(".") and not _RESERVED.fullmatch(part)
