"""Which licence every locked package has, whether that may come along, and the page that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

from supply.lock import Pin, read_lock

PERMISSIVE: Final = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MIT-CMU MPL-2.0 PSF-2.0 Zlib".split()
)
"""Licences under which anything may come along, as SPDX names them."""

LESSER: Final = {
    "docxtpl": ("LGPL-2.1-only", "leest en schrijft sjablonen"),
    "pebble": ("LGPL-3.0-or-later", "geeft elk document een eigen proces met grenzen"),
}
"""Packages under the Lesser GPL that come along, and what for: each was looked at, and no other may join unseen."""

# What the metadata says in other words, or only in a text; each was read in the package itself.
_TOLD: Final = {
    "colorama": "BSD-3-Clause",  # not installed here: for Windows only
    "docxtpl": "LGPL-2.1-only",
    "jinja2": "BSD-3-Clause",
    "atheris": "Apache-2.0",
    "pebble": "LGPL-3.0-or-later",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "scipy": "BSD-3-Clause",
}
_SAME: Final = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
_SPDX: Final = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")

_PAGE: Final = """\
# Licenties

Gemaakt door `make supply` uit `requirements.lock` en `requirements-dev.lock`; een test bewaakt dat deze bladzijde
klopt. Poortwachter zelf is [MIT](../LICENSE). Voor programma's staat hetzelfde in [sbom.cdx.json](sbom.cdx.json)
(CycloneDX), met wat waarvoor nodig is.

Er gaat niets mee onder de GPL of AGPL. Onder de **Lesser** GPL vallen:

{lesser}

Dat mag naast een programma met een andere licentie: deze pakketten worden ongewijzigd en apart geïnstalleerd en door
Python ingeladen, zodat wie wil ze door een eigen versie kan vervangen; van hun code staat niets in dit project. Wie
Poortwachter met hen in één geheel doorgeeft (een container), geeft hun licentietekst mee; die staat in de map
`*.dist-info` van elk pakket.

Het kleine taalmodel in `nlp_rules` (extra `encoder`) is afgeleid van multilingual-e5-small (MIT), de lijst van gewone
woorden van die van OpenTaal (BSD).

## Wat met het programma meekomt

{runtime}

## Alleen voor ontwikkelaars

{development}
"""


class UnknownLicenceError(Exception):
    """A package whose licence is not known or may not come along; the message says which and what to do."""


def licence_of(name: str) -> str:
    """Returns the licence of an installed package as an SPDX expression.

    Raises:
        UnknownLicenceError: its metadata does not say, in words that are known here.
    """
    if name in _TOLD:
        return _TOLD[name]
    try:
        about = metadata(name)
    except PackageNotFoundError:
        raise UnknownLicenceError(f"{name} is not installed: run make .venv, or add it to supply/licences.py") from None
    classifiers = [text.rpartition(" :: ")[2] for text in about.get_all("Classifier") or () if "License ::" in text]
    for said in (about.get("License-Expression"), (about.get("License") or "").partition("\n")[0], *classifiers):
        spdx = _SAME.get((said or "").lower(), said or "")
        if _SPDX.fullmatch(spdx) and _parts(spdx):
            return spdx
    raise UnknownLicenceError(f"{name}: its metadata names no licence; read it and add it to supply/licences.py")


def may_come_along(name: str, licence: str) -> bool:
    """Says whether a package of this name may come along under this licence."""
    return is_permissive(licence) or LESSER.get(name, ("",))[0] == licence


def is_permissive(licence: str) -> bool:
    """Says whether an SPDX expression without brackets leaves a choice of only permissive licences."""
    return any(
        all(part.partition(" WITH ")[0] in PERMISSIVE for part in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


def page(root: Path) -> str:
    """Returns docs/licenties.md.

    Raises:
        UnknownLicenceError: a licence is not known, or may not come along.
    """
    runtime = read_lock(root / "requirements.lock")
    along = {pin.name for pin in runtime}
    development = [pin for pin in read_lock(root / "requirements-dev.lock") if pin.name not in along]
    lesser = "\n".join(f"- {name} ({licence}): {what};" for name, (licence, what) in LESSER.items() if name in along)
    lesser = f"{lesser[:-1]}."
    return _PAGE.format(lesser=lesser, runtime=_table(runtime), development=_table(development))


def _table(pins: Iterable[Pin]) -> str:
    rows = ["| Pakket | Versie | Licentie | Waar |", "|---|---|---|---|"]
    for pin in pins:
        licence = licence_of(pin.name)
        if not may_come_along(pin.name, licence):
            raise UnknownLicenceError(f"{pin.name}: {licence} may not come along")
        rows.append(f"| {pin.name} | {pin.version} | {licence} | {f'`{pin.marker}`' if pin.marker else 'overal'} |")
    return "\n".join(rows)


def _parts(licence: str) -> bool:
    """Says whether an expression names licences that SPDX knows, as far as they matter here."""
    names = re.split(r" (?:AND|OR|WITH) ", licence)
    return all(name in PERMISSIVE or name in {"LLVM-exception", "BSL-1.0"} or "GPL" in name for name in names)
