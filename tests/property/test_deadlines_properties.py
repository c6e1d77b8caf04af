"""What holds for the milestones of every absence: their order, and what an interruption does to them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.clock import Leave, Span, wind
from pipeline.dossier.deadlines import Facts, schedule

CHAIN = (
    "probleemanalyse",
    "plan_van_aanpak",
    "melding_42e_week",
    "eerstejaarsevaluatie",
    "tweede_spoor",
    "iva_aanvraag",
    "uwv_brief",
    "riv",
    "wia_aanvraag",
    "loonsanctie_besluit",
    "laatste_dag_wachttijd",
    "einde_wachttijd",
)

first_days = st.dates(date(1970, 1, 1), date(2090, 12, 31))


def days(number: int) -> timedelta:
    return timedelta(days=number)


def span(first_day: date, offset: int, length: int) -> Span:
    return Span(first_day + days(offset), first_day + days(offset + length - 1))


@st.composite
def absences(draw: st.DrawFn) -> Facts:
    first = draw(first_days)
    gaps = draw(st.lists(st.tuples(st.integers(1, 800), st.integers(1, 40)), max_size=4))
    leaves = draw(st.lists(st.tuples(st.integers(1, 800), st.sampled_from([112, 140])), max_size=1))
    cause = draw(st.sampled_from(["ja", "nee", "onbekend"]))
    return Facts(
        first,
        tuple(span(first, *gap) for gap in gaps),
        tuple(Leave(span(first, *leave), cause) for leave in leaves),
    )


def dates(facts: Facts) -> dict[str, date]:
    return {milestone.key: milestone.date for milestone in schedule(facts).milestones}


@given(absences())
def test_the_milestones_follow_each_other(facts: Facts) -> None:
    found = dates(facts)
    assert all(found[one] <= found[other] for one, other in pairwise(CHAIN))
    for milestone in schedule(facts).milestones:
        assert milestone.last_working_day <= milestone.date <= milestone.limit
        assert milestone.date - milestone.last_working_day <= days(5)
        assert milestone.earliest is None or milestone.earliest <= milestone.date


@given(first_days, st.integers(1, 900))
def test_a_later_first_day_moves_everything_along(first: date, later: int) -> None:
    before, after = dates(Facts(first)), dates(Facts(first + days(later)))
    assert {key: day + days(later) for key, day in before.items()} == after


@given(first_days, st.integers(1, 800), st.integers(1, 27))
def test_a_gap_shifts_what_comes_after_and_nothing_before(first: date, offset: int, length: int) -> None:
    gap = span(first, offset, length)
    before, after = dates(Facts(first)), dates(Facts(first, (gap,)))
    for key in CHAIN[:-1]:
        assert after[key] == before[key] + (days(length) if before[key] >= gap.first else days(0))
    assert after["einde_wachttijd"] == after["laatste_dag_wachttijd"] + days(1)


@given(first_days, st.integers(1, 800), st.integers(28, 200))
def test_four_weeks_of_recovery_begin_a_new_case(first: date, offset: int, length: int) -> None:
    gap = span(first, offset, length)
    assert dates(Facts(first, (gap,))) == dates(Facts(gap.last + days(1)))


@given(absences(), st.randoms(use_true_random=False))
def test_how_the_days_of_recovery_are_written_down_does_not_matter(facts: Facts, random: object) -> None:
    whole = wind(facts.first_day, facts.recovered, facts.leave)
    single = [Span(gap.first + days(i), gap.first + days(i)) for gap in facts.recovered for i in range(gap.length)]
    random.shuffle(single)  # type: ignore[attr-defined]
    assert wind(facts.first_day, [*single, *facts.recovered], facts.leave) == whole


@given(absences())
def test_counting_again_from_what_was_found_changes_nothing(facts: Facts) -> None:
    found = schedule(facts)
    again = schedule(Facts(found.clock.first_day, tuple(pause.span for pause in found.clock.pauses), facts.leave))
    if all(item.same_cause != "nee" for item in facts.leave):
        assert again.milestones == found.milestones
    # The fictive first day stands for an absence without interruptions that ends on the same day.
    assert dates(Facts(found.fictive_first_day))["einde_wachttijd"] == dates(facts)["einde_wachttijd"]


@given(absences(), st.integers(-5, 900))
def test_the_clock_finds_back_the_days_it_gave(facts: Facts, number: int) -> None:
    clock = wind(facts.first_day, facts.recovered, facts.leave)
    assert clock.number(clock.day(number)) == number
