"""The folder that a screening leaves behind: its key, and its report as lines of JSON."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from pipeline.batch.screening import dump
from pipeline.batch.store import growing, remove_file, write_file
from pipeline.errors import CannotWriteError, UnreadableError, WrongUseError
from pipeline.examined import Examined, Tally

REPORT: Final = "rapport.jsonl"
KEY: Final = "sleutel"
SUPPRESSIONS: Final = "onderdrukt.yaml"
_REPORTS: Final = (REPORT, "rapport.html", "rapport.xlsx", "rapport.sarif")
_KEY_BYTES: Final = 32
_LEAST_KEY: Final = 16
"""A shorter one can be guessed, and with it the words behind the fingerprints."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line of a report says of the whole screening.

    Attributes:
        version: of the program.
        rules: digest of the rules, in hexadecimals.
        key: what tells two keys apart and gives neither away.
        roots: the folders as given.
        op: the day as given, None without one.
        ocr: whether text was made of pictures.
        show_text: whether the text of the findings stands in the report.
        baseline: the report that this one is compared with, "" without one.
    """

    version: str
    rules: str
    key: str
    roots: tuple[str, ...]
    op: date | None = None
    ocr: bool = False
    show_text: bool = False
    baseline: str = ""

    def line(self) -> dict[str, Any]:
        """Returns it as data for JSON."""
        return {
            "kind": "run",
            "version": self.version,
            "rules": self.rules,
            "key": self.key,
            "roots": list(self.roots),
            "ocr": self.ocr,
            "show_text": self.show_text,
            "baseline": self.baseline,
        } | (
            ({"started": self.op.isoformat()} if self.op else {})
            | ({"confidential": "VERTROUWELIJK: dit rapport bevat gezondheidsgegevens."} if self.show_text else {})
        )

    def same_to_resume(self) -> dict[str, str]:
        """Returns what must be the same to go on with a screening, by its name in Dutch."""
        return {
            "de versie": self.version,
            "de regels": self.rules,
            "de sleutel": self.key,
            "de mappen": "\n".join(self.roots),
            "--ocr": str(self.ocr),
        }


def report_name(ending: str) -> str:
    """Returns the name of a report."""
    return f"rapport.{ending}"


def refuse_unless_free(out: Path, *, overwrite: bool) -> None:
    """Sees to it before the work that the reports can be written after it.

    Raises:
        CannotWriteError: a report of an earlier screening stands there.
    """
    if not overwrite and any((out / name).exists() for name in _REPORTS):
        raise CannotWriteError(
            f"In '{out}' staat al een rapport. Kies met --out een andere map, of vervang het met --overwrite."
        )


def remove_others(out: Path, endings: Collection[str]) -> None:
    """Removes reports of an earlier screening that this one does not write, for they say something else.

    Raises:
        CannotWriteError: the disk refuses.
    """
    for name in _REPORTS:
        if name != REPORT and name not in map(report_name, endings):
            remove_file(out / name)


def suppressions_in(out: Path, given: Path | None = None) -> Path | None:
    """Returns the file with what is silenced: the one given, else the one in the folder, else None."""
    own = out / SUPPRESSIONS
    return given or (own if own.exists() else None)


def refuse_inside(roots: Iterable[str], out: Path) -> None:
    """Sees to it that the reports do not come among the documents, where the next screening would read them.

    Raises:
        WrongUseError: the output folder lies in a folder that is screened.
    """
    place = out.resolve()
    for root in roots:
        given = Path(root).resolve()
        if given == place or given in place.parents:
            raise WrongUseError(
                "De map voor de rapporten ligt in een map die wordt onderzocht. Kies met --out een andere."
            )


def key_for(out: Path, given: Path | None = None, earlier: Path | None = None) -> bytes:
    """Returns the key of a screening: the one given, else the one in its folder, else that of the earlier one.

    Without any a new one is made. It stands in the folder afterwards, for its owner only, unless it was given.

    Raises:
        UnreadableError: the file of the key cannot be read, or is too short.
        CannotWriteError: the disk refuses.
    """
    own = out / KEY
    beside = earlier_report(earlier).parent / KEY if earlier is not None else None
    for place in (given, own, beside):
        if place is None or not (place == given or place.exists()):
            continue
        try:
            key = place.read_bytes()
        except OSError:
            raise UnreadableError(
                f"De sleutel '{place}' kan niet gelezen worden. Vraag toegang, of geef een andere."
            ) from None
        if len(key) < _LEAST_KEY:
            raise UnreadableError(f"De sleutel '{place}' is te kort: neem er een van ten minste {_LEAST_KEY} bytes.")
        break
    else:
        key = secrets.token_bytes(_KEY_BYTES)
    if given is None and not own.exists():
        write_file(own, key)
    return key


def key_name(key: bytes) -> str:
    """Returns what tells two keys apart, and does not give the key away."""
    return hmac.new(key, b"poortwachter sleutel", "sha256").hexdigest()[:16]


def earlier_report(place: Path) -> Path:
    """Returns the report of an earlier screening, of which the folder or the report itself is named."""
    return place / REPORT if place.is_dir() else place


def read_report(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the lines of a report.

    Raises:
        UnreadableError: it cannot be read, or is no report.
    """
    refusal = f"'{path}' is geen rapport van screen, of is beschadigd. Noem een map waar {REPORT} in staat."
    try:
        with path.open("rb") as file:
            for number, text in enumerate(file):
                line = json.loads(text)
                if not isinstance(line, dict) or (number == 0) != (line.get("kind") == "run"):
                    raise UnreadableError(refusal)
                yield line
    except (OSError, ValueError):
        raise UnreadableError(refusal) from None


