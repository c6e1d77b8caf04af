"""A PDF that goes along in the set for UWV: its text, and what whoever sends it must look at."""

from __future__ import annotations

from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers.pdf import LOOK_YOURSELF, read
from pipeline.readers.reading import Limits, Reading, Visit

MAX_PAGES: Final = 500
"""More pages than that is no document of a re-integratieverslag."""

LOOK: Final = "bekijk zelf"
"""How the reason begins of what whoever sends a file must look at."""

_FILES: Final = "In dit pdf-bestand zitten andere bestanden. Sla het op zonder die bestanden."


def read_pdf(content: bytes) -> tuple[tuple[Segment, ...], tuple[Unread, ...]]:
    """Returns the text of a PDF with what was not read.

    Raises:
        UnreadableError: it is damaged, locked with a password, has other files in it, or has too many pages.
    """
    found: list[str] = []

    def refuse(name: str, _: bytes, __: Visit) -> Reading:
        found.append(name)
        return Reading("")

    reading = read(content, Visit(refuse, Limits(pages=MAX_PAGES)))
    if found:
        raise UnreadableError(_FILES)
    return reading.segments, tuple(Unread(item.part, _look(item.reason)) for item in reading.unread)


def _look(reason: str) -> str:
    said = reason.removesuffix(LOOK_YOURSELF)
    return f"{LOOK}: {said[:1].lower()}{said[1:]}"
