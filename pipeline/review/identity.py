"""Names that give nothing away: keyed prints of a document, and a key for each purpose out of one."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256

_KINDS = (
    "alinea", "tabel", "rij", "cel", "blad", "pagina", "dia", "notitie", "opmerking", "voetnoot", "eindnoot",
    "koptekst", "voettekst", "tekstvak", "veld", "bestandsnaam", "mapnaam", "eigenschap", "eigenschappen", "bijlage",
    "onderwerp", "afzender", "ontvanger", "bericht", "kop", "regel", "tekst", "afbeelding", "alt-tekst", "hyperlink",
    "bladwijzer", "grafiek", "annotatie", "inhoudsopgave", "metadata", "invoegvak", "verwijderd", "ingevoegd",
)  # fmt: skip
_WORD = re.compile(r"[a-z-]+")


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
