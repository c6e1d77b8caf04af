"""Turns the bytes of a file into a dossier: plain data that knows where in the file everything stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final

from pipeline.dossier.facts import Case
from pipeline.errors import UnreadableError
from pipeline.model import Problem
from pipeline.nodes import Node, compose, line_in_json, line_of, parse_json, to_data
from pipeline.text import Tekst

MAX_BYTES: Final = 5_000_000

_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00")


@dataclass(frozen=True)
class Dossier:
    """A dossier as it was read, valid or not.

    Attributes:
        path: the file as given, or "-".
        data: what it says, as plain data.
    """

    path: str
    data: Any = field(repr=False)
    _text: Tekst
    _is_json: bool

    @property
    def is_json(self) -> bool:
        """Whether the file is JSON; else it is YAML."""
        return self._is_json

    @cached_property
    def case(self) -> Case:
        """Its objects, as checks and deadlines look at them."""
        return Case.of(self.data)

    def line(self, pointer: str) -> int:
        """Returns the line in the file of the value at a JSON pointer, or of the nearest value around it."""
        text = self._text.reveal()
        return line_in_json(text, pointer) if self._is_json else line_of(self._nodes, pointer)

    def problem(self, pointer: str, rule: str, message: str, at: str | None = None) -> Problem:
        """Returns a problem with its line: that of `pointer`, or of the pointer `at` that is not to be shown."""
        return Problem(pointer, rule, message, self.line(pointer if at is None else at))

    @cached_property
    def _nodes(self) -> Node:
        # Only a dossier with problems needs lines, so a good one is never read twice.
        return compose(self._text.reveal())


def load(content: bytes, path: str, limit: int = MAX_BYTES) -> Dossier:
    """Returns the dossier in the bytes of a file: JSON or YAML by its suffix, else by how it begins.

    Args:
        content: the file.
        path: its name, or "-" for standard input.
        limit: the most bytes that are read.

    Raises:
        UnreadableError: too large, not UTF-8, or no JSON or YAML; the message says what to do and quotes nothing.
    """
    if len(content) > limit:
        raise UnreadableError(f"Het bestand is groter dan {limit / 1_000_000:g} MB. Splits het in meer dossiers.")
    text = _decode(content)
    is_json = _looks_like_json(path, text)
    return Dossier(path, parse_json(text) if is_json else to_data(compose(text)), Tekst(text), is_json)


def _decode(content: bytes) -> str:
    if any(mark in content[:4] for mark in _WIDE_MARKS):
        raise UnreadableError("Het bestand is niet in UTF-8 opgeslagen maar in UTF-16 of UTF-32. Sla het op als UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    raise UnreadableError(
        f"Regel {line}: hier staat een teken dat geen UTF-8 is (misschien Windows-1252). Sla het bestand op als UTF-8."
    )


def _looks_like_json(path: str, text: str) -> bool:
    suffix = PurePath(path).suffix.lower()
    if suffix in {".yaml", ".yml"}:
        return False
    return suffix == ".json" or text.lstrip()[:1] in {"{", "["}
