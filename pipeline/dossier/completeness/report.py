"""Check 1: whether every letter of artikel 6 that the situation asks for is in the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.dossier.completeness.look import REVIEW, YEARLY, Hit, Look, dates
from pipeline.dossier.facts import Block
from pipeline.dossier.riv_elements import DOSSIER, FIRST_YEAR
from pipeline.model import RivKind
from pipeline.shape import document_shapes

# What an attachment may be instead of a document that the program makes.
_ATTACHED: Final = {"eerstejaarsevaluatie": FIRST_YEAR, "tussentijdse_evaluatie": REVIEW}


def elements(look: Look) -> Iterator[Hit]:
    """Yields what the re-integratieverslag of this situation lacks."""
    situation = look.situation
    if situation.kind is RivKind.GEEN:
        yield Hit("geen_riv", "", {"reden": situation.reason})
    elif not situation.is_due:
        day = situation.ready_by
        values = {"reden": situation.reason}
        yield Hit("later", "", {**values, **dates(dag=day)}) if day else Hit("geen_dag")
    else:
        yield from _missing_documents(look)
        yield from _missing_data(look)
        if not look.facts_block.day("medische_informatie_verstrekt_op"):
            yield Hit("medische_datum", look.facts_block.place("medische_informatie_verstrekt_op"))


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {1: elements}


def carriers(look: Look) -> dict[tuple[str, ...], str]:
    """Returns the documents that the situation asks for, each as the kinds of which one is enough, with its letters."""
    found: dict[tuple[str, ...], str] = {}
    for element in look.situation.elements:
        for kinds in element.carriers:
            if DOSSIER not in kinds:
                found[kinds] = found.get(kinds, "") + element.letter
    return found


def present(look: Look, kinds: tuple[str, ...]) -> list[Block]:
    """Returns the documents and attachments of one of these kinds."""
    return [
        *(item for item in look.case.documents if _kinds_of(item) & set(kinds)),
        *(item for item in look.case.items("bijlagen") if _attached(item) & set(kinds)),
    ]


def in_words(kinds: tuple[str, ...]) -> str:
    """Returns what a document of these kinds is called: 'probleemanalyse of actueel oordeel'."""
    shapes = document_shapes()
    names = ("eerstejaarsevaluatie" if kind == FIRST_YEAR else shapes[kind].title.lower() for kind in kinds)
    return " of ".join(names)


def _missing_documents(look: Look) -> Iterator[Hit]:
    for kinds, letters in carriers(look).items():
        if not present(look, kinds):
            yield Hit("stuk_ontbreekt", "/documenten", {"stuk": in_words(kinds), "letters": _listed(letters)})


def _missing_data(look: Look) -> Iterator[Hit]:
    asked = {element.letter: element for element in look.situation.elements}
    for letter, block, name in _data(look):
        element = asked.get(letter)
        if element and not block.values.get(name):
            yield Hit("gegeven_ontbreekt", block.place(name), {"letter": letter, "onderdeel": element.title.lower()})


def _data(look: Look) -> Iterator[tuple[str, Block, str]]:
    """Yields the letters that the data of the dossier itself must say, with the field."""
    root, employer, job = look.case.root, look.case.part("werkgever"), look.case.part("dienstverband")
    yield from (("a", employer, "naam"), ("c", job, "functie"), ("d", job, "bekwaamheden"))
    yield "e", root, "eerste_ziektedag"
    if any(DOSSIER in kinds for element in look.situation.elements for kinds in element.carriers):
        yield "b", employer, "aard_bedrijf"
    if look.situation.kind is RivKind.VERKORT:
        doctors = [
            item for item in look.case.items("betrokkenen") if item.text("rol") in {"bedrijfsarts", "arbodienst"}
        ]
        if not doctors:
            yield "a", Block("", root.shape, {}), "betrokkenen"


def _kinds_of(document: Block) -> set[str]:
    kind = document.text("soort") or ""
    is_yearly = kind == REVIEW and document.text("soort_evaluatie") == YEARLY
    return {kind, FIRST_YEAR} if is_yearly else {kind}


def _attached(attachment: Block) -> set[str]:
    kind = attachment.text("soort_stuk") or ""
    return {_ATTACHED.get(kind, kind), REVIEW} if kind in _ATTACHED else {kind}


def _listed(letters: str) -> str:
    first, last = letters[:-1], letters[-1]
    return f"{', '.join(first)} en {last}" if first else last
