"""Takes text out of the files in a zip file, and out of their names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.marking.redacted import Inner, Redacted
from pipeline.marking.words import Words
from pipeline.readers.package import Package
from pipeline.readers.reading import Visit


def redact_zip(content: bytes, visit: Visit, inner: Inner, rename: Callable[[str], str]) -> Redacted:
    """Returns a zip file with every file in it redacted, and without its comment.

    Args:
        content: the zip file.
        visit: the limits to read it by.
        inner: redacts a file within it.
        rename: returns a name without what must go from it.

    Raises:
        UnreadableError: it cannot be read, or a file within it cannot be redacted.
    """
    package = Package(content, visit)
    words: Words = Words(frozenset())
    count = 0
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in package:
            redacted = inner(name, package[name])
            clean = "/".join(rename(part) for part in PurePosixPath(name).parts)
            count += redacted.count + (clean != name)
            words = words.plus(redacted.words)
            member = zipfile.ZipInfo(_free(clean, archive))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, redacted.content)
    return Redacted(stream.getvalue(), count, words) if count else Redacted(content, 0, words)


def _free(name: str, archive: zipfile.ZipFile) -> str:
    """Returns a name that no member bears yet."""
    taken = set(archive.namelist())
    path = PurePosixPath(name)
    number = 2
    while name in taken:
        name = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
        number += 1
    return name
