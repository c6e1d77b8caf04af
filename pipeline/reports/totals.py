"""Counting over a run, and the exit code that follows from the counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.errors import ExitCode
from pipeline.model import Built, Grade, Outcome


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run came to.

    Attributes:
        documents: files that were taken up, whether or not they could be read.
        marked: those of them with a finding, a problem or something withheld.
        findings: all findings, vermoedens too.
        blocking: findings that withhold a document.
        problems: everything wrong with the data.
        faults: what the checks of completeness call a fout.
        warnings: what they call a let op.
        notes: what they call info.
        unread: parts that could not be examined.
        written: documents that `build` made.
        withheld: documents that `build` did not make.
    """

    documents: int = 0
    marked: int = 0
    findings: int = 0
    blocking: int = 0
    problems: int = 0
    faults: int = 0
    warnings: int = 0
    notes: int = 0
    unread: int = 0
    written: int = 0
    withheld: int = 0

    def plus(self, item: Outcome | Built) -> Totals:
        """Returns the totals with one more file in them."""
        written, withheld = (len(item.documents), len(item.withheld)) if isinstance(item, Built) else (0, 0)
        grades = Counter(remark.grade for remark in item.remarks) if isinstance(item, Outcome) else Counter()
        return Totals(
            self.documents + 1,
            self.marked + bool(item.findings or item.problems or withheld or grades[Grade.FOUT]),
            self.findings + len(item.findings),
            self.blocking + sum(finding.blocking for finding in item.findings),
            self.problems + len(item.problems),
            self.faults + grades[Grade.FOUT],
            self.warnings + grades[Grade.LET_OP],
            self.notes + grades[Grade.INFO],
            self.unread + len(item.unread),
            self.written + written,
            self.withheld + withheld,
        )

    @property
    def exit_code(self) -> ExitCode:
        """Incomplete outweighs found: what was not examined may hold anything; a let op or info is no finding."""
        if self.unread:
            return ExitCode.INCOMPLETE
        return ExitCode.FOUND if self.marked else ExitCode.OK
