"""Fuzzes the targets for so many seconds each, and keeps in the corpus what makes one fail: python -m tests.fuzz."""

# ruff: noqa: T201, S311

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import FrameType

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
_SECONDS = 5.0  # of the processor, for one file
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[1] / "tests" / "unit" / "readers")]

from tests.fuzz.mutate import mutated  # noqa: E402
from tests.fuzz.targets import TARGETS, Target  # noqa: E402


class SlowError(BaseException):
    """A file kept its reader longer than it may; no `except Exception` may swallow it."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    # Time of the processor: a busy machine is no slow reader.
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise SlowError

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def place_of(error: BaseException) -> str:
    """Returns the kind of an error and the innermost of our own lines, so that one fault is told once."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "pipeline" in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "doel"
    said = f" {error}" if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {where}{said}"


def once(target: Target, name: str, content: bytes) -> str:
    """Returns what went wrong with a file, or ""."""
    try:
        with _alarm(_SECONDS):
            target.check(name, content)
    except (Exception, SlowError) as error:  # noqa: BLE001  this is what is looked for
        return place_of(error)
    return ""


def smaller(target: Target, name: str, content: bytes, fault: str) -> bytes:
    """Returns a shorter file with the same fault, where a few simple cuts give one."""
    if fault.startswith("SlowError"):
        return content
    deadline = time.monotonic() + 20
    size = len(content) // 2
    while size and time.monotonic() < deadline:
        at = 0
        while at < len(content) and time.monotonic() < deadline:
            shorter = content[:at] + content[at + size :]
            if once(target, name, shorter) == fault:
                content = shorter
            else:
                at += size
        size //= 2
    return content


def keep(goal: str, name: str, content: bytes) -> Path:
    """Puts a file in the corpus."""
    folder = CORPUS / goal
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sha256(content).hexdigest()[:12]}{Path(name).suffix}"
    path.write_bytes(content)
    return path


def kept(goal: str) -> list[tuple[str, bytes]]:
    """Returns the corpus of a target."""
    return [(path.name, path.read_bytes()) for path in sorted((CORPUS / goal).glob("*"))]


def fuzz(goal: str, seconds: float, seed: int, now: Path) -> None:
    """Damages seeds until the time is up; what is being read stands in `now`, for when it takes this process down."""
    target = TARGETS[goal]
    chance = random.Random(seed)
    seeds = target.seeds()
    pool = [*seeds.items(), *kept(goal)]
    for name, content in seeds.items():
        target.check(name, content)  # loads what is loaded once; a good file has no fault
    known: set[str] = set()
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        name, content = chance.choice(pool)
        content = mutated(content, [other for _, other in pool], chance)
        now.write_bytes(name.encode() + b"\0" + content)
        fault = once(target, name, content)
        count += 1
        if fault and fault not in known:
            known.add(fault)
            path = keep(goal, name, smaller(target, name, content, fault))
            print(f"{goal}: {fault}: {path.relative_to(HERE)}", flush=True)
    print(f"{goal}: {count} files, {len(known)} faults", flush=True)


def main() -> int:
    """Runs the targets that are named, or all; returns 1 when a process was taken down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("goals", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    crashed = 0
    with tempfile.TemporaryDirectory() as folder:
        now = Path(folder, "now")
        for goal in chosen.goals or TARGETS:
            until, seed = time.monotonic() + chosen.seconds, chosen.seed
            while (left := until - time.monotonic()) > 0:
                child = multiprocessing.Process(target=fuzz, args=(goal, left, seed, now))
                child.start()
                child.join()
                if child.exitcode == 0:
                    break
                crashed += 1
                seed += 1
                name, _, content = now.read_bytes().partition(b"\0")
                print(f"{goal}: process ended with {child.exitcode}: {keep(goal, name.decode(), content)}", flush=True)
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
