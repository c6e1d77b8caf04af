"""Every value in a dossier with its place and what the schemas say of it, also where the schemas end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.nodes import pointer_of
from pipeline.shape import Shape, field_names


@dataclass(frozen=True, slots=True)
class Place:
    """A value in a dossier with its place.

    Attributes:
        pointer: JSON pointer; it holds the number of a field with a name that no schema knows, since that may be text.
        value: the value that stands there.
        shape: what the schema says of it, or None where the schema expects nothing.
        key: the name that no schema knows, which nothing but the scanner may see.
    """

    pointer: str
    value: Any = field(repr=False)
    shape: Shape | None
    key: str | None = field(default=None, repr=False)


def walk(value: Any, shape: Shape | None, pointer: str = "") -> Iterator[Place]:
    """Yields every value in a dossier, outermost first, along the schema and also where the schema ends."""
    shape = shape.of(value) if shape else None
    yield Place(pointer, value, shape)
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, shape.items if shape else None, f"{pointer}/{index}")
    elif isinstance(value, dict):
        for number, (key, child) in enumerate(value.items(), start=1):
            if key in field_names():
                yield from walk(child, shape.fields.get(key) if shape else None, pointer + pointer_of(key))
            else:
                unknown = f"{pointer}/onbekend-veld-{number}"
                yield Place(unknown, None, None, key)
                yield from walk(child, None, unknown)
