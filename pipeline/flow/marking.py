"""An existing file in, a copy out in which findings are marked or taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import Final

from pipeline.copies import Copied
from pipeline.errors import UnreadableError
from pipeline.marking.notes import Annotated, Note
from pipeline.marking.redaction import Redaction
from pipeline.marking.replacing import NEUTRAL as NEUTRAL
from pipeline.model import Finding, Segment, Unread
from pipeline.names import FILE_NAME
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.readers.reading import Ocr
from pipeline.readers.recognise import Format, recognise
from pipeline.readers.registry import has_more_behind, read_file
from pipeline.review.decisions import read_decisions
from pipeline.review.identity import document_print, read_key
from pipeline.review.standing import standing
from pipeline.verdicts import Verdict

Choose = Callable[[Finding], bool]
"""Says whether a finding is meant."""

_MORE_BEHIND: Final = (
    "Achter dit bestand zit nog een zip-bestand. Hernoem het naar .zip, pak het uit, en verwijder wat er niet in mag."
)
_NO_COMMENTS: Final = (
    "Opmerkingen kunnen alleen in een Word-document of een pdf. Sla het bestand zo op, of gebruik screen."
)


def is_blocking(finding: Finding) -> bool:
    """Says whether a finding is sure enough to take its text out."""
    return finding.blocking


def redact(
    path: str,
    content: bytes,
    *,
    choose: Choose = is_blocking,
    key: bytes | None = None,
    replacement: str = NEUTRAL,
    ocr: Ocr | None = None,
) -> Copied:
    """Returns a copy of a file without the text of findings, read again to prove it.

    Args:
        path: the file as found.
        content: its bytes.
        choose: which findings go.
        key: makes the fingerprints by which `choose` may know them.
        replacement: what a reader sees instead; it must scan clean itself.
        ocr: makes text of pictures.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    if has_more_behind(PurePath(path).name, content):
        return Copied(path, unread=(Unread("", _MORE_BEHIND),))
    chosen = _Chosen(choose, key)
    redaction = Redaction(chosen.spans, replacement, ocr)
    name = PurePath(path).name
    try:
        redacted = redaction.redact(name, content)
    except UnreadableError as error:
        return Copied(path, unread=(Unread("", str(error)),))
    own = redaction.name(name)
    reading = read_file(own, redacted.content, ocr=ocr)
    if any(not item.part for item in reading.unread):
        return Copied(path, unread=reading.unread)
    kept = sum(len(chosen.all_findings(segment)) for segment in reading.segments)
    return Copied(path, own, redacted.content, count=redacted.count, kept=kept, unread=reading.unread)


def decided(folder: Path, path: str) -> tuple[Choose, bytes]:
    """Returns which findings of a file were decided to be an inbreuk, and the key that knows them.

    A file that was moved or is named in another way since keeps its decisions.

    Args:
        folder: where `screen` wrote, with the decisions.
        path: the file.

    Raises:
        UnreadableError: there is no key, or the decisions cannot be read.
    """
    key = read_key(folder)
    known = standing(read_decisions(folder))
    document = document_print(key, path)

    def choose(finding: Finding) -> bool:
        decision = known.of(finding.fingerprint, document, lambda _: False)
        return decision is not None and decision.verdict is Verdict.INBREUK

    return choose, key


def annotate(path: str, content: bytes, *, choose: Choose = lambda _: True) -> Copied:
    """Returns a copy of a Word file or a PDF in which each finding is marked, without its words in the mark.

    A file without findings gets no copy, for there is nothing to see in it.

    Args:
        path: the file as found.
        content: its bytes.
        choose: which findings are marked.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    chosen = _Chosen(choose, None)
    name = PurePath(path).name
    reading = read_file(name, content)
    if not any(chosen.findings(segment) for segment in reading.segments):
        return Copied(path, unread=reading.unread)
    try:
        marked = _annotated(content, recognise(name, content), chosen.notes)
    except UnreadableError as error:
        return Copied(path, unread=(Unread("", str(error)),))
    in_name = tuple(item.place for item in reading.segments if item.place == FILE_NAME and chosen.findings(item))
    return Copied(
        path,
        name,
        marked.content,
        count=marked.commented,
        coloured=marked.coloured,
        unmarked=(*in_name, *marked.elsewhere),
        unread=reading.unread,
    )


def clean_name(name: str, *, choose: Choose = is_blocking, key: bytes | None = None) -> str:
    """Returns the name of a file or folder without what may not stand in it; its suffix stays.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    return Redaction(_Chosen(choose, key).spans).name(name)


def _annotated(content: bytes, found: Format, notes: Callable[[Segment], Iterable[Note]]) -> Annotated:
    if found is Format.DOCX:
        from pipeline.marking.comments import annotate_word

        return annotate_word(content, notes)
    if found is Format.PDF:
        from pipeline.marking.pdf_marks import annotate_pdf

        return annotate_pdf(content, notes)
    raise UnreadableError(_NO_COMMENTS)


class _Chosen:
    """The findings of segments, and which are meant; each text is scanned once, however often it is asked for."""

    def __init__(self, choose: Choose, key: bytes | None) -> None:
        self._choose = choose
        self._key = key
        self._known: dict[tuple[str, str], tuple[Finding, ...]] = {}

    def all_findings(self, segment: Segment) -> tuple[Finding, ...]:
        asked = (segment.text.reveal(), segment.kind.value)
        if asked not in self._known:
            self._known[asked] = tuple(scan_segments(default_detector(), [segment], self._key))
        return self._known[asked]

    def findings(self, segment: Segment) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.all_findings(segment) if self._choose(finding))

    def spans(self, segment: Segment) -> list[tuple[int, int]]:
        return [(finding.start, finding.end) for finding in self.findings(segment)]

    def notes(self, segment: Segment) -> list[Note]:
        return [Note(finding.start, finding.end, _lines(finding)) for finding in self.findings(segment)]


def _lines(finding: Finding) -> tuple[str, ...]:
    """Returns what a comment says: what kind of data it is, why it may not stand there and what to do."""
    sure = "Mag hier niet staan" if finding.blocking else "Mogelijk mag dit hier niet staan"
    lines = (f"{sure} ({finding.category.value}).", f"Grond: {finding.basis}", finding.advice)
    proposal = (f"Voorstel: {finding.proposal}",) if finding.proposal else ()
    return tuple(line for line in (*lines, *proposal) if line)
