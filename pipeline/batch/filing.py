"""The folder that a screening leaves behind: its key, and its report as lines of JSON."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from pipeline.batch.screening import dump
from pipeline.batch.store import growing, write_file
from pipeline.errors import UnreadableError, WrongUseError
from pipeline.examined import Examined, Tally

REPORT: Final = "rapport.jsonl"
KEY: Final = "sleutel"
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
    """

    version: str
    rules: str
    key: str
    roots: tuple[str, ...]
    op: date | None = None
    ocr: bool = False
    show_text: bool = False

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
        } | ({"started": self.op.isoformat()} if self.op else {})


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
    more: Callable[[], Iterable[dict[str, Any]]],
    *,
    overwrite: bool = False,
) -> Tally:
    """Writes the report as lines of JSON, and returns its counts.

    Args:
        out: the folder.
        head: what the first line says.
        documents: the documents in order.
        more: gives the lines that come after them, once they are all there.
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
        file.write(dump(tally.line()))
    return tally
