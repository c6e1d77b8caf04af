"""The files for `bench.reading` of workbooks, presentations, tables in text, pages and RTF, and who else reads them."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module
from itertools import chain

import xlsxwriter

OWN = "python"
"""Stands for the library that comes with Python."""


def workbook(lines: list[str]) -> bytes:
    """A workbook of 2,000 rows: a text that returns, a text of its own, dates, numbers and a formula."""
    made, dice = io.BytesIO(), random.Random(5)
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Verzuim")
        sheet.write_row(0, 0, ["naam", "afdeling", "notitie", "van", "tot", "uren", "dagen"])
        for row in range(1, 2001):
            sheet.write_row(row, 0, [f"Medewerker {row}", f"Afdeling {row % 12}", lines[row % len(lines)]])
            sheet.write_row(row, 3, [45000 + row % 300, 45100 + row % 300, dice.randrange(4, 40)])
            sheet.write_formula(row, 6, f"=E{row + 1}-D{row + 1}", None, 100)
    return made.getvalue()


def with_openpyxl(content: bytes) -> object:
    """All cells, in the way that is meant for large files."""
    book = import_module("openpyxl").load_workbook(io.BytesIO(content), read_only=True)
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


def presentation(lines: list[str]) -> bytes:
    """A presentation of 30 slides with a title, five points and a table each."""
    inches = import_module("pptx.util").Inches
    show = import_module("pptx").Presentation()
    texts = iter(lines * 3)
    for _ in range(30):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = next(texts)
        slide.placeholders[1].text = "\n".join(next(texts) for _ in range(5))
        table = slide.shapes.add_table(4, 3, inches(1), inches(5), inches(8), inches(2)).table
        for cell in table.iter_cells():
            cell.text = next(texts)
        slide.notes_slide.notes_text_frame.text = next(texts)
    for relation in list(show.part.package._rels.values()):  # a picture of the first page is work for ocr
        if relation.reltype.endswith("thumbnail"):
            show.part.package._rels.pop(relation.rId)
    made = io.BytesIO()
    show.save(made)
    return made.getvalue()


def with_python_pptx(content: bytes) -> object:
    """Texts of shapes, tables and notes."""
    show = import_module("pptx").Presentation(io.BytesIO(content))
    found = []
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for cell in shape.table.iter_cells()]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return found


def table(lines: list[str]) -> bytes:
    """A table in text of 2,000 rows."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";")
    writer.writerows([f"Medewerker {row}", f"Afdeling {row % 12}", lines[row % len(lines)], row] for row in range(2000))
    return made.getvalue().encode()


def with_csv(content: bytes) -> object:
    """Each text once, where it stands first and how often in all; it is known what stands between them."""
    found: dict[str, tuple[int, int]] = {}
    rows = with_csv_alone(content)
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            found.setdefault(cell, (row, column))
    return found, Counter(chain.from_iterable(rows))


def with_csv_alone(content: bytes) -> list[list[str]]:
    """Rows, without a place."""
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), delimiter=";"))


def page(lines: list[str]) -> bytes:
    """A web page as a mail program writes one: a span and a style around every few words."""
    body = "".join(
        f'<p class="MsoNormal"><span style="font-size:11.0pt">{line[:20]}</span><b>{line[20:]}</b></p>\n'
        for line in lines
    )
    return f"<html><head><title>Verslag</title></head><body>{body}</body></html>".encode()


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def with_html_parser(content: bytes) -> object:
    """What stands between the tags."""
    parser = _Texts()
    parser.feed(content.decode("utf-8"))
    return parser.found


def rich_text(lines: list[str]) -> bytes:
    """An RTF file as Word writes one: three runs a paragraph, each with its own letters."""

    def run(text: str) -> str:
        plain = "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in text)
        return rf"{{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid123456 {plain}}}"

    def paragraph(line: str) -> str:
        runs = run(line[: len(line) // 2]) + run(line[len(line) // 2 :])
        return rf"\pard\plain \ltrpar\ql \li0\ri0\widctlpar\wrapdefault {runs}\par" + "\r\n"

    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Calibri;}}{\colortbl;\red0\green0\blue0;}"
    return (head + "".join(map(paragraph, lines)) + "}").encode("ascii")


def with_striprtf(content: bytes) -> object:
    """The text, without headers, notes and properties."""
    return import_module("striprtf.striprtf").rtf_to_text(content.decode("ascii"))


FILES: tuple[tuple[str, Callable[[list[str]], bytes], str, Callable[[bytes], object], float], ...] = (
    ("xlsx", workbook, "openpyxl", with_openpyxl, 1.5),
    ("pptx", presentation, "python-pptx", with_python_pptx, 1.5),
    ("csv", table, OWN, with_csv, 1.5),
    ("html", page, OWN, with_html_parser, 1.5),
    ("rtf", rich_text, "striprtf", with_striprtf, 1.5),
)
"""The formats: name, what makes a file of some lines, the library to compare with, its use, what ours may take."""
