"""Which controls of a template stand there only while they are to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.documents.template import Template

Show = Callable[..., str]

TEXT, DAY = '<w:text w:multiLine="1"/>', "<w:date/>"


class Known(dict[str, Any]):
    """A document of a dossier, or a form of one."""

    def __init__(self, is_formulier: bool, **values: str | None) -> None:
        super().__init__(values)
        self.is_formulier = is_formulier


@pytest.fixture
def show(draft: Any, member: Callable[..., bytes]) -> Callable[..., str]:
    """Renders a template of one control and returns its XML."""

    def show(kind: str, shown: str, document: Any, tag: str = "/reden") -> str:
        draft.xml(
            f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{kind}</w:sdtPr><w:sdtContent><w:r><w:t>{shown}</w:t></w:r>'
            "</w:sdtContent></w:sdt></w:p>"
        )
        return member(Template(draft.bytes()).render({"document": document})).decode()

    return show


VALUE = "{{ document.reden }}"
EITHER = "{% if document.reden %}{{ document.reden }}{% else %}…………{% endif %}"


@pytest.mark.parametrize("shown", [VALUE, EITHER], ids=["value", "value or blank"])
@pytest.mark.parametrize("tag", ["/reden", "{{ document.plaats }}/reden"], ids=["fixed", "row"])
@pytest.mark.parametrize(
    ("kind", "is_form", "stays"),
    [(TEXT, False, False), (TEXT, True, True), (DAY, False, True), (DAY, True, True)],
    ids=["text", "text of a form", "day", "day of a form"],
)
def test_a_known_text_loses_its_control_except_in_a_form(
    show: Show, shown: str, tag: str, kind: str, is_form: bool, stays: bool
) -> None:
    xml = show(kind, shown, Known(is_form, reden="Een regel.", plaats="/plannen/0"), tag)
    assert ("<w:sdt>" in xml) is stays
    assert xml.count("Een regel.") == 1


@pytest.mark.parametrize("is_form", [False, True])
def test_a_blank_keeps_its_control(show: Show, is_form: bool) -> None:
    assert "<w:sdt>" in show(TEXT, EITHER, Known(is_form, reden=None))


def test_what_is_no_document_of_a_dossier_keeps_its_controls(show: Show) -> None:
    assert "<w:sdt>" in show(TEXT, VALUE, {"reden": "Een regel."})


def test_a_control_that_shows_no_value_stays_as_it_was_made(show: Show) -> None:
    assert "<w:sdt>" in show(TEXT, "Vul in: {# noot #}", Known(False, reden="Een regel."))


@pytest.mark.parametrize("tag", ["reden", "Mijn veld"])
def test_a_control_of_somebody_else_stays(show: Show, tag: str) -> None:
    assert "<w:sdt>" in show(TEXT, VALUE, Known(False, reden="Een regel."), tag)
