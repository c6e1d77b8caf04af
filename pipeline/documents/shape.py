"""What the schemas say a document can hold: its fields, their titles and the labels of their choices."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.resources import data_root

VERSION = "v1"
_REFERENCE = "#/$defs/verwijzing"


@dataclass(frozen=True, slots=True)
class Shape:
    """A place in the data, as its schema describes it.

    Attributes:
        title: what it is called in Dutch.
        properties: the fields of an object; empty for anything else.
        items: the shape of an item, for a list.
        labels: code to Dutch label, for a choice.
        refers: the value is the id of another document of the dossier.
    """

    title: str
    properties: Mapping[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    refers: bool = False


@cache
def shape_of(kind: str) -> Shape:
    """Returns the shape of `kind`: "dossier" or a kind of document."""
    name = f"{kind}.schema.json"
    return _shape(_file(name), name)


@cache
def _file(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((data_root("schemas") / VERSION / name).read_text("utf-8"))
    return schema


def _shape(schema: Mapping[str, Any], home: str) -> Shape:
    layers = list(_layers(schema, home))
    properties = {
        name: _shape(child, origin)
        for layer, origin in reversed(layers)
        for name, child in layer.get("properties", {}).items()
    }
    items = _first(layers, "items")
    return Shape(
        title=next(str(layer["title"]) for layer, _ in layers if "title" in layer),
        properties=properties,
        items=_shape(*items) if items else None,
        labels=next((layer["x-labels"] for layer, _ in layers if "x-labels" in layer), {}),
        refers=any(str(layer.get("$ref", "")).endswith(_REFERENCE) for layer, _ in layers),
    )


def _layers(schema: Mapping[str, Any], home: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yields the schema and all that it takes over by `$ref` and `allOf`, nearest first, each with its file."""
    yield schema, home
    if reference := schema.get("$ref"):
        name, _, fragment = reference.partition("#")
        target: Any = _file(name or home)
        for step in fragment.split("/")[1:]:
            target = target[step]
        yield from _layers(target, name or home)
    for part in schema.get("allOf", ()):
        if "if" not in part:
            yield from _layers(part, home)


def _first(layers: list[tuple[Mapping[str, Any], str]], keyword: str) -> tuple[Mapping[str, Any], str] | None:
    return next(((layer[keyword], home) for layer, home in layers if keyword in layer), None)
