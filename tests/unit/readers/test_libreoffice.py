"""What LibreOffice makes of the file with everything: whatever word it keeps anywhere is found."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from everything_docx import Everything
from everything_docx_parts import everything
from everything_xlsx import PLACES, workbook

from pipeline.readers.reading import Reading
from pipeline.readers.registry import read_file

pytestmark = pytest.mark.slow
KEPT = {"docx": 60, "odt": 55, "xlsx": 20, "ods": 20}
"""How many of the marked places LibreOffice keeps in a format, at least; without them the test would see nothing."""


@pytest.fixture(scope="module")
def made() -> Everything:
    return everything()


@pytest.fixture(scope="module")
def folder(made: Everything, soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the file as LibreOffice saves it in each format."""
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = {"alles.docx": (made.packed(), ("docx", "odt")), "alles.xlsx": (workbook(), ("xlsx", "ods"))}
    for name, (content, suffixes) in sources.items():
        source = folder / name
        source.write_bytes(content)
        for suffix in suffixes:
            convert = [soffice, profile, "--headless", "--convert-to", suffix, "--outdir", folder / "out", source]
            subprocess.run(convert, check=True, capture_output=True)
    return folder / "out"


def members(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (archive.read(name) for name in archive.namelist())


def texts(reading: Reading) -> dict[str, str]:
    return {segment.place: segment.text.reveal() for segment in reading.segments}


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_every_word_that_stands_anywhere_in_the_file_is_found(made: Everything, folder: Path, suffix: str) -> None:
    content = (folder / f"alles.{suffix}").read_bytes()
    whole = b"\0".join(members(content))
    kept = {number for number in made.places if made.word(number).encode() in whole}
    found = texts(read_file("", content)).values()
    missed = {number for number in kept if not any(made.word(number) in text for text in found)}
    assert {made.places[number] for number in missed} == set()
    assert len(kept) >= KEPT[suffix]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_every_word_of_a_workbook_that_stands_anywhere_is_found(folder: Path, suffix: str) -> None:
    content = (folder / f"alles.{suffix}").read_bytes()
    whole = b"\0".join(members(content)).lower()
    kept = {place: f"woord{key}".lower() for key, place in PLACES.items() if f"woord{key}".lower().encode() in whole}
    found = [text.lower() for text in texts(read_file("", content)).values()]
    assert {place for place, word in kept.items() if not any(word in text for text in found)} == set()
    assert len(kept) >= KEPT[suffix]


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_paragraphs_keep_their_place(made: Everything, folder: Path, suffix: str) -> None:
    found = texts(read_file("", (folder / f"alles.{suffix}").read_bytes()))
    numbers = {place: number for number, place in made.places.items()}
    for place in ("alinea 1", "alinea 2", "alinea 7", "tabel 1, rij 2, cel 1, alinea 2", "tekstvak 1", "voetnoot 1"):
        assert made.word(numbers[place]) in found[place], place
