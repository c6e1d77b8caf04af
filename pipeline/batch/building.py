"""Builds many dossiers on an engine: what is finished is noted before it gets its place, so a run can be resumed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pipeline import flow
from pipeline.batch import codec
from pipeline.batch.inputs import STDIN, Input
from pipeline.batch.journal import PATH, SHARD, Journal, shard_size
from pipeline.batch.making import Made, Order, digest_of, head, put_down
from pipeline.batch.pdf import with_pdfs
from pipeline.batch.runner import Engine, never, run
from pipeline.batch.store import MANIFEST, Store, alone, can_sync_all
from pipeline.batch.work import Done, Limits, Work
from pipeline.errors import CannotWriteError
from pipeline.model import Built, Rendered, Status

PDF_SHARD: Final = 20
"""With PDFs the documents of a shard are in memory, so that one LibreOffice can convert them all."""

SYNCED: Final = 4
"""Shards of so many dossiers are made to outlive a power cut all at once, which is far faster than file by file."""

MAKE: Final = "pipeline.batch.making:make"
PREPARE: Final = "pipeline.batch.making:prepare"
_MADE, _SOURCE, _MANIFEST = "uitkomst", "sha256", "manifest"


@dataclass(slots=True)
class Tally:
    """What a run came to so far.

    Attributes:
        total: how many dossiers there are, as far as is known.
        by_status: how many dossiers have each status; together all that were taken up.
        earlier: how many of them an earlier run had finished.
        failed: what could not be written, in Dutch, one line for each dossier.
    """

    total: int = 0
    by_status: Counter[Status] = field(default_factory=Counter)
    earlier: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left that a next run could do better."""
        return not self.failed and not (self.by_status.keys() - {Status.OK, Status.BEVINDINGEN})


