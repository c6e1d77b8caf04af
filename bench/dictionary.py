"""Makes nlp_rules/gewone_woorden.npz: checksums of words that are no slip of the pen for a medical term.

Usage: python -m bench.dictionary WORDLIST
WORDLIST holds a word a line: the list of OpenTaal (BSD), which Debian has as package wdutch, in /usr/share/dict/dutch.
The words of the corpus that stand in no marked span come on top: names, trades, jargon, and slips that mean no harm;
and so do the words of the examples in the rules that must not be found.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

from pipeline.privacy.evaluation import marked_texts, overlaps
from pipeline.privacy.rules import load_rules
from pipeline.privacy.spelling import WORDS, checksum
from pipeline.text import normalise

RULES = Path("nlp_rules")
WORD = re.compile(r"[a-z]{5,}")


def main() -> None:
    """Writes the list."""
    words = set(WORD.findall(normalise(Path(sys.argv[1]).read_text(encoding="utf-8")).lower))
    for marked in marked_texts(sorted(RULES.glob("corpus/*.txt"))):
        normalised = normalise(marked.text)
        for match in WORD.finditer(normalised.lower):
            span = normalised.source_span(*match.span())
            if not any(overlaps(span, (start, end)) for start, end, _ in marked.spans):
                words.add(match[0])
    rules = load_rules()
    guards = [guard for rule in rules.rules for guard in rule.guards]
    allowed = [example for rule in rules.rules for example in rule.clean]
    allowed += [example for guard in guards for example in guard.clears]
    allowed += [example for context in rules.contexts for example in context.clears]
    for text in [*(example.text for example in allowed), *(rule.proposal for rule in rules.rules)]:
        words |= set(WORD.findall(normalise(text).lower))
    numbers = np.array(sorted({checksum(word) for word in words}), np.uint32)
    np.savez_compressed(RULES / WORDS, words=numbers)
    print(f"{len(words)} woorden, {(RULES / WORDS).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
