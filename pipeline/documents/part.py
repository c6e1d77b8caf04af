"""A part of a template as code: how it renders, and which of its tags went wrong when it does not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from pipeline.documents.filling import finished
from pipeline.documents.numbering import Lists, Plan
from pipeline.documents.ooxml import w
from pipeline.documents.sandbox import RenderContext
from pipeline.documents.tags import Tag
from pipeline.documents.tall_rows import with_tall_rows_loose

MAX_CHARACTERS: Final = 100_000_000
"""The most that one part may render to; a report of a hundred pages takes some two million."""

DEMANDING = "tc hdr ftr txbxContent footnote endnote comment".split()
"""Elements that may not be without a paragraph: Word calls the document damaged."""
PICTURE_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
"""The id of a picture, which must be its own in a document."""

_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
HOLLOW_MARK: Final = "\x03"
"""Stands in the code of a part where what demands a paragraph may turn out to be without; no value can hold it."""

_HOLLOW = re.compile(rf"<w:(?:{'|'.join(DEMANDING)})(?: [^>]*)?>|<w:tcPr/>|</w:tcPr>|</w:tbl>")


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part that can be rendered; immutable, safe to share between threads.

    Attributes:
        name: name of the member in the package.
        label: what a person calls it.
        template: its code.
        tags: the tag that stands on each line of the source of `template`.
        has_grid: True when tags add or take columns, so that each table's grid is to be counted again.
        has_pictures: True when pictures may be repeated, so that their ids are to be numbered again.
        may_hollow: True when tags may leave a cell or a header without the paragraph that Word demands.
        shows_in_attributes: names of the elements in whose attributes values end up.
        lists: which numbered lists start over, when there are any.
        has_controls: True when it holds controls to fill in, which are to be finished.
        has_whole_rows: True when it holds rows of a table that may not be split, which some are then too tall for.
    """

    name: str
    label: str
    template: jinja2.Template
    tags: Mapping[int, Tag]
    has_grid: bool
    has_pictures: bool
    may_hollow: bool
    shows_in_attributes: frozenset[str]
    lists: Plan | None
    has_controls: bool = False
    has_whole_rows: bool = False

    def render(self, context: RenderContext, picture_ids: Iterator[int], lists: Lists) -> bytes:
        """Returns the XML of the part.

        Args:
            context: what the tags may read.
            picture_ids: numbers that no picture of the document has yet.
            lists: the numbered lists of the document; new ones are added.

        Raises:
            OverflowError: the outcome is larger than any document.
            Exception: whatever an expression raises; `tag_of` tells which tag it was.
        """
        xml = _join(self.template.root_render_func(context))
        if self.lists:
            xml = lists.start_over(xml, self.lists)
        if self.has_controls:
            xml = finished(xml)
        if self.has_whole_rows:
            xml = with_tall_rows_loose(xml)
        if self.may_hollow:
            xml = _with_paragraphs(xml)
        if self.has_grid:
            xml = _count_columns(xml)
        if self.has_pictures:
            xml = PICTURE_ID.sub(lambda match: f"{match[1]}{next(picture_ids)}{match[2]}", xml)
        return _DECLARATION + xml.encode()

    def tag_of(self, error: BaseException) -> Tag | None:
        """Returns the tag during which `error` was raised."""
        trace = error.__traceback__
        found = None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<template>":
                found = self.tags.get(self.template.get_corresponding_lineno(trace.tb_lineno))
            trace = trace.tb_next
        return found


def _join(pieces: Iterator[str]) -> str:
    chunks: list[str] = []
    size = 0
    while batch := list(islice(pieces, 4096)):
        chunks.append("".join(batch))
        size += len(chunks[-1])
        if size > MAX_CHARACTERS:
            raise OverflowError("output")
    return "".join(chunks)


def _with_paragraphs(xml: str) -> str:
    *pieces, last = xml.split(HOLLOW_MARK)
    return "".join((*(piece + "<w:p/>" * _is_hollow(piece.rstrip()) for piece in pieces), last))


def _is_hollow(before: str) -> bool:
    """Says whether what ends here is without the paragraph that it demands."""
    return _HOLLOW.fullmatch(before, before.rfind("<")) is not None


def _count_columns(xml: str) -> str:
    """Lets docxtpl give each table a grid for the columns it has now; the XML is well-formed: nothing to recover."""
    tree: Any = DocxTemplate(io.BytesIO()).fix_tables(xml)
    for row in [row for row in tree.iter(w("tr")) if next(row.iter(w("tc")), None) is None]:
        row.getparent().remove(row)  # Word calls a document with a row without cells damaged
    return etree.tostring(tree, encoding="unicode")
