"""Walking folders: everything is named once, in order, and nothing is followed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import walking
from pipeline.batch.walking import Kind, walk


def names(root: Path, at_once: int = 20_000) -> list[str]:
    return [os.path.relpath(found.path, root) for found in walk([str(root)], at_once)]


def kinds(root: Path) -> dict[str, Kind]:
    return {os.path.relpath(found.path, root): found.kind for found in walk([str(root)])}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for number in range(7):
        (tmp_path / f"{number}.txt").touch()
    for folder in ("a", "a/b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").touch()
    return tmp_path


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 100])
def test_the_order_does_not_depend_on_how_many_names_are_held(tree: Path, at_once: int) -> None:
    files = [f"{number}.txt" for number in range(7)]
    assert names(tree, at_once) == [*files, "a", "a/b", "a/b/x.txt", "a/x.txt", "c", "c/x.txt"]


def test_litter_is_passed_over_and_what_is_hidden_is_named(tmp_path: Path) -> None:
    for name in ("~$verslag.docx", ".DS_Store", "Thumbs.db", "desktop.ini", ".geheim", "gewoon.txt"):
        (tmp_path / name).touch()
    assert kinds(tmp_path) == {".geheim": Kind.REFUSED, "gewoon.txt": Kind.FILE}


def test_row_9_links_loops_pipes_and_sockets_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "lus").symlink_to(tmp_path)
    (tmp_path / "verwijzing.txt").symlink_to("/etc/hostname")
    (tmp_path / "kapot").symlink_to(tmp_path / "nergens")
    os.mkfifo(tmp_path / "pijp")
    found = kinds(tmp_path)
    assert found.pop("map") is Kind.FOLDER
    assert set(found) == {"map/lus", "verwijzing.txt", "kapot", "pijp"}
    assert set(found.values()) == {Kind.REFUSED}


def test_row_9_a_folder_that_may_not_be_read_is_named_with_what_to_do(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> Any:
        if path.endswith("a"):
            raise PermissionError(13, "no")
        return real(path)

    monkeypatch.setattr(walking.os, "scandir", scandir)
    refused = [found for found in walk([str(tree)]) if found.kind is Kind.REFUSED]
    assert [Path(found.path).name for found in refused] == ["a"]
    assert "beheerder" in refused[0].reason
    assert "c/x.txt" in names(tree)


def test_row_9_a_file_that_vanishes_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.lstat

    def lstat(path: str) -> Any:
        if path.endswith("3.txt"):
            raise FileNotFoundError(2, "gone")
        return real(path)

    monkeypatch.setattr(walking.os, "lstat", lstat)
    found = {Path(item.path).name: item for item in walk([str(tree)])}
    assert "niet (meer)" in found["3.txt"].reason


def test_a_root_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = walk([str(tmp_path / "weg")])
    assert found.kind is Kind.REFUSED


def test_a_root_within_another_is_walked_once(tree: Path) -> None:
    assert [found.path for found in walk([str(tree), str(tree / "a"), str(tree)])] == [
        found.path for found in walk([str(tree)])
    ]


def test_a_link_that_the_user_names_is_meant(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("elders") / "archief"
    link.symlink_to(tree)
    assert names(link) == names(tree)


def test_folders_may_lie_deeper_than_functions_may_call_each_other(tmp_path: Path) -> None:
    before, deep = Path.cwd(), sys.getrecursionlimit() + 200
    os.chdir(tmp_path)
    try:
        for _ in range(deep):
            Path("d").mkdir()
            os.chdir("d")
        os.chdir(tmp_path)
        assert sum(1 for _ in walk(["d"])) == deep - 1
    finally:
        # What clears away after the tests does call itself.
        while (tmp_path / "d").exists():
            if Path("d").is_dir():
                os.chdir("d")
            else:
                os.chdir("..")
                Path("d").rmdir()
        os.chdir(before)


def test_counting_leaves_folders_out(tree: Path) -> None:
    assert walking.count([str(tree)]) == 10
