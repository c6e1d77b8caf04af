"""Names in a workbook or document: changed together with everything that refers to them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from pipeline.marking.redaction import Redaction
from tests.marking.conftest import MARK, find, word_document


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ziekewoord met een lange naam"
    sheet.append(["Naam", "ziekewoord"])
    sheet.append(["Els", "een ziekewoord"])
    sheet.append(["Jan", '=COUNTIF(B2:B2,"een ziekewoord")'])
    sheet.add_table(Table(displayName="ziekewoord_tabel", ref="A1:B2"))
    other = book.create_sheet("Totaal")
    other["A1"] = "='Ziekewoord met een lange naam'!A2"
    other["A2"] = "=SUM(ziekewoord_tabel[ziekewoord])"
    other["A3"] = "=lijst_ziekewoord"
    book.defined_names["lijst_ziekewoord"] = DefinedName(
        "lijst_ziekewoord", attr_text="'Ziekewoord met een lange naam'!$A$1:$A$3"
    )
    rule = DataValidation(type="list", formula1='"ziekewoord,gezond"')
    other.add_data_validation(rule)
    rule.add("B1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_stays_one() -> None:
    copy = Redaction(find).redact("a.xlsx", workbook()).content
    book = openpyxl.load_workbook(io.BytesIO(copy))
    first, total = book.worksheets
    assert not MARK.search(first.title)
    assert len(first.title) <= 31
    assert total["A1"].value == f"='{first.title}'!A2"
    table = next(iter(first.tables.values()))
    assert [column.name for column in table.tableColumns] == [first["A1"].value, first["B1"].value]
    assert total["A2"].value == f"=SUM({table.displayName}[{first['B1'].value}])"
    name = next(iter(book.defined_names))
    assert total["A3"].value == f"={name}"
    assert book.defined_names[name].attr_text == f"'{first.title}'!$A$1:$A$3"
    assert first["B3"].value == f'=COUNTIF(B2:B2,"{first["B2"].value}")'


def test_a_bookmark_and_what_refers_to_it_get_one_name() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="ziekewoord_Jansen"/><w:r><w:t>Hier</w:t></w:r><w:bookmarkEnd w:id="1"/>'
        '</w:p><w:p><w:hyperlink w:anchor="ziekewoord_Jansen"><w:r><w:t>daar</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:fldSimple w:instr=" REF ziekewoord_Jansen \\h "><w:r><w:t>Hier</w:t></w:r></w:fldSimple></w:p>'
    )
    copy = Redaction(find).redact("a.docx", word_document(body)).content
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count("verwijderd1") == 3
    assert "ziekewoord" not in text
