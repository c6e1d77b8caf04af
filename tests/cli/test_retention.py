"""The verb `retention`: dossiers in, proposals out, and nothing changes on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from pipeline.cli import main
from pipeline.resources import data_root

SAMPLES = data_root("samples") / "dossiers"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["retention", *map(str, arguments)])


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    data = {"land": "NL", "eerste_ziektedag": "2024-01-08", "bewaren": {"besluit_wia_op": "2025-12-15"}}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_what_may_go_is_exit_code_1_and_still_there(dossier: Path) -> None:
    before = dossier.read_bytes()
    done = run(dossier, "--op", "2028-01-01")
    assert done.exit_code == 1
    assert "mag worden vernietigd" in done.output
    assert "niets vernietigd" in done.output
    assert dossier.read_bytes() == before
    assert run(dossier, "--op", "2027-01-01").exit_code == 0
    assert run(dossier).exit_code == 0


def test_every_line_of_json_follows_its_schema(tmp_path: Path, dossier: Path) -> None:
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    schema: Any = json.loads((data_root("schemas") / "uitvoer" / "bewaren.schema.json").read_text("utf-8"))
    done = run(tmp_path, SAMPLES, "--op", "2029-01-15", "--json")
    assert done.exit_code == 3
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [list(Draft202012Validator(schema).iter_errors(line)) for line in lines] == [[]] * len(lines)
    assert len(lines) == 2 + len(list(SAMPLES.iterdir()))
    assert lines[0]["vernietigen_na"] == "2027-12-15"
    assert lines[1]["unread"]


def test_a_view_is_chosen_for_all_and_an_unknown_one_is_wrong_use(dossier: Path) -> None:
    assert json.loads(run(dossier, "--profile", "arbodienst", "--json").output)["years"] == 20
    assert run(dossier, "--profile", "onzin").exit_code == 2
