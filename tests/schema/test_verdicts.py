"""What the schemas accept and refuse, and that the fast validator says the same as the reference."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.dossier import checks
from pipeline.dossier.load import Dossier, load
from pipeline.dossier.schema import is_valid, is_valid_reference, problems
from pipeline.nodes import pointer_of
from pipeline.resources import data_root
from pipeline.shape import document_shapes

Target = Callable[[Any, str], tuple[Any, str | int]]
Changed = Callable[[list[dict[str, Any]]], Any]
SAMPLES = sorted((data_root("samples") / "dossiers").glob("*.json"))
FULL = json.loads((data_root("samples") / "dossiers" / "voorbeeld-volledig.json").read_text("utf-8"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['naam']}")
    for path in sorted((Path(__file__).parent / "ongeldig").glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
]


@pytest.fixture
def changed(full: Any, target: Target) -> Changed:
    """Returns the complete example after operations in the manner of JSON Patch."""

    def changed(operations: list[dict[str, Any]]) -> Any:
        for operation in operations:
            container, key = target(full, operation["path"])
            if operation["op"] == "remove":
                del container[key]
            else:
                assert (key in container if isinstance(container, dict) else True) == (operation["op"] == "replace")
                container[key] = operation["value"]
        return full

    return changed


def as_dossier(data: Any) -> Dossier:
    return load(json.dumps(data, indent=1).encode(), "dossier.json")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_get_the_same_verdict(path: Path) -> None:
    data = load(path.read_bytes(), path.name).data
    assert is_valid(data) == is_valid_reference(data)


def test_the_complete_example_is_valid_and_holds_every_kind_of_document() -> None:
    assert problems(as_dossier(FULL)) == []
    held = {document["soort"] for document in FULL["documenten"]}
    assert held >= set(document_shapes()) - {"achteraf_rapportage", "melding_herstel"}


@pytest.mark.parametrize("case", CASES)
def test_invalid_case(changed: Changed, case: dict[str, Any]) -> None:
    data = changed(case["wijziging"])
    assert not is_valid(data)
    assert not is_valid_reference(data)
    found = [(problem.pointer, problem.rule) for problem in problems(as_dossier(data))]
    expected = [(item["pointer"], f"schema.{item['keyword']}") for item in case["verwacht"]]
    assert sorted(found) == sorted(expected), "these problems and no others"


@pytest.mark.parametrize("possibilities", ["tijdelijk_geen", "duurzaam_geen"])
@pytest.mark.parametrize("document", ["/documenten/2", "/documenten/13"], ids=["probleemanalyse", "actueel_oordeel"])
def test_without_possibilities_there_need_be_no_belastbaarheid(
    changed: Changed, document: str, possibilities: str
) -> None:
    data = changed(
        [
            {"op": "replace", "path": f"{document}/arbeidsmogelijkheden", "value": possibilities},
            {"op": "remove", "path": f"{document}/belastbaarheid"},
        ]
    )
    assert is_valid(data)
    assert is_valid_reference(data)


def test_a_dossier_in_yaml_is_the_same_dossier() -> None:
    text = yaml.safe_dump(FULL, allow_unicode=True, sort_keys=False)
    dossier = load(text.encode(), "dossier.yaml")
    assert dossier.data == FULL
    assert problems(dossier) == []


@pytest.mark.parametrize("filler", ["a", " ", "\n", "a ", "\u00a0"])
def test_a_huge_text_that_ends_wrongly_is_refused_in_reasonable_time(changed: Changed, filler: str) -> None:
    """A pattern that tries every way to split the text would not come back from this."""
    text = filler * (300_000 // len(filler)) + "\x07"
    data = changed([{"op": "replace", "path": "/documenten/3/visie/werknemer", "value": text}])
    assert [problem.rule for problem in problems(as_dossier(data))] == ["schema.maxLength"]


def pointers(data: Any, path: tuple[str | int, ...] = ()) -> list[str]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [pointer_of(*path)] * bool(path) + [
        found for key, child in children for found in pointers(child, (*path, key))
    ]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\n?", fullmatch=True),
    st.sampled_from(["ja", "nee", "1000\n", "7415 AB", "plan_van_aanpak", "999990019", "2024-02-29", "2023-02-29"]),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    st.lists(st.fixed_dictionaries({"soort": st.sampled_from(["contactblad", "brief"]), "id": st.text(max_size=3)})),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pointer=st.sampled_from(pointers(FULL)), value=VALUES)
def test_any_change_gets_the_same_verdict_and_is_explained(target: Target, pointer: str, value: Any) -> None:
    data = copy.deepcopy(FULL)
    container, key = target(data, pointer)
    container[key] = value
    assert is_valid(data) == is_valid_reference(data)
    dossier = as_dossier(data)
    assert is_valid(data) == (not problems(dossier))
    checks.problems(dossier)
