"""The verb `build` as a run: broken off, resumed, and with a summary that adds up."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline import flow
from pipeline.cli import main
from pipeline.errors import ExitCode, UnreadableError
from pipeline.model import Built, Rendered


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(10):
        (folder / f"d-{number}.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def build(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the verb with a stand-in for the work on a dossier, and what must happen at some of them."""
    events: dict[str, Callable[[], Any]] = {}

    def made(path: str, _content: bytes, **_: object) -> Built:
        name = Path(path).stem
        events.get(name, lambda: None)()
        content = name.encode()
        entry = {"file": "plan.docx", "sha256": sha256(content).hexdigest()}
        return Built(path, name, (Rendered("plan.docx", "Plan", content),), manifest={"documents": [entry]})

    def run(*options: str, **happens: Callable[[], Any]) -> Result:
        events.clear()
        events.update({name.replace("_", "-"): event for name, event in happens.items()})
        return CliRunner().invoke(main, ["build", str(source), "--out", str(tmp_path / "uit"), "-q", *options])

    monkeypatch.setattr(flow, "build", made)
    monkeypatch.setattr(flow, "load", lambda _style: None)
    return run


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir())


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_row_31_the_first_ctrl_c_finishes_what_is_at_work_and_says_how_to_go_on(build, tmp_path: Path) -> None:
    result = build(d_3=interrupt)
    assert result.exit_code == ExitCode.INTERRUPTED
    assert "wat bezig is, wordt afgemaakt" in result.stderr
    assert "4 dossiers: 4 in orde." in result.stdout
    assert "Onderbroken: 4 van 10 gedaan. Ga verder met dezelfde opdracht en --resume." in result.stdout
    assert names(tmp_path / "uit") == [".pw-journaal", "d-0", "d-1", "d-2", "d-3"]
    again = build("--resume")
    assert again.exit_code == ExitCode.OK
    assert "10 documenten van 10 dossiers geschreven" in again.stdout
    assert "Daarvan had een eerdere run er 4 al klaar" in again.stdout
    assert names(tmp_path / "uit") == [f"d-{number}" for number in range(10)]


def test_row_31_the_second_ctrl_c_leaves_at_once(build, tmp_path: Path) -> None:
    def twice() -> None:
        interrupt()
        interrupt()

    result = build(d_3=twice)
    assert result.exit_code == ExitCode.INTERRUPTED
    assert "--resume" in result.stderr
    assert names(tmp_path / "uit") == [".pw-journaal", "d-0", "d-1", "d-2"]
    assert build("--resume").exit_code == ExitCode.OK


def test_the_summary_adds_up(build) -> None:
    def unreadable() -> None:
        raise UnreadableError("Het bestand is leeg.")

    def stumbles() -> None:
        raise ValueError("kanarie7f3a")

    result = build(d_1=unreadable, d_7=stumbles, d_8=stumbles)
    assert result.exit_code == ExitCode.INCOMPLETE
    assert "10 dossiers: 7 in orde, 1 niet te lezen, 2 gecrasht." in result.stdout
    assert "kanarie" not in result.output


def test_a_run_that_went_well_says_no_more_than_before(build) -> None:
    assert build().stdout.splitlines()[0].startswith("10 documenten van 10 dossiers geschreven")
    assert "dossiers:" not in build("--overwrite").stdout


def test_going_on_with_other_options_is_refused(build) -> None:
    build(d_3=interrupt)
    result = build("--resume", "--op", "2026-01-05")
    assert result.exit_code == ExitCode.USAGE
    assert "anders dan in de eerdere run: de opties" in result.stderr


@pytest.mark.slow
def test_every_engine_writes_the_same_bytes_of_real_dossiers(sample: Path, tmp_path: Path) -> None:
    found = {}
    for options in (["--jobs", "1"], ["--jobs", "2"], ["--cluster", "local", "--jobs", "2"], []):
        out = tmp_path / "-".join(["uit", *options])
        result = CliRunner().invoke(main, ["build", str(sample.parent), "--out", str(out), *options])
        assert result.exit_code == ExitCode.FOUND, result.output
        written = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        found[" ".join(options)] = (result.stdout.replace(str(out), "MAP"), written)
    first, *others = found.values()
    assert len(first[1]) > 400
    assert all(other == first for other in others)
