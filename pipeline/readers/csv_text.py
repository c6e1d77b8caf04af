"""Tables in text (csv, tsv): a segment a cell, at its row and column."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
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
_SAMPLE: Final = 40_000
WHOLE: Final = "tabel"
"""What is read of a csv file: all of it."""


def read(content: bytes, visit: Visit) -> Reading:  # noqa: ARG001  a table in text holds no files
    """Returns the texts in the cells, each as "rij 3, kolom 2"; rows are those of the table, the head counts as one.

    A text that stands in more cells is returned once, at the first, with the number of others.

    Raises:
        UnreadableError: the bytes are not text.
    """
    text = decode(content)
    if "\n" not in text:  # of an old Mac
        text = text.replace("\r", "\n")
    separator = separator_of(text)
    head = f"sep={separator}"
    body = text.removeprefix(f"{head}\r\n").removeprefix(f"{head}\n")
    said = [[head]] if len(body) != len(text) else []
    limit = csv.field_size_limit(_LONGEST)
    try:
        found = _placed(chain(said, in_rows(body, separator)))
    except csv.Error:  # the quotes do not pair: every line is a row, so that none is lost
        found = _placed(chain(said, (line.split(separator) for line in body.splitlines())))
    finally:
        csv.field_size_limit(limit)
    segments = [Segment(place, Tekst(cell)) for cell, place in found.items()]
    return Reading(Format.CSV, tuple(segments), read=(WHOLE,))


def _placed(rows: Iterable[list[str]]) -> dict[str, str]:
    """Returns each text in the cells with its place."""
    found: dict[str, str] = {}
    again: list[str] = []
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, 1):
            if cell in found:
                again.append(cell)
            elif has_words(cell):
                found[cell] = f"rij {row}, kolom {column}"
    for cell, count in Counter(again).items():
        found[cell] += others(count)
    return found


def in_rows(body: str, separator: str) -> Iterator[list[str]]:
    """Yields the cells by row: the library reads the lines with quotes, and what is in those quotes.

    Args:
        body: the table; a line feed ends its rows, with or without a carriage return before it.
        separator: what stands between cells.

    Raises:
        csv.Error: the quotes do not pair.
    """
    lines = iter(body.removesuffix("\n").split("\n") if body else ())
    held: list[str] = []
    feed = iter(lambda: f"{held.pop() if held else next(lines)}\n", None)
    quoted = csv.reader(feed, delimiter=separator, strict=True)
    for line in lines:
        if '"' in line:
            held.append(line)
            yield next(quoted)
        else:
            yield line.rstrip("\r").split(separator)


def separator_of(text: str) -> str:
    """Returns what stands between the cells: what the first line says, else the sign that is most even over lines."""
    if text.startswith("sep=") and len(text) > 5 and text[5] in "\r\n" and text[4] not in '"\r\n':
        return text[4]
    lines = [line for line in _unquoted(text[:_SAMPLE]).split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: _evenness([line.count(sign) for line in lines]))


def _evenness(counts: list[int]) -> tuple[int, int]:
    """Returns on how many lines a sign stands as often as on the first, and how often that is; nothing when never."""
    if not counts or not counts[0]:
        return 0, sum(counts)
    return sum(count == counts[0] for count in counts), counts[0]


def _unquoted(text: str) -> str:
    """Returns the text without what stands between quotes."""
    return '""'.join(text.split('"')[::2])
