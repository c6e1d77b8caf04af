"""Text files: bytes in the encodings that offices use, as one segment."""

from __future__ import annotations

import codecs

from pipeline.errors import UnreadableError
from pipeline.model import Segment
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

WHOLE_TEXT = "tekst"
"""The place of the one segment of a text file."""


def read(content: bytes, visit: Visit) -> Reading:  # noqa: ARG001  a text holds no files
    """Returns the whole file as one segment, whose place is `WHOLE_TEXT`.

    Raises:
        UnreadableError: the bytes are not text.
    """
    return Reading(Format.TXT, (Segment(WHOLE_TEXT, Tekst(decode(content))),), read=(WHOLE_TEXT,))


def decode(content: bytes) -> str:
    """Returns the text of a file: by its byte order mark, else UTF-8, else Windows-1252 as older offices wrote.

    Raises:
        UnreadableError: the bytes are not text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if b"\0" in content:
        raise UnreadableError("Dit is geen tekstbestand. Sla het op als .txt in UTF-8.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(content, "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError("De tekens in dit bestand zijn niet te lezen. Sla het opnieuw op als UTF-8.") from None
