"""Scores findings against marked-up texts: recall, precision and category, by overlap.

A text is marked inline: `Hij heeft een [[diagnose:hernia]].` The label `?` is borderline: neither a hit nor a miss.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.errors import WrongUseError
from pipeline.model import Category, Finding

BORDERLINE: Final = "?"
"""The label of what is neither forbidden nor allowed for sure."""

_MARK: Final = re.compile(r"\[\[([a-z?]+):(.*?)\]\]", re.DOTALL)
_LABELS: Final = frozenset({BORDERLINE, *(category.value for category in Category)})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what may not stand in it.

    Attributes:
        name: of the file, with the line number when a file holds one text a line.
        text: without the marks.
        spans: start, end (half open, code points of `text`) and label.
    """

    name: str
    text: str = field(repr=False)
    spans: tuple[tuple[int, int, str], ...] = field(repr=False)

    @property
    def forbidden(self) -> bool:
        """Whether something may not stand in it."""
        return any(label != BORDERLINE for _, _, label in self.spans)

    def allows(self, finding: Finding) -> bool:
        """Tells whether a finding is false: it shares no character with a marked span."""
        return not any(overlaps((finding.start, finding.end), (start, end)) for start, end, _ in self.spans)


@dataclass(slots=True)
class Scores:
    """Counts over texts, by label, category and rule."""

    labelled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    rule_right: Counter[str] = field(default_factory=Counter)
    rule_wrong: Counter[str] = field(default_factory=Counter)
    category_right: int = 0
    clean: int = 0
    passed: int = 0

    def add(self, marked: Marked, findings: Sequence[Finding]) -> None:
        """Counts one text."""
        for start, end, label in marked.spans:
            if label == BORDERLINE:
                continue
            over = [finding for finding in findings if overlaps((finding.start, finding.end), (start, end))]
            self.labelled[label] += 1
            self.found[label] += bool(over)
            self.category_right += any(finding.category == label for finding in over)
        false = [marked.allows(finding) for finding in findings]
        for finding, wrong in zip(findings, false, strict=True):
            (self.wrong if wrong else self.right)[finding.category.value] += 1
            (self.rule_wrong if wrong else self.rule_right)[finding.rule] += 1
        if not marked.forbidden:
            self.clean += 1
            self.passed += not any(false)

    @property
    def recall(self) -> float:
        """Part of the forbidden spans that a finding touches."""
        return share(self.found.total(), self.labelled.total())

    @property
    def precision(self) -> float:
        """Part of the findings that touch a marked span."""
        return share(self.right.total(), self.right.total() + self.wrong.total())

    @property
    def category(self) -> float:
        """Part of the spans found that have a finding of their own category."""
        return share(self.category_right, self.found.total())


def share(part: int, whole: int) -> float:
    """Returns part of whole, 1 of nothing: where nothing was asked nothing went wrong."""
    return part / whole if whole else 1.0


def overlaps(one: Span, other: Span) -> bool:
    """Tells whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def parse(name: str, raw: str) -> Marked:
    """Returns a marked-up text.

    Raises:
        WrongUseError: a label that does not exist.
    """
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(raw):
        if mark[1] not in _LABELS:
            raise WrongUseError(f"{name}: het label '{mark[1]}' bestaat niet. Kies uit {', '.join(sorted(_LABELS))}.")
        text += raw[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return Marked(name, text + raw[last:], tuple(spans))


def marked_texts(paths: Iterable[Path]) -> Iterator[Marked]:
    """Yields the texts of folders (a .txt file a text) and files (a line a text).

    Raises:
        WrongUseError: a file that is no UTF-8, or a label that does not exist.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.txt")):
                yield parse(file.stem, _content(file))
        else:
            for number, line in enumerate(_content(path).splitlines(), 1):
                if line.strip():
                    yield parse(f"{path.stem}:{number}", line)


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise WrongUseError(f"{path.name}: niet te lezen als tekst in UTF-8.") from None
