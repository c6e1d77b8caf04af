"""The data of a dossier as templates see it: every field of the schema is there, and every read is noted.

A form is a document of which nothing is known yet: what is missing shows as a blank, so that every template is also
the template of its form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.controls import BLANK, ID_MARK, NEW
from pipeline.documents.labels import Keuze, Keuzes
from pipeline.documents.verloop import Verloop
from pipeline.shape import Shape, document_shapes, dossier_shape

_LONG = 300  # characters; longer text gets lines to write on
_LINES, _LINES_IN_LIST = "\n\n\n", "\n"
_ROWS = 3
_ROW_EACH = (
    "belastingsveld"  # a list about this has a row for each of them: the form of the bedrijfsarts names them all
)
_LONGEST_ID = 12  # with the longest path around it a tag is just short enough for Word
_NEVER_BLANK = frozenset({"id", "ondertekening", "akkoord_werkgever", "akkoord_werknemer"})
"""What a form leaves out: what only refers, and signatures, which the templates leave room for themselves."""

FORM_NAME = "formulier naam"
"""Where a form keeps its name among what is known of it; no field of a schema can be called so."""


class View(Mapping[str, Any]):
    """A part of the dossier that knows its schema.

    A field that the schema has but the data lacks is None (a leaf), empty (a list) or an empty View, so that a
    template can ask for it; a field that the schema lacks is an error. A leaf that is read is added to `used`.
    With `blank` the data lacks nothing: what is not there is a blank to fill in.
    """

    __slots__ = ("_blank", "_data", "_pointer", "_shape", "_used")

    def __init__(self, data: object, shape: Shape, pointer: str, used: set[str], *, blank: bool = False) -> None:
        self._data = data if type(data) is dict or isinstance(data, Mapping) else {}
        self._shape = shape
        self._pointer = pointer
        self._used = used
        self._blank = blank

    def __getitem__(self, name: str) -> Any:
        shape, pointer = self._shape.fields[name], f"{self._pointer}/{name}"
        if self._blank and name not in _NEVER_BLANK and not shape.refers_to:
            return _blank_view(self._data.get(name), shape, pointer, self._used)
        return _view(self._data.get(name), shape, pointer, self._used)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._shape.fields if self._blank or self._data.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def lege_delen(self) -> tuple[str, ...]:
        """The titles, in lower case, of the fields that hold nothing; of a form none."""
        if self._blank:
            return ()
        return tuple(shape.title.lower() for name, shape in self._shape.fields.items() if not self._data.get(name))

    @property
    def aanwijzer(self) -> str:
        """Where this stands in the dossier, as a JSON pointer in which an id stands after "@"; of a form where it goes.

        A document is found by it again when others have come before it.
        """
        if self._blank:
            return f"/documenten/{NEW}"
        identity, above = self._data.get("id"), self._pointer.rpartition("/")[0]
        if not isinstance(identity, str):
            return self._pointer
        self._used.add(f"{self._pointer}/id")
        return f"{above}/{ID_MARK}{identity}"

    @property
    def rij(self) -> str:
        """Where this row of a list stands in its document, as a JSON pointer in which a short id stands after "@"."""
        top, _, within = self._pointer.removeprefix("/").partition("/")
        if top == "documenten":
            _, _, within = within.partition("/")
        identity = self._data.get("id")
        if isinstance(identity, str) and len(identity) <= _LONGEST_ID:
            self._used.add(f"{self._pointer}/id")
            within = f"{within.rpartition('/')[0]}/{ID_MARK}{identity}"
        return f"/{within}"

    @property
    def soort_code(self) -> str:
        """The `soort` of a document as the data has it."""
        code = self._shape.fields["soort"].keywords.get("const", "") if "soort" in self._shape.fields else ""
        return str(code)

    @property
    def formulier(self) -> str:
        """The name of the form that this is, or "" for what was filled in already."""
        return str(self._data.get(FORM_NAME, "")) if self._blank else ""

    @property
    def is_formulier(self) -> bool:
        """Whether this is still to be filled in."""
        return self._blank


def context(dossier: Mapping[str, Any], index: int, used: set[str]) -> dict[str, object]:
    """Returns what the template of document `index` is rendered with.

    `dossier` is the envelope, `document` the document itself, `bron` the documents it refers to, by the name of the
    field that refers, `verloop` the course of the absence up to the day of the document. `used` collects the JSON
    pointers of the values that the template reads.
    """
    document = dossier["documenten"][index]
    about = envelope(dossier, used)
    return {
        "dossier": about,
        "document": view_of(document, index, used),
        "verloop": Verloop(about, document.get("datum")),
        "bron": _sources(dossier, document, document["soort"], used),
    }


def view_of(document: Mapping[str, Any], index: int, used: set[str]) -> View:
    """Returns document `index` of a dossier, of a kind that the schema knows."""
    return View(document, document_shapes()[document["soort"]], f"/documenten/{index}", used)


def form_context(
    dossier: Mapping[str, Any], kind: str, known: Mapping[str, Any], used: set[str], name: str = ""
) -> dict[str, object]:
    """Returns what the template of a kind of document is rendered with to make a form of it.

    Args:
        dossier: the envelope and all its documents.
        kind: the kind of document.
        known: fields that are known already; the rest is blank.
        used: collects the JSON pointers of the values that the template reads.
        name: the name of the form.
    """
    about = envelope(dossier, used)
    named = {**known, FORM_NAME: name}
    return {
        "dossier": about,
        "verloop": Verloop(about, known.get("datum")),
        "document": View(named, document_shapes()[kind], "/formulier", used, blank=True),
        "bron": _sources(dossier, known, kind, used),
    }


def envelope(dossier: Mapping[str, Any], used: set[str]) -> View:
    """Returns the dossier itself, for what concerns all of its documents."""
    return View(dossier, dossier_shape(), "", used)


def _sources(dossier: Mapping[str, Any], fields: Mapping[str, Any], kind: str, used: set[str]) -> dict[str, View]:
    return {name: _referred(dossier, fields.get(name), name, kinds, used) for name, kinds in _references(kind)}


def _references(kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields the fields that refer to a document of a kind called the same, with all kinds that they may refer to."""
    kinds = document_shapes()
    return ((name, field.refers_to) for name, field in kinds[kind].fields.items() if field.refers_to and name in kinds)


