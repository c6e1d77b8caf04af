"""Measures `build` from file to folder: one process, two, and Dask with two workers; time and memory as it grows.

Usage: python -m bench.endtoend [--dossiers N] [--few N] [--many N] [--sample NAME]
A sample is multiplied, each with a reference of its own. Wall time counts, so other work on the machine shows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.machine import describe
from pipeline.resources import data_root

WAYS: dict[str, Sequence[str]] = {
    "een proces": ("--jobs", "1"),
    "twee processen": ("--jobs", "2"),
    "Dask, twee werkers": ("--cluster", "local", "--jobs", "2"),
}
# At the end the process that leads the run says how much memory it had at most, in kilobytes.
_PROGRAM = """
import re, sys
from pathlib import Path
from pipeline.cli import main
try:
    main(prog_name="poortwachter")
except SystemExit as end:
    code = end.code
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
sys.stderr.write(f"\\n{code} {peak[1]}")
"""


@dataclass(frozen=True)
class Measured:
    """What one run took.

    Attributes:
        dossiers: how many it built.
        seconds: wall time, start and end included.
        peak_mb: most memory of the process that leads the run.
    """

    dossiers: int
    seconds: float
    peak_mb: float

    @property
    def each_ms(self) -> float:
        """Wall time for one dossier."""
        return self.seconds / self.dossiers * 1000


def multiplied(sample: str, number: int, folder: Path) -> Path:
    """Writes so many dossiers that differ in their reference, and returns their folder."""
    data = json.loads((data_root("samples") / "dossiers" / sample).read_text(encoding="utf-8"))
    folder.mkdir()
    for index in range(number):
        text = json.dumps(data | {"kenmerk": f"nr-{index:06}"}, ensure_ascii=False)
        (folder / f"{index:06}.json").write_text(text, encoding="utf-8")
    return folder


def measured(source: Path, number: int, out: Path, options: Sequence[str]) -> Measured:
    """Builds all dossiers of a folder in a program of its own."""
    command = [sys.executable, "-c", _PROGRAM, "build", str(source), "--out", str(out), "--quiet", *options]
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - begin
    code, peak = done.stderr.split()[-2:]
    assert code in {"0", "1"}, done.stderr
    assert sum(1 for _ in out.glob("nr-*")) == number
    return Measured(number, seconds, int(peak) / 1024)


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=600, help="for the ways of working")
    parser.add_argument("--few", type=int, default=200, help="for how memory and time grow: from")
    parser.add_argument("--many", type=int, default=2000, help="for how memory and time grow: to; the promise is 20000")
    parser.add_argument("--sample", default="voorbeeld-minimaal.json")
    parser.add_argument("--skip-growth", action="store_true")
    options = parser.parse_args()
    print(describe("poortwachter", "pebble", "distributed"))
    with tempfile.TemporaryDirectory(prefix="pw-bench-") as name:
        folder = Path(name)
        ways(folder, options.sample, options.dossiers)
        if not options.skip_growth:
            growth(folder, options.sample, options.few, options.many)
    return 0


def ways(folder: Path, sample: str, number: int) -> None:
    """Prints how fast each way of working is."""
    source = multiplied(sample, number, folder / "in")
    print(f"{number} keer {sample}")
    first: Measured | None = None
    for index, (name, options) in enumerate(WAYS.items()):
        result = measured(source, number, folder / f"uit-{index}", options)
        first = first or result
        ratio = first.seconds / result.seconds
        print(f"  {name:20} {number / result.seconds:7.1f} per seconde  {ratio:5.2f} keer  {result.peak_mb:5.0f} MB")


def growth(folder: Path, sample: str, few: int, many: int) -> None:
    """Prints how time and memory grow with the number of dossiers, with two processes."""
    small, large = (
        measured(multiplied(sample, number, folder / f"in-{number}"), number, folder / f"groei-{number}", WAYS[way])
        for way, number in (("twee processen", few), ("twee processen", many))
    )
    print(f"van {few} naar {many} dossiers, twee processen")
    print(f"  geheugen van wie de run leidt: {small.peak_mb:.0f} naar {large.peak_mb:.0f} MB", end="")
    print(f", {large.peak_mb / small.peak_mb:.2f} keer")
    print(f"  tijd per dossier: {small.each_ms:.1f} naar {large.each_ms:.1f} ms, start en einde meegeteld")


if __name__ == "__main__":
    sys.exit(main())
