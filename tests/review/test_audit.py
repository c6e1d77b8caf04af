"""The audit trail: whatever is done to it without the key shows (architecture table, row 43)."""
# ruff: noqa: S608  the outsider of these tests writes the SQL himself

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UnreadableError, WrongUseError
from pipeline.review.audit import AUDIT, Event, Head, purge, record, refuse_unless_sound, verify

KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sleutel").write_bytes(KEY)
    return tmp_path


def event(day: int, action: str = "screen") -> Event:
    return Event(f"2026-11-{day:02}T10:00:00Z", "f.visser", action, {"documenten": day}, f"d1:{day:032x}", "omdat")


def filled(folder: Path, count: int = 5) -> list[Head]:
    return [record(folder, event(day)) for day in range(1, count + 1)]


def change(folder: Path, *statements: str) -> None:
    """Does what somebody with the file and without the key can do."""
    with closing(sqlite3.connect(folder / AUDIT)) as outsider, outsider:
        for trigger in ("event_kept", "event_stays"):
            outsider.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            outsider.execute(statement)


def test_row_44_a_trail_that_nobody_touched_holds(folder: Path) -> None:
    heads = filled(folder)
    verified = verify(folder, heads)
    assert (verified.faults, verified.notes, verified.head) == ((), (), heads[-1])
    assert [number for number, _ in verified.events] == [1, 2, 3, 4, 5]
    assert verified.events[1][1] == event(2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET user = 'iemand.anders' WHERE id = 3",
        "UPDATE event SET time = '2026-11-03T10:00:01Z' WHERE id = 3",
        "UPDATE event SET action = 'redact' WHERE id = 3",
        "UPDATE event SET document = '' WHERE id = 3",
        "UPDATE event SET counts = '{\"documenten\": 4}' WHERE id = 3",
        "UPDATE event SET counts = '{}{' WHERE id = 3",
        "UPDATE event SET reason = '' WHERE id = 3",
        "UPDATE event SET seal = '00000000000000000000000000000000' WHERE id = 3",
    ],
)
def test_row_43_an_edit_shows(folder: Path, statement: str) -> None:
    filled(folder)
    change(folder, statement)
    assert "Gebeurtenis 3 is veranderd." in verify(folder).faults


def test_row_43_a_removal_shows_also_with_the_numbers_closed_up(folder: Path) -> None:
    filled(folder)
    change(folder, "DELETE FROM event WHERE id = 3")
    assert verify(folder).faults == ("Gebeurtenis 3 ontbreekt.",)
    change_again = ["UPDATE event SET id = 3 WHERE id = 4", "UPDATE event SET id = 4 WHERE id = 5"]
    with closing(sqlite3.connect(folder / AUDIT)) as outsider, outsider:
        for statement in change_again:
            outsider.execute(statement)
    assert "Gebeurtenis 3 is veranderd." in verify(folder).faults


def test_a_cut_at_the_front_shows(folder: Path) -> None:
    filled(folder)
    change(folder, "DELETE FROM event WHERE id < 3")
    assert verify(folder).faults == ("Gebeurtenis 1 t/m 2 ontbreken.",)


def test_two_events_that_changed_places_show(folder: Path) -> None:
    filled(folder)
    swap = ("UPDATE event SET id = 99 WHERE id = 2", "UPDATE event SET id = 2 WHERE id = 3")
    change(folder, *swap, "UPDATE event SET id = 3 WHERE id = 99")
    assert verify(folder).faults[0] == "Gebeurtenis 2 is veranderd."


def test_row_43_truncation_shows_also_after_more_was_added(folder: Path) -> None:
    heads = filled(folder)
    change(folder, "DELETE FROM event WHERE id > 3")
    assert verify(folder).faults == ("Het auditspoor is afgekapt: de laatste 2 gebeurtenissen ontbreken.",)
    record(folder, event(6))
    assert verify(folder).faults == ("Gebeurtenis 4 t/m 5 ontbreken.",)
    assert heads[-1].number == 5


def test_truncation_with_an_old_head_put_back_shows_by_the_head_in_the_report(folder: Path) -> None:
    heads = filled(folder, 3)
    shutil.copy(folder / AUDIT, folder / "kopie")
    later = record(folder, event(4))
    shutil.copy(folder / "kopie", folder / AUDIT)
    assert verify(folder).faults == ()
    assert verify(folder, heads).faults == ()
    (fault,) = verify(folder, [later]).faults
    assert fault == "Gebeurtenis 4 stond in een rapport en ontbreekt nu: het auditspoor is afgekapt."


def test_row_43_a_full_rewrite_without_the_key_shows(folder: Path) -> None:
    filled(folder)
    (folder / AUDIT).unlink()
    for day in range(1, 6):
        record(folder, event(day, "niets gedaan"), key=b"x" * 32)
    faults = verify(folder).faults
    assert len(faults) == 2
    assert all("hoort bij een andere sleutel" in fault for fault in faults)
    for act in (lambda: record(folder, event(6)), lambda: refuse_unless_sound(folder)):
        with pytest.raises(UnreadableError, match="klopt niet"):
            act()
    refuse_unless_sound(folder, key=b"x" * 32)


