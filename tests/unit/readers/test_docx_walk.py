"""What marking builds on: where each character of a Word file stands, in every form that such files have."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import pytest
from everything_docx import by, paragraph, plain_file, run
from everything_docx_parts import everything
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.readers.docx import walk
from pipeline.readers.package import Package
from pipeline.readers.passages import PartPiece, Walk
from pipeline.readers.reading import Reading, Visit

_OPEN, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
STRICT = {
    f"{_OPEN}wordprocessingml/2006/main": f"{_STRICT}wordprocessingml/main",
    f"{_OPEN}officeDocument/2006/math": f"{_STRICT}officeDocument/math",
    f"{_OPEN}drawingml/2006/": f"{_STRICT}drawingml/",
}


def walked(content: bytes) -> Walk:
    return walk(Package(content, Visit(lambda *_: Reading(""))))


def simple(*paragraphs: str) -> bytes:
    return plain_file("".join(paragraphs)).packed()


def texts(content: bytes) -> dict[str, str]:
    return {passage.place: passage.text.reveal() for passage in walked(content).passages}


def test_a_piece_is_the_whole_value_of_its_node_and_pieces_do_not_overlap() -> None:
    for passage in walked(everything().packed()).passages:
        text = passage.text.reveal()
        for pieces in (passage.pieces, *passage.copies):
            assert all(piece.value == text[piece.start : piece.end] for piece in pieces)
            assert all(one.end <= two.start for one, two in pairwise(pieces))


def test_no_node_is_whole_in_two_passages() -> None:
    found = [
        (piece.element, piece.attribute, piece.is_tail)
        for passage in walked(everything().packed()).passages
        for pieces in (passage.pieces, *passage.copies)
        for piece in pieces
        if not isinstance(piece, PartPiece)  # the rest of a word that half of was deleted
    ]
    assert len(found) == len(set(found))


def test_what_is_put_in_every_piece_and_copy_leaves_no_word_in_the_package() -> None:
    made = everything()
    seen = walked(made.packed())
    for passage in seen.passages:
        for pieces in (passage.pieces, *passage.copies):
            for piece in pieces:
                piece.put("x")
    left = b"".join(etree.tostring(root) for root in seen.trees.values())
    assert {part.part for part in seen.inner} >= {"word/embeddings/bijlage.docx", "word/afchunk1.txt"}
    assert [number for number in made.places if made.word(number).encode() in left] == []


def test_both_forms_of_a_text_box_are_one_passage() -> None:
    (box,) = [passage for passage in walked(everything().packed()).passages if passage.place == "tekstvak 1"]
    assert len(box.copies) == 1
    assert [piece.value for piece in box.copies[0]] == [piece.value for piece in box.pieces]


def test_a_diagram_and_how_it_was_drawn_are_one_passage() -> None:
    (said,) = [passage for passage in walked(everything().packed()).passages if passage.place == "diagram 1, alinea 1"]
    assert len(said.copies) == 1


def changed(content: bytes, change: dict[str, str], skip: str = "") -> bytes:
    """Returns a package with texts replaced in every part that Word made, without a part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        new.comment = old.comment
        for name in old.namelist():
            part = old.read(name)
            for one, other in change.items() if re.fullmatch(r"word/.*xml", name) else ():
                part = part.replace(one.encode(), other.encode())
            if name != skip:
                new.writestr(name, part)
    return stream.getvalue()


def test_the_strict_form_of_the_standard_is_read_alike() -> None:
    content = everything().packed()
    assert texts(changed(content, STRICT)) == texts(content)


def test_another_prefix_is_read_alike() -> None:
    content = simple(paragraph(run("Zij is weg")))
    assert texts(changed(content, {"w:": "q:", "xmlns:w=": "xmlns:q="})) == texts(content)


def test_without_a_list_of_content_types_every_text_is_read() -> None:
    content = everything().packed()
    assert set(texts(content).values()) <= set(texts(changed(content, {}, skip="[Content_Types].xml")).values())


@settings(max_examples=40)
@given(st.text(alphabet="ab -\u00ad", min_size=1, max_size=12), st.sets(st.integers(1, 11)))
def test_cutting_text_into_other_runs_changes_nothing(text: str, cuts: set[int]) -> None:
    places = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    runs = (run(text[start:end]) for start, end in pairwise(places))
    assert texts(simple(paragraph(*runs))) == texts(simple(paragraph(run(text))))


