"""How the figures of an overview read in Dutch, for the page and the workbook alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import median
from typing import TYPE_CHECKING, Final

from pipeline.figures import Phase, Resumed, Track
from pipeline.formats import dutch_day

if TYPE_CHECKING:
    from datetime import date

    from pipeline.figures import CaseFigures, HalfYear, Overview, Unsigned
    from pipeline.milestones import Milestone

PHASES: Final = {
    Phase.FIRST_WEEKS: "Eerste zes weken",
    Phase.FIRST_YEAR: "Eerste jaar",
    Phase.SECOND_YEAR: "Tweede jaar",
    Phase.APPLICATION: "WIA-aanvraag",
    Phase.EXTENDED: "Verlengd na de wachttijd",
    Phase.OVER: "Na de wachttijd",
    Phase.JUST_RECOVERED: "Hersteld, kan nog samentellen",
    Phase.RECOVERED: "Hersteld",
    Phase.LEFT: "Uit dienst",
    Phase.ELSEWHERE: "Niet Nederlands recht",
    Phase.UNKNOWN: "Onbekend",
}
RESUMED: Final = {
    Resumed.FULL: "Geheel hervat",
    Resumed.PARTLY: "Gedeeltelijk hervat",
    Resumed.TRIAL: "Alleen arbeidstherapeutisch",
    Resumed.NOT: "Nog niet hervat",
}
TRACKS: Final = {
    Track.PLACED: "Werk gevonden",
    Track.TRIAL: "Proefplaatsing",
    Track.RUNNING: "Loopt",
    Track.ENDED: "Afgelopen zonder werk",
    Track.LATE: "Had al moeten starten",
    Track.WAITING: "Nog niet aan de orde",
    Track.NOT_NEEDED: "Niet nodig",
}
_HIDDEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Urgency(IntEnum):
    """How much a line asks for somebody's attention, most first."""

    LATE = 0
    DUE = 1
    UNSIGNED = 2
    CHECK = 3
    DATA = 4


URGENCIES: Final = {
    Urgency.LATE: "Te laat",
    Urgency.DUE: "Nu doen",
    Urgency.UNSIGNED: "Handtekening",
    Urgency.CHECK: "Controle",
    Urgency.DATA: "Gegevens",
}


@dataclass(frozen=True, slots=True)
class Attention:
    """A line of what asks for attention: which dossier, what, whose turn it is, and the day it hangs on."""

    urgency: Urgency
    who: str
    what: str
    turn: str
    day: date | None


def attention(overview: Overview) -> list[Attention]:
    """Returns what asks for attention, most pressing first."""
    found = [line for case in overview.cases for line in _lines(case, overview)]
    return sorted(found, key=lambda line: (line.urgency, line.day or overview.op, line.who))


def label(case: CaseFigures) -> str:
    """Returns what a dossier is called: by name when names were asked for, else by its kenmerk or its place."""
    reference = clean(case.reference) or f"Dossier {case.number}"
    return f"{clean(case.name)} ({reference})" if case.name else reference


def lost_label(case: CaseFigures, overview: Overview) -> str:
    """Returns what an unread file is called; its path only with names, for it may be the name of a person."""
    total = len(overview.cases) + len(overview.unread)
    return clean(case.path) if case.path else f"Bestand {case.number} van {total}"


def next_text(case: CaseFigures) -> str:
    """Returns the next day on which something must be done, with what."""
    if case.next is None:
        return "Geen" if case.phase.is_open else ""
    return f"{dutch_day(case.next.last_working_day)}: {case.next.title}"


def unsigned_text(item: Unsigned) -> str:
    """Returns which signature a document lacks."""
    of = f" van {dutch_day(item.date)}" if item.date else ""
    said = f" ({item.status})" if item.status else ""
    return f"{item.title}{of}: {item.party}{said}"


def missing(case: CaseFigures) -> list[Unsigned]:
    """Returns the signatures that somebody still has to get; a refusal that is recorded is none."""
    return [item for item in case.unsigned if not item.refused]


def half_name(half: HalfYear) -> str:
    """Returns how a half-year is called."""
    return f"{half.year}-{half.half}"


