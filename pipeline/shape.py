"""What the schemas say of every place in a dossier: its title, its fields, and what kind of value stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from pipeline.formats import FORMATS
from pipeline.model import TextKind
from pipeline.resources import data_root

VERSION = "v1"
DOSSIER = "dossier.schema.json"
POLICY = "beleid.schema.json"
DECIMALS = "x-decimalen"
"""The keyword with the most decimals that a number may have."""
_STRUCTURE = {"properties", "items", "allOf", "$ref", "$defs", "if", "then", "unevaluatedProperties"}


@dataclass(frozen=True)
class Shape:
    """A place in the data, as its schema describes it.

    Attributes:
        title: what it is called in Dutch.
        keywords: what the schema asks of the value itself; the nearest schema wins.
        fields: the fields of an object.
        items: the shape of an item, for a list.
        variants: for a document, its full shape by `soort`.
        required: the fields that must always be there, those of every schema that this one takes over.
    """

    title: str
    keywords: Mapping[str, Any]
    fields: Mapping[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    variants: Mapping[str, Shape] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The codes to choose from, or nothing when there is no choice."""
        return (self.keywords["const"],) if "const" in self.keywords else tuple(self.keywords.get("enum", ()))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The Dutch label of every choice, in the order of the schema."""
        labels: Mapping[str, str] = self.keywords.get("x-labels", {})
        return labels

    @property
    def refers_to(self) -> tuple[str, ...]:
        """What the id that belongs here may be of: kinds of document, or `afspraak`; nothing when no id does."""
        return tuple(self.keywords.get("x-verwijst", ()))

    @cached_property
    def is_text(self) -> bool:
        """Says whether a string belongs here."""
        return bool(self.choices) or self.keywords.get("type") == "string"

    @cached_property
    def free_texts(self) -> tuple[str, ...]:
        """The names of the fields that hold free text."""
        return tuple(name for name, field in self.fields.items() if field.is_text and field.kind is TextKind.VRIJ)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The names of the fields that hold a number of which the schema says how many decimals it has."""
        return tuple(name for name, field in self.fields.items() if DECIMALS in field.keywords)

    @cached_property
    def kind(self) -> TextKind:
        """What text that stands here is; a choice or a date is a code, what is not declared is free text."""
        return TextKind.CODE if self.choices else TextKind(self.keywords.get("x-tekst", TextKind.VRIJ))

    def accepts(self, text: str) -> bool:
        """Says whether a string is what the schema expects here."""
        if self.choices:
            return text in self.choices
        words = self.keywords
        return (
            words.get("type") == "string"
            and words.get("minLength", 0) <= len(text) <= words.get("maxLength", len(text))
            and _expression(words.get("pattern", "")).search(text) is not None
            and FORMATS.get(words.get("format", ""), bool)(text)
        )

    def of(self, value: object) -> Shape:
        """Returns the shape that a value has here: that of its own kind of document, where kinds differ."""
        kind = value.get("soort") if self.variants and isinstance(value, Mapping) else None
        return self.variants.get(kind, self) if isinstance(kind, str) else self


def shape_at(data: Any, steps: Iterable[str | int]) -> Shape:
    """Returns the shape of the value that a path of keys and indexes leads to; every step is known to the schema."""
    shape = root_shape(data).of(data)
    for step in steps:
        child = shape.items if isinstance(step, int) else shape.fields[step]
        assert child is not None, "a path only leads through lists that the schema knows"  # noqa: S101
        data = data[step]
        shape = child.of(data)
    return shape


def end_of_text(pattern: str) -> str:
    r"""Returns a schema's pattern for `re`, where `$` would also match before a last line break; ECMA's does not."""
    return re.sub(r"\$\Z", r"\\Z", pattern)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(end_of_text(pattern))


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Returns every schema of this version by file name."""
    folder = data_root("schemas") / VERSION
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.schema.json"))}


@cache
def dossier_shape() -> Shape:
    """Returns the shape of a whole dossier."""
    return _shape(schemas()[DOSSIER], DOSSIER)


@cache
def policy_shape() -> Shape:
    """Returns the shape of a file with a company's policy."""
    return _shape(schemas()[POLICY], POLICY)


def root_of(data: object) -> str:
    """Returns which schema a file is for, by its `soort`; what is no policy is held against that of a dossier."""
    return POLICY if isinstance(data, Mapping) and data.get("soort") == "beleid" else DOSSIER


def root_shape(data: object) -> Shape:
    """Returns the shape of a whole file, by its `soort`."""
    return policy_shape() if root_of(data) == POLICY else dossier_shape()


def document_shapes() -> Mapping[str, Shape]:
    """Returns the shape of every kind of document, by its `soort`."""
    documents = dossier_shape().fields["documenten"].items
    assert documents is not None, "the schema says that documenten is a list"  # noqa: S101
    return documents.variants


@cache
def field_names() -> frozenset[str]:
    """Returns every name of a field that any schema knows."""
    return frozenset((*_names(dossier_shape()), *_names(policy_shape())))


def _names(shape: Shape) -> Iterator[str]:
    yield from shape.fields
    for child in (*shape.fields.values(), *shape.variants.values(), *filter(None, [shape.items])):
        yield from _names(child)


def _shape(schema: Mapping[str, Any], home: str) -> Shape:
    layers = list(_layers(schema, home))
    keywords: dict[str, Any] = {}
    fields: dict[str, Shape] = {}
    variants: dict[str, Shape] = {}
    items: Shape | None = None
    for layer, origin in reversed(layers):
        keywords |= {word: value for word, value in layer.items() if word not in _STRUCTURE}
        fields |= {name: _shape(child, origin) for name, child in layer.get("properties", {}).items()}
        items = _shape(layer["items"], origin) if "items" in layer else items
        for part in layer.get("allOf", ()):
            if "if" in part:
                variants[part["if"]["properties"]["soort"]["const"]] = _shape(part["then"], origin)
    required = frozenset(name for layer, _ in layers for name in layer.get("required", ()))
    return Shape(keywords["title"], keywords, fields, items, variants, required)


def _layers(schema: Mapping[str, Any], home: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yields a schema and all that it takes over by `$ref` and `allOf`, nearest first, each with its file."""
    yield schema, home
    if reference := schema.get("$ref"):
        yield from _layers(*_resolve(reference, home))
    for part in schema.get("allOf", ()):
        if "if" not in part:
            yield from _layers(part, home)


def _resolve(reference: str, home: str) -> tuple[Mapping[str, Any], str]:
    name, _, fragment = reference.partition("#")
    target: Any = schemas()[name or home]
    for step in fragment.split("/")[1:]:
        target = target[step]
    return target, name or home
