"""Tables in text (csv, tsv): a segment a cell, at its row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from pipeline.model import Segment
from pipeline.readers.encodings import decode
from pipeline.readers.gather import has_words, others
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_SEPARATORS: Final = ";,\t|"
_LOOKED_AT: Final = 100
_LONGEST: Final = 10_000_000
_SAMPLE: Final = 100_000
WHOLE: Final = "tabel"
"""What is read of a csv file: all of it."""


def read(content: bytes, visit: Visit) -> Reading:  # noqa: ARG001  a table in text holds no files
    """Returns the texts in the cells, each as "rij 3, kolom 2"; rows are those of the table, the head counts as one.

    A text that stands in more cells is returned once, at the first, with the number of others.

    Raises:
        UnreadableError: the bytes are not text.
    """
    found: dict[str, str] = {}
    more: dict[str, int] = {}
    for row, cells in enumerate(_rows(decode(content)), start=1):
        for column, cell in enumerate(cells, start=1):
            if cell in found:
                more[cell] = more.get(cell, 0) + 1
            elif has_words(cell):
                found[cell] = f"rij {row}, kolom {column}"
    for cell, count in more.items():
        found[cell] += others(count)
    return Reading(Format.CSV, tuple(map(Segment, found.values(), map(Tekst, found))), read=(WHOLE,))


def _rows(text: str) -> list[list[str]]:
    """Returns the cells by row; when the quotes in the text do not pair, every line is a row, so that none is lost."""
    separator = separator_of(text)
    body = text.removeprefix(f"sep={separator}\r\n").removeprefix(f"sep={separator}\n")
    offset = [[f"sep={separator}"]] if len(body) != len(text) else []
    limit = csv.field_size_limit(_LONGEST)
    try:
        rows = list(in_rows(body, separator))
    except csv.Error:
        rows = [line.split(separator) for line in body.splitlines()]
    finally:
        csv.field_size_limit(limit)
    return offset + rows


def in_rows(body: str, separator: str) -> Iterator[list[str]]:
    """Yields the cells by row: the library reads the lines with quotes, and what is in those quotes.

    Raises:
        csv.Error: the quotes do not pair.
    """
    lines = iter(io.StringIO(body, newline=""))
    held: list[str] = []
    quoted = csv.reader(iter(lambda: held.pop() if held else next(lines), None), delimiter=separator, strict=True)
    for line in lines:
        if '"' in line:
            held.append(line)
            yield next(quoted)
        else:
            yield line.rstrip("\r\n").split(separator)


def separator_of(text: str) -> str:
    """Returns what stands between the cells: what the first line says, else the sign that is most even over lines."""
    if text.startswith("sep=") and len(text) > 5 and text[5] in "\r\n" and text[4] not in '"\r\n':
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
