"""Packs the set for UWV into one zip, and puts the PDF of each document beside it, whole or not at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

from pipeline.documents.riv_set import KIND, MAX_BYTES, TITLE, UWV
from pipeline.model import Built, Cause, Rendered, Withheld

_BUNDLE: Final = "bundel"
_SETS: Final = ("uwv/", "werknemer/", "00-overzicht-re-integratieverslag.")
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can name


def with_bundle(built: Built) -> Built:
    """Returns what was built with the zip of its set for UWV, if it has one.

    Each document is in the zip once: its PDF when there is one, else its Word file. Same documents, same bytes.
    """
    members = {document.name: document.content for document in _to_upload(built)}
    if not members:
        return built
    title = f"{TITLE} voor UWV"
    packed = Rendered(f"{UWV}/re-integratieverslag-{built.folder}.zip", title, _zip(members))
    head = {"soort": _BUNDLE, "id": UWV, "title": title}
    return replace(
        built,
        documents=(*built.documents, packed),
        manifest=_extended(built.manifest, {packed.name: head}, [packed]),
    )


def to_convert(built: Built) -> dict[str, bytes]:
    """Returns the Word files of which a PDF is to be made, by the digest of their content: each only once."""
    return {_digest(document.content): document.content for document in built.documents if _is_ours(document)}


def with_pdfs(built: Built, pdfs: Mapping[str, bytes]) -> Built:
    """Returns what was built with a PDF beside every Word file, and the zip made anew.

    Args:
        built: what was built, zip included.
        pdfs: the PDF of each Word file by the digest of that file, as `to_convert` has them.
    """
    heads = {str(entry["file"]): entry for entry in _entries(built.manifest)}
    documents, added = [], {}
    for document in built.documents:
        if document.name.endswith(".zip"):
            continue
        documents.append(document)
        pdf = pdfs.get(_digest(document.content)) if _is_ours(document) else None
        if pdf is not None:
            name = str(PurePosixPath(document.name).with_suffix(".pdf"))
            documents.append(Rendered(name, document.title, pdf))
            added[name] = {key: heads[document.name][key] for key in ("soort", "id", "title")}
    kept = {document.name for document in documents}
    own = {**built.manifest, "documents": [entry for entry in _entries(built.manifest) if entry["file"] in kept]}
    new = [document for document in documents if document.name in added]
    complete = replace(built, documents=tuple(documents), manifest=_extended(own, added, new))
    for_uwv = (document for document in new if document.name.startswith(f"{UWV}/"))
    large = tuple(_too_large(document) for document in for_uwv if len(document.content) > MAX_BYTES)
    return with_bundle(_without_sets(complete, large) if large else complete)


def _is_ours(document: Rendered) -> bool:
    return document.name.endswith(".docx") and not document.is_foreign


def _to_upload(built: Built) -> Iterator[Rendered]:
    """Yields what belongs in the zip, each document in one form."""
    names = {document.name for document in built.documents}
    for document in sorted(built.documents, key=lambda document: document.name):
        is_twice = document.name.endswith(".docx") and document.name.removesuffix(".docx") + ".pdf" in names
        if document.name.startswith(f"{UWV}/") and not is_twice:
            yield document


def _zip(members: Mapping[str, bytes]) -> bytes:
    """Returns a zip of the files; they are compressed already, so that storing them is the same on every machine."""
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, content in members.items():
                info = zipfile.ZipInfo(PurePosixPath(name).name, _FIRST_DAY)
                info.create_system = 0
                archive.writestr(info, content)
        return buffer.getvalue()


def _without_sets(built: Built, causes: tuple[Cause, ...]) -> Built:
    """Returns what was built less the sets of the report, which are withheld whole."""
    documents = tuple(document for document in built.documents if not document.name.startswith(_SETS))
    kept = {document.name for document in documents}
    lost = {"soort": KIND, "id": UWV, "title": TITLE, "causes": [_as_data(cause) for cause in causes]}
    manifest = {
        **built.manifest,
        "documents": [entry for entry in _entries(built.manifest) if entry["file"] in kept],
        "withheld": [*_entries(built.manifest, "withheld"), lost],
    }
    withheld = (*built.withheld, Withheld(UWV, TITLE, causes))
    return replace(built, documents=documents, withheld=withheld, manifest=manifest)


def _too_large(document: Rendered) -> Cause:
    return Cause(
        "uwv.grootte",
        "",
        f"{document.title} is als pdf groter dan 10 MB; dat neemt UWV niet aan. Verklein de beelden.",
    )


def _as_data(cause: Cause) -> dict[str, str]:
    return {"rule": cause.rule, "place": cause.place, "message": cause.message}


def _extended(
    manifest: Mapping[str, object], heads: Mapping[str, Mapping[str, object]], documents: list[Rendered]
) -> dict[str, object]:
    lines = [{**heads[item.name], "file": item.name, "sha256": _digest(item.content)} for item in documents]
    return {**manifest, "documents": [*_entries(manifest), *lines]}


def _entries(manifest: Mapping[str, Any], name: str = "documents") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = manifest.get(name, [])
    return found


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
