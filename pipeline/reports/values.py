"""Values as the objects of our JSON output hold them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Problem


def iso(day: date | None) -> str | None:
    """Returns a day as 2026-02-16, None when it is not known."""
    return day.isoformat() if day else None


def problem_object(problem: Problem) -> dict[str, object]:
    """Returns a problem with its place, its rule and what to do."""
    return {"pointer": problem.pointer, "rule": problem.rule, "message": problem.message}
