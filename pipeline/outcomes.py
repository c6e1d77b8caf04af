"""What the checks of completeness come to, and which re-integratieverslag a situation asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime


class Grade(StrEnum):
    """How a check of completeness came out; never that something is sufficient."""

    FOUT = "fout"
    LET_OP = "let_op"
    INFO = "info"
    NIET_TE_BEOORDELEN = "niet_te_beoordelen"
    GEZIEN = "in_orde_gezien"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say of one place. Never holds text of the dossier.

    Attributes:
        rule: stable id: "controle.09.te_laat".
        grade: how serious it is; `NIET_TE_BEOORDELEN` says why the check could not judge.
        pointer: JSON pointer to the place, "" for the whole dossier.
        says: what is the matter, in Dutch.
        remedy: what to do about it, in Dutch, or "".
        basis: the legal ground, in Dutch.
        line: line in the file, counted from 1, or None when there is no file.
        told: whether another problem says the same of this place.
    """

    rule: str
    grade: Grade
    pointer: str
    says: str
    remedy: str
    basis: str = ""
    line: int | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one of the checks of completeness and consistency.

    Attributes:
        number: its number, as in schemas/v1/controles.json.
        title: what it is about, in Dutch.
        looks_at: what was looked at, in Dutch.
        basis: the legal ground, in Dutch.
        remarks: what it found, the most serious first; none when nothing struck.
    """

    number: int
    title: str
    looks_at: str
    basis: str
    remarks: tuple[Remark, ...] = ()

    @property
    def grade(self) -> Grade:
        """The most serious of the remarks; `GEZIEN` without any, which is no acquittal."""
        return min((remark.grade for remark in self.remarks), key=list(Grade).index, default=Grade.GEZIEN)


class RivKind(StrEnum):
    """How much of a re-integratieverslag a situation asks for; `AANVULLING` adds to one that UWV has already."""

    VOLLEDIG = "volledig"
    BEPERKT = "beperkt"
    VERKORT = "verkort"
    AANVULLING = "aanvulling"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class RivElement:
    """A letter of Regeling procesgang, artikel 6, eerste lid, as far as a situation asks for it.

    Attributes:
        letter: "a" to "l".
        title: what the letter is about, in Dutch.
        carriers: for each document that must say it, the kinds of which one is enough; "evaluatie/eerstejaars" is an
            evaluatie of that sort, "dossier" the data of the dossier itself.
    """

    letter: str
    title: str
    carriers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RivSituation:
    """What re-integratieverslag the situation of a dossier asks for; never a judgement of one.

    Attributes:
        cell: stable name of the row of the matrix of situations, as "in_dienst" or "uit_dienst_verkort".
        kind: how much it must hold; `GEEN` when none is asked for.
        reason: why, in Dutch.
        basis: the legal ground, in Dutch.
        elements: the letters of artikel 6 that it needs, in order; none without a re-integratieverslag.
        ready_by: the last day on which it must be ready, None when that cannot be computed or none is asked for.
        is_due: whether it is near enough to put it together.
    """

    cell: str
    kind: RivKind
    reason: str
    basis: str
    elements: tuple[RivElement, ...] = ()
    ready_by: datetime.date | None = None
    is_due: bool = False
