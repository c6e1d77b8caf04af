"""Documents in, the same documents with their PDFs out; the folder to work in comes from who runs this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.model import Built, Unread

_LOST: Final = (
    "LibreOffice kon niet van elk document een pdf maken, ook niet na een herstart. Er is niets van dit dossier "
    "geschreven. Sluit LibreOffice en begin opnieuw, of bouw zonder --pdf."
)


def require_office() -> None:
    """Refuses to go on without LibreOffice.

    Raises:
        MissingProgramError: it is not on this machine; the message says how to get it.
    """
    from pipeline.documents.office import find_office

    find_office()


def pdf_sources(built: Iterable[Built]) -> dict[str, bytes]:
    """Returns the files that `convert` wants in its folder: each Word file once, and an empty one where it may work."""
    from pipeline.documents.bundle import to_convert
    from pipeline.documents.office import SOURCES, TEMPORARY

    sources = {digest: content for item in built for digest, content in to_convert(item).items()}
    return {f"{TEMPORARY}/leeg": b""} | {f"{SOURCES}/{digest}.docx": content for digest, content in sources.items()}


def convert(folder: Path, built: Iterable[Built]) -> dict[str, bytes]:
    """Returns the PDFs that LibreOffice made of the files in `folder`, by the digest of the Word file.

    Raises:
        MissingProgramError: LibreOffice is not on this machine.
    """
    from pipeline.documents.bundle import to_convert
    from pipeline.documents.office import convert
    from pipeline.documents.pdf_steady import steady

    names = dict.fromkeys(f"{digest}.docx" for item in built for digest in to_convert(item))
    return {digest: steady(pdf, digest) for digest, pdf in convert(folder, list(names)).items()}


def with_pdfs(built: Built, pdfs: Mapping[str, bytes]) -> Built:
    """Returns what was built with the PDF of each of its documents, or nothing of it when one is lacking."""
    from pipeline.documents import bundle

    if built.folder and not bundle.to_convert(built).keys() <= pdfs.keys():
        return replace(built, folder="", documents=(), withheld=(), unread=(*built.unread, Unread("pdf", _LOST)))
    return bundle.with_pdfs(built, pdfs) if built.folder else built
