"""A screening that is killed time after time and resumed gives the reports of an undisturbed one, byte for byte."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fault_works import CANARY
from small_runs import killed, tree

SMALL_SCREENS = Path(__file__).with_name("small_screens.py")
FEWEST_REPORTS = 4
KILLS = 50
KILLS_A_RUN = 10

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups and SIGKILL"),
]


def test_row_32_fifty_times_kill_9_of_screen_at_any_moment(tmp_path: Path) -> None:
    source, key = tmp_path / "in", tmp_path / "sleutel"
    key.write_bytes(b"s" * 32)
    key.chmod(0o600)
    source.mkdir()
    for number in range(200):
        text = CANARY if number % 5 == 0 else "Wij spraken over het rooster."
        (source / f"d-{number:03}.txt").write_text(f"{number}: {text}\n" * (number % 4 + 1), encoding="utf-8")

    def command(out: Path, *more: str) -> list[str]:
        asked = [str(source), "--out", str(out), "--key-file", str(key), "--op", "2026-11-23", "--jobs", "2", "-q"]
        return [sys.executable, str(SMALL_SCREENS), *asked, *more]

    began = time.monotonic()
    assert subprocess.run(command(tmp_path / "heel"), check=False).returncode == 1
    whole = time.monotonic() - began
    expected = reports(tmp_path / "heel")
    assert len(expected) >= FEWEST_REPORTS
    chance = random.Random(9)  # noqa: S311
    turn = kills = 0
    while kills < KILLS:
        turn += 1
        out, in_this_run = tmp_path / f"uit-{turn}", 0
        while in_this_run < KILLS_A_RUN:
            until = time.monotonic() + chance.uniform(0, whole)
            again = ["--resume"] if in_this_run else []
            if not killed(command(out, *again), lambda until=until: time.monotonic() >= until, with_children=kills % 2):
                break
            in_this_run += 1
            kills += 1
        else:
            subprocess.run(command(out, "--resume"), check=False)
        assert reports(out) == expected


def reports(out: Path) -> dict[str, bytes]:
    """Returns all that a screening left but its trail, which says when; the reports name its head."""
    files = tree(out)
    head = json.loads(files["rapport.jsonl"].splitlines()[-1])["audit"].encode()
    return {path: b"" if "audit" in path else content.replace(head, b"") for path, content in files.items()}
