"""Tekstherkenning: what is asked of Tesseract, what is kept, and how it fails."""

from __future__ import annotations

import io
import os
import shutil
import stat
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import MissingProgramError, UnreadableError
from pipeline.readers.ocr import has_tesseract, tesseract
from pipeline.readers.registry import read_file

needs_tesseract = pytest.mark.skipif(
    not has_tesseract() and not os.environ.get("CI"), reason="install tesseract-ocr and tesseract-ocr-nld"
)
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")

STAND_IN = """#!/bin/sh
if [ "$1" = --list-langs ]; then echo nld; exit 0; fi
echo "$@" "$OMP_THREAD_LIMIT" >> "$LOG"
cat > /dev/null
{body}
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a program in the place of Tesseract; returns what it writes its calls to."""
    monkeypatch.setenv("LOG", str(tmp_path / "log"))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def program(folder: Path, body: str) -> None:
    path = folder / "tesseract"
    path.write_text(STAND_IN.format(body=body), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@posix
def test_a_picture_is_read_once_a_run_on_one_core_in_dutch(stand_in: Path) -> None:
    program(stand_in, "echo gelezen")
    read = tesseract()
    assert [read(b"a"), read(b"b"), read(b"a")] == ["gelezen"] * 3
    assert (stand_in / "log").read_text(encoding="utf-8").splitlines() == ["stdin stdout -l nld --psm 4 1"] * 2


@posix
def test_a_page_in_which_nothing_is_found_is_tried_in_another_way(stand_in: Path) -> None:
    program(stand_in, 'case "$*" in *"--psm 3"*) echo toch;; esac')
    assert tesseract()(b"a") == "toch"


@posix
@pytest.mark.parametrize(("body", "said"), [("exit 1", "niet te lezen"), ("exec sleep 30", "te lang")])
def test_a_program_that_fails_or_hangs_leaves_the_picture_unread(stand_in: Path, body: str, said: str) -> None:
    program(stand_in, body)
    with pytest.raises(UnreadableError, match=said):
        tesseract(0.3)(b"a")


def test_without_tesseract_the_remedy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not has_tesseract()
    with pytest.raises(MissingProgramError, match="tesseract-ocr-nld"):
        tesseract()


def scan(*lines: str) -> Image.Image:
    made = Image.new("L", (1200, 80 * len(lines) + 80), 255)
    pen = ImageDraw.Draw(made)
    for number, words in enumerate(lines):
        pen.text((60, 40 + 80 * number), words, fill=0, font=ImageFont.load_default(48))
    return made


@pytest.mark.slow
@needs_tesseract
def test_a_scan_is_read() -> None:
    assert shutil.which("tesseract")
    buffer = io.BytesIO()
    scan("De werknemer heeft een burn-out", "en komt niet op kantoor.").save(buffer, "PNG")
    found = tesseract()(buffer.getvalue())
    assert "burn-out" in found
    assert "kantoor" in found


@pytest.mark.slow
@needs_tesseract
def test_every_page_of_a_scan_in_tiff_is_read() -> None:
    buffer = io.BytesIO()
    scan("De eerste bladzijde").save(buffer, "TIFF", save_all=True, append_images=[scan("De tweede bladzijde")])
    reading = read_file("", buffer.getvalue(), ocr=tesseract())
    found = reading.segments[0].text.reveal()
    assert "eerste" in found
    assert "tweede" in found
    assert reading.unread == ()


@pytest.mark.slow
@needs_tesseract
def test_a_scan_in_a_pdf_is_read() -> None:
    buffer = io.BytesIO()
    scan("De werknemer heeft een burn-out", "en komt niet op kantoor.").save(buffer, "PDF", resolution=150)
    reading = read_file("", buffer.getvalue(), ocr=tesseract())
    assert any("burn-out" in item.text.reveal() for item in reading.segments)
    assert reading.unread == ()
