"""Whatever stands in the data stands in the document, literally, or the document is refused with a reason."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from docxtpl import Listing
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from pipeline.documents import Template
from pipeline.documents.readback import render_checked
from pipeline.errors import TemplateError

HOSTILE = {
    "ampersand en haken": "R&D <b>vet</b> & meer",
    "rekensom": "{{7*7}} {{ cycler.__init__ }}",
    "opdracht": "{% raw %}{% endraw %} {# niets #}",
    "escape van docxtpl": "{_{x}_} {_% y %_}",
    "einde van CDATA": "]]> <![CDATA[",
    "entiteit": "&amp; &lt; &#65; &nope;",
    "lang woord": "w" * 10_000,
    "emoji": "😀👩‍👩‍👧🏽 é e\u0301 \u202egespiegeld\u202c",
    "spaties": "  voor  midden  na  ",
    "aanhalingstekens": "\"dubbel\" 'enkel' “krul” ‘krul’",
    "XML": '</w:t></w:r></w:p><w:p/><?xml version="1.0"?>',
    "losse accolades": "}} %} #} {{ {% {#",
    "private use": "\ue0000\ue001 \uf0b7",
    "merkteken": "\ue0000\ue001",
    "bijzondere spaties": "\u00a0\u2003\u200b\ufeff\u2028\x85",
}


@pytest.fixture
def render(new, lines) -> Callable[..., list[str]]:
    """Renders paragraphs, "voor {{ x }} na" when none are given, and returns them as a reader sees them."""

    def render(context: dict[str, object], *texts: str) -> list[str]:
        draft = new()
        for text in texts or ("voor {{ x }} na",):
            draft.text(text)
        return lines(render_checked(Template(draft.bytes()), context))

    return render


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_literal(value: str, render) -> None:
    assert render({"x": value}) == [f"voor {value} na"]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_literal_in_properties_and_headers(value: str, draft, member) -> None:
    draft.document.core_properties.title = "Titel {{ x }}"
    draft.document.sections[0].header.paragraphs[0].text = "Kop {{ x }}"
    draft.document.sections[0].footer.paragraphs[0].text = "Voet {{ x }}"
    document = Document(io.BytesIO(render_checked(Template(draft.bytes()), {"x": value})))
    assert document.core_properties.title == f"Titel {value}"
    assert document.sections[0].header.paragraphs[0].text == f"Kop {value}"
    assert document.sections[0].footer.paragraphs[0].text == f"Voet {value}"


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_literal_in_an_attribute(value: str, draft, member) -> None:
    draft.xml('<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{{ x }}"/></wp:inline></w:drawing></w:r></w:p>')
    xml = member(render_checked(Template(draft.bytes()), {"x": value}))
    assert [node.get("descr") for node in etree.fromstring(xml).iter("{*}docPr")] == [value]


XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@pytest.fixture(scope="session")
def template(new) -> Template:
    return Template(new().text("[{{ x }}]").text("{% if y %}<{{ y }}>{% endif %}").table(("{{ x }}",)).bytes())


@settings(deadline=None)
@given(XML_TEXT, XML_TEXT)
def test_any_text_that_xml_can_hold_comes_back_as_it_is(template, lines, x: str, y: str) -> None:
    assert lines(render_checked(template, {"x": x, "y": y})) == [f"[{x}]", f"<{y}>" if y else "", x]


@settings(deadline=None)
@given(st.lists(XML_TEXT, min_size=1), st.sampled_from(["\n", "\r\n", "\r", "\t"]))
def test_line_breaks_and_tabs_become_those_of_word(template, lines, pieces: list[str], separator: str) -> None:
    expected = ("\t" if separator == "\t" else "\n").join(pieces)
    assert lines(render_checked(template, {"x": separator.join(pieces), "y": ""}))[0] == f"[{expected}]"


FORBIDDEN = [*map(chr, {*range(0x20)} - {9, 10, 13}), "\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", FORBIDDEN, ids=[f"U+{ord(c):04X}" for c in FORBIDDEN])
def test_a_character_that_xml_cannot_hold_is_refused_with_its_pointer(character: str, new) -> None:
    draft = new().text("{%p for g in gesprekken %}").text("{{ g.verslag }}").text("{%p endfor %}")
    data = {"gesprekken": [{"verslag": "goed"}, {"verslag": f"geheim{character}woord"}]}
    with pytest.raises(TemplateError) as caught:
        Template(draft.bytes()).render(data)
    message = str(caught.value)
    assert f"U+{ord(character):04X}" in message
    assert "/gesprekken/1/verslag" in message
    assert "alinea 2, {{ g.verslag }}" in message
    assert "geheim" not in message
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_forbidden_character_that_is_not_shown_does_no_harm(render) -> None:
    assert render({"x": "goed", "ander": "a\x00b"}) == ["voor goed na"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "3"), (2.5, "2.5"), (True, "True"), (Decimal("1.10"), "1.10"), (date(2026, 1, 5), "2026-01-05"), ("", "")],
)
def test_numbers_and_dates_show_as_python_writes_them(value: object, shown: str, render) -> None:
    assert render({"x": value}) == [f"voor {shown} na"]


@pytest.mark.parametrize(
    "value",
    [None, ["geheim"], {"geheim": 1}, ("geheim",), object(), b"geheim", Listing("geheim"), len],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_text_is_refused_without_showing_it(value: object, render) -> None:
    with pytest.raises(TemplateError, match=r"alinea 1, \{\{ x \}\}: levert ") as caught:
        render({"x": value})
    assert "geheim" not in str(caught.value)


def test_markup_is_text_as_well(render) -> None:
    assert render({"x": Markup("<w:p/>")}) == ["voor <w:p/> na"]
    assert render({"x": "<w:p/>"}, "{{ x | e }} {{ x | escape }}") == ["<w:p/> <w:p/>"]


def test_two_braces_from_two_values_are_literal_too(render) -> None:
    assert render({"x": "{"}, "{{ x }}-{{ x }}") == ["{-{"]


def test_fields_of_the_data_go_before_methods(render) -> None:
    assert render({"x": {"items": "veld", "get": "ook"}}, "{{ x.items }} {{ x.get }}") == ["veld ook"]
    assert render({"x": {"a": 1}}, "{% for k, v in x.items() %}{{ k }}={{ v }}{% endfor %}") == ["a=1"]


def test_the_context_is_left_as_it_was(render) -> None:
    context = {"x": "a", "lijst": [1, 2]}
    render(context, "{% for y in lijst | sort | reverse %}{{ y }}{% endfor %}{{ x }}")
    assert context == {"x": "a", "lijst": [1, 2]}
