"""`screen --ocr`: refused before anything is done when nobody can read a scan, and the text of scans otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.readers.ocr import has_tesseract

ROOT = Path(__file__).parents[2]


def screen(folder: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "screen", str(folder), "--out", str(out), "--ocr"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_without_tesseract_nothing_is_begun_and_the_remedy_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = screen(tmp_path / "in", tmp_path / "uit", PATH=str(tmp_path))
    assert done.returncode == 3
    assert "tesseract-ocr-nld" in done.stderr
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
@pytest.mark.skipif(
    not has_tesseract() and not os.environ.get("CI"), reason="install tesseract-ocr and tesseract-ocr-nld"
)
def test_a_scan_is_examined(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    folder = tmp_path / "in"
    folder.mkdir()
    page = Image.new("L", (1400, 300), 255)
    ImageDraw.Draw(page).text((60, 100), "De werknemer heeft een burn-out.", font=ImageFont.load_default(48))
    page.save(folder / "scan.pdf", resolution=150)
    done = screen(folder, tmp_path / "uit")
    assert done.returncode == 1, done.stderr
    lines = (tmp_path / "uit" / "rapport.jsonl").read_text(encoding="utf-8").splitlines()
    (document,) = [item for item in map(json.loads, lines) if item["kind"] == "document"]
    assert {item["place"] for item in document["findings"]} == {"pagina 1, tekst in beeld"}
