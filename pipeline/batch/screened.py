"""Reads a whole screening back from its folder, for who decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.batch.filing import REPORT, key_name, read_report
from pipeline.errors import UnreadableError
from pipeline.examined import Examined


@dataclass(frozen=True, slots=True)
class Screening:
    """A screening as it was written down.

    Attributes:
        version: the version of the program that made it.
        rules: digest of the rules it was made with.
        ocr: whether text was made of pictures.
        documents: every document, in the order of the report.
    """

    version: str
    rules: str
    ocr: bool
    documents: tuple[Examined, ...]


def read_screening(folder: Path, key: bytes | None = None) -> Screening:
    """Returns the screening in a folder.

    Args:
        folder: where `screen` wrote.
        key: the key that it must have been made with, None when that does not matter.

    Raises:
        UnreadableError: there is none, it is broken or cut off, or it was made with another key.
    """
    path = folder / REPORT
    lines = list(read_report(path))
    if not lines or lines[-1].get("kind") != "end":
        raise UnreadableError(f"'{path}' is niet af. Doorzoek opnieuw met `screen`.")
    try:
        documents = tuple(Examined.of(line) for line in lines if line.get("kind") == "document")
    except (LookupError, TypeError, ValueError):
        raise UnreadableError(f"'{path}' is beschadigd. Doorzoek opnieuw met `screen`.") from None
    run = lines[0]
    if key is not None and run.get("key") != key_name(key):
        raise UnreadableError(
            f"De sleutel hoort niet bij '{path}'. Geef de goede met --key-file, of zet hem in de map."
        )
    return Screening(str(run.get("version")), str(run.get("rules")), bool(run.get("ocr")), documents)


def heads_in(folder: Path) -> tuple[str, ...]:
    """Returns the heads of the audit trail that the report of a folder names; none where there is no report.

    Raises:
        UnreadableError: there is a report, and it is broken.
    """
    path = folder / REPORT
    return tuple(str(line["audit"]) for line in read_report(path) if line.get("audit")) if path.exists() else ()
