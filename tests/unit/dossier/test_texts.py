"""Every text of a dossier reaches the scanner, whatever it stands in and whatever the schema says of it."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.dossier.texts import segments
from pipeline.model import TextKind
from pipeline.shape import schemas

Put = Callable[[str, Any], Any]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(child)


def left_out(data: Any) -> set[str]:
    """What stands in data and in no segment; but for days, which hold no text of anybody."""
    left = Counter(strings(data)) - Counter(segment.text.reveal() for segment in segments(data))
    return {text for text in left if not re.fullmatch(r"\d{4}-\d\d-\d\d", text)}


def kinds(data: Any) -> dict[str, TextKind]:
    return {segment.place: segment.kind for segment in segments(data)}


@cache
def given_by_the_schema() -> frozenset[str]:
    """Every choice that a schema names."""
    found: set[str] = set()
    for schema in schemas().values():
        found.update(text for choices in _values(schema, "enum") for text in choices)
        found.update(_values(schema, "const"))
    return frozenset(found)


def _values(value: Any, name: str) -> Iterator[Any]:
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key == name:
            yield child
        yield from _values(child, name)


def test_every_string_of_the_example_is_a_segment_but_choices_and_days_of_the_schema(full: Any) -> None:
    found = [(segment.place, segment.text.reveal()) for segment in segments(full)]
    assert len({place for place, _ in found}) == len(found)
    assert len(found) > 500
    assert left_out(full) <= given_by_the_schema()


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [
        ("/werknemer/achternaam", TextKind.NAAM),
        ("/werknemer/bsn", TextKind.CODE),
        ("/werknemer/telefoon", TextKind.KENMERK),
        ("/kenmerk", TextKind.KENMERK),
        ("/bijlagen/0/bestandsnaam", TextKind.VRIJ),
        ("/bijlagen/0/omschrijving", TextKind.VRIJ),
        ("/documenten/3/afspraken/sociaal_medisch/0/activiteit", TextKind.VRIJ),
        ("/documenten/3/visie/werknemer", TextKind.VRIJ),
        ("/documenten/15/toelichting", TextKind.VRIJ),
    ],
)
def test_text_is_what_the_schema_says_it_is(full: Any, pointer: str, kind: TextKind) -> None:
    assert kinds(full)[pointer] is kind


@pytest.mark.parametrize("pointer", ["/eerste_ziektedag", "/land", "/documenten/3/soort", "/documenten/3/einddoel/0"])
def test_what_the_schema_gives_to_choose_from_and_a_day_hold_no_text_of_anybody(full: Any, pointer: str) -> None:
    assert pointer not in kinds(full)


@pytest.mark.parametrize(
    "pointer",
    ["/land", "/eerste_ziektedag", "/kenmerk", "/documenten/3/id", "/documenten/3/einddoel/0", "/werknemer/bsn"],
)
def test_text_that_does_not_fit_its_place_is_free_text(put: Put, pointer: str) -> None:
    assert kinds(put(pointer, "een heel verhaal"))[pointer] is TextKind.VRIJ


def test_a_text_where_none_belongs_is_free_text(put: Put) -> None:
    data = put("/documenten/3/visie", "een verhaal")
    data["dienstverband"]["contracturen"] = "een verhaal"
    assert kinds(data)["/documenten/3/visie"] is kinds(data)["/dienstverband/contracturen"] is TextKind.VRIJ


def test_an_unknown_field_gives_its_name_and_its_text_without_its_name_in_the_place(put: Put) -> None:
    data = put("/documenten/0/ziek door", {"nog iets": ["a", {"toelichting": "b"}]})
    found = {segment.place: segment.text.reveal() for segment in segments(data) if "onbekend" in segment.place}
    assert found == {
        "/documenten/0/onbekend-veld-8 (naam)": "ziek door",
        "/documenten/0/onbekend-veld-8/onbekend-veld-1 (naam)": "nog iets",
        "/documenten/0/onbekend-veld-8/onbekend-veld-1/0": "a",
        "/documenten/0/onbekend-veld-8/onbekend-veld-1/1/toelichting": "b",
    }


def test_the_text_of_a_document_of_an_unknown_kind_is_free_text(put: Put) -> None:
    found = kinds(put("/documenten/3/soort", "brief"))
    assert found["/documenten/3/soort"] is found["/documenten/3/id"] is TextKind.VRIJ


def test_a_number_where_text_belongs_is_a_text_too(put: Put) -> None:
    found = {segment.place: segment.text.reveal() for segment in segments(put("/dienstverband/functie", 999990019))}
    assert found["/dienstverband/functie"] == "999990019"
    assert "/dienstverband/contracturen" not in found, "a number where a number belongs is no text"


def test_segments_do_not_show_their_text(full: Any) -> None:
    assert "Orderpicker" not in repr(list(segments(full)))


NAMES = st.sampled_from(["documenten", "soort", "visie", "werknemer", "id"]) | st.text(
    string.ascii_letters + " /~", max_size=8
)
ANYTHING = st.recursive(
    st.text(max_size=10) | st.none() | st.booleans() | st.integers(0, 99) | st.just("plan_van_aanpak"),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(NAMES, children, max_size=4),
    max_leaves=20,
)


@given(ANYTHING)
@example({"soort": "dossier", "documenten": [{"soort": "plan_van_aanpak", "datum": "2026-01-05"}]})
def test_no_string_of_any_data_is_left_out_but_what_the_schema_gives_to_choose_from(data: Any) -> None:
    assert left_out(json.loads(json.dumps(data))) <= given_by_the_schema()
