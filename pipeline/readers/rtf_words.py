"""What the words of RTF mean for a reader: where text goes, which signs they stand for, which letters a font has."""

from __future__ import annotations

from typing import Final

from pipeline.model import TextKind

NOUNS: Final = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "koptekst"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "voettekst"),
    "footnote": "voetnoot",
    "annotation": "opmerking",
    "atnid": "initialen bij een opmerking",
    "atnauthor": "auteur van een opmerking",
    "revtbl": "auteurs van wijzigingen",
    "shptxt": "tekstvak",
    "dptxbxtext": "tekstvak",
    "sv": "eigenschap van een vorm",
    "fldinst": "veldcode",
    "bkmkstart": "bladwijzer",
    "bkmkend": "einde van een bladwijzer",
    "xe": "indexterm",
    "tc": "regel van een inhoudsopgave",
    "listtext": "nummering",
    "pntext": "nummering",
    "stylesheet": "stijlen",
    "listtable": "lijsten",
    "docvar": "variabele",
    "propname": "naam van een eigen eigenschap",
    "staticval": "eigen eigenschap",
    **dict.fromkeys(("formfield", "ffname", "ffdeftext", "ffl", "ffhelptext", "ffstattext"), "formulierveld"),
    "htmltag": "html-code",
    "objclass": "soort ingesloten bestand",
    "objname": "naam van een ingesloten bestand",
    "pgdsctbl": "paginastijlen",
    "generator": "gemaakt met",
    "template": "sjabloon",
    "objalias": "naam van een ingesloten bestand",
    "protusertbl": "gebruikers",
}
"""What a person calls a destination that holds text."""

PROPERTIES: Final = {
    "title": "titel",
    "subject": "onderwerp",
    "author": "auteur",
    "manager": "leidinggevende",
    "company": "organisatie",
    "operator": "laatst opgeslagen door",
    "category": "categorie",
    "keywords": "trefwoorden",
    "comment": "opmerkingen",
    "doccomm": "opmerkingen",
    "hlinkbase": "basis van koppelingen",
}
"""The properties of the document, by their destination."""

KINDS: Final = dict.fromkeys(("atnid", "atnauthor", "revtbl", "author", "operator", "manager"), TextKind.NAAM)
"""The destinations that hold names of people."""

SILENT: Final = frozenset(
    """
    fonttbl colortbl rsidtbl themedata colorschememapping latentstyles panose falt fontemb fontfile blipuid sn pgptbl
    xmlnstbl wgrffmtfilter pgp atndate atrfstart atrfend atnref
""".split()
)
"""Destinations that only say how things look, or hold a program's own keys."""

BINARY: Final = frozenset({"pict", "objdata", "datastore", "datafield"})
"""Destinations that hold bytes, written as hexadecimal digits."""

SIGNS: Final = {
    "tab": "\t",
    "line": "\n",
    "softline": "\n",
    "page": "\n",
    "column": "\n",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": "\u00a0",
    "_": "-",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
"""Words and signs that stand for a character."""

ENDS: Final = frozenset({"par", "sect", "row", "nestrow", "cell", "nestcell", "\n", "\r", "pard"})
"""Words that end a paragraph, a cell or a row."""

CHARSETS: Final = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""The encodings of fonts by their number in RTF."""
