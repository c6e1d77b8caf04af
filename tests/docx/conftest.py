"""Builds small templates, renders them with docxtpl for comparison, and reads documents back as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Draft:
    """A template in the making; every method adds something at the end."""

    def __init__(self) -> None:
        self.document = Document(io.BytesIO(_blank()))

    def text(self, *pieces: str, bold: bool = False) -> Draft:
        """A paragraph; each piece is a run of its own, with Word's spelling marks in between."""
        fill(self.document.add_paragraph(), *pieces, bold=bold)
        return self

    def split(self, text: str, every: int = 3) -> Draft:
        """A paragraph that Word has cut into runs of `every` characters."""
        return self.text(*(text[i : i + every] for i in range(0, len(text), every)))

    def table(self, *rows: tuple[str, ...]) -> Draft:
        table = self.document.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        return self

    def xml(self, body: str) -> Draft:
        """Anything, as WordprocessingML."""
        element = parse_xml(f"<w:x {nsdecls('w', 'wp', 'r')}>{body}</w:x>")
        for child in list(element):
            self.document.element.body.insert(-1, child)
        return self

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


@cache
def _blank() -> bytes:
    """python-docx's own blank document, without the hundreds of styles that make every step on it slow."""
    document = Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if not style.get(qn("w:default")) and not str(style.get(qn("w:styleId"))).startswith(("Header", "Footer")):
            styles.remove(style)
    relations = document.part.rels
    del relations[next(key for key, relation in relations.items() if relation.reltype.endswith("stylesWithEffects"))]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def fill(paragraph: Paragraph, *pieces: str, bold: bool = False) -> None:
    for piece in pieces:
        run = paragraph.add_run(piece)
        if bold:
            run.bold = True
        if len(pieces) > 1:
            run._r.addnext(OxmlElement("w:proofErr", {qn("w:type"): "spellEnd"}))


def member(document: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name)


def lines(document: bytes, name: str = "word/document.xml") -> list[str]:
    """Every paragraph as text, breaks and tabs included."""
    return [text_of(paragraph) for paragraph in etree.fromstring(member(document, name)).iter(W + "p")]


def text_of(paragraph: etree._Element) -> str:
    signs = {W + "br": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
    return "".join(signs.get(str(node.tag), node.text or "") for node in paragraph.iter(W + "t", *signs))


def with_member(document: bytes, name: str, content_type: str, content: bytes) -> bytes:
    """The document with a part more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as archive, zipfile.ZipFile(out, "w") as written:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename == "[Content_Types].xml":
                override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            written.writestr(info, data)
        written.writestr(name, content)
    return out.getvalue()


def by_docxtpl(template: bytes, context: Mapping[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(context), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def draft() -> Draft:
    return Draft()


@pytest.fixture(scope="session")
def new() -> type[Draft]:
    """For what needs a template of its own, or several."""
    return Draft


@pytest.fixture(name="lines", scope="session")
def _lines() -> Callable[..., list[str]]:
    return lines


@pytest.fixture(name="text_of", scope="session")
def _text_of() -> Callable[[etree._Element], str]:
    return text_of


@pytest.fixture(name="member", scope="session")
def _member() -> Callable[..., bytes]:
    return member


@pytest.fixture(name="with_member", scope="session")
def _with_member() -> Callable[..., bytes]:
    return with_member


@pytest.fixture(name="by_docxtpl", scope="session")
def _by_docxtpl() -> Callable[..., bytes]:
    return by_docxtpl
