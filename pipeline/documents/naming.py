"""What documents and folders are called: names that are safe everywhere, made of kinds and dates and no other text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from pipeline.documents.labels import datum
from pipeline.documents.shape import shape_of

_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_OTHER = re.compile(r"[^a-z0-9]+")


def folder_name(reference: str) -> str:
    """Returns a folder name for a dossier's reference; one that had to be altered gets a part of its digest."""
    if _FOLDER.fullmatch(reference) and not _RESERVED.fullmatch(reference):
        return reference
    plain = unicodedata.normalize("NFKD", reference).encode("ascii", "ignore").decode().lower()
    mark = sha256(reference.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    readable = _OTHER.sub("-", plain).strip("-")[:50].strip("-")
    return f"{readable or 'dossier'}-{mark}"


def is_reference(value: object) -> bool:
    """Says whether `value` is a reference as the schema wants it, so that it may stand in a manifest."""
    return isinstance(value, str) and _REFERENCE.fullmatch(value) is not None


def valid_date(value: object) -> date | None:
    """Returns the day of an ISO date, or None when `value` is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-01-05") else None
    except ValueError:
        return None


def kind_of(document: object) -> str:
    """Returns the kind of a document, or "" when the schema knows no such kind."""
    kind = document.get("soort") if isinstance(document, Mapping) else None
    return kind if isinstance(kind, str) and kind in _kinds() else ""


def template_name(kind: str) -> str:
    """Returns the name of the template of a kind of document."""
    return kind.replace("_", "-")


def file_name(document: object, position: str) -> str:
    """Returns the name of the file of a document, as '02-plan-van-aanpak-2026-02-16.docx'."""
    day = valid_date(document.get("datum")) if isinstance(document, Mapping) else None
    parts = (position, _OTHER.sub("-", label(document).lower()).strip("-"), day.isoformat() if day else "")
    return "-".join(filter(None, parts)) + ".docx"


def label(document: object) -> str:
    """Returns what a kind of document is called, as 'Plan van aanpak'."""
    kind = kind_of(document)
    if kind == "evaluatie" and isinstance(document, Mapping):
        sort = shape_of(kind).properties["soort_evaluatie"].labels.get(str(document.get("soort_evaluatie")))
        return sort or _kinds()[kind]
    return _kinds().get(kind, "Document")


def title(document: object) -> str:
    """Returns what a casemanager calls a document, as 'Plan van aanpak van 16 februari 2026'."""
    day = valid_date(document.get("datum")) if isinstance(document, Mapping) else None
    return f"{label(document)} van {datum(day.isoformat())}" if day else label(document)


def _kinds() -> Mapping[str, str]:
    documents = shape_of("dossier").properties["documenten"].items
    return documents.properties["soort"].labels if documents else {}


def documents_of(data: Any) -> list[Any]:
    """Returns the documents of a dossier, valid or not."""
    documents = data.get("documenten") if isinstance(data, Mapping) else None
    return documents if isinstance(documents, list) else []
