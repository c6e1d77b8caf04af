"""What in an Office file does not follow the rules of Open XML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openxml_audit import OpenXmlValidator


def errors_of(path: Path) -> list[Any]:
    """Returns the errors that a validator finds in a file.

    Each file has a validator of its own: one keeps what it read of a file by the address of that file in memory
    (openxml-audit 0.8), so that a later one at the same address would be held against the comments of another.
    """
    return OpenXmlValidator().validate(path).errors
