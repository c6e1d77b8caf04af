"""Dossiers in, the figures of an overview out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dossier import overview as engine
from pipeline.dossier import progress, texts
from pipeline.dossier.facts import Case
from pipeline.dossier.portfolio import sums
from pipeline.dossier.tracks import agency_places
from pipeline.errors import WrongUseError
from pipeline.figures import CaseFigures, Overview
from pipeline.flow.attachments import attachments
from pipeline.flow.dossiers import checked, is_policy, load_dossier, problems_of
from pipeline.outcomes import Grade
from pipeline.privacy.scan import default_detector, scan_segments

if TYPE_CHECKING:
    from datetime import date

    from pipeline.model import Finding
    from pipeline.outcomes import Checked


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that was read for an overview, or why it could not be.

    Attributes:
        path: the file.
        case: what it says.
        updated: its `bijgewerkt_op`.
        reference: the kenmerk, "" when it has none that may be shown.
        name: the name of the employee, likewise.
        tainted: the places of names in which something medical stands.
        problems: how many things are wrong with it.
        checks: gives the outcome of the checks of completeness on a day.
        unread: why it could not be read, "" when it could.
    """

    path: str
    case: Case = field(default=Case(()), repr=False)
    updated: date | None = None
    reference: str = ""
    name: str = field(default="", repr=False)
    tainted: frozenset[str] = frozenset()
    problems: int = 0
    checks: Callable[[date], Sequence[Checked]] = field(default=lambda _: (), repr=False)
    unread: str = ""


def open_case(path: str | Path, content: bytes | None = None) -> Opened:
    """Reads a dossier for an overview.

    Raises: as `load_dossier`.
    """
    dossier = load_dossier(path, content)
    case = dossier.case
    findings = scan_segments(default_detector(), texts.segments(dossier.data))
    files, unusable = attachments(dossier)
    tainted = _tainted(findings, case)
    return Opened(
        str(path),
        case,
        case.root.day("bijgewerkt_op"),
        "" if progress.REFERENCE in tainted else progress.reference_of(case),
        "" if any(place.startswith(progress.PERSON) for place in tainted) else progress.name_of(case),
        tainted,
        len(problems_of(dossier)),
        (lambda _: ())
        if is_policy(dossier)
        else partial(checked, dossier, findings=findings, files=files, unusable=unusable),
    )


def lost_case(path: str, reason: str) -> Opened:
    """Returns what stands for a dossier that could not be read."""
    return Opened(path, unread=reason)


def overview(opened: Sequence[Opened], *, op: date | None = None, names: bool = False) -> Overview:
    """Returns the figures of dossiers, one by one and together.

    Args:
        opened: the dossiers, in order.
        op: the day of the overview; the youngest `bijgewerkt_op` when None, for the program does not look at the clock.
        names: whether names and paths come along.

    Raises:
        WrongUseError: no day was given and no dossier has one.
    """
    day = op or max((item.updated for item in opened if item.updated), default=None)
    if day is None:
        raise WrongUseError("Geen dossier zegt wanneer het is bijgewerkt. Noem de dag met --op DATUM.")
    found = [_figures(number, item, day, names=names) for number, item in enumerate(opened, start=1)]
    cases = tuple(case for case in found if not case.unread)
    unread = tuple(case for case in found if case.unread)
    return Overview(day, op is not None, names, cases, unread, sums(cases, day))


def _figures(number: int, item: Opened, day: date, *, names: bool) -> CaseFigures:
    path = item.path if names else ""
    if item.unread:
        return CaseFigures(number, path=path, unread=item.unread)
    found = engine.figures(item.case, day)
    grades = [check.grade for check in item.checks(day)]
    shown = [
        trajectory if place not in item.tainted else replace(trajectory, agency="")
        for trajectory, place in zip(found.trajectories, agency_places(item.case), strict=False)
    ]
    return replace(
        found,
        number=number,
        path=path,
        reference=item.reference,
        name=item.name if names else "",
        trajectories=tuple(shown),
        problems=item.problems,
        faults=grades.count(Grade.FOUT),
        doubts=grades.count(Grade.LET_OP),
    )


def _tainted(findings: Iterable[Finding], case: Case) -> frozenset[str]:
    """Returns the places of names in which something medical stands, so that they are not shown."""
    names = (progress.REFERENCE, progress.PERSON, *agency_places(case))
    return frozenset(finding.place for finding in findings if finding.place.startswith(names))
