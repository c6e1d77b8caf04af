"""Makes marked or redacted copies of all files of folders, each in a process of its own and in the same folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, Literal

from pipeline import flow
from pipeline.batch.inputs import Input
from pipeline.batch.runner import Engine, never, run
from pipeline.batch.store import write_file
from pipeline.batch.walking import Kind, walk
from pipeline.batch.work import Done, Limits, Loss, Work
from pipeline.copies import Copied
from pipeline.model import Finding, Status, Unread
from pipeline.names import written_name

MAX_BYTES: Final = 250_000_000
"""The largest file of which a copy is made."""


@dataclass(frozen=True, slots=True)
class CopySettings:
    """How copies are made.

    Attributes:
        out: the folder they come in.
        roots: the folders that the files come from; what lies below one keeps its place below `out`.
        verb: what is made of a file.
        everything: whether vermoedens count too.
        replacement: what a reader sees in place of what was taken out.
        overwrite: whether copies of an earlier run are replaced.
        decided: the folder of a screening, when only what was decided to be an inbreuk is meant; else "".
        ocr: whether text is made of pictures.
    """

    out: str
    roots: tuple[str, ...]
    verb: Literal["annotate", "redact"]
    everything: bool = False
    replacement: str = flow.NEUTRAL
    overwrite: bool = False
    decided: str = ""
    ocr: bool = False

    def choice(self, path: str) -> tuple[Callable[[Finding], bool], bytes | None]:
        """Returns what says whether a finding of a file is meant, and the key that it knows findings by.

        Raises:
            UnreadableError: the decisions cannot be read.
        """
        if self.decided:
            return flow.decided(Path(self.decided), path)
        return (lambda finding: self.everything or finding.blocking), None


def make(item: str, settings: CopySettings) -> Copied:
    """Makes the copy of one file and writes it; the work of a run.

    Raises:
        UnreadableError: the file is refused, gone, locked or too large.
        OwnDataError: a mistake in a rule file.
        CannotWriteError: the copy cannot be written.
    """
    content = Input(item).read(MAX_BYTES)
    choose, key = settings.choice(item)
    if settings.verb == "redact":
        ocr = flow.require_tesseract() if settings.ocr else None
        copy = flow.redact(item, content, choose=choose, key=key, replacement=settings.replacement, ocr=ocr)
    else:
        copy = flow.annotate(item, content, choose=choose)
    if copy.content is None:
        return copy
    target = _target(item, settings) if settings.verb == "redact" else Path(settings.out, _below(item, settings.roots))
    write_file(target, copy.content, overwrite=settings.overwrite, inputs=[Path(item)])
    return replace(copy, content=None, written=str(target))


def prepare(settings: CopySettings) -> None:
    """Loads the rules, before the first file.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    flow.scan_text(settings.replacement)


def copies_of(
    settings: CopySettings, engine: Engine, limits: Limits | None = None, stop: Callable[[], bool] = never
) -> Iterator[Copied]:
    """Yields what came of every file in and below the roots.

    Args:
        settings: how.
        engine: what does the work.
        limits: what one file may cost.
        stop: asked all the time; once it says True no new file is begun.

    Raises: as `pipeline.batch.runner.run`.
    """
    work = Work("pipeline.batch.copying:make", settings, Copied, "pipeline.batch.copying:prepare")
    for done in run(_items(settings.roots), work, engine, limits, stop):
        yield done.result or Copied(done.item, unread=(Unread("", done.loss.reason if done.loss else ""),))


def _items(roots: Iterable[str]) -> Iterator[str | Done[Copied]]:
    for found in walk(roots):
        if found.kind is Kind.FILE:
            yield found.path
        elif found.kind is Kind.REFUSED:
            yield Done(found.path, loss=Loss(Status.ONLEESBAAR, found.reason))


def _target(item: str, settings: CopySettings) -> Path:
    """Returns where the copy of a file comes, with clean names; what lost part of its name keeps apart by a number."""
    choose, key = settings.choice(item)
    parts = []
    for part in _below(item, settings.roots).parts:
        clean = flow.clean_name(part, choose=choose, key=key)
        mark = sha256(part.encode("utf-8", errors="surrogateescape")).hexdigest()[:6]
        stem, suffix = written_name(clean)
        parts.append(part if clean == part else f"{stem}-{mark}{suffix}")
    return Path(settings.out, *parts)


def _below(item: str, roots: Iterable[str]) -> PurePath:
    """Returns the path of a file below the root that it was found in; of one that was named itself, its name."""
    for root in roots:
        if Path(root).is_dir() and PurePath(item).is_relative_to(root):
            return PurePath(item).relative_to(root)
    return PurePath(PurePath(item).name)
