"""Tags work wherever a reader of the document may look: headers, notes, comments, text boxes, properties."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from pipeline.documents import Template
from pipeline.documents.readback import render_checked
from pipeline.errors import TemplateError
from tests.openxml import errors_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def notes(kind: str, text: str) -> bytes:
    return (
        f'<w:{kind}s {NAMESPACE}><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
    ).encode()


@pytest.mark.parametrize(("kind", "word"), [("footnote", "voetnoot"), ("endnote", "eindnoot")])
def test_notes(kind: str, word: str, draft, with_member, lines) -> None:
    name = f"word/{kind}s.xml"
    good = with_member(draft.bytes(), name, f"{WORD}{kind}s+xml", notes(kind, "Zie {{ x }}."))
    assert lines(render_checked(Template(good), {"x": "R&D"}), name) == ["", "Zie R&D."]
    bad = with_member(draft.bytes(), name, f"{WORD}{kind}s+xml", notes(kind, "{{ x | fout }}"))
    with pytest.raises(TemplateError, match=rf"^sjabloon: {word} 1, alinea 1, "):
        Template(bad)


def test_comments(draft, lines) -> None:
    draft.text("tekst")
    draft.document.add_comment(draft.document.paragraphs[0].runs[0], "Let op {{ x }}", author="x")
    document = render_checked(Template(draft.bytes()), {"x": "<dit>"})
    assert lines(document, "word/comments.xml") == ["Let op <dit>"]


def test_headers_and_footers_of_several_sections(draft, lines) -> None:
    first = draft.document.sections[0]
    first.header.paragraphs[0].text = "Eerste {{ x }}"
    first.footer.paragraphs[0].text = "Voet {{ x }}"
    second = draft.document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Tweede {{ x }}"
    document = Document(io.BytesIO(render_checked(Template(draft.bytes()), {"x": "A"})))
    assert [section.header.paragraphs[0].text for section in document.sections] == ["Eerste A", "Tweede A"]
    assert document.sections[0].footer.paragraphs[0].text == "Voet A"
    second.header.paragraphs[0].text = "{{ x"
    with pytest.raises(TemplateError, match=r"^sjabloon: koptekst 2, alinea 1, "):
        Template(draft.bytes())


def test_a_text_box(draft, lines) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    draft.text("eerst").xml(f"<w:p><w:r><w:pict>{box.format('{{ x }}')}</w:pict></w:r></w:p>")
    assert "B & C" in lines(render_checked(Template(draft.bytes()), {"x": "B & C"}))
    draft.xml(f"<w:p><w:r><w:pict>{box.format('{{ x | fout }}')}</w:pict></w:r></w:p>")
    with pytest.raises(TemplateError, match=r"^sjabloon: alinea 3, tekstvak, alinea 1, "):
        Template(draft.bytes())


def test_content_controls_and_fields(draft, member) -> None:
    draft.xml(
        '<w:sdt><w:sdtPr><w:alias w:val="{{ x }}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt><w:p><w:r>"
        '<w:instrText xml:space="preserve"> DOCPROPERTY {{ x }} </w:instrText></w:r></w:p>'
    )
    root = etree.fromstring(member(render_checked(Template(draft.bytes()), {"x": 'a "b"\nc'})))
    assert next(root.iter("{*}alias")).values() == ['a "b"\nc']
    assert next(root.iter("{*}instrText")).text == ' DOCPROPERTY a "b"\nc '


def test_a_condition_within_an_attribute(draft, member) -> None:
    draft.xml(
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{% if n &gt; 1 %}{{ x }}{% endif %}"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    template = Template(draft.bytes())
    assert b'descr="a &lt; b"' in member(render_checked(template, {"n": 2, "x": "a < b"}))
    assert b'descr=""' in member(render_checked(template, {"n": 1, "x": "a < b"}))


def test_every_text_property(draft, member) -> None:
    properties = draft.document.core_properties
    names = ("title", "subject", "author", "keywords", "comments", "category", "last_modified_by", "content_status")
    for name in names:
        setattr(properties, name, f"{name} {{{{ x }}}}")
    document = Document(io.BytesIO(render_checked(Template(draft.bytes()), {"x": "R&D <b>"})))
    assert [getattr(document.core_properties, name) for name in names] == [f"{name} R&D <b>" for name in names]


def test_what_holds_no_tags_is_not_touched(draft, member) -> None:
    data = draft.text("{{ x }}").bytes()
    document = Template(data).render({"x": "y"})
    for name in ("word/styles.xml", "docProps/core.xml", "word/numbering.xml", "_rels/.rels"):
        assert member(document, name) == member(data, name)


def test_a_template_without_tags_gives_itself(draft, lines) -> None:
    assert lines(render_checked(Template(draft.text("vast").bytes()), {})) == ["vast"]


@pytest.mark.parametrize("source", ["path", "text", "bytes", "file"])
def test_every_kind_of_source(source: str, draft, lines, tmp_path: Path) -> None:
    data = draft.text("{{ x }}").bytes()
    path = tmp_path / "sjabloon.docx"
    path.write_bytes(data)
    sources = {"path": path, "text": str(path), "bytes": data, "file": io.BytesIO(data)}
    assert lines(Template(sources[source]).render({"x": "y"})) == ["y"]


def test_the_audit_finds_nothing_in_what_is_rendered(draft, tmp_path: Path) -> None:
    draft.text("{%p for x in lijst %}").text("punt {{ x }}").text("{%p endfor %}").text(
        "{%r if aan %}ja{%r endif %} nee"
    )
    draft.table(("Kop", "Kop"), ("{%tr for x in lijst %}", ""), ("{{ x }}", "{{ loop.index }}"), ("{%tr endfor %}", ""))
    cell = draft.document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if aan %}"
    cell.add_paragraph("{{ lang }}")
    cell.add_paragraph("{%p endif %}")
    draft.document.core_properties.title = "Titel {{ lang }}"
    draft.document.sections[0].header.paragraphs[0].text = "{{ lang }}"
    template = Template(draft.bytes())
    for number, context in enumerate(
        (
            {"lijst": [], "aan": False, "lang": ""},
            {"lijst": ["a & b", "c\nd\te"], "aan": True, "lang": "<w> " * 200 + "\n\t{{ x }}"},
        )
    ):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(render_checked(template, context))
        assert [str(error) for error in errors_of(path)] == []
