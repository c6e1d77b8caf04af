"""How a screening reads in Dutch, in every report alike; and how a file name is shown, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.model import Category, Finding, Severity, Status
from pipeline.verdicts import BaselineState, Verdict

STATUSES: Final[Mapping[Status, str]] = {
    Status.OK: "niets gevonden",
    Status.BEVINDINGEN: "bevindingen",
    Status.ONVOLLEDIG: "niet helemaal gelezen",
    Status.ONLEESBAAR: "niet gelezen",
    Status.TIJD: "afgebroken: te lang",
    Status.GECRASHT: "afgebroken: vastgelopen",
}
CATEGORIES: Final[Mapping[Category, str]] = {
    Category.DIAGNOSE: "ziekte of aandoening",
    Category.KLACHT: "klacht",
    Category.OORZAAK: "oorzaak van het verzuim",
    Category.MEDICATIE: "medicijn",
    Category.BEHANDELING: "behandeling",
    Category.ZORGVERLENER: "zorgverlener",
    Category.ZWANGERSCHAP: "zwangerschap",
    Category.DERDE: "gezondheid van iemand anders",
    Category.IDENTIFICATIE: "persoonsnummer",
}
SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.HOOG: "hoog",
    Severity.MIDDEN: "midden",
    Severity.LET_OP: "let op",
}
STATES: Final[Mapping[BaselineState, str]] = {
    BaselineState.NIEUW: "nieuw",
    BaselineState.ONGEWIJZIGD: "ongewijzigd",
    BaselineState.VERDWENEN: "verdwenen",
    BaselineState.ONBEKEND: "onbekend",
    BaselineState.DOCUMENT_WEG: "document is weg",
}
VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.INBREUK: "inbreuk",
    Verdict.VALS_ALARM: "vals alarm",
    Verdict.TOEGESTAAN: "toegestaan",
    Verdict.VERHOLPEN: "verholpen",
}
CONFIDENTIAL: Final = "VERTROUWELIJK: dit rapport bevat gezondheidsgegevens. Bewaar en deel het niet."

_MEMBER: Final = re.compile(r"\.(?:xml|rels|vml|bin)$|(?:^| › )\[Content_Types\]")
_MOST_PARTS: Final = 12
_HIDDEN: Final = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_UNDECODED: Final = range(0xDC80, 0xDD00)  # how Python carries a byte of a name that is not UTF-8


def shown(text: str) -> str:
    """Returns a name with what steers, hides or turns writing made visible, so that two names never look the same."""
    return "".join(_visible(char) for char in text)


def certainty(finding: Finding) -> str:
    """Returns whether a finding is sure, or something a person should look at."""
    return "bevinding" if finding.blocking else "vermoeden"


def number(count: int) -> str:
    """Returns a number as a Dutch reader writes it: 12.345."""
    return f"{count:,}".replace(",", ".")


def counted(count: int, one: str, many: str) -> str:
    """Returns '1 document' or '12.345 documenten'."""
    return f"{number(count)} {one if count == 1 else many}"


def parts(read: Sequence[str]) -> str:
    """Returns what was read of a document: parts that a person knows by name, and how many there are within the file.

    Args:
        read: the parts; those of a package are members of a zip file, whose names say something to programs only.
    """
    known = [part for part in read if not _MEMBER.search(part)]
    count = len(read) - len(known)
    more = [counted(count, "onderdeel binnen het bestand", "onderdelen binnen het bestand")] if count else []
    rest = [f"nog {number(len(known) - _MOST_PARTS)}"] if len(known) > _MOST_PARTS else []
    named = [*known[:_MOST_PARTS], *rest, *more]
    return " en ".join(filter(None, (", ".join(named[:-1]), named[-1]))) if named else ""


def _visible(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    return f"‹byte {code - 0xDC00:02X}›" if code in _UNDECODED else f"‹U+{code:04X}›"
