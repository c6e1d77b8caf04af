"""The frozen values of judging findings: what people decided, what is suppressed, how it compares with earlier."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from pipeline.model import Finding


class Verdict(StrEnum):
    """What a person decided about a finding."""

    INBREUK = "inbreuk"
    VALS_ALARM = "vals_alarm"
    TOEGESTAAN = "toegestaan"
    VERHOLPEN = "verholpen"

    @property
    def needs_reason(self) -> bool:
        """Whether it may not be given without a reason."""
        return self in {Verdict.VALS_ALARM, Verdict.TOEGESTAAN}


class ReasonCode(StrEnum):
    """Why a finding is a false alarm, in a word that gives nothing away; for who writes the rules."""

    ANDERE_BETEKENIS = "andere_betekenis"
    NAAM = "naam"
    WERK = "werk"
    ALGEMEEN = "algemeen"
    ANDERS = "anders"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a finding: an event, that is never changed. Holds no text of a document and no path.

    Attributes:
        fingerprint: the keyed print of the finding, "v1:" and hexadecimals.
        rule: id of the rule that found it.
        category: what it gives away.
        place_kind: the kind of place it stood in, as "alinea"; never a number or a name.
        document: keyed print of the path of the document in which it was decided.
        sha256: digest of that document then, in hexadecimals.
        verdict: what was decided.
        person: who decided.
        day: the day of the decision.
        until: the last day on which a vals_alarm silences the finding; None for another verdict.
        code: why it is a false alarm, None for another verdict.
        reason: why, in the person's words; "" where none is needed.
        clause: the article that allows it, for `toegestaan`; else "".
        everywhere: whether it holds wherever the same fingerprint stands, and not in this document alone.
        number: its number in the order of the decisions, 0 before it is kept.
    """

    fingerprint: str
    rule: str
    category: str
    place_kind: str
    document: str
    sha256: str
    verdict: Verdict
    person: str
    day: datetime.date
    until: datetime.date | None = None
    code: ReasonCode | None = None
    reason: str = field(default="", repr=False)
    clause: str = ""
    everywhere: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Undo:
    """The event that takes one decision back; what was decided before it holds again.

    Attributes:
        decision: the number of the decision.
        person: who took it back.
        day: the day on which.
    """

    decision: int
    person: str
    day: datetime.date


Entry = Decision | Undo
"""What is added to the decisions; nothing is ever changed."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What decisions and suppressions make of one finding on the day of judgement.

    Attributes:
        suppressed: whether it is silenced; it is then counted, and no longer asks for work.
        why: what silences it, in Dutch, or "": no text of a document.
        until: the last day on which it is silenced, None when it is not.
        note: what else must be said, in Dutch, as "vrijstelling verlopen op 31-12-2025", or "".
        decision: the decision that holds, None when there is none.
    """

    suppressed: bool = False
    why: str = ""
    until: datetime.date | None = None
    note: str = ""
    decision: Decision | None = None


class BaselineState(StrEnum):
    """How a finding compares with an earlier screening.

    `VERDWENEN` only of a document that was completely read this time. Of a document that could not be read completely
    nothing can be said (`ONBEKEND`), and one that is gone is said to be gone (`DOCUMENT_WEG`).
    """

    NIEUW = "nieuw"
    ONGEWIJZIGD = "ongewijzigd"
    VERDWENEN = "verdwenen"
    ONBEKEND = "onbekend"
    DOCUMENT_WEG = "document_weg"


@dataclass(frozen=True, slots=True)
class Screened:
    """One document of a screening, as far as judging needs it.

    Attributes:
        path: the document as the screening names it.
        findings: what was found, in the order of the report, with place and fingerprint.
        is_complete: whether all of it was read.
        sha256: digest of its bytes in hexadecimals, "" when it could not be read at all.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    is_complete: bool = True
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """A finding of an earlier screening that this one does not have.

    Attributes:
        path: the document in which it stood.
        finding: the finding, as it was reported then.
        state: `VERDWENEN`, `ONBEKEND` or `DOCUMENT_WEG`.
    """

    path: str
    finding: Finding
    state: BaselineState


@dataclass(frozen=True, slots=True)
class Glance:
    """One finding as it is shown for a decision. Holds text of the document, so it goes to the screen only.

    Attributes:
        at: its number in the list, from 1.
        of: how many there are.
        left: how many of them still wait for a decision.
        path: the document.
        finding: the finding.
        before: the text before the hit.
        hit: the hit itself.
        after: the text after it.
        unseen: why the text cannot be shown, in Dutch, or "".
        decision: what was decided, None when nothing was.
    """

    at: int
    of: int
    left: int
    path: str
    finding: Finding
    before: str = field(default="", repr=False)
    hit: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    unseen: str = ""
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often people held the findings of a rule for right.

    Attributes:
        rule: id of the rule.
        right: decisions that it was right: inbreuk, toegestaan or verholpen.
        wrong: decisions that it was a false alarm.
        low: lower bound of the precision with 95 per cent confidence (Wilson), from 0 to 1.
        high: upper bound.
    """

    rule: str
    right: int
    wrong: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        """The part that was right, from 0 to 1."""
        return self.right / (self.right + self.wrong)
