"""Files of old office programs (doc, xls, ppt): read as the newer file that a converter makes of them."""

from __future__ import annotations

from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Unread
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.reasons import MACROS
from pipeline.readers.recognise import REMEDIES, Format, recognise

_MACRO_MARK: Final = "_VBA_PROJECT".encode("utf-16-le")
_WRONG: Final = (
    "Dit oude bestand kon niet worden omgezet. Open het in Word, Excel of PowerPoint en sla het opnieuw op als {}."
)
_MODERN: Final = {Format.DOC: Format.DOCX, Format.XLS: Format.XLSX, Format.PPT: Format.PPTX}


def read_doc(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of an old Word file; raises as `_read`."""
    return _read(Format.DOC, content, visit)


def read_xls(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of an old Excel file; raises as `_read`."""
    return _read(Format.XLS, content, visit)


def read_ppt(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of an old PowerPoint file; raises as `_read`."""
    return _read(Format.PPT, content, visit)


def _read(found: Format, content: bytes, visit: Visit) -> Reading:
    """Reads an old file by way of the converter.

    Raises:
        UnreadableError: there is no converter, or it cannot make a newer file of this one.
    """
    if visit.convert is None:
        raise UnreadableError(REMEDIES[found])
    wanted = _MODERN[found]
    modern = visit.convert(found.value, content)
    if recognise("", modern) is not wanted:
        raise UnreadableError(_WRONG.format(f".{wanted.value}"))
    reading = visit.again(modern)
    lost = (Unread("macro's", MACROS),) if _MACRO_MARK in content else ()
    return Reading(found.value, reading.segments, (*reading.unread, *lost), reading.read)
