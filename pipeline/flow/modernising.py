"""Files of old office programs in, newer ones out, by LibreOffice where it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from pipeline.errors import MissingProgramError, UnreadableError

if TYPE_CHECKING:
    from pipeline.readers.reading import Convert

Workshop: TypeAlias = Callable[[Mapping[str, bytes]], AbstractContextManager[Path]]
"""Gives a private folder with files in it, by name, that is removed afterwards."""

_FAILED: Final = (
    "Dit oude bestand kon niet worden omgezet; misschien heeft het een wachtwoord. Open het zelf en sla het op als .{}."
)


def converter(workshop: Workshop) -> Convert | None:
    """Returns what makes newer files of doc, xls and ppt, None when LibreOffice is not on this machine.

    Args:
        workshop: where it may work.
    """
    from pipeline.documents import office

    try:
        office.find_office()
    except MissingProgramError:
        return None

    def convert(kind: str, content: bytes) -> bytes:
        with workshop(office.modern_sources(kind, content)) as folder:
            made = office.modernise(folder, kind)
        if not made:
            raise UnreadableError(_FAILED.format(office.MODERN[kind][0]))
        return made

    return convert
