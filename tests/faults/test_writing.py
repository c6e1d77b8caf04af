"""Faults while writing: full disks, refused writes, a process that is killed (architecture rows 22 to 24)."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.batch.store import Store
from pipeline.errors import CannotWriteError
from pipeline.model import Built, Rendered

OLD = {"plan.docx": b"oud plan", "evaluatie.docx": b"oude evaluatie"}
NEW = {"plan.docx": b"nieuw plan", "riv/01.docx": b"nieuw voorblad"}


def built(files: dict[str, bytes]) -> Built:
    documents = tuple(Rendered(name, name, content) for name, content in files.items())
    return Built(
        "d.json",
        "dossier",
        documents,
        manifest={
            "documents": [{"file": name, "sha256": sha256(content).hexdigest()} for name, content in files.items()]
        },
    )


def contents(out: Path) -> dict[str, bytes] | None:
    """Returns the documents of the dossier by name, or None when it has no folder."""
    folder = out / "dossier"
    if not folder.exists():
        return None
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert files.pop("manifest.json").endswith(b"}\n")
    return files


def leftovers(out: Path) -> list[Path]:
    return list(out.glob(".pw-*"))


def refuse(code: int, after: int) -> Callable[..., None]:
    """Returns a stand-in for a system call that fails with `code` from call number `after` on."""
    calls = 0

    def fail(*_: object, **__: object) -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("after", range(5))
@pytest.mark.parametrize(("code", "message"), [(errno.ENOSPC, "De schijf is vol"), (errno.EIO, "EIO")])
def test_row_22_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, code: int, message: str
) -> None:
    store = Store(tmp_path)
    monkeypatch.setattr(os, "fsync", refuse(code, after))
    with pytest.raises(CannotWriteError, match=message):
        store.write_built(built(NEW))
    assert contents(tmp_path) is None
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("after", range(5))
def test_row_22_a_full_disk_leaves_the_earlier_dossier_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    Store(tmp_path).write_built(built(OLD))
    store = Store(tmp_path, overwrite=True)
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC, after))
    with pytest.raises(CannotWriteError):
        store.write_built(built(NEW))
    assert contents(tmp_path) == OLD
    assert leftovers(tmp_path) == []


def test_row_22_when_the_new_folder_cannot_be_put_in_place_the_old_one_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).write_built(built(OLD))
    store = Store(tmp_path, overwrite=True)
    rename, calls = Path.rename, 0

    def second_fails(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(CannotWriteError, match="Sluit het document in Word"):
        store.write_built(built(NEW))
    assert contents(tmp_path) == OLD
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_row_24_a_folder_that_may_not_be_written_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(Path, "mkdir", refuse(code, 0))
    with pytest.raises(CannotWriteError, match="mag niet worden geschreven"):
        Store(tmp_path / "uit")


def test_row_22_a_second_run_that_sweeps_makes_the_first_fail_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Store(tmp_path)
    sync = os.fsync

    def sweep_then_sync(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        Store(tmp_path)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", sweep_then_sync)
    with pytest.raises(CannotWriteError, match="twee runs"):
        first.write_built(built(NEW))
    assert contents(tmp_path) is None
    assert leftovers(tmp_path) == []


def killed_at(step: int, out: Path) -> bool:
    """Rebuilds the dossier in a child that kills itself at its `step`-th act on the disk; says whether it got there."""
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
            Store(out, overwrite=True).write_built(built(NEW))
        except BaseException:  # noqa: BLE001 - the child may never return into pytest
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_row_22_sigkill_at_any_step_leaves_a_whole_dossier_or_none(tmp_path: Path) -> None:
    seen, step, killed = set(), 0, True
    while killed:
        step += 1
        out = tmp_path / str(step)
        Store(out).write_built(built(OLD))
        killed = killed_at(step, out)
        found = contents(out)
        assert found in (OLD, NEW, None)
        seen.add("old" if found == OLD else "new" if found == NEW else "none")
        Store(out)
        assert leftovers(out) == []
    assert step > 10, "the child was never killed"
    assert {"old", "new"} <= seen
