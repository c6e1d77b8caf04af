"""Text without sentence ends: cost grows with its length, not with the square of it."""

from __future__ import annotations

import sys

import pytest

from pipeline.privacy.scan import default_detector

SENTENCE = "hij heeft een hernja en de planning is rond "


def calls(text: str) -> int:
    """Counts the calls of Python functions that a scan makes: a measure of work that no busy machine changes."""
    detector = default_detector(encoder=False)
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    detector.findings(text)  # what is kept between scans is there in both measurements
    sys.setprofile(counted)
    try:
        detector.findings(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
def test_the_work_grows_with_the_length():
    assert calls(SENTENCE * 800) < 2.5 * calls(SENTENCE * 400)


@pytest.mark.slow
def test_a_word_of_a_million_letters_is_read():
    assert default_detector().findings("x" * 1_000_000) == []
