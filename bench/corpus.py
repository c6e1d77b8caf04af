"""Shows what the detector misses and finds wrongly in marked-up lines or texts, for who writes rules.

Usage: python -m bench.corpus FILE_OR_FOLDER_OR_NUMBER... [--category X] [--show N] [--blocking] [--rules] [--fast]
A FILE holds one marked snippet a line, a FOLDER one marked text a file, a NUMBER is a batch of nlp_rules/corpus.
`poortwachter rules eval` prints the figures by category and rule.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.proofs import load_what_loads
from pipeline.model import Finding
from pipeline.privacy.evaluation import BORDERLINE, Marked, Scores, Span, marked_texts, overlaps

CORPUS = Path("nlp_rules/corpus")
WIDTH = 40


@dataclass
class Shown:
    """Scores, with the misses and false findings as (category, line to read)."""

    scores: Scores = field(default_factory=Scores)
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)

    def add(self, marked: Marked, findings: list[Finding]) -> None:
        """Counts one text."""
        self.scores.add(marked, findings)
        for start, end, label in marked.spans:
            hit = any(overlaps((finding.start, finding.end), (start, end)) for finding in findings)
            if label != BORDERLINE and not hit:
                self.missed.append((label, f"{marked.name} {label}: {around(marked.text, (start, end))}"))
        for finding in filter(marked.allows, findings):
            told = around(marked.text, (finding.start, finding.end))
            self.false.append((finding.category, f"{marked.name} {finding.rule}: {told}"))


def around(text: str, span: Span) -> str:
    """Returns a span with some text on either side, on one line."""
    start, end = span
    shown = f"{text[max(0, start - WIDTH) : start]}[[{text[start:end]}]]{text[end : end + WIDTH]}"
    return shown.replace("\n", " ")


def score(paths: Iterable[Path], wanted: Callable[[Finding], bool], *, fast: bool) -> Shown:
    """Scores the detector, without the encoder if `fast`, on texts, counting the findings that are wanted."""
    detector = load_what_loads(fast=fast)
    result = Shown()
    for marked in marked_texts(paths):
        result.add(marked, [finding for finding in detector.findings(marked.text) if wanted(finding)])
    return result


def some(rows: list[tuple[str, str]], category: str | None, count: int) -> list[str]:
    """Returns `count` rows of a category, spread over all of them."""
    chosen = [line for label, line in rows if category in {None, label}]
    return chosen[:: max(1, len(chosen) // count)][:count] if count else []


def main() -> None:
    """Prints misses, false findings and the totals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--category")
    parser.add_argument("--show", type=int, default=0, help="this many misses and false findings")
    parser.add_argument("--rules", action="store_true", help="without what only a model finds")
    parser.add_argument("--blocking", action="store_true", help="only blocking findings")
    parser.add_argument("--fast", action="store_true", help="without the encoder")
    options = parser.parse_args()
    paths = [Path(given) if Path(given).exists() else CORPUS / f"{given}.txt" for given in options.paths]

    def wanted(finding: Finding) -> bool:
        second = finding.rule.endswith(".tweede_mening")
        return (finding.blocking or not options.blocking) and not (second and options.rules)

    result = score(paths, wanted, fast=options.fast)
    if options.show:
        print("gemist:", *some(result.missed, options.category, options.show), sep="\n  ")
        print("ten onrechte:", *some(result.false, options.category, options.show), sep="\n  ")
    scores = result.scores
    print(f"recall {scores.recall:.3f} precisie {scores.precision:.3f} categorie {scores.category:.3f}")


if __name__ == "__main__":
    main()
