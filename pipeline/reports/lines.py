"""The `--json` contract: one JSON object a line, for programs; schemas/uitvoer/regel.schema.json describes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.model import Problem
from pipeline.reports.values import problem_object

if TYPE_CHECKING:
    from pipeline.controls import Readback
    from pipeline.errors import ExitCode
    from pipeline.model import Built, Finding, Outcome, Remark, Unread
    from pipeline.reports.totals import Totals


def outcome_lines(item: Outcome | Built | Readback, text: Callable[[Finding], str] | None = None) -> Iterator[str]:
    """Yields a line for every finding, problem and unread part of one file.

    Args:
        item: what came of the file.
        text: gives the text of a hit; only for output that the user asked to be confidential (`--show-text`).
    """
    for finding in item.findings:
        yield _dump(_finding(item.path, finding) | ({"text": text(finding)} if text else {}))
    for problem in item.problems:
        yield _dump(_problem(item.path, problem))
    for remark in getattr(item, "remarks", ()):
        yield _dump(_remark(item.path, remark))
    for unread in item.unread:
        yield _dump(_unread(item.path, unread))


def end_line(totals: Totals, exit_code: ExitCode | None = None) -> str:
    """Returns the last line of a run; without it a reader knows that the run was cut off.

    Args:
        totals: the counts of the whole run.
        exit_code: how the run really ends, when that is not what the counts say.
    """
    return _dump(
        {
            "kind": "end",
            "exit_code": int(totals.exit_code if exit_code is None else exit_code),
            "documents": totals.documents,
            "findings": totals.findings,
            "blocking": totals.blocking,
            "problems": totals.problems + totals.faults + totals.warnings + totals.notes,
            "unread": totals.unread,
        }
    )


def _finding(path: str, finding: Finding) -> dict[str, object]:
    return {
        "kind": "finding",
        "path": path,
        "place": finding.place,
        "start": finding.start,
        "end": finding.end,
        "category": finding.category.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "blocking": finding.blocking,
        "fingerprint": finding.fingerprint,
        "advice": finding.advice,
        "basis": finding.basis,
    }


def _problem(path: str, problem: Problem) -> dict[str, object]:
    return {"kind": "problem", "path": path, **problem_object(problem)}


def _remark(path: str, remark: Remark) -> dict[str, object]:
    message = f"{remark.says} {remark.remedy}".strip()
    problem = _problem(path, Problem(remark.pointer, remark.rule, message))
    return problem | {"grade": remark.grade.value, "basis": remark.basis}


def _unread(path: str, unread: Unread) -> dict[str, object]:
    return {"kind": "unread", "path": path, "part": unread.part, "reason": unread.reason}


def _dump(line: dict[str, object]) -> str:
    # ASCII only, so that a Windows code page or a file name that is not UTF-8 cannot break a line.
    return json.dumps(line, ensure_ascii=True, allow_nan=False)
