"""Dossiers to build from, and what a reader sees of a finished document."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.documents.build import build
from pipeline.model import Built

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = {"Title": "", "Heading1": "#", "Heading2": "##", "Heading3": "###"}
RULES = "0" * 64


@pytest.fixture
def minimal() -> Any:
    """A dossier with a document of every kind, and only the fields that must be there."""
    return json.loads((Path(__file__).parent / "minimaal.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def make() -> Callable[..., Built]:
    def made(data: Any, findings: Any = (), problems: Any = (), **more: Any) -> Built:
        return build(data, findings, problems, rules_digest=RULES, **more)

    return made


@pytest.fixture(scope="session")
def outline() -> Callable[[bytes], str]:
    return _outline


@pytest.fixture(scope="session")
def shown() -> Callable[[bytes], str]:
    return _shown


def _shown(document: bytes) -> str:
    """Everything a reader sees, header and footer included."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        names = [
            name for name in archive.namelist() if name.startswith(("word/document", "word/header", "word/footer"))
        ]
        return "\n".join(
            _text(paragraph) for name in names for paragraph in etree.fromstring(archive.read(name)).iter(W + "p")
        )


def _outline(document: bytes) -> str:
    """The body as lines: headings with #, rows of a table with |, other paragraphs as they are."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    return "\n".join(_lines(body))


def _lines(body: etree._Element) -> Iterator[str]:
    for element in body:
        if element.tag == W + "tbl":
            for row in element.iter(W + "tr"):
                cells = (" / ".join(filter(None, map(_text, cell.iter(W + "p")))) for cell in row.iter(W + "tc"))
                yield "| " + " | ".join(cells)
        elif text := _text(element):
            style = element.find(f"{W}pPr/{W}pStyle")
            yield f"{HEADINGS.get(style.get(W + 'val') if style is not None else '', '')} {text}".strip()


def _text(paragraph: etree._Element) -> str:
    nodes = paragraph.iter(W + "t", W + "br", W + "tab")
    return "".join({W + "br": "\n", W + "tab": "\t"}.get(str(node.tag), node.text or "") for node in nodes)
