"""The audit trail of a folder that may not be written in: it is checked all the same, for people and for programs."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from pipeline.cli import main
from pipeline.errors import UnreadableError
from pipeline.resources import data_root
from pipeline.review.audit import AUDIT, Event, record, verify

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sleutel").write_bytes(KEY)
    for day in (1, 2):
        record(tmp_path, Event(f"2026-11-0{day}T10:00:00Z", "f.visser", "screen", {"documenten": day}))
    return tmp_path


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    found = {}
    for path in folder.iterdir():
        told = path.stat()
        found[path.name] = (path.read_bytes(), told.st_mode, told.st_mtime_ns)
    return found


def test_verifying_opens_no_file_to_write_and_leaves_the_folder_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the tests run as a user who may write everywhere."""
    (folder / AUDIT).chmod(0o444)
    before = state(folder)
    opened: list[str] = []
    connect = sqlite3.connect

    def noted(database: str, *args: object, **more: object) -> sqlite3.Connection:
        opened.append(str(database))
        return connect(database, *args, **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", noted)
    assert len(verify(folder).events) == 2
    assert opened == [":memory:"]
    assert state(folder) == before


def test_a_trail_with_a_journal_beside_it_is_not_judged_by_half(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder may be written in, what the journal holds is taken in; elsewhere it cannot be."""
    (folder / f"{AUDIT}-wal").write_bytes(b"iets")
    assert len(verify(folder).events) == 2
    (folder / f"{AUDIT}-wal").write_bytes(b"iets")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnreadableError, match="nog in gebruik"):
        verify(folder)


@pytest.mark.parametrize("is_sound", [True, False])
def test_the_check_as_json(folder: Path, is_sound: bool) -> None:
    if not is_sound:
        (folder / "sleutel").write_bytes(b"a" * 32)
    result = CliRunner().invoke(main, ["audit", "verify", str(folder), "--json", "-v"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    schema = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text("utf-8"))
    for line in lines:
        Draft202012Validator(schema).validate(line)
    assert [line["kind"] for line in lines[-2:]] == ["audit", "end"]
    assert lines[-2]["sound"] is is_sound
    assert bool(lines[-2]["faults"]) is not is_sound
    assert result.exit_code == lines[-1]["exit_code"] == (0 if is_sound else 1)
