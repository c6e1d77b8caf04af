"""Pieces of work that go wrong in every way, by the first word of the item; what they read or say holds the canary."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import flow
from pipeline.batch import making, screening
from pipeline.batch.inputs import Input
from pipeline.batch.making import Made, Order, put_down
from pipeline.batch.store import is_at_work
from pipeline.errors import CannotWriteError, OwnDataError, UnreadableError
from pipeline.examined import Examined
from pipeline.flow import ScreenSettings
from pipeline.formats import dutch_day
from pipeline.model import Built, Category, Finding, Rendered, Segment
from pipeline.privacy.detector import Detector
from pipeline.privacy.model import RuleSet
from pipeline.privacy.scan import scan_segments
from pipeline.text import Tekst

CANARY = "kanarie7f3a heeft een hernia"


@dataclass(frozen=True, slots=True)
class Echo:
    item: str
    settings: str


class Rotten:
    """A day that cannot be asked anything."""

    def __getattr__(self, name: str) -> int:
        raise ValueError(CANARY)


def work(item: str, settings: str) -> Any:
    match item.split("-")[0]:
        case "doodt":
            os.kill(os.getpid(), signal.SIGKILL)
        case "stopt":
            os._exit(0)
        case "hangt":
            time.sleep(600)
        case "slikt":
            try:
                time.sleep(600)
            except Exception:  # noqa: BLE001  as some readers do, around a library that raises what it likes
                return Echo(item, settings)
        case "rekent":
            while True:
                pass
        case "eet":
            return Echo(item, str(len([bytearray(2**20) for _ in range(100_000)])))
        case "struikelt":
            raise ValueError(CANARY)
        case "diep":
            dutch_day(Rotten())  # type: ignore[arg-type]
        case "vloekt":
            raise type(CANARY, (Exception,), {})(CANARY)
        case "eindigt":
            raise SystemExit(CANARY)
        case "onderbreekt":
            raise KeyboardInterrupt(CANARY)
        case "praat":
            print(CANARY)  # noqa: T201
            os.write(1, CANARY.encode())
            os.write(2, CANARY.encode())
        case "raaskalt":
            return CANARY
        case "wijst":
            return Echo(item, str(_pointing_outside(item)))
        case "bindt":
            return Echo(item, lambda: CANARY)  # type: ignore[arg-type]
        case "onleesbaar":
            raise UnreadableError("Het bestand is leeg.")
        case "eigen":
            raise OwnDataError("regels.yaml:3: Onbekende sleutel.")
        case "traag":
            time.sleep(0.3)
    return Echo(item, settings)


def _pointing_outside(text: str) -> tuple[Finding, ...]:
    """Returns what is found in a text by a detector that points past its end."""
    beyond = Finding(0, len(text) + 1, Category.DIAGNOSE, "kanarie", blocking=True, place="tekst")
    with patch.object(Detector, "all_findings", lambda *_: [[beyond]]):
        return scan_segments(Detector(RuleSet((), (), (), "")), [Segment("tekst", Tekst(text))])


@contextmanager
def _befallen(item: str) -> Iterator[None]:
    """Lets what the name of a file says happen to it; "wijst" also lets its scanner point past the end of a text."""
    fault = Path(item).name.split("-")[0]
    if fault != "wijst":
        work(f"{fault}-", "")
        yield
        return

    def beyond(_: Detector, texts: Iterable[tuple[str, bool]]) -> list[list[Finding]]:
        where = [(len(text), len(text) + 1) for text, _ in texts]
        return [[Finding(*span, Category.DIAGNOSE, "kanarie", blocking=True, place="tekst")] for span in where]

    with patch.object(Detector, "all_findings", beyond):
        yield


def build_befallen(item: str, order: Order) -> Made:
    """The work of `build`, on a dossier that something may happen to."""
    with _befallen(item):
        return making.make(item, order)


def screen_befallen(item: str, settings: ScreenSettings) -> Examined:
    """The work of `screen`, on a document that something may happen to."""
    with _befallen(item):
        return screening.examine(item, settings)


def screen_lightly(item: str, settings: ScreenSettings) -> Examined:
    """The work of `screen` with another scanner, which is there in a moment and finds one word."""

    def found(_: Detector, texts: Iterable[tuple[str, bool]]) -> list[list[Finding]]:
        places = [[match.span() for match in re.finditer("hernia", text)] for text, _ in texts]
        return [[Finding(*span, Category.DIAGNOSE, "kanarie", blocking=True) for span in spans] for spans in places]

    light = Detector(RuleSet((), (), (), ""))
    with patch.object(Detector, "all_findings", found), patch.object(flow.screening, "default_detector", lambda: light):
        return screening.examine(item, settings)


def load(folder: str) -> None:
    """Notes that this process loaded what it needs."""
    with (Path(folder) / str(os.getpid())).open("a") as note:
        note.write(".")


def counted(item: str, folder: str) -> Echo:
    return Echo(item, str(os.getpid()))


def make(item: str, order: Order) -> Made:
    """Stands for `build`: two small documents of a file, in a moment."""
    content = Input(item).read()
    if content.startswith(b"doodt"):
        os.kill(os.getpid(), signal.SIGKILL)
    if content.startswith(b"struikelt"):
        raise ValueError(CANARY)
    if not is_at_work(Path(order.out), order.run):
        raise CannotWriteError("De run is voorbij.")
    documents = tuple(Rendered(f"{name}.docx", name, name.encode() + content * 50) for name in ("plan", "riv/01"))
    entries = [{"file": one.name, "sha256": sha256(one.content).hexdigest()} for one in documents]
    built = Built(item, Path(item).stem, documents, manifest={"kind": "manifest", "documents": entries})
    return put_down(built, sha256(content).hexdigest(), Path(order.out))
