"""Which document carries which letter of Regeling procesgang, artikel 6, eerste lid, for each sort of report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.model import RivElement, RivKind

FIRST_YEAR: Final = "evaluatie/eerstejaars"
DOSSIER: Final = "dossier"

_ANALYSIS: Final = ("probleemanalyse", "actueel_oordeel")
_CURRENT: Final = ("actueel_oordeel",)
_FINAL: Final = ("eindevaluatie",)

ELEMENTS: Final = (
    RivElement("a", "Administratieve gegevens van werknemer, werkgever en bedrijfsarts of arbodienst", (_ANALYSIS,)),
    RivElement("b", "Aard van het bedrijf", (_FINAL,)),
    RivElement("c", "Functie van de werknemer", (_ANALYSIS,)),
    RivElement("d", "Bekwaamheden van de werknemer", (_ANALYSIS,)),
    RivElement("e", "Eerste dag van de ongeschiktheid", (_ANALYSIS,)),
    RivElement("f", "Oordeel en advies van de bedrijfsarts, met bijstellingen", (("probleemanalyse",),)),
    RivElement("g", "Plan van aanpak, met bijstellingen", (("plan_van_aanpak",),)),
    RivElement("h", "Eerstejaarsevaluatie en meest recente evaluatie", ((FIRST_YEAR,), ("evaluatie", "eindevaluatie"))),
    RivElement("i", "Actueel oordeel van werkgever en bedrijfsarts over de arbeidsrelatie", (_FINAL, _CURRENT)),
    RivElement("j", "Actueel oordeel van de bedrijfsarts over verloop, beperkingen en mogelijkheden", (_CURRENT,)),
    RivElement("k", "Actueel oordeel van bedrijfsarts en werkgever over passende arbeid", (_CURRENT, _FINAL)),
    RivElement("l", "Oordeel van de werknemer over a tot en met k", (("oordeel_werknemer",),)),
)
"""All twelve letters, with the documents that carry them in a full re-integratieverslag."""

# Without any possibilities there is no plan to evaluate: the bedrijfsarts motivates that in the probleemanalyse
# (Beleidsregels vorm- en herkenbaarheidsvereisten art. 2 lid 6). The short report has its own form (art. 2a lid 3).
_CARRIERS: Final[Mapping[RivKind, Mapping[str, tuple[tuple[str, ...], ...]]]] = {
    RivKind.BEPERKT: {
        **dict.fromkeys("acde", (_ANALYSIS,)),
        "b": ((DOSSIER,),),
        "f": (("probleemanalyse",),),
        **dict.fromkeys("ijk", (_CURRENT,)),
        "l": (("oordeel_werknemer",),),
    },
    RivKind.VERKORT: {**dict.fromkeys("abcde", ((DOSSIER,),)), "l": (("oordeel_werknemer",),)},
}


def elements_of(kind: RivKind, *, first_year: bool) -> tuple[RivElement, ...]:
    """Returns the letters that a sort of report needs, with the documents that carry them.

    Args:
        kind: the sort; none for `GEEN`, and for `AANVULLING` what the report that it adds to needs.
        first_year: whether the absence lasts beyond the first year, so that an eerstejaarsevaluatie belongs in it.
    """
    if kind is RivKind.GEEN:
        return ()
    own = _CARRIERS.get(kind)
    found = ELEMENTS if own is None else (_carried(item, own[item.letter]) for item in ELEMENTS if item.letter in own)
    return tuple(_carried(item, _without_first_year(item, first_year=first_year)) for item in found)


def _carried(element: RivElement, carriers: tuple[tuple[str, ...], ...]) -> RivElement:
    return RivElement(element.letter, element.title, carriers)


def _without_first_year(element: RivElement, *, first_year: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(kinds for kinds in element.carriers if first_year or kinds != (FIRST_YEAR,))
