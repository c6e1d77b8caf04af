"""Measures rendering: a plain docxtpl loop against a compiled template, same template and contexts, in one run.

Usage: python -m bench.assembly [--documents N] [--rounds N] [--fast]
Two templates: the plan van aanpak of the house style with the plans of the samples, and a generated one with the noise
that Word leaves behind. The fastest of the rounds counts, in CPU time and in wall time.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle, islice
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from bench.assembly_template import contexts, plan_van_aanpak
from pipeline.documents.context import context
from pipeline.documents.labels import FILTERS
from pipeline.documents.ooxml import parse, w
from pipeline.documents.package import ZLIB, Deflate, fastest_deflate
from pipeline.documents.readback import render_checked
from pipeline.documents.template import Template
from pipeline.resources import data_root

Way = Callable[[Mapping[str, Any]], bytes]
WANTED = 20


@dataclass(frozen=True)
class Case:
    """A template and what to fill it with."""

    name: str
    template: bytes
    items: Sequence[Mapping[str, Any]]


def cases(count: int) -> list[Case]:
    """Returns the two cases, each with `count` contexts."""
    shipped = (data_root("templates") / "_basis" / "plan-van-aanpak.docx").read_bytes()
    plans = list(islice(cycle(_sample_plans()), count))
    return [
        Case("plan van aanpak of the house style", shipped, plans),
        Case("generated, with Word's noise", plan_van_aanpak(), contexts(count)),
    ]


def _sample_plans() -> list[Mapping[str, Any]]:
    dossiers = (json.loads(path.read_bytes()) for path in sorted(data_root("samples").glob("dossiers/*.json")))
    return [
        context(dossier, index, set())
        for dossier in dossiers
        for index, document in enumerate(dossier.get("documenten", []))
        if document["soort"] == "plan_van_aanpak"
    ]


def plain_docxtpl(template: bytes) -> Way:
    """Returns what people do: open, render and save for each document."""
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)

    def render(item: Mapping[str, Any]) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(item), environment, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return render


def fastest_round(way: Way, items: Sequence[Mapping[str, Any]], rounds: int) -> tuple[float, float]:
    """Returns milliseconds a document, CPU and wall, of the fastest of `rounds`."""
    timings = []
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        for item in items:
            way(item)
        timings.append((time.process_time() - cpu, time.perf_counter() - wall))
    return min(cpu for cpu, _ in timings) * 1000 / len(items), min(wall for _, wall in timings) * 1000 / len(items)


def paragraphs(document: bytes) -> list[str]:
    """Returns the text of every paragraph, to see that both ways say the same."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = parse(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in root.iter(w("p"))]


def measure(case: Case, rounds: int, deflate: Deflate) -> float:
    """Prints a table for one case and returns how many times as fast rendering is."""
    started = time.process_time()
    compiled = Template(case.template, FILTERS, deflate)
    compiling = (time.process_time() - started) * 1000
    plain = plain_docxtpl(case.template)
    if any(paragraphs(plain(item)) != paragraphs(compiled.render(item)) for item in case.items):
        raise SystemExit("the two ways do not give the same text")

    size = sum(len(compiled.render(item)) for item in case.items) // len(case.items)
    print(
        f"\n{case.name}: {len(case.items)} documents of {size:,} bytes, {rounds} rounds, compiled in {compiling:.0f} ms"
    )
    print(f"{'':34}{'ms CPU':>9}{'ms wall':>9}{'docs/s':>9}{'ratio':>8}")
    ways: dict[str, Way] = {
        "docxtpl, plain loop": plain,
        f"compiled, {deflate.name}": compiled.render,
        "compiled and read back": lambda item: render_checked(compiled, item),
    }
    timings = {name: fastest_round(way, case.items, rounds) for name, way in ways.items()}
    reference = timings["docxtpl, plain loop"][0]
    for name, (cpu, wall) in timings.items():
        print(f"{name:34}{cpu:9.2f}{wall:9.2f}{1000 / cpu:9.0f}{reference / cpu:7.1f}x")
    return reference / timings[f"compiled, {deflate.name}"][0]


def main() -> int:
    """Prints the tables; returns 1 when a ratio is below what is wanted."""
    parser = argparse.ArgumentParser(description="Measures rendering against a plain docxtpl loop.")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--fast", action="store_true", help="compress with ISA-L when it is installed")
    options = parser.parse_args()
    print(f"{platform.platform()}, {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(", ".join(f"{name} {version(name)}" for name in ("docxtpl", "python-docx", "jinja2", "lxml")))
    deflate = fastest_deflate() if options.fast else ZLIB
    ratio = min(measure(case, options.rounds, deflate) for case in cases(options.documents))
    print(f"\nrendering is at least {ratio:.0f} times as fast; wanted: {WANTED}")
    return 0 if ratio >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
