"""What stands in the bytes of a PDF besides its last version: earlier versions, lost objects, and what is around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipeline.readers.pdf_streams import Content, sniffed, string_text

_END: Final = b"%%EOF"
_START = re.compile(rb"startxref\s+(\d+)\s")
_PREVIOUS = re.compile(rb"/Prev\s+(\d+)\b")
_OBJECT = re.compile(rb" obj\b")
_NUMBER = re.compile(rb"(?:\A|[\r\n])(\d{1,10}) (\d{1,5})\Z")
# Tables of objects are known to the library by what they do, and a number or a yes or no has no place of its own.
_HOLDS_NONE = re.compile(rb"obj\s+(?:[\d.+-]+|true|false|null)\s*endobj|/Type\s*/(?:XRef|ObjStm)\b|/Linearized")
_DICTIONARY: Final = 5_000
_NEAR: Final = 400
_MOST: Final = 1_000


def revisions(content: bytes) -> list[int] | None:
    """Returns where each earlier version ends, the last one first; None when there are, but nobody can say where.

    A file that was prepared for the web has two ends and one version.
    """
    start = max(content.find(b"%PDF-"), 0)
    body = content[start:]
    ends = [match.end() for match in re.finditer(re.escape(_END), body)]
    if len(ends) < 2:
        return []
    starts = list(_START.finditer(body))
    at = int(starts[-1][1]) if starts else -1
    found: list[int] = []
    explained = 1
    while 0 <= at < len(body) and len(found) <= _MOST:
        previous = _PREVIOUS.search(_trailer(body, at))
        if previous is None:
            break
        before = int(previous[1])
        explained += 1
        if before < at:
            end = next((end for end in ends if end > before), 0)
            if not end or (found and end + start >= found[-1]):
                return None
            found.append(end + start)
        elif at > _DICTIONARY * 4 or b"/Linearized" not in body[:_DICTIONARY]:
            return None  # it goes forward, and is not the file for the web that does so
        else:
            break
        at = before
    return found if explained >= len(ends) else None


def _trailer(body: bytes, at: int) -> bytes:
    """Returns the dictionary of a table of objects, which is a part of its own or follows the table."""
    if body[at : at + 4] == b"xref":
        begin = body.find(b"trailer", at)
        return body[begin : begin + _DICTIONARY].partition(b"startxref")[0] if begin >= 0 else b""
    return body[at : at + _DICTIONARY].partition(b"stream")[0]


def outside(content: bytes) -> Iterator[tuple[str, str | None]]:
    """Yields the place and text of what stands before and behind a PDF in its own file; None when it is no text."""
    start, end = content.find(b"%PDF-"), content.rfind(_END)
    around = [("voor het begin van het bestand", content[: max(start, 0)])]
    if end >= 0:
        around.append(("na het einde van het bestand", content[end + len(_END) :]))
    for place, piece in around:
        rest = piece.strip(b" \t\r\n\0\x1a")
        if rest:
            yield place, string_text(rest) if sniffed(rest) is not Content.UNKNOWN else None


def leftovers(content: bytes, numbers: set[tuple[int, int]], versions: int) -> bool:
    """Says whether objects stand in the bytes that no version knows of.

    Args:
        content: the file.
        numbers: the objects that its last version knows.
        versions: how many earlier versions it has.
    """
    # First at a glance, as nearly all files have none: what stands before each word that begins an object.
    before = Counter(tuple(piece.rsplit(None, 2)[-2:]) for piece in content.split(b" obj")[:-1])
    known = {(b"%d" % number, b"%d" % generation) for number, generation in numbers}
    doubtful = {item for item, count in before.items() if count > versions + 1 or (item not in known and not versions)}
    for match in _OBJECT.finditer(content) if doubtful else ():
        number = _NUMBER.search(content[max(match.start() - 18, 0) : match.start()])
        if number is None or number.groups() not in doubtful:
            continue
        if not _HOLDS_NONE.search(content, match.end() - 3, match.end() + _NEAR):
            return True
    return False
