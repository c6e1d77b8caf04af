"""Every document of a full dossier opens in LibreOffice, and its pages hold the text."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.flow import build
from pipeline.model import Built

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(sample: Path) -> Built:
    """What is built of the sample, less the zip of the set, which holds what lies beside it."""
    built = build(sample)
    return replace(built, documents=tuple(item for item in built.documents if item.name.endswith(".docx")))


@pytest.fixture(scope="module")
def pages(built: Built, soffice: str, pdftotext: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Converts all documents in one start of LibreOffice, and returns the text of their pages by name."""
    folder = tmp_path_factory.mktemp("libreoffice")
    sources = [folder / document.name.replace("/", "_") for document in built.documents]
    for source, document in zip(sources, built.documents, strict=True):
        source.write_bytes(document.content)
    # A profile of its own, so that an open LibreOffice of the developer is left alone.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]
    subprocess.run(convert, check=True, capture_output=True)
    return {
        document.name: _text(pdftotext, source.with_suffix(".pdf"))
        for source, document in zip(sources, built.documents, strict=True)
    }


def _text(pdftotext: str, path: Path) -> str:
    return subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def test_a_full_dossier_has_documents(built: Built) -> None:
    assert built.withheld == ()
    assert len(built.documents) > 10


def test_every_document_has_text_on_every_page(built: Built, pages: dict[str, str]) -> None:
    assert pages.keys() == {document.name for document in built.documents}
    for name, text in pages.items():
        # pdftotext ends each page with a form feed.
        assert all(page.strip() for page in text.split("\f")[:-1]), f"{name} has an empty page"
        assert text.strip(), name


def test_no_page_shows_a_tag(pages: dict[str, str]) -> None:
    assert [name for name, text in pages.items() if any(tag in text for tag in ("{{", "}}", "{%", "%}"))] == []


def test_every_page_names_the_employer(pages: dict[str, str]) -> None:
    unnamed = [
        name
        for name, text in pages.items()
        for page in text.split("\f")[:-1]
        if "Veldhuis Groothandel" not in " ".join(page.split())
    ]
    assert unnamed == []
