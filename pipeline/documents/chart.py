"""Fills the charts of a template: the numbers that Word draws at once, and the workbook behind them.

A chart shows columns of the sheet 'Verloop', which its own formulas name; how it looks is the template's affair.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree

from pipeline.documents.ooxml import parse
from pipeline.documents.verloop import TITLES, Row, Verloop

SHEET: Final = "Verloop"
NAME: Final = "verloop"
"""What a context calls the data of the charts."""

_CHART = re.compile(r"word/charts/[^/]+\.xml")
_COLUMN = re.compile(rf"'?{SHEET}'?!\$([A-E])\$")
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_STEPS: Final = ((13, 1), (26, 2), (52, 4))  # up to so many weeks a mark at every so many; beyond that every quarter
_QUARTER: Final = 13
_SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def charts_of(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """Returns the charts of a template that show columns of our sheet, by the names of their parts."""
    marked = f"{SHEET}!".encode()
    return tuple(name for name in members if _CHART.fullmatch(name) and marked in members[name])


def books_of(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """Returns the workbooks behind those charts."""
    return tuple(book for name in charts_of(members) if (book := _book_of(members, name)))


def filled(members: Mapping[str, bytes], charts: Sequence[str], course: Verloop) -> Iterator[tuple[str, bytes]]:
    """Yields the name and content of every part that changes when the charts show `course`."""
    rows = course.rows
    workbook = _workbook(rows) if charts else b""
    for name in charts:
        yield name, _chart(members[name], rows, course.weeks)
        if book := _book_of(members, name):
            yield book, workbook


def _book_of(members: Mapping[str, bytes], chart: str) -> str | None:
    """Returns the part that holds the workbook of a chart."""
    relations = members.get(chart.replace("charts/", "charts/_rels/") + ".rels")
    found = re.search(rb'Target="\.\./(embeddings/[^"]+\.xlsx)"', relations) if relations else None
    return f"word/{found[1].decode()}" if found else None


def _chart(xml: bytes, rows: Sequence[Row], weeks: int) -> bytes:
    root = parse(xml)
    for reference in root.iter(f"{_C}numRef"):
        formula = reference.find(f"{_C}f")
        column = _COLUMN.match(formula.text or "") if formula is not None else None
        if formula is not None and column:
            formula.text = f"{SHEET}!${column[1]}$2:${column[1]}${len(rows) + 1}"
            _fill(reference, [row["ABCDE".index(column[1])] for row in rows])
    for axis in root.iter(f"{_C}valAx"):
        side = axis.find(f"{_C}axPos")
        if side is not None and side.get("val") == "b":
            _scale(axis, weeks)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fill(reference: Any, values: Sequence[float | None]) -> None:
    cache = reference.find(f"{_C}numCache")
    if cache is None:
        return
    for point in [*cache.iter(f"{_C}ptCount"), *cache.iter(f"{_C}pt")]:
        cache.remove(point)
    etree.SubElement(cache, f"{_C}ptCount", val=str(len(values)))
    for index, value in enumerate(values):
        if value is not None:
            etree.SubElement(etree.SubElement(cache, f"{_C}pt", idx=str(index)), f"{_C}v").text = f"{value:g}"


def _scale(axis: Any, weeks: int) -> None:
    """Lets the axis of the weeks end at a mark."""
    step = next((step for most, step in _STEPS if weeks <= most), _QUARTER)
    top = -(-weeks // step) * step
    for path, value in ((f"{_C}scaling/{_C}max", top), (f"{_C}majorUnit", step)):
        element = axis.find(path)
        if element is not None:
            element.set("val", str(value))


def _workbook(rows: Sequence[Row]) -> bytes:
    """Returns a workbook with one sheet; the same rows give the same bytes."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">'
            f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{"".join(_sheet_rows(rows))}</sheetData></worksheet>'
        ),
    }
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, text in parts.items():
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.create_system = 0
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
        return buffer.getvalue()


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet_rows(rows: Sequence[Row]) -> Iterator[str]:
    heads = (f'<c r="{column}1" t="inlineStr"><is><t>{escape(title)}</t></is></c>' for column, title in _named(TITLES))
    yield f'<row r="1">{"".join(heads)}</row>'
    for number, row in enumerate(rows, 2):
        cells = (f'<c r="{column}{number}"><v>{value:g}</v></c>' for column, value in _named(row) if value is not None)
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _named(values: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return zip("ABCDE", values, strict=True)
