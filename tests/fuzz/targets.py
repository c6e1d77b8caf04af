"""What is fuzzed: readers, dossiers, rule files and the normaliser, each with its seeds and what must always hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import everything_docx_parts
import everything_mail
import everything_msg
import everything_odt
import everything_pdf
import everything_pptx
import everything_xlsx
from test_html import EVERYTHING as PAGE
from test_image import MADE as PICTURES
from test_rtf import EVERYTHING as RICH
from test_zip import zipped

from pipeline import flow
from pipeline.dossier.load import load
from pipeline.dossier.schema import is_valid, problems
from pipeline.errors import OwnDataError, UnreadableError
from pipeline.privacy.detector import Detector
from pipeline.privacy.rules import load_rules
from pipeline.privacy.scan import default_detector
from pipeline.readers.reading import Limits
from pipeline.readers.registry import read_file
from pipeline.resources import data_root
from pipeline.text import normalise, sentence_bounds

CANARY = "kanarie7f3a"
_LIMITS = Limits(unpacked=20_000_000, members=500, pages=200)


@dataclass(frozen=True)
class Target:
    """Something that takes any bytes.

    Attributes:
        check: takes a file name and bytes, and raises when what must hold does not.
        seeds: gives good files by name, to be damaged.
    """

    check: Callable[[str, bytes], None]
    seeds: Callable[[], dict[str, bytes]]


def read_anything(name: str, content: bytes) -> None:
    """A file of any kind is read, or its unread parts are named, and nothing but its texts holds a word of it."""
    reading = read_file(name, content, _LIMITS)
    assert reading.segments or reading.unread or reading.read, "nothing is said of the file"
    for unread in reading.unread:
        assert unread.reason.endswith("."), "no sentence"
    told = repr(reading) + "".join(segment.place for segment in reading.segments)
    assert CANARY not in told.lower(), "a word of the file is told"


def load_anything(name: str, content: bytes) -> None:
    """A dossier is read and checked, or refused with an UnreadableError; no message holds a word of it."""
    try:
        outcome = flow.validate(name, content)
        planned = flow.deadlines(name, content)
    except UnreadableError as error:
        said = str(error)
    else:
        said = repr((outcome, planned))
        dossier = load(content, name)
        assert bool(problems(dossier)) != is_valid(dossier.data)
    assert CANARY not in said.lower(), "a word of the file is told"


def load_any_rules(_: str, content: bytes) -> None:
    """A rule file is taken and works, or refused with an OwnDataError that names its lines."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "regels.yaml").write_bytes(content)
        place = "regels.yaml:"
        try:
            Detector(load_rules(Path(folder))).findings(_PROSE)
        except OwnDataError as error:
            place = str(error)
    assert "regels.yaml:" in place, "no place"


def normalise_anything(_: str, content: bytes) -> None:
    """Any text is normalised with a map back, cut into sentences, and scanned with offsets that lie in it."""
    text = content.decode("utf-8", "surrogatepass" if _is_wide(content) else "replace")
    made = normalise(text)
    assert len(made.cased) == len(made.lower)
    last = 0
    for at in range(len(made.cased)):
        start, end = made.source_span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or start == 0 or end >= last, "the map goes back"
        last = max(last, start)
    bounds = sentence_bounds(made)
    assert bounds == sorted(set(bounds))
    for finding in _fast().findings(text):
        assert 0 <= finding.start < finding.end <= len(text)


def _is_wide(content: bytes) -> bool:
    try:
        content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _fast() -> Detector:
    return default_detector(encoder=False)


_PROSE = f"Zij heeft een hernia en {CANARY} slikt oxycodon. De planning van week 12 is rond.\n"


def documents() -> dict[str, bytes]:
    """One file with everything in it of each format, and small ones of what holds other files."""
    word = everything_docx_parts.everything(lambda number: f"{CANARY}{number}").packed()
    page = PAGE.replace("woord", CANARY).encode()
    mail = everything_mail.everything()
    made = {
        "a.docx": word,
        "a.odt": everything_odt.text_file(lambda number: f"{CANARY}{number}").packed(),
        "a.odp": everything_odt.slides().packed(),
        "a.ods": everything_odt.sheet().packed(),
        "a.xlsx": everything_xlsx.workbook(),
        "a.pptx": everything_pptx.presentation(),
        "a.pdf": everything_pdf.everything(),
        "b.pdf": everything_pdf.simple(CANARY),
        "a.eml": mail,
        "a.mbox": b"From a@b Thu Jan  1 00:00:00 2024\n" + mail + b"\nFrom a@b Thu Jan  1 00:00:00 2024\n" + mail,
        "a.msg": everything_msg.everything(),
        "a.rtf": RICH.replace(b"woord", CANARY.encode()),
        "a.html": page,
        "a.csv": f'naam;notitie\r\nJan;"{_PROSE}"\r\n'.encode("cp1252"),
        "a.txt": _PROSE.encode("utf-16"),
        "a.zip": zipped({f"{CANARY}/a.txt": _PROSE.encode(), "b.zip": zipped({"c.html": page})}, b"zin"),
    }
    return made | {f"a.{kind}": content for kind, (content, _) in PICTURES.items()}


def dossiers() -> dict[str, bytes]:
    """The small example as JSON and YAML, with the canary in its free text."""
    data = json.loads((data_root("samples") / "dossiers" / "voorbeeld-minimaal.json").read_text(encoding="utf-8"))
    data["opmerking"] = _PROSE
    text = json.dumps(data, ensure_ascii=False, indent=1)
    full = (data_root("samples") / "dossiers" / "voorbeeld-volledig.json").read_bytes()
    yaml = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())
    small = b"a: [1, {b: 'c'}]\nd: |\n  e\n"
    return {"a.json": text.encode(), "b.json": full, "a.yaml": yaml.encode(), "b.yaml": small}


def rule_files() -> dict[str, bytes]:
    """The first rule of every shipped file."""
    made = {}
    for path in sorted(data_root("nlp_rules").glob("*.yaml")):
        head, *rules = path.read_text(encoding="utf-8").split("\n  - id:")
        if rules:
            made[path.name] = f"{head}\n  - id:{rules[0]}".encode()
    return made


def prose() -> dict[str, bytes]:
    """Texts with what a normaliser stumbles over."""
    odd = (
        "ĳzer\u200bver\u00adzekering ｆｕｌｌ ﬁjn Ⅻ be-\nrichten \u202edraai\u202c café cafe\u0301 hеrnia 🧑🏽‍🦽 \ud800"
    )
    return {
        "a.txt": _PROSE.encode(),
        "b.txt": odd.encode("utf-8", "surrogatepass"),
        "c.txt": b"a\r\n\r\n  b\t\x0bc\0d" * 9,
    }


TARGETS = {
    "lezers": Target(read_anything, documents),
    "dossiers": Target(load_anything, dossiers),
    "regels": Target(load_any_rules, rule_files),
    "tekst": Target(normalise_anything, prose),
}
