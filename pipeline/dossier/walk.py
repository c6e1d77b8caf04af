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


def walk(value: Any, shape: Shape | None) -> Iterator[Place]:
    """Yields every value in a dossier, outermost first, along the schema and also where the schema ends."""
    known = field_names()
    todo = [Place("", value, shape.of(value) if shape else None)]
    while todo:  # and no recursion: a large dossier is walked for every one that is built
        place = todo.pop()
        yield place
        if isinstance(place.value, dict | list):
            todo += reversed(list(_within(place, known)))


def _within(place: Place, known: frozenset[str]) -> Iterator[Place]:
    """Yields what stands directly in a list or an object, an unknown name before what it names."""
    pointer, value, shape = place.pointer, place.value, place.shape
    if isinstance(value, list):
        items = shape.items if shape else None
        for index, item in enumerate(value):
            yield Place(f"{pointer}/{index}", item, items.of(item) if items else None)
    else:
        for number, (key, child) in enumerate(value.items(), start=1):
            if key in known:
                within = shape.fields.get(key) if shape else None
                yield Place(pointer + pointer_of(key), child, within.of(child) if within else None)
            else:
                unknown = f"{pointer}/onbekend-veld-{number}"
                yield Place(unknown, None, None, key)
                yield Place(unknown, child, None)
