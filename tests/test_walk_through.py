"""The case in the manual, from the first sick day to the report: every command runs and says what stands below it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from pipeline.cli import main

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
SECTION = MANUAL.partition("## Een zaak van ziekmelding tot re-integratieverslag\n")[2].partition("\n## ")[0]
STEPS = [
    (command, said.split("\n")[:-1])
    for block in re.findall(r"```console\n(.*?)```", SECTION, re.DOTALL)
    for command, said in re.findall(r"^\$ poortwachter (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
# What was found in the note, and a dossier of which nobody can say yet how long to keep it; all else goes well.
FOUND_SOMETHING = {"scan samples/zaak/aantekening-week-3.txt", "retention samples/zaak/week-91.yaml --op 2026-12-01"}
WEEKS = sorted((ROOT / "samples" / "zaak").glob("week-*.yaml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to work in, with the samples where the manual has them."""
    made = tmp_path_factory.mktemp("zaak")
    for name in ("zaak", "huisstijlen"):
        copytree(ROOT / "samples" / name, made / "samples" / name)
    return made


def flat(text: str) -> str:
    """The text with its line breaks and indents gone, for these follow the width of the screen."""
    return " ".join(text.split())


@pytest.mark.parametrize(("command", "said"), STEPS, ids=[command for command, _ in STEPS])
def test_every_step_does_what_the_manual_says(
    command: str, said: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, command.split())
    assert said
    assert [line for line in said if flat(line) not in flat(done.output)] == []
    assert done.exit_code == int(command in FOUND_SOMETHING)


def test_every_week_of_the_case_is_in_the_manual() -> None:
    assert [path.name for path in WEEKS if path.name not in SECTION] == []
    assert {command for command, _ in STEPS} >= FOUND_SOMETHING


def test_the_case_only_grows() -> None:
    cases: list[dict[str, Any]] = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in WEEKS]
    assert [case["bijgewerkt_op"] for case in cases] == sorted(case["bijgewerkt_op"] for case in cases)
    for earlier, later in pairwise(cases):
        assert earlier["documenten"] == later["documenten"][: len(earlier["documenten"])]
        assert {name: earlier[name] for name in ("kenmerk", "werknemer", "werkgever", "dienstverband")} == {
            name: later[name] for name in ("kenmerk", "werknemer", "werkgever", "dienstverband")
        }
