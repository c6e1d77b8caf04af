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

# The line that begins a mail, behind an empty one.
_BEGIN: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_TOO_MANY: Final = "In dit postvak zitten te veel berichten om in een keer te lezen. Splits het."


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of all mails; one that cannot be read costs itself only."""
    segments: list[Segment] = []
    unread: list[Unread] = []
    number = 0
    for number, written in enumerate(filter(bytes.strip, mails_of(content)), start=1):
        place = f"bericht {number}"
        if number > visit.limits.members:
            unread.append(Unread(f"{place} en verder", _TOO_MANY))
            break
        try:
            reading = mail.read(_ESCAPED.sub(rb"\1", written), visit).within(place)
        except UnreadableError as error:
            unread.append(Unread(place, str(error)))
            continue
        segments += reading.segments
        unread += reading.unread
    return Reading(Format.MBOX, tuple(segments), tuple(unread), (f"{number} berichten",))


def mails_of(mailbox: bytes) -> Iterator[bytes]:
    """Yields the mails one after the other, each with the line that begins it; together they are all of the file."""
    start = 0
    for begin in _BEGIN.finditer(mailbox):
        if begin.start() > start:
            yield mailbox[start : begin.start()]
        start = begin.start()
    yield mailbox[start:]
