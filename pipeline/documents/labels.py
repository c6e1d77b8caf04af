"""How values read in a Dutch document or form: dates, hours, percentages, names and choices; the filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.controls import BLANK as BLANK
from pipeline.controls import EMPTY_BOX, TICKED_BOX
from pipeline.formats import MONTHS

INLINE_OPTIONS = 4
"""A choice of this many options or fewer stands in a form with its boxes; a longer one is left blank."""


class Keuze(str):
    """A chosen code that knows its label; it compares as the code and shows as the label.

    Attributes:
        label: how the schema names the choice in Dutch (`x-labels`).
        options: every code that could be chosen, with its label, in the order of the schema.
    """

    label: str
    options: Mapping[str, str]

    def __new__(cls, code: str, options: Mapping[str, str]) -> Keuze:
        """Makes the choice of `code` out of `options`."""
        choice = super().__new__(cls, code)
        choice.options = options
        choice.label = options.get(code, code)
        return choice


class Keuzes(tuple[Keuze, ...]):
    """A list of choices that also knows what was not chosen.

    Attributes:
        options: every code that could be chosen, with its label, in the order of the schema.
        is_blank: whether the choosing is still to be done, in a form; then the list counts as something to show.
    """

    options: Mapping[str, str]
    is_blank: bool

    def __new__(cls, codes: Iterable[str], options: Mapping[str, str], *, is_blank: bool = False) -> Keuzes:
        """Makes the choices of `codes` out of `options`."""
        choices = super().__new__(cls, (Keuze(code, options) for code in codes))
        choices.options = options
        choices.is_blank = is_blank
        return choices

    def __bool__(self) -> bool:
        return self.is_blank or len(self) > 0


@dataclass(frozen=True, slots=True)
class Optie:
    """A line of a form: a box, ticked or not, what it stands for, and the code of that."""

    vakje: str
    label: str
    code: str


def datum(value: str) -> str:
    """Returns an ISO date as '5 januari 2026'."""
    if value == BLANK:
        return value
    day = date.fromisoformat(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def getal(value: float | str) -> str:
    """Returns a number with a decimal comma and without needless zeros: 7.50 as '7,5'."""
    if value == BLANK:
        return BLANK
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def uren(value: float | str) -> str:
    """Returns '7,5 uur'; Dutch keeps 'uur' for any number of hours."""
    return f"{getal(value)} uur"


def procent(value: float | str) -> str:
    """Returns '37,5%'."""
    return f"{getal(value)}%"


def naam(person: Mapping[str, object]) -> str:
    """Returns the name of a werknemer as 'A.B. van der Meer'."""
    parts = (person["voorletters"], person["tussenvoegsel"], person["achternaam"])
    return " ".join(str(part) for part in parts if part)


def keuze(value: Keuze) -> str:
    """Returns the label of a choice; in a form the few options that there are with a box, or a blank for many."""
    if value == BLANK and len(value.options) <= INLINE_OPTIONS:
        return "\n".join(f"{EMPTY_BOX}\u00a0{label}" for label in value.options.values())
    return value.label


def opties(value: Keuze | Keuzes) -> tuple[Optie, ...]:
    """Returns every option with a box, ticked where it was chosen."""
    chosen = {str(value)} if isinstance(value, Keuze) else {str(code) for code in value}
    return tuple(
        Optie(TICKED_BOX if code in chosen else EMPTY_BOX, label, code) for code, label in value.options.items()
    )


def opsomming(values: Iterable[str]) -> str:
    """Returns 'a, b en c'."""
    *first, last = values
    return f"{', '.join(first)} en {last}" if first else last


FILTERS: Mapping[str, Callable[..., object]] = {
    "datum": datum,
    "getal": getal,
    "keuze": keuze,
    "naam": naam,
    "opsomming": opsomming,
    "opties": opties,
    "procent": procent,
    "uren": uren,
}
