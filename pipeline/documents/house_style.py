"""Which template serves a document: that of the chosen house style, otherwise that of _basis; each compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.documents.labels import FILTERS
from pipeline.documents.template import Template
from pipeline.errors import OwnDataError
from pipeline.resources import data_root

BASE = "_basis"
"""The house style that has every template; another one holds only what differs."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A set of templates.

    Attributes:
        name: as the user gave it.
        folders: where to look, the first that has the template wins.
    """

    name: str
    folders: tuple[Path, ...]

    def template(self, name: str) -> Template:
        """Returns the template `name`, compiled.

        Raises:
            OwnDataError: there is none, or it cannot be used.
        """
        path = self._find(name)
        if path is None:
            raise OwnDataError(f"De huisstijl '{self.name}' heeft geen sjabloon {name}.docx. Zet dat er weer in.")
        return _compiled(path)

    def has(self, name: str) -> bool:
        """Says whether there is a template `name`."""
        return self._find(name) is not None

    def digest(self) -> str:
        """Returns the SHA-256 over the names and contents of the templates that this style uses, in name order."""
        return _digest(self)

    def _find(self, name: str) -> Path | None:
        paths = (folder / f"{name}.docx" for folder in self.folders)
        return next((path for path in paths if path.is_file()), None)


@cache
def house_style(name: str) -> HouseStyle:
    """Returns the house style `name`: a folder in templates/, or a folder of the user's own.

    Raises:
        OwnDataError: there is no such folder, or no template in it.
    """
    root = data_root("templates")
    base = root / BASE
    own = next((folder for folder in (root / name, Path(name)) if folder.is_dir()), None) if name else None
    if own is None:
        raise OwnDataError(f"De huisstijl '{name}' bestaat niet. Kies {BASE} of geef een map met sjablonen.")
    if not any(own.glob("*.docx")):
        raise OwnDataError(f"De map van huisstijl '{name}' bevat geen sjablonen (.docx). Kies een andere map.")
    return HouseStyle(name, (base,) if own == base else (own, base))


@cache
def _compiled(path: Path) -> Template:
    return Template(path, FILTERS)


@cache
def _digest(style: HouseStyle) -> str:
    names = {path.stem for folder in style.folders for path in folder.glob("*.docx")}
    total = sha256()
    for name in sorted(names):
        path = style._find(name)
        if path is not None:
            total.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()
