"""A template that was opened to be examined: its members, its parts with text, and where everything in them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from pipeline.documents.ooxml import TextPart, parse, text_parts, w
from pipeline.documents.places import paragraph_places
from pipeline.model import Grade, StyleRemark


@dataclass(frozen=True, slots=True)
class Part:
    """A part with text.

    Attributes:
        name: its name in the package.
        label: what a person calls it, "" for the document itself.
        root: its root element.
        places: where each of its paragraphs stands.
    """

    name: str
    label: str
    root: etree._Element = field(repr=False)
    places: Mapping[etree._Element, str] = field(repr=False)

    def place_of(self, element: etree._Element) -> str:
        """Returns where an element stands: its own paragraph, the first one in it, or the one around it."""
        if element in self.places:
            return self.places[element]
        inner = next((node for node in element.iter(w("p")) if node in self.places), None)
        outer = next((node for node in element.iterancestors() if node in self.places), None)
        found = outer if outer is not None else inner
        return self.places[found] if found is not None else self.label or "document"

    def table_of(self, table: etree._Element) -> str:
        """Returns which table this is, as 'tabel 3'."""
        return self.place_of(next(table.iter(w("tc")), table)).partition(", rij ")[0]


@dataclass(frozen=True, slots=True)
class Opened:
    """A template.

    Attributes:
        path: the file.
        members: its members by name, in the house style.
        parts: its parts with paragraphs, the document first.
    """

    path: Path
    members: Mapping[str, bytes] = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)

    def remark(self, grade: Grade, rule: str, place: str, message: str, remedy: str) -> StyleRemark:
        """Returns a remark on this template."""
        return StyleRemark(str(self.path), place, f"sjabloon.{rule}", grade, message, remedy)

    def roots(self, ending: str) -> Iterator[tuple[str, etree._Element]]:
        """Yields every member whose name ends so, parsed."""
        return ((name, parse(content)) for name, content in self.members.items() if name.endswith(ending))


def opened(path: Path, members: Mapping[str, bytes]) -> Opened:
    """Opens a template.

    Raises:
        TemplateError: it is no Word document, or a part is damaged.
    """
    return Opened(path, members, tuple(_part(part, members) for part in text_parts(members) if part.is_word))


def _part(part: TextPart, members: Mapping[str, bytes]) -> Part:
    root = parse(members[part.name])
    return Part(part.name, part.label, root, paragraph_places(root, part.label))
