"""The database of decisions: append-only, the last one counts, private, without text, and strict at opening."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import CannotWriteError, UnreadableError
from pipeline.review.decisions import DECISIONS, Decisions, read_decisions
from pipeline.review.standing import standing
from pipeline.verdicts import Decision, Entry, ReasonCode, Undo, Verdict

DAY = date(2026, 11, 22)
Make = Callable[..., Decision]


def present(_: str) -> bool:
    return True


def test_what_is_added_comes_back_in_order(tmp_path: Path, decision: Make) -> None:
    added = [
        decision(1),
        decision(1, Verdict.VALS_ALARM, code=ReasonCode.NAAM, everywhere=True),
        decision(2, Verdict.TOEGESTAAN, document=2),
    ]
    with Decisions(tmp_path) as decisions:
        assert [decisions.add(entry) for entry in added] == [1, 2, 3]
        assert decisions.add(Undo(2, "f.visser", DAY)) == 2
    expected = [replace(entry, number=number) for number, entry in enumerate(added, start=1)]
    assert read_decisions(tmp_path) == (*expected, Undo(2, "f.visser", DAY))


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_row_41_the_file_is_for_its_owner_only_also_one_that_was_not(tmp_path: Path, decision: Make) -> None:
    for _ in range(2):
        with Decisions(tmp_path) as decisions:
            decisions.add(decision())
            modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
            assert modes == {0o600}, "the journal beside it too"
        (tmp_path / DECISIONS).chmod(0o644)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET verdict = 'inbreuk'",
        "UPDATE undo SET person = 'x'",
        "UPDATE document SET print = 'd1:00'",
        "DELETE FROM decision",
        "DELETE FROM undo",
        "DELETE FROM document",
        "INSERT INTO undo VALUES (99, 'x', '2026-01-01')",
        "INSERT INTO undo VALUES (1, 'x', '2026-02-30')",
    ],
)
def test_nothing_is_ever_changed_or_removed(tmp_path: Path, decision: Make, statement: str) -> None:
    with Decisions(tmp_path) as decisions:
        decisions.add(decision())
        decisions.add(Undo(1, "x", DAY))
    with closing(sqlite3.connect(tmp_path / DECISIONS)) as outsider:
        outsider.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            outsider.execute(statement)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": Verdict.VALS_ALARM},
        {"verdict": Verdict.VALS_ALARM, "until": DAY},
        {"verdict": Verdict.TOEGESTAAN, "reason": "omdat"},
        {"verdict": Verdict.TOEGESTAAN, "clause": "artikel 1"},
        {"until": DAY},
        {"fingerprint": "hernia"},
        {"document": "Jansen.docx"},
        {"sha256": "hernia"},
        {"person": ""},
    ],
)
def test_a_decision_that_lacks_something_or_holds_text_is_refused(tmp_path: Path, decision: Make, wrong: dict) -> None:
    with Decisions(tmp_path) as decisions:
        with pytest.raises(CannotWriteError, match="laat deze wijziging niet toe"):
            decisions.add(replace(decision(), **wrong))
        assert decisions.entries() == ()


def test_taking_back_twice_is_refused(tmp_path: Path, decision: Make) -> None:
    with Decisions(tmp_path) as decisions:
        decisions.add(decision())
        decisions.add(Undo(1, "x", DAY))
        with pytest.raises(CannotWriteError):
            decisions.add(Undo(1, "x", DAY))


def test_row_41_no_table_has_room_for_a_text_or_a_path(tmp_path: Path, decision: Make) -> None:
    with Decisions(tmp_path) as decisions:
        decisions.add(decision())
    with closing(sqlite3.connect(tmp_path / DECISIONS)) as outsider:
        tables = {name for (name,) in outsider.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        strict = {row[1]: row[5] for row in outsider.execute("PRAGMA table_list")}
        columns = {row[1] for table in tables for row in outsider.execute(f"PRAGMA table_info({table})")}
        assert [outsider.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "user_version")] == [
            "wal",
            1,
        ]
    assert tables == {"document", "decision", "undo", "sqlite_sequence"}
    assert all(strict[table] for table in tables - {"sqlite_sequence"})
    assert columns - {"name", "seq"} == {
        *("id", "print", "sha256", "fingerprint", "rule", "category", "place_kind", "document", "verdict", "clause"),
        *("code", "reason", "person", "day", "until", "everywhere", "decision"),
    }


def test_a_newer_a_foreign_and_a_damaged_file_are_refused(tmp_path: Path, decision: Make) -> None:
    path = tmp_path / DECISIONS
    path.write_bytes(b"dit is geen database, maar wel lang genoeg om er een te lijken" * 20)
    with pytest.raises(UnreadableError, match="beschadigd"):
        Decisions(tmp_path)
    path.unlink()
    with closing(sqlite3.connect(path)) as outsider:
        outsider.execute("PRAGMA user_version = 3")
    with pytest.raises(UnreadableError, match="geen bestand van deze opdracht"):
        Decisions(tmp_path)
    path.unlink()
    with Decisions(tmp_path) as decisions:
        for number in range(300):
            decisions.add(decision(number))
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as outsider:
        outsider.execute("PRAGMA user_version = 99")
    with pytest.raises(UnreadableError, match="nieuwere versie"):
        Decisions(tmp_path)
    path.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    with pytest.raises(UnreadableError, match="beschadigd"):
        Decisions(tmp_path)


def test_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / DECISIONS).symlink_to(tmp_path / "elders.db")
    with pytest.raises(UnreadableError, match="geen gewoon bestand"):
        Decisions(tmp_path)
    assert not (tmp_path / "elders.db").exists()


def test_a_moved_document_keeps_its_decisions_and_a_copy_does_not(decision: Make) -> None:
    holds = standing([replace(decision(1), number=7)])
    old, new = f"d1:{1:032x}", f"d1:{2:032x}"
    print_ = f"v1:{1:032x}"
    assert holds.of(print_, new, lambda document: document == new) is not None
    assert holds.of(print_, new, present) is None
    assert holds.of(print_, old, present) is not None


def test_a_decision_for_everywhere_holds_everywhere_until_a_later_one(decision: Make) -> None:
    everywhere = decision(1, Verdict.VALS_ALARM, everywhere=True)
    own = replace(decision(1, document=2), number=2)
    holds = standing([everywhere, own])
    found = [holds.of(f"v1:{1:032x}", f"d1:{document:032x}", present) for document in (1, 2, 3)]
    assert [decision.verdict for decision in found if decision] == ["vals_alarm", "inbreuk", "vals_alarm"]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.integers(1, 2), st.integers(1, 2), st.sampled_from(Verdict), st.booleans()),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_only_added_the_last_one_counts_and_undo_brings_back_the_one_before(
    tmp_path_factory: pytest.TempPathFactory, decision: Make, steps: list[tuple]
) -> None:
    """The database against a plain list, in which taking back is deleting."""
    kept: list[Decision] = []
    seen: list[Entry] = []
    folder = tmp_path_factory.mktemp("besluiten")
    for step in steps:
        with Decisions(folder) as decisions:
            if step[0] == "decide":
                _, number, document, verdict, everywhere = step
                entry = decision(number, verdict, document, everywhere=everywhere)
                kept.append(replace(entry, number=decisions.add(entry)))
            elif kept:
                gone = kept.pop(step[1] % len(kept))
                decisions.add(Undo(gone.number, "x", DAY))
            entries = decisions.entries()
        assert set(seen) <= set(entries), "what was there is still there"
        assert len(entries) <= len(seen) + 1
        seen = list(entries)
        for number in (1, 2):
            for document in (1, 2):
                of_this = [
                    entry
                    for entry in kept
                    if entry.fingerprint == f"v1:{number:032x}"
                    and (entry.everywhere or entry.document == f"d1:{document:032x}")
                ]
                expected = of_this[-1] if of_this else None
                assert standing(entries).of(f"v1:{number:032x}", f"d1:{document:032x}", present) == expected


def test_a_purge_removes_what_is_old_and_no_longer_holds_and_says_how_many(tmp_path: Path, decision: Make) -> None:
    old = DAY - timedelta(days=200)
    with Decisions(tmp_path) as decisions:
        decisions.add(decision(1, day=old))
        decisions.add(decision(2, day=old))
        decisions.add(decision(2, day=DAY))
        decisions.add(decision(3, Verdict.VALS_ALARM, day=old, until=DAY))
        decisions.add(decision(4, Verdict.VALS_ALARM, day=old, until=DAY - timedelta(days=1)))
        decisions.add(decision(5, day=old))
        decisions.add(Undo(6, "x", old))
        assert decisions.purge(DAY - timedelta(days=90), DAY) == (3, 2)
        left = decisions.entries()
        assert [entry.number for entry in left if isinstance(entry, Decision)] == [2, 3, 4]
        assert decisions.add(decision(9)) == 7, "a number is never given twice"
    with closing(sqlite3.connect(tmp_path / DECISIONS)) as outsider, pytest.raises(sqlite3.IntegrityError):
        outsider.execute("DELETE FROM decision")


def test_row_41_what_was_purged_is_in_no_byte_of_the_file(tmp_path: Path, decision: Make) -> None:
    with Decisions(tmp_path) as decisions:
        decisions.add(decision(1, Verdict.TOEGESTAAN, reason="kanarie7f3a", day=date(2020, 1, 1)))
        decisions.purge(DAY, DAY)
        assert [path.name for path in tmp_path.iterdir() if b"kanarie7f3a" in path.read_bytes()] == []