def test_a_trail_that_was_begun_anew_shows_by_the_head_in_the_report(folder: Path) -> None:
    head = filled(folder)[-1]
    (folder / AUDIT).unlink()
    assert "weggehaald" in verify(folder).faults[0]
    for day in range(11, 17):
        record(folder, event(day))
    assert verify(folder).faults == ()
    assert "herschreven" in verify(folder, [head]).faults[0]


@pytest.mark.parametrize("name", ["begin", "kop"])
def test_a_forged_end_shows(folder: Path, name: str) -> None:
    filled(folder)
    change(folder, f"UPDATE bound SET id = 2, seal = (SELECT seal FROM event WHERE id = 2) WHERE name = '{name}'")
    assert any("andere sleutel" in fault for fault in verify(folder).faults)


def test_without_a_key_nothing_is_checked_or_added(tmp_path: Path) -> None:
    for act in (
        lambda: verify(tmp_path),
        lambda: record(tmp_path, event(1)),
        lambda: purge(tmp_path, date(2026, 1, 1)),
    ):
        with pytest.raises(UnreadableError, match="geen sleutel"):
            act()
    (tmp_path / "sleutel").write_bytes(b"kort")
    with pytest.raises(UnreadableError, match="te kort"):
        record(tmp_path, event(1))
    assert [path.name for path in tmp_path.iterdir()] == ["sleutel"]


def test_runs_that_end_at_the_same_moment_all_get_their_place(folder: Path) -> None:
    """Architecture table, row 35."""
    with ThreadPoolExecutor(4) as pool:
        heads = list(pool.map(lambda day: record(folder, event(day)), range(1, 13)))
    assert sorted(head.number for head in heads) == list(range(1, 13))
    assert verify(folder, heads).faults == ()


def test_a_head_is_read_as_it_is_printed(folder: Path) -> None:
    head = record(folder, event(1))
    assert Head.of(f" {head}\n") == head
    for wrong in ("", "1", "1:kort", "x:" + "0" * 32, "²:" + "0" * 32):
        with pytest.raises(WrongUseError):
            Head.of(wrong)


def test_row_45_a_purge_says_what_it_removed_and_leaves_a_trail_that_holds(folder: Path) -> None:
    heads = filled(folder)
    assert purge(folder, date(2026, 11, 3)) == 2
    later = record(folder, event(6, "audit purge"))
    verified = verify(folder, [*heads, later])
    assert verified.faults == ()
    assert [number for number, _ in verified.events] == [3, 4, 5, 6]
    assert verified.notes == ("De kop van gebeurtenis 1 is niet meer te controleren: daarna is opgeruimd.",)
    assert purge(folder, date(2027, 1, 1)) == 4
    assert verify(folder).faults == ()
    assert record(folder, event(7)).number == 7
    assert verify(folder, [later]).faults == ()


def test_a_purge_does_not_wash_a_trail_clean(folder: Path) -> None:
    filled(folder)
    change(
        folder,
        "UPDATE event SET user = 'x' WHERE id = 1",
        "CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT 1; END",
    )
    with pytest.raises(UnreadableError, match="Er is niets verwijderd"):
        purge(folder, date(2026, 11, 3))
    assert len(verify(folder).events) == 5


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
events = st.builds(
    Event,
    time=st.just("2026-11-22T10:00:00Z"),
    user=texts,
    action=texts,
    counts=st.dictionaries(texts, st.integers(0, 9), max_size=2),
    reason=texts,
)


@settings(max_examples=25)
@given(st.lists(events, min_size=2, max_size=5), st.data())
def test_any_trail_holds_and_any_change_to_it_shows(
    tmp_path_factory: pytest.TempPathFactory, made: list[Event], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("spoor")
    (folder / "sleutel").write_bytes(KEY)
    heads = [record(folder, event) for event in made]
    verified = verify(folder, heads)
    assert verified.faults == ()
    assert [event for _, event in verified.events] == made
    at = data.draw(st.integers(1, len(made)))
    column = data.draw(st.sampled_from(["time", "user", "action", "counts", "reason"]))
    change(
        folder,
        data.draw(
            st.sampled_from(
                [
                    f"DELETE FROM event WHERE id = {at}",
                    f"DELETE FROM event WHERE id >= {at}",
                    f"DELETE FROM event WHERE id <= {at}",
                    f"UPDATE event SET {column} = {column} || ' ' WHERE id = {at}",
                    f"UPDATE event SET id = {len(made) + 1} WHERE id = {at}",
                ]
            )
        ),
    )
    assert verify(folder).faults


def test_the_same_events_have_other_seals_under_another_key(folder: Path) -> None:
    first = record(folder, event(1))
    (folder / AUDIT).unlink()
    assert record(folder, event(1), key=b"x" * 32) != first
    assert record(folder, replace(event(1), user="x"), key=b"x" * 32).number == 2
