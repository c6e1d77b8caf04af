"""Runs Tesseract, which reads the text in a picture; each picture is read once in a run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from typing import Final

from pipeline.errors import MissingProgramError, UnreadableError
from pipeline.readers.reading import Ocr

LANGUAGE: Final = "nld"
SECONDS: Final = 60.0
"""How long one picture may take; a page of a scan takes one second."""

REMEDY: Final = (
    "installeer Tesseract met Nederlands (Debian: apt-get install tesseract-ocr tesseract-ocr-nld; anders "
    "tesseract-ocr.github.io)"
)
_NOT_FOUND: Final = f"Tesseract met Nederlands is niet gevonden, en zonder leest niemand de scans: {REMEDY}."
_FAILED: Final = "De tekst in deze afbeelding is niet te lezen. Bekijk haar zelf."
_SLOW: Final = "De tekst in deze afbeelding lezen duurt te lang. Bekijk haar zelf."
_KEPT: Final = 2_000
# A page in columns of its own size first; when that finds nothing, what it may be: a page without any such order.
_MODES: Final = ("4", "3")


def has_tesseract() -> bool:
    """Says whether Tesseract is on this machine, with Dutch."""
    try:
        found = _run(["--list-langs"], b"", SECONDS)
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in found.decode("utf-8", "replace").split()


def tesseract(seconds: float = SECONDS) -> Ocr:
    """Returns what reads the text in a picture: PNG, JPEG, TIFF, BMP or WebP, and of a TIFF every page.

    It raises UnreadableError for a picture that takes more than `seconds` or that Tesseract does not take.

    Raises:
        MissingProgramError: Tesseract or its Dutch is not on this machine.
    """
    if not has_tesseract():
        raise MissingProgramError(_NOT_FOUND)
    known: dict[bytes, str] = {}

    def read(picture: bytes) -> str:
        key = hashlib.sha256(picture).digest()
        if key not in known:
            if len(known) >= _KEPT:
                del known[next(iter(known))]
            known[key] = _read(picture, seconds)
        return known[key]

    return read


def _read(picture: bytes, seconds: float) -> str:
    for mode in _MODES:
        try:
            found = _run(["stdin", "stdout", "-l", LANGUAGE, "--psm", mode], picture, seconds)
        except subprocess.TimeoutExpired:
            raise UnreadableError(_SLOW) from None
        except (OSError, subprocess.SubprocessError):
            raise UnreadableError(_FAILED) from None
        text = found.decode("utf-8", "replace").replace("\f", "\n").strip()
        if text:
            return text
    return ""


def _run(arguments: list[str], given: bytes, seconds: float) -> bytes:
    program = shutil.which("tesseract")
    if program is None:
        raise FileNotFoundError
    done = subprocess.run(  # noqa: S603
        [program, *arguments],
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it can quote what it reads
        timeout=seconds,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout
