"""The templates are what their sources make, and are lean, clean, Dutch and accessible."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from pipeline.documents import checklist
from pipeline.documents.house_style import BASE, house_style
from pipeline.documents.policy import PAPERS
from pipeline.flow import scan_text
from pipeline.resources import data_root
from tests.openxml import errors_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATES = sorted((data_root("templates") / BASE).glob("*.docx"))
LEVELS = {"Title": 0, "Heading1": 1, "Heading2": 2, "Heading3": 3}


@pytest.fixture(params=TEMPLATES, ids=lambda path: path.stem)
def template(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def test_the_committed_templates_are_what_the_sources_make() -> None:
    script = data_root("templates") / "_bron" / "maak.py"
    done = subprocess.run([sys.executable, "-B", script, "--controle"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_there_are_templates_for_at_least_nineteen_documents() -> None:
    assert len(TEMPLATES) >= 19


def test_a_template_is_valid_and_lean(template: Path) -> None:
    assert errors_of(template) == []
    assert template.stat().st_size < 20_000


def test_a_template_compiles(template: Path) -> None:
    assert house_style(BASE).template(template.stem).name == template.name


def test_the_properties_tell_title_and_language_and_nothing_else(template: Path) -> None:
    found = {etree.QName(element).localname: element.text for element in part(template, "docProps/core.xml")}
    assert found.keys() == {"title", "language"}
    assert found["title"]
    assert found["language"] == "nl-NL"


def test_no_line_of_the_title_ends_within_a_word(template: Path) -> None:
    titles = [
        paragraph
        for paragraph in part(template, "word/document.xml").iter(W + "p")
        if paragraph.find(f"{W}pPr/{W}pStyle") is not None
        and paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Title"
    ]
    assert len(titles) == 1
    assert "-" not in "".join(titles[0].itertext())
    (named,) = part(template, "docProps/core.xml").iter("{http://purl.org/dc/elements/1.1/}title")
    assert len(list(titles[0].iter(W + "noBreakHyphen"))) == named.text.count("-")


def test_nothing_stands_beside_the_name_in_a_header(template: Path) -> None:
    for header in ("header1", "header2"):
        texts = ["".join(paragraph.itertext()) for paragraph in part(template, f"word/{header}.xml").iter(W + "p")]
        assert [bool(re.fullmatch(r"\{\{ [a-z_.]+ \}\}", text)) for text in texts].count(True) == 1


def test_the_language_is_dutch(template: Path) -> None:
    (language,) = part(template, "word/styles.xml").iter(W + "lang")
    assert language.get(W + "val") == "nl-NL"


def test_every_table_has_a_header_row_a_description_and_rows_that_stay_whole(template: Path) -> None:
    for table in part(template, "word/document.xml").iter(W + "tbl"):
        rows = [row for row in table.iter(W + "tr") if "{%tr" not in "".join(row.itertext())]
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None


def test_headings_descend_one_level_at_a_time(template: Path) -> None:
    styles = [style.get(W + "val") for style in part(template, "word/document.xml").iter(W + "pStyle")]
    levels = [LEVELS[style] for style in styles if style in LEVELS]
    assert levels[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_style_that_is_used_exists(template: Path) -> None:
    known = {style.get(W + "styleId") for style in part(template, "word/styles.xml").iter(W + "style")}
    for name in ("document", "header1", "header2", "footer1"):
        root = part(template, f"word/{name}.xml")
        used = {node.get(W + "val") for node in root.iter(W + "pStyle", W + "rStyle", W + "tblStyle")}
        assert used <= known


def test_the_pages_are_numbered_and_carry_document_employer_and_reference(template: Path) -> None:
    footer = part(template, "word/footer1.xml")
    fields = [field.get(W + "instr", "").strip() for field in footer.iter(W + "fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    reference, name = "dossier.kenmerk", "dossier.werkgever.naam"
    if template.stem in {paper.template for paper in PAPERS}:
        reference, name = "beleid.kenmerk", "beleid.bedrijf.naam"
    elif template.stem == checklist.KIND:
        reference, name = "lijst.kenmerk", "lijst.werkgever"
    assert f"{{{{ {reference} }}}}" in "".join(footer.itertext())
    assert f"{{{{ {name} }}}}" in "".join(part(template, "word/header2.xml").itertext())


def test_the_fixed_text_holds_nothing_forbidden(template: Path, shown: Callable[[bytes], str]) -> None:
    fixed = re.sub(r"\{[{%].*?[}%]\}", "", shown(template.read_bytes()))
    assert scan_text(fixed) == []


def test_nothing_points_outside_the_file(template: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(template.read_bytes())) as archive:
        assert not any(
            "TargetMode" in archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")
        )
