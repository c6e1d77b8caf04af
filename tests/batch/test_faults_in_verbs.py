"""What one document does to the run of a verb: on every engine it costs itself only, and no byte of the others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fault_works import CANARY

from pipeline.batch import building, screening
from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.resources import data_root

FAULTS = {
    "doodt": "gecrasht",
    "hangt": "tijd",
    "eet": "gecrasht",
    "struikelt": "gecrasht",
    "wijst": "gecrasht",
    "praat": "ok",
}
ENGINES = {
    "een voor een": ("--jobs", "1"),
    "processen": ("--jobs", "2"),
    "dask": ("--cluster", "local", "--jobs", "2"),
}
LIMITS = ("--time-limit", "20", "--memory-limit", "300")
LOST = {f"{fault}-1" for fault, status in FAULTS.items() if status != "ok"}
ALL = {name for fault in FAULTS for name in (f"{fault}-1", f"goed-na-{fault}")} | {"aller-eerst"}


def verb(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def befall(monkeypatch: pytest.MonkeyPatch, module: Any, function: str) -> None:
    """Puts work that goes wrong where the verb asks for its own; all the rest is what users have."""
    real = module.Work
    monkeypatch.setattr(module, "Work", lambda *rest: replace(real(*rest), function=f"fault_works:{function}"))


@pytest.fixture(params=ENGINES.values(), ids=ENGINES)
def engine(request: pytest.FixtureRequest) -> tuple[str, ...]:
    if "--cluster" in request.param:
        pytest.importorskip("distributed")
    options: tuple[str, ...] = request.param
    return options


@pytest.mark.slow
def test_rows_29_and_30_a_dossier_costs_itself_only_in_build(
    engine: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    sample = json.loads((data_root("samples") / "dossiers" / "voorbeeld-minimaal.json").read_text(encoding="utf-8"))
    for name in ALL:
        dossier = json.dumps(sample | {"kenmerk": name})
        (source / f"{name}.json").write_text(dossier, encoding="utf-8")
    with monkeypatch.context() as patch:
        befall(patch, building, "build_befallen")
        done = verb("build", source, "--out", tmp_path / "uit", *engine, *LIMITS)
    said = done.output + "".join(capfd.readouterr())
    assert done.exit_code == ExitCode.INCOMPLETE, said
    assert "13 dossiers: 8 in orde, 1 te lang bezig, 4 gecrasht." in done.output
    assert "kanarie" not in said
    assert {path.name for path in (tmp_path / "uit").iterdir()} == (ALL - LOST) | {".pw-journaal"}
    again = verb("build", source, "--out", tmp_path / "uit", "--resume")
    assert "Daarvan had een eerdere run er 8 al klaar" in again.output
    assert verb("build", source, "--out", tmp_path / "heel").exit_code == ExitCode.OK
    assert files(tmp_path / "uit") == files(tmp_path / "heel")


@pytest.mark.slow
def test_rows_29_and_30_a_document_costs_itself_only_in_screen(
    engine: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    source, key = tmp_path / "in", tmp_path / "sleutel"
    source.mkdir()
    key.write_bytes(b"s" * 32)
    key.chmod(0o600)
    for name in ALL:
        (source / f"{name}.txt").write_text(f"{name}: wij spraken over {CANARY}.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        befall(patch, screening, "screen_befallen")
        done = verb("screen", source, "--out", tmp_path / "uit", "--key-file", key, *engine, *LIMITS)
    said = done.output + "".join(capfd.readouterr())
    assert done.exit_code == ExitCode.INCOMPLETE, said
    found = documents(tmp_path / "uit")
    assert {name: line["status"] for name, line in found.items() if line["status"] != "bevindingen"} == {
        name: FAULTS[name[:-2]] for name in LOST
    }
    assert "kanarie" not in said + "".join(path.read_text("utf-8") for path in (tmp_path / "uit").glob("*.jsonl"))
    verb("screen", source, "--out", tmp_path / "heel", "--key-file", key, "--jobs", "1")
    whole = documents(tmp_path / "heel")
    assert found.keys() == whole.keys() == ALL
    assert {name: found[name] for name in ALL - LOST} == {name: whole[name] for name in ALL - LOST}


def documents(out: Path) -> dict[str, dict[str, Any]]:
    lines = map(json.loads, (out / "rapport.jsonl").read_text(encoding="ascii").splitlines())
    return {Path(line["path"]).stem: line for line in lines if line["kind"] == "document"}


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