@settings(max_examples=40)
@given(st.sets(st.integers(1, 11)), st.sets(st.integers(1, 7)))
def test_cutting_changes_into_other_runs_changes_nothing(shown: set[int], gone: set[int]) -> None:
    def whole(kept: set[int], cut: set[int]) -> bytes:
        first, second, third = "ver", "verzuim", "dag en nacht"
        return simple(paragraph(*_cut(first, kept, False), *_cut(second, cut, True), *_cut(third, kept, False)))

    assert texts(whole(shown, gone)) == texts(whole(set(), set()))


def _cut(text: str, cuts: set[int], is_deleted: bool) -> list[str]:
    pieces = [text[one:two] for one, two in pairwise([0, *sorted(cut for cut in cuts if cut < len(text)), len(text)])]
    return [gone(piece) if is_deleted else run(piece) for piece in pieces]


def gone(text: str) -> str:
    """A deletion."""
    return f'<w:del {by("A")}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def test_a_word_that_a_deletion_cuts_is_read_as_it_was_and_as_it_is() -> None:
    found = texts(simple(paragraph(run("Zij is over"), gone("span"), run("nen."))))
    assert found["alinea 1"] == "Zij is overnen."
    assert found["alinea 1, verwijderde tekst (bijgehouden wijziging)"] == "overspannen."


def test_a_deletion_between_words_stands_alone() -> None:
    found = texts(simple(paragraph(run("Zij is "), gone("overspannen "), run("weg."))))
    assert found["alinea 1, verwijderde tekst (bijgehouden wijziging)"] == "overspannen "


def test_hidden_text_does_not_cut_the_word_around_it() -> None:
    found = texts(simple(paragraph(run("over"), run("xx", "<w:vanish/>"), run("spannen"))))
    assert found["alinea 1"] == "overspannen"


def test_hidden_text_that_is_turned_off_is_shown() -> None:
    found = texts(simple(paragraph(run("over"), run("spannen", '<w:vanish w:val="0"/>'))))
    assert found == {"alinea 1": "overspannen"}


def test_an_inserted_paragraph_mark_joins_nothing_and_a_deleted_one_does() -> None:
    marked = "<w:p><w:pPr><w:rPr><w:{} {}/></w:rPr></w:pPr>{}</w:p>"
    after = paragraph(run("spannen"))
    assert texts(simple(marked.format("ins", by("A"), run("over")), after))["alinea 1"] == "over"
    assert texts(simple(marked.format("del", by("A"), run("over")), after))["alinea 1"] == "overspannen"


@pytest.mark.parametrize("wrapper", ["w:onbekend", "w:dir", "w:bdo", "m:oMathPara"])
def test_what_wraps_runs_hides_nothing(wrapper: str) -> None:
    found = texts(simple(paragraph(run("over"), f"<{wrapper}>{run('spannen')}</{wrapper}>")))
    assert found["alinea 1"] == "overspannen"


def test_text_where_no_paragraph_has_it_is_read() -> None:
    found = texts(simple(run("los"), paragraph(run("vast"))))
    assert set(found.values()) == {"los", "vast"}


def test_noise_that_word_writes_changes_nothing() -> None:
    noise = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'
    layout = "<w:r><w:lastRenderedPageBreak/></w:r>"
    found = texts(simple(paragraph(run("over"), noise, layout, run("spannen", '<w:lang w:val="nl-NL"/><w:noProof/>'))))
    assert found == {"alinea 1": "overspannen"}


def test_a_thousand_deletions_in_one_paragraph_are_read() -> None:
    paragraphs = paragraph(*(piece for _ in range(1_000) for piece in (run("a"), gone("b"))))
    assert len(texts(simple(paragraphs))["alinea 1"]) == 1_000


def test_names_that_stand_at_many_changes_are_one_passage() -> None:
    seen = walked(simple(*(paragraph(f"<w:ins {by('Jansen')}>{run('x y')}</w:ins>") for _ in range(9))))
    (name,) = [passage for passage in seen.passages if passage.text.reveal() == "Jansen"]
    assert len(name.copies) == 8


def test_paragraphs_in_a_paragraph_are_read_once() -> None:
    box = f"<w:r><w:pict>{paragraph(run('een twee'))}{paragraph(run('drie vier'))}</w:pict></w:r>"
    passages = walked(simple(paragraph(run("vijf zes"), box))).passages
    assert sorted(passage.text.reveal() for passage in passages) == ["drie vier", "een twee", "vijf zes"]
