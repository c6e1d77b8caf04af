"""Dossiers in: reading one, and everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dossier import checks, plausible, schema, texts
from pipeline.dossier.clock import wind
from pipeline.dossier.completeness import examine
from pipeline.dossier.load import Dossier, load
from pipeline.dossier.progress import facts_of
from pipeline.flow.attachments import attachments
from pipeline.model import Checked, Outcome, Problem
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.shape import POLICY, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pipeline.dossier.facts import Fault
    from pipeline.model import Attachment, Finding


def load_dossier(path: str | Path, content: bytes | None = None) -> Dossier:
    """Reads a dossier in JSON or YAML.

    Args:
        path: the file; "-" only names it, then `content` must be given.
        content: its bytes, when they are at hand already.

    Raises:
        UnreadableError: too large, no UTF-8, or neither JSON nor YAML.
        OSError: the file cannot be read.
    """
    return load(Path(path).read_bytes() if content is None else content, str(path))


def validate(path: str | Path, content: bytes | None = None, *, op: date | None = None) -> Outcome:
    """Returns everything that is wrong with a dossier: its form, its coherence, and what UWV looks for.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        op: the day that the checks of completeness judge by; without one it is the `bijgewerkt_op` of the dossier.

    Raises: as `load_dossier`; OwnDataError when the rules or the checks cannot be read.
    """
    dossier = load_dossier(path, content)
    if is_policy(dossier):
        return Outcome(str(path), problems=problems_of(dossier))
    findings = scan_segments(default_detector(), texts.segments(dossier.data))
    files, unusable = attachments(dossier)
    problems = (*problems_of(dossier), *unlikely(dossier, op))
    return Outcome(str(path), problems=problems, checks=checked(dossier, op, findings, files, unusable))


def unlikely(dossier: Dossier, op: date | None) -> list[Problem]:
    """Returns what is impossible or unlikely of the days that all terms are counted from, by the same day as checks."""
    case = dossier.case
    facts = facts_of(case)
    if facts is None:
        return []
    clock = wind(facts.first_day, facts.recovered, facts.leave)
    return as_problems(dossier, plausible.faults(facts, clock, op or case.root.day("bijgewerkt_op")))


def checked(
    dossier: Dossier,
    op: date | None,
    findings: Iterable[Finding],
    files: Iterable[Attachment],
    unusable: Iterable[Problem],
) -> tuple[Checked, ...]:
    """Returns the outcome of the checks of completeness.

    Args:
        dossier: the dossier.
        op: the day to judge by, None for its `bijgewerkt_op`.
        findings: what the scanner found in it.
        files: the files beside the dossier that go along to UWV.
        unusable: what is wrong with those that cannot.
    """
    taken = tuple(files)
    return examine(
        dossier,
        op,
        (*findings, *(finding for file in taken for finding in file.findings)),
        sizes={f"/bijlagen/{file.index}": len(file.content) for file in taken},
        unusable=frozenset(problem.pointer for problem in unusable),
    )


def problems_of(dossier: Dossier) -> tuple[Problem, ...]:
    """Returns what the schemas and the checks of coherence say of a dossier; a policy has nothing to cohere with."""
    return (*schema.problems(dossier), *(() if is_policy(dossier) else checks.problems(dossier)))


def is_policy(dossier: Dossier) -> bool:
    """Says whether a file holds a company's policy and not a dossier."""
    return root_of(dossier.data) == POLICY


def as_problems(dossier: Dossier, faults: Iterable[Fault]) -> list[Problem]:
    """Returns faults of a check as problems with their place in this dossier."""
    return [dossier.problem(fault.pointer, fault.rule, fault.message) for fault in faults]
