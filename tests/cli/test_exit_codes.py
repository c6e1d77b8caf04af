"""What ends a run from outside, or is used wrongly, has its own exit code, and never that of 'nothing found'."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import flow
from pipeline.cli import main
from pipeline.errors import ExitCode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_standard_output_that_is_full(sample: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "pipeline", "validate", str(sample)]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == ExitCode.CANNOT_WRITE
    assert result.stderr == "De uitvoer kan niet worden geschreven. Is de schijf vol?\n"


def test_a_reader_that_stops_has_not_seen_everything(sample: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        command = [sys.executable, "-m", "pipeline", "validate", str(sample)]
        result = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == ExitCode.INTERRUPTED
    assert result.stderr == ""


@pytest.mark.parametrize("size", [0, 15])
def test_row_50_a_key_that_can_be_guessed_is_refused(tmp_path: Path, size: int) -> None:
    key = tmp_path / "sleutel"
    key.write_bytes(b"k" * size)
    result = CliRunner().invoke(main, ["scan", "-", "--key-file", str(key)], input="Zij is zwanger.")
    assert result.exit_code == ExitCode.USAGE
    assert "16 bytes" in result.stderr


def test_a_dossier_that_cannot_be_written_still_counts(tmp_path: Path, sample: Path) -> None:
    command = ["build", str(sample), "--out", str(tmp_path / "uit"), "--json"]
    CliRunner().invoke(main, command)
    again = CliRunner().invoke(main, command)
    end = json.loads(again.stdout.splitlines()[-1])
    assert (again.exit_code, end["exit_code"], end["documents"]) == (ExitCode.CANNOT_WRITE, ExitCode.CANNOT_WRITE, 1)
    assert "ondertekenen" not in CliRunner().invoke(main, command[:-1]).stdout


def test_who_interrupts_a_run_is_told_how_to_go_on(
    tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "build", interrupt)
    result = CliRunner().invoke(main, ["build", str(sample), "--out", str(tmp_path)])
    assert result.exit_code == ExitCode.INTERRUPTED
    assert "begin opnieuw, bij build met --overwrite" in result.stderr


@pytest.mark.parametrize(
    "command", [["build", "-", "--out"], ["demo", "--out"], ["deadlines", "--eerste-ziektedag", "2026-01-05", "--ics"]]
)
@pytest.mark.parametrize("target", ["", " "])
def test_a_place_to_write_that_is_empty_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*command, target])
    assert result.exit_code == ExitCode.USAGE
    assert "hier staat niets. Noem een map of een bestand." in result.stderr
    assert list(tmp_path.iterdir()) == []
