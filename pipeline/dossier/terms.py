"""The table of terms: which day hangs on what, by how many days, and by which law (schemas/v1/termijnen.json)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.dossier.shipped import read_shipped


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the law or of UWV's practice.

    Attributes:
        key: stable name.
        title: what a casemanager calls it.
        anchor: what it is counted from: a fact, or the key of an earlier term.
        days: days after the anchor; negative is before it.
        rule: the term in words.
        basis: the legal ground.
        source: where the reading that was chosen comes from.
        who: whose turn it is, "" for a day on which nobody needs to do anything.
        fallback_anchor: what it is counted from while the anchor is unknown.
        anchor_capped: whether an anchor that came too late counts as its last day.
        limit_days: the last day that is still in time, when that is not `days`.
        limit_working_day: whether the first working day from then on is still in time.
        earliest_days: the first day that makes sense or is allowed.
        counting: "ziek" skips the days of recovery and leave, "kalender" skips nothing.
        extends: whether it moves along with a wachttijd that was extended voluntarily.
        wia: whether it lapses when no application for the WIA is to come.
        evidence: the fact that shows that it was done; without one it is a moment, not a task.
        optional: whether not every case has it, so that doing without is not late.
    """

    key: str
    title: str
    anchor: str
    days: int
    rule: str
    basis: str
    source: str
    who: str = ""
    fallback_anchor: str = ""
    anchor_capped: bool = False
    limit_days: int | None = None
    limit_working_day: bool = False
    earliest_days: int | None = None
    counting: str = "ziek"
    extends: bool = False
    wia: bool = False
    evidence: str = ""
    optional: bool = False

    @property
    def is_task(self) -> bool:
        """Says whether somebody must have done it once its day has passed."""
        return bool(self.evidence) and not self.optional


@dataclass(frozen=True, slots=True)
class Table:
    """All terms by key, each after what it hangs on, and the thresholds in days by name."""

    terms: Mapping[str, Term]
    thresholds: Mapping[str, int]


@cache
def table() -> Table:
    """Returns the table that ships with the program.

    Raises:
        OwnDataError: the file is missing or does not follow its schema.
    """
    return read_shipped("termijnen.json", "termijnen", _table)


def _table(data: Any) -> Table:
    terms = (Term(**item) for item in data["terms"])
    return Table({term.key: term for term in terms}, {name: item["days"] for name, item in data["thresholds"].items()})
