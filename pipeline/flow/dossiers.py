"""Dossiers in: reading one, and everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dossier import checks, schema
from pipeline.dossier.load import Dossier, load
from pipeline.model import Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.dossier.facts import Fault


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


def validate(path: str | Path, content: bytes | None = None) -> Outcome:
    """Returns everything that is wrong with a dossier: its form by the schemas, its coherence by the checks.

    Raises: as `load_dossier`.
    """
    return Outcome(str(path), problems=problems_of(load_dossier(path, content)))


def problems_of(dossier: Dossier) -> tuple[Problem, ...]:
    """Returns what the schemas and the checks of coherence say of a dossier."""
    return (*schema.problems(dossier), *checks.problems(dossier))


def as_problems(dossier: Dossier, faults: Iterable[Fault]) -> list[Problem]:
    """Returns faults of a check as problems with their place in this dossier."""
    return [dossier.problem(fault.pointer, fault.rule, fault.message) for fault in faults]
