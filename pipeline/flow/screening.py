"""One existing document in, what may not stand in it and what was not examined out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Any, Final

from pipeline.dossier import texts
from pipeline.dossier.load import load
from pipeline.errors import UnreadableError
from pipeline.examined import FOLDER, Examined
from pipeline.model import Finding, Segment, Status, Unread
from pipeline.names import FILE_NAME, name_segment
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.readers.ocr import tesseract
from pipeline.readers.plain import WHOLE_TEXT, decode
from pipeline.readers.reading import Convert, Ocr, Reading
from pipeline.readers.registry import read_file
from pipeline.resources import digest
from pipeline.text import Tekst

FOLDER_NAME: Final = "mapnaam"
"""The place of the text in the name of a folder."""

_SETTLED: Final = frozenset({Status.OK, Status.BEVINDINGEN, Status.ONVOLLEDIG, Status.ONLEESBAAR})
"""What follows from findings and unread parts; the other ways to end do not."""

_DATA_SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})
_MARKS: Final = frozenset({"schema_versie", "soort"})


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """How documents are screened; small, and the same for all documents of a run.

    Attributes:
        key: makes fingerprints that are equal between runs with the same key; without one they are left out.
        show_text: whether the text of the findings comes along.
        ocr: whether text is made of pictures.
        workplace: where files of old office programs may be made into newer ones; "" for nowhere.
        base: the folder from which the paths of documents are meant, "" for that of the process.
    """

    key: bytes | None = field(default=None, repr=False)
    show_text: bool = False
    ocr: bool = False
    workplace: str = ""
    base: str = ""


def screen(path: str | Path, *, key: bytes | None = None, ocr: bool = False) -> Examined:
    """Reads one document of any format by what it is, and says what may not stand in it and what was not examined.

    Args:
        path: the file.
        key: makes fingerprints that are equal between runs with the same key; without one they are left out.
        ocr: whether text is made of pictures.

    Raises:
        OwnDataError: a mistake in a rule file.
        OSError: the file cannot be read.
    """
    return screen_file(path, settings=ScreenSettings(key, ocr=ocr))


def screen_file(
    path: str | Path,
    content: bytes | None = None,
    settings: ScreenSettings | None = None,
    *,
    name_only: bool = False,
    convert: Convert | None = None,
) -> Examined:
    """Reads a document of any format by what it is, and scans all of it, its file name included.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        settings: how.
        name_only: whether its content was examined already, in a file with the same bytes.
        convert: makes newer files of those of old office programs; without it they are unread.

    Raises:
        OwnDataError: a mistake in a rule file.
        OSError: the file cannot be read.
    """
    settings = settings or ScreenSettings()
    content = Path(path).read_bytes() if content is None else content
    reading = Reading("") if name_only else _read(str(path), content, settings, convert)
    findings, shown = _scan((name_segment(str(path)), *reading.segments), settings)
    examined = Examined(
        str(path), sha256(content).hexdigest(), reading.format, read=reading.read, unread=reading.unread
    )
    return replace(examined, findings=findings, shown=shown).settled()


def screen_folder(path: str | Path, settings: ScreenSettings | None = None) -> Examined:
    """Scans the name of a folder, and nothing in it.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    segments = (Segment(FOLDER_NAME, Tekst(PurePath(path).name)),)
    findings, shown = _scan(segments, settings or ScreenSettings())
    return Examined(str(path), format=FOLDER, findings=findings, shown=shown).settled()


def unexamined(path: str, reason: str) -> Examined:
    """Returns the outcome of what could not be read at all."""
    return Examined(path, unread=(Unread("", reason),)).settled()


def as_copy(own: Examined, first: Examined) -> Examined:
    """Returns the outcome of a file of which only the name was examined, with that of one that has the same bytes."""
    # The text of the findings stands beside them, in the same order.
    content = [number for number, finding in enumerate(first.findings) if finding.place != FILE_NAME]
    copy = replace(
        own,
        format=first.format,
        status=first.status,
        read=first.read,
        unread=first.unread,
        findings=(*own.findings, *(first.findings[number] for number in content)),
        shown=(*own.shown, *(first.shown[number] for number in content if first.shown)),
        same_as=first.same_as or first.path,
    )
    return copy.settled() if first.status in _SETTLED else copy


def versions() -> tuple[str, str]:
    """Returns with what documents are screened: the version of the program, and SHA-256 of rules and weights."""
    try:
        own = version("poortwachter")
    except PackageNotFoundError:
        own = "onbekend"
    return own, digest("nlp_rules", (".yaml", ".npz", ".onnx"))


def segments_of(path: str, content: bytes, *, ocr: bool = False, convert: Convert | None = None) -> tuple[Segment, ...]:
    """Returns all texts of a document with the places that its findings have, to show them again."""
    return (name_segment(path), *_read(path, content, ScreenSettings(ocr=ocr), convert).segments)


def _scan(segments: Iterable[Segment], settings: ScreenSettings) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Returns the findings, and their texts if wanted."""
    if not settings.show_text:
        return scan_segments(default_detector(), segments, settings.key), ()
    found: list[Finding] = []
    shown: list[str] = []
    for segment in segments:  # one by one, for two of them may have the same place
        here = scan_segments(default_detector(), (segment,), settings.key)
        text = segment.text.reveal()
        found += here
        shown += [text[finding.start : finding.end] for finding in here]
    return tuple(found), tuple(shown)


def _read(path: str, content: bytes, settings: ScreenSettings, convert: Convert | None = None) -> Reading:
    """Returns all texts but the name of the file itself, which whoever has the same file with another name adds."""
    if PurePath(path).suffix.lower() in _DATA_SUFFIXES:
        reading = _read_data(path, content)
        if reading is not None:
            return reading
    ocr = require_tesseract() if settings.ocr else None
    reading = read_file(PurePath(path).name, content, ocr=ocr, convert=convert)
    return replace(reading, segments=tuple(item for item in reading.segments if item.place != FILE_NAME))


def _read_data(path: str, content: bytes) -> Reading | None:
    """Returns the texts of a dossier of ours by their pointers, of other JSON as one text; None for anything else."""
    try:
        data = load(content, path).data
    except UnreadableError:
        return None
    suffix = PurePath(path).suffix.lower().removeprefix(".").replace("yml", "yaml")
    if isinstance(data, dict) and not _MARKS.isdisjoint(data):
        return Reading(suffix, tuple(texts.segments(data)), read=("dossier",))
    if suffix == "json":
        return Reading(suffix, (Segment(WHOLE_TEXT, Tekst(_plain(data, content))),), read=(WHOLE_TEXT,))
    return None


def _plain(data: Any, content: bytes) -> str:
    """Returns JSON as it is written, unless letters are written as numbers, which would hide a word."""
    return json.dumps(data, ensure_ascii=False, indent=1) if b"\\u" in content else decode(content)


@cache
def require_tesseract() -> Ocr:
    """Returns what makes text of pictures; kept, with what it read, as long as this process lives.

    Raises:
        MissingProgramError: it is not on this machine.
    """
    return tesseract()
