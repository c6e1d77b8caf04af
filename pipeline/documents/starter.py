"""Writes the huisstijl.toml that a client starts from: every key with what it does, the choices of _basis filled in."""

from __future__ import annotations

from pipeline.documents.dress import palette, typefaces
from pipeline.documents.house_style import BASE, house_style, members_of
from pipeline.documents.look import FILE
from pipeline.errors import WrongUseError

MAX_NAME = 80

_TOML = """\
# Huisstijl van {plain}.
# Vul in wat u wilt veranderen; een regel met # ervoor telt niet mee. Alleen naam is verplicht.
# Controleer het resultaat met:  poortwachter templates check MAP
# Alle sleutels staan uitgelegd in docs/sjablonen.md.

naam = {name}

# Een eigen regel onderaan elke pagina.
# voettekst = "Lid van de brancheorganisatie"

# Zet het logo (.png of .jpg) in deze map en haal de # weg.
# [logo]
# bestand = "logo.png"
# tekst = "Logo van {plain}"    # voor wie het logo niet ziet
# breedte_mm = 42

[kleuren]
accent = "#{accent}"    # titels, koppen en tabelkoppen
vlak = "#{vlak}"      # het vlak achter een tabelkop
lijn = "#{lijn}"      # lijnen
tekst = "#{tekst}"     # gewone tekst
zacht = "#{zacht}"     # toelichtingen, kop- en voetregels

[lettertypen]
tekst = "{font}"
koppen = "{headings}"

# Naam, adres en bereikbaarheid staan onderaan elke pagina.
# [afzender]
# adres = ["Straat 1", "1234 AB Plaats"]
# telefoon = "000 000 00 00"
# email = "info@voorbeeld.nl"
# website = "voorbeeld.nl"
# kvk = "00000000"

# Links een vaste tekst uit de sjablonen, rechts wat er moet staan.
# [teksten]
# "Vertrouwelijk" = "Vertrouwelijk: alleen voor betrokkenen"
"""


def starter(name: str) -> dict[str, bytes]:
    """Returns the files of a new house style, by their name in its folder.

    Raises:
        WrongUseError: the name cannot stand in a document.
    """
    shown = " ".join(name.split())
    if not shown or len(shown) > MAX_NAME or any(mark in shown for mark in "{}#\\") or not shown.isprintable():
        raise WrongUseError(
            f"'{shown[:MAX_NAME]}' kan geen naam van een huisstijl zijn. Geef de naam van de organisatie."
        )
    base = house_style(BASE)
    path = base.path(base.names()[0])
    assert path is not None, "the name came from a file"  # noqa: S101
    members = members_of(path, None)
    font, headings = typefaces(members)
    plain = shown.replace('"', "'")
    quoted = '"' + shown.replace('"', '\\"') + '"'
    text = _TOML.format(name=quoted, plain=plain, font=font, headings=headings, **palette(members))
    return {FILE: text.encode()}
