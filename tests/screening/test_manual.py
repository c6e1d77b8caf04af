"""The manual of screening: its commands run, in order, and say what stands below them."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.examined import Examined
from tests.screening.conftest import documents

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "screening.md").read_text(encoding="utf-8")
STEPS = [
    (command, said.splitlines())
    for block in re.findall(r"```console\n(.*?)```", MANUAL, re.DOTALL)
    for command, said in re.findall(r"^\$ poortwachter (screen .+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_every_screening_of_the_manual_does_what_it_says(
    inline: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is no screening has tests of its own. Without old files, LibreOffice need not be there.
    copytree(ROOT / "samples" / "archief", tmp_path / "samples" / "archief")
    for path in (*tmp_path.rglob("*.doc"), *tmp_path.rglob("*.xls")):
        path.write_text("Alles besproken.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(STEPS) == 3
    for command, said in STEPS:
        done = CliRunner().invoke(main, command.split())
        assert [line for line in said if line not in done.output] == []
        assert done.exit_code == 3
    states = {item["state"] for line in documents(tmp_path / "onderzoek-2").values() for item in line["findings"]}
    assert states == {"ongewijzigd"}
    assert Examined.of(documents(tmp_path / "onderzoek")["scan0001.png"]).unread