def mean_days(days: Sequence[int]) -> str:
    """Returns the median of some numbers of days in weeks, "-" without any."""
    return f"{number(median(days) / 7, 1)} weken" if days else "-"


def number(value: float, decimals: int = 0) -> str:
    """Returns a number as a Dutch reader writes it: 1.234,5."""
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def hours(value: float) -> str:
    """Returns hours, with a decimal only when there is one."""
    return number(value, 0 if value == int(value) else 1)


def euros(value: float) -> str:
    """Returns an amount in whole euros."""
    return f"€ {number(value)}"


def percent(share: float) -> str:
    """Returns a share from 0 to 1 as a whole percentage."""
    return f"{share * 100:.0f}%"


def plural(count: int, one: str, many: str) -> str:
    """Returns a count with its noun."""
    return f"{count} {one if count == 1 else many}"


def clean(text: str) -> str:
    """Returns text from a dossier without what steers or deceives a reader: controls and turned writing."""
    return "".join(char for char in text if unicodedata.category(char) not in _HIDDEN)


def how_counted(overview: Overview) -> Iterator[str]:
    """Yields how to read the figures."""
    op = dutch_day(overview.op)
    yield (
        f"Stand op {op}."
        if overview.given
        else f"Stand op {op}, de jongste dag waarop een dossier is bijgewerkt. Kies met --op een andere dag."
    )
    yield "Een termijn is op tijd als zij op de laatste dag die de wet noemt of eerder is gehaald."
    yield "Wat UWV moet doen en wat alleen hoeft als iemand het wil, telt niet mee bij de tijdigheid."
    yield (
        "Fout en let op tellen de controles op volledigheid met die uitkomst, op de dag van dit overzicht. Welke het "
        "zijn, zegt validate. Het is geen oordeel over het re-integratieverslag."
    )
    yield "Uren zijn uren per week uit het verloop van het verzuim, keer het aantal weken. Verlof is niet apart geteld."
    yield "Duur is het aantal ziektedagen: dagen van herstel en verlof tellen niet mee."
    if overview.sums.with_wages:
        count = plural(overview.sums.with_wages, "dossier noemt", "dossiers noemen")
        yield f"{count} loonkosten per uur; alleen daarvan is het loon gerekend, voor alle uren die niet zijn gewerkt."
    else:
        yield "Geen dossier noemt loonkosten per uur, dus het loon over niet gewerkte uren is niet gerekend."
    yield "Kosten en baten zijn de bedragen die in de dossiers staan. Wat er niet staat, is hier niet te zien."
    if not overview.named:
        yield "Er staan geen namen in. Let op bij kleine aantallen: ook zonder naam kan een lezer iemand herkennen."


def _lines(case: CaseFigures, overview: Overview) -> Iterator[Attention]:
    who = label(case)
    for item in case.late:
        days = plural((overview.op - item.limit).days, "dag", "dagen")
        yield Attention(Urgency.LATE, who, f"{item.title}: {days} te laat", item.who, item.date)
    for item in case.due:
        yield Attention(Urgency.DUE, who, f"{item.title}: {_left(item, overview)}", item.who, item.date)
    if case.phase.is_open:
        for paper in missing(case):
            yield Attention(Urgency.UNSIGNED, who, unsigned_text(paper), "werkgever", paper.date)
        if case.faults:
            says = plural(case.faults, "controle met fout", "controles met fout")
            yield Attention(Urgency.CHECK, who, f"{says}: zie de controlelijst", "casemanager", None)
    if case.problems:
        says = plural(case.problems, "probleem", "problemen")
        yield Attention(Urgency.DATA, who, f"{says} in de gegevens: draai validate", "casemanager", None)


def _left(item: Milestone, overview: Overview) -> str:
    days = (item.last_working_day - overview.op).days
    if days <= 0:
        return f"uiterlijk {dutch_day(item.limit)}, de laatste werkdag is vandaag of voorbij"
    return f"uiterlijk {dutch_day(item.last_working_day)}, nog {plural(days, 'dag', 'dagen')}"