def _referred(dossier: Mapping[str, Any], wanted: object, name: str, kinds: tuple[str, ...], used: set[str]) -> View:
    documents = dossier.get("documenten")
    for index, document in enumerate(documents if isinstance(documents, list) else ()):
        if isinstance(document, Mapping) and wanted and document.get("id") == wanted and document.get("soort") in kinds:
            return view_of(document, index, used)
    return View({}, document_shapes()[name], "/documenten", used)


def _view(value: Any, shape: Shape, pointer: str, used: set[str]) -> Any:
    if shape.fields:
        return View(value, shape, pointer, used)
    if shape.items is None:
        used.add(pointer)
        return Keuze(value, labels) if isinstance(value, str) and (labels := shape.labels) else value
    items = value if isinstance(value, list) else []
    if shape.items.labels or not items:
        used.add(pointer)
    if shape.items.labels:
        return Keuzes((code for code in items if isinstance(code, str)), shape.items.labels)
    return [_view(item, shape.items, f"{pointer}/{number}", used) for number, item in enumerate(items)]


def _blank_view(value: Any, shape: Shape, pointer: str, used: set[str]) -> Any:
    """Returns a place in a form: what is known of it, and a blank for what is not."""
    if shape.fields:
        return View(value, shape, pointer, used, blank=True)
    if value is not None:
        return _view(value, shape, pointer, used)
    if shape.items is None:
        return Keuze(BLANK, shape.labels) if shape.labels else _blank_text(shape, _LINES)
    if shape.items.labels:
        return Keuzes((), shape.items.labels, is_blank=True)
    if not shape.items.fields:
        return [_blank_text(shape.items, BLANK)] * _ROWS
    each = shape.items.fields.get(_ROW_EACH)
    rows: list[dict[str, str]] = [{_ROW_EACH: code} for code in each.choices] if each else [{}] * _ROWS
    return [_BlankRow(row, shape.items, f"{pointer}/{number}", used, blank=True) for number, row in enumerate(rows)]


class _BlankRow(View):
    """A row of a table in a form, where a text gets less room."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        return _LINES_IN_LIST if value == _LINES else value


def _blank_text(shape: Shape, lines: str) -> str:
    return lines if shape.keywords.get("maxLength", 0) > _LONG else BLANK
