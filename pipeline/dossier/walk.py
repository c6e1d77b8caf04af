"""Every value in a dossier with its place and what the schemas say of it, also where the schemas end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.shape import Shape, field_names


class Place(NamedTuple):
    """A value in a dossier with its place; there are thousands in a dossier, and a tuple is made soonest.

    Attributes:
        pointer: JSON pointer; it holds the number of a field with a name that no schema knows, since that may be text.
        value: the value that stands there.
        shape: what the schema says of it, or None where the schema expects nothing.
        key: the name that no schema knows, which nothing but the scanner may see.
    """

    pointer: str
    value: Any
    shape: Shape | None
    key: str | None = None

    def __repr__(self) -> str:
        """Returns the place alone: text that a log shows is text that leaked."""
        return f"Place({self.pointer!r})"


def walk(value: Any, shape: Shape | None) -> Iterator[Place]:
    """Yields every value in a dossier, outermost first, along the schema and also where the schema ends."""
    known = field_names()
    todo = [Place("", value, shape.of(value) if shape else None)]
    while todo:  # and no recursion: a large dossier is walked for every one that is built
        place = todo.pop()
        yield place
        if isinstance(place.value, dict | list):
            within = list(_within(place, known))
            within.reverse()
            todo += within


def _within(place: Place, known: frozenset[str]) -> Iterator[Place]:
    """Yields what stands directly in a list or an object, an unknown name before what it names."""
    pointer, value, shape = place.pointer, place.value, place.shape
    if isinstance(value, list):
        items = shape.items if shape else None
        for index, item in enumerate(value):
            yield Place(f"{pointer}/{index}", item, items.of(item) if items else None)
    else:
        for number, (key, child) in enumerate(value.items(), start=1):
            if key in known:  # no schema has a name with a sign that a pointer would have to escape
                within = shape.fields.get(key) if shape else None
                yield Place(f"{pointer}/{key}", child, within.of(child) if within else None)
            else:
                unknown = f"{pointer}/onbekend-veld-{number}"
                yield Place(unknown, None, None, key)
                yield Place(unknown, child, None)
