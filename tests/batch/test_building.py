"""Many dossiers: killed anywhere and resumed, the folder is that of an undisturbed run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import fault_works
import pytest
from small_runs import build_all, killed, small_files, tree

from pipeline.batch import border, building
from pipeline.batch.journal import FOLDER, shard_size
from pipeline.batch.local import Local
from pipeline.batch.store import alone, is_at_work
from pipeline.errors import CannotWriteError, WrongUseError
from pipeline.model import Status

SMALL_RUNS = Path(__file__).with_name("small_runs.py")
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_files(tmp_path_factory.mktemp("runs") / "in", 40)


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("heel") / "uit"
    built, tally = build_all(source, out)
    assert (len(built), tally.by_status) == (40, {Status.OK: 40})
    found = tree(out)
    assert len(found) == 120
    return found


def test_the_engine_does_not_show_in_what_is_written(source: Path, undisturbed: dict[str, bytes], tmp_path) -> None:
    built, _ = build_all(source, tmp_path / "uit", Local(2))
    assert [Path(one.path).stem for one in built] == [f"d-{index:03}" for index in range(40)]
    assert tree(tmp_path / "uit") == undisturbed


def killed_at(step: int, source: Path, out: Path, *, resume: bool) -> bool:
    """Runs in a child that kills itself at its `step`-th act on the disk; says whether it got there."""
    child = os.fork()
    if child == 0:
        acts = 0

        def count(event: str, _: object) -> None:
            nonlocal acts
            if event in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}:
                acts += 1
                if acts == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            build_all(source, out, resume=resume)
        except BaseException:  # noqa: BLE001 - the child may never return into pytest
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@POSIX
@pytest.mark.parametrize("seed", range(3))
def test_row_32_killed_at_any_act_and_resumed_each_document_is_there_once(
    source: Path, undisturbed: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    out, kills = tmp_path / "uit", 0
    while killed_at(chance.randint(1, 900), source, out, resume=kills > 0):
        kills += 1
        assert {name: content for name, content in tree(out).items() if not name.startswith(".pw-")}.items() <= (
            undisturbed.items()
        )
    build_all(source, out, resume=True)
    assert tree(out) == undisturbed


@POSIX
@pytest.mark.slow
def test_row_32_fifty_times_kill_9_with_two_processes(tmp_path: Path) -> None:
    source = small_files(tmp_path / "in", 200)
    build_all(source, tmp_path / "heel")
    chance = random.Random(9)  # noqa: S311
    heel = tree(tmp_path / "heel")
    turn = kills = 0
    while kills < 50:
        turn += 1
        out = tmp_path / f"uit-{turn}"
        command = [sys.executable, str(SMALL_RUNS), str(source), str(out)]
        # From nothing, through every stage of the work, to just before the end.
        enough, rest = chance.choice([0, chance.randint(1, 199), 199]), chance.uniform(0, 0.05)
        kills += killed(
            [*command, "nieuw"], lambda out=out, enough=enough: _published(out) >= enough, rest, with_children=turn % 2
        )
        assert {name: content for name, content in tree(out).items() if not name.startswith(".pw-")}.items() <= (
            heel.items()
        )
        resumed = subprocess.run([*command, "resume"], check=False, capture_output=True, text=True)
        assert resumed.stderr == ""
        assert tree(out) == heel


def _published(out: Path) -> int:
    """Returns how many dossiers have their place."""
    return sum(not path.name.startswith(".") for path in out.iterdir()) if out.is_dir() else 0


def test_what_is_done_and_still_stands_is_not_made_again(source: Path, tmp_path: Path, monkeypatch) -> None:
    files = small_files(tmp_path / "in", 10)
    (files / "d-004.txt").write_bytes(b"struikelt")
    out = tmp_path / "uit"
    built, tally = build_all(files, out)
    assert (len(built), tally.by_status) == (10, {Status.OK: 9, Status.GECRASHT: 1})
    made = []
    original = fault_works.make
    monkeypatch.setattr(fault_works, "make", lambda item, order: made.append(Path(item).stem) or original(item, order))
    border._function.cache_clear()
    (files / "d-004.txt").write_bytes(b"nu goed")
    built, tally = build_all(files, out, resume=True)
    assert made == ["d-004"]
    assert (len(built), tally.by_status, tally.earlier) == (10, {Status.OK: 10}, 9)
    assert not (out / FOLDER).exists()


def test_a_run_that_was_killed_after_its_last_act_is_resumed_too(source: Path, undisturbed, tmp_path: Path) -> None:
    build_all(source, tmp_path / "uit")
    _, tally = build_all(source, tmp_path / "uit", resume=True)
    assert tally.failed == []
    assert tree(tmp_path / "uit") == undisturbed


def test_what_somebody_changed_is_not_taken_for_ours(source: Path, tmp_path: Path) -> None:
    build_all(source, tmp_path / "uit")
    (tmp_path / "uit" / "d-007" / "plan.docx").write_bytes(b"ondertekend")
    _, tally = build_all(source, tmp_path / "uit", resume=True)
    assert [message for message in tally.failed if "d-007' bestaat al" not in message] == []
    assert len(tally.failed) == 1


def test_a_dossier_that_changed_since_is_made_again(tmp_path: Path) -> None:
    files = small_files(tmp_path / "in", 6)
    (files / "d-005.txt").write_bytes(b"struikelt")
    out = tmp_path / "uit"
    build_all(files, out)
    (files / "d-002.txt").write_text("anders", encoding="utf-8")
    (out / "d-003" / "manifest.json").unlink()
    (out / "d-003" / "plan.docx").unlink()
    (out / "d-003" / "riv" / "01.docx").unlink()
    _, tally = build_all(files, out, resume=True, overwrite=True)
    assert tally.earlier == 3
    assert tally.failed == []
    assert b"anders" in (out / "d-002" / "plan.docx").read_bytes()
    assert (out / "d-003" / "plan.docx").exists()


def test_going_on_with_more_and_fewer_dossiers_gives_what_one_run_gives(tmp_path: Path, monkeypatch) -> None:
    """The journal is a list of dossiers: how a run was cut in shards says nothing to the next one."""
    files = small_files(tmp_path / "in", 5)
    (files / "d-004.txt").write_bytes(b"struikelt")
    out = tmp_path / "uit"
    monkeypatch.setattr(building, "shard_size", lambda _: 1)
    build_all(files, out)
    (files / "d-002.txt").unlink()
    for number in (1, 5, 6, 7):
        (files / f"d-{number:03}a.txt").write_text(f"later {number}", encoding="utf-8")
    monkeypatch.setattr(building, "shard_size", lambda _: 3)
    _, tally = build_all(files, out, resume=True)
    assert (tally.earlier, tally.by_status) == (3, {Status.OK: 7, Status.GECRASHT: 1})
    (files / "d-004.txt").write_bytes(b"nu goed")
    _, tally = build_all(files, out, resume=True)
    assert (tally.earlier, tally.failed) == (7, [])
    build_all(files, tmp_path / "heel")
    assert {name: content for name, content in tree(out).items() if not name.startswith("d-002/")} == (
        tree(tmp_path / "heel")
    )


def test_row_33_other_rules_or_templates_are_not_resumed(tmp_path: Path, monkeypatch) -> None:
    files = small_files(tmp_path / "in", 3)
    (files / "d-001.txt").write_bytes(b"struikelt")
    build_all(files, tmp_path / "uit")
    original = building.head
    monkeypatch.setattr(building, "head", lambda *a, **k: original(*a, **k) | {"de regels": "andere"})
    before = tree(tmp_path / "uit")
    with pytest.raises(WrongUseError, match="anders dan in de eerdere run: de regels"):
        build_all(files, tmp_path / "uit", resume=True)
    assert tree(tmp_path / "uit") == before


def test_the_journal_holds_no_text(tmp_path: Path) -> None:
    files = small_files(tmp_path / "in", 3)
    (files / "d-001.txt").write_bytes(b"struikelt")
    (files / "d-002.txt").write_text(fault_works.CANARY, encoding="utf-8")
    build_all(files, tmp_path / "uit")
    journal = tmp_path / "uit" / FOLDER
    assert "kanarie" not in "".join(path.read_text(encoding="utf-8") for path in journal.iterdir())
    lines = [json.loads(line) for path in journal.glob("deel-*") for line in path.read_text().splitlines()]
    assert [Path(line["pad"]).stem for line in lines] == ["d-000", "d-002"]
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in journal.iterdir()} == {0o600}


def test_two_dossiers_with_one_folder_the_first_wins_on_every_engine(tmp_path: Path) -> None:
    files = tmp_path / "in"
    for folder, text in (("a", "eerste"), ("b", "tweede")):
        (files / folder).mkdir(parents=True)
        (files / folder / "zelfde.txt").write_text(text, encoding="utf-8")
    for name, engine in (("een", None), ("twee", Local(2))):
        _, tally = build_all(files, tmp_path / name, engine)
        assert b"eerste" in (tmp_path / name / "zelfde" / "plan.docx").read_bytes()
        assert "Twee dossiers leveren dezelfde map op" in tally.failed[0]
        assert {path.name for path in (tmp_path / name).iterdir()} == {"zelfde", FOLDER}


def test_row_29_a_dossier_that_kills_costs_itself_only(tmp_path: Path) -> None:
    files = small_files(tmp_path / "in", 12)
    (files / "d-005.txt").write_bytes(b"doodt")
    built, tally = build_all(files, tmp_path / "uit", Local(2))
    assert [Path(one.path).stem for one in built if one.unread] == ["d-005"]
    assert tally.by_status == {Status.OK: 11, Status.GECRASHT: 1}
    assert {path.name for path in (tmp_path / "uit").iterdir()} >= {f"d-{n:03}" for n in range(12) if n != 5}


def test_row_35_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    files = small_files(tmp_path / "in", 1)
    with alone(tmp_path / "uit") as token:
        assert is_at_work(tmp_path / "uit", token)
        with pytest.raises(CannotWriteError, match=f"al een run bezig .proces {os.getpid()} op computer"):
            build_all(files, tmp_path / "uit")
    assert not is_at_work(tmp_path / "uit", token)
    build_all(files, tmp_path / "uit")


@POSIX
def test_row_35_a_lock_whose_process_is_gone_is_taken_over(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        context = alone(tmp_path / "uit")
        context.__enter__()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = (tmp_path / "uit").iterdir()
    assert json.loads(left.read_bytes())["proces"] == child
    with alone(tmp_path / "uit"):
        assert json.loads(left.read_bytes())["proces"] == os.getpid()
    assert list((tmp_path / "uit").iterdir()) == []


def test_row_35_a_process_with_the_same_number_that_began_later_is_another(tmp_path: Path) -> None:
    out = tmp_path / "uit"
    with alone(out):
        written = json.loads(next(out.iterdir()).read_bytes())
    lock = out / ".pw-bezig.json"
    lock.write_text(json.dumps(written | {"proces": 1, "gestart": "vroeger"}), encoding="utf-8")
    if written["gestart"]:
        with alone(out):
            pass
    lock.write_text(json.dumps(written | {"computer": "een-andere"}), encoding="utf-8")
    with pytest.raises(CannotWriteError, match=r"een-andere.*verwijder dan"), alone(out):
        pass


@pytest.mark.parametrize(("total", "size"), [(0, 1), (40, 1), (2000, 40), (20_000, 200), (10**7, 200)])
def test_little_is_lost_when_a_run_is_killed(total: int, size: int) -> None:
    assert shard_size(total) == size
