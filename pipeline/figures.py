"""The frozen figures of an overview over dossiers, as they flow between the stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from pipeline.milestones import Milestone


class Phase(StrEnum):
    """Where a case stands, in the order of an absence."""

    FIRST_WEEKS = "eerste_weken"
    FIRST_YEAR = "eerste_jaar"
    SECOND_YEAR = "tweede_jaar"
    APPLICATION = "wia_aanvraag"
    EXTENDED = "verlengd"
    OVER = "na_wachttijd"
    JUST_RECOVERED = "net_hersteld"
    RECOVERED = "hersteld"
    LEFT = "uit_dienst"
    ELSEWHERE = "ander_recht"
    UNKNOWN = "onbekend"

    @property
    def is_open(self) -> bool:
        """Says whether somebody still has something to do in it."""
        return self not in {Phase.OVER, Phase.RECOVERED, Phase.LEFT, Phase.ELSEWHERE, Phase.UNKNOWN}


class Resumed(StrEnum):
    """How far work was taken up again."""

    FULL = "geheel"
    PARTLY = "gedeeltelijk"
    TRIAL = "arbeidstherapeutisch"
    NOT = "niet"


class Track(StrEnum):
    """Where the second track stands."""

    PLACED = "werk_gevonden"
    TRIAL = "proefplaatsing"
    RUNNING = "loopt"
    ENDED = "afgelopen_zonder_werk"
    LATE = "te_laat"
    WAITING = "nog_niet"
    NOT_NEEDED = "niet_nodig"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period with the same percentage and hours; both days included, `last` at most the day of the overview."""

    first: datetime.date
    last: datetime.date
    percentage: float
    contract: float
    worked: float
    therapeutic: float
    value: float


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A signature that a document lacks.

    Attributes:
        title: what the document is called.
        date: its day.
        party: who has not signed, in Dutch.
        status: "" when nothing is recorded, else what is, in Dutch.
        refused: whether the refusal is recorded, so that nothing needs to be chased.
    """

    title: str
    date: datetime.date | None
    party: str
    status: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A term that was met or missed: days too late, 0 when in time, and whether it was done at all."""

    key: str
    title: str
    due: datetime.date
    late: int
    done: bool


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A second track with a re-integratiebedrijf: its name, its days and how many applications led to what."""

    agency: str
    started: datetime.date | None
    applications: int = 0
    interviews: int = 0
    placements: int = 0
    hired: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros of one kind on one day."""

    kind: str
    euros: float
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the employee thinks of the guidance, from 1 to 10."""

    about: str
    mark: float
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The figures of one case on the day of the overview.

    Attributes:
        number: its place among the files that were given, from 1.
        path: the file; a name of a file may be that of a person, so it is shown only with names.
        reference: the kenmerk, "" when it has none that may be shown.
        name: the name of the employee, "" unless names were asked for.
        first_day: the eerste ziektedag.
        week: the week of illness it is in or ended in, from 1.
        phase: where it stands.
        days: days of illness that count, until the day of the overview or the end.
        ended: the last day of the absence, None while it lasts.
        course: percentage and hours, in order.
        next: the next day on which something must be done.
        late: what should have been done, most pressing first; nothing for a case that is over.
        due: what is to be done now.
        unsigned: the signatures that documents lack.
        kept: every term that was met or missed.
        resumed: how far work was taken up again.
        resumed_on: the first day of work with value, None when there was none.
        elsewhere: whether that work is with another employer.
        track: where the second track stands.
        trajectories: with whom.
        lost_hours: contract hours that were not worked.
        worked_hours: hours worked while ill.
        value_hours: contract hours times the loonwaarde.
        hourly_cost: what an hour costs, None when the dossier does not say.
        costs: what was spent.
        benefits: what came in.
        marks: what the employee thinks of it.
        problems: how many things `validate` finds wrong.
        faults: how many checks of completeness came out as `fout` on the day of the overview.
        doubts: how many came out as `let op`.
        unread: why the dossier could not be read, "" when it could.
    """

    number: int
    path: str = field(default="", repr=False)
    reference: str = ""
    name: str = field(default="", repr=False)
    first_day: datetime.date | None = None
    week: int = 0
    phase: Phase = Phase.UNKNOWN
    days: int = 0
    ended: datetime.date | None = None
    course: tuple[Stretch, ...] = ()
    next: Milestone | None = None
    late: tuple[Milestone, ...] = ()
    due: tuple[Milestone, ...] = ()
    unsigned: tuple[Unsigned, ...] = ()
    kept: tuple[Kept, ...] = ()
    resumed: Resumed = Resumed.NOT
    resumed_on: datetime.date | None = None
    elsewhere: bool = False
    track: Track = Track.NOT_NEEDED
    trajectories: tuple[Trajectory, ...] = ()
    lost_hours: float = 0
    worked_hours: float = 0
    value_hours: float = 0
    hourly_cost: float | None = None
    costs: tuple[Amount, ...] = ()
    benefits: tuple[Amount, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: int = 0
    faults: int = 0
    doubts: int = 0
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How often one term was met: in time, done too late, and not done while it should have been."""

    title: str
    in_time: int
    late: int
    missing: int
    mean_days_late: float

    @property
    def counts(self) -> tuple[int, int, int]:
        """In time, too late and not done, in that order."""
        return (self.in_time, self.late, self.missing)

    @property
    def share(self) -> float:
        """The part that was in time, from 0 to 1."""
        return self.in_time / sum(self.counts)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """What happened in half a calendar year; `year` and `half` (1 or 2) name it."""

    year: int
    half: int
    began: int = 0
    ended: int = 0
    resumed: int = 0
    tracks: int = 0
    in_time: int = 0
    late: int = 0
    lost_hours: float = 0
    costs: float = 0
    benefits: float = 0
    marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """What the second tracks of one re-integratiebedrijf came to."""

    name: str
    tracks: int
    placed: int
    interviews: int
    applications: int

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Tracks, those that led to work, interviews and applications, in that order."""
        return (self.tracks, self.placed, self.interviews, self.applications)


@dataclass(frozen=True, slots=True)
class Sums:
    """All cases together.

    Attributes:
        phases: cases by phase, in the order of an absence, those without a case left out.
        durations: cases by length in weeks: the label, and how many are open and over.
        open_days: days of illness of the open cases, in order.
        closed_days: those of the cases that are over.
        resumed: cases by how far work was taken up.
        elsewhere: how many of them work for another employer.
        days_to_work: days until the first work with value, in order.
        tracks: cases by where the second track stands.
        agencies: by re-integratiebedrijf.
        punctuality: by term, in the order of an absence.
        halves: by half-year, without a gap.
        costs: euros by kind.
        benefits: euros by kind.
        lost_hours: hours that were not worked.
        worked_hours: hours worked while ill.
        value_hours: contract hours times loonwaarde.
        lost_wages: what the hours not worked cost in the dossiers that say what an hour costs.
        saved_wages: what the value of the work while ill was worth in the same dossiers.
        with_wages: how many dossiers say so.
        marks: the mean mark and how many there are, by what it is about.
    """

    phases: tuple[tuple[Phase, int], ...]
    durations: tuple[tuple[str, int, int], ...]
    open_days: tuple[int, ...]
    closed_days: tuple[int, ...]
    resumed: tuple[tuple[Resumed, int], ...]
    elsewhere: int
    days_to_work: tuple[int, ...]
    tracks: tuple[tuple[Track, int], ...]
    agencies: tuple[Agency, ...]
    punctuality: tuple[Punctuality, ...]
    halves: tuple[HalfYear, ...]
    costs: tuple[tuple[str, float], ...]
    benefits: tuple[tuple[str, float], ...]
    lost_hours: float
    worked_hours: float
    value_hours: float
    lost_wages: float
    saved_wages: float
    with_wages: int
    marks: tuple[tuple[str, float, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """An overview over dossiers.

    Attributes:
        op: the day it was made for.
        given: whether the user named that day; else it is the youngest `bijgewerkt_op` of the dossiers.
        named: whether names and paths may be shown.
        cases: every dossier that was read, in the order of the files.
        unread: the dossiers that were not.
        sums: all cases together.
    """

    op: datetime.date
    given: bool
    named: bool
    cases: tuple[CaseFigures, ...]
    unread: tuple[CaseFigures, ...]
    sums: Sums
