"""Text files: bytes in the encodings that offices use, as one segment."""

from __future__ import annotations

from pipeline.model import Segment
from pipeline.readers.encodings import decode as decode
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

WHOLE_TEXT = "tekst"
"""The place of the one segment of a text file."""


def read(content: bytes, visit: Visit) -> Reading:  # noqa: ARG001  a text holds no files
    """Returns the whole file as one segment, whose place is `WHOLE_TEXT`.

    Raises:
        UnreadableError: the bytes are not text.
    """
    return Reading(Format.TXT, (Segment(WHOLE_TEXT, Tekst(decode(content))),), read=(WHOLE_TEXT,))
