"""What the tests of marking share: a finder of one marked word, and files that hold it."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from pipeline.model import Segment
from tests.openxml import errors_of

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))

MARK = re.compile(r"zieke\W?woord\w*", re.IGNORECASE)
"""Stands for whatever a scanner finds, so that these tests hang on no rule."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def find(segment: Segment) -> Iterable[tuple[int, int]]:
    return [match.span() for match in MARK.finditer(segment.text.reveal())]


@cache
def faults(content: bytes, suffix: str = ".docx") -> frozenset[str]:
    """Returns what in an Office file does not follow the rules of Open XML."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        return frozenset(map(str, errors_of(Path(file.name))))


def saved(document: object) -> bytes:
    """Returns the bytes of a document of python-docx."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def word_document(body: str, header: str = "", title: str = "", main: str = "word/document.xml") -> bytes:
    """Makes a Word file without anything that is not asked for, which is read and checked in no time."""
    from everything_docx import SPACES, paragraph, plain_file, run

    # The header is the first that the document refers to.
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>' if header else ""
    made = plain_file(f"{body}{section}", main)
    if header:
        part = f"<w:hdr {SPACES}>{paragraph(run(header))}</w:hdr>"
        made.part("word/header1.xml", f"{WORD}.header+xml", part, main, "header")
    if title:
        core = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
        )
        made.part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core, "", CORE)
    return made.packed()


@pytest.fixture
def word_file() -> Callable[..., bytes]:
    """Makes a Word file of paragraphs, each a list of runs, every second one bold."""
    from everything_docx import paragraph, run

    def make(*paragraphs: list[str], header: str = "", title: str = "") -> bytes:
        body = "".join(
            paragraph(*(run(text, "<w:b/>" if number % 2 else "") for number, text in enumerate(runs)))
            for runs in paragraphs
        )
        return word_document(body, header, title)

    return make


def reopened(content: bytes) -> object:
    """Returns a Word file as python-docx reads it."""
    return Document(io.BytesIO(content))
