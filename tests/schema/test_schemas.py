"""The schemas themselves: closed, offline, every text classified, every field with a Dutch title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline.dossier.messages import KEYWORDS
from pipeline.model import TextKind
from pipeline.resources import data_root
from pipeline.shape import Shape, document_shapes, dossier_shape, field_names, schemas

FOLDER = data_root("schemas") / "v1"
BASE = "https://poortwachter.example/schemas/"
DOCUMENTS = (
    "probleemanalyse",
    "bijstelling_probleemanalyse",
    "plan_van_aanpak",
    "bijstelling_plan_van_aanpak",
    "evaluatie",
    "eindevaluatie",
    "actueel_oordeel",
    "gespreksverslag",
    "arbeidsdeskundig_rapport",
    "trajectplan",
    "voortgangsrapportage",
    "deskundigenoordeel",
    "oordeel_werknemer",
    "contactblad",
    "melding_42e_week",
    "verloop_verzuim",
    "aanvraag_arbeidsdeskundig_onderzoek",
    "aanvraag_deskundigenoordeel",
    "achteraf_rapportage",
    "melding_herstel",
)
# The folder also describes what is no part of a dossier, such as the manifest.
DOSSIER = {
    f"{name}.schema.json": schemas()[f"{name}.schema.json"] for name in ("dossier", "gemeen", "beleid", *DOCUMENTS)
}
# Building blocks that close only where they are taken over, by `allOf` or `$ref`.
OPEN = {"#/$defs/document", "#/$defs/oordeel_bedrijfsarts", "#/properties/documenten/items"}
ANNOTATIONS = {
    "$schema",
    "$id",
    "$defs",
    "title",
    "description",
    "x-tekst",
    "x-labels",
    "x-herstel",
    "x-verwijst",
    "x-decimalen",
}
APPLICATORS = {"properties", "items", "allOf", "if", "then", "$ref"}
# What an employer may not record has no field, under any of these names.
FORBIDDEN = re.compile(
    r"diagnos|oorza|klacht|symptoom|ziektebeeld|aandoening|medic(?!he_informatie)|behandel|therap|arts_naam|huisarts"
    r"|ongeval|werkgerelateerd|zwanger|prive|thuis"
)
ALLOWED = {
    "medische_informatie_verstrekt_op",  # only the day on which the werknemer got it
    "arbeidstherapeutische_uren",  # a kind of hours
    "sociaal_medisch",  # the heading of the UWV form
}


def subschemas(schema: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields every schema in a schema with its path; conditions are not places and are left out."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for word in ("properties", "$defs"):
        for name, child in schema.get(word, {}).items():
            yield from subschemas(child, f"{path}/{word}/{name}")
    if "items" in schema:
        yield from subschemas(schema["items"], f"{path}/items")


ALL = [(name, path, schema) for name, root in DOSSIER.items() for path, schema in subschemas(root)]


def leaves(shape: Shape, path: str = "") -> Iterator[tuple[str, Shape]]:
    children = {**shape.fields, **shape.variants, **({"items": shape.items} if shape.items else {})}
    if not children:
        yield path, shape
    for name, child in children.items():
        yield from leaves(child, f"{path}/{name}")


@pytest.mark.parametrize("name", [path.name for path in FOLDER.glob("*.schema.json")])
def test_is_draft_2020_12_and_named_after_its_file(name: str) -> None:
    schema = json.loads((FOLDER / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{BASE}v1/{name}"


def test_the_schema_of_the_output_lives_at_the_same_address() -> None:
    schema = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text("utf-8"))
    assert schema["$id"] == f"{BASE}uitvoer/regel.schema.json"


def test_there_is_a_schema_for_every_document() -> None:
    documents = dossier_shape().fields["documenten"].items
    assert documents is not None
    assert set(document_shapes()) == set(DOCUMENTS) == set(documents.fields["soort"].choices)
    assert all(shape.fields["soort"].choices == (kind,) for kind, shape in document_shapes().items())


def test_the_list_of_documents_calls_each_as_its_own_schema_does() -> None:
    documents = dossier_shape().fields["documenten"].items
    assert documents is not None
    labels = documents.fields["soort"].labels
    assert labels == {kind: DOSSIER[f"{kind}.schema.json"]["title"] for kind in labels}


def test_every_object_is_closed() -> None:
    open_objects = [
        f"{name}{path}"
        for name, path, schema in ALL
        if "properties" in schema and path not in OPEN and schema.get("unevaluatedProperties") is not False
    ]
    assert open_objects == []


def test_no_field_invites_what_may_not_be_recorded() -> None:
    assert [name for name in field_names() - ALLOWED if FORBIDDEN.search(name)] == []


def test_vangnet_says_only_whether_and_never_which() -> None:
    assert dossier_shape().fields["situatie"].fields["vangnet"].choices == ("ja", "nee", "onbekend")


def test_references_stay_inside_the_folder() -> None:
    for name, schema in DOSSIER.items():
        for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)):
            file, _, _ = reference.partition("#")
            assert not file or file in DOSSIER, f"{name}: {reference}"


def test_every_leaf_is_a_number_a_choice_or_a_classified_text() -> None:
    for path, leaf in leaves(dossier_shape()):
        words = leaf.keywords
        if leaf.choices:
            assert set(leaf.labels) == set(leaf.choices), f"{path}: every choice has a label"
        elif words["type"] == "string":
            assert TextKind(words["x-tekst"]), f"{path}: every text says what it is"
            assert 1 <= words["minLength"] <= words["maxLength"] <= 10_000, path
            assert words["x-herstel"].endswith("."), f"{path}: every form says how to mend it"
        else:
            assert words["type"] in {"number", "integer"}, path
            assert {"minimum", "maximum"} <= words.keys(), path
            assert ("x-decimalen" in words) is (words["type"] == "number"), f"{path}: a number says how fine it is"


def test_every_place_can_be_named_and_every_violation_explained() -> None:
    for name, path, schema in ALL:
        place = f"{name}{path}"
        assert schema["title"].strip(), f"{place}: a title in Dutch"
        assert schema.keys() <= KEYWORDS | ANNOTATIONS | APPLICATORS, f"{place}: a keyword without a Dutch message"
        assert r"\d" not in schema.get("pattern", ""), rf"{place}: \d also takes digits of other scripts"
        assert schema.get("maxItems") or schema.get("type") != "array", f"{place}: a list has an end"


def test_conditions_are_of_the_kind_that_the_shape_understands() -> None:
    for part in DOSSIER["dossier.schema.json"]["properties"]["documenten"]["items"]["allOf"]:
        kind = part["if"]["properties"]["soort"]["const"]
        assert part == {
            "if": {"properties": {"soort": {"const": kind}}, "required": ["soort"]},
            "then": {"$ref": f"{kind}.schema.json"},
        }
