"""Makes nlp_rules/ankers.json: the rarest words that must stand in a sentence before a pattern can match there.

Usage: python -m bench.anchors
Run it after rules changed: without it they find the same, but loading and scanning take longer. How rare a word is, is
counted in nlp_rules/corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import inf
from pathlib import Path

from pipeline.privacy import needed
from pipeline.privacy.anchors import Cost, marked
from pipeline.privacy.evaluation import marked_texts
from pipeline.privacy.model import Pattern, RuleSet
from pipeline.privacy.rules import load_rules
from pipeline.text import normalise, sentence_bounds

RULES = Path("nlp_rules")
WAYS = 40
"""Into how many ways to match a pattern may be taken apart."""

EACH = 0.02
"""What a word costs besides the sentences that it stands in: room in the automaton."""


def all_patterns(rules: RuleSet) -> Iterator[Pattern]:
    """Yields every pattern of rules, guards and contexts."""
    for rule in rules.rules:
        yield from rule.patterns
        yield from (guard.pattern for guard in rule.guards)
    for context in rules.contexts:
        yield from context.patterns
        yield from context.phrases
        yield from context.without


def counted(corpus: Path) -> Cost:
    """Returns the cost of a word: how often it stands in 10,000 sentences of the corpus."""
    sentences, written = 0, []
    for text in (normalise(line.text) for line in marked_texts(sorted(corpus.glob("*.txt")))):
        sentences += len(sentence_bounds(text)) - 1
        written.append(marked(text.lower))
    everything = f" {'  '.join(written)} "
    words = Counter(everything.split())

    @cache
    def cost(word: str) -> float:
        key = marked(word)
        whole = key.strip()
        if key == f" {whole} " and whole.isalnum():
            return words[whole] * 10_000 / sentences + EACH
        # A letter inside words is everywhere.
        return everything.count(key) * 10_000 / sentences + EACH if len(whole) > 1 else inf

    return cost


def table() -> str:
    """Returns the text of the table; equal rules and corpus give equal text."""
    rules = load_rules(table=needed.Table(), cost=counted(RULES / "corpus"), ways=WAYS)
    return needed.written({needed.key(pattern.full): pattern.needs for pattern in all_patterns(rules)})


def main() -> None:
    """Writes the table."""
    path = RULES / needed.TABLE
    path.write_text(table(), encoding="utf-8")
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
