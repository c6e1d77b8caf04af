"""Screens all documents of folders: each set of bytes once, each document in the order of its path."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Final

from pipeline import flow
from pipeline.batch.inputs import Input
from pipeline.batch.journal import PATH, SHARD, Journal
from pipeline.batch.runner import Engine, never, run
from pipeline.batch.store import workshop
from pipeline.batch.walking import Found, Kind, look, walk
from pipeline.batch.work import Done, Limits, Work
from pipeline.examined import Examined
from pipeline.model import Unread

MAX_BYTES: Final = 250_000_000
"""The largest file that is read; a mailbox or a bundle of scans is easily larger than a document."""

KNOWN: Final = 200_000
"""Of how many files the digest is remembered, to recognise a copy; a copy of an older one is examined again."""

_COPY: Final = "\0"  # at the end of an item: only its name is new; no path can hold this character
_CHUNK: Final = 1 << 20
_CHANGED: Final = "Dit bestand veranderde terwijl het werd onderzocht. Zoek opnieuw."


def examine(item: str, settings: flow.ScreenSettings) -> Examined:
    """Examines one file or the name of one folder; the work of a screening.

    Raises:
        UnreadableError: the file is refused, gone, locked or too large.
        OwnDataError: a mistake in a rule file.
    """
    path = item.removesuffix(_COPY)
    place = str(Path(settings.base, path))
    if look(place).kind is Kind.FOLDER:
        return flow.screen_folder(path, settings)
    convert = flow.converter(partial(workshop, Path(settings.workplace))) if settings.workplace else None
    content = Input(place).read(MAX_BYTES)
    return flow.screen_file(path, content, settings, name_only=item.endswith(_COPY), convert=convert)


def prepare(settings: flow.ScreenSettings) -> None:  # noqa: ARG001  the runner hands it on
    """Loads the rules, before the first document.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    flow.scan_text("")


def screen_folders(
    roots: Iterable[str],
    lines: BinaryIO,
    settings: flow.ScreenSettings,
    engine: Engine,
    limits: Limits | None = None,
    stop: Callable[[], bool] = never,
    journal: Journal | None = None,
) -> Iterator[Examined]:
    """Yields what came of every document in and below the roots, and writes each as a line of JSON.

    A folder is yielded only when something may not stand in its name. Memory stays the same however many there are.

    Args:
        roots: folders or files.
        lines: where the lines go; it is read from as well.
        settings: how documents are screened.
        engine: what does the work.
        limits: what one document may cost.
        stop: asked all the time; once it says True no new document is begun.
        journal: where an earlier run noted what it had done, and this one does; None keeps none.

    Raises: as `pipeline.batch.runner.run`.
    """
    work = Work("pipeline.batch.screening:examine", settings, Examined, "pipeline.batch.screening:prepare")
    sweep = _Sweep(lines, journal)
    try:
        for done in run(sweep.items(walk(roots)), work, engine, limits, stop):
            examined = sweep.settle(done)
            if not examined.is_folder or examined.findings:
                sweep.write(examined)
                yield examined
    finally:
        sweep.close()


class _Sweep:
    """The bookkeeping of one screening: which bytes were seen before, and where their outcome stands."""

    def __init__(self, lines: BinaryIO, journal: Journal | None = None) -> None:
        self._lines = lines
        self._journal = journal
        self._noted: list[dict[str, Any]] = []
        self._mark = b""
        self._end = lines.seek(0, 2)
        self._seen: OrderedDict[bytes, int] = OrderedDict()  # the place of the line, -1 before it is there
        self._under_way: dict[str, tuple[bytes, str]] = {}  # the mark and digest of each item that is being examined

    def items(self, found: Iterable[Found]) -> Iterator[str | Done[Examined]]:
        """Yields what is to be examined, and what is refused already."""
        for item in found:
            if item.kind is Kind.REFUSED:
                yield Done(item.path, flow.unexamined(item.path, item.reason))
                continue
            digest = _digest(item.path) if item.kind is Kind.FILE and item.size else ""
            name = item.path
            earlier = self._earlier(item.path, digest)
            if digest:
                # The ending decides between texts, so a copy with another one is another document.
                mark = sha256((digest + PurePath(item.path).suffix.lower()).encode("utf-8", "replace")).digest()[:16]
                if mark in self._seen:
                    name += "" if earlier else _COPY
                    self._seen.move_to_end(mark)
                else:
                    self._seen[mark] = -1
                    if len(self._seen) > KNOWN:
                        self._seen.popitem(last=False)
                self._under_way[name] = (mark, digest)
            yield Done(name, earlier) if earlier else name

    def settle(self, done: Done[Examined]) -> Examined:
        """Returns the outcome of an item; of a copy, that of the first with the same bytes."""
        path = done.item.removesuffix(_COPY)
        self._mark, digest = self._under_way.pop(done.item, (b"", ""))
        if done.loss is not None or done.result is None:
            reason = done.loss.reason if done.loss else _CHANGED
            lost = replace(flow.unexamined(path, reason), sha256=digest)
            return replace(lost, status=done.loss.status) if done.loss else lost
        if not done.item.endswith(_COPY):
            return done.result
        place = self._seen.get(self._mark, -1)
        first = self._line(place) if place >= 0 else None
        if first is None or first.sha256 != done.result.sha256:
            return replace(done.result, unread=(Unread("", _CHANGED),)).settled()
        return flow.as_copy(done.result, first)

    def write(self, examined: Examined) -> None:
        """Adds the line of a document."""
        if self._seen.get(self._mark) == -1:
            self._seen[self._mark] = self._end
        line = dump(examined.line())
        self._lines.seek(self._end)
        self._lines.write(line)
        self._end += len(line)
        if self._journal and self._mark:
            self._noted.append({PATH: examined.path, "document": examined.line()})
            if len(self._noted) == SHARD:
                self.close()

    def close(self) -> None:
        """Notes what was done since the last time."""
        if self._journal and self._noted:
            self._journal.write(self._noted)
            self._noted = []

    def _earlier(self, path: str, digest: str) -> Examined | None:
        """Returns what an earlier run made of the same bytes at the same path."""
        noted = self._journal.earlier(path) if self._journal and digest else None
        earlier = Examined.of(noted["document"]) if noted else None
        return earlier if earlier and earlier.sha256 == digest else None

    def _line(self, place: int) -> Examined:
        self._lines.seek(place)
        return Examined.of(json.loads(self._lines.readline()))


def dump(line: dict[str, Any]) -> bytes:
    """Returns a line of JSON, in ASCII only, so that a file name that is not UTF-8 cannot break it."""
    return json.dumps(line, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def _digest(path: str) -> str:
    """Returns the SHA-256 of a file in hexadecimals, or "" when it cannot be read; whoever reads it says why."""
    total = sha256()
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                total.update(chunk)
    except OSError:
        return ""
    return total.hexdigest()
