"""A dossier as the checks see it: every object with its place, and only values that have the right form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from pipeline.dossier.walk import walk
from pipeline.formats import parse_date
from pipeline.nodes import pointer_of
from pipeline.shape import Shape, dossier_shape

_ITEM_DEPTH = 2
"""The number of steps in the pointer of an item of a list of the dossier: /documenten/0."""
_DOCUMENTS = "/documenten"


@dataclass(frozen=True, slots=True)
class Fault:
    """A contradiction: where, by which check, and what to do about it."""

    pointer: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """An object in a dossier.

    Attributes:
        pointer: where it stands.
        shape: what the schema says of it.
        values: its fields as they are, right or wrong.
    """

    pointer: str
    shape: Shape
    values: Mapping[str, Any] = field(repr=False)

    def text(self, name: str) -> str | None:
        """Returns a field that holds a string, else None."""
        value = self._value(name)
        return value if isinstance(value, str) else None

    def day(self, name: str) -> date | None:
        """Returns a field that holds an existing date, else None."""
        return parse_date(self._value(name)) if name in self.values else None

    def days(self, names: Iterable[str]) -> Iterator[tuple[str, date]]:
        """Yields those of these fields that hold an existing date, with the date."""
        for name in names:
            if name in self.values and (day := self.day(name)):
                yield name, day

    def number(self, name: str) -> float | None:
        """Returns a field that holds a number, else None."""
        value = self._value(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def place(self, name: str) -> str:
        """Returns the pointer of a field."""
        return self.pointer + pointer_of(name)

    def title(self, name: str) -> str:
        """Returns what the schema calls a field."""
        return self.shape.fields[name].title

    def fault(self, name: str, rule: str, message: str) -> Fault:
        """Returns a fault at a field, its message led by the title of the field."""
        return Fault(self.place(name), rule, f"{self.title(name)}: {message}")

    def _value(self, name: str) -> Any:
        # A field that the schema has no place for is the schema's to refuse.
        return self.values.get(name) if name in self.shape.fields else None


@dataclass(frozen=True, eq=False)
class Case:
    """All objects of a dossier, outermost first; equal to itself alone, so that what follows from it can be kept."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, data: Any) -> Case:
        """Returns the objects of a dossier that the schema has a place for."""
        places = walk(data, dossier_shape())
        return cls(
            tuple(
                Block(place.pointer, place.shape, place.value)
                for place in places
                if place.shape and isinstance(place.value, dict)
            )
        )

    @property
    def root(self) -> Block:
        """The dossier itself; an empty one when the file holds something else."""
        return self.blocks[0] if self.blocks else Block("", dossier_shape(), {})

    def part(self, name: str) -> Block:
        """Returns an object of the dossier, empty when it is not there."""
        pointer = f"/{name}"
        return self.by_pointer.get(pointer) or Block(pointer, dossier_shape().fields[name], {})

    def items(self, name: str) -> tuple[Block, ...]:
        """Returns the objects of a list of the dossier, in its order."""
        return self.lists.get(f"/{name}", ())

    @property
    def documents(self) -> tuple[Block, ...]:
        """The documents, in the order of the dossier."""
        return self.lists.get(_DOCUMENTS, ())

    def documents_of(self, *kinds: str) -> tuple[Block, ...]:
        """Returns the documents of these kinds, in the order of the dossier."""
        return tuple(document for kind, document in self._kinds if kind in kinds)

    @cached_property
    def with_document(self) -> tuple[tuple[Block, Block], ...]:
        """Every object in a document, the document itself included, with that document before it."""
        return tuple(self._with_document())

    def _with_document(self) -> Iterator[tuple[Block, Block]]:
        document: Block | None = None
        for block in self.blocks:
            if not block.pointer.startswith(f"{_DOCUMENTS}/"):
                continue
            if block.pointer.count("/") == _ITEM_DEPTH:
                document = block
            if document is not None:
                yield document, block

    @cached_property
    def _kinds(self) -> tuple[tuple[str | None, Block], ...]:
        return tuple((document.text("soort"), document) for document in self.documents)

    @cached_property
    def by_pointer(self) -> Mapping[str, Block]:
        """Every object by its place."""
        return {block.pointer: block for block in self.blocks}

    @cached_property
    def lists(self) -> Mapping[str, tuple[Block, ...]]:
        """The objects that stand directly in a list or an object, in their order, by its place."""
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.pointer.rpartition("/")[0], []).append(block)
        return {pointer: tuple(blocks) for pointer, blocks in found.items()}


def adjusts(review: Block) -> bool:
    """Tells whether an evaluation adjusts the plan van aanpak: with new agreements, or with the bijstelling itself."""
    return "nieuwe_afspraken" in review.values or "bijstelling" in review.values
