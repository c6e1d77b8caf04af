"""The known faults of building documents, each as it goes wrong elsewhere and as it goes here."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile

import pytest
from docx import Document
from jinja2 import UndefinedError

from pipeline.documents import Template
from pipeline.documents.package import ZLIB, Package, fastest_deflate
from pipeline.documents.readback import problems, render_checked
from pipeline.documents.template import Recorded, Shown
from pipeline.errors import ExitCode, TemplateError


def failure(template: bytes, context: dict[str, object]) -> str:
    with pytest.raises(TemplateError) as caught:
        Template(template).render(context)
    assert caught.value.__cause__ is None
    assert caught.value.exit_code is ExitCode.OWN_DATA
    return str(caught.value)


def test_row_16_ampersand_and_less_than_lose_nothing(draft, lines) -> None:
    template = draft.text("Zorg {{ x }} en de rest").bytes()
    value = "<Plus> & minder dan < 5 kg, Jansen & Zonen"
    assert lines(Template(template).render({"x": value})) == [f"Zorg {value} en de rest"]


@pytest.mark.parametrize("value", ["{{7*7}}", "{% raw %}", "{_{ y }_}", "{# x #}"])
def test_row_17_tag_syntax_in_data_stays_what_it_is(value: str, draft, lines) -> None:
    template = Template(draft.text("{{ x }}").bytes())
    assert lines(render_checked(template, {"x": value, "y": "gelekt"})) == [value]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ x | attr('__class__') }}",
        "{{ x | map(attribute='__class__') | list }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ '%s' | format(x) }}",
        "{% set y = x.__class__ %}",
        "{% for y in x.__class__.__mro__ %}{% endfor %}",
        "{% if x.__init__ %}{% endif %}",
        "{{ lipsum.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ namespace(a=1) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
    ],
)
def test_row_18_a_template_cannot_reach_python(attack: str, draft) -> None:
    with pytest.raises(TemplateError, match=r"^sjabloon: alinea 1, \{"):
        Template(draft.text(attack).bytes())


@pytest.mark.parametrize("name", ["__class__", "__init__", "mro", "clear", "append", "gi_frame"])
def test_row_18_the_sandbox_stops_what_the_list_would_let_through(name: str, draft) -> None:
    draft.text("{{ lijst[naam] }}").text("{{ lijst | map(attribute=naam) | list }}")
    assert "sjabloon: alinea 1" in failure(draft.bytes(), {"lijst": [1], "naam": name})


@pytest.mark.parametrize(
    "bomb",
    [
        "{% for i in range(10**8) %}x{% endfor %}".replace("10**8", "100000000"),
        "{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ x * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
    ],
)
def test_row_19_a_bomb_in_a_template_does_not_go_off(bomb: str, draft) -> None:
    assert "sjabloon: alinea 1, {" in failure(draft.text(bomb).bytes(), {"x": "x"})


def test_row_19_a_render_that_grows_without_end_is_stopped(draft, monkeypatch) -> None:
    monkeypatch.setattr("pipeline.documents.part.MAX_CHARACTERS", 100_000)
    draft.text("{% for a in x %}{% for b in x %}{{ tekst }}{% endfor %}{% endfor %}")
    message = failure(draft.bytes(), {"x": list(range(100)), "tekst": "x" * 100})
    assert message == "sjabloon: document: dit levert meer op dan in een document past"


def test_row_20_a_missing_value_is_refused_with_tag_and_place(draft, by_docxtpl, lines) -> None:
    draft.text("goed").table(("{{ werknemer.naam }}", "{{ werknemer.adres.plaats }}"))
    context = {"werknemer": {"naam": "geheim", "adres": {}}}
    assert lines(by_docxtpl(draft.bytes(), context))[-1] == ""  # silently empty elsewhere
    message = failure(draft.bytes(), context)
    assert message == "sjabloon: tabel 1, rij 1, cel 2, {{ werknemer.adres.plaats }}: dit gegeven ontbreekt"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ weg }}",
        "{{ weg.verder }}",
        "{% if weg %}{% endif %}",
        "{% for x in weg %}{% endfor %}",
        "{% if a.weg == 1 %}{% endif %}",
        "{{ weg | upper }}",
        "{{ weg ~ 'x' }}",
        "{% set y = weg %}{{ y }}",
        "{{ a['weg'] }}",
        "{{ lijst[3] }}",
    ],
)
def test_row_20_whatever_asks_for_a_missing_value(tag: str, draft) -> None:
    message = failure(draft.text("eerst").text(tag).bytes(), {"a": {}, "lijst": []})
    assert message.startswith("sjabloon: alinea 2, {")
    assert message.endswith("dit gegeven ontbreekt")


def test_row_20_a_missing_value_may_be_asked_for(draft, lines) -> None:
    template = Template(draft.text("{{ a.weg | default('-') }}{% if b is defined %}{{ b }}{% endif %}").bytes())
    assert lines(template.render({"a": {}})) == ["-"]


def test_row_20_an_error_in_an_expression_does_not_quote_the_value(draft) -> None:
    message = failure(draft.text("{{ x + 1 }}").bytes(), {"x": "geheim"})
    assert message == "sjabloon: alinea 1, {{ x + 1 }}: dit is met deze gegevens niet uit te rekenen (TypeError)"


def test_row_20_an_error_in_a_filter_does_not_quote_the_value(draft) -> None:
    def datum(value: str) -> str:
        raise ValueError(value)

    template = Template(draft.text("{{ x | datum }}").bytes(), {"datum": datum})
    with pytest.raises(TemplateError) as caught:
        template.render({"x": "geheim"})
    assert "geheim" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_row_21_a_template_that_could_give_malformed_xml_is_refused(draft, by_docxtpl) -> None:
    """docxtpl repairs it silently, and loses text."""
    draft.text("eerste {% if x %}").table(("cel {% endif %}",)).text("laatste")
    with pytest.raises(TemplateError, match="opent en sluit niet op dezelfde hoogte"):
        Template(draft.bytes())


def test_row_21_reading_back_sees_what_went_wrong(draft) -> None:
    draft.text("{{ x }} en {{ y }}")
    recorded = Template(draft.bytes()).render_recorded({"x": "een", "y": "{{ twee }}"})
    assert problems(recorded) == []

    def after(old: bytes, new: bytes) -> list[str]:
        package = Package(recorded.content)
        body = package.members["word/document.xml"]
        assert old in body
        return problems(Recorded(package.write({"word/document.xml": body.replace(old, new)}), recorded.shown))

    assert after(b"een", b"") == ["word/document.xml: een waarde die het sjabloon gebruikt, staat niet in het document"]
    assert after(b" en ", b" {{ z }} ") == [
        "word/document.xml: in het document is een tag van het sjabloon blijven staan"
    ]
    assert after(b"</w:body>", b"") == ["word/document.xml: het geschreven onderdeel is geen geldige XML"]
    assert problems(Recorded(recorded.content[:-9], recorded.shown)) == [
        "het geschreven document is niet terug te lezen"
    ]
    assert problems(Recorded(recorded.content, {"weg.xml": Shown(("x",), in_attributes=frozenset())})) == [
        "het geschreven document is niet terug te lezen"
    ]


def test_a_failed_check_withholds_the_document(draft, monkeypatch) -> None:
    template = Template(draft.text("{{ x }}").bytes())
    monkeypatch.setattr("pipeline.documents.readback.problems", lambda _: ["iets is mis"])
    with pytest.raises(TemplateError, match=r"^sjabloon: iets is mis$"):
        render_checked(template, {"x": "geheim"})


def test_threads_that_share_a_template_do_not_mix_data(draft, lines) -> None:
    """With one shared DocxTemplate most documents carry another person's data."""
    draft.text("{{ wie }}").text("{%p for x in lijst %}").text("{{ wie }} {{ x }}").text("{%p endfor %}")
    draft.document.sections[0].header.paragraphs[0].text = "{{ wie }}"
    template = Template(draft.bytes())
    wrong: list[str] = []

    def work(number: int) -> None:
        for turn in range(25):
            wie = f"persoon {number}-{turn}"
            document = template.render({"wie": wie, "lijst": list(range(20))})
            if any(wie not in line for line in lines(document)) or lines(document, "word/header1.xml") != [wie]:
                wrong.append(wie)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("deflate", [ZLIB, fastest_deflate()], ids=lambda deflate: deflate.name)
