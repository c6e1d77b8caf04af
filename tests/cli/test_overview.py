"""The verb `overview`, and the examples of the manual for it and for `retention`, which must work as they stand."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.resources import data_root

SAMPLES = data_root("samples") / "dossiers"
MINIMAL = SAMPLES / "voorbeeld-minimaal.json"
MANUAL = (Path(__file__).parents[2] / "docs" / "handleiding.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ poortwachter ((?:overview|retention) .*)$", MANUAL, re.MULTILINE)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["overview", *map(str, arguments)])


@pytest.mark.parametrize("ending", [".html", ".xlsx"])
def test_an_overview_is_written_for_its_owner_only_and_never_over_another(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"overzicht{ending}"
    done = run(MINIMAL, "--out", out, "--op", "2026-11-22")
    assert done.exit_code == 0, done.output
    first = out.read_bytes()
    if os.name != "nt":
        assert out.stat().st_mode & 0o777 == 0o600
    assert run(MINIMAL, "--out", out, "--op", "2026-12-22").exit_code == 5
    assert out.read_bytes() == first
    assert run(MINIMAL, "--out", out, "--op", "2026-11-22", "--overwrite", "-q").exit_code == 0
    assert out.read_bytes() == first


def test_an_unread_dossier_is_exit_code_3_and_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "jansen.json").write_text("{", encoding="utf-8")
    out = tmp_path / "uit" / "o.html"
    done = run(MINIMAL, tmp_path / "jansen.json", "--out", out, "--op", "2026-11-22")
    assert done.exit_code == 3
    assert "jansen.json" in done.output
    page = out.read_text(encoding="utf-8")
    assert "Bestand 2 van 2" in page
    assert "jansen" not in page
    assert run(tmp_path / "jansen.json", "--out", out, "--op", "2026-11-22", "--namen", "--overwrite").exit_code == 3
    assert "jansen" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--out", "o.pdf", "--op", "2026-11-22"),
        ("--out", "o", "--op", "2026-11-22"),
        ("--out", "o.html"),
        ("--op", "2026-11-22"),
        ("--out", "", "--op", "2026-11-22"),
    ],
)
def test_wrong_use_is_exit_code_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(MINIMAL, *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_overview_never_replaces_a_dossier(tmp_path: Path) -> None:
    dossier = tmp_path / "a.html"
    dossier.write_bytes(MINIMAL.read_bytes())
    assert run(dossier, "--out", dossier, "--op", "2026-11-22", "--overwrite").exit_code == 5
    assert dossier.read_bytes() == MINIMAL.read_bytes()


def test_the_examples_of_the_manual_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(EXAMPLES) >= 3
    for example in EXAMPLES:
        words = [
            str(SAMPLES.parents[1] / word) if word.startswith("samples/") else word for word in shlex.split(example)
        ]
        done = CliRunner().invoke(main, words)
        assert done.exit_code in {0, 1}, (example, done.output)
    assert {path.name for path in tmp_path.iterdir()} == {"overzicht.html", "overzicht.xlsx"}
