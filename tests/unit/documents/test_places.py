"""Units of the places of paragraphs, in words."""

from __future__ import annotations

from lxml import etree

from pipeline.documents.ooxml import NAMESPACE
from pipeline.documents.places import paragraph_places


def places(body: str, label: str = "") -> list[str]:
    return list(paragraph_places(etree.fromstring(f'<w:x xmlns:w="{NAMESPACE}">{body}</w:x>'), label).values())


def test_paragraphs_count_outside_tables() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl>"
    assert places(f"<w:p/>{table}<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>{table}") == [
        "alinea 1",
        "tabel 1, rij 1, cel 1",
        "tabel 1, rij 1, cel 2, alinea 1",
        "tabel 1, rij 1, cel 2, alinea 2",
        "alinea 2",
        "tabel 2, rij 1, cel 1",
        "tabel 2, rij 1, cel 2, alinea 1",
        "tabel 2, rij 1, cel 2, alinea 2",
    ]


def test_a_table_in_a_cell() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert places(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>") == [
        "tabel 1, rij 1, cel 1, tabel 1, rij 1, cel 1",
        "tabel 1, rij 1, cel 1",
    ]


def test_the_label_of_a_part_goes_before_and_notes_have_numbers() -> None:
    assert places("<w:p/>", "koptekst 2") == ["koptekst 2, alinea 1"]
    notes = '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote><w:p/></w:footnote>'
    assert places(notes, "voetnoten")[1:] == ["voetnoot 1, alinea 1"]
