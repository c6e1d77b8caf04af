"""The engine of a Dask cluster: one of our own, and a real scheduler with workers that can be killed."""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from conformance import LIMITS, WORK, Conformance
from small_runs import build_all, small_files, tree

from pipeline.batch.choosing import warning_for
from pipeline.batch.cluster import Dask
from pipeline.batch.local import children, in_order
from pipeline.batch.runner import Engine, never, run
from pipeline.errors import MissingProgramError, WrongUseError

pytestmark = [pytest.mark.slow]
POSIX = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups and SIGKILL")


class TestDask(Conformance):
    @pytest.fixture
    def engine(self) -> Engine:
        return Dask(jobs=2, shard=7)


@dataclass(frozen=True)
class Machines:
    """A scheduler and two workers, each with its own process group, so that one can be killed with all it started."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def _started(*arguments: str, daemon: str = "False") -> subprocess.Popen[bytes]:
    module, *rest = arguments
    command = [sys.executable, "-m", f"distributed.cli.{module}", *rest]
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": daemon}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload]


@contextmanager
def _machines(tmp_path: Path, *, daemon: str = "False") -> Iterator[Machines]:
    file = tmp_path / "scheduler.json"
    ours = ["--no-dashboard", "--scheduler-file", str(file)]
    started = [_started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", *ours)]
    try:
        for _ in range(600):
            if file.exists() and file.read_bytes().endswith(b"}"):
                break
            time.sleep(0.05)
        local = ["--nthreads", "1", "--memory-limit", "0", "--local-directory", str(tmp_path)]
        started += [_started("dask_worker", *ours, *local, daemon=daemon) for _ in range(2)]
        yield Machines(json.loads(file.read_text(encoding="utf-8"))["address"], started[1:])
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_two_runs_at_once_have_a_cluster_each_and_nobody_is_warned(capfd: pytest.CaptureFixture[str]) -> None:
    other = run((f"traag-{number}" for number in range(30)), WORK, Dask(jobs=1, shard=7), LIMITS)
    assert next(other).item == "traag-0"
    with suppress(OSError), socket.create_server(("127.0.0.1", 8787)):  # where Dask would like to be
        assert [one.loss for one in run(["goed-1"], WORK, Dask(jobs=1), LIMITS)] == [None]
    other.close()
    assert "".join(capfd.readouterr()) == ""


@POSIX
def test_a_worker_that_is_killed_half_way_costs_nothing(tmp_path: Path) -> None:
    items = [f"traag-{number}" if number % 4 == 0 else f"goed-{number}" for number in range(120)]
    with _machines(tmp_path) as machines:
        done = []
        for one in run(items, WORK, Dask(machines.address, shard=6), LIMITS):
            done.append(one)
            if len(done) == 30:
                os.killpg(machines.workers[0].pid, signal.SIGKILL)
    assert [one.item for one in done] == items
    assert [one.loss for one in done] == [None] * 120


@POSIX
def test_build_on_a_cluster_that_loses_a_worker_writes_the_same_bytes(tmp_path: Path) -> None:
    source = small_files(tmp_path / "in", 120)
    build_all(source, tmp_path / "heel")
    with _machines(tmp_path) as machines:
        kill = threading.Timer(6.0, os.killpg, (machines.workers[1].pid, signal.SIGKILL))
        kill.start()
        _, tally = build_all(source, tmp_path / "uit", Dask(machines.address, shard=4))
        kill.cancel()
    assert tally.failed == []
    assert tree(tmp_path / "uit") == tree(tmp_path / "heel")


@POSIX
def test_workers_that_may_start_no_processes_are_named(tmp_path: Path) -> None:
    name = "DASK_DISTRIBUTED__WORKER__DAEMON=False"
    with _machines(tmp_path, daemon="True") as machines, pytest.raises(WrongUseError, match=name):
        list(run(["goed-1"], WORK, Dask(machines.address), LIMITS))


def test_a_cluster_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.cluster._PATIENCE", 1)
    with pytest.raises(MissingProgramError, match=r"127\.0\.0\.1:9 antwoordt niet"):
        list(run(["goed-1"], WORK, Dask("tcp://127.0.0.1:9"), LIMITS))


def test_no_text_goes_over_the_wire() -> None:
    """What a shard sends back is all that the cluster sees of documents; here each of them says the canary."""
    items = ["struikelt", "vloekt", "praat", "raaskalt", "bindt", "diep"]
    with children(WORK, LIMITS, 1) as pool:
        back = pickle.dumps(list(in_order(pool, items, 2, never)))
    assert b"kanarie" not in back
    assert b"hernia" not in back


@pytest.mark.parametrize("address", ["", "local", "tcp://127.0.0.1:8786", "tls://10.0.0.5:8786"])
def test_a_connection_that_nobody_else_can_read_is_not_warned_for(address: str) -> None:
    assert warning_for(address) == ""


@pytest.mark.parametrize("address", ["tcp://10.0.0.5:8786", "10.0.0.5:8786", "tcp://localhost.voorbeeld.nl:8786"])
def test_a_connection_that_others_can_read_is_warned_for(address: str) -> None:
    assert "tls://" in warning_for(address)
