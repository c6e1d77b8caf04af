"""Runs a measurement and keeps what it prints in bench/results/, with its day and the machine.

Usage: python -m bench.keep NAME [OPTION...], with NAME as in python -m bench.NAME
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import describe

RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Prints what the measurement prints, keeps it, and returns its exit code."""
    name, *options = sys.argv[1:]
    command = f"python -m bench.{' '.join((name, *map(_as_kept, options)))}"
    head = f"{command}\n{datetime.now(UTC).date()}, {describe('poortwachter')}\n\n"
    print(head, end="", flush=True)
    with subprocess.Popen([sys.executable, "-m", f"bench.{name}", *options], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = []
        for line in run.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if lines:
        kept = "-".join((name, *options[options.index("--part") + 1 :])) if "--part" in options else name
        (RESULTS / f"{kept}.txt").write_text(head + "".join(lines), encoding="utf-8", newline="\n")
    return run.returncode


def _as_kept(option: str) -> str:
    """Returns an option without where it lies on this machine: /opt/env/bin/python is PYTHON."""
    path = Path(option)
    return path.name.upper() if path.is_absolute() else option


if __name__ == "__main__":
    sys.exit(main())
