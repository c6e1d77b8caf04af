"""What a re-integratieverslag may consist of: each part with its letters of artikel 6 and what it is for, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

REGELING: Final = "Regeling procesgang, artikel 6, eerste lid, onder "
BELEIDSREGELS: Final = "Beleidsregels vorm- en herkenbaarheidsvereisten, artikel "
FIRST_YEAR: Final = "evaluatie/eerstejaars"
"""What `RivElement.carriers` calls an eerstejaarsevaluatie."""


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A part that a re-integratieverslag may consist of.

    Attributes:
        key: its `soort_stuk` in the list of bijlagen.
        kind: the kind of document of the dossier that it is, "" when only others make it.
        title: what UWV and the casemanager call it.
        basis: the legal ground, in Dutch; "" for evidence, which the law does not name.
        purpose: what it is for, in plain Dutch for the employee.
        remedy: what to do when it is asked for and absent.
    """

    key: str
    kind: str
    title: str
    basis: str
    purpose: str
    remedy: str = ""

    @property
    def is_amendment(self) -> bool:
        """Says whether it changes another part, and belongs in the set whenever it is there."""
        return self.key.startswith("bijstelling")


HERSTEL: Final = Onderdeel(
    "melding_herstel",
    "melding_herstel",
    "Melding herstel tekortkoming",
    "Wet WIA, artikel 25, twaalfde lid",
    "Hiermee vragen wij UWV om opnieuw te kijken. Wij hebben gedaan wat volgens UWV nog ontbrak.",
    "Meld UWV wat er sinds het besluit is gedaan.",
)
EERSTEJAARS: Final = Onderdeel(
    "eerstejaarsevaluatie",
    "evaluatie",
    "Eerstejaarsevaluatie",
    REGELING + "h",
    "Hierin kijken u en wij terug op het eerste jaar.",
    "Maak de evaluatie over het eerste jaar met de werknemer.",
)
TUSSENTIJDS: Final = Onderdeel(
    "tussentijdse_evaluatie",
    "evaluatie",
    "Tussentijdse evaluatie",
    REGELING + "h",
    "Hierin staat hoe het ging en wat u daarna met ons hebt afgesproken.",
)
OORDEEL: Final = Onderdeel(
    "oordeel_werknemer",
    "oordeel_werknemer",
    "Oordeel van de werknemer",
    REGELING + "l",
    "Hierin staat wat u zelf van alles vindt.",
    "Vraag de werknemer erom.",
)
ACHTERAF: Final = Onderdeel(
    "achteraf_rapportage",
    "achteraf_rapportage",
    "Rapportage achteraf",
    "Beoordelingskader poortwachter, paragraaf 5",
    "Hierin staat wat er eerder is gedaan, maar toen niet is opgeschreven.",
)
OVERIG: Final = Onderdeel("overig", "", "Overig stuk", "", "Dit stuk hoort bij het verslag.")

ONDERDELEN: Final = (
    HERSTEL,
    Onderdeel(
        "probleemanalyse",
        "probleemanalyse",
        "Probleemanalyse",
        REGELING + "f",
        "De bedrijfsarts schrijft hierin wat u wel en niet kunt in uw werk.",
        "Vraag de bedrijfsarts om de analyse.",
    ),
    Onderdeel(
        "bijstelling_probleemanalyse",
        "bijstelling_probleemanalyse",
        "Bijstelling probleemanalyse",
        REGELING + "f",
        "Hierin staat wat er later veranderde in het advies van de bedrijfsarts.",
    ),
    Onderdeel(
        "plan_van_aanpak",
        "plan_van_aanpak",
        "Plan van aanpak",
        REGELING + "g",
        "Hierin staan de afspraken tussen u en ons.",
        "Stel het plan op met de werknemer.",
    ),
    Onderdeel(
        "bijstelling_plan_van_aanpak",
        "bijstelling_plan_van_aanpak",
        "Bijstelling plan van aanpak",
        REGELING + "g",
        "Hierin staat welke afspraken zijn veranderd.",
    ),
    EERSTEJAARS,
    TUSSENTIJDS,
    Onderdeel(
        "actueel_oordeel",
        "actueel_oordeel",
        "Actueel oordeel",
        REGELING + "i, j en k",
        "De bedrijfsarts schrijft hierin wat u nu kunt in uw werk.",
        "Vraag de bedrijfsarts erom.",
    ),
    Onderdeel(
        "eindevaluatie",
        "eindevaluatie",
        "Eindevaluatie",
        REGELING + "b, h, i en k",
        "Hierin staat wat er is gedaan en wat dat heeft opgeleverd.",
        "Maak haar met de werknemer.",
    ),
    OORDEEL,
    ACHTERAF,
    Onderdeel(
        "arbeidsdeskundig_rapport",
        "arbeidsdeskundig_rapport",
        "Arbeidsdeskundig rapport",
        "",
        "Een arbeidsdeskundige schrijft hierin welk werk bij u past.",
    ),
    Onderdeel(
        "trajectplan",
        "trajectplan",
        "Trajectplan tweede spoor",
        "",
        "Hierin staat het plan om werk te vinden bij een andere werkgever.",
    ),
    Onderdeel(
        "voortgangsrapportage",
        "voortgangsrapportage",
        "Voortgangsrapportage tweede spoor",
        "",
        "Hierin staat hoe het zoeken naar werk bij een andere werkgever gaat.",
    ),
    Onderdeel(
        "deskundigenoordeel",
        "deskundigenoordeel",
        "Deskundigenoordeel",
        "",
        "Hierin staat het antwoord op een vraag over uw re-integratie.",
    ),
    OVERIG,
)
"""Every part, in the order in which the set for UWV holds them."""

BY_KEY: Final[Mapping[str, Onderdeel]] = {part.key: part for part in ONDERDELEN}

SHORT_SET: Final = frozenset({OORDEEL, ACHTERAF})
"""The parts of the dossier that go with a verkort re-integratieverslag (Beleidsregels vorm art. 2a lid 3)."""


def part_of_carrier(carrier: str) -> Onderdeel | None:
    """Returns the part that `RivElement.carriers` names, or None for data that no part of its own carries."""
    if carrier == FIRST_YEAR:
        return EERSTEJAARS
    return BY_KEY.get(carrier)