def earlier_documents(place: Path, key: bytes) -> list[Examined]:
    """Returns the documents of an earlier screening.

    Args:
        place: its folder, or its report.
        key: the key of this screening.

    Raises:
        UnreadableError: there is no report, or it is damaged or cut off.
        WrongUseError: it was made with another key, so that no finding can be recognised.
    """
    lines = read_report(earlier_report(place))
    head = next(lines, {})
    if head.get("key") != key_name(key):
        raise WrongUseError(
            f"'{place}' is gemaakt met een andere sleutel; dan lijkt alles nieuw. Geef die sleutel met --key-file."
        )
    found, is_whole = [], False
    for line in lines:
        if line["kind"] == "document":
            found.append(Examined.of(line))
        is_whole = line["kind"] == "end"
    if not is_whole:
        raise UnreadableError(f"'{place}' is afgebroken. Noem een onderzoek dat tot het einde kwam.")
    return found


def documents_of(lines: BinaryIO) -> Iterator[Examined]:
    """Yields the documents that the lines of a file speak of, from its beginning."""
    lines.seek(0)
    for text in lines:
        line = json.loads(text)
        if line["kind"] == "document":
            yield Examined.of(line)


def write_report(
    out: Path,
    head: Head,
    documents: Iterable[Examined],
    more: Callable[[], Iterable[dict[str, Any]]] = tuple,
    seal: Callable[[Tally], str] = lambda _: "",
    *,
    overwrite: bool = False,
) -> Tally:
    """Writes the report as lines of JSON, and returns its counts.

    Args:
        out: the folder.
        head: what the first line says.
        documents: the documents in order.
        more: gives the lines that come after them, once they are all there.
        seal: notes in the audit trail that this was done, and returns the head of the trail.
        overwrite: whether the report of an earlier screening may be replaced.

    Raises:
        CannotWriteError: the report exists and may not be replaced, or the disk refuses.
    """
    tally = Tally()
    with growing(out / REPORT, overwrite=overwrite) as file:
        file.write(dump(head.line()))
        for item in documents:
            tally.add(item)
            file.write(dump(item.line()))
        for line in more():
            file.write(dump(line))
        head_of_trail = seal(tally)
        file.write(dump(tally.line() | ({"audit": head_of_trail} if head_of_trail else {})))
    return tally
