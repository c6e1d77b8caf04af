"""Where the shipped data lives: inside the installed package, or at the top of the checkout."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pipeline.errors import OwnDataError

Kind = Literal["schemas", "templates", "nlp_rules", "samples"]


def data_root(kind: Kind) -> Path:
    """Returns the folder of `kind`.

    Raises:
        OwnDataError: the installation lacks its data.
    """
    package = Path(str(files("pipeline")))
    for candidate in (package / "_data" / kind, package.parent / kind):
        if candidate.is_dir():
            return candidate
    raise OwnDataError(f"De map '{kind}' ontbreekt in deze installatie. Installeer poortwachter opnieuw.")


def digest(kind: Kind, suffixes: tuple[str, ...]) -> str:
    """Returns the SHA-256 over names and contents of the files of `kind` with one of `suffixes`, in name order."""
    root = data_root(kind)
    total = sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in suffixes and path.is_file()):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
