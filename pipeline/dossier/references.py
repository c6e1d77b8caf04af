"""Checks that documents have an id of their own and refer to documents that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pipeline.dossier.facts import Block, Case, Fault
from pipeline.shape import Shape, document_shapes

_AGREEMENT: Final = "afspraak"


def unique_ids(case: Case) -> Iterator[Fault]:
    """Yields the documents whose id another document has already."""
    seen: set[str] = set()
    for document in case.documents:
        name = document.text("id")
        if name in seen:
            yield document.fault(
                "id", "id.dubbel", "een eerder document heeft dit id al. Geef elk document een eigen id."
            )
        elif name:
            seen.add(name)


def known_targets(case: Case) -> Iterator[Fault]:
    """Yields the references to a document that is not there, or that is of another kind than the schema asks."""
    kinds = {_raw_id(document): document.text("soort") for document in case.documents}
    for owner, name, wanted in _references(case):
        target = owner.text(name)
        if target == owner.text("id"):
            yield owner.fault(
                name, "verwijzing.zelf", "een document kan niet naar zichzelf verwijzen. Vul een ander id in."
            )
        elif target not in kinds:
            yield owner.fault(
                name, "verwijzing.onbekend", f"er is geen document met dit id. Vul het id in van: {wanted}."
            )
        elif kinds[target] in document_shapes() and kinds[target] not in owner.shape.fields[name].refers_to:
            yield owner.fault(
                name, "verwijzing.soort", f"dit id is van een ander soort document. Vul het id in van: {wanted}."
            )


def earlier_targets(case: Case) -> Iterator[Fault]:
    """Yields the references to a document that has a later date than the document that refers to it."""
    days = {document.text("id"): document.day("datum") for document in case.documents}
    for owner, name, _ in _references(case):
        own, other = owner.day("datum"), days.get(owner.text(name))
        if own and other and other > own:
            yield owner.fault(
                name,
                "verwijzing.later",
                "dat document heeft een latere datum dan dit document. Herstel een van beide data.",
            )


def known_agreements(case: Case) -> Iterator[Fault]:
    """Yields the references of an evaluatie to an afspraak that is in no plan."""
    blocks = [block for _, block in case.with_document]
    known = {block.text("id") for block in blocks if block.shape.fields.keys() >= {"id", "activiteit"}}
    for block in blocks:
        number = block.text(_AGREEMENT) if _AGREEMENT in block.shape.fields else None
        if number is not None and number not in known:
            yield block.fault(
                _AGREEMENT,
                "verwijzing.afspraak",
                "geen plan, bijstelling of evaluatie heeft een afspraak met dit nummer.",
            )


CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (
    unique_ids,
    known_targets,
    earlier_targets,
    known_agreements,
)


def _references(case: Case) -> Iterator[tuple[Block, str, str]]:
    """Yields document, field and wanted kinds in words, for every reference that is filled in."""
    for document in case.documents:
        for name, field in document.shape.fields.items():
            if field.refers_to and document.text(name) is not None:
                yield document, name, _in_words(field)


def _in_words(field: Shape) -> str:
    return " of ".join(document_shapes()[kind].title.lower() for kind in field.refers_to)


def _raw_id(document: Block) -> str | None:
    """Returns the id also of a document of an unknown kind, which the schema refuses for that already."""
    value = document.values.get("id")
    return value if isinstance(value, str) else None
