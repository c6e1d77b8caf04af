"""Text in, findings out: of a text, a dossier or a file."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.dossier import texts
from pipeline.dossier.load import load
from pipeline.model import Document, Finding, Outcome, Segment, Unread
from pipeline.names import name_segment
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.readers.plain import WHOLE_TEXT, decode
from pipeline.text import Tekst

if TYPE_CHECKING:
    from collections.abc import Iterable

_DOSSIER_SUFFIXES = frozenset({".json", ".yaml", ".yml"})
_LIKE_DOSSIER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{|^(?:\xef\xbb\xbf)?schema_versie[ \t]*:", re.MULTILINE)


def scan_text(text: str) -> list[Finding]:
    """Returns what may not stand in `text`; offsets are half-open code points of `text`.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    return default_detector().findings(text)


def scan(
    path: str | Path, content: bytes | None = None, *, key: bytes | None = None, show_text: bool = False
) -> Outcome:
    """Scans a dossier or a text file, its name included.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        key: makes fingerprints that are equal between runs with the same key; without one they are left out.
        show_text: whether the outcome holds the text of the findings.

    Raises: as `load_dossier`.
    """
    document = _read(str(path), Path(path).read_bytes() if content is None else content)
    findings = scan_segments(default_detector(), document.segments, key)
    shown = _shown(document.segments, findings) if show_text else ()
    return Outcome(document.path, findings, unread=document.unread, shown=shown)


def lost(path: str, reason: str) -> Outcome:
    """Returns the outcome of a file that could not be examined."""
    return Outcome(path, unread=(Unread("", reason),))


def _read(path: str, content: bytes) -> Document:
    name = name_segment(path)
    if _is_dossier(path, content):
        return Document(path, (*texts.segments(load(content, path).data), name))
    return Document(path, (Segment(WHOLE_TEXT, Tekst(decode(content))), name))


def _is_dossier(path: str, content: bytes) -> bool:
    """Says whether a file is a dossier: by its suffix, and what comes from standard input by how it is written."""
    suffix = PurePath(path).suffix.lower()
    return suffix in _DOSSIER_SUFFIXES or (path == "-" and _LIKE_DOSSIER.search(content) is not None)


def _shown(segments: Iterable[Segment], findings: Iterable[Finding]) -> tuple[str, ...]:
    by_place = {segment.place: segment.text.reveal() for segment in segments}
    return tuple(by_place[finding.place][finding.start : finding.end] for finding in findings)
