"""Scores the rules on marked-up lines or texts: recall per label, precision, misses and false findings.

Usage: python -m bench.corpus FILE_OR_FOLDER... [--category X] [--show N] [--blocking]
A FILE holds one marked snippet a line, a FOLDER one marked text a file; marks as in docs/detectie.md.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.proofs import load_what_loads

MARK = re.compile(r"\[\[([a-z?]+):(.*?)\]\]", re.DOTALL)
Spans = list[tuple[int, int, str]]


def strip_marks(raw: str) -> tuple[str, Spans]:
    """Returns the plain text and its labelled spans (half open)."""
    text, spans, last = "", [], 0
    for mark in MARK.finditer(raw):
        text += raw[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return text + raw[last:], spans


def marked_texts(paths: list[Path]) -> Iterator[tuple[str, str, Spans]]:
    """Yields (name, plain text, spans)."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.txt")):
                yield file.stem, *strip_marks(file.read_text(encoding="utf-8"))
        else:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.stem}:{number}", *strip_marks(line)


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tells whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--category")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--rules", action="store_true", help="without the second opinion")
    parser.add_argument("--blocking", action="store_true", help="only blocking findings")
    options = parser.parse_args()
    corpus = Path("nlp_rules/corpus")
    paths = [Path(p) if Path(p).exists() else corpus / f"{p}.txt" for p in options.paths]
    detector = load_what_loads()
    found, total, right, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    missed, false, category_right = [], [], 0
    for name, text, spans in marked_texts(paths):
        findings = [
            f
            for f in detector.findings(text)
            if (f.blocking or not options.blocking) and not (options.rules and f.rule.endswith(".tweede_mening"))
        ]
        for start, end, label in spans:
            if label == "?":
                continue
            total[label] += 1
            over = [f for f in findings if overlaps((f.start, f.end), (start, end))]
            found[label] += bool(over)
            category_right += any(f.category == label for f in over)
            if not over and options.category in {None, label}:
                missed.append(
                    f"  {name} {label}: {text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 40]}"
                )
        for f in findings:
            good = any(overlaps((f.start, f.end), (s, e)) for s, e, _ in spans)
            (right if good else wrong)[f.category] += 1
            if not good and options.category in {None, f.category}:
                false.append(
                    f"  {name} {f.rule}: {text[max(0, f.start - 40) : f.start]}[[{text[f.start : f.end]}]]{text[f.end : f.end + 40]}"
                )
    step = lambda rows: rows[:: max(1, len(rows) // options.show)][: options.show] if options.show else []  # noqa: E731
    print("\n".join(["gemist:", *step(missed), "ten onrechte:", *step(false)]))
    for label in sorted(total | right | wrong):
        r, w = right[label], wrong[label]
        print(
            f"{label:15} gevonden {found[label]:4}/{total[label]:4}  juist {r:4} van {r + w:4} ({r / max(1, r + w):.2f})"
        )
    hits, spans_, r, w = found.total(), total.total(), right.total(), wrong.total()
    print(
        f"recall {hits / max(1, spans_):.3f} precisie {r / max(1, r + w):.3f} categorie {category_right / max(1, hits):.3f}"
    )


if __name__ == "__main__":
    main()