@contextmanager
def opened(
    order: Order,
    inputs: Callable[[], Iterable[Input]],
    engine: Engine,
    limits: Limits,
    *,
    total: int = 0,
    overwrite: bool = False,
    resume: bool = False,
    pdf: bool = False,
    make: str = MAKE,
    prepare: str = PREPARE,
) -> Iterator[Site]:
    """Gives the output folder to one run alone, ready to build in.

    Args:
        order: how each dossier is built, and where the documents go.
        inputs: gives the files that are read in this run, each time anew; none of them is ever replaced.
        engine: where the work is done.
        limits: what one dossier may cost.
        total: how many dossiers there are, as far as is known.
        overwrite: whether the folder that an earlier run made of the same dossier may be replaced.
        resume: whether to go on with an earlier run.
        pdf: whether every document gets its PDF.
        make: the work on one dossier, as `Work.function`.
        prepare: what it loads first, as `Work.prepare`.

    Raises:
        CannotWriteError: the folder cannot be made or written in, or another run is at work there.
        WrongUseError: the earlier run was made with other rules, templates or options.
        OwnDataError: the house style does not exist, or cannot be read.
    """
    out = Path(order.out)
    with alone(out) as run_token:
        sources = (Path(item.path) for item in inputs() if item.path != STDIN)
        store = Store(out, overwrite=overwrite, inputs=sources)
        journal = Journal(out, head(order, pdf=pdf), resume=resume)
        sync = shard_size(total) < SYNCED or not can_sync_all()
        work = Work(make, replace(order, run=run_token, sync=sync), Made, prepare)
        yield Site(store, journal, out, work, engine, limits, pdf, resume)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a run builds, and how.

    Attributes:
        store: the output folder.
        journal: what is finished in it.
        out: the path of that folder.
        work: what is done with each dossier.
        engine: where the work is done.
        limits: what one dossier may cost.
        pdf: whether every document gets its PDF.
        is_resumed: whether this run goes on with another.
    """

    store: Store
    journal: Journal
    out: Path
    work: Work[Made]
    engine: Engine
    limits: Limits
    pdf: bool = False
    is_resumed: bool = False

    def build(self, inputs: Iterable[Input], tally: Tally, stop: Callable[[], bool] = never) -> Iterator[Built]:
        """Yields what was made of each dossier, in order, when it has its place on the disk.

        Args:
            inputs: the dossiers.
            tally: knows how many there are, and counts what was yielded.
            stop: as in `runner.run`.

        Raises:
            OwnDataError, CannotWriteError, MissingProgramError: the run cannot go on.
        """
        size = min(shard_size(tally.total), PDF_SHARD if self.pdf else SHARD)
        finished = run(self._to_do(inputs), self.work, self.engine, self.limits, stop)
        try:
            while shard := list(islice(finished, size)):
                yield from self._published(shard, tally)
            if tally.is_complete and not stop():
                self.journal.close()
        finally:
            finished.close()  # before the sweep, or a child could still leave something behind
            self.store.sweep()

    def _to_do(self, inputs: Iterable[Input]) -> Iterator[str | Done[Made]]:
        for item in inputs:
            if item.refused:
                yield Done(item.path, Made(flow.lost_build(item.path, item.refused), ""))
            elif (earlier := self._earlier(item)) is not None:
                yield Done(item.path, earlier)
            else:
                yield item.path

    def _earlier(self, item: Input) -> Made | None:
        """Returns what an earlier run made of a dossier, if that still stands and the dossier is still the same."""
        line = None if item.path == STDIN else self.journal.earlier(item.path)
        if line is None:
            return None
        try:
            built = codec.restored(Built, line[_MADE])
            source, manifest = str(line[_SOURCE]), str(line[_MANIFEST])
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        stands = manifest and digest_of(self.out / built.folder / MANIFEST) == manifest
        is_same = source and digest_of(Path(item.path)) == source
        return Made(built, source, manifest=manifest) if stands and is_same else None

    def _published(self, shard: Sequence[Done[Made]], tally: Tally) -> Iterator[Built]:
        """Notes what is finished, gives it its place, and yields it."""
        made = [self._outcome(done) for done in shard]
        if self.pdf:
            made = self._with_pdfs(made)
        lines = [_line(one) for one in made if one.staged]
        if lines:
            if not self.work.settings.sync:
                self.store.flush()
            self.journal.write(lines)
        results = [self._put_in_place(one, tally) for one in made]
        if lines:
            self.store.settle()
        for done, one, built in zip(shard, made, results, strict=True):
            tally.by_status[done.loss.status if done.loss else flow.status_of(built)] += 1
            tally.earlier += bool(one.manifest and not one.staged and not one.failed)
            yield built

    def _outcome(self, done: Done[Made]) -> Made:
        if done.result is not None:
            return done.result
        return Made(flow.lost_build(done.item, done.loss.reason if done.loss else ""), "")

    def _put_in_place(self, made: Made, tally: Tally) -> Built:
        failed = made.failed
        if made.staged:
            try:
                self.store.publish(made.built.folder, made.staged, sync=False, is_resumed=self.is_resumed)
            except CannotWriteError as error:
                failed = str(error)
        elif made.manifest:
            self.store.keep(made.built.folder)
        if failed:
            tally.failed.append(failed)
            return flow.unwritten(made.built)
        return made.built

    def _with_pdfs(self, made: Sequence[Made]) -> list[Made]:
        """Returns what was made with the PDF of each document."""
        waiting = (_loaded(one.built, self.out / one.staged) for one in made if one.staged)
        complete = with_pdfs(waiting, self.store)
        return [put_down(next(complete), one.source, self.out) if one.staged else one for one in made]


def _loaded(built: Built, folder: Path) -> Built:
    """Returns what was built with its documents and manifest as they stand on the disk."""
    documents = tuple(
        Rendered(document.name, document.title, (folder / document.name).read_bytes(), document.is_foreign)
        for document in built.documents
    )
    return replace(built, documents=documents, manifest=json.loads((folder / MANIFEST).read_bytes()))


def _line(made: Made) -> dict[str, Any]:
    return {
        PATH: made.built.path,
        _SOURCE: made.source,
        _MANIFEST: made.manifest,
        _MADE: codec.plain(made.built),
    }
