"""Takes text out of the files in a zip file, and out of their names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.marking.redacted import Inner, Redacted
from pipeline.marking.words import Words
from pipeline.names import written_name
from pipeline.readers.package import Package
from pipeline.readers.reading import Visit


def redact_zip(content: bytes, visit: Visit, inner: Inner, rename: Callable[[str], str]) -> Redacted:
    """Returns a zip file with every file in it redacted, and without any comment.

    Args:
        content: the zip file.
        visit: the limits to read it by.
        inner: redacts a file within it.
        rename: returns a name without what must go from it.

    Raises:
        UnreadableError: it cannot be read, or a file within it cannot be redacted.
    """
    package = Package(content, visit)
    words = Words()
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        listed = given.infolist()
        count = sum(bool(comment) for comment in (given.comment, *(item.comment for item in listed)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in listed:
            name = item.filename
            clean = "/".join(rename(part) for part in PurePosixPath(name).parts)
            if item.is_dir():
                count += f"{clean}/" != name
                if f"{clean}/" not in archive.namelist():
                    archive.writestr(zipfile.ZipInfo(f"{clean}/"), b"")
                continue
            redacted = inner(name, package[name])
            count += redacted.count + (clean != name)
            words = words.plus(redacted.words)
            archive.writestr(zipfile.ZipInfo(_free(clean, archive)), redacted.content, zipfile.ZIP_DEFLATED)
    return Redacted(stream.getvalue(), count, words) if count else Redacted(content, 0, words)


def _free(name: str, archive: zipfile.ZipFile) -> str:
    """Returns a name that no member bears yet."""
    taken = set(archive.namelist())
    path = PurePosixPath(name)
    stem, suffix = written_name(name)
    number = 2
    while name in taken:
        name = str(path.with_name(f"{stem}-{number}{suffix}"))
        number += 1
    return name
