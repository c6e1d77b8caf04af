"""What a house style itself chooses: wording that stands nowhere, a coarse logo, typefaces, templates nobody uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pipeline.documents.dress import texts_in
from pipeline.documents.house_style import HouseStyle
from pipeline.documents.look import FILE, Look
from pipeline.model import Grade, StyleRemark

COMMON: Final = frozenset(
    "aptos arial|bahnschrift|book antiqua|bookman old style|calibri|calibri light|cambria|candara|century gothic|"
    "comic sans ms|consolas|constantia|corbel|courier new|franklin gothic book|garamond|georgia|gill sans mt|"
    "lucida sans unicode|palatino linotype|rockwell|segoe ui|segoe ui light|tahoma|times new roman|trebuchet ms|"
    "tw cen mt|verdana|aptos|arial|arial narrow".split("|")
)
"""Typefaces that Word brings along or that Windows and macOS have, so that a receiver sees what the sender saw."""
_SHARP = 150.0
"""Pixels an inch below which a printed logo looks blurred."""
_INCH = 25.4


def remarks_on_choices(style: HouseStyle, plain: Sequence[Mapping[str, bytes]]) -> Iterator[StyleRemark]:
    """Yields what is odd about huisstijl.toml and the folder around it.

    Args:
        style: the house style.
        plain: the members of every template as it stands on disk.
    """
    own = style.folders[0]
    if style.look:
        yield from _look(str(own / FILE), style.look, plain)
    if len(style.folders) > 1:
        yield from _folder(own, {path.stem for path in style.folders[-1].glob("*.docx")})


def _look(path: str, look: Look, plain: Sequence[Mapping[str, bytes]]) -> Iterator[StyleRemark]:
    present = {text for members in plain for text in texts_in(members)} if look.texts else set()
    for old, _ in look.texts:
        if old not in present:
            near = get_close_matches(old, present, n=1, cutoff=0.6)
            yield StyleRemark(
                path,
                f"teksten.{old}",
                "huisstijl.tekst",
                Grade.LET_OP,
                "deze tekst staat in geen enkel sjabloon, dus er wordt niets vervangen",
                f"Bedoelt u '{near[0]}'?"
                if near
                else "Neem de tekst letterlijk over uit een document, of haal de regel weg.",
            )
    for key, font in (("tekst", look.font), ("koppen", look.heading_font)):
        if font and font.lower() not in COMMON:
            yield StyleRemark(
                path,
                f"lettertypen.{key}",
                "huisstijl.lettertype",
                Grade.INFO,
                f"'{font}' staat niet op elke computer; wie het niet heeft, ziet een ander lettertype",
                "Kies een lettertype dat bij Word hoort, of verstuur het document als PDF.",
            )
    if look.logo and look.logo.picture.width / (look.logo.width / _INCH) < _SHARP:
        pixels = round(look.logo.width / _INCH * _SHARP)
        yield StyleRemark(
            path,
            "logo",
            "huisstijl.logo",
            Grade.LET_OP,
            f"het logo is {look.logo.picture.width} beeldpunten breed en wordt onscherp afgedrukt",
            f"Neem een bestand van ten minste {pixels} beeldpunten breed, of maak breedte_mm kleiner.",
        )


def _folder(own: Path, known: set[str]) -> Iterator[StyleRemark]:
    for path in sorted(own.iterdir()):
        suffix = path.suffix.lower()
        if suffix in (".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf"):
            yield StyleRemark(
                str(path),
                "",
                "huisstijl.bestand",
                Grade.LET_OP,
                "dit bestand wordt niet gebruikt: een sjabloon is een gewoon Word-document",
                "Bewaar het in Word als .docx, of haal het weg.",
            )
        elif suffix == ".docx" and not path.name.startswith("~$") and path.stem not in known:
            near = get_close_matches(path.stem, known, n=1, cutoff=0.6)
            yield StyleRemark(
                str(path),
                "",
                "huisstijl.bestand",
                Grade.LET_OP,
                "dit sjabloon wordt nooit gebruikt: er is geen document dat zo heet",
                f"Bedoelt u {near[0]}.docx?"
                if near
                else "Geef het de naam van een sjabloon uit _basis, of haal het weg.",
            )
