"""Runs the checks over a dossier and puts what they decide into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Final

from pipeline.dossier.completeness import (
    advice,
    contents,
    dates,
    doctor,
    employment,
    files,
    hours,
    identity,
    planning,
    report,
    reviews,
    signals,
    signatures,
    tracks,
)
from pipeline.dossier.completeness.catalogue import Check, catalogue
from pipeline.dossier.completeness.look import Hit, Look
from pipeline.dossier.load import Dossier
from pipeline.model import Checked, Finding, Grade, Remark

_MODULES: Final[tuple[ModuleType, ...]] = (
    report,
    signatures,
    identity,
    dates,
    contents,
    planning,
    reviews,
    advice,
    tracks,
    hours,
    signals,
    employment,
    files,
    doctor,
)
CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {
    number: check for module in _MODULES for number, check in module.CHECKS.items()
}
"""The function that decides, by the number of its check."""

_ORDER: Final = list(Grade)
_WHATEVER: Final = frozenset({3, 4, 23, 27, 28, 29})
"""The checks that hold whoever guides the re-integration."""


def examine(
    dossier: Dossier,
    op: date | None = None,
    findings: Iterable[Finding] | None = None,
    *,
    sizes: Mapping[str, int] | None = None,
    unusable: frozenset[str] = frozenset(),
) -> tuple[Checked, ...]:
    """Returns the outcome of every check, by number.

    Args:
        dossier: the dossier, valid or not; a check passes over what the schemas refuse.
        op: the day to judge by; without one `bijgewerkt_op`, and without that a check that needs a day says so.
        findings: what the scanner found in it, None when it was not asked.
        sizes: the size in bytes of an attachment by its pointer, as far as known.
        unusable: the pointers of the attachments of which the file cannot go along.

    Raises:
        OwnDataError: the checks cannot be read.
    """
    case = dossier.case
    day = op or case.root.day("bijgewerkt_op")
    look = Look(case, day, None if findings is None else tuple(findings), sizes or {}, unusable)
    return tuple(_checked(check, look, dossier) for check in catalogue().checks.values())


def _checked(check: Check, look: Look, dossier: Dossier) -> Checked:
    hits = CHECKS[check.number](look)
    if look.situation.cell == "belgie":
        hits = iter([Hit("belgie")])
    elif look.situation.cell == "zonder_werkgever" and check.number not in _WHATEVER:
        hits = iter([Hit("niet_van_toepassing", "", {"reden": look.situation.reason})])
    remarks = sorted((_remark(check, hit, dossier) for hit in hits), key=lambda remark: _ORDER.index(remark.grade))
    return Checked(check.number, check.title, check.looks_at, check.basis, tuple(dict.fromkeys(remarks)))


def _remark(check: Check, hit: Hit, dossier: Dossier) -> Remark:
    wording = check.outcomes[hit.key]
    return Remark(
        f"controle.{check.number:02}.{hit.key}",
        wording.grade,
        hit.pointer,
        wording.says.format_map(hit.values).strip(),
        wording.remedy.format_map(hit.values),
        check.basis,
        dossier.line(hit.pointer) if wording.grade is not Grade.NIET_TE_BEOORDELEN else None,
        hit.told,
    )