def test_the_same_input_gives_the_same_bytes(deflate, draft) -> None:
    data = draft.text("{{ x }}").table(("{{ x }}", "b")).bytes()
    prints = {
        hashlib.sha256(Template(source, deflate=deflate).render({"x": "é" * 500})).hexdigest()
        for source in (data, io.BytesIO(data), data)
    }
    assert len(prints) == 1


def test_the_package_keeps_order_and_has_no_clock(draft) -> None:
    data = draft.text("{{ x }}").bytes()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(io.BytesIO(Template(data).render({"x": "y"}))) as after,
    ):
        assert after.namelist() == before.namelist()
        assert {info.date_time for info in after.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert after.testzip() is None
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml"]


def test_properties_are_escaped_once(draft, by_docxtpl) -> None:
    """docxtpl escapes them twice, so that a reader sees &amp;."""
    draft.document.core_properties.title = "Plan {{ x }}"
    data = draft.bytes()
    ours = Document(io.BytesIO(Template(data).render({"x": "Jansen & Zonen"})))
    theirs = Document(io.BytesIO(by_docxtpl(data, {"x": "Jansen & Zonen"})))
    assert ours.core_properties.title == "Plan Jansen & Zonen"
    assert theirs.core_properties.title == "Plan Jansen &amp; Zonen"


def test_an_undefined_error_of_the_data_itself_is_no_leak(draft) -> None:
    class Data(dict[str, object]):
        def __getitem__(self, name: str) -> object:
            raise UndefinedError("geheim")

    assert "geheim" not in failure(draft.text("{{ x.y }}").bytes(), {"x": Data()})
