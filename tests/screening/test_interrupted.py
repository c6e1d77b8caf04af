"""A screening that was cut off goes on where it was, and one document that kills its process costs itself only."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.batch import screening
from pipeline.batch.journal import Journal
from pipeline.cli import main
from pipeline.examined import Examined
from pipeline.flow import ScreenSettings
from tests.screening.conftest import SICK, Screen, documents


@pytest.fixture
def many(folder: Path) -> Path:
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"{SICK} {number}", encoding="utf-8")
    return folder


def test_a_run_that_was_cut_off_goes_on_and_gives_the_same(
    screen: Screen, many: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "SHARD", 3)
    real = screening.flow.screen_file
    seen: list[str] = []

    def stops(path: str, *rest: Any, **options: Any) -> Any:
        if path.endswith("07.txt") and "07.txt" not in seen:
            seen.append("07.txt")
            raise KeyboardInterrupt
        seen.append(Path(path).name)
        return real(path, *rest, **options)

    monkeypatch.setattr(screening.flow, "screen_file", stops)
    assert screen().exit_code == 130
    assert not (out / "rapport.jsonl").exists()
    first = [name for name in seen if name != "07.txt"]
    seen[:] = ["07.txt"]
    assert screen("--resume").exit_code == 1
    assert set(seen) & set(first) == set()
    resumed = documents(out)
    screen("--overwrite")
    assert documents(out) == resumed
    assert not (out / ".pw-journaal").exists()


def test_a_run_that_was_cut_off_after_its_report_goes_on_and_replaces_it(
    screen: Screen, many: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "close", stops)
        assert screen().exit_code == 130
    assert (out / "rapport.jsonl").exists()
    assert screen().exit_code == 5
    assert screen("--resume").exit_code == 1
    assert not (out / ".pw-journaal").exists()
    assert screen("--resume").exit_code == 5


def test_a_file_that_changed_since_is_examined_again(
    screen: Screen, many: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = screening.flow.screen_file

    def stops(path: str, *rest: Any, **options: Any) -> Any:
        if path.endswith("11.txt"):
            raise KeyboardInterrupt
        return real(path, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(screening.flow, "screen_file", stops)
        screen()
    (many / "00.txt").write_text("Alles gaat goed.", encoding="utf-8")
    screen("--resume")
    assert documents(out)["00.txt"]["status"] == "ok"


def test_going_on_with_other_folders_is_refused(
    screen: Screen, many: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(screening.flow, "screen_file", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        screen()
    (tmp_path / "ander").mkdir()
    done = CliRunner().invoke(main, ["screen", str(tmp_path / "ander"), "--out", str(out), "--resume"])
    assert (done.exit_code, "mappen" in done.output) == (2, True)


def hostile(item: str, settings: ScreenSettings) -> Examined:
    """Does what the name of the file says; in a process of its own."""
    name = Path(item).name
    if name == "valt-weg.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "hangt.txt":
        time.sleep(60)
    return screening.flow.screen_file(item, Path(item).read_bytes(), settings)


def test_rows_29_and_30_a_document_that_kills_or_hangs_its_process_costs_itself_only(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hangt.txt", "valt-weg.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    real = screening.Work
    monkeypatch.setattr(screening, "Work", lambda _, *rest: real("tests.screening.test_interrupted:hostile", *rest))
    done = CliRunner().invoke(main, ["screen", str(folder), "--out", str(out), "--time-limit", "3"])
    found = documents(out)
    assert {name: line["status"] for name, line in found.items()} == {
        "hangt.txt": "tijd", "rooster.txt": "ok", "valt-weg.txt": "gecrasht", "verslag.txt": "bevindingen",
    }  # fmt: skip
    assert done.exit_code == 3
    assert "afgebroken: te lang" in (out / "rapport.html").read_text(encoding="utf-8")
