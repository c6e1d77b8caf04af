"""Which template serves a document: that of the chosen house style, otherwise that of _basis; each compiled once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.documents.dress import dressed
from pipeline.documents.labels import FILTERS
from pipeline.documents.look import FILE, Look, read_look
from pipeline.documents.package import Package, zipped
from pipeline.documents.template import Template
from pipeline.errors import OwnDataError, TemplateError
from pipeline.resources import data_root

BASE = "_basis"
"""The house style that has every template; another one holds only what differs."""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A set of templates and what they are dressed in.

    Attributes:
        name: as the user gave it.
        folders: where to look, the first that has the template wins.
        look: what huisstijl.toml says, or None when there is none.
    """

    name: str
    folders: tuple[Path, ...]
    look: Look | None = field(default=None)

    def template(self, name: str) -> Template:
        """Returns the template `name`, compiled.

        Raises:
            OwnDataError: there is none, or it cannot be used.
        """
        path = self.path(name)
        if path is None:
            raise OwnDataError(f"De huisstijl '{self.name}' heeft geen sjabloon {name}.docx. Zet dat er weer in.")
        return _compiled(path, self.look)

    def has(self, name: str) -> bool:
        """Says whether there is a template `name`."""
        return self.path(name) is not None

    def names(self) -> list[str]:
        """Returns the names of all templates of this style, its own and those of _basis, in order."""
        return sorted({path.stem for folder in self.folders for path in folder.glob("*.docx") if not _is_lock(path)})

    def path(self, name: str) -> Path | None:
        """Returns the file of the template `name`, or None when there is none."""
        paths = (folder / f"{name}.docx" for folder in self.folders)
        return next((path for path in paths if path.is_file()), None)

    def digest(self) -> str:
        """Returns the SHA-256 over the names and contents of the templates that this style uses, in name order.

        What huisstijl.toml says and the logo count too.
        """
        return _digest(self)


@cache
def house_style(name: str) -> HouseStyle:
    """Returns the house style `name`: a folder in templates/, or a folder of the user's own.

    Raises:
        OwnDataError: there is no such folder, nothing of a house style in it, or a mistake in its huisstijl.toml.
    """
    root = data_root("templates")
    base = root / BASE
    own = next((folder for folder in (root / name, Path(name)) if folder.is_dir()), None) if name else None
    if own is None:
        raise OwnDataError(f"De huisstijl '{name}' bestaat niet. Kies {BASE} of geef een map met {FILE} of sjablonen.")
    has_look = (own / FILE).is_file()
    if not has_look and not any(own.glob("*.docx")):
        raise OwnDataError(
            f"De map van huisstijl '{name}' bevat geen {FILE} en geen sjablonen (.docx). Kies een andere map, "
            "of maak een huisstijl met templates new."
        )
    look = read_look(own / FILE) if has_look else None
    return HouseStyle(name, (base,) if own == base else (own, base), look)


def members_of(path: Path, look: Look | None) -> dict[str, bytes]:
    """Returns the members of a template as it stands on disk, dressed in a house style when there is one.

    Raises:
        TemplateError: it cannot be read.
    """
    try:
        members = dict(Package(path.read_bytes()).members)
        return dressed(members, look) if look else members
    except OSError as error:
        raise TemplateError(f"{path.name}: het sjabloon is niet te openen ({error.strerror}).") from None
    except TemplateError as error:
        raise TemplateError(f"{path.name}: {error}") from None


def _is_lock(path: Path) -> bool:
    """Says whether a file is what Word leaves beside a document that is open."""
    return path.name.startswith("~$")


@cache
def _compiled(path: Path, look: Look | None) -> Template:
    return Template(zipped(members_of(path, look)) if look else path, FILTERS, name=path.name)


@cache
def _digest(style: HouseStyle) -> str:
    total = sha256()
    for name in style.names():
        path = style.path(name)
        if path is not None:
            total.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    if style.look:
        total.update((style.folders[0] / FILE).read_bytes())
        total.update(style.look.logo.content if style.look.logo else b"")
    return total.hexdigest()
