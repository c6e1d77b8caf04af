"""Makes the templates of the house style _basis: `python templates/_bron/maak.py`, or with --controle compares them."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import aanvragen
import achteraf_rapportage
import actueel_oordeel
import bijstelling_plan_van_aanpak
import contactblad
import controlelijst
import eindevaluatie
import evaluatie
import gespreksverslag
import melding_herstel
import oordeel_werknemer
import plan_van_aanpak
import privacyreglement
import probleemanalyse
import re_integratiereglement
import re_integratieverslag
import tweede_spoor
import vergelijking_re_integratiebedrijven
import verloop

SOURCES = (
    achteraf_rapportage.SOURCE,
    aanvragen.DESKUNDIGENOORDEEL,
    aanvragen.ONDERZOEK,
    actueel_oordeel.SOURCE,
    bijstelling_plan_van_aanpak.SOURCE,
    contactblad.SOURCE,
    controlelijst.SOURCE,
    contactblad.WERKNEMER_KOPIE,
    eindevaluatie.SOURCE,
    evaluatie.SOURCE,
    gespreksverslag.SOURCE,
    melding_herstel.SOURCE,
    oordeel_werknemer.SOURCE,
    plan_van_aanpak.SOURCE,
    privacyreglement.SOURCE,
    probleemanalyse.SOURCE,
    probleemanalyse.BIJSTELLING,
    re_integratiereglement.SOURCE,
    re_integratieverslag.BRIEF,
    re_integratieverslag.INHOUD,
    re_integratieverslag.SOURCE,
    re_integratieverslag.VERKORT,
    vergelijking_re_integratiebedrijven.SOURCE,
    tweede_spoor.PLAN,
    tweede_spoor.VOORTGANG,
    verloop.MELDING,
    verloop.VERLOOP,
)
TARGET = Path(__file__).parent.parent / "_basis"


def differing() -> list[str]:
    """Returns the names of the templates on disk that are not what their source makes.

    The parts are compared, not the files: another zlib packs the same part into other bytes.
    """
    wanted = {f"{source.name}.docx": source.members() for source in SOURCES}
    present = {path.name: _members(path) for path in TARGET.glob("*.docx")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def _members(path: Path) -> dict[str, bytes]:
    try:
        with ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile:
        return {}


def main() -> int:
    """Writes every template that differs, or with --controle says which do."""
    changed = differing()
    if "--controle" in sys.argv[1:]:
        for name in changed:
            print(f"{name} wijkt af van zijn bron; draai templates/_bron/maak.py")
        return int(bool(changed))
    TARGET.mkdir(exist_ok=True)
    for source in SOURCES:
        if f"{source.name}.docx" in changed:
            (TARGET / f"{source.name}.docx").write_bytes(source.docx())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
