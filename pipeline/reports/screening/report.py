"""One report of a screening over any number of documents: the counts, and the documents as they are asked for."""

from __future__ import annotations

import heapq
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

from pipeline.examined import Examined, Tally
from pipeline.model import Category, Finding, Outcome, Severity
from pipeline.reports.lines import end_line, outcome_lines
from pipeline.reports.totals import Totals
from pipeline.verdicts import BaselineState

MOST: Final = 1_000
"""Of how many documents a page shows the findings: more would make it too heavy to open. The workbook has all."""
_MOST_REASONS: Final = 200
_OTHER: Final = "Andere redenen; zie het werkblad."
_DIGITS: Final = re.compile(r"\d+")
_WEIGHT: Final = {Severity.HOOG: 0, Severity.MIDDEN: 1, Severity.LET_OP: 2}


@dataclass(slots=True)
class RuleCount:
    """How often one rule found something that nothing silences, and what it says.

    Attributes:
        sample: one of its findings, for what is the same for all.
        findings: how many.
        documents: in how many documents and folders.
    """

    sample: Finding
    findings: int = 0
    documents: int = 0


@dataclass(slots=True)
class Report:
    """What a screening came to, read from its lines; memory does not grow with the number of documents.

    Attributes:
        path: the file with the lines.
        head: the first line.
        tally: the counts.
        categories: findings that nothing silences per category: the sure ones, and all.
        rules: per rule that found anything, by its id; also where all of it is silenced.
        formats: documents per format.
        reasons: why parts were not examined, with how many.
        absent: what an earlier screening had and this one has not, with how many of each state.
        gone: how many documents of an earlier screening were not met.
        warnings: what is to be said of the suppressions.
        audit: the head of the audit trail after this screening, "" without one.
    """

    path: Path
    head: dict[str, Any]
    tally: Tally = field(default_factory=Tally)
    categories: dict[Category, tuple[int, int]] = field(default_factory=dict)
    rules: dict[str, RuleCount] = field(default_factory=dict)
    formats: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    absent: Counter[str] = field(default_factory=Counter)
    gone: int = 0
    warnings: list[str] = field(default_factory=list)
    audit: str = ""
    _worst: list[tuple[Any, ...]] = field(default_factory=list)
    _incomplete: list[int] = field(default_factory=list)
    _kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> Report:
        """Reads a report once from beginning to end.

        Raises:
            OSError, ValueError, LookupError: it is no report.
        """
        with path.open("rb") as file:
            report = cls(path, json.loads(file.readline()))
            number = count()
            while True:
                place = file.tell()
                text = file.readline()
                if not text:
                    return report
                report._take(json.loads(text), place, next(number))

    @property
    def is_compared(self) -> bool:
        """Whether the findings are held against those of an earlier screening."""
        return bool(self.head.get("baseline"))

    @property
    def op(self) -> str:
        """The day of the screening as jjjj-mm-dd, or "" when none was given."""
        return str(self.head.get("started", ""))

    def documents(self) -> Iterator[Examined]:
        """Yields all documents and folders, in the order of their paths."""
        for line in self.lines("document"):
            yield Examined.of(line)

    def lines(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yields the lines of one kind."""
        with self.path.open("rb") as file:
            for text in file:
                line = json.loads(text)
                if line["kind"] == kind:
                    yield line

    def worst(self, *, new: bool) -> Iterator[Examined]:
        """Yields the documents and folders with findings, the most serious first: at most `MOST` in all.

        Args:
            new: those with a finding that an earlier screening did not have; else the rest, which is all of them when
                nothing was compared.
        """
        return self._at([item[-1] for item in sorted(self._worst, reverse=True) if item[0] == new])

    @property
    def known(self) -> int:
        """How many documents and folders `worst` gives that have nothing new."""
        return sum(not item[0] for item in self._worst)

    def incomplete(self) -> Iterator[Examined]:
        """Yields the documents that were not examined as a whole, in the order of their paths: at most `MOST`."""
        return self._at(self._incomplete)

    def _at(self, places: Sequence[int]) -> Iterator[Examined]:
        with self.path.open("rb") as file:
            for place in places:
                file.seek(place)
                yield Examined.of(json.loads(file.readline()))

    def _take(self, line: dict[str, Any], place: int, number: int) -> None:
        match line["kind"]:
            case "document":
                self._count(Examined.of(line), place, number)
            case "absent":
                self.absent[line["state"]] += 1
            case "gone":
                self.gone += 1
            case "warning":
                self.warnings.append(line["message"])
            case "end":
                self.audit = line.get("audit", "")

    def _count(self, item: Examined, place: int, number: int) -> None:
        self.tally.add(item)
        if not item.is_folder:
            self.formats[item.format or "onbekend"] += 1
        for unread in item.unread:
            # Reasons that differ in a number only, of a page or a line, count as the first of them.
            kind = _DIGITS.sub("", unread.reason)
            if len(self._kinds) < _MOST_REASONS:
                self._kinds.setdefault(kind, unread.reason)
            self.reasons[self._kinds.get(kind, _OTHER)] += 1
        standing = item.standing
        for finding in item.findings:
            self.rules.setdefault(finding.rule, RuleCount(finding))
        for finding in standing:
            sure, all_of_them = self.categories.get(finding.category, (0, 0))
            self.categories[finding.category] = (sure + finding.blocking, all_of_them + 1)
            self.rules[finding.rule].findings += 1
        for rule in {finding.rule for finding in standing}:
            self.rules[rule].documents += 1
        if not item.status.is_complete and len(self._incomplete) < MOST:
            self._incomplete.append(place)
        if item.findings:
            _keep(self._worst, (has_new(item), *_rank(standing), -number, place))


def contract_lines(report: Report) -> Iterator[str]:
    """Yields the lines of `--json`: every finding that nothing silences, every unread part, and the end."""
    for item in report.documents():
        texts = {finding: text for (finding, _), text in zip(item.marked, item.shown, strict=False)}
        outcome = Outcome(item.path, item.standing, unread=item.unread)
        yield from outcome_lines(outcome, texts.__getitem__ if texts else None)
    tally = report.tally
    totals = Totals(tally.documents, tally.marked, tally.findings, tally.blocking, unread=tally.unread)
    yield end_line(totals, tally.exit_code)


def has_new(item: Examined) -> bool:
    """Says whether a document has a finding that an earlier screening did not have, and that nothing silences."""
    return any(mark.state is BaselineState.NIEUW and not mark.silenced for _, mark in item.marked)


def weight(finding: Finding) -> tuple[int, int]:
    """Returns what findings are sorted by, the most serious first: sure before doubtful, then how much it matters."""
    return (not finding.blocking, _WEIGHT[finding.severity])


def _rank(findings: Sequence[Finding]) -> tuple[int, ...]:
    """Returns how serious a document is, higher for worse: how many findings of each weight it has."""
    counts = Counter(weight(finding) for finding in findings)
    return tuple(counts[doubtful, heavy] for doubtful in (False, True) for heavy in sorted(_WEIGHT.values()))


def _keep(worst: list[tuple[Any, ...]], item: tuple[Any, ...]) -> None:
    if len(worst) < MOST:
        heapq.heappush(worst, item)
    else:
        heapq.heappushpop(worst, item)
