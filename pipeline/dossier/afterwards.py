"""Checks on what comes later: a rapportage achteraf is not dated back, and a file replaces a document that exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pipeline.dossier.facts import Block, Case, Fault

_FIRST_YEAR: Final = "eerstejaarsevaluatie"
_BETWEEN: Final = "tussentijdse_evaluatie"
_AFTERWARDS: Final = frozenset({"achteraf_rapportage", "melding_herstel"})
_TOLD: Final = ("besluit_op", "hersteld_op")
_BACKDATED: Final = (
    "dit ligt niet vóór de datum van het document, en dat is de dag waarop het echt is gemaakt. Herstel een van beide."
)


def written_after_what_happened(case: Case) -> Iterator[Fault]:
    """Yields what a rapportage achteraf or a melding herstel tells of a day that was still to come when it was made.

    Its date is the day on which it was written, so a date before the last thing it tells would be a date put back
    (Beoordelingskader poortwachter, paragraaf 5: what is missing is mended by a report of what happened then).
    """
    for document, block in case.with_document:
        kind, own = document.text("soort"), document.day("datum")
        if own is None or kind not in _AFTERWARDS or "/ondertekening" in block.pointer:
            continue
        for name in _TOLD if block is document else (*_TOLD, "datum"):
            told = block.day(name)
            # What is told on the day itself is no report afterwards.
            if told is not None and (told > own or (told == own and kind == "achteraf_rapportage")):
                yield block.fault(name, "achteraf.datum", _BACKDATED)


def replaced_documents(case: Case) -> Iterator[Fault]:
    """Yields the files that replace a document that is not there, or one of another kind."""
    kinds = {document.text("id"): _key(document) for document in case.documents}
    for item in case.items("bijlagen"):
        target = item.text("vervangt")
        if target is None:
            continue
        if item.text("pad") is None:
            remedy = "zonder 'pad' kan een bestand niets vervangen. Vul het pad in."
        elif target not in kinds:
            remedy = "er is geen document met dit id. Vul het id in van een document in dit dossier."
        elif item.text("soort_stuk") != kinds[target]:
            remedy = "dat document is van een ander soort dan 'soort_stuk' zegt. Maak beide gelijk."
        else:
            continue
        yield item.fault("vervangt", "bijlage.vervangt", remedy)


CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (written_after_what_happened, replaced_documents)


def _key(document: Block) -> str | None:
    """Returns what `soort_stuk` calls a document."""
    kind = document.text("soort")
    if kind != "evaluatie":
        return kind
    return _FIRST_YEAR if document.text("soort_evaluatie") == "eerstejaars" else _BETWEEN
