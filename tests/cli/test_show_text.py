"""Output with the text of findings is marked, and a file of it is for its owner only."""

from __future__ import annotations

import json
import os
import stat
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.batch import store
from pipeline.cli import main
from pipeline.errors import CannotWriteError, ExitCode

MARK = "VERTROUWELIJK"
COMMAND = ["scan", "-", "--show-text"]
TEXT = "Zij is zwanger."


def test_the_mark_is_the_first_line() -> None:
    result = CliRunner().invoke(main, COMMAND, input=TEXT)
    assert result.stdout.startswith(MARK)
    assert MARK not in CliRunner().invoke(main, COMMAND[:-1], input=TEXT).output


def test_among_json_lines_the_mark_stands_on_stderr() -> None:
    result = CliRunner().invoke(main, [*COMMAND, "--json"], input=TEXT)
    assert result.stderr.startswith(MARK)
    assert [json.loads(line)["kind"] for line in result.stdout.splitlines()] == ["finding", "end"]


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="no modes on this system")
def test_a_file_of_it_is_for_its_owner_only(tmp_path: Path) -> None:
    out = tmp_path / "uit.txt"
    out.touch(0o644)
    note = tmp_path / "notitie.txt"
    note.write_text(TEXT, encoding="utf-8")
    with out.open("w", encoding="utf-8") as stream, redirect_stdout(stream):
        code = main.main(["scan", str(note), "--show-text"], standalone_mode=False)
    assert code == ExitCode.FOUND
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_text(encoding="utf-8").startswith(MARK)


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="no modes on this system")
def test_a_file_that_cannot_be_closed_to_others_gets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fchmod", refuse)
    with (tmp_path / "uit.txt").open("w") as stream, pytest.raises(CannotWriteError, match="eigen map"):
        store.keep_private(stream)


def test_a_pipe_has_no_mode_to_set() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        before = os.fstat(stream.fileno()).st_mode
        store.keep_private(stream)
        assert os.fstat(stream.fileno()).st_mode == before
