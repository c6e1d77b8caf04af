"""Finds what no schema can see: a form that depends on more than the value, and fields that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pipeline.dossier import afterwards, chronology, forms, references, situation
from pipeline.dossier.facts import Case, Fault
from pipeline.dossier.load import Dossier
from pipeline.model import Problem

CHECKS: Final[tuple[Callable[[Case], Iterable[Fault]], ...]] = (
    *forms.CHECKS,
    *references.CHECKS,
    chronology.faults,
    *situation.CHECKS,
    *afterwards.CHECKS,
)


def problems(dossier: Dossier) -> list[Problem]:
    """Returns every mistake of that sort in a dossier, in the order of the checks.

    What the schemas refuse is passed over here, so that one mistake is reported once. Lateness is no contradiction.
    """
    case = dossier.case
    return [dossier.problem(fault.pointer, fault.rule, fault.message) for check in CHECKS for fault in check(case)]
