"""Tables in text (csv, tsv): a segment a cell, at its row and column."""

from __future__ import annotations

import csv
import io
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment
from pipeline.readers.encodings import decode
from pipeline.readers.gather import has_words, others
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_SEPARATORS: Final = ";,\t|"
_LOOKED_AT: Final = 100
_LONGEST: Final = 10_000_000
_SAMPLE: Final = 1_000_000
_BAD: Final = "De aanhalingstekens in dit csv-bestand kloppen niet. Open het in Excel en sla het opnieuw op."
WHOLE: Final = "tabel"
"""What is read of a csv file: all of it."""


def read(content: bytes, visit: Visit) -> Reading:  # noqa: ARG001  a table in text holds no files
    """Returns the texts in the cells, each as "rij 3, kolom 2"; rows are those of the table, the head counts as one.

    A text that stands in more cells is returned once, at the first, with the number of others.

    Raises:
        UnreadableError: the bytes are not text.
    """
    text = decode(content)
    first: dict[str, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    for row, cells in enumerate(_rows(text), start=1):
        for column, cell in enumerate(cells, start=1):
            if cell in counts:
                counts[cell] += 1
            elif has_words(cell):
                counts[cell] = 0
                first[cell] = (row, column)
    segments = [
        Segment(f"rij {row}, kolom {column}{others(counts[cell])}", Tekst(cell))
        for cell, (row, column) in first.items()
    ]
    return Reading(Format.CSV, tuple(segments), read=(WHOLE,))


def _rows(text: str) -> list[list[str]]:
    """Returns the cells by row; when the quotes in the text do not pair, every line is a row, so that none is lost."""
    separator = separator_of(text)
    body = text.removeprefix(f"sep={separator}\r\n").removeprefix(f"sep={separator}\n")
    offset = [[f"sep={separator}"]] if len(body) != len(text) else []
    limit = csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        rows = [line.split(separator) for line in body.splitlines()]
    finally:
        csv.field_size_limit(limit)
    if not rows and body.strip():
        raise UnreadableError(_BAD)
    return offset + rows


def separator_of(text: str) -> str:
    """Returns what stands between the cells: what the first line says, else the sign that is most even over lines."""
    if text.startswith("sep=") and len(text) > 5 and text[5] in "\r\n":
        return text[4]
    lines = [line for line in _unquoted(text[:_SAMPLE]).splitlines()[:_LOOKED_AT] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: _evenness([line.count(sign) for line in lines]))


def _evenness(counts: list[int]) -> tuple[int, int]:
    """Returns on how many lines a sign stands as often as on the first, and how often that is; nothing when never."""
    if not counts or not counts[0]:
        return 0, sum(counts)
    return sum(count == counts[0] for count in counts), counts[0]


def _unquoted(text: str) -> str:
    """Returns the text without what stands between quotes."""
    return '""'.join(text.split('"')[::2])
