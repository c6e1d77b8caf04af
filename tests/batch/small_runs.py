"""A run of `build` over small files, with the real store, journal and engines; also as a program, to be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.batch.building import Tally, opened
from pipeline.batch.inline import Inline
from pipeline.batch.inputs import Input, find
from pipeline.batch.local import Local
from pipeline.batch.making import Order
from pipeline.batch.runner import Engine
from pipeline.batch.work import Limits
from pipeline.errors import PoortwachterError
from pipeline.model import Built

SUFFIXES = frozenset({".txt"})


def small_files(folder: Path, number: int) -> Path:
    folder.mkdir()
    for index in range(number):
        (folder / f"d-{index:03}.txt").write_text(f"dossier {index}\n", encoding="utf-8")
    return folder


def build_all(
    source: Path, out: Path, engine: Engine | None = None, *, resume: bool = False, overwrite: bool = False
) -> tuple[list[Built], Tally]:
    """Builds all files of a folder and returns what a user is told of them."""

    def inputs() -> Iterator[Input]:
        return find([str(source)], SUFFIXES, others=False)

    tally = Tally(total=sum(1 for _ in inputs()))
    order = Order(str(out), "_basis", base=str(source))
    engine = engine or Inline()
    with opened(
        order,
        inputs,
        engine,
        Limits(10, 500),
        total=tally.total,
        overwrite=overwrite,
        resume=resume,
        make="fault_works:make",
        prepare="",
    ) as site:
        return list(site.build(inputs(), tally)), tally


def tree(out: Path) -> dict[str, bytes]:
    """Returns everything in a folder, hidden files too."""
    files = (path for path in out.rglob("*") if not path.is_dir())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def killed(command: Sequence[str], is_time: Callable[[], bool], rest: float = 0.0, *, with_children: bool) -> bool:
    """Starts a program, kills it with -9 once it is time and `rest` seconds later, and says whether it still ran.

    Its children are killed in the same moment, as when a machine goes down, or find out by themselves.
    """
    run = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    while run.poll() is None and not is_time():
        time.sleep(0.001)
    time.sleep(rest)
    if with_children:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
    run.kill()
    return run.wait() == -signal.SIGKILL


if __name__ == "__main__":
    try:
        build_all(Path(sys.argv[1]), Path(sys.argv[2]), Local(2), resume=sys.argv[3] == "resume")
    except PoortwachterError as error:
        sys.exit(str(error))
