"""Measures taking in a dossier: JSON, schema and cross checks, against json and jsonschema, on the samples in one run.

Usage: python -m bench.intake [--rounds N]
For every dossier the fastest of the rounds counts, in CPU time. First the verdicts of both validators are compared.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable

from bench.machine import describe
from pipeline.dossier import checks
from pipeline.dossier.load import load
from pipeline.dossier.schema import is_valid, is_valid_reference, problems
from pipeline.resources import data_root

Way = Callable[[bytes], object]
WANTED = 4
"""So many times as fast as json and jsonschema all of our intake must be; the cross checks have no counterpart."""


def everything(content: bytes) -> None:
    """Does what `validate` does with the form of a dossier: reads it, holds it against the schemas, checks it all."""
    dossier = load(content, "x.json")
    if not problems(dossier):
        checks.problems(dossier)


WAYS: dict[str, Way] = {
    "json en jsonschema": lambda content: is_valid_reference(json.loads(content)),
    "lezen": lambda content: load(content, "x.json"),
    "lezen en schema": lambda content: problems(load(content, "x.json")),
    "lezen, schema en samenhang": everything,
    "alleen schema": lambda content: is_valid(json.loads(content)),
}


def fastest(way: Way, contents: list[bytes], rounds: int) -> float:
    """Returns milliseconds of CPU time for a dossier: the mean of the fastest round of each."""
    best = [float("inf")] * len(contents)
    for _ in range(rounds):
        for index, content in enumerate(contents):
            begin = time.process_time()
            way(content)
            best[index] = min(best[index], time.process_time() - begin)
    return sum(best) * 1000 / len(best)


def main() -> int:
    """Prints a line for each way; returns 1 when all of our intake is not as much faster as is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    contents = [path.read_bytes() for path in sorted(data_root("samples").glob("dossiers/*.json"))]
    for content in contents:
        data = json.loads(content)
        if is_valid(data) is not is_valid_reference(data):
            raise SystemExit("the two validators do not agree")
    size = sum(map(len, contents)) // len(contents)
    print(describe("jsonschema", "jsonschema-rs"))
    print(f"{len(contents)} dossiers van gemiddeld {size:,} bytes, {rounds} rondes")
    timings = {name: fastest(way, contents, rounds) for name, way in WAYS.items()}
    reference = timings["json en jsonschema"]
    for name, each in timings.items():
        print(f"  {name:28}{each:8.2f} ms CPU{reference / each:7.1f} keer")
    return 0 if reference / timings["lezen, schema en samenhang"] >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
