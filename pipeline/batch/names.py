"""Which names of folders and files are safe on every platform."""

from __future__ import annotations

import re
from typing import Final

MAX_FOLDER: Final = 60
MAX_PART: Final = 100

_FOLDER = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{MAX_FOLDER - 1}}}")
_PART = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_PART - 1}}}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def is_safe_folder(name: str) -> bool:
    """Says whether `name` can be the folder of a dossier: lower case, so that no two differ in case only."""
    return bool(_FOLDER.fullmatch(name)) and not _RESERVED.fullmatch(name)


def is_safe_file(name: str) -> bool:
    """Says whether `name`, with forward slashes, can be a file below a dossier's folder."""
    return all(_is_safe_part(part) for part in name.split("/"))


def _is_safe_part(part: str) -> bool:
    # Windows drops a dot at the end, so "a.docx." would be written over "a.docx".
    return bool(_PART.fullmatch(part)) and not part.endswith(".") and not _RESERVED.fullmatch(part)
