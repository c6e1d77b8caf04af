"""Checks 3 and 4: whether the burgerservicenummer and the eerste ziektedag are the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.dossier.chronology import absence_from_first_day
from pipeline.dossier.completeness.look import Hit, Look, label
from pipeline.dossier.facts import Case
from pipeline.formats import dutch_day, is_bsn

_NINE_DIGITS: Final = re.compile(r"(?<!\d)\d{9}(?!\d)")


def number(look: Look) -> Iterator[Hit]:
    """Yields a burgerservicenummer that is absent, wrong, or another one in a text."""
    person = look.case.part("werknemer")
    own = person.text("bsn")
    if own is None:
        yield Hit("ontbreekt", person.place("bsn"))
    elif not is_bsn(own):
        yield Hit("onjuist", person.place("bsn"))
    for pointer, text in _texts(look.case):
        if any(found != own and is_bsn(found) for found in _NINE_DIGITS.findall(text)):
            yield Hit("ander_nummer", pointer)


def first_day(look: Look) -> Iterator[Hit]:
    """Yields the places that say another first day than the dossier."""
    own = look.case.root.day("eerste_ziektedag")
    if own is None:
        yield Hit("ontbreekt", "/eerste_ziektedag")
        return
    for fault in absence_from_first_day(look.case):
        yield Hit("verloop", fault.pointer, told=True)
    for document in look.case.documents:
        said = document.day("eerste_ziektedag")
        if said is None or said == own:
            continue
        is_fictive = look.planned is not None and said == look.planned.fictive_first_day
        values = {"stuk": label(document), "dag": dutch_day(said)}
        yield Hit("fictief" if is_fictive else "stuk", document.place("eerste_ziektedag"), values)


CHECKS: Final[Mapping[int, Callable[[Look], Iterator[Hit]]]] = {3: number, 4: first_day}


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    for block in case.blocks:
        for name in block.shape.free_texts:
            if text := block.text(name):
                yield block.place(name), text
