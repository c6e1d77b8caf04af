"""Dossiers to build from, and what a reader sees of a finished document."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.documents.build import build
from pipeline.dossier.facts import Case
from pipeline.dossier.riv_situation import situation_of
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
    """Builds a dossier; one that was built just now, and as it is, is not built again."""

    @lru_cache(maxsize=4)
    def as_it_is(text: str) -> Built:
        data = json.loads(text)
        return build(data, (), (), rules_digest=RULES, situation=situation_of(Case.of(data)))

    def made(data: Any, findings: Any = (), problems: Any = (), **more: Any) -> Built:
        if not (findings or problems or more):
            return as_it_is(json.dumps(data))
        asked = {"situation": situation_of(Case.of(data)), **more}
        return build(data, findings, problems, rules_digest=RULES, **asked)

    return made


@pytest.fixture(scope="session")
def shown(lines: Callable[..., list[str]]) -> Callable[[bytes], str]:
    """Everything a reader sees of a document, header and footer included."""

    def shown(document: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            names = archive.namelist()
        read = [name for name in names if name.startswith(("word/document", "word/header", "word/footer"))]
        return "\n".join(line for name in read for line in lines(document, name))

    return shown


@pytest.fixture(scope="session")
def outline(member: Callable[[bytes], bytes], text_of: Callable[[etree._Element], str]) -> Callable[[bytes], str]:
    """The body of a document as lines: headings with #, rows of a table with |, other paragraphs as they are."""
    return lambda document: "\n".join(_lines(etree.fromstring(member(document))[0], text_of))


def _lines(body: etree._Element, text_of: Callable[[etree._Element], str]) -> Iterator[str]:
    for element in body:
        if element.tag == W + "tbl":
            for row in element.iter(W + "tr"):
                cells = (" / ".join(filter(None, map(text_of, cell.iter(W + "p")))) for cell in row.iter(W + "tc"))
                yield "| " + " | ".join(cells)
        elif text := text_of(element):
            style = element.find(f"{W}pPr/{W}pStyle")
            yield f"{HEADINGS.get(style.get(W + 'val') if style is not None else '', '')} {text}".strip()
