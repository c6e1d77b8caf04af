"""Runs LibreOffice: Word files become PDF/A-2b with PDF/UA metadata, files of old programs become newer ones."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.errors import MissingProgramError

STARTING: Final = 60.0
"""Seconds that LibreOffice gets to start on a slow machine with a fresh profile."""
PER_DOCUMENT: Final = 10.0
"""Seconds more for each document; it takes a fifth of a second."""

SOURCES: Final = "bron"
RESULTS: Final = "pdf"
TEMPORARY: Final = "tijdelijk"

_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_FILTER: Final = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
    }
)
MODERN: Final = {
    "doc": ("docx", "MS Word 2007 XML"),
    "xls": ("xlsx", "Calc MS Excel 2007 XML"),
    "ppt": ("pptx", "Impress MS PowerPoint 2007 XML"),
}
"""What becomes of the files of old office programs: the ending, and what LibreOffice calls it."""

_NO_NETWORK: Final = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
_SETTINGS_NAME: Final = "registrymodifications.xcu"
_SETTINGS: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for name, value in (
            ("BlockUntrustedRefererLinks", "true"),
            ("DisableMacrosExecution", "true"),
            ("MacroSecurityLevel", "3"),
        )
    )
    + "</oor:items>"
).encode()
_REMEDY: Final = (
    "LibreOffice is niet gevonden, en zonder LibreOffice komt er geen pdf. Installeer het van libreoffice.org (Debian: "
    "apt-get install libreoffice-writer), of bouw zonder --pdf. Er is niets geschreven."
)


def find_office() -> str:
    """Returns the path of LibreOffice.

    Raises:
        MissingProgramError: it is not on this machine.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None) or next(filter(os.path.isfile, _PLACES), None)
    if found is None:
        raise MissingProgramError(_REMEDY)
    return found


def convert(
    folder: Path, names: Sequence[str], *, starting: float = STARTING, per_document: float = PER_DOCUMENT
) -> dict[str, bytes]:
    """Returns the PDF of each Word file that LibreOffice could convert, by its name without the ending.

    One LibreOffice converts them all, with a profile of its own in the folder. When it hangs or dies, it is ended and
    started once more for what is left, with the document that it stopped at in the last place.

    Args:
        folder: a private folder with the subfolders `SOURCES` (the Word files) and `TEMPORARY`.
        names: the Word files, without folder.
        starting: seconds until it must have started.
        per_document: seconds more for each document.

    Raises:
        MissingProgramError: LibreOffice is not on this machine.
    """
    office = find_office()
    made: dict[str, bytes] = {}
    left = list(names)
    for attempt in ("eerste", "tweede"):
        if left:
            _run(office, folder, attempt, left, starting + per_document * len(left))
            made |= {Path(name).stem: content for name in left if (content := _result(folder, name))}
            left = [name for name in left if Path(name).stem not in made]
            left = left[1:] + left[:1]
    return made


def modern_sources(kind: str, content: bytes) -> dict[str, bytes]:
    """Returns the files that `modernise` wants in its folder: the old file, and a profile that opens no links.

    Args:
        kind: the ending of the old file without the point; a key of `MODERN`.
        content: its bytes.
    """
    return {f"{TEMPORARY}/leeg": b"", f"user/{_SETTINGS_NAME}": _SETTINGS, f"{SOURCES}/oud.{kind}": content}


def modernise(folder: Path, kind: str, *, limit: float = STARTING) -> bytes:
    """Returns the newer file that LibreOffice makes of a file of an old office program, or nothing when it cannot.

    Args:
        folder: a private folder with what `modern_sources` says.
        kind: the ending of the old file without the point; a key of `MODERN`.
        limit: seconds that it gets.

    Raises:
        MissingProgramError: LibreOffice is not on this machine.
    """
    ending, rule = MODERN[kind]
    source, results = folder / SOURCES / f"oud.{kind}", folder / RESULTS
    work = ("--convert-to", f"{ending}:{rule}", "--outdir", str(results), str(source))
    _start(find_office(), folder, folder, work, limit)
    made = results / f"oud.{ending}"
    return made.read_bytes() if made.is_file() else b""


def _run(office: str, folder: Path, profile: str, names: Sequence[str], limit: float) -> None:
    sources = [str(folder / SOURCES / name) for name in names]
    _start(
        office, folder, folder / profile, ("--convert-to", _FILTER, "--outdir", str(folder / RESULTS), *sources), limit
    )


def _start(office: str, folder: Path, profile: Path, work: Sequence[str], limit: float) -> None:
    """Runs LibreOffice until it is done or its time is up, with a profile of its own and no way to the network."""
    options = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", *options, *work]
    temporary = str(folder / TEMPORARY)
    environment = {**os.environ, "TZ": "UTC", "TMPDIR": temporary, "TMP": temporary, "TEMP": temporary} | _NO_NETWORK
    # A session of its own, so that ending it also ends what it started.
    process = subprocess.Popen(  # noqa: S603
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        _end(process)
    except BaseException:  # whoever interrupts the run must not leave an office behind
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice with everything that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _result(folder: Path, name: str) -> bytes:
    """Returns the PDF of a Word file, or nothing when it is not there or was cut off."""
    path = folder / RESULTS / Path(name).with_suffix(".pdf").name
    content = path.read_bytes() if path.is_file() else b""
    return content if content.rstrip().endswith(b"%%EOF") else b""
