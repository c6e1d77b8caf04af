"""Checks 28 and 29: nothing medical in the dossier, and files that UWV takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from pipeline.dossier.completeness.catalogue import catalogue
from pipeline.dossier.completeness.look import Hit, Look
from pipeline.dossier.completeness.words import is_about
from pipeline.model import Category

_TAKEN: Final = frozenset({".jpg", ".jpeg", ".docx", ".pdf"})
_MILLION: Final = 1_000_000


def medical(look: Look) -> Iterator[Hit]:
    """Yields the places with something medical, and the attachments that belong to the medical information."""
    if look.findings is None:
        yield Hit("niet_gezocht")
    found: dict[str, bool] = {}
    for finding in look.findings or ():
        if finding.category is not Category.IDENTIFICATIE:
            pointer = finding.place.partition(" ")[0].rstrip(",")
            found[pointer] = finding.blocking or found.get(pointer, False)
    # A place that surely holds something medical is not called doubtful as well.
    yield from (Hit("gevonden" if sure else "vermoeden", pointer) for pointer, sure in found.items())
    for item in look.case.items("bijlagen"):
        if any(is_about(item.text(name) or "", "medisch_stuk") for name in ("bestandsnaam", "omschrijving")):
            yield Hit("bijlage", item.pointer)


def for_uwv(look: Look) -> Iterator[Hit]:
    """Yields the attachments of a type or size that UWV does not take."""
    items = list(look.case.items("bijlagen"))
    if not items:
        yield Hit("geen_bijlagen")
    most = catalogue().megabytes["file_size"] * _MILLION
    for item in items:
        path = item.text("pad")
        if PurePosixPath(path or item.text("bestandsnaam") or "").suffix.lower() not in _TAKEN:
            yield Hit("soort" if path else "gaat_niet_mee", item.place("pad" if path else "bestandsnaam"))
        elif item.place("pad") in look.unusable:
            yield Hit("onbruikbaar", item.place("pad"))
        if look.sizes.get(item.pointer, 0) > most:
            yield Hit("te_groot", item.pointer)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {28: medical, 29: for_uwv}
