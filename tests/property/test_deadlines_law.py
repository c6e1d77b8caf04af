"""A second count of the milestones, day by day and from the text of the law alone, that must agree with the engine."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random

import pytest

from pipeline.dossier.clock import Leave, Span
from pipeline.dossier.deadlines import Facts, schedule
from pipeline.working_days import last_working_day

CASES = pytest.mark.parametrize("cases", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
WEEK = 7


def days_of_illness(first: int, recovered: set[int], leave: set[int], same_cause: str) -> list[int]:
    """Returns the days of illness that count together for the wachttijd, as proleptic ordinals.

    Wet WIA art. 23 lid 3 and 5: periods that follow each other with less than four weeks between them count together.
    Days of leave under the WAZO count neither as illness nor towards these four weeks. Illness that goes straight
    over into leave and straight on after it counts together, unless it cannot come from the same cause.
    """
    counted: list[int] = []
    well = away = 0
    last_given = max(recovered | leave, default=first)
    for day in count(first):
        if len(counted) >= 104 * WEEK and day > last_given + 1:
            return counted
        if day in leave:
            away += 1
        elif day in recovered:
            well += 1
        else:
            if well >= 4 * WEEK or (away and not well and same_cause == "nee"):
                counted = []
            well = away = 0
            counted.append(day)
    raise AssertionError


def by_the_law(ill: list[int], analysis: int | None) -> dict[str, int]:
    """Returns the milestones that hang on days of illness; `ill` begins with the first."""

    def last_day_of_week(number: int) -> int:
        return ill[number * WEEK - 1]

    def first_day_after_week(number: int) -> int:
        return ill[number * WEEK]

    two_weeks_later = last_day_of_week(8) if analysis is None else ill[ill.index(analysis) + 2 * WEEK]
    return {
        # Regeling procesgang art. 2 lid 2: within six weeks.
        "probleemanalyse": last_day_of_week(6),
        # Art. 4 lid 1: within two weeks after the judgement of the bedrijfsarts.
        "plan_van_aanpak": two_weeks_later,
        # Ziektewet art. 38 lid 1: the first day after 42 weeks.
        "melding_42e_week": first_day_after_week(42),
        # Regeling procesgang art. 4 lid 2: at the end of the first year.
        "eerstejaarsevaluatie": last_day_of_week(52),
        # Within six weeks after that.
        "tweede_spoor": last_day_of_week(58),
        # Wet WIA art. 23 lid 6: a wachttijd of at most 78 weeks, which ends at least ten weeks after the application.
        "iva_aanvraag": last_day_of_week(78 - 10),
        # Art. 64 lid 6 and 2: once 81 and 89 weeks have passed.
        "melding_42e_week_grens": last_day_of_week(81),
        "uwv_brief": last_day_of_week(89),
        # Art. 25 lid 3, 64 lid 3 and 25 lid 10: thirteen, eleven and six weeks before the end.
        "riv": last_day_of_week(104 - 13),
        "wia_aanvraag": last_day_of_week(104 - 11),
        "loonsanctie_besluit": last_day_of_week(104 - 6),
        # Art. 23 lid 1: a wachttijd of 104 weeks.
        "laatste_dag_wachttijd": last_day_of_week(104),
        "einde_wachttijd": last_day_of_week(104) + 1,
    }


def random_case(random: Random) -> tuple[int, list[Span], list[Leave], str]:
    first = date(2000, 1, 1).toordinal() + random.randrange(60 * 365)
    cause = random.choice(["ja", "nee", "onbekend"])
    leave, recovered = [], []
    if random.random() < 0.4:
        begins = first + random.randrange(1, 760)
        leave.append((begins, begins + random.choice([16, 20]) * WEEK - 1))
    for _ in range(random.choice([0, 0, 1, 1, 2, 3])):
        length = random.choice([random.randrange(1, 40), 26, 27, 28])
        begins = first + random.randrange(1, 800)
        if leave and random.random() < 0.4:  # against the leave, before or after it
            begins = random.choice([leave[0][0] - length, leave[0][1] + 1])
        if begins > first:
            recovered.append((begins, begins + length - 1))
    spans = [Span(date.fromordinal(one), date.fromordinal(other)) for one, other in recovered]
    leaves = [Leave(Span(date.fromordinal(one), date.fromordinal(other)), cause) for one, other in leave]
    return first, spans, leaves, cause


def ordinals(spans: list[Span]) -> set[int]:
    return {day for span in spans for day in range(span.first.toordinal(), span.last.toordinal() + 1)}


@CASES
def test_the_engine_agrees_with_the_law_on_thousands_of_cases(cases: int) -> None:
    random = Random(1)  # noqa: S311  the same cases every time
    new_cases = 0
    for number in range(cases):
        first, recovered, leave, cause = random_case(random)
        ill = days_of_illness(first, ordinals(recovered), ordinals([item.span for item in leave]), cause)
        analysis = ill[random.randrange(42)] if random.random() < 0.5 else None
        done = {} if analysis is None else {"probleemanalyse": (date.fromordinal(analysis),)}
        found = schedule(Facts(date.fromordinal(first), tuple(recovered), tuple(leave), done))
        dates = {milestone.key: milestone.date for milestone in found.milestones}
        expected = {key: date.fromordinal(day) for key, day in by_the_law(ill, analysis).items()}
        assert {key: dates[key] for key in expected} == expected, (number, first, recovered, leave)
        assert found.clock.first_day.toordinal() == ill[0]
        new_cases += ill[0] != first
    assert cases // 20 < new_cases < cases - cases // 20, "the cases no longer try both sides of the four weeks"


def easter(year: int) -> date:
    """Returns Easter Sunday by the anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def public_holidays(year: int) -> set[date]:
    """Returns the general holidays, Good Friday among them; 5 May is one for most people every fifth year."""
    moving = {easter(year) + timedelta(days=offset) for offset in (-2, 0, 1, 39, 49, 50)}
    kings_day = date(year, 4, 27)
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    fixed.add(kings_day - timedelta(days=1) if kings_day.isoweekday() == 7 else kings_day)
    return moving | fixed | ({date(year, 5, 5)} if year % 5 == 0 else set())


def test_the_last_working_day_is_never_a_weekend_or_holiday() -> None:
    expected = date(2013, 12, 31)
    for ordinal in range(date(2014, 1, 1).toordinal(), date(2051, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        if day.isoweekday() <= 5 and day not in public_holidays(day.year):
            expected = day
        assert last_working_day(day) == expected
