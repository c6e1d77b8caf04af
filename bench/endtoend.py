"""Measures `build` and `screen` from file to folder: one process, two, Dask; how they grow; `build` against docxtpl.

Usage: python -m bench.endtoend [--few N] [--some N] [--many N] [--sample NAME] [--rich NAME] [--part NAME]...
A sample is multiplied, each with a reference of its own; the files to screen are lines of the corpus with a number.
Wall time counts, start and end included, so other work on the machine shows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.assembly import plain_docxtpl
from bench.machine import describe
from bench.scanning import CORPUS
from pipeline.documents.context import context
from pipeline.privacy.evaluation import marked_texts
from pipeline.resources import data_root

ONE, TWO, DASK = ("--jobs", "1"), ("--jobs", "2"), ("--cluster", "local", "--jobs", "2")
WAYS: dict[str, Sequence[str]] = {"een proces": ONE, "twee processen": TWO, "Dask, twee werkers": DASK}
WANTED_TWO, WANTED_DASK, WANTED_MEMORY, WANTED_TIME, WANTED_DOCXTPL = 1.6, 1.4, 1.2, 1.1, 8
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
_TERMS = defaultdict(lambda: "2026-01-05")
"""A day for each term; docxtpl does not compute them."""


@dataclass(frozen=True)
class Measured:
    """What one run took.

    Attributes:
        files: how many it did.
        seconds: wall time, start and end included.
        peak_mb: most memory of the process that leads the run.
    """

    files: int
    seconds: float
    peak_mb: float


Run = Callable[[int, Sequence[str]], Measured]


@dataclass(frozen=True)
class Bench:
    """Where files are made and results go, and what is asked."""

    folder: Path
    options: argparse.Namespace

    def build(self, number: int, way: Sequence[str], sample: str = "") -> Measured:
        """Builds so many dossiers in a program of its own."""
        source = self._dossiers(sample or self.options.sample, number)
        with tempfile.TemporaryDirectory(dir=self.folder) as out:
            return _measured(number, "build", str(source), "--out", f"{out}/uit", "--quiet", *way)

    def screen(self, number: int, way: Sequence[str]) -> Measured:
        """Screens so many files in a program of its own."""
        source = self._texts(number)
        with tempfile.TemporaryDirectory(dir=self.folder) as out:
            return _measured(number, "screen", str(source), "--out", f"{out}/uit", "--quiet", *way)

    def _dossiers(self, sample: str, number: int) -> Path:
        data = json.loads((data_root("samples") / "dossiers" / sample).read_text(encoding="utf-8"))
        folder = self.folder / f"{sample}-{number}"
        if not folder.exists():
            folder.mkdir()
            for index in range(number):
                text = json.dumps(data | {"kenmerk": f"nr-{index:06}"}, ensure_ascii=False)
                (folder / f"{index:06}.json").write_text(text, encoding="utf-8")
        return folder

    def _texts(self, number: int) -> Path:
        folder = self.folder / f"teksten-{number}"
        if not folder.exists():
            notes = _notes()
            for index in range(number):
                # A share has folders, and no file is the same as another: equal ones are read once.
                place = folder / f"{index // 200:04}"
                place.mkdir(parents=True, exist_ok=True)
                (place / f"{index:06}.txt").write_text(f"{notes[index % len(notes)]}\nNr. {index}\n", encoding="utf-8")
        return folder


def _notes() -> list[str]:
    """Returns the lines of the corpus in which nothing is forbidden, and after each nineteen one that is."""
    lines = list(marked_texts(sorted(CORPUS.glob("*.txt"))))
    clean = [marked.text for marked in lines if not marked.spans]
    forbidden = cycle(marked.text for marked in lines if marked.spans)
    return [text for at in range(0, len(clean), 19) for text in (*clean[at : at + 19], next(forbidden))]


def _measured(number: int, *words: str) -> Measured:
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    seconds = time.perf_counter() - begin
    code, peak = done.stderr.split()[-2:]
    assert code in {"0", "1"}, done.stderr
    return Measured(number, seconds, int(peak) / 1024)


def against_docxtpl(bench: Bench) -> list[bool]:
    """Prints how much faster `build` is, all that it does included, than docxtpl that only renders the documents."""
    number, name = bench.options.rich_number, bench.options.rich
    dossier = json.loads((data_root("samples") / "dossiers" / name).read_text(encoding="utf-8"))
    plain = _plain_loop(dossier)
    rounds = []
    for _ in range(5):
        begin = time.perf_counter()
        documents = plain()
        rounds.append(time.perf_counter() - begin)
    theirs = min(rounds)
    ours = bench.build(number, ONE, name).seconds / number
    print(f"\n{number} keer {name}, {documents} documenten met een eigen datum per dossier, een proces")
    print(f"  docxtpl, alleen vullen   {theirs * 1000:8.1f} ms per dossier")
    print(f"  build, van begin tot eind{ours * 1000:8.1f} ms per dossier")
    return [_judged("build, keer zo snel als docxtpl", theirs / ours, WANTED_DOCXTPL)]


def _plain_loop(dossier: Mapping[str, Any]) -> Callable[[], int]:
    """Returns what people do for each document that has a template; it returns how many there are."""
    work = []
    for index, document in enumerate(dossier["documenten"]):
        template = data_root("templates") / "_basis" / f"{document['soort'].replace('_', '-')}.docx"
        if template.exists():
            values = dict(context(dossier, index, set())) | {"termijnen": _TERMS}
            work.append((plain_docxtpl(template.read_bytes()), values))
    return lambda: len([render(values) for render, values in work])


def of_build(bench: Bench) -> list[bool]:
    """Prints how `build` does."""
    return _compared("build", f"dossiers als {bench.options.sample}", bench.build, bench.options)


def of_screen(bench: Bench) -> list[bool]:
    """Prints how `screen` does."""
    return _compared("screen", "tekstbestanden van een of enkele zinnen", bench.screen, bench.options)


def _compared(verb: str, what: str, run: Run, asked: argparse.Namespace) -> list[bool]:
    """Prints how a verb does with one process, two and Dask, and how time and memory of two processes grow."""
    print(f"\n{verb}, {asked.many} {what}")
    results = {}
    for name, way in WAYS.items():
        results[name] = result = run(asked.many, way)
        speed = results["een proces"].seconds / result.seconds
        print(
            f"  {name:20} {asked.many / result.seconds:7.1f} per seconde  {speed:5.2f} keer  {result.peak_mb:5.0f} MB"
        )
    one, two, dask = results.values()
    start, few, some = (run(number, TWO) for number in (1, asked.few, asked.some))
    print(f"  twee processen, {start.files}, {few.files}, {some.files} en {two.files} bestanden: ", end="")
    print(", ".join(f"{result.seconds:.1f} s en {result.peak_mb:.0f} MB" for result in (start, few, some, two)))
    each = [(result.seconds - start.seconds) / (result.files - 1) for result in (some, two)]
    return [
        _judged(f"{verb}, twee processen, keer zo snel als een", one.seconds / two.seconds, WANTED_TWO),
        _judged(f"{verb}, Dask met twee werkers, keer zo snel als een proces", one.seconds / dask.seconds, WANTED_DASK),
        _judged(f"{verb}, geheugen van wie de run leidt", two.peak_mb / few.peak_mb, WANTED_MEMORY, at_least=False),
        _judged(f"{verb}, tijd per bestand na de start", each[1] / each[0], WANTED_TIME, at_least=False),
    ]


def _judged(name: str, figure: float, wanted: float, *, at_least: bool = True) -> bool:
    is_met = figure >= wanted if at_least else figure <= wanted
    print(f"  {name}: {figure:.2f} ({'ten minste' if at_least else 'hoogstens'} {wanted:g}){'' if is_met else ' NIET'}")
    return is_met


PARTS = {"docxtpl": against_docxtpl, "build": of_build, "screen": of_screen}


def main() -> int:
    """Prints the figures; returns 1 when one is not what it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=200, help="memory grows from what so many files take")
    parser.add_argument("--some", type=int, default=2000, help="time grows from what so many files take")
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--sample", default="voorbeeld-minimaal.json")
    parser.add_argument("--rich", default="voorbeeld-volledig.json", help="what is built against docxtpl")
    parser.add_argument("--rich-number", type=int, default=300)
    parser.add_argument("--part", choices=PARTS, action="append")
    options = parser.parse_args()
    print(describe("pebble", "distributed", "docxtpl"))
    met: list[bool] = []
    with tempfile.TemporaryDirectory(prefix="pw-bench-") as name:
        for part in options.part or PARTS:
            met += PARTS[part](Bench(Path(name), options))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
