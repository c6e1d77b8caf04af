"""A single file is written whole or not at all, and never over what may not be replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.store import files, write_file
from pipeline.errors import CannotWriteError


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match="geen gewoon bestand"):
        write_file(tmp_path, b"x", overwrite=True)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "doel").write_bytes(b"oud")
    (tmp_path / "link").symlink_to(tmp_path / "doel")
    with pytest.raises(CannotWriteError, match="geen gewoon bestand"):
        write_file(tmp_path / "link", b"x", overwrite=True)
    assert (tmp_path / "doel").read_bytes() == b"oud"


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"oud")
    with pytest.raises(CannotWriteError, match="kan niet worden geschreven"):
        write_file(tmp_path / "a" / "b.ics", b"x")


def test_a_disk_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "agenda.ics"
    target.write_bytes(b"oud")

    def full(path: Path, content: bytes) -> None:
        path.write_bytes(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", full)
    with pytest.raises(CannotWriteError, match="ENOSPC"):
        write_file(target, b"nieuw", overwrite=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("agenda.ics", b"oud")]
