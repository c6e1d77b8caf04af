"""The table of retention: how many years after what, by whose reading (schemas/v1/bewaartermijnen.json)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.dossier.shipped import read_shipped


@dataclass(frozen=True, slots=True)
class Anchor:
    """What years are counted from: what it is called, and the field of a dossier that holds its day."""

    title: str
    field: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How one source reads the term: so many years after the first of these anchors whose day is known."""

    key: str
    years: int
    anchors: tuple[str, ...]
    rule: str
    source: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose duty to keep it is, with the reading that was chosen and those of other sources."""

    key: str
    title: str
    basis: str
    readings: tuple[Rule, ...]

    @property
    def chosen(self) -> Rule:
        """The reading to count by."""
        return next(rule for rule in self.readings if rule.chosen)


@dataclass(frozen=True, slots=True)
class Table:
    """All anchors and profiles by name, and what is kept elsewhere, in words."""

    anchors: Mapping[str, Anchor]
    profiles: Mapping[str, Profile]
    elsewhere: tuple[str, ...]


@cache
def table() -> Table:
    """Returns the table that ships with the program.

    Raises:
        OwnDataError: the file is missing or does not follow its schema.
    """
    return read_shipped("bewaartermijnen.json", "bewaartermijnen", _table)


def _table(data: Any) -> Table:
    return Table(
        {name: Anchor(**item) for name, item in data["anchors"].items()},
        {item["key"]: _profile(item) for item in data["profiles"]},
        tuple(f"{item['title']}: {item['rule']} Grond: {item['basis']}." for item in data["elsewhere"]),
    )


def _profile(item: Any) -> Profile:
    readings = tuple(Rule(**rule | {"anchors": tuple(rule["anchors"])}) for rule in item["readings"])
    if sum(rule.chosen for rule in readings) != 1:
        raise ValueError(item["key"])
    return Profile(item["key"], item["title"], item["basis"], readings)
