"""One broken dossier in a folder of fifty costs that dossier only."""

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


@pytest.fixture(params=BROKEN)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    source = json.loads((data_root("samples") / "dossiers" / "voorbeeld-minimaal.json").read_text(encoding="utf-8"))
    for number in range(49):
        dossier = json.dumps(source | {"kenmerk": f"goed-{number:02}"})
        (tmp_path / f"goed-{number:02}.json").write_text(dossier, encoding="utf-8")
    (tmp_path / "goed-25b.json").write_bytes(BROKEN[request.param])
    return tmp_path


@pytest.mark.parametrize("verb", ["validate", "scan"])
def test_a_broken_dossier_costs_itself_only(folder: Path, verb: str) -> None:
    result = CliRunner().invoke(main, [verb, str(folder), "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    told = [line for line in lines if line["kind"] in {"unread", "problem"}]
    assert {Path(line["path"]).name for line in told} == {"goed-25b.json"}
    assert lines[-1]["documents"] == 50
    assert result.exit_code in {1, 3}


def test_a_broken_dossier_stops_no_other_from_being_built(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    result = CliRunner().invoke(main, ["build", str(folder), "--out", str(out), "--json"])
    assert result.exit_code in {1, 3}, result.output
    assert {f"goed-{number:02}" for number in range(49)} <= {path.name for path in out.iterdir()}
