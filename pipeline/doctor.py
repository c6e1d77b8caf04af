"""Examines the installation: versions, own data, and what this machine lacks, without personal data."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from importlib import metadata

from pipeline.errors import PoortwachterError
from pipeline.reports.wording import Line, Tone
from pipeline.resources import data_root, digest

_PACKAGES = ("poortwachter", "docxtpl", "python-docx", "spacy", "jsonschema", "jsonschema-rs", "ahocorasick-rs", "lxml")


def examine() -> tuple[list[Line], bool]:
    """Returns what to show, and whether the program can do its work here."""
    lines = [Line(f"Python {platform.python_version()} op {platform.system()}")]
    lines += [Line(f"  {name} {_version(name)}") for name in _PACKAGES]
    lines.append(
        _optional(
            "onnxruntime", "de encoder vindt meer en meldt minder ten onrechte: pip install poortwachter[encoder]"
        )
    )
    lines.append(_optional("isal", "sneller inpakken van documenten: pip install poortwachter[fast]"))
    lines.append(_program("soffice", "nodig voor build --pdf: installeer LibreOffice"))
    lines.append(_tesseract())
    checks = [
        _check(title, work) for title, work in (("schema's", _schemas), ("regels", _rules), ("sjablonen", _templates))
    ]
    return lines + [line for line, _ in checks], all(good for _, good in checks)


def _check(title: str, work: Callable[[], str]) -> tuple[Line, bool]:
    try:
        return Line(f"{title}: {work()}", Tone.GOOD), True
    except PoortwachterError as error:
        return Line(f"{title}: {error}", Tone.BAD), False


def _schemas() -> str:
    count = len(list((data_root("schemas") / "v1").glob("*.schema.json")))
    return f"{count} schema's, {digest('schemas', ('.json',))[:12]}"


def _rules() -> str:
    from pipeline.privacy.scan import default_detector

    rules = default_detector().rules
    return f"{len(rules.rules)} regels, {rules.digest[:12]}"


def _templates() -> str:
    count = len(list((data_root("templates") / "_basis").glob("*.docx")))
    return f"{count} sjablonen, {digest('templates', ('.docx', '.toml'))[:12]}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(niet geïnstalleerd)"


def _optional(name: str, remedy: str) -> Line:
    version = _version(name)
    found = not version.startswith("(")
    return Line(f"  {name} {version}" if found else f"  {name} ontbreekt: {remedy}", Tone.PLAIN if found else Tone.NOTE)


def _tesseract() -> Line:
    from pipeline.readers.ocr import REMEDY, has_tesseract

    if has_tesseract():
        return Line("  tesseract met Nederlands gevonden")
    return Line(f"  tesseract met Nederlands ontbreekt: nodig om scans te lezen; {REMEDY}", Tone.NOTE)


def _program(name: str, remedy: str) -> Line:
    found = shutil.which(name) is not None
    return Line(f"  {name} gevonden" if found else f"  {name} ontbreekt: {remedy}", Tone.PLAIN if found else Tone.NOTE)
