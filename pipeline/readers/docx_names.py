"""The names of WordprocessingML and what stands in it, in both forms that the standard has."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, cast

from lxml import etree

_OPEN: Final = "http://schemas.openxmlformats.org/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_MICROSOFT: Final = "http://schemas.microsoft.com/office/"

SPACES: Final[dict[str, tuple[str, ...]]] = {
    "w": (f"{_OPEN}wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main"),
    "m": (f"{_OPEN}officeDocument/2006/math", f"{_STRICT}officeDocument/math"),
    "a": (f"{_OPEN}drawingml/2006/main", f"{_STRICT}drawingml/main"),
    "wp": (f"{_OPEN}drawingml/2006/wordprocessingDrawing", f"{_STRICT}drawingml/wordprocessingDrawing"),
    "mc": (f"{_OPEN}markup-compatibility/2006",),
    "wp14": (f"{_MICROSOFT}word/2010/wordprocessingDrawing",),
    "w15": (f"{_MICROSOFT}word/2012/wordml",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
}
"""Namespaces by the prefix that they usually have; the first is that of the transitional form."""

OFFICE: Final = (_OPEN, _STRICT, _MICROSOFT, "urn:schemas-microsoft-com:")
"""How the namespaces begin in which an attribute without a name for a text holds none."""


def names(prefix: str, *locals_: str) -> frozenset[str]:
    """Returns the names of elements or attributes in every form that a namespace has."""
    return frozenset(f"{{{space}}}{local}" for space in SPACES[prefix] for local in locals_)


def search(path: str, namespaces: dict[str, str] | None = None) -> Callable[[etree._Element], list[Any]]:
    """Returns a search for an XPath that gives nodes."""
    return cast("Callable[[etree._Element], list[Any]]", etree.XPath(path, namespaces=namespaces))


def xpath(*paths: str) -> Callable[[etree._Element], list[Any]]:
    """Returns a search for paths that are written with the prefixes of `SPACES`, in both forms of the standard."""
    first = {prefix: spaces[0] for prefix, spaces in SPACES.items()}
    strict = {f"{prefix}_": spaces[-1] for prefix, spaces in SPACES.items()}
    both = [re.sub(r"\b(\w+):(?!:)", form, path) for path in paths for form in (r"\1:", r"\1_:")]
    return search(" | ".join(dict.fromkeys(both)), first | strict)


PARAGRAPH: Final = names("w", "p")
TABLE: Final = names("w", "tbl")
ROW: Final = names("w", "tr")
CELL: Final = names("w", "tc")
BOX: Final = names("w", "txbxContent")
ALTERNATIVES: Final = names("mc", "AlternateContent")
CHOICE: Final = names("mc", "Choice")
