"""A dossier in, a proposal to keep or destroy it out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dossier import chronology, schema
from pipeline.dossier import retention as engine
from pipeline.dossier.keeping_table import table
from pipeline.flow.dossiers import as_problems, load_dossier
from pipeline.keeping import Retention
from pipeline.model import Unread

if TYPE_CHECKING:
    from datetime import date


def retention(
    path: str | Path, content: bytes | None = None, *, op: date | None = None, profile: str = ""
) -> Retention:
    """Returns what is proposed for a dossier: to keep it until when, or that it may go, and why.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        op: the day to judge by; without one nothing is proposed to be destroyed.
        profile: a profile of schemas/v1/bewaartermijnen.json, "" for what follows from the dossier.

    Raises: as `load_dossier`.
    """
    dossier = load_dossier(path, content)
    case = dossier.case
    wrong = [problem for problem in schema.problems(dossier) if problem.pointer.rpartition("/")[2] in engine.READ]
    wrong += as_problems(dossier, chronology.faults(case))
    return replace(engine.retention(case, op, profile), path=str(path), problems=tuple(wrong))


def lost_retention(path: str, reason: str) -> Retention:
    """Returns what is proposed for a dossier that could not be read: nothing."""
    return Retention(path, unread=(Unread("", reason),))


def kept_elsewhere() -> tuple[str, ...]:
    """Returns what is kept outside a dossier, in Dutch."""
    return table().elsewhere
