"""The manifest of a dossier: which documents were made and from what, and which were not and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from pipeline.model import Rendered, Untemplated, Withheld
from pipeline.resources import digest


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a document of the dossier.

    Attributes:
        kind: the kind of document.
        reference: its id in the dossier, or another name when that id may not be shown.
        result: the document, or why there is none.
    """

    kind: str
    reference: str
    result: Rendered | Withheld


@dataclass(frozen=True, slots=True)
class Versions:
    """With what the documents were made: SHA-256 of the rules, of the schemas and of the templates."""

    rules: str
    schemas: str
    templates: str


def manifest(
    reference: str, entries: Iterable[Entry], untemplated: Iterable[Untemplated], versions: Versions
) -> dict[str, object]:
    """Returns the manifest as JSON-ready data, after schemas/v1/manifest.schema.json; it holds no text and no time."""
    documents, withheld = [], []
    for entry in entries:
        head = {"soort": entry.kind, "id": entry.reference, "title": entry.result.title}
        if isinstance(entry.result, Rendered):
            content = sha256(entry.result.content).hexdigest()
            documents.append({**head, "file": entry.result.name, "sha256": content})
        else:
            withheld.append({**head, "causes": [asdict(cause) for cause in entry.result.causes]})
    return {
        "kind": "manifest",
        "dossier": reference,
        "versions": {"poortwachter": _poortwachter(), **asdict(versions)},
        "documents": documents,
        "withheld": withheld,
        "zonder_sjabloon": [{"soort": item.kind, "id": item.reference} for item in untemplated],
    }


@cache
def schemas_digest() -> str:
    """Returns the SHA-256 over the schemas."""
    return digest("schemas", (".json",))


@cache
def _poortwachter() -> str:
    try:
        return version("poortwachter")
    except PackageNotFoundError:
        return "onbekend"
