"""Counting over a run, and the exit code that follows from the counts."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ExitCode
from pipeline.model import Built, Outcome


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run came to.

    Attributes:
        documents: files that were taken up, whether or not they could be read.
        marked: those of them with a finding, a problem or something withheld.
        findings: all findings, vermoedens too.
        blocking: findings that withhold a document.
        problems: everything wrong with the data.
        unread: parts that could not be examined.
        written: documents that `build` made.
        withheld: documents that `build` did not make.
    """

    documents: int = 0
    marked: int = 0
    findings: int = 0
    blocking: int = 0
    problems: int = 0
    unread: int = 0
    written: int = 0
    withheld: int = 0

    def plus(self, item: Outcome | Built) -> Totals:
        """Returns the totals with one more file in them."""
        written, withheld = (len(item.documents), len(item.withheld)) if isinstance(item, Built) else (0, 0)
        return Totals(
            self.documents + 1,
            self.marked + bool(item.findings or item.problems or withheld),
            self.findings + len(item.findings),
            self.blocking + sum(finding.blocking for finding in item.findings),
            self.problems + len(item.problems),
            self.unread + len(item.unread),
            self.written + written,
            self.withheld + withheld,
        )

    @property
    def exit_code(self) -> ExitCode:
        """Incomplete outweighs found: what was not examined may hold anything."""
        if self.unread:
            return ExitCode.INCOMPLETE
        return ExitCode.FOUND if self.marked else ExitCode.OK
