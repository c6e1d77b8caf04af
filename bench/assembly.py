"""Measures rendering: a plain docxtpl loop and the peers of npm against a compiled template, same contexts, in one run.

Usage: python -m bench.assembly [--documents N] [--rounds N]
Two templates: the plan van aanpak of the house style with the plans of the samples, and a generated one with the noise
that Word leaves behind, which docxtemplater and easy-template-x get in their own tags. The ways take turns, and for
every document the fastest of the rounds counts, in CPU time and in wall time.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from bench.assembly_template import contexts, flattened, plan_van_aanpak
from pipeline.documents.context import context
from pipeline.documents.labels import FILTERS
from pipeline.documents.ooxml import parse, w
from pipeline.documents.package import ZLIB, fastest_deflate
from pipeline.documents.readback import render_checked
from pipeline.documents.template import Template
from pipeline.resources import data_root

Way = Callable[[Mapping[str, Any]], bytes]
WANTED, WANTED_FAST, WANTED_PEER = 40, 80, 10
PLAIN = "docxtpl, plain loop"
PEERS = Path(__file__).parent / "peers"
Timing = tuple[float, float]


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


def fastest(ways: Mapping[str, Way], items: Sequence[Mapping[str, Any]], rounds: int) -> dict[str, Timing]:
    """Returns for each way milliseconds a document, CPU and wall: of every document the fastest of `rounds`."""
    best = {name: [(float("inf"), float("inf"))] * len(items) for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            for index, item in enumerate(items):
                cpu, wall = time.process_time(), time.perf_counter()
                way(item)
                taken = time.process_time() - cpu, time.perf_counter() - wall
                best[name][index] = min(taken[0], best[name][index][0]), min(taken[1], best[name][index][1])
    return {
        name: (sum(cpu for cpu, _ in times) * 1000 / len(items), sum(wall for _, wall in times) * 1000 / len(items))
        for name, times in best.items()
    }


def paragraphs(document: bytes) -> list[str]:
    """Returns the text of every paragraph, to see that both ways say the same."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = parse(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in root.iter(w("p"))]


def measure(case: Case, rounds: int) -> tuple[dict[str, Timing], str, str]:
    """Measures the ways of Python; returns their timings and the names of ours, with zlib and with the fast deflate."""
    started = time.process_time()
    compiled, fast = (Template(case.template, FILTERS, deflate) for deflate in (ZLIB, fastest_deflate()))
    compiling = (time.process_time() - started) * 1000 / 2
    plain = plain_docxtpl(case.template)
    if any(paragraphs(plain(item)) != paragraphs(compiled.render(item)) for item in case.items):
        raise SystemExit("the two ways do not give the same text")
    size = sum(len(compiled.render(item)) for item in case.items) // len(case.items)
    print(
        f"\n{case.name}: {len(case.items)} documents of {size:,} bytes, {rounds} rounds, compiled in {compiling:.0f} ms"
    )
    names = f"compiled, {compiled.deflate}", f"compiled, {fast.deflate}"
    ways: dict[str, Way] = {
        PLAIN: plain,
        names[0]: compiled.render,
        names[1]: fast.render,
        "compiled and read back": lambda item: render_checked(compiled, item),
    }
    return fastest(ways, case.items, rounds), *names


def peers(items: Sequence[Mapping[str, Any]], rounds: int) -> dict[str, Timing]:
    """Measures the peers of npm on the generated template in their own tags; none when they are not installed.

    Raises:
        SystemExit: a peer gives another text than docxtpl's template does.
    """
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules").is_dir():
        print("docxtemplater and easy-template-x are skipped: npm install --prefix bench/peers")
        return {}
    with tempfile.TemporaryDirectory(prefix="pw-bench-") as name:
        folder = Path(name)
        (folder / "template.docx").write_bytes(plan_van_aanpak(flat=True))
        (folder / "contexts.json").write_text(json.dumps([flattened(item) for item in items]), encoding="utf-8")
        command = [node, PEERS / "measure.js", folder / "template.docx", folder / "contexts.json", str(rounds), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        ours = Template(plan_van_aanpak())
        for index, item in enumerate(items):
            wanted = [text for text in paragraphs(ours.render(item)) if text]
            for peer in found:
                got = paragraphs((folder / f"{peer}-{index}.docx").read_bytes())
                if [text for text in got if text] != wanted:
                    raise SystemExit(f"{peer} does not give the same text")
    return {f"{peer} {timing['version']}": (timing["cpu"], timing["wall"]) for peer, timing in found.items()}


def main() -> int:
    """Prints the tables; returns 1 when a ratio is below what is wanted."""
    parser = argparse.ArgumentParser(description="Measures rendering against a plain docxtpl loop and peers of npm.")
    parser.add_argument("--documents", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{platform.platform()}, {platform.machine()}, Python {platform.python_version()}, ", end="")
    print(", ".join(f"{name} {version(name)}" for name in ("docxtpl", "python-docx", "jinja2", "lxml")))
    shipped, generated = cases(options.documents)
    timings, zlib, fast = measure(shipped, options.rounds)
    show(timings)
    ratios = [(timings[PLAIN][0] / timings[zlib][0], WANTED), (timings[PLAIN][0] / timings[fast][0], WANTED_FAST)]
    timings, zlib, fast = measure(generated, options.rounds)
    others = peers(generated.items, options.rounds)
    show(timings | others)
    print(f"\nplan van aanpak of the house style, zlib: {ratios[0][0]:.0f} times docxtpl; wanted: {WANTED}")
    print(f"the same with the fast deflate: {ratios[1][0]:.0f} times docxtpl; wanted: {WANTED_FAST}")
    if others:
        ratios.append((min(cpu for cpu, _ in others.values()) / timings[zlib][0], WANTED_PEER))
        print(f"the generated one, zlib: {ratios[-1][0]:.0f} times the fastest peer; wanted: {WANTED_PEER}")
    return 0 if all(ratio >= wanted for ratio, wanted in ratios) else 1


def show(timings: Mapping[str, Timing]) -> None:
    """Prints a table; a ratio is to the plain loop."""
    print(f"{'':34}{'ms CPU':>9}{'ms wall':>9}{'docs/s':>9}{'ratio':>8}")
    for name, (cpu, wall) in timings.items():
        print(f"{name:34}{cpu:9.2f}{wall:9.2f}{1000 / cpu:9.0f}{timings[PLAIN][0] / cpu:7.1f}x")


if __name__ == "__main__":
    sys.exit(main())
