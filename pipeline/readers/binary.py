"""What can be text in bytes of which nobody says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUNS = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WIDE_RUNS = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){4,}")


def text_runs(value: bytes) -> Iterator[str]:
    """Yields the stretches of at least four letters, one or two bytes each."""
    wide = value.startswith((b"UNICODE\0", b"\xff\xfe", b"\xfe\xff")) or _WIDE_RUNS.search(value) is not None
    if wide:
        for match in _WIDE_RUNS.finditer(value):
            yield match[0].decode("utf-16-le", "replace")
        big = value.removeprefix(b"UNICODE\0")
        if len(big) % 2 == 0:
            yield big.decode("utf-16-be", "replace") if big[:1] == b"\0" else ""
    for match in _RUNS.finditer(value):
        try:
            yield match[0].decode("utf-8")
        except UnicodeDecodeError:
            yield match[0].decode("cp1252", "replace")
