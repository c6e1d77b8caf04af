"""A second count of how an absence ends, from the text of the law alone, that must agree with dossier and engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice
from random import Random
from typing import Any

import pytest

from pipeline.dossier.deadlines import schedule
from pipeline.dossier.facts import Case
from pipeline.dossier.progress import facts_of

CASES = pytest.mark.parametrize("cases", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
WEEK = 7
YEARS_2 = 104 * WEEK


@dataclass
class Absence:
    """A random absence in whole days, as proleptic ordinals; None is a fact that is not there."""

    first: int
    idle: set[int]
    away: list[tuple[int, int]] = field(default_factory=list)
    well: list[tuple[int, int]] = field(default_factory=list)
    exempt: list[tuple[int, int]] = field(default_factory=list)
    extended: int | None = None
    sanction: int | None = None
    requests: list[tuple[int, int | None, bool]] = field(default_factory=list)
    applied: int | None = None
    iva: int | None = None
    aow: int | None = None
    shorten: int | None = None
    leaves: int | None = None

    def ill(self, without: frozenset[int] = frozenset()) -> list[int]:
        """Returns the days of illness that count for two years, one by one."""
        idle = self.idle | without
        return list(islice((day for day in count(self.first) if day not in idle), YEARS_2))


def by_the_law(case: Absence, ill: list[int]) -> dict[str, int]:
    """Returns how the absence ends by the words of the law, without looking at the engine."""
    wait_ends = ill[-1] + 1
    # Wet WIA art. 24: extended on request of both; the report and the application move along (art. 25 lid 3, 64 lid 3).
    extra = max(0, (case.extended or 0) + 1 - wait_ends)
    due = ill[(104 - 11) * WEEK - 1] + extra
    found = {
        "riv": ill[(104 - 13) * WEEK - 1] + extra,
        "wia_aanvraag": due,
        "einde_wachttijd": wait_ends + extra,
    }
    # BW 7:629 lid 11 and 670 lid 11: pay and protection last as much longer as the application came late.
    pay = wait_ends + extra + max(0, (case.applied or 0) - due)
    if case.sanction is not None:
        last = case.sanction
        for asked, decided, repaired in case.requests:
            if repaired and decided is not None:
                # Wet WIA art. 25 lid 13 and 14: six weeks more, less every day that the decision took over three weeks.
                too_long = max(0, decided - (asked + 3 * WEEK))
                last = min(last, decided + 6 * WEEK - too_long)
        found["einde_loonsanctie"] = last + 1
        pay = max(pay, last + 1)
        # Art. 64 lid 8: UWV takes the application up again six weeks before the end.
        found["wia_aanvraag_hervat"] = last + 1 - 6 * WEEK
    # BW 7:670 lid 1: some days of illness do not count for the two years of protection.
    out = frozenset(day for first, last in case.exempt for day in range(first, last + 1))
    safe = pay + (case.ill(out)[-1] - ill[-1] if out else 0)
    if case.aow is not None:
        # BW 7:629 lid 2 and 670 lid 1: six weeks from the day of the AOW.
        pay = min(pay, max(case.aow, case.first) + 6 * WEEK)
        safe = min(safe, max(case.aow, case.first) + 6 * WEEK)
    found |= {"einde_loondoorbetaling": pay, "einde_opzegverbod": safe}
    if case.iva is not None:
        # Wet WIA art. 23 lid 6: thirteen weeks at least, and ten whole weeks after the day of the application.
        found["verkorte_wachttijd_vanaf"] = max(ill[13 * WEEK], case.iva + 10 * WEEK + 1)
    if case.shorten is not None:
        found["verlenging_vroegste_einde"] = case.shorten + 13 * WEEK
    return found


def reports_at_the_end(case: Absence, ill: list[int]) -> set[str]:
    """Returns the report that is due when employment ends: none, a short or a full one (ZW art. 38 lid 2)."""
    if case.leaves is None or not case.first <= case.leaves <= ill[-1]:
        return set()
    working = case.leaves
    while date.fromordinal(working).weekday() > 4:  # no case below ends on a public holiday
        working -= 1

    def weeks(last: int) -> float:
        return sum(day not in case.idle for day in range(case.first, last + 1)) / WEEK

    if weeks(working) < 6:
        return set()
    return {"riv_einde_dienstverband" if weeks(case.leaves) >= 10 else "riv_verkort_einde_dienstverband"}


def random_absence(random: Random) -> tuple[Absence, list[int]]:
    first = date(2005, 1, 1).toordinal() + random.randrange(60 * 365)
    case = Absence(first, set())

    def some(chance: float) -> bool:
        return random.random() < chance

    if some(0.4):
        begins = first + random.randrange(20, 700)
        case.away.append((begins, begins + 16 * WEEK - 1))
    if some(0.4):
        begins = first + random.randrange(5, 700)
        stretch = (begins, begins + random.randrange(27))
        if all(stretch[1] < one - 60 or stretch[0] > other + 60 for one, other in case.away):
            case.well.append(stretch)
    case.idle = {day for one, other in case.away + case.well for day in range(one, other + 1)}
    ill = case.ill()
    if some(0.5):  # against the leave, or anywhere
        last = case.away[0][0] - 1 if case.away and some(0.6) else random.choice(ill[30:])
        case.exempt.append((max(first, last - random.randrange(60)), last))
    if some(0.2):
        case.extended = ill[-1] + random.randrange(1, 200)
    end = max(case.extended or 0, ill[-1])
    if some(0.4):
        case.sanction = end + random.randrange(1, 365)
        for _ in range(random.randrange(3)):
            asked = random.randrange(end - 30, case.sanction)
            decided = asked + random.randrange(40) if some(0.8) else None
            case.requests.append((asked, decided, some(0.6)))
    if some(0.5):
        case.applied = random.randrange(ill[602], end + 60)
    if some(0.2):
        case.iva = random.choice(ill[14:476])
    if some(0.3):
        case.aow = first + random.randrange(-30, 1400)
    if some(0.2):
        case.shorten = end - random.randrange(60)
    if some(0.3):
        # A Tuesday or Saturday in February, when there are no public holidays.
        year = date.fromordinal(first).year + random.randrange(3)
        case.leaves = date(year, 2, random.randrange(1, 29)).toordinal()
    return case, ill


def iso(day: int | None) -> str:
    assert day is not None
    return date.fromordinal(day).isoformat()


def as_dossier(case: Absence) -> dict[str, Any]:
    """Returns the dossier that a casemanager would keep of it."""
    situation = {
        "loonsanctie_tot": case.sanction,
        "wachttijd_verlengd_tot": case.extended,
        "wia_aangevraagd_op": case.applied,
        "iva_aangevraagd_op": case.iva,
        "aow_datum": case.aow,
        "verlenging_bekort_gevraagd_op": case.shorten,
    }
    starts = [case.first, *(last + 1 for _, last in case.well)]
    ends = [first - 1 for first, _ in case.well]
    periods = [{"van": iso(first), "tot": iso(last)} for first, last in zip(starts, ends, strict=False)]
    dossier: dict[str, Any] = {
        "land": "NL",
        "eerste_ziektedag": iso(case.first),
        "verzuimperiodes": [*periods, {"van": iso(starts[-1])}],
        "verlofperiodes": [{"van": iso(one), "tot": iso(other), "samentellen": "ja"} for one, other in case.away],
        "dagen_buiten_opzegverbod": [{"van": iso(one), "tot": iso(other)} for one, other in case.exempt],
        "situatie": {name: iso(day) for name, day in situation.items() if day is not None},
        "bekortingsverzoeken": [
            {"ingediend_op": iso(asked), "uitkomst": "hersteld" if repaired else "niet_hersteld"}
            | ({"besluit_op": iso(decided)} if decided is not None else {})
            for asked, decided, repaired in case.requests
        ],
        "documenten": [],
    }
    if case.leaves is not None:
        dossier["dienstverband"] = {"einddatum": iso(case.leaves)}
    return dossier


@CASES
def test_the_end_of_thousands_of_absences_agrees_with_the_law(cases: int) -> None:
    random = Random(4)  # noqa: S311  the same cases every time
    shortened = moved = reports = 0
    for number in range(cases):
        case, ill = random_absence(random)
        facts = facts_of(Case.of(as_dossier(case)))
        assert facts is not None
        dates = {milestone.key: milestone.date for milestone in schedule(facts).milestones}
        expected = {key: date.fromordinal(day) for key, day in by_the_law(case, ill).items()}
        assert {key: dates.get(key) for key in expected} == expected, (number, case)
        found = dates.keys() & {"riv_einde_dienstverband", "riv_verkort_einde_dienstverband"}
        assert found == reports_at_the_end(case, ill), (number, case)
        shortened += case.sanction is not None and expected["einde_loonsanctie"].toordinal() <= case.sanction
        moved += expected["einde_opzegverbod"] != expected["einde_loondoorbetaling"]
        reports += bool(found)
    assert min(shortened, moved, reports) > cases // 20, "the cases no longer try what they are for"
