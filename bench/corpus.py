"""Scores the detector on marked-up lines or texts: recall per label, precision, misses and false findings.

Usage: python -m bench.corpus FILE_OR_FOLDER_OR_NUMBER... [--category X] [--show N] [--blocking] [--rules]
A FILE holds one marked snippet a line, a FOLDER one marked text a file, a NUMBER is a batch of nlp_rules/corpus.
Marks are inline: [[label:text]]; the label ? is borderline, neither a hit nor a miss.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.proofs import load_what_loads
from pipeline.model import Finding

CORPUS = Path("nlp_rules/corpus")
MARK = re.compile(r"\[\[([a-z?]+):(.*?)\]\]", re.DOTALL)
BORDERLINE = "?"
WIDTH = 40

Span = tuple[int, int]
Spans = list[tuple[int, int, str]]


@dataclass
class Score:
    """Counts over a set of texts, with the misses and false findings as lines to read."""

    found: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    category_right: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, text: str, spans: Spans, findings: Sequence[Finding]) -> None:
        """Counts one text."""
        for start, end, label in spans:
            if label == BORDERLINE:
                continue
            over = [finding for finding in findings if overlaps((finding.start, finding.end), (start, end))]
            self.labelled[label] += 1
            self.found[label] += bool(over)
            self.category_right += any(finding.category == label for finding in over)
            if not over:
                self.missed.append((label, f"{name} {label}: {around(text, (start, end))}"))
        for finding in findings:
            span = (finding.start, finding.end)
            if any(overlaps(span, (start, end)) for start, end, _ in spans):
                self.right[finding.category] += 1
            else:
                self.wrong[finding.category] += 1
                self.false.append((finding.category, f"{name} {finding.rule}: {around(text, span)}"))

    def lines(self) -> Iterator[str]:
        """Yields a line a label, then the totals."""
        for label in sorted(self.labelled | self.right | self.wrong):
            found = f"{self.found[label]:4}/{self.labelled[label]:4}"
            right, said = self.right[label], self.right[label] + self.wrong[label]
            yield f"{label:15} gevonden {found}  juist {right:4} van {said:4} ({share(right, said):.2f})"
        found, right = self.found.total(), self.right.total()
        recall = share(found, self.labelled.total())
        precision = share(right, right + self.wrong.total())
        yield f"recall {recall:.3f} precisie {precision:.3f} categorie {share(self.category_right, found):.3f}"


def share(part: int, whole: int) -> float:
    """Returns part of whole, 0 of nothing."""
    return part / max(1, whole)


def overlaps(one: Span, other: Span) -> bool:
    """Tells whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def around(text: str, span: Span) -> str:
    """Returns a span with some text on either side, on one line."""
    start, end = span
    shown = f"{text[max(0, start - WIDTH) : start]}[[{text[start:end]}]]{text[end : end + WIDTH]}"
    return shown.replace("\n", " ")


def strip_marks(raw: str) -> tuple[str, Spans]:
    """Returns the plain text and its labelled spans (half open)."""
    text, spans, last = "", [], 0
    for mark in MARK.finditer(raw):
        text += raw[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return text + raw[last:], spans


def marked_texts(paths: Iterable[Path]) -> Iterator[tuple[str, str, Spans]]:
    """Yields (name, plain text, spans)."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.txt")):
                yield file.stem, *strip_marks(file.read_text(encoding="utf-8"))
        else:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.stem}:{number}", *strip_marks(line)


def score(paths: Iterable[Path], wanted: Callable[[Finding], bool]) -> Score:
    """Scores the detector on the texts of `paths`, counting the findings that are wanted."""
    detector = load_what_loads()
    result = Score()
    for name, text, spans in marked_texts(paths):
        result.add(name, text, spans, [finding for finding in detector.findings(text) if wanted(finding)])
    return result


def some(rows: list[tuple[str, str]], category: str | None, count: int) -> list[str]:
    """Returns `count` rows of a category, spread over all of them."""
    chosen = [line for label, line in rows if category in {None, label}]
    return chosen[:: max(1, len(chosen) // count)][:count] if count else []


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--category")
    parser.add_argument("--show", type=int, default=0, help="this many misses and false findings")
    parser.add_argument("--rules", action="store_true", help="without the second opinion")
    parser.add_argument("--blocking", action="store_true", help="only blocking findings")
    options = parser.parse_args()
    paths = [Path(given) if Path(given).exists() else CORPUS / f"{given}.txt" for given in options.paths]

    def wanted(finding: Finding) -> bool:
        second = finding.rule.endswith(".tweede_mening")
        return (finding.blocking or not options.blocking) and not (second and options.rules)

    result = score(paths, wanted)
    if options.show:
        print("gemist:", *some(result.missed, options.category, options.show), sep="\n  ")
        print("ten onrechte:", *some(result.false, options.category, options.show), sep="\n  ")
    print(*result.lines(), sep="\n")


if __name__ == "__main__":
    main()
