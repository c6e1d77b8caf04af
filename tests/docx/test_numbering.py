"""A numbered list in a loop begins anew with the loop, also in a loop in a loop, and in what Word then counts."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from pipeline.documents.template import Template
from tests.openxml import errors_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBERED, BULLETED = "7", "8"
NUMBERING = f"""<w:numbering xmlns:w="{W[1:-1]}">
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="{NUMBERED}"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="{BULLETED}"><w:abstractNumId w:val="2"/></w:num></w:numbering>""".encode()
STYLES = f"""<w:styles xmlns:w="{W[1:-1]}">
<w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="Lijst"/>
<w:pPr><w:numPr><w:numId w:val="{NUMBERED}"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sublijst"><w:name w:val="Sub"/><w:basedOn w:val="Lijst"/></w:style>
</w:styles>""".encode()

Given = Callable[..., Template]


def numbered(text: str, number: str = NUMBERED, level: int = 0) -> str:
    return (
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>{run(text)}</w:p>"
    )


def styled(text: str, style: str) -> str:
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/><w:spacing w:after='0'/></w:pPr>{run(text)}</w:p>"


def plain(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.fixture
def given(new: Any) -> Given:
    """A template with this body and our lists and styles."""

    def made(*blocks: str) -> Template:
        source = new().text("").bytes()
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as written:
            for name in old.namelist():
                data = old.read(name)
                if name == "word/document.xml":
                    data = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{"".join(blocks)}</w:body></w:document>'.encode()
                data = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}.get(name, data)
                written.writestr(name, data)
        return Template(out.getvalue())

    return made


def shown(document: bytes) -> list[str]:
    """What Word shows before and in each paragraph: it counts each list on its own, per level."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        lists = etree.fromstring(archive.read("word/numbering.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    abstract = {num.get(W + "numId"): num.find(W + "abstractNumId").get(W + "val") for num in lists.iter(W + "num")}
    started = {num.get(W + "numId") for num in lists.iter(W + "num") if num.find(f".//{W}startOverride") is not None}
    by_style = {"Lijst": NUMBERED, "Sublijst": NUMBERED}
    assert styles is not None
    counts: dict[str, Counter[int]] = {}
    seen: set[str] = set()
    lines = []
    for paragraph in body.iter(W + "p"):
        number, style = paragraph.find(f".//{W}numId"), paragraph.find(f".//{W}pStyle")
        key = (
            number.get(W + "val")
            if number is not None
            else by_style.get(style.get(W + "val") if style is not None else "")
        )
        text = "".join(paragraph.itertext())
        if key is None or abstract[key] == "2":
            lines.append(text)
            continue
        level = int(paragraph.find(f".//{W}ilvl").get(W + "val")) if paragraph.find(f".//{W}ilvl") is not None else 0
        # Lists of one abstract count on unless a list says that it starts over.
        shared = key if key in started else f"abstract {abstract[key]}"
        count = counts.setdefault(shared, Counter())
        if key in started and key not in seen:
            count.clear()
        seen.add(key)
        count[level] += 1
        for deeper in range(level + 1, 9):
            count[deeper] = 0
        lines.append(f"{chr(96 + count[level]) if level else count[level] + 2}. {text}")
    return lines


DATA = {"fasen": [{"naam": "A", "stappen": ["een", "twee"]}, {"naam": "B", "stappen": ["drie"]}]}


def test_a_list_in_a_loop_counts_on_within_the_loop(given: Given) -> None:
    template = given(plain("{%p for s in stappen %}"), numbered("{{ s }}"), plain("{%p endfor %}"))
    document = template.render({"stappen": ["een", "twee", "drie"]})
    assert shown(document) == ["3. een", "4. twee", "5. drie"]
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.read("word/numbering.xml") == NUMBERING, "one list needs no other"


