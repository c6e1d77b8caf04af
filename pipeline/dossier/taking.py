"""Puts what was filled in into a dossier: a copy with the new values in it, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pipeline.controls import Change
from pipeline.dossier.proposals import Proposal, Steps
from pipeline.names import plain_name
from pipeline.nodes import pointer_of
from pipeline.shape import Shape, document_shapes


def taken(data: Mapping[str, Any], index: int, wanted: Iterable[Proposal]) -> tuple[dict[str, Any], list[Change]]:
    """Returns a dossier with values put into one of its documents, and what changed in it.

    Args:
        data: the dossier; it stays as it is.
        index: the place of the document in `documenten`.
        wanted: the values.
    """
    result: dict[str, Any] = deepcopy(dict(data))
    document = result["documenten"][index]
    changes = []
    for item in wanted:
        _put(document, item.steps, item.new)
        changes.append(_change(("documenten", index, *item.steps), item))
    return result, changes


def added(data: Mapping[str, Any], form: Mapping[str, Any], wanted: Sequence[Proposal]) -> dict[str, Any]:
    """Returns the document that a filled form makes: what was known, what was filled in, an id and fixed choices.

    Args:
        data: the dossier.
        form: what was known of the form, with its `soort`.
        wanted: the values that were filled in.
    """
    shape = document_shapes()[form["soort"]]
    document: dict[str, Any] = deepcopy(dict(form))
    for item in wanted:
        _put(document, item.steps, item.new)
    document = _completed(_without_gaps(document), shape)
    name = plain_name("-".join(filter(None, [form["soort"], str(document.get("datum", ""))])))[:50]
    document["id"] = _free(name, data)
    ordered: dict[str, Any] = _ordered(document, shape)
    return {name: document[name] for name in ("soort", "id", "datum") if name in document} | ordered


def grown(
    data: Mapping[str, Any], document: Mapping[str, Any], wanted: Sequence[Proposal]
) -> tuple[dict[str, Any], list[Change]]:
    """Returns a dossier with a document at its end, and what that brings; nothing when it is in it already."""
    documents = [item for item in data.get("documenten", ()) if isinstance(item, Mapping)]
    own = {name: value for name, value in document.items() if name != "id"}
    if any({name: value for name, value in item.items() if name != "id"} == own for item in documents):
        return dict(data), []
    result = deepcopy(dict(data))
    result.setdefault("documenten", []).append(dict(document))
    index = len(result["documenten"]) - 1
    shape = document_shapes()[document["soort"]]
    changes = [Change(pointer_of("documenten", index, "id"), None, document["id"], title=shape.title)]
    by_rows = _rows(wanted)
    for item in wanted:
        steps = tuple(by_rows.get(item.steps[: at + 1], step) for at, step in enumerate(item.steps))
        changes.append(_change(("documenten", index, *steps), replace(item, old=None)))
    return result, changes


def _rows(wanted: Iterable[Proposal]) -> dict[Steps, int]:
    """Returns for each row of a list that was filled in, by the steps that lead to it, which row it becomes."""
    rows: dict[Steps, dict[int, None]] = {}
    for item in wanted:
        for at, step in enumerate(item.steps):
            if isinstance(step, int):
                rows.setdefault(item.steps[:at], {})[step] = None
    return {(*steps, row): number for steps, found in rows.items() for number, row in enumerate(sorted(found))}


def _put(container: Any, steps: Steps, value: Any) -> None:
    """Puts a value below a container, making what is lacking on the way; None takes it away."""
    for step, following in pairwise(steps):
        if isinstance(step, int):
            container.extend({} for _ in range(step + 1 - len(container)))
        elif not isinstance(container.get(step), dict | list):
            container[step] = [] if isinstance(following, int) else {}
        container = container[step]
    if value is None:
        container.pop(steps[-1], None)
    else:
        container[steps[-1]] = value


def _without_gaps(value: Any) -> Any:
    """Returns a new document without the rows and blocks in which nothing was filled in."""
    if isinstance(value, dict):
        return {name: kept for name, child in value.items() if (kept := _without_gaps(child)) not in ({}, [])}
    if isinstance(value, list):
        return [kept for child in value if (kept := _without_gaps(child)) not in ({}, [])]
    return value


def _completed(value: Any, shape: Shape) -> Any:
    """Returns a new document with the fields for which the schema knows one value only."""
    if isinstance(value, dict):
        fixed = {
            name: shape.fields[name].choices[0]
            for name in shape.required
            if name not in value and name in shape.fields and len(shape.fields[name].choices) == 1
        }
        return {name: _completed(child, shape.fields[name]) for name, child in value.items()} | fixed
    if isinstance(value, list) and shape.items is not None:
        return [_completed(child, shape.items) for child in value]
    return value


def _ordered(value: Any, shape: Shape) -> Any:
    """Returns a new document with its fields in the order of the schema."""
    if isinstance(value, dict):
        return {name: _ordered(value[name], field) for name, field in shape.fields.items() if name in value}
    if isinstance(value, list) and shape.items is not None:
        return [_ordered(child, shape.items) for child in value]
    return value


def _free(name: str, data: Mapping[str, Any]) -> str:
    """Returns an id that no document of the dossier has."""
    used = {item.get("id") for item in data.get("documenten", ()) if isinstance(item, Mapping)}
    number, identity = 1, name
    while identity in used:
        number += 1
        identity = f"{name}-{number}"
    return identity


def _change(steps: Steps, item: Proposal) -> Change:
    return Change(pointer_of(*steps), item.old, item.new, title=item.shape.title)
