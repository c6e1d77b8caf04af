"""Mailboxes (MBOX): the mails one after the other, each read as a mail and known by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, Unread
from pipeline.readers import mail
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format

BEGIN: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n")
"""The line that begins a mail, behind an empty one."""
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_TOO_MANY: Final = "In dit postvak zitten te veel berichten om in een keer te lezen. Splits het."


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of all mails; one that cannot be read costs itself only."""
    segments: list[Segment] = []
    unread: list[Unread] = []
    number = 0
    for number, message in enumerate(_messages(content), start=1):
        place = f"bericht {number}"
        if number > visit.limits.members:
            unread.append(Unread(f"{place} en verder", _TOO_MANY))
            break
        try:
            reading = mail.read(message, visit).within(place)
        except UnreadableError as error:
            unread.append(Unread(place, str(error)))
            continue
        segments += reading.segments
        unread += reading.unread
    return Reading(Format.MBOX, tuple(segments), tuple(unread), (f"{number} berichten",))


def _messages(content: bytes) -> Iterator[bytes]:
    """Yields the mails, the line that begins each in front as the reader of mails takes it."""
    start = 0
    for begin in BEGIN.finditer(content):
        if content[start : begin.start()].strip():
            yield _ESCAPED.sub(rb"\1", content[start : begin.start()])
        start = begin.start()
    if content[start:].strip():
        yield _ESCAPED.sub(rb"\1", content[start:])
