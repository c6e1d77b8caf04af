"""The checks as data: what each looks at, by which law, and what it can say (schemas/v1/controles.json)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipeline.dossier.shipped import read_shipped
from pipeline.model import Grade


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that a check can say.

    Attributes:
        grade: how serious it is.
        says: what is the matter, with names in braces for what differs.
        remedy: what to do about it, "" when there is nothing to do.
    """

    grade: Grade
    says: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check, as a reader sees it; `outcomes` holds all that it can say, by key."""

    number: int
    key: str
    title: str
    looks_at: str
    basis: str
    outcomes: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All checks by number, and what they measure by.

    Attributes:
        checks: by number, in order; the outcomes that every check may have are among those of each.
        days: the thresholds in days by name.
        since: the day from which something holds, by name.
        megabytes: the thresholds in millions of bytes by name.
        words: in lower case, by subject: the words by which a check knows what a text is about.
    """

    checks: Mapping[int, Check]
    days: Mapping[str, int]
    since: Mapping[str, date]
    megabytes: Mapping[str, int]
    words: Mapping[str, tuple[str, ...]]


@cache
def catalogue() -> Catalogue:
    """Returns the checks that ship with the program.

    Raises:
        OwnDataError: the file is missing or does not follow its schema.
    """
    return read_shipped("controles.json", "controles", _catalogue)


def _catalogue(data: Any) -> Catalogue:
    general = _wordings(data["general"])
    checks = (
        Check(
            item["number"],
            item["key"],
            item["title"],
            item["looks_at"],
            item["basis"],
            {**general, **_wordings(item["outcomes"])},
        )
        for item in data["checks"]
    )
    limits = data["thresholds"].items()
    return Catalogue(
        {check.number: check for check in checks},
        {name: item["days"] for name, item in limits if "days" in item},
        {name: date.fromisoformat(item["day"]) for name, item in limits if "day" in item},
        {name: item["megabytes"] for name, item in limits if "megabytes" in item},
        {name: tuple(words) for name, words in data["words"].items()},
    )


def _wordings(outcomes: Mapping[str, Mapping[str, str]]) -> dict[str, Wording]:
    return {key: Wording(Grade(item["grade"]), item["says"], item.get("remedy", "")) for key, item in outcomes.items()}
