"""What fuzzing found stays mended, and files that chance damages are read or refused. More: python -m tests.fuzz."""

# ruff: noqa: S311  the same chance every time

from __future__ import annotations

import random

import pytest

from tests.fuzz.__main__ import CORPUS, kept
from tests.fuzz.mutate import mutated
from tests.fuzz.targets import CANARY, TARGETS, documents

FOUND = [(goal, name) for goal in TARGETS for name, _ in kept(goal)]


@pytest.mark.parametrize(("goal", "name"), FOUND)
def test_row_2_and_13_what_fuzzing_found_stays_mended(goal: str, name: str) -> None:
    TARGETS[goal].check(name, (CORPUS / goal / name).read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("goal", TARGETS)
def test_row_2_whatever_chance_does_to_a_file_it_is_read_or_refused(goal: str) -> None:
    chance = random.Random(20261122)
    seeds = TARGETS[goal].seeds()
    for name, content in seeds.items():
        for _ in range(60 // len(seeds) + 4):
            TARGETS[goal].check(name, mutated(content, list(seeds.values()), chance))


def test_the_seeds_are_worth_damaging() -> None:
    """Each holds the canary or is small: a seed that no reader reads would prove nothing."""
    made = documents()
    assert len({name.partition(".")[2] for name in made}) >= 20
    assert sum(CANARY.encode() in content.lower() for content in made.values()) >= 5


def test_the_same_chance_damages_in_the_same_way() -> None:
    content = documents()["a.docx"]
    assert mutated(content, [content], random.Random(5)) == mutated(content, [content], random.Random(5)) != content
