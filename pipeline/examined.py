"""What screening one document comes to, as it travels: from the reader's process to the report and back from disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pipeline.errors import ExitCode
from pipeline.model import Category, Finding, Severity, Status, Unread
from pipeline.verdicts import BaselineState, Verdict

FOLDER: Final = "map"
"""The format of a folder, which is a document of its own when its name says too much."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of one finding besides itself: how it compares with earlier, and what people decided.

    Attributes:
        state: how it compares with an earlier screening, None when there was none.
        silenced: what silences it, in Dutch, or "": it is then counted, and no longer asks for work.
        note: what else must be said, in Dutch, as "vrijstelling verlopen op 31-12-2025", or "".
        verdict: what was decided, None when nothing was.
    """

    state: BaselineState | None = None
    silenced: str = ""
    note: str = ""
    verdict: Verdict | None = None

    def line(self) -> dict[str, str]:
        """Returns it as data for JSON: what there is to say of it."""
        said = {
            "state": self.state.value if self.state else "",
            "silenced": self.silenced,
            "note": self.note,
            "verdict": self.verdict.value if self.verdict else "",
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one document.

    Attributes:
        path: the document as found.
        sha256: digest of its bytes in hexadecimals, "" when they could not be read.
        format: what it is by its content, "" when that is not known; `FOLDER` for a folder.
        status: how its examination ended.
        read: the parts that were examined as a whole.
        unread: what was not examined, and why, with what to do about it.
        findings: what may not stand in it, in order.
        shown: the text of each finding, only when the user asked to see it.
        same_as: path of the first document with the same bytes, whose findings these are; "" for one that was examined
            itself.
        marks: what is known of each finding besides; none before anybody asked.
    """

    path: str
    sha256: str = ""
    format: str = ""
    status: Status = Status.OK
    read: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    findings: tuple[Finding, ...] = ()
    shown: tuple[str, ...] = field(default=(), repr=False)
    same_as: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, of which only the name was examined."""
        return self.format == FOLDER

    @property
    def marked(self) -> tuple[tuple[Finding, Mark], ...]:
        """The findings, each with what is known of it besides."""
        return tuple(zip(self.findings, self.marks or (Mark(),) * len(self.findings), strict=True))

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that nothing silences."""
        return tuple(finding for finding, mark in self.marked if not mark.silenced)

    def settled(self) -> Examined:
        """Returns the same with the status that follows from what was found and what was not read."""
        if any(not item.part for item in self.unread):
            return replace(self, status=Status.ONLEESBAAR)
        if self.unread:
            return replace(self, status=Status.ONVOLLEDIG)
        return replace(self, status=Status.BEVINDINGEN if self.findings else Status.OK)

    def line(self) -> dict[str, Any]:
        """Returns it as data for JSON; `Examined.of` takes it back."""
        texts = [{"text": text} for text in self.shown] or [{}] * len(self.findings)
        marks = [mark.line() for _, mark in self.marked]
        return {
            "kind": "document",
            "path": self.path,
            "sha256": self.sha256,
            "format": self.format,
            "status": self.status.value,
            "read": list(self.read),
            "unread": [{"part": item.part, "reason": item.reason} for item in self.unread],
            "findings": [
                finding_line(item) | text | mark for item, text, mark in zip(self.findings, texts, marks, strict=True)
            ],
        } | ({"same_as": self.same_as} if self.same_as else {})

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> Examined:
        """Returns what a line of a report says.

        Raises:
            KeyError, TypeError, ValueError: it is no line of a document.
        """
        findings = line["findings"]
        return cls(
            path=line["path"],
            sha256=line["sha256"],
            format=line["format"],
            status=Status(line["status"]),
            read=tuple(line["read"]),
            unread=tuple(Unread(item["part"], item["reason"]) for item in line["unread"]),
            findings=tuple(_finding(item) for item in findings),
            shown=tuple(item["text"] for item in findings if "text" in item),
            same_as=line.get("same_as", ""),
            marks=tuple(_mark(item) for item in findings),
        )


@dataclass(slots=True)
class Tally:
    """The counts over a screening, as far as it got.

    Attributes:
        documents: files that were taken up, whether or not they could be read.
        by_status: how many of them ended how.
        copies: those of them with the same bytes as an earlier one.
        folders: folders with a finding in their name; they are no documents.
        findings: all findings that nothing silences, vermoedens too.
        blocking: those of them that are sure.
        silenced: findings that a decision or a suppression silences.
        marked: documents and folders with a finding that nothing silences.
        unread: parts that were not examined.
        new: findings that an earlier screening did not have.
    """

    documents: int = 0
    by_status: Counter[Status] = field(default_factory=Counter)
    copies: int = 0
    folders: int = 0
    findings: int = 0
    blocking: int = 0
    silenced: int = 0
    marked: int = 0
    unread: int = 0
    new: int = 0

    def add(self, item: Examined) -> None:
        """Counts one document or folder more."""
        standing = item.standing
        self.findings += len(standing)
        self.blocking += sum(finding.blocking for finding in standing)
        self.silenced += len(item.findings) - len(standing)
        self.marked += bool(standing)
        self.new += sum(mark.state is BaselineState.NIEUW and not mark.silenced for _, mark in item.marked)
        if item.is_folder:
            self.folders += 1
            return
        self.documents += 1
        self.by_status[item.status] += 1
        self.copies += bool(item.same_as)
        self.unread += len(item.unread)

    @property
    def incomplete(self) -> int:
        """How many documents were not examined, or not as a whole."""
        return sum(count for status, count in self.by_status.items() if not status.is_complete)

    @property
    def exit_code(self) -> ExitCode:
        """Incomplete outweighs found: what was not examined may hold anything."""
        if self.incomplete:
            return ExitCode.INCOMPLETE
        return ExitCode.FOUND if self.findings else ExitCode.OK

    def line(self) -> dict[str, Any]:
        """Returns the last line of a report."""
        return {
            "kind": "end",
            "exit_code": int(self.exit_code),
            "documents": self.documents,
            "statuses": {status.value: self.by_status[status] for status in Status},
            "copies": self.copies,
            "folders": self.folders,
            "findings": self.findings,
            "blocking": self.blocking,
            "silenced": self.silenced,
            "unread": self.unread,
        }


def _mark(line: Mapping[str, Any]) -> Mark:
    return Mark(
        state=BaselineState(line["state"]) if "state" in line else None,
        silenced=line.get("silenced", ""),
        note=line.get("note", ""),
        verdict=Verdict(line["verdict"]) if "verdict" in line else None,
    )


def finding_line(finding: Finding) -> dict[str, Any]:
    """Returns a finding as data for JSON."""
    return {
        "place": finding.place,
        "start": finding.start,
        "end": finding.end,
        "category": finding.category.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "blocking": finding.blocking,
        "fingerprint": finding.fingerprint,
        "advice": finding.advice,
        "proposal": finding.proposal,
        "basis": finding.basis,
    }


def _finding(line: Mapping[str, Any]) -> Finding:
    return Finding(
        start=line["start"],
        end=line["end"],
        category=Category(line["category"]),
        rule=line["rule"],
        blocking=line["blocking"],
        severity=Severity(line["severity"]),
        basis=line["basis"],
        advice=line["advice"],
        proposal=line.get("proposal", ""),
        place=line["place"],
        fingerprint=line["fingerprint"],
    )
