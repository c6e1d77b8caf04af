"""Checks the form of a value where a schema cannot: decimals of a number, and a postcode by its country."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pipeline.dossier.facts import Case, Fault
from pipeline.shape import DECIMALS

_POSTCODE: Final = "postcode"
_REMEDY: Final = {
    "NL": "schrijf een Nederlandse postcode als 1234 AB, of zet bij dit adres het land op BE.",
    "BE": "schrijf een Belgische postcode met vier cijfers, of zet bij dit adres het land op NL.",
}


def decimals(case: Case) -> Iterator[Fault]:
    """Yields the numbers with more decimals than their schema says; a document would round them, 99.999 to 100.

    `multipleOf` cannot say this: 0.07 is no multiple of 0.01 in the arithmetic of computers, and validators differ.
    """
    for block in case.blocks:
        for name in block.shape.numbers:
            allowed, number = block.shape.fields[name].keywords[DECIMALS], block.number(name)
            if number is not None and round(number, allowed) != number:
                yield block.fault(name, "getal.decimalen", f"gebruik hooguit {allowed} cijfers achter de komma.")


def postcodes_of_the_country(case: Case) -> Iterator[Fault]:
    """Yields the postcodes in the form of the other country; an address without a land is in that of the dossier."""
    for block in case.blocks:
        postcode = block.text(_POSTCODE)
        country = block.text("land") or case.root.text("land")
        if postcode is None or country not in _REMEDY or not block.shape.fields[_POSTCODE].accepts(postcode):
            continue
        is_belgian = postcode.isdecimal()
        if is_belgian is not (country == "BE"):
            yield block.fault(_POSTCODE, "land.postcode", _REMEDY[country])


CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (decimals, postcodes_of_the_country)
