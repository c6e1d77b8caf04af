"""Comments in a Word file: exact to the character, valid, and without the word that they are about."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import UnreadableError
from pipeline.marking.comments import annotate_word
from pipeline.marking.notes import Annotated, Note
from pipeline.model import Segment
from pipeline.text import Tekst
from tests.marking.conftest import faults, find, word_document

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from everything_docx import paragraph, run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def notes(segment: Segment) -> list[Note]:
    return [Note(start, end, ("Grond", "Advies")) for start, end in find(segment)]


def annotated(content: bytes) -> Annotated:
    made = annotate_word(content, notes)
    assert faults(made.content) <= faults(content)
    return made


def commented(content: bytes) -> list[str]:
    """Returns the text within each comment's range, in the order of the text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found: dict[str, str] = {}
    open_ranges: set[str] = set()
    for element in root.iter():
        number = str(element.get(f"{W}id"))
        if element.tag == f"{W}commentRangeStart":
            open_ranges.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_ranges.discard(number)
        elif element.tag == f"{W}t":
            for opened in open_ranges:
                found[opened] += element.text or ""
    assert not open_ranges
    return list(found.values())


def test_a_comment_covers_the_word_to_the_letter(word_file: Callable[..., bytes]) -> None:
    made = annotated(word_file(["Zij heeft een zie", "kewoo", "rd en werkt; ziekewoord."], ["Niets."]))
    assert made.commented == 2
    assert commented(made.content) == ["ziekewoord", "ziekewoord"]
    texts = [paragraph.text for paragraph in Document(io.BytesIO(made.content)).paragraphs]
    assert texts == ["Zij heeft een ziekewoord en werkt; ziekewoord.", "Niets."]


def test_a_comment_is_signed_and_does_not_repeat_the_word(word_file: Callable[..., bytes]) -> None:
    made = annotated(word_file(["ziekewoord"]))
    comments = list(Document(io.BytesIO(made.content)).comments)
    assert [(comment.author, comment.text) for comment in comments] == [("Poortwachter", "Grond\nAdvies")]


def test_comments_that_were_there_stay(word_file: Callable[..., bytes]) -> None:
    document = Document(io.BytesIO(word_file(["een ziekewoord"])))
    document.add_comment(document.paragraphs[0].runs, "Van Els", author="Els")
    stream = io.BytesIO()
    document.save(stream)
    made = annotated(stream.getvalue())
    comments = list(Document(io.BytesIO(made.content)).comments)
    assert [comment.author for comment in comments] == ["Els", "Poortwachter"]
    assert len({comment.comment_id for comment in comments}) == 2


def test_a_header_gets_a_colour_and_a_property_is_told(word_file: Callable[..., bytes]) -> None:
    made = annotated(word_file(["Niets."], header="over ziekewoord hier", title="ziekewoord"))
    assert made.commented == 0
    assert len(made.coloured) == len(made.elsewhere) == 1
    header = Document(io.BytesIO(made.content)).sections[0].header.paragraphs[0]
    assert [(run.text, run.font.highlight_color is not None) for run in header.runs] == [
        ("over ", False),
        ("ziekewoord", True),
        (" hier", False),
    ]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["zieke", "woord", "ziekewoord", " en ", "."]), min_size=1, max_size=8))
def test_marking_changes_no_text(runs: list[str]) -> None:
    made = annotate_word(word_document(paragraph(*map(run, runs))), notes)
    text = "".join(runs)
    assert [p.text for p in Document(io.BytesIO(made.content)).paragraphs] == [text]
    words = [text[start:end] for start, end in find(Segment("", Tekst(text)))]
    assert commented(made.content) == words


def test_a_file_whose_main_part_is_called_otherwise_gets_its_comments() -> None:
    made = annotated(word_document(paragraph(run("een ziekewoord")), main="word/brief.xml"))
    assert made.commented == 1
    assert [comment.author for comment in Document(io.BytesIO(made.content)).comments] == ["Poortwachter"]


def test_a_word_file_of_the_strict_form_gets_no_copy_and_a_remedy() -> None:
    given = word_document(paragraph(run("een ziekewoord")))
    stream = io.BytesIO()
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(io.BytesIO(given)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(W[1:-1].encode(), strict))
    with pytest.raises(UnreadableError, match="Word-document"):
        annotate_word(stream.getvalue(), notes)


def test_comments_are_valid_in_tables_links_changes_controls_and_fields() -> None:
    said = run("ziekewoord")
    change = 'w:id="5" w:author="A"'
    inner = f"<w:tc><w:tcPr/>{paragraph(said)}</w:tc>"
    body = [
        paragraph(f'<w:hyperlink w:anchor="x">{said}</w:hyperlink>'),
        paragraph(f"<w:ins {change}>{said}</w:ins>"),
        paragraph(f'<w:del {change}><w:r><w:delText xml:space="preserve">een ziekewoord.</w:delText></w:r></w:del>'),
        paragraph(f"<w:sdt><w:sdtPr/><w:sdtContent>{said}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(said)}</w:sdtContent></w:sdt>",
        paragraph(f'<w:fldSimple w:instr=" DATE ">{said}</w:fldSimple>'),
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
        f"<w:tr>{inner}</w:tr></w:tbl>",
        paragraph('<w:r><w:t>zieke</w:t><w:sym w:font="Symbol" w:char="F077"/><w:t>oord</w:t></w:r>'),
    ]
    made = annotated(word_document("".join(body)))
    assert made.commented == len(body)
    assert not made.elsewhere
