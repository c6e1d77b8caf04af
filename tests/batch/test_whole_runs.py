"""Whole runs as a user starts them: the place, the clock, the language and the processes leave no mark on any byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.resources import data_root

pytestmark = [pytest.mark.slow]

SURROUNDINGS = {
    "een": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    "twee": {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "LC_ALL": "nl_NL.UTF-8"},
    "drie": {"PYTHONHASHSEED": "7", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
}
JOBS = {"een": "1", "twee": "2", "drie": "2"}
DOSSIERS = ("voorbeeld-minimaal.json", "voorbeeld-volledig.json", "02-week-10-bouw.yaml", "24-loonsanctie.yaml")


def run(folder: Path, name: str, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "pipeline", *arguments, "--jobs", JOBS[name]]
    environment = os.environ | SURROUNDINGS[name] | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def written(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_build_writes_the_same_bytes_in_all_surroundings(tmp_path: Path) -> None:
    found = []
    for name in SURROUNDINGS:
        folder = tmp_path / name
        (folder / "in").mkdir(parents=True)
        for dossier in DOSSIERS:
            shutil.copy(data_root("samples") / "dossiers" / dossier, folder / "in" / dossier)
        said = run(folder, name, "build", "in", "--out", "uit")
        found.append((said, written(folder / "uit")))
    assert found[0][0][0] == 1, found[0][0]
    assert len(found[0][1]) > 30
    assert found[0] == found[1] == found[2]


def test_screen_writes_the_same_bytes_in_all_surroundings(tmp_path: Path) -> None:
    """All but the trail: it says when, and the reports name its head."""
    archive = data_root("samples") / "archief" / "documenten"
    found = []
    for name in SURROUNDINGS:
        folder = tmp_path / name
        folder.mkdir()
        shutil.copytree(archive, folder / "in")
        (folder / "in" / "café ziek.txt").write_text("Zij heeft een hernia.\n", encoding="utf-8")
        (folder / "sleutel").write_bytes(b"s" * 32)
        said = run(folder, name, "screen", "in", "--out", "uit", "--op", "2028-02-29", "--key-file", "sleutel")
        files = written(folder / "uit")
        head = json.loads(files["rapport.jsonl"].splitlines()[-1])["audit"].encode()
        files = {path: content.replace(head, b"") for path, content in files.items() if "audit" not in path}
        found.append((said, files))
    assert found[0][0][0] in {1, 3}, found[0][0]
    assert found[0][1].keys() >= {"rapport.jsonl", "rapport.html", "rapport.xlsx", "rapport.sarif"}
    assert found[0] == found[1] == found[2]
