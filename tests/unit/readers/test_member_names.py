"""The name of a member of a package is told only when it is one that office programs give."""

from __future__ import annotations

import pytest

from pipeline.readers.member_names import OWN, told


@pytest.mark.parametrize(
    "name",
    ["word/document.xml", "word/header12.xml", "xl/worksheets/_rels/sheet3.xml.rels", "[Content_Types].xml",
     "Object 1/content.xml", "META-INF/manifest.xml", "docProps/core.xml", "ppt/slides/slide4.xml"],
)  # fmt: skip
def test_a_name_of_an_office_program_is_told(name: str) -> None:
    assert told(name) == name


@pytest.mark.parametrize(
    "name", ["word/jansen.xml", "customXml/hernia1.xml", "word/d\u043ecument.xml", "word/document.xml\n", "../\u202ex"]
)
def test_a_name_of_somebodys_own_is_not(name: str) -> None:
    assert told(name) == OWN
