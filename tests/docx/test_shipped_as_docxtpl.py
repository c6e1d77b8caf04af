"""Every template of the house style says, part for part, what docxtpl makes of it with the same data."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment

from pipeline.documents import Template
from pipeline.documents.context import context
from pipeline.documents.labels import FILTERS
from pipeline.dossier.load import load
from pipeline.resources import data_root

pytestmark = pytest.mark.slow

TERMS = defaultdict(lambda: "2026-01-05")
"""A day for each term: which one it is does not matter here."""
STYLE = data_root("templates") / "_basis"


def documents() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The name of a template, with what the first document of its kind in the samples fills in."""
    seen: set[str] = set()
    for path in sorted((data_root("samples") / "dossiers").iterdir()):
        if path.suffix not in {".json", ".yaml"}:
            continue
        dossier = load(path.read_bytes(), path.name).data
        for index, document in enumerate(dossier.get("documenten", [])):
            name = document["soort"].replace("_", "-")
            if name not in seen and (STYLE / f"{name}.docx").exists():
                seen.add(name)
                yield name, context(dossier, index, set()) | {"termijnen": TERMS}


DOCUMENTS = dict(documents())


def test_most_templates_are_compared() -> None:
    assert len(DOCUMENTS) >= 12


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_text_in_every_part(name: str, lines) -> None:
    source = (STYLE / f"{name}.docx").read_bytes()
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    template = DocxTemplate(io.BytesIO(source))
    template.render(dict(DOCUMENTS[name]), environment, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    ours = Template(source, FILTERS).render(DOCUMENTS[name])
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        parts = [part for part in archive.namelist() if part.startswith("word/") and part.count("/") == 1]
    texts = [part for part in parts if part.removeprefix("word/").startswith(("document", "header", "foot", "end"))]
    assert "word/document.xml" in texts
    for part in texts:
        assert lines(ours, part) == lines(out.getvalue(), part), part
