"""The table of the manual: which document carries which letter of Regeling procesgang, artikel 6, eerste lid."""

from __future__ import annotations

from typing import Final

from pipeline.documents.riv_parts import ONDERDELEN, REGELING
from pipeline.dossier.riv_elements import DOSSIER, ELEMENTS, FIRST_YEAR, elements_of
from pipeline.model import RivElement, RivKind
from pipeline.shape import document_shapes

# What carries the data of the dossier itself, where no document does.
_OWN: Final = {RivKind.BEPERKT: "inhoudsopgave", RivKind.VERKORT: "verkort re-integratieverslag"}
_KINDS: Final = (RivKind.VOLLEDIG, RivKind.BEPERKT, RivKind.VERKORT)
_NOT_ASKED: Final = "niet gevraagd"


def article_6_table() -> str:
    """Returns the table in Markdown: a row for each letter, a column for each sort of report.

    Documents that can stand in for each other are joined by 'of', those that must all say it by 'en', and what belongs
    with it when it is there by 'met'. After a year or more of illness, as the eerstejaarsevaluatie belongs in it.
    """
    by_kind = {kind: {item.letter: item for item in elements_of(kind, first_year=True)} for kind in _KINDS}
    heads = ("Letter", "Inhoud", *(f"{kind.capitalize()} verslag" for kind in _KINDS))
    rows = [
        (item.letter, item.title, *(_carriers(by_kind[kind].get(item.letter), kind) for kind in _KINDS))
        for item in ELEMENTS
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)) + "\n"


def _carriers(element: RivElement | None, kind: RivKind) -> str:
    if element is None:
        return _NOT_ASKED
    asked = "; en ".join(" of ".join(_title(carrier, kind) for carrier in group) for group in element.carriers)
    amended = (part for part in ONDERDELEN if part.is_amendment and part.basis == REGELING + element.letter)
    others = [part.title.lower() for part in amended]
    return f"{asked}, met {' en '.join(others)}" if others else asked


def _title(carrier: str, kind: RivKind) -> str:
    if carrier == DOSSIER:
        return _OWN[kind]
    return "eerstejaarsevaluatie" if carrier == FIRST_YEAR else document_shapes()[carrier].title.lower()
