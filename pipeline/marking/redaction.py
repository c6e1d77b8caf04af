"""Takes text out of a file of any format that it can be taken out of; a file within it is treated alike."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

from pipeline.errors import UnreadableError
from pipeline.marking.mail_redaction import redact_mail, redact_mailbox
from pipeline.marking.markup_redaction import redact_markup, redact_rtf
from pipeline.marking.package_redaction import redact_package
from pipeline.marking.redacted import Find, Inner, Redacted, texts_of
from pipeline.marking.replacing import NEUTRAL, REMOVED, Replacement
from pipeline.marking.text_redaction import redact_plain, redact_text
from pipeline.marking.unpacking import unpacked
from pipeline.marking.words import Words, without
from pipeline.marking.zip_redaction import redact_zip
from pipeline.names import FILE_NAME, name_segment, written_name
from pipeline.readers.package import Package
from pipeline.readers.passages import Walk
from pipeline.readers.reading import Ocr, Reading, Visit
from pipeline.readers.recognise import Format, recognise
from pipeline.readers.registry import read_file

# What makes the passages of a package; imported when the first file of that format comes by.
_WALKS: Final[dict[Format, str]] = {
    Format.DOCX: "pipeline.readers.docx:walk",
    Format.XLSX: "pipeline.readers.xlsx:walk",
    Format.PPTX: "pipeline.readers.pptx:walk",
    Format.ODT: "pipeline.readers.opendocument:walk",
    Format.ODS: "pipeline.readers.opendocument:walk",
    Format.ODP: "pipeline.readers.opendocument:walk",
}
_CANNOT: Final = (
    "Uit dit soort bestand kan niets worden verwijderd zonder de rest te beschadigen. Sla het op als {}, of "
    "verwijder het met de hand."
)
_BETTER: Final = {
    Format.DOC: ".docx",
    Format.XLS: ".xlsx",
    Format.PPT: ".pptx",
    Format.MSG: ".eml",
    Format.IMAGE: ".pdf",
}
# So often a copy is looked at again for what the new wording brought to light.
_MOST_ROUNDS: Final = 3


class Redaction:
    """How files are redacted: what must go, and what comes instead."""

    def __init__(self, find: Find, replacement: str = NEUTRAL, ocr: Ocr | None = None) -> None:
        """Takes what all files of a run share.

        Args:
            find: says what must go from a segment.
            replacement: what a reader sees instead.
            ocr: makes text of pictures, to see whether something must go from them.
        """
        self._find = find
        self._replacement = replacement
        self._ocr = ocr

    def redact(self, name: str, content: bytes) -> Redacted:
        """Returns a copy of a file without what must go, proven by reading it again.

        Args:
            name: its file name.
            content: its bytes.

        Raises:
            UnreadableError: it cannot be read as a whole, nothing can be taken out of a file of this kind, or something
                is left of what was taken out. Then there is no copy.
        """
        words = Words()
        count = 0
        for _ in range(_MOST_ROUNDS):
            redacted = self._once(name, content, depth=0)
            content, count, words = redacted.content, count + redacted.count, words.plus(redacted.words)
            if not redacted.count:
                break
        if self._is_found(name, content) or _reads(name, content, words):
            raise UnreadableError(
                "In de kopie van dit bestand bleef iets staan dat eruit moest. Er is geen kopie geschreven; verwijder "
                "het met de hand."
            )
        return Redacted(content, count, words)

    def name(self, name: str) -> str:
        """Returns a file name without what must go from it; its suffix stays."""
        stem, suffix = written_name(name)
        return without(stem, self._find(name_segment(name)), REMOVED) + suffix

    def _once(self, name: str, content: bytes, depth: int) -> Redacted:
        found = recognise(name, content)

        def inner(inner_name: str, inner_content: bytes) -> Redacted:
            return self._once(inner_name, inner_content, depth + 1)

        visit = Visit(lambda *_: Reading(""), ocr=self._ocr, depth=depth)
        if depth > visit.limits.depth:
            raise UnreadableError("Hier zit een bestand in een bestand in een bestand. Haal het eruit.")
        if found in _WALKS:
            walk = _load(_WALKS[found])
            return redact_package(content, walk, self._find, Replacement(self._replacement), visit, inner)
        if found is Format.ZIP:
            return redact_zip(content, visit, inner, self.name)
        return self._text(found, name, content, inner, is_within=depth > 0)

    def _text(self, found: Format, name: str, content: bytes, inner: Inner, *, is_within: bool) -> Redacted:
        reading = read_file(name, content, ocr=self._ocr)
        lost = next((item.reason for item in reading.unread if not item.part), "")
        if lost and not is_within:
            raise UnreadableError(lost)
        own = [segment for segment in reading.segments if segment.place != FILE_NAME]
        texts = texts_of(own, self._find)
        match found:
            case Format.TXT:
                spans = [span for segment in own for span in self._find(segment)]
                return redact_plain(content, spans, self._replacement)
            case Format.EML:
                return redact_mail(content, texts, self._replacement, inner)
            case Format.MBOX:
                return redact_mailbox(content, texts, self._replacement, inner)
            case Format.HTML:
                return redact_markup(content, texts, self._replacement)
            case Format.RTF:
                return redact_rtf(content, texts, self._replacement)
            case Format.CSV:
                return redact_text(content, texts, self._replacement)
            case Format.PDF:
                from pipeline.marking.pdf_redaction import redact_pdf

                return redact_pdf(content, self._find, self._replacement, inner, self._ocr)
        if not texts:  # of a picture within a document that nobody read, the copy says so
            return Redacted(content, 0, Words())
        raise UnreadableError(_CANNOT.format(_BETTER.get(found, ".docx of .pdf")))

    def _is_found(self, name: str, content: bytes) -> bool:
        """Says whether something that must go still stands in a copy, its name aside."""
        reading = read_file(name, content, ocr=self._ocr)
        own = (segment for segment in reading.segments if segment.place != FILE_NAME)
        return any(True for segment in own for _ in self._find(segment))


def _reads(name: str, content: bytes, words: Words) -> bool:
    """Says whether a word that was taken out stands in the bytes of a copy, or in anything that is packed in it."""
    return any(words.stand_in(part) for part in unpacked(name, content))


def _load(where: str) -> Callable[[Package], Walk]:
    module, function = where.split(":")
    return cast("Callable[[Package], Walk]", getattr(import_module(module), function))
