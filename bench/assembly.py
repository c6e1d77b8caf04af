"""Measures rendering: a plain docxtpl loop against a compiled template, same template and contexts, in one run.

    python -m bench.assembly [TEMPLATE.docx CONTEXTS.json] [--documents N] [--rounds N] [--fast]

CONTEXTS.json holds a list of contexts. Without arguments a plan van aanpak of four pages is generated, noise of Word
included. Per round both ways render every context once; the fastest round counts, in CPU time and in wall time.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import sys
import time
import zipfile
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from bench.assembly_template import contexts, plan_van_aanpak
from pipeline.documents.package import ZLIB, fastest_deflate
from pipeline.documents.readback import render_checked
from pipeline.documents.template import Template

Way = Callable[[dict[str, Any]], bytes]
WANTED = 20


def plain_docxtpl(template: bytes) -> Way:
    """Returns what people do: open, render and save for each document."""

    def render(context: dict[str, Any]) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return render


def fastest_round(way: Way, items: Iterable[dict[str, Any]], rounds: int) -> tuple[float, float]:
    """Returns milliseconds a document, CPU and wall, of the fastest of `rounds`."""
    items = list(items)
    timings = []
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        for item in items:
            way(item)
        timings.append((time.process_time() - cpu, time.perf_counter() - wall))
    return min(t[0] for t in timings) * 1000 / len(items), min(t[1] for t in timings) * 1000 / len(items)


def same_text(one: bytes, other: bytes) -> bool:
    """True when both documents hold the same paragraphs."""
    return _paragraphs(one) == _paragraphs(other)


def _paragraphs(document: bytes) -> list[str]:
    from pipeline.documents.ooxml import parse, w

    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = parse(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in root.iter(w("p"))]


def main() -> int:
    """Prints the table; returns 1 when the ratio is below what is wanted."""
    options = _options()
    if options.template:
        template = options.template.read_bytes()
        items = json.loads(options.contexts.read_text(encoding="utf-8"))
    else:
        template, items = plan_van_aanpak(), contexts(options.documents)
    started = time.process_time()
    compiled = Template(template, deflate=fastest_deflate() if options.fast else ZLIB)
    compiling = (time.process_time() - started) * 1000
    plain = plain_docxtpl(template)
    if not all(same_text(plain(item), compiled.render(item)) for item in items):
        print("the two ways do not give the same text", file=sys.stderr)
        return 1

    ways: dict[str, Way] = {
        "docxtpl, plain loop": plain,
        f"compiled ({compiled.deflate})": compiled.render,
        "compiled, read back": lambda item: render_checked(compiled, item),
    }
    print(f"{platform.platform()}, {platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in ("docxtpl", "python-docx", "jinja2", "lxml")))
    print(f"{len(items)} documents, {options.rounds} rounds, template {len(template):,} bytes, ", end="")
    print(f"document {len(compiled.render(items[0])):,} bytes; compiling once took {compiling:.0f} ms CPU\n")
    print(f"{'':32}{'ms CPU':>10}{'ms wall':>10}{'docs/s':>10}{'ratio':>8}")
    reference = 0.0
    ratios = []
    for name, way in ways.items():
        cpu, wall = fastest_round(way, items, options.rounds)
        reference = reference or cpu
        ratios.append(reference / cpu)
        print(f"{name:32}{cpu:10.2f}{wall:10.2f}{1000 / cpu:10.0f}{ratios[-1]:7.1f}x")
    print(f"\nrendering is {ratios[1]:.0f} times as fast; wanted: {WANTED}")
    return 0 if ratios[1] >= WANTED else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures rendering against a plain docxtpl loop.")
    parser.add_argument("template", nargs="?", type=Path, help="a DOCX template")
    parser.add_argument("contexts", nargs="?", type=Path, help="a JSON file with a list of contexts for it")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--fast", action="store_true", help="compress with ISA-L when it is installed")
    options = parser.parse_args()
    if options.template and not options.contexts:
        parser.error("a template needs its contexts")
    return options


if __name__ == "__main__":
    sys.exit(main())
