"""Makes nlp_rules/gewone_woorden.npz: checksums of words that are no slip for a medical term, and such terms.

Usage: python -m bench.dictionary WORDLIST
WORDLIST holds a word a line: the list of OpenTaal (BSD), which Debian has as package wdutch, in /usr/share/dict/dutch.
The words of the corpus that stand in no marked span come on top: names, trades, jargon, and slips that mean no harm;
and so do the words of the examples in the rules that must not be found.
Of the words in the list those are kept as they are that a rule hits by a stem or a pattern, so that a slip for
'oncoloog' is known as one too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from pipeline.privacy.evaluation import marked_texts, overlaps
from pipeline.privacy.matching import Matcher
from pipeline.privacy.model import RuleSet
from pipeline.privacy.rules import load_rules
from pipeline.privacy.spelling import WORDS, checksum
from pipeline.text import normalise

RULES = Path("nlp_rules")
WORD = re.compile(r"[a-z]{5,}")


def main() -> None:
    """Writes the list."""
    listed = frozenset(WORD.findall(normalise(Path(sys.argv[1]).read_text(encoding="utf-8")).lower))
    words = set(listed)
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
    hit = _hit(listed, rules)
    np.savez_compressed(RULES / WORDS, words=numbers, hit=np.array(hit))
    print(f"{len(words)} woorden, {len(hit)} voor de regels, {(RULES / WORDS).stat().st_size / 1e6:.1f} MB")


def _hit(words: Iterable[str], rules: RuleSet) -> list[str]:
    """Returns the words, in order, that a rule hits by a stem or a pattern when they stand by themselves."""
    matcher = Matcher(rules)
    terms = {term.text for rule in rules.rules for term in rule.terms if not (term.open_left or term.open_right)}
    return [word for word in sorted(words) if word not in terms and matcher.rules_of(word)]


if __name__ == "__main__":
    main()
