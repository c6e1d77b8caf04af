"""Files with a marked word in every place: after redaction it is in no text and no byte of them, and they are valid."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.errors import UnreadableError
from pipeline.marking.redaction import Redaction
from pipeline.model import Segment
from pipeline.readers.registry import read_file
from tests.marking.conftest import faults

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
import everything_docx_parts
import everything_mail
import everything_msg
import everything_odt
import everything_pptx
import everything_xlsx

_NUMBERED = re.compile(r"merkteken\d{3}", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)), re.IGNORECASE)


_FILES = {
    "a.docx": (everything_docx_parts.everything().packed(), _NUMBERED),
    "a.odt": (everything_odt.text_file().packed(), _NUMBERED),
    "a.odp": (everything_odt.slides().packed(), _NUMBERED),
    "a.ods": (everything_odt.sheet().packed(), _NUMBERED),
    "a.xlsx": (everything_xlsx.workbook(), _any_of(f"woord{key}" for key in everything_xlsx.PLACES)),
    "a.pptx": (everything_pptx.presentation(), _any_of(f"woord{key}" for key in everything_pptx.PLACES)),
    "a.eml": (everything_mail.everything(), _any_of(everything_mail.PLACES)),
}


def members(content: bytes) -> list[bytes]:
    """Returns what is in a package, and in the packages in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = [archive.read(name) for name in archive.namelist()]
        return [archive.comment, *(part for member in found for part in members(member))]


@pytest.mark.parametrize("name", _FILES)
def test_every_place_loses_its_word(name: str) -> None:
    content, pattern = _FILES[name]
    redaction = Redaction(lambda segment: [match.span() for match in pattern.finditer(segment.text.reveal())])
    copy = redaction.redact(name, content).content
    assert not [item.place for item in read_file("", copy).segments if pattern.search(item.text.reveal())]
    for part in members(copy):
        for encoding in ("utf-8", "utf-16-le", "latin-1"):
            assert not pattern.search(part.decode(encoding, "replace"))
    assert copy == redaction.redact(name, content).content


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
def test_a_copy_has_no_fault_that_the_file_had_not(name: str) -> None:
    content, pattern = _FILES[name]
    find = lambda segment: [match.span() for match in pattern.finditer(segment.text.reveal())]  # noqa: E731
    copy = Redaction(find).redact(name, content).content
    suffix = Path(name).suffix
    assert faults(copy, suffix) <= faults(content, suffix)


def test_a_mail_of_outlook_gets_no_copy_and_a_remedy() -> None:
    def everything(segment: Segment) -> list[tuple[int, int]]:
        return [(0, len(segment.text.reveal()))]

    with pytest.raises(UnreadableError, match=r"\.eml"):
        Redaction(everything).redact("a.msg", everything_msg.everything())
