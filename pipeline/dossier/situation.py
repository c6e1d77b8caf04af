"""Checks that a dossier does not contradict itself about country, work and the views of both parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pipeline.dossier.facts import Case, Fault

_BELGIAN_DOCUMENTS: Final = frozenset({"contactblad", "gespreksverslag"})
_BELGIAN_ROLES: Final = frozenset(
    {
        "personeelsdienst",
        "preventieadviseur",
        "arbeidsarts",
        "controlearts",
        "adviserend_arts",
        "vakbondsafgevaardigde",
        "sociale_dienst",
        "externe_coach",
        "terug_naar_werk_coordinator",
    }
)
_DUTCH_ROLES: Final = frozenset({"bedrijfsarts", "arbodienst", "taakgedelegeerde", "uwv"})


def documents_of_the_country(case: Case) -> Iterator[Fault]:
    """Yields the documents of Dutch law in a Belgian dossier."""
    if case.root.text("land") != "BE":
        return
    for document in case.documents:
        if document.text("soort") not in _BELGIAN_DOCUMENTS:
            yield document.fault(
                "soort",
                "land.document",
                "dit document hoort bij de Nederlandse wet. Haal het uit dit Belgische dossier.",
            )


def roles_of_the_country(case: Case) -> Iterator[Fault]:
    """Yields the roles that do not exist in the country of the dossier."""
    foreign = {"NL": _BELGIAN_ROLES, "BE": _DUTCH_ROLES}.get(case.root.text("land") or "", frozenset())
    for block in case.blocks:
        if "rol" in block.shape.fields and block.text("rol") in foreign:
            yield block.fault(
                "rol", "land.rol", "deze rol bestaat niet in het land van het dossier. Kies een andere rol."
            )


def views_in_first_year_evaluation(case: Case) -> Iterator[Fault]:
    """Yields the eerstejaarsevaluaties without the views of both (Regeling procesgang, artikel 4)."""
    for document in case.documents:
        if document.text("soort_evaluatie") == "eerstejaars" and "visie" not in document.values:
            yield Fault(
                document.pointer,
                "evaluatie.visie",
                "Eerstejaarsevaluatie: de visie van werknemer en werkgever ontbreekt. Vul het veld 'visie' in.",
            )


def hours_within_hours(case: Case) -> Iterator[Fault]:
    """Yields the arbeidstherapeutische uren that are more than the hours they are part of."""
    for block in case.blocks:
        part = block.number("arbeidstherapeutische_uren")
        for name in ("gewerkte_uren", "uren_per_week"):
            whole = block.number(name)
            if part is not None and whole is not None and part > whole:
                yield block.fault(
                    "arbeidstherapeutische_uren",
                    "uren.deel",
                    f"dit is meer dan '{block.title(name)}'. Herstel een van beide.",
                )


def work_or_no_work(case: Case) -> Iterator[Fault]:
    """Yields the hours of someone who, says the same block, does not work."""
    for block in case.blocks:
        idle = block.text("werkt_nu") == "nee" or block.text("werk") == "geen"
        for name in ("gewerkte_uren", "uren_per_week"):
            if idle and (block.number(name) or 0) > 0:
                yield block.fault(
                    name, "werk.tegenspraak", "er staat ook dat de werknemer niet werkt. Vul 0 in, of herstel dat."
                )


CHECKS: Final[tuple[Callable[[Case], Iterator[Fault]], ...]] = (
    documents_of_the_country,
    roles_of_the_country,
    views_in_first_year_evaluation,
    hours_within_hours,
    work_or_no_work,
)
