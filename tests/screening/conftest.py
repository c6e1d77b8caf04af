"""What the tests of screening share: folders with something in them, and a run without processes of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.batch import choosing
from pipeline.batch.inline import Inline
from pipeline.cli import main

SICK = "Zij heeft een hernia.\n"
CLEAN = "Wij spraken over het rooster van week 12.\n"

Screen = Callable[..., Result]


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs the work in the test itself: starting processes takes seconds, and they have tests of their own."""
    monkeypatch.setattr(choosing, "engine_for", lambda *_args, **_options: Inline())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a clean file and one with a finding."""
    made = tmp_path / "archief"
    made.mkdir()
    (made / "rooster.txt").write_text(CLEAN, encoding="utf-8")
    (made / "verslag.txt").write_text(SICK, encoding="utf-8")
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "uit"


@pytest.fixture
def screen(inline: None, folder: Path, out: Path) -> Screen:
    """Screens the folder into `out`, with more options."""

    def run(*options: str) -> Result:
        return CliRunner().invoke(main, ["screen", str(folder), "--out", str(out), *options])

    return run


def report(out: Path) -> list[dict[str, Any]]:
    """Returns the lines of a report."""
    return [json.loads(line) for line in (out / "rapport.jsonl").read_text(encoding="ascii").splitlines()]


def documents(out: Path) -> dict[str, dict[str, Any]]:
    """Returns the documents of a report by the last part of their path."""
    return {Path(line["path"]).name: line for line in report(out) if line["kind"] == "document"}
