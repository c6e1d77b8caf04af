"""Copies of a PDF: letters go out of the drawing, marks lie on the words, and all else stays."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from pipeline.errors import UnreadableError
from pipeline.marking.notes import Note
from pipeline.marking.pdf_marks import annotate_pdf
from pipeline.marking.redaction import Redaction
from pipeline.marking.unpacking import streams
from pipeline.model import Segment
from pipeline.readers.pdf_pages import page_text
from pipeline.readers.registry import read_file
from tests.marking.conftest import MARK, find

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
import everything_pdf


def page(*lines: str, turned: int = 0) -> bytes:
    pdf = pikepdf.new()
    drawing = "".join(everything_pdf.line(text, 720 - 20 * number) for number, text in enumerate(lines))
    made = everything_pdf.page_with(pdf, drawing)
    if turned:
        made.obj.Rotate = turned
    return everything_pdf.saved(pdf)


def text_of(content: bytes) -> list[str]:
    with pdfium.PdfDocument(content) as document:
        return page_text(document[0]).split("\r\n")


@pytest.mark.parametrize("turned", [0, 90])
def test_letters_go_and_the_rest_of_the_line_stays(turned: int) -> None:
    content = (
        Redaction(find).redact("a.pdf", page("Zij heeft ziekewoord en werkt.", "Tot morgen.", turned=turned)).content
    )
    assert text_of(content) == ["Zij heeft [verwijderd] en werkt.", "Tot morgen."]
    assert not any(b"ziekewoord" in stream for stream in (content, *streams(content)))


def test_every_place_of_a_file_loses_its_word() -> None:
    words = re.compile("|".join(sorted(everything_pdf.PLACES, key=len, reverse=True)), re.IGNORECASE)

    def everywhere(segment: Segment) -> list[tuple[int, int]]:
        return [match.span() for match in words.finditer(segment.text.reveal())]

    copy = Redaction(everywhere).redact("a.pdf", everything_pdf.everything())
    left = [segment.place for segment in read_file("", copy.content).segments if words.search(segment.text.reveal())]
    assert left == []


def test_a_mark_lies_on_the_word_and_says_why() -> None:
    content = page("Zij heeft ziekewoord en werkt.")
    made = annotate_pdf(content, lambda segment: [Note(*span, ("Grond", "Advies")) for span in find(segment)])
    assert made.commented == 1
    with pikepdf.open(io.BytesIO(made.content)) as pdf, pdfium.PdfDocument(content) as document:
        note = pdf.pages[0].Annots[0]
        left, bottom, right, top = (float(value) for value in note.Rect)
        assert str(note.Contents) == "Grond\nAdvies"
        assert str(note.T) == "Poortwachter"
        under = document[0].get_textpage().get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)
    assert under.strip() == "ziekewoord"


def test_a_locked_file_gets_no_copy() -> None:
    locked = everything_pdf.simple("ziekewoord", encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    with pytest.raises(UnreadableError, match="wachtwoord"):
        Redaction(find).redact("a.pdf", locked)


def test_the_finder_of_these_tests_finds() -> None:
    assert MARK.search(text_of(page("een ziekewoord"))[0])
