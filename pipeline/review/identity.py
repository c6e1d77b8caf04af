"""Names that give nothing away: keyed prints of a document, and a key for each purpose out of one."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from pipeline.errors import UnreadableError

KEY: Final = "sleutel"
"""The name of the file with the key of a screening, in its folder."""
SHORTEST_KEY: Final = 16
"""Bytes; a shorter one can be guessed, and with it the words behind the fingerprints."""

_KINDS = (
    "alinea", "tabel", "rij", "cel", "blad", "pagina", "dia", "notitie", "opmerking", "voetnoot", "eindnoot",
    "koptekst", "voettekst", "tekstvak", "veld", "bestandsnaam", "mapnaam", "eigenschap", "eigenschappen", "bijlage",
    "onderwerp", "afzender", "ontvanger", "bericht", "kop", "regel", "tekst", "afbeelding", "alt-tekst", "hyperlink",
    "bladwijzer", "grafiek", "annotatie", "inhoudsopgave", "metadata", "invoegvak", "verwijderd", "ingevoegd",
)  # fmt: skip
_WORD = re.compile(r"[a-z-]+")


def read_key(folder: Path) -> bytes:
    """Returns the key of a screening.

    Raises:
        UnreadableError: there is none, or it is too short.
    """
    path = folder / KEY
    try:
        key = path.read_bytes()
    except OSError as error:
        found = "Er is geen" if isinstance(error, FileNotFoundError) else "Er is geen leesbare"
        reason = f"{found} sleutel in '{folder}'. Noem de map die `screen` schreef, of zet de sleutel erin terug."
        raise UnreadableError(reason) from None
    if len(key) < SHORTEST_KEY:
        raise UnreadableError(f"'{path}' is te kort voor een sleutel. Zet het echte bestand terug.")
    return key


def derived(key: bytes, purpose: str) -> bytes:
    """Returns a key of 32 bytes for one purpose, so that a print made for one says nothing in another."""
    return hmac.new(key, f"poortwachter {purpose} v1".encode(), sha256).digest()


def document_print(key: bytes, path: str) -> str:
    """Returns the keyed print of a path, which may hold a name: "d1:" and 128 bits of HMAC-SHA256 in hexadecimals."""
    mac = hmac.new(derived(key, "document"), path.encode("utf-8", "surrogatepass"), sha256)
    return f"d1:{mac.hexdigest()[:32]}"


def place_kind(place: str) -> str:
    """Returns the kind of a place, of a fixed list: 'blad Jansen, cel C4' is 'blad cel', a JSON pointer is 'veld'.

    What is not on the list is left out: a place may hold the name of a person.
    """
    if place.startswith("/"):
        return "veld"
    words = _WORD.findall(place.lower())
    return " ".join(dict.fromkeys(word for word in words if word in _KINDS)) or "overig"
