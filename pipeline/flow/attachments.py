"""The files beside a dossier that go along in the set for UWV: found, judged by their content, and scanned."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import UnreadableError
from pipeline.model import Attachment, Category, Finding, Problem, Segment, Unread
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.readers.attachment import Reading, read_attachment

if TYPE_CHECKING:
    from pipeline.dossier.load import Dossier

MAX_BYTES: Final = 10_000_000
"""UWV takes no document of more than 10 MB."""

STDIN: Final = "-"
_SUFFIXES: Final[Mapping[str, tuple[str, ...]]] = {".pdf": (".pdf",), ".docx": (".docx",), ".jpg": (".jpg", ".jpeg")}


def attachments(dossier: Dossier) -> tuple[list[Attachment], list[Problem]]:
    """Returns the files that the dossier names with a `pad`, and what is wrong with those that cannot go along.

    Nothing outside the folder of the dossier is read, and no reference (symbolic link) is followed.
    """
    found: list[Attachment] = []
    problems: list[Problem] = []
    for index, path in _named(dossier.data):
        try:
            found.append(_attachment(dossier, index, path))
        except UnreadableError as error:
            problems.append(dossier.problem(f"/bijlagen/{index}/pad", "bijlage.bestand", str(error)))
    return found, problems


def _named(data: Any) -> Iterator[tuple[int, str]]:
    items = data.get("bijlagen") if isinstance(data, Mapping) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        path = item.get("pad") if isinstance(item, Mapping) else None
        if isinstance(path, str):
            yield index, path


def _attachment(dossier: Dossier, index: int, path: str) -> Attachment:
    content = _content(dossier.path, path)
    read = read_attachment(content)
    if PurePosixPath(path).suffix.lower() not in _SUFFIXES[read.suffix]:
        raise UnreadableError(
            f"Het bestand is een {read.suffix[1:]}-bestand maar heet anders. Geef het de juiste naam."
        )
    place = f"/bijlagen/{index}/pad"
    findings = _findings(read, place, _bsn(dossier.data))
    unread = tuple(Unread(f"{place}, {item.part}", item.reason) for item in read.unread)
    return Attachment(index, read.suffix, content, findings, unread)


def _content(dossier: str, path: str) -> bytes:
    if dossier == STDIN:
        raise UnreadableError("Een dossier uit standaardinvoer heeft geen map. Geef het dossier als bestand.")
    parts = _parts(path)
    place = Path(dossier).parent
    for name in parts[:-1]:
        place /= name
        _refuse_unless(stat.S_ISDIR, place)
    place /= parts[-1]
    expected = _refuse_unless(stat.S_ISREG, place)
    try:
        with place.open("rb") as file:
            # Asked again of what was opened: between looking and opening, a file can become a reference.
            if not os.path.samestat(os.fstat(file.fileno()), expected):
                raise UnreadableError("Het bestand veranderde tijdens het lezen. Probeer opnieuw.")
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise UnreadableError(
            "Het bestand mag niet gelezen worden of is in gebruik. Sluit het en probeer opnieuw."
        ) from None
    if len(content) > MAX_BYTES:
        raise UnreadableError("Het bestand is groter dan 10 MB, en dat neemt UWV niet aan. Verklein of splits het.")
    return content


def _parts(path: str) -> Sequence[str]:
    """Returns the names of a path, when it stays below the folder that it starts from on every platform."""
    parts = path.split("/")
    if "\\" in path or ":" in path or "\0" in path or any(part.strip() in {"", ".", ".."} for part in parts):
        raise UnreadableError(
            "Het pad wijst buiten de map van het dossier. Zet het bestand daarin, bijvoorbeeld als bijlagen/plan.pdf."
        )
    return parts


def _refuse_unless(is_kind: Any, place: Path) -> os.stat_result:
    """Returns what the system says of a folder or a file, when it is an ordinary one."""
    try:
        found = place.lstat()
    except (OSError, ValueError):
        raise UnreadableError("Er staat geen bestand op dit pad. Controleer de naam en de map.") from None
    if stat.S_ISLNK(found.st_mode):
        raise UnreadableError(
            "Dit is een verwijzing (symbolic link); die worden niet gevolgd. Zet het bestand zelf erin."
        )
    if not is_kind(found.st_mode):
        raise UnreadableError("Hier staat geen gewoon bestand. Noem een jpg-, docx- of pdf-bestand.")
    return found


def _findings(read: Reading, place: str, bsn: str) -> tuple[Finding, ...]:
    """Returns what may not stand in a file; the employee's own BSN must stand in what goes to UWV."""
    segments = [Segment(f"{place}, {item.place}", item.text, item.kind) for item in read.segments]
    texts = {item.place: item.text for item in segments}
    found = scan_segments(default_detector(), segments)
    return tuple(item for item in found if not _is_own(item, texts[item.place].reveal(), bsn))


def _is_own(finding: Finding, text: str, bsn: str) -> bool:
    digits = "".join(filter(str.isdecimal, text[finding.start : finding.end]))
    return finding.category is Category.IDENTIFICATIE and bool(bsn) and digits == bsn


def _bsn(data: Any) -> str:
    person = data.get("werknemer") if isinstance(data, Mapping) else None
    value = person.get("bsn") if isinstance(person, Mapping) else None
    return value if isinstance(value, str) else ""
