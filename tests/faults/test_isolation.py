"""Broken dossiers among good ones cost themselves only, however they are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.resources import data_root

BROKEN = {
    "leeg": b"",
    "afgebroken": b'{"kenmerk": "x"',
    "dubbel": b'{"a": 1, "a": 2}',
    "nan": b'{"a": NaN}',
    "utf16": '{"a": 1}'.encode("utf-16"),
    "latin1": b'{"a": "\xe9"}',
    "diep": b"[" * 5000 + b"]" * 5000,
    "nul": b"\0" * 100,
}


GOOD = {f"goed-{number:02}" for number in range(24)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A broken dossier of every kind, each between two good ones."""
    made = tmp_path_factory.mktemp("in")
    source = json.loads((data_root("samples") / "dossiers" / "voorbeeld-minimaal.json").read_text(encoding="utf-8"))
    for name in GOOD:
        (made / f"{name}.json").write_text(json.dumps(source | {"kenmerk": name}), encoding="utf-8")
    for number, (name, content) in enumerate(BROKEN.items()):
        (made / f"goed-{number * 3:02}-{name}.json").write_bytes(content)
    return made


@pytest.mark.parametrize("verb", ["validate", "scan"])
def test_a_broken_dossier_costs_itself_only(folder: Path, verb: str) -> None:
    result = CliRunner().invoke(main, [verb, str(folder), "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    told = {Path(line["path"]).stem for line in lines if line["kind"] in {"unread", "problem"}}
    assert told == {path.stem for path in folder.iterdir()} - GOOD
    assert len(told) == len(BROKEN)
    assert lines[-1]["documents"] == len(GOOD) + len(BROKEN)
    assert result.exit_code == 3


def test_a_broken_dossier_stops_no_other_from_being_built(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    result = CliRunner().invoke(main, ["build", str(folder), "--out", str(out), "--json"])
    assert result.exit_code == 3, result.output
    assert {path.name for path in out.iterdir()} - {".pw-journaal"} == GOOD
