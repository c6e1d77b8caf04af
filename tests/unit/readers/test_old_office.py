"""Files of old office programs: read by way of a converter, and unread with the remedy when there is none."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest

from pipeline.errors import UnreadableError
from pipeline.flow.modernising import converter
from pipeline.readers.registry import read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def old(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


def word_file(text: str) -> bytes:
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("stream", "found", "ending"),
    [("WordDocument", "doc", ".docx"), ("Workbook", "xls", ".xlsx"), ("PowerPoint Document", "ppt", ".pptx")],
)
def test_row_6_without_a_converter_an_old_file_is_unread_with_the_remedy(stream: str, found: str, ending: str) -> None:
    reading = read_file("x", old(stream))
    assert reading.format == found
    assert [(item.part, ending in item.reason) for item in reading.unread] == [("", True)]


def test_an_old_file_is_read_as_what_becomes_of_it() -> None:
    asked = []

    def convert(kind: str, content: bytes) -> bytes:
        asked.append((kind, content))
        return word_file("over de operatie")

    reading = read_file("brief.doc", old("WordDocument"), convert=convert)
    assert asked == [("doc", old("WordDocument"))]
    assert reading.format == "doc"
    assert ("alinea 1", "over de operatie") in [(item.place, item.text.reveal()) for item in reading.segments]


def test_macros_that_do_not_come_along_are_unread() -> None:
    content = old("WordDocument") + "_VBA_PROJECT".encode("utf-16-le")
    reading = read_file("brief.doc", content, convert=lambda *_: word_file("tekst"))
    assert "macro's" in [item.part for item in reading.unread]


def fails(kind: str, content: bytes) -> bytes:
    raise UnreadableError("Dit lukte niet. Sla het op als .docx.")


def test_a_converter_that_fails_costs_this_file_only() -> None:
    assert [item.part for item in read_file("a.doc", old("WordDocument"), convert=fails).unread] == [""]
    wrong = read_file("a.doc", old("WordDocument"), convert=lambda *_: b"geen document")
    assert [(item.part, ".docx" in item.reason) for item in wrong.unread] == [("", True)]


def test_without_libreoffice_there_is_no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.documents.office.shutil.which", lambda _: None)
    monkeypatch.setattr("pipeline.documents.office._PLACES", ())
    assert converter(lambda _: pytest.fail("er is niets te doen")) is None


@pytest.mark.slow
def test_libreoffice_reads_an_old_file_it_wrote_itself(soffice: str, tmp_path: Path) -> None:
    folders = []

    @contextmanager
    def workshop(files: Mapping[str, bytes]) -> Iterator[Path]:
        folder = tmp_path / f"werk{len(folders)}"
        folders.append(folder)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        yield folder
        shutil.rmtree(folder)

    from pipeline.documents import office

    with workshop(
        {f"{office.SOURCES}/nieuw.docx": word_file("patiënt na de operatie"), "tijdelijk/leeg": b""}
    ) as folder:
        work = ("--convert-to", "doc:MS Word 97", "--outdir", str(folder / "uit"), str(folder / "bron" / "nieuw.docx"))
        office._start(soffice, folder, folder, work, office.STARTING)
        content = (folder / "uit" / "nieuw.doc").read_bytes()
    convert = converter(workshop)
    assert convert is not None
    reading = read_file("nieuw.doc", content, convert=convert)
    assert reading.format == "doc"
    assert "patiënt na de operatie" in [item.text.reveal() for item in reading.segments]
    damaged = read_file("nieuw.doc", content[:600] + "WordDocument".encode("utf-16-le"), convert=convert)
    assert [item.part for item in damaged.unread] == [""]
    assert not any(folder.exists() for folder in folders)
