"""What is withheld and what is not: exactly the documents in which the forbidden text or the wrong data stands."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Built, Category, Finding, Problem
from pipeline.shape import Shape, dossier_shape

JUNK = ["null", "true", "-1", '""', '"{{ x }}"', '"a\\u0000b"', "[]", "{}", "[null]", '{"a": 1}']
SETS = ("uwv/", "werknemer/", "00-")
ALL = 20  # the documents of the full dossier that have a template, a copy for the employee, and the set for UWV
CANARY = "zwaluw[0-9]+nest"


def finding(place: str, *, blocking: bool = True) -> Finding:
    return Finding(0, 3, Category.DIAGNOSE, "diagnose.proef", blocking, advice="Haal dit weg.", place=place)


def names(built: Built) -> set[str]:
    return {withheld.name for withheld in built.withheld}


def test_a_finding_in_a_document_withholds_that_document(full: Any, make: Callable[..., Built]) -> None:
    built = make(full, [finding("/documenten/1/knelpunten")])
    (withheld,) = built.withheld
    assert withheld.name == "02-gespreksverslag-2024-11-18.docx"
    assert [(cause.rule, cause.place, cause.message) for cause in withheld.causes] == [
        ("diagnose.proef", "/documenten/1/knelpunten", "Haal dit weg.")
    ]
    assert len(built.documents) == len(make(full).documents) - 1


def test_a_vermoeden_withholds_nothing(full: Any, make: Callable[..., Built]) -> None:
    built = make(full, [finding("/documenten/1/knelpunten", blocking=False)])
    assert built.withheld == ()
    assert len(built.findings) == 1


def test_the_set_for_uwv_is_withheld_whole_with_every_cause(full: Any, make: Callable[..., Built]) -> None:
    built = make(full, [finding("/documenten/3/visie/werknemer"), finding("/documenten/2/advies/toelichting")])
    assert names(built) == {"03-probleemanalyse-2024-12-10.docx", "04-plan-van-aanpak-2024-12-19.docx", "uwv"}
    assert not any(document.name.startswith(SETS) for document in built.documents)
    (riv,) = (withheld for withheld in built.withheld if withheld.name == "uwv")
    assert {cause.place for cause in riv.causes} == {
        "/documenten/3/visie/werknemer",
        "/documenten/2/advies/toelichting",
    }


@pytest.mark.parametrize(
    ("place", "withheld"),
    [
        ("/betrokkenen/3/taak", {"01-contactblad-2024-11-11.docx", "01-contactblad-2024-11-11-werknemer.docx"}),
        ("/bijlagen/0/omschrijving", {"uwv"}),
        ("/bijlagen/0/bestandsnaam", {"uwv"}),
        ("/werknemer/adres/straat", {"17-gegevens-voor-de-42e-weeksmelding-2025-08-25.docx"}),
        ("/werknemer/adres/land", set()),
        ("/documenten/8/conclusie", set()),
    ],
)
def test_text_around_the_documents_withholds_those_that_show_it(
    full: Any, make: Callable[..., Built], place: str, withheld: set[str]
) -> None:
    assert names(make(full, [finding(place)])) == withheld


def test_a_text_that_every_document_shows_withholds_all(full: Any, make: Callable[..., Built]) -> None:
    built = make(full, [finding("/werkgever/naam")])
    assert built.documents == ()
    assert len(built.withheld) == ALL


def test_a_text_of_another_document_counts_where_it_is_shown(full: Any, make: Callable[..., Built]) -> None:
    built = make(full, [finding("/documenten/2/bedrijfsarts/naam")])
    assert names(built) == {"03-probleemanalyse-2024-12-10.docx", "04-plan-van-aanpak-2024-12-19.docx", "uwv"}


@pytest.mark.parametrize(
    ("pointer", "count"),
    [("", ALL), ("/documenten", ALL), ("/documenten/1", 1), ("/documenten/1/knelpunten", 1), ("/werknemer", ALL)],
)
def test_wrong_data_withholds_what_depends_on_it(
    full: Any, make: Callable[..., Built], pointer: str, count: int
) -> None:
    built = make(full, problems=[Problem(pointer, "schema.proef", "Herstel dit.")])
    assert len(built.withheld) == count
    assert {cause.message for withheld in built.withheld for cause in withheld.causes} == {"Herstel dit."}


def test_wrong_data_that_no_document_shows_withholds_nothing(full: Any, make: Callable[..., Built]) -> None:
    assert make(full, problems=[Problem("/verlofperiodes/0/van", "schema.proef", "Herstel dit.")]).withheld == ()


def test_the_tenth_document_is_not_the_first(full: Any, make: Callable[..., Built]) -> None:
    built = make(full, [finding("/documenten/13/verloop")])
    assert names(built) == {"14-actueel-oordeel-2026-07-14.docx", "uwv"}


@pytest.mark.parametrize("data", [None, [], "tekst", {}, {"documenten": {}}, {"documenten": []}])
def test_what_is_no_dossier_gives_nothing(data: Any, make: Callable[..., Built]) -> None:
    built = make(data, problems=[Problem("", "schema.type", "Geef een dossier.")])
    assert (built.documents, built.withheld) == ((), ())
    assert built.folder.startswith("dossier")


@pytest.mark.parametrize("document", [None, 7, [], {}, {"soort": "recept"}, {"soort": ["plan_van_aanpak"]}])
def test_a_document_of_no_known_kind_is_withheld(full: Any, make: Callable[..., Built], document: Any) -> None:
    full["documenten"][1] = document
    for problems in ([Problem("/documenten/1", "schema.required", "Kies een soort.")], []):
        built = make(full, problems=problems)
        assert names(built) == {"02-document.docx"}
        assert built.withheld[0].causes


@pytest.mark.parametrize("value", [None, 7, [], {}, True, "2026-02-30"])
def test_wrong_values_cost_their_document_only(full: Any, make: Callable[..., Built], value: Any) -> None:
    full["documenten"] = full["documenten"][:4]  # what a document costs does not depend on how many there are
    made = make(full)
    for name in list(full["documenten"][1]):
        changed = json.loads(json.dumps(full))
        changed["documenten"][1][name] = value
        built = make(changed, problems=[Problem(f"/documenten/1/{name}", "schema.type", "Herstel dit.")])
        assert len(built.withheld) == 1, name
        assert len(built.documents) == len(made.documents) - 1, name


def test_what_the_checks_overlook_withholds_the_document_by_its_template(full: Any, make: Callable[..., Built]) -> None:
    full["documenten"][1]["volgend_contact"] = "morgen"
    (withheld,) = make(full).withheld
    (cause,) = withheld.causes
    assert withheld.name == "02-gespreksverslag-2024-11-18.docx"
    assert cause.rule == "sjabloon"
    assert "morgen" not in cause.message


@given(st.lists(st.tuples(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.sampled_from(JUNK)), max_size=3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_a_dossier_building_it_does_not_fail(
    full: Any, make: Callable[..., Built], changes: list[tuple[list[int], str]]
) -> None:
    """Each change goes down into the dossier, at every level to the n-th child, and puts something strange there."""
    changed = copy.deepcopy(full)
    for steps, junk in changes:
        parent, key = changed, next(iter(changed))
        for step in steps:
            keys = list(parent) if isinstance(parent, dict) else list(range(len(parent)))
            key = keys[step % len(keys)]
            if not isinstance(parent[key], dict | list) or not parent[key] or step == steps[-1]:
                break
            parent = parent[key]
        parent[key] = json.loads(junk)
    assert all(withheld.causes for withheld in make(changed).withheld)


def test_no_text_with_a_finding_stands_in_anything_that_is_made(
    full: Any, make: Callable[..., Built], shown: Callable[[bytes], str]
) -> None:
    """Gives every text of a full dossier a name of its own, sees where it turns up, and then forbids it.

    The texts of one document are forbidden together, and so are those around the documents: each must be named as a
    cause of every document that shows it, which it could not be if another text were the only reason.
    """
    places = dict(mark_all(full, dossier_shape()))
    marks = {document.name: set(re.findall(CANARY, shown(document.content))) for document in make(full).documents}
    assert len(set().union(*marks.values())) > 150, "the texts turn up"
    owners: dict[str, dict[str, str]] = {}
    for place, mark in places.items():
        owner = "/".join(place.split("/")[:3]) if place.startswith("/documenten/") else "the dossier"
        owners.setdefault(owner, {})[place] = mark
    for owner, forbidden in owners.items():
        built = make(full, [finding(place) for place in forbidden])
        causes = {item.name: {cause.place for cause in item.causes} for item in built.withheld}
        made = {document.name for document in built.documents}
        for name, seen in marks.items():
            shows = {place for place, mark in forbidden.items() if mark in seen}
            assert not shows or name not in made, name
            assert shows <= causes.get("uwv" if name.startswith(SETS) else name, set()), name
        rest = (built.folder, json.dumps(built.manifest), *(withheld.title for withheld in built.withheld))
        assert not any(mark in text for mark in forbidden.values() for text in rest), owner


def mark_all(value: Any, shape: Shape | None, place: str = "") -> Iterator[tuple[str, str]]:
    """Replaces the texts in a dossier, of each kind of place one, and yields the place and the new text."""
    seen: set[str] = set()
    for pointer, parent, key in list(texts(value, shape, place)):
        kind = re.sub(r"(?<!documenten)/[0-9]+", "/*", pointer)
        if kind not in seen:
            seen.add(kind)
            parent[key] = f"zwaluw{len(seen)}nest"
            yield pointer, parent[key]


def texts(value: Any, shape: Shape | None, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yields the place of every text but ids and codes, with what holds it and under which key."""
    shape = shape.of(value) if shape else None
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        below = None if shape is None else shape.items if isinstance(value, list) else shape.fields.get(key)
        if isinstance(child, dict | list):
            yield from texts(child, below, f"{place}/{key}")
        elif isinstance(child, str) and key != "id" and not re.match("[0-9]{4}-", child) and is_text(below):
            yield f"{place}/{key}", value, key


def is_text(shape: Shape | None) -> bool:
    return shape is not None and not shape.labels and shape.refers_to in ((), ("afspraak",))
