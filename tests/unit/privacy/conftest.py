from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

RULE = """
formaat: 1
categorie: klacht
grondslag: "AVG art. 9 lid 1"
regels:
  - id: klacht.pijn
    ernst: hoog
    blokkeert: ja
    advies: "Beschrijf alleen wat het werk betreft."
    voorstel: "De werknemer is beperkt in langdurig zitten."
    termen: ["*pijn", "{rug,knie}klacht{,en}", "=MS", "hart*"]
    patronen: ['last van (?:zijn|haar) <lichaamsdeel>', 'slaapt <..3> (?P<treffer>slecht)']
    tenzij:
      - patroon: 'voetpijn van klanten'
        waarom: "klanten zijn niet de werknemer"
        wel_vrij: ["Hij verkoopt zolen tegen voetpijn van klanten."]
        toch_raak: ["Door zijn [[voetpijn]] helpt hij geen klanten."]
    moet_raken: ["Zij heeft [[hoofdpijn]].", "Hij heeft [[last van zijn knie]]."]
    mag_niet_raken: ["De pijnpunten in het proces zijn besproken."]
"""

GROUPS = """
formaat: 1
groepen:
  lichaamsdeel: ["knie", "rug", "{hand,voet}{,en}"]
  naaste: ["{moeder,vader}"]
"""

CONTEXTS = """
formaat: 1
contexten:
  - id: context.cursus
    geldt_voor: [klacht]
    werking: vrij
    patronen: ['(?:cursus|workshop) over <treffer>']
    waarom: "de naam van een cursus"
    wel_vrij: ["Zij volgt de workshop over hoofdpijn."]
    toch_raak: ["Zij heeft [[hoofdpijn]] door de workshop."]
  - id: context.uitdrukking
    geldt_voor: [klacht]
    werking: vrij
    uitdrukkingen: ['met pijn in (?:het|zijn|haar) hart']
    waarom: "een vaste uitdrukking"
    wel_vrij: ["Met pijn in het hart nam hij afscheid."]
    toch_raak: ["Zij heeft [[pijn]] in het hart."]
  - id: context.familie
    geldt_voor: [klacht]
    werking: derde
    tokens:
      - - {LOWER: {IN: [zijn, haar]}}
        - {LOWER: "<naaste>"}
        - {LOWER: {NOT_IN: [hij, zij]}, IS_PUNCT: nee, OP: "{0,4}"}
        - {TREFFER: ja}
    waarom: "een naaste"
    wel_vrij: ["Haar moeder heeft hoofdpijn."]
    toch_raak: ["Haar moeder zegt dat zij [[hoofdpijn]] heeft."]
"""


@pytest.fixture
def rule_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes small rule files; a keyword (old, new, old, new, ...) changes the text of a file."""

    def write(klacht: tuple[str, ...] = (), contexten: tuple[str, ...] = ()) -> Path:
        for name, text, changes in (
            ("klacht", RULE, klacht),
            ("woordgroepen", GROUPS, ()),
            ("contexten", CONTEXTS, contexten),
        ):
            for old, new in zip(changes[::2], changes[1::2], strict=True):
                assert old in text
                text = text.replace(old, new)
            (tmp_path / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
        return tmp_path

    return write
