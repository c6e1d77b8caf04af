"""The data of a dossier as templates see it: every field of the schema is there, and every read is noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.documents.labels import Keuze, Keuzes
from pipeline.shape import Shape, document_shapes, dossier_shape


class View(Mapping[str, Any]):
    """A part of the dossier that knows its schema.

    A field that the schema has but the data lacks is None (a leaf), empty (a list) or an empty View, so that a
    template can ask for it; a field that the schema lacks is an error. A leaf that is read is added to `used`.
    """

    __slots__ = ("_data", "_pointer", "_shape", "_used")

    def __init__(self, data: object, shape: Shape, pointer: str, used: set[str]) -> None:
        self._data = data if isinstance(data, Mapping) else {}
        self._shape = shape
        self._pointer = pointer
        self._used = used

    def __getitem__(self, name: str) -> Any:
        return _view(self._data.get(name), self._shape.fields[name], f"{self._pointer}/{name}", self._used)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._shape.fields if self._data.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def lege_delen(self) -> tuple[str, ...]:
        """The titles, in lower case, of the fields that hold nothing."""
        return tuple(shape.title.lower() for name, shape in self._shape.fields.items() if not self._data.get(name))


def context(dossier: Mapping[str, Any], index: int, used: set[str]) -> dict[str, object]:
    """Returns what the template of document `index` is rendered with.

    `dossier` is the envelope, `document` the document itself, `bron` the documents it refers to, by the name of the
    field that refers. `used` collects the JSON pointers of the values that the template reads.
    """
    document = dossier["documenten"][index]
    return {
        "dossier": envelope(dossier, used),
        "document": view_of(document, index, used),
        "bron": {name: _referred(dossier, document.get(name), name, used) for name in _references(document["soort"])},
    }


def view_of(document: Mapping[str, Any], index: int, used: set[str]) -> View:
    """Returns document `index` of a dossier, of a kind that the schema knows."""
    return View(document, document_shapes()[document["soort"]], f"/documenten/{index}", used)


def envelope(dossier: Mapping[str, Any], used: set[str]) -> View:
    """Returns the dossier itself, for what concerns all of its documents."""
    return View(dossier, dossier_shape(), "", used)


def _references(kind: str) -> Iterator[str]:
    kinds = document_shapes()
    return (name for name, field in kinds[kind].fields.items() if field.refers_to and name in kinds)


def _referred(dossier: Mapping[str, Any], wanted: object, kind: str, used: set[str]) -> View:
    for index, document in enumerate(dossier["documenten"]):
        if isinstance(document, Mapping) and wanted and document.get("id") == wanted and document.get("soort") == kind:
            return view_of(document, index, used)
    return View({}, document_shapes()[kind], "/documenten", used)


def _view(value: Any, shape: Shape, pointer: str, used: set[str]) -> Any:
    if shape.fields:
        return View(value, shape, pointer, used)
    if shape.items is None:
        used.add(pointer)
        return Keuze(value, shape.labels) if shape.labels and isinstance(value, str) else value
    items = value if isinstance(value, list) else []
    if shape.items.labels or not items:
        used.add(pointer)
    if shape.items.labels:
        return Keuzes((code for code in items if isinstance(code, str)), shape.items.labels)
    return [_view(item, shape.items, f"{pointer}/{number}", used) for number, item in enumerate(items)]
