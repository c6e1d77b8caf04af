"""Which reader reads which format; a file is what its content says, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from pipeline.errors import UnreadableError
from pipeline.model import Unread
from pipeline.names import name_segment
from pipeline.readers.reading import Convert, Limits, Ocr, Reading, Visit
from pipeline.readers.recognise import REMEDIES, Format, recognise
from pipeline.readers.zip_files import zip_behind

_BEHIND: Final = "na het einde van het bestand"
_ENDED: Final = frozenset({Format.IMAGE, Format.TXT, Format.CSV, Format.HTML, Format.RTF, Format.EML, Format.MBOX})
"""What programs show up to its end, and open as a zip file all the same when one stands behind it."""

# Module and function by format; imported when the first file of that format comes by.
_READERS: Final[dict[Format, str]] = {
    Format.TXT: "pipeline.readers.plain:read",
    Format.DOCX: "pipeline.readers.docx:read",
    Format.ODT: "pipeline.readers.opendocument:read",
    Format.ODP: "pipeline.readers.opendocument:read",
    Format.ODS: "pipeline.readers.opendocument:read",
    Format.XLSX: "pipeline.readers.xlsx:read",
    Format.PPTX: "pipeline.readers.pptx:read",
    Format.CSV: "pipeline.readers.csv_text:read",
    Format.DOC: "pipeline.readers.old_office:read_doc",
    Format.XLS: "pipeline.readers.old_office:read_xls",
    Format.PPT: "pipeline.readers.old_office:read_ppt",
    Format.ZIP: "pipeline.readers.zip_files:read",
    Format.RTF: "pipeline.readers.rtf:read",
    Format.HTML: "pipeline.readers.html:read",
    Format.PDF: "pipeline.readers.pdf:read",
    Format.IMAGE: "pipeline.readers.image:read",
    Format.EML: "pipeline.readers.mail:read",
    Format.MBOX: "pipeline.readers.mbox:read",
    Format.MSG: "pipeline.readers.msg:read",
}


def read_file(
    name: str, content: bytes, limits: Limits | None = None, ocr: Ocr | None = None, convert: Convert | None = None
) -> Reading:
    """Returns the text of a file with all files within it, its own name included, and what was not read.

    Args:
        name: its file name, with or without folders; "" when it has none.
        content: its bytes.
        limits: how much is read of it.
        ocr: makes text of pictures; without it they are unread.
        convert: makes newer files of those of old office programs; without it they are unread.
    """
    return read_visited(name, content, Visit(read_visited, limits, ocr=ocr, convert=convert))


def read_visited(name: str, content: bytes, visit: Visit) -> Reading:
    """Returns the same within a visit that has begun; never raises for what is in the file."""
    own = (name_segment(name),) if name else ()
    found = recognise(name, content)
    try:
        reading = _reader(found)(content, visit)
    except UnreadableError as error:
        return Reading(found.value, own, (Unread("", str(error)),))
    segments, unread, read = (*own, *reading.segments), reading.unread, reading.read
    if start := _end(found, content):
        behind = visit.inner(_BEHIND, "", content[start:])
        segments, unread, read = (*segments, *behind.segments), (*unread, *behind.unread), (*read, *behind.read)
    return Reading(found.value, segments, unread, read)


def has_more_behind(name: str, content: bytes) -> bool:
    """Says whether another file stands behind the end of a file, where no program shows it."""
    return bool(_end(recognise(name, content), content))


def _end(found: Format, content: bytes) -> int:
    return zip_behind(content) if found in _ENDED else 0


def _reader(found: Format) -> Callable[[bytes, Visit], Reading]:
    where = _READERS.get(found)
    if where is None:
        raise UnreadableError(REMEDIES[found])
    module, function = where.split(":")
    return cast("Callable[[bytes, Visit], Reading]", getattr(import_module(module), function))