@pytest.mark.parametrize("line", [numbered("{{ s }}"), styled("{{ s }}", "Lijst"), styled("{{ s }}", "Sublijst")])
def test_a_list_in_a_loop_in_a_loop_begins_anew(given: Given, line: str) -> None:
    template = given(
        plain("{%p for f in fasen %}"),
        plain("{{ f.naam }}"),
        plain("{%p for s in f.stappen %}"),
        line,
        plain("{%p endfor %}"),
        plain("{%p endfor %}"),
    )
    assert shown(template.render(DATA)) == ["A", "3. een", "4. twee", "B", "3. drie"]


def test_a_second_loop_begins_anew(given: Given) -> None:
    loop = (plain("{%p for s in stappen %}"), numbered("{{ s }}"), plain("{%p endfor %}"))
    template = given(*loop, plain("Verder"), *loop)
    assert shown(template.render({"stappen": ["een", "twee"]})) == ["3. een", "4. twee", "Verder", "3. een", "4. twee"]


def test_a_lower_level_belongs_to_the_list_around_it(given: Given) -> None:
    template = given(
        plain("{%p for f in fasen %}"),
        numbered("{{ f.naam }}"),
        plain("{%p for s in f.stappen %}"),
        numbered("{{ s }}", level=1),
        plain("{%p endfor %}"),
        plain("{%p endfor %}"),
    )
    assert shown(template.render(DATA)) == ["3. A", "a. een", "b. twee", "4. B", "a. drie"]


def test_a_fixed_list_below_a_heading_in_a_loop_begins_anew(given: Given) -> None:
    template = given(
        plain("{%p for f in fasen %}"),
        styled("{{ f.naam }}", "Kop"),
        numbered("Lezen"),
        numbered("Tekenen"),
        plain("{%p endfor %}"),
    )
    assert shown(template.render(DATA)) == ["A", "3. Lezen", "4. Tekenen", "B", "3. Lezen", "4. Tekenen"]


def test_rows_of_a_table_are_numbered_per_table(given: Given) -> None:
    def row(paragraph: str) -> str:
        return f"<w:tr><w:tc>{paragraph}</w:tc></w:tr>"

    template = given(
        plain("{%p for f in fasen %}"),
        "<w:tbl>"
        + row(plain("{%tr for s in f.stappen %}"))
        + row(numbered("{{ s }}"))
        + row(plain("{%tr endfor %}"))
        + "</w:tbl>",
        plain("{%p endfor %}"),
    )
    assert [line for line in shown(template.render(DATA)) if line] == ["3. een", "4. twee", "3. drie"]


def test_bullets_and_lists_outside_loops_are_left_alone(given: Given) -> None:
    template = given(
        numbered("vast"),
        plain("{%p for f in fasen %}"),
        plain("{%p for s in f.stappen %}"),
        numbered("{{ s }}", BULLETED),
        plain("{%p endfor %}"),
        plain("{%p endfor %}"),
    )
    document = template.render(DATA)
    assert shown(document) == ["3. vast", "een", "twee", "drie"]
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.read("word/numbering.xml") == NUMBERING


def test_a_value_cannot_begin_a_list(given: Given) -> None:
    template = given(plain("{%p for s in stappen %}"), numbered("{{ s }}"), plain("{%p endfor %}"))
    assert shown(template.render({"stappen": ["<w:numId w:val='7'/>", "7"]}))[0] == "3. <w:numId w:val='7'/>"


def test_the_same_data_gives_the_same_bytes(given: Given, tmp_path: Any) -> None:
    template = given(
        plain("{%p for f in fasen %}"),
        plain("{%p for s in f.stappen %}"),
        numbered("{{ s }}"),
        plain("{%p endfor %}"),
        plain("{%p endfor %}"),
    )
    document = template.render(DATA)
    assert template.render(DATA) == document
    (tmp_path / "lijst.docx").write_bytes(document)
    found = errors_of(tmp_path / "lijst.docx")
    assert [error for error in found if "numbering" in str(error)] == []
