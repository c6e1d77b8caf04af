"""Finds the signatures that the documents of a dossier lack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline.dossier.facts import Block, Case
from pipeline.figures import Unsigned
from pipeline.shape import Shape


def unsigned(case: Case, op: date | None = None) -> Iterator[Unsigned]:
    """Yields each party that has not signed a document that it should sign.

    Args:
        case: the dossier.
        op: documents of a later day are left out, None for all.
    """
    for document in case.documents:
        day = document.day("datum")
        if op and day and day > op:
            continue
        block = document.shape.fields.get("ondertekening")
        if block:
            yield from _parties(document, block, day)
        if "akkoord_werknemer" in document.shape.fields and not _agreed(document):
            yield Unsigned(_title(document), day, "bevestiging door de werknemer")


def _parties(document: Block, block: Shape, day: date | None) -> Iterator[Unsigned]:
    """Yields the parties that have not signed; a block with a single signature is the schema's to ask for."""
    given = document.values.get("ondertekening")
    signatures: Any = given if isinstance(given, dict) else {}
    for name, field in block.fields.items():
        if "status" not in field.fields:
            continue
        signature = signatures.get(name)
        status = signature.get("status") if isinstance(signature, dict) else None
        if status == "ondertekend":
            continue
        labels = field.fields["status"].labels
        said = labels.get(status, "").lower() if isinstance(status, str) else ""
        yield Unsigned(_title(document), day, field.title.lower(), said, refused=status == "geweigerd")


def _agreed(document: Block) -> bool:
    answer = document.values.get("akkoord_werknemer")
    return isinstance(answer, dict) and isinstance(answer.get("status"), str)


def _title(document: Block) -> str:
    """Returns what a document is called; an evaluatie by its sort."""
    sort = document.text("soort_evaluatie")
    labels = document.shape.fields["soort_evaluatie"].labels if sort else {}
    return labels.get(sort or "", document.shape.title)
