"""How long every verb takes to show its help, next to the start of Python with click alone, and what it loads."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator

import click

from bench.machine import describe
from pipeline.cli import main as poortwachter

MOST = 4.0
"""So many times the start of a bare click a verb may take at most."""

HEAVY = ("spacy", "numpy", "docx", "docxtpl", "lxml", "jinja2", "jsonschema", "dask", "distributed", "onnxruntime")
_LOADED = "import sys; sys.stderr.write(' '.join({name.partition('.')[0] for name in sys.modules}))"


def cpu_seconds(command: list[str]) -> float:
    """Returns the CPU time of a program: on a busy machine the clock on the wall says nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fastest(work: Callable[[], float], rounds: int) -> float:
    """Returns the least of some rounds."""
    return min(work() for _ in range(rounds))


def verbs(command: click.Command, name: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yields every verb as its words, that of the program itself first."""
    yield name
    if isinstance(command, click.Group):
        for part, child in sorted(command.commands.items()):
            yield from verbs(child, (*name, part))


def heavy_of(verb: tuple[str, ...]) -> list[str]:
    """Returns the heavy libraries that the help of a verb loads."""
    code = f"from pipeline.cli import main; main([*{verb!r}, '--help'], standalone_mode=False); {_LOADED}"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return sorted(set(HEAVY) & set(done.stderr.split()))


def main() -> int:
    """Prints a line for every verb; returns 1 when one is too slow or loads too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    print(describe("click"))
    bare = fastest(lambda: cpu_seconds([sys.executable, "-c", "import click"]), rounds)
    print(f"python -c 'import click': {bare * 1000:.0f} ms CPU")
    worst, loaded = 0.0, set()
    for verb in verbs(poortwachter):
        command = [sys.executable, "-m", "pipeline", *verb, "--help"]
        ratio = fastest(lambda command=command: cpu_seconds(command), rounds) / bare
        heavy = heavy_of(verb)
        worst, loaded = max(worst, ratio), loaded | set(heavy)
        print(f"  {' '.join(verb) or '(zonder opdracht)':24} {ratio:4.1f} keer  {' '.join(heavy)}")
    print(
        f"langzaamste: {worst:.1f} keer (hoogstens {MOST:.0f}); zware pakketten: {' '.join(sorted(loaded)) or 'geen'}"
    )
    return int(worst > MOST or bool(loaded))


if __name__ == "__main__":
    sys.exit(main())
