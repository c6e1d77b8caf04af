"""What the tests of marking share: a finder of one marked word, and files that hold it."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterable

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from pipeline.model import Segment

MARK = re.compile(r"zieke\W?woord\w*", re.IGNORECASE)
"""Stands for whatever a scanner finds, so that these tests hang on no rule."""


def find(segment: Segment) -> Iterable[tuple[int, int]]:
    return [match.span() for match in MARK.finditer(segment.text.reveal())]


def faults(content: bytes) -> set[str]:
    """Returns what in a Word file does not follow the rules of Open XML; python-docx itself makes a few."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        return set(map(str, OpenXmlValidator().validate(file.name).errors))


@pytest.fixture
def word_file() -> Callable[..., bytes]:
    """Makes a Word file of paragraphs, each a list of runs."""

    def make(*paragraphs: list[str], header: str = "", title: str = "") -> bytes:
        document = Document()
        for runs in paragraphs:
            paragraph = document.add_paragraph()
            for number, run in enumerate(runs):
                paragraph.add_run(run).bold = number % 2 == 1
        if header:
            document.sections[0].header.paragraphs[0].text = header
        document.core_properties.title = title
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return make
