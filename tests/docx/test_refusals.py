"""What a template may not hold is refused when it is compiled, every problem at once, each with its place."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.documents import Template
from pipeline.errors import TemplateError


def refusal(template: bytes) -> str:
    with pytest.raises(TemplateError) as caught:
        Template(template)
    return str(caught.value)


BAD = {
    "{{ x.a b }}": "niet te lezen",
    "{{ x | onbekend }}": "het filter 'onbekend' bestaat niet",
    "{{ x | safe }}": "het filter 'safe' bestaat niet",
    "{{ x | attr('y') }}": "het filter 'attr' bestaat niet",
    "{{ x is vreemd }}": "de toets 'vreemd' bestaat niet",
    "{{ 'x' ** 3 }}": "pow",
    "{{ x() }}": "deze aanroep",
    "{{ x.format(1) }}": "deze aanroep",
    "{{ x._y }}": "streepje",
    "{{ x['__class__'] }}": "streepje",
    "{{ _x }}": "streepje",
    "{{ x | _plain }}": "bestaat niet",
    "{% include 'x' %}": "onbekend",
    "{% macro x() %}{% endmacro %}": "onbekend",
    "{%pif x %}": "de opdracht 'pif' is onbekend",
    "{% %}": "onbekend",
    "{{ }}": "niet te lezen",
    "{% raw %}": "onbekend",
    "{% for x in y recursive %}{% endfor %}": "zichzelf",
    "{% for x in y %}" * 5 + "x" + "{% endfor %}" * 5: "meer dan 4 lussen staan in elkaar",
    "{% if x %}": "wordt nergens gesloten",
    "{% endif %}": "hoort bij een",
    "{% for x in y %}{% endif %}": "hoort bij een {% if %}",
    "{% else %}": "hoort bij een {% if %} of {% for %}",
    "{% vm %}": "binnen een {% for %}",
    "{{ open": "niet eindigt",
    "{% open }}": "niet eindigt",
    "dicht }}": "niet begon",
    "tekst {%p if x %}": "neemt zijn hele alinea weg",
    "{%p if x %}{%p endif %}": "neemt zijn hele alinea weg",
    "{%tr if x %}": "'tr' staat niet in een rij",
    "{%tc if x %}": "'tc' staat niet in een cel",
    "{{p x }}": "wordt niet ondersteund",
    "{% if x %}{% else %}{% else %}{% endif %}": "past niet bij de tags ervoor",
}


@pytest.mark.parametrize("tag", BAD)
def test_a_tag_that_cannot_be_is_refused_with_its_place(tag: str, new) -> None:
    message = refusal(new().text("goed").text(tag).bytes())
    assert message.startswith("sjabloon: alinea 2, ")
    assert BAD[tag] in message


def test_four_loops_in_each_other_are_none_too_many(new) -> None:
    Template(new().text("{% for x in y %}" * 4 + "x" + "{% endfor %}" * 4).bytes())


def test_all_problems_are_told_at_once_with_their_places(tmp_path, draft) -> None:
    draft.text("{{ a..b }}").text("goed {{ x }}")
    draft.table(("{{ ok }}", "x"), ("y", "{{ x | fout }}"))
    draft.table(("{{ x | mis }}",))
    table = draft.document.add_table(1, 1)
    table.cell(0, 0).text = "eerste"
    table.cell(0, 0).add_paragraph("{{ x | nee }}")
    draft.document.sections[0].header.paragraphs[0].text = "{{ x | kop }}"
    draft.document.core_properties.title = "{{ x | titel }}"
    path = tmp_path / "plan.docx"
    path.write_bytes(draft.bytes())
    with pytest.raises(TemplateError) as caught:
        Template(path)
    assert [line.split(", {{")[0] for line in str(caught.value).splitlines()] == [
        "plan.docx: alinea 1",
        "plan.docx: tabel 1, rij 2, cel 2",
        "plan.docx: tabel 2, rij 1, cel 1",
        "plan.docx: tabel 3, rij 1, cel 1, alinea 2",
        "plan.docx: eigenschappen",
        "plan.docx: koptekst, alinea 1",
    ]


def test_a_tag_over_two_paragraphs_is_refused(new) -> None:
    """docxtpl swallows what lies between."""
    message = refusal(new().text("{{ na").text("dit zou verdwijnen").text("am }}").bytes())
    assert "alinea 1, {{: hier begint een tag die in deze alinea niet eindigt" in message
    assert "alinea 3, }}: hier eindigt een tag die niet begon" in message


def pieces(draft, *runs: str) -> bytes:
    return draft.xml(f"<w:p>{''.join(runs)}</w:p>").bytes()


def run(text: str, extra: str = "") -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t>{extra}</w:r>'


INSERTED = '<w:ins w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z">{}</w:ins>'


def test_a_tag_over_the_edge_of_a_tracked_change_is_refused(new) -> None:
    message = refusal(pieces(new(), run("{{ na"), INSERTED.format(run("am }}"))))
    assert "alinea 1, {{ naam }}: de tag loopt over de grens van een wijziging" in message


def test_a_tag_within_a_tracked_change_is_fine(new, lines) -> None:
    template = Template(pieces(new(), INSERTED.format(run("{{ na") + run("am }}"))))
    assert lines(template.render({"naam": "Jan"})) == ["Jan"]


@pytest.mark.parametrize("between", ["<w:br/>", "<w:tab/>", "<w:drawing/>", '<w:fldChar w:fldCharType="begin"/>'])
def test_a_tag_with_something_real_in_it_is_refused(between: str, new) -> None:
    assert "wordt onderbroken" in refusal(pieces(new(), run("{{ na", between), run("am }}")))
    assert "wordt onderbroken" in refusal(pieces(new(), run("{{ na"), f"<w:r>{between}</w:r>", run("am }}")))


def test_a_paragraph_tag_next_to_a_picture_is_refused(new) -> None:
    assert "met een afbeelding" in refusal(pieces(new(), run("{%p if x %}"), "<w:r><w:drawing/></w:r>"))


def test_a_row_tag_beside_other_text_is_refused(new) -> None:
    message = refusal(new().table(("{%tr for x in y %}", "dit zou verdwijnen"), ("{%tr endfor %}", "")).bytes())
    assert "tabel 1, rij 1, cel 1, {%tr for x in y %}: deze tag neemt zijn hele rij weg" in message


def test_a_block_that_opens_and_closes_at_different_heights_is_refused(new) -> None:
    message = refusal(new().text("{%p if x %}").text("tekst {% endif %}").bytes())
    assert "alinea 1, {%p if x %}: opent en sluit niet op dezelfde hoogte" in message


def test_a_block_from_one_paragraph_into_the_next_is_fine(lines, new) -> None:
    template = Template(new().text("a {% if x %}b").text("c{% endif %} d").bytes())
    assert lines(template.render({"x": True})) == ["a b", "c d"]
    assert lines(template.render({"x": False})) == ["a  d"]


@pytest.mark.parametrize("length", [0, 4, 2000, -30])
def test_what_is_no_document_is_refused(length: int, draft) -> None:
    assert "sjabloon: Het sjabloon is geen Word-document" in refusal(b"geen zip")
    assert "sjabloon: Het sjabloon is geen Word-document" in refusal(draft.bytes()[:length])


def test_a_missing_file_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(TemplateError, match=r"^weg\.docx: het sjabloon is niet te openen"):
        Template(tmp_path / "weg.docx")


def test_a_part_with_a_document_type_of_its_own_is_refused(draft, with_member) -> None:
    content = b'<!DOCTYPE x [<!ENTITY e "entiteit">]><x>{{ y }}&e;</x>'
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    assert "DOCTYPE" in refusal(with_member(draft.bytes(), "docProps/custom.xml", kind, content))


def test_a_character_that_the_compiler_needs_is_refused(draft) -> None:
    assert "U+E000" in refusal(draft.text("{{ x }} \ue0000\ue001").bytes())


def test_a_tag_outside_the_ordinary_text_is_refused(draft, with_member) -> None:
    content = b"<x><a/>{{ ''.__class__ }}</x>"
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    message = refusal(with_member(draft.bytes(), "docProps/custom.xml", kind, b"<x>{{ y }}<a/>{{ ''.__class__ }}</x>"))
    assert message == "sjabloon: eigenschappen: er staat een tag buiten de gewone tekst"
    assert "tag" in refusal(with_member(draft.bytes(), "docProps/custom.xml", kind, content))


def test_tags_where_no_template_looks_are_refused(draft, with_member) -> None:
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    message = refusal(with_member(draft.bytes(), "word/charts/chart1.xml", kind, b"<c>{{ titel }}</c>"))
    assert "word/charts/chart1.xml: tags in dit onderdeel" in message


def test_a_template_with_macros_is_refused(draft) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft.bytes())) as archive, zipfile.ZipFile(out, "w") as written:
        for name in archive.namelist():
            plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
            written.writestr(name, archive.read(name).replace(plain, macros))
    assert "zonder macro's" in refusal(out.getvalue())
