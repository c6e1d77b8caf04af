"""The frozen values of a proposal to keep or destroy a dossier, as they flow between the stages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from pipeline.model import Problem, Unread


class Proposal(StrEnum):
    """What is proposed for a dossier; nothing is ever destroyed by the program."""

    DESTROY = "te_vernietigen"
    KEEP = "bewaren"
    HELD = "vastgehouden"
    RUNNING = "loopt"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a source counts the years.

    Attributes:
        key: stable name within its profile, as in schemas/v1/bewaartermijnen.json.
        years: whole years after the anchor.
        anchor: name of the anchor that was counted from, or of the first that is asked for when none is known.
        anchor_title: what it is called, as it stands after "na".
        counted_from: its day, None when unknown.
        destroy_after: the last day of keeping, None when the anchor is unknown.
        rule: the reading in words.
        source: who reads it so.
    """

    key: str
    years: int
    anchor: str
    anchor_title: str
    counted_from: datetime.date | None
    destroy_after: datetime.date | None
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a dossier stays although its time may be over.

    Attributes:
        reason: in Dutch, one of a fixed list, so never free text.
        since: the first day of it, None when the dossier does not say.
        until: its last day, None while the matter runs.
    """

    reason: str
    since: datetime.date | None
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Retention:
    """What is proposed for one dossier, and why.

    Attributes:
        path: the dossier as given.
        profile: name of the profile, "" when there is none to apply.
        profile_title: what it is called.
        why: why this profile, in Dutch.
        basis: the legal ground.
        proposal: what is proposed.
        reading: the reading that was counted by.
        others: the readings of other sources.
        hold: why it must stay, None when nothing holds it.
        notes: what must be known or filled in, in Dutch.
        problems: what is wrong with the dates it hangs on.
        unread: set when the dossier could not be read.
    """

    path: str
    profile: str = ""
    profile_title: str = ""
    why: str = ""
    basis: str = ""
    proposal: Proposal = Proposal.UNKNOWN
    reading: Reading | None = None
    others: tuple[Reading, ...] = ()
    hold: Hold | None = None
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
