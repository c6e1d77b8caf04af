"""What a user names is found once, and what is no ordinary file is refused with its reason, whatever lies around it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch.inputs import DOSSIER_SUFFIXES, STDIN, TEXT_SUFFIXES, Input, find
from pipeline.batch.store import Store
from pipeline.errors import UnreadableError
from pipeline.model import Built

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such thing")


def found(*paths: object, others: bool = True) -> dict[str, str]:
    """What is found by file name, with the reason when it is refused."""
    inputs = find([str(path) for path in paths], DOSSIER_SUFFIXES | TEXT_SUFFIXES, others=others)
    return {Path(item.path).name: item.refused for item in inputs}


def test_a_folder_gives_its_files_in_order_with_those_below(tmp_path: Path) -> None:
    for name in ("b.json", "a.yaml", "map/c.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list(found(tmp_path)) == ["a.yaml", "b.json", "c.TXT"]


def test_each_input_comes_once(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.touch()
    inputs = find([STDIN, str(file), STDIN, str(tmp_path)], DOSSIER_SUFFIXES, others=False)
    assert [item.path for item in inputs] == [STDIN, str(file)]


def test_what_is_not_read_is_named_unless_it_is_not_asked_for(tmp_path: Path) -> None:
    for name in ("plan.docx", ".notitie.txt", "goed.json"):
        (tmp_path / name).touch()
    (tmp_path / ".map").mkdir()
    refused = {name for name, reason in found(tmp_path).items() if reason}
    assert refused == {"plan.docx", ".notitie.txt", ".map"}
    assert list(found(tmp_path, others=False)) == ["goed.json"]


@pytest.mark.parametrize("name", [".DS_Store", "._goed.json", "~$plan.docx", ".~lock.plan.odt#", "Thumbs.db"])
def test_what_a_computer_leaves_behind_is_no_input(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert found(tmp_path) == {}


def test_what_was_built_in_a_folder_is_no_dossier_of_it(tmp_path: Path) -> None:
    own = tmp_path / "documenten" / "week-05"
    own.mkdir(parents=True)
    manifest: dict[str, object] = {"kind": "manifest", "dossier": "week-05", "documents": []}
    Store(tmp_path / "documenten").write_built(Built("", "week-06", manifest=manifest))
    (own / "manifest.json").write_bytes(b'{"kenmerk": "manifest"}')
    inputs = find([str(tmp_path)], DOSSIER_SUFFIXES, others=False)
    assert [item.path for item in inputs] == [str(own / "manifest.json")]
    assert "manifest.json" in found(tmp_path)


@posix
def test_what_is_no_ordinary_file_is_refused_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "goed.json").touch()
    (tmp_path / "lus").symlink_to(tmp_path)
    (tmp_path / "link.json").symlink_to(tmp_path / "goed.json")
    (tmp_path / "dood.json").symlink_to(tmp_path / "weg.json")
    os.mkfifo(tmp_path / "pijp.json")
    assert {name for name, reason in found(tmp_path).items() if reason} == {
        "lus",
        "link.json",
        "dood.json",
        "pijp.json",
    }


@pytest.mark.parametrize("given", ["", "weg.json", "x" * 300 + ".json", "y/" * 3000, "nul\0.json"])
def test_a_name_that_leads_nowhere_is_refused(given: str) -> None:
    (item,) = find([given], DOSSIER_SUFFIXES, others=False)
    with pytest.raises(UnreadableError, match="Controleer de naam"):
        item.read()


@posix
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_may_not_be_read_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    (tmp_path / "dicht").mkdir()
    (tmp_path / "dicht" / "x.json").touch()
    (tmp_path / "goed.json").touch()
    if os.geteuid() == 0:  # for whom every folder is open
        _close(monkeypatch, tmp_path / "dicht", listing=mode != 0)
    else:
        (tmp_path / "dicht").chmod(mode)
    try:
        assert {name: bool(reason) for name, reason in found(tmp_path).items()} == {
            "x.json" if mode else "dicht": True,
            "goed.json": False,
        }
        assert found(tmp_path / "dicht" / "x.json")["x.json"]
    finally:
        (tmp_path / "dicht").chmod(0o700)


def _close(monkeypatch: pytest.MonkeyPatch, folder: Path, *, listing: bool) -> None:
    """Makes a folder as closed as it would be for another user."""
    look, entries = os.lstat, os.scandir

    def lstat(path: str | Path) -> os.stat_result:
        if Path(path).parent == folder:
            raise PermissionError
        return look(path)

    def scandir(path: str | Path) -> object:
        if Path(path) == folder and not listing:
            raise PermissionError
        return entries(path)

    monkeypatch.setattr(os, "lstat", lstat)
    monkeypatch.setattr(Path, "lstat", lstat)
    monkeypatch.setattr(os, "scandir", scandir)


@posix
def test_a_file_that_changed_since_it_was_found_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.touch()
    (item,) = find([str(file)], DOSSIER_SUFFIXES, others=False)
    file.unlink()
    with pytest.raises(UnreadableError, match="bestaat niet"):
        item.read()
    os.mkfifo(file)
    with pytest.raises(UnreadableError, match="geen gewoon bestand"):
        item.read()


def test_a_file_is_read_up_to_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.inputs.MAX_BYTES", 3)
    (tmp_path / "past.txt").write_bytes(b"abc")
    (tmp_path / "groot.txt").write_bytes(b"abcd")
    assert Input(str(tmp_path / "past.txt")).read() == b"abc"
    with pytest.raises(UnreadableError, match="groter dan"):
        Input(str(tmp_path / "groot.txt")).read()
