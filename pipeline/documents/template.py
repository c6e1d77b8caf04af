"""A Word template that is compiled once and rendered often, in docxtpl's tag syntax."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from jinja2 import UndefinedError

from pipeline.documents import chart
from pipeline.documents.compiler import compile_part, stray_tags
from pipeline.documents.numbering import NUMBERING, Numbering
from pipeline.documents.ooxml import TextPart, text_parts
from pipeline.documents.package import ZLIB, Deflate, Package
from pipeline.documents.part import CompiledPart
from pipeline.documents.plain_runs import FILLABLE, is_fillable
from pipeline.documents.sandbox import Filter, RenderContext, TemplateEnvironment
from pipeline.documents.values import RefusedValueError, pointers_to
from pipeline.errors import TemplateError

Source = str | os.PathLike[str] | bytes | BinaryIO

_FIRST_PICTURE_ID = 1001


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template showed in one part.

    Attributes:
        values: every value, as a reader sees it, in the order of the part.
        in_attributes: names of the elements in whose attributes some of them went, such as `wp:docPr` of a picture.
    """

    values: tuple[str, ...] = field(repr=False)
    in_attributes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A rendered document with what the template showed in it.

    Attributes:
        content: the bytes of the DOCX file.
        shown: what went into each part that has tags, by the name of the part.
    """

    content: bytes = field(repr=False)
    shown: Mapping[str, Shown] = field(repr=False)


class Template:
    """A compiled template; immutable and safe to share between threads.

    Every value is text and stays text: it is escaped, its line breaks and tabs become Word's, and tag syntax in it is
    not looked at. A value that is missing, is no text, number or date, or cannot stand in a document is refused.

    Args:
        source: a path, the bytes of a DOCX file, or a binary file.
        filters: filters that templates may use, besides the harmless ones of Jinja.
        deflate: how to compress what changes; see `package.Deflate`.
        name: what messages call it; by default the name of the file.

    Raises:
        TemplateError: the template cannot be used; the message names every problem with its place.
    """

    def __init__(
        self,
        source: Source,
        filters: Mapping[str, Filter] | None = None,
        deflate: Deflate = ZLIB,
        name: str = "",
    ) -> None:
        read, data = _read(source)
        self.name = name or read
        self._environment = TemplateEnvironment(filters or {})
        try:
            self._package = Package(data, deflate)
            known = text_parts(self._package.members)
            self._numbering = Numbering(self._package.members)
        except TemplateError as error:
            raise TemplateError(f"{self.name}: {error}") from None
        self._parts = self._compile(known)
        self._charts = chart.charts_of(self._package.members)

    @property
    def deflate(self) -> str:
        """How what changes is compressed; documents can only be compared byte by byte under the same one."""
        return self._package.deflate.name

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Returns the document for `context`; the same context gives the same bytes.

        Raises:
            TemplateError: a value is missing or cannot stand in a document; the message names the tag, its place and,
                for a character that cannot be shown, the JSON pointer of the value, but never a value.
        """
        return self.render_recorded(context).content

    def render_recorded(self, context: Mapping[str, Any]) -> Recorded:
        """Does what `render` does and also tells what the template showed."""
        names: dict[str, Any] = {**self._environment.globals, **context, FILLABLE: is_fillable(context)}
        picture_ids = count(_FIRST_PICTURE_ID)
        lists = self._numbering.lists()
        changed: dict[str, bytes] = {}
        shown: dict[str, Shown] = {}
        for part in self._parts:
            state = RenderContext(self._environment, names, None, {})
            try:
                changed[part.name] = part.render(state, picture_ids, lists)
            except Exception as error:  # noqa: BLE001 - an expression may raise anything, and its message may quote data
                self._fail(part, error, context)
            shown[part.name] = Shown(tuple(state.shown), part.shows_in_attributes)
        if lists.made:
            changed[NUMBERING] = self._numbering.with_lists(lists.made)
        if self._charts and chart.NAME in context:
            changed |= chart.filled(self._package.members, self._charts, context[chart.NAME])
        return Recorded(self._package.write(changed), shown)

    def _compile(self, known: tuple[TextPart, ...]) -> tuple[CompiledPart, ...]:
        parts: list[CompiledPart] = []
        problems = sorted(stray_tags(self._package.members, known))
        for part in known:
            try:
                compiled = compile_part(part, self._package.members[part.name], self._environment, self._numbering)
            except TemplateError as error:
                problems += str(error).splitlines()
            else:
                parts += [compiled] if compiled else []
        if problems:
            raise TemplateError("\n".join(f"{self.name}: {problem}" for problem in problems))
        return tuple(parts)

    def _fail(self, part: CompiledPart, error: Exception, context: Mapping[str, Any]) -> NoReturn:
        reason = _reason(error)
        if isinstance(error, RefusedValueError) and error.character is not None:
            where = next(pointers_to(context, error.character), None)
            reason += f"; kijk bij {where}" if where else ""
        tag = part.tag_of(error)
        message = tag.problem(reason) if tag else f"{part.label or 'document'}: {reason}"
        # Not chained: the message of what went wrong may hold a value.
        raise TemplateError(f"{self.name}: {message}") from None


def _read(source: Source) -> tuple[str, bytes]:
    """Returns the name of a template in messages, and its bytes."""
    if isinstance(source, bytes):
        return "sjabloon", source
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        try:
            return path.name, path.read_bytes()
        except OSError as error:
            raise TemplateError(f"{path.name}: het sjabloon is niet te openen ({error.strerror}).") from None
    return "sjabloon", source.read()


def _reason(error: Exception) -> str:
    if isinstance(error, UndefinedError):
        return "dit gegeven ontbreekt"
    if isinstance(error, RefusedValueError):
        return str(error)
    if isinstance(error, OverflowError):
        return "dit levert meer op dan in een document past"
    return f"dit is met deze gegevens niet uit te rekenen ({type(error).__name__})"
