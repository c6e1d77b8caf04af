"""The texts that the encoder learns from: the corpus, the proofs of the rules, and neighbours put together.

A batch of the corpus with blank lines holds documents: their lines are read with their own neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path
from random import Random

from bench.encoder.noise import Span
from pipeline.privacy.detector import Detector
from pipeline.privacy.evaluation import BORDERLINE, marked_texts, overlaps, parse
from pipeline.privacy.model import Example, RuleSet
from pipeline.privacy.rules import load_rules
from pipeline.privacy.suspicion import COLUMNS

Text = tuple[str, list[Span]]

JOINED = 0.2
"""The share of texts that stand with another one or two, as sentences do in a report."""
LONGEST = 350
"""Characters of texts put together; the encoder reads no more at once."""


def texts_of(paths: Sequence[Path]) -> list[Text]:
    """Returns the texts that stand by themselves in these files of the corpus, and the proofs of the rules."""
    return [*lines_of(paths), *_proofs()]


def lines_of(paths: Sequence[Path]) -> Iterator[Text]:
    """Yields the texts that stand by themselves in these files of the corpus."""
    alone = [path for path in paths if len(_paragraphs(path)) == 1]
    return ((marked.text, list(marked.spans)) for marked in marked_texts(alone))


def documents_of(paths: Sequence[Path]) -> list[list[Text]]:
    """Returns the documents in these files of the corpus, each as its lines."""
    found = []
    for path in paths:
        paragraphs = _paragraphs(path)
        for paragraph in paragraphs if len(paragraphs) > 1 else ():
            lines = (parse(path.stem, line) for line in paragraph.splitlines())
            found.append([(line.text, list(line.spans)) for line in lines])
    return found


def whole(lines: Sequence[Text]) -> Text:
    """Returns the lines of a document as one text."""
    return reduce(lambda before, after: _together(before, after, "\n"), lines)


def _paragraphs(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").strip().split("\n\n")


def _proofs() -> Iterator[Text]:
    """Yields the sentences in the rule files, marked; what they do not mark and a rule finds is not learned from."""
    rules = load_rules()
    detector = Detector(rules)
    marks: dict[str, set[Span]] = {}
    for example, label in _examples(rules):
        found = marks.setdefault(example.text, set())
        found.update((start, end, label) for start, end in example.marked)
    for text, spans in marks.items():
        findings = [((item.start, item.end), item.category.value) for item in detector.findings(text)]
        known = [
            (start, end, label or next((name for span, name in findings if overlaps(span, (start, end))), BORDERLINE))
            for start, end, label in spans
        ]
        free = (span for span, _ in findings if not any(overlaps(span, mark[:2]) for mark in spans))
        marked = [*known, *((*span, BORDERLINE) for span in free)]
        # Numbers of persons are for the rules alone.
        yield text, sorted((start, end, label if label in COLUMNS else BORDERLINE) for start, end, label in marked)


def _examples(rules: RuleSet) -> Iterator[tuple[Example, str]]:
    """Yields every example with the category of what it marks, "" where that is for the rules to say."""
    for rule in rules.rules:
        groups = (rule.proven, rule.missed, rule.clean)
        guards = (group for guard in rule.guards for group in (guard.clears, guard.keeps))
        yield from ((example, rule.category.value) for group in (*groups, *guards) for example in group)
    for context in rules.contexts:
        yield from ((example, "") for example in (*context.clears, *context.keeps))
    yield from ((example, "") for _, example in rules.clean_texts)


def joined(texts: Sequence[Text], random: Random) -> list[Text]:
    """Returns the texts in another order, some of them put together, with their spans moved along."""
    order = list(texts)
    random.shuffle(order)
    made: list[Text] = []
    for text, spans in order:
        before, kept = made[-1] if made else ("", [])
        if before and random.random() < JOINED and len(before) + len(text) < LONGEST:
            made[-1] = _together((before, kept), (text, spans), random.choice((" ", "\n", " ")))
        else:
            made.append((text, list(spans)))
    return made


def windows(documents: Sequence[Sequence[Text]], random: Random) -> list[Text]:
    """Returns the documents cut between lines into stretches of some length, as they are read when they are scanned."""
    made: list[Text] = []
    for lines in documents:
        most = 0
        for line in lines:
            if most and len(made[-1][0]) + len(line[0]) < most:
                made[-1] = _together(made[-1], line, "\n")
            else:
                made.append(line)
                most = random.randint(1, LONGEST)
    return made


def _together(before: Text, after: Text, gap: str) -> Text:
    (text, spans), (more, others) = before, after
    shift = len(text) + len(gap)
    return f"{text}{gap}{more}", [*spans, *((s + shift, e + shift, label) for s, e, label in others)]
