"""Check 30: whether what is said of capacity comes from a bedrijfsarts, with name and function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.dossier.completeness.look import Hit, Look, label
from pipeline.dossier.completeness.words import is_about, plain
from pipeline.dossier.facts import Block

_OF_DOCTOR: Final = ("probleemanalyse", "bijstelling_probleemanalyse", "actueel_oordeel")


def doctor(look: Look) -> Iterator[Hit]:
    """Yields the judgements of somebody who is no bedrijfsarts, or of nobody."""
    documents = look.documents(*_OF_DOCTOR)
    if not documents:
        yield Hit("geen_stuk", "", {"stuk": "stuk van de bedrijfsarts"})
    for document in documents:
        yield from _made_by(look, document)
    for person in look.case.items("betrokkenen"):
        if person.text("rol") == "taakgedelegeerde" and not person.text("werkt_onder"):
            yield Hit("taakdelegatie", person.place("werkt_onder"))


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {30: doctor}


def _made_by(look: Look, document: Block) -> Iterator[Hit]:
    values = {"stuk": label(document)}
    person, signer = look.part(document, "bedrijfsarts"), look.part(document, "ondertekening")
    if person is None or not person.text("naam") or not person.text("functie"):
        yield Hit("ontbreekt", document.place("bedrijfsarts"), values)
        return
    unfit = [block for block in (person, signer) if block and not _is_doctor(block.text("functie") or "")]
    if unfit:
        yield Hit("onbevoegd", unfit[0].place("functie"), values)
    name = signer.text("naam") if signer else None
    if signer and name and plain(name) != plain(person.text("naam") or ""):
        yield Hit("andere_ondertekenaar", signer.place("naam"), values)


def _is_doctor(function: str) -> bool:
    return is_about(function, "arts") and not is_about(function, "geen_arts")
