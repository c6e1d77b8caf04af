"""The formats that the schemas name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.formats import is_bsn, is_date, parse_date

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def bsn_of(digits: list[int]) -> str | None:
    """Returns the burgerservicenummer with these eight first digits, if there is one."""
    check = sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return "".join(map(str, [*digits, check])) if check < 10 else None


NUMBERS = (
    st.lists(st.integers(0, 9), min_size=8, max_size=8)
    .filter(any)
    .map(bsn_of)
    .filter(lambda number: number is not None)
)


@given(NUMBERS)
def test_a_number_built_for_the_eleven_test_passes(number: str) -> None:
    assert is_bsn(number)


@given(NUMBERS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: str, index: int, shift: int) -> None:
    digit = str((int(number[index]) + shift) % 10)
    assert not is_bsn(number[:index] + digit + number[index + 1 :])


@given(NUMBERS, st.integers(0, 7))
def test_two_swapped_neighbours_never_pass(number: str, index: int) -> None:
    assume(number[index] != number[index + 1])
    assert not is_bsn(number[:index] + number[index + 1] + number[index] + number[index + 2 :])


@pytest.mark.parametrize("text", ["", "000000000", "99999001", "9999900190", "99999001٩", "９99990019", "999990019\n"])
def test_these_are_no_bsn(text: str) -> None:
    assert not is_bsn(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_of_the_calendar_passes(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-29",
        "2026-2-1",
        "20260105",
        "2026-W01-1",
        "2026-01-05T",
        "05-01-2026",
        "2026-01-0٥",
        "0001-01-01",
        "9999-12-31",
    ],
)
def test_these_are_no_date(text: str) -> None:
    assert not is_date(text)


def test_what_is_no_text_is_for_the_type_to_judge() -> None:
    assert is_date(5)
    assert is_bsn(None)
    assert parse_date(5) is None
