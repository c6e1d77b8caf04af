"""What a screening is judged by is checked before the work, not after hours of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import OwnDataError, UnreadableError
from pipeline.flow import Standards, check_standards
from pipeline.review.audit import Event, record
from pipeline.review.decisions import DECISIONS

KEY = b"k" * 32
ENTRY = """\
formaat: 1
onderdrukt:
  - regel: {rule}
    reden: Het woord is hier de naam van een straat.
    door: F. Visser
    op: 2026-01-05
    tot: 2026-12-31
"""


def standards(folder: Path, rule: str = "zwangerschap.zwanger", key: bytes = KEY) -> Standards:
    path = folder / "onderdrukt.yaml"
    path.write_text(ENTRY.format(rule=rule), encoding="utf-8")
    return Standards(date(2026, 11, 22), key, folder, path)


def test_a_rule_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    check_standards(standards(tmp_path))
    with pytest.raises(OwnDataError, match=r"onderdrukt\.yaml:3: deze regel bestaat niet"):
        check_standards(standards(tmp_path, "zwangerschap.zwangr"))


def test_decisions_that_are_damaged_are_said_so(tmp_path: Path) -> None:
    (tmp_path / DECISIONS).write_bytes(b"geen database" * 100)
    with pytest.raises(UnreadableError, match="beschadigd"):
        check_standards(standards(tmp_path))


def test_a_trail_of_another_key_is_said_so(tmp_path: Path) -> None:
    record(tmp_path, Event("2026-11-22T10:00:00Z", "x", "screen"), KEY)
    check_standards(standards(tmp_path))
    with pytest.raises(UnreadableError, match="andere sleutel"):
        check_standards(standards(tmp_path, key=b"x" * 32))
