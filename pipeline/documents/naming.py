"""What documents are called: by their kind and their date, and by no other text of the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.documents.labels import datum
from pipeline.formats import parse_date
from pipeline.names import plain_name
from pipeline.shape import document_shapes, dossier_shape


def is_reference(value: object) -> bool:
    """Says whether `value` is a reference as the schema wants it, so that it may stand in a manifest."""
    return isinstance(value, str) and dossier_shape().fields["kenmerk"].accepts(value)


def kind_of(document: object) -> str:
    """Returns the kind of a document, or "" when the schema knows no such kind."""
    kind = document.get("soort") if isinstance(document, Mapping) else None
    return kind if isinstance(kind, str) and kind in document_shapes() else ""


def template_name(kind: str) -> str:
    """Returns the name of the template of a kind of document."""
    return kind.replace("_", "-")


def file_name(document: object, position: str) -> str:
    """Returns the name of the file of a document, as '02-plan-van-aanpak-2026-02-16.docx'."""
    day = _day(document)
    parts = (position, plain_name(label(document)), day.isoformat() if day else "")
    return "-".join(filter(None, parts)) + ".docx"


def label(document: object) -> str:
    """Returns what a kind of document is called, as 'Plan van aanpak'."""
    kind = kind_of(document)
    if not kind or not isinstance(document, Mapping):
        return "Document"
    shape = document_shapes()[kind]
    sorts = shape.fields["soort_evaluatie"].labels if kind == "evaluatie" else {}
    return sorts.get(str(document.get("soort_evaluatie")), shape.title)


def title(document: object) -> str:
    """Returns what a casemanager calls a document, as 'Plan van aanpak van 16 februari 2026'."""
    day = _day(document)
    return f"{label(document)} van {datum(day.isoformat())}" if day else label(document)


def documents_of(data: Any) -> list[Any]:
    """Returns the documents of a dossier, valid or not."""
    documents = data.get("documenten") if isinstance(data, Mapping) else None
    return documents if isinstance(documents, list) else []


def _day(document: object) -> date | None:
    return parse_date(document.get("datum")) if isinstance(document, Mapping) else None
