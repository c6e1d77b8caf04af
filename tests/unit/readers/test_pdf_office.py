"""PDFs as LibreOffice makes them, in its several ways: all places are read and nothing in them is unknown."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import docx
import pytest

from pipeline.documents.office import find_office
from pipeline.errors import MissingProgramError
from pipeline.readers.registry import read_file


def has_office() -> bool:
    try:
        find_office()
    except MissingProgramError:
        return False
    return True


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_office() and not os.environ.get("CI"), reason="install libreoffice-writer"),
]
WAYS = {
    "gewoon": {},
    "gelabeld": {"UseTaggedPDF": True, "ExportNotes": True},
    "archief": {"SelectPdfVersion": 3, "ExportNotesInMargin": True},
    "oud archief": {"SelectPdfVersion": 1},
    "niet te wijzigen": {"RestrictPermissions": True, "PermissionPassword": "x"},
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = docx.Document()
    document.core_properties.title = "eigenschaptitel"
    document.sections[0].header.paragraphs[0].text = "koptekstwoord"
    document.add_heading("kopwoord", 1)
    run = document.add_paragraph("alineawoord ").add_run("met uitleg")
    document.add_comment(run, text="opmerkingwoord", author="auteurwoord")
    document.add_table(1, 1).cell(0, 0).text = "celwoord"
    document.add_paragraph("Een lange alinea over de arbeidsongeschiktheidsverzekering. " * 20)
    path = tmp_path_factory.mktemp("bron") / "brief.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("way", WAYS)
def test_a_pdf_of_libreoffice_is_read_whole(way: str, source: Path, tmp_path: Path) -> None:
    kinds = {bool: "boolean", int: "long", str: "string"}
    options = {
        name: {"type": kinds[type(value)], "value": str(value).lower() if isinstance(value, bool) else str(value)}
        for name, value in WAYS[way].items()
    }
    command = [
        find_office(), f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless", "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(options)}", "--outdir", str(tmp_path), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reading = read_file("", (tmp_path / "brief.pdf").read_bytes())
    assert reading.unread == ()
    whole = "\n".join(item.text.reveal() for item in reading.segments)
    words = {"eigenschaptitel", "koptekstwoord", "kopwoord", "alineawoord", "celwoord"}
    words |= {"opmerkingwoord"} if WAYS[way].get("ExportNotes") else set()
    assert {word for word in words if word in whole} == words
