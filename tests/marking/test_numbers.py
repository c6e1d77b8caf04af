"""Numbers that are a BSN in workbooks: found without their zero, gone from every value, the workbook still sound."""

# ruff: noqa: E501  markup reads best in one piece

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.marking.limits import longest
from pipeline.marking.redaction import Redaction
from pipeline.model import Segment
from pipeline.readers.registry import read_file
from tests.marking.conftest import faults, find

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from everything_odt import SHEETS, part
from everything_odt import Everything as OpenFile
from everything_xlsx import MAIN, REL, TYPE
from zipping import members, zipped

_BSN = re.compile(r"(?<!\d)(?:123456782|012345672)(?!\d)")
_NUMBERS = re.compile(rb"123456782|12345672")


def numbers(segment: Segment) -> list[tuple[int, int]]:
    return [match.span() for match in _BSN.finditer(segment.text.reveal())]


def pivoted() -> bytes:
    """Returns a workbook with a pivot table whose memory holds numbers, in a list and in the records."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Niets."
    stream = io.BytesIO()
    book.save(stream)
    found = members(stream.getvalue())
    field = '<cacheField name="{}" numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1" minValue="12345672" maxValue="123456782"{}</cacheField>'
    listed = ' count="2"><n v="123456782"/><n v="12345672"/></sharedItems>'
    found["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{REL}" r:id="rId1" recordCount="2"><cacheSource type="worksheet"><worksheetSource ref="A1:B3" sheet="Sheet"/></cacheSource>'
        f'<cacheFields count="2">{field.format("BSN", listed)}{field.format("bsn 2", "/>")}</cacheFields></pivotCacheDefinition>'
    ).encode()
    found["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'<pivotCacheRecords xmlns="{MAIN}" count="2"><r><x v="0"/><n v="12345672"/></r><r><x v="1"/><n v="123456782"/></r></pivotCacheRecords>'
    ).encode()
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    found["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = relations.format(REL).encode()
    found["xl/_rels/workbook.xml.rels"] = found["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{REL}/pivotCacheDefinition" Target="/xl/pivotCache/pivotCacheDefinition1.xml"/></Relationships>'.encode(),
    )
    found["xl/workbook.xml"] = found["xl/workbook.xml"].replace(
        b"</workbook>",
        f'<pivotCaches><pivotCache cacheId="1" xmlns:r="{REL}" r:id="rId99"/></pivotCaches></workbook>'.encode(),
    )
    kinds = "".join(
        f'<Override PartName="/xl/pivotCache/{name}1.xml" ContentType="{TYPE}.{name}+xml"/>'
        for name in ("pivotCacheDefinition", "pivotCacheRecords")
    )
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(b"</Types>", f"{kinds}</Types>".encode())
    return zipped(found)


def test_numbers_in_the_memory_of_a_pivot_table_are_read_and_go() -> None:
    given = pivoted()
    places = [item.place for item in read_file("", given).segments if _BSN.search(item.text.reveal())]
    assert sum("draaitabel" in place and ", getal " in place for place in places) == 8
    copy = Redaction(numbers).redact("a.xlsx", given).content
    found = members(copy)
    assert not any(_NUMBERS.search(content) for content in found.values())
    for name in ("Definition", "Records"):
        root = etree.fromstring(found[f"xl/pivotCache/pivotCache{name}1.xml"])
        assert [item.get("v") for item in root.iter("{*}s")] == ["[verwijderd]"] * 2
        assert not list(root.iter("{*}n"))
    assert faults(copy, ".xlsx") <= faults(given, ".xlsx")


@pytest.mark.parametrize(
    ("value", "shown", "head", "is_found"),
    [
        ("12345672", "12345672", "BSN", True),
        ("12345672", "12.345.672", "Burgerservicenummer", True),
        ("12345672", "12345672", "Ordernummer", False),
        ("123456782", "123456782", "Ordernummer", True),
    ],
)
def test_a_number_in_an_open_document_sheet_goes_with_its_value(
    value: str, shown: str, head: str, is_found: bool
) -> None:
    made = OpenFile(mime=SHEETS)
    made.members["content.xml"] = part(
        "document-content",
        '<office:body><office:spreadsheet><table:table table:name="Blad1"><table:table-row><table:table-cell '
        f'office:value-type="string"><text:p>{head}</text:p></table:table-cell></table:table-row><table:table-row>'
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body>",
    )
    given = made.packed()
    places = [item.place for item in read_file("", given).segments if _BSN.search(item.text.reveal())]
    assert places == ([f"blad 1, cel A2{'' if value == shown and len(value) == 9 else ', getal'}"] if is_found else [])
    content = members(Redaction(numbers).redact("a.ods", given).content)["content.xml"].decode()
    assert (value in content or shown in content) is not is_found
    if is_found:
        cell = etree.fromstring(content.encode()).xpath("//*[local-name() = 'table-cell']")[1]
        assert [value for key, value in cell.attrib.items()] == ["string"]
        assert "".join(cell.itertext()) == "[verwijderd]"


def test_a_value_with_an_end_stays_within_it() -> None:
    """A title of 32 characters has no room for a longer word: what goes leaves nothing, the rest stays."""
    book = openpyxl.Workbook()
    rule = DataValidation(
        type="list", formula1='"a,b"', promptTitle="ziekewoord-of-niet-hier-invullen", prompt="ziekewoord"
    )
    rule.errorTitle = "Zet ziekewoord hier neer alstubl"
    rule.add("A1")
    book.active.add_data_validation(rule)
    stream = io.BytesIO()
    book.save(stream)
    copy = Redaction(find).redact("a.xlsx", stream.getvalue()).content
    made = openpyxl.load_workbook(io.BytesIO(copy)).active.data_validations.dataValidation[0]
    assert made.promptTitle == "-of-niet-hier-invullen" or made.promptTitle.startswith("verwijderd")
    assert "ziekewoord" not in made.errorTitle
    assert max(len(made.promptTitle), len(made.errorTitle)) <= 32
    assert "hier neer alstubl" in made.errorTitle
    assert longest("dataValidation", "promptTitle") == 32
