"""Gives what is built its PDFs: one LibreOffice for a batch of dossiers, in a private folder that never stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline import flow
from pipeline.batch.store import Store
from pipeline.model import Built

MAX_DOCUMENTS: Final = 200
"""How many documents one LibreOffice converts before a fresh one takes over; it tires after some hundreds."""


def with_pdfs(built: Iterable[Built], store: Store) -> Iterator[Built]:
    """Yields what was built with its PDFs, in the order in which it came.

    Raises:
        CannotWriteError: the folder to work in cannot be made.
        MissingProgramError: LibreOffice is not on this machine.
    """
    batch: list[Built] = []
    for item in built:
        batch.append(item)
        if sum(len(waiting.documents) for waiting in batch) >= MAX_DOCUMENTS:
            yield from _converted(batch, store)
            batch = []
    yield from _converted(batch, store)


def _converted(batch: list[Built], store: Store) -> Iterator[Built]:
    if any(item.documents for item in batch):
        with store.workshop(flow.pdf_sources(batch)) as folder:
            pdfs = flow.convert(folder, batch)
        yield from (flow.with_pdfs(item, pdfs) for item in batch)
    else:
        yield from batch
