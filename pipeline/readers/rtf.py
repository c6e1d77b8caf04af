"""Rich Text Format: the text as it flows, and every destination, known or not, as a text or a file of its own."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, TextKind, Unread
from pipeline.readers.gather import has_words
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.readers.rtf_words import BINARY, CHARSETS, ENDS, KINDS, NOUNS, PROPERTIES, SIGNS, SILENT
from pipeline.text import Tekst

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\'?"
)
_NOT_HEX = re.compile(r"[^0-9A-Fa-f]+")
_NO_DIGITS = re.compile(r"\S*[^\s0-9A-Fa-f]\S*")
_LETTERS = re.compile(rb"[\x20-\x7e\xc0-\xff]{4,}")
_WIDE_LETTERS = re.compile(rb"(?:[\x20-\x7e\xc0-\xff]\0){4,}")
_FILE_STARTS: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\3\4", b"%PDF-", b"{\\rtf")
_LEAST: Final = 8
_DAMAGED: Final = "Dit rtf-bestand is beschadigd. Open het in Word en sla het op als .docx."
WHOLE: Final = "document"
"""What is read of an RTF file: all of it."""


@dataclass(slots=True)
class _Stream:
    """A text that flows by itself: the document, a header, a note, a property.

    Attributes:
        name: the destination; "" for the document.
        place: what a person calls it; "" for the document.
        kind: how it is scanned.
        text: what was read since the last break.
        deleted: the same of text that was deleted with changes tracked.
        raw: bytes that were written in it as hexadecimal digits.
        binary: bytes that were written in it as they are.
        paragraphs: how many it had so far, those in tables not counted.
    """

    name: str
    place: str
    kind: TextKind = TextKind.VRIJ
    text: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    binary: list[bytes] = field(default_factory=list)
    paragraphs: int = 0


@dataclass(slots=True)
class _Frame:
    """What holds within a pair of braces."""

    stream: _Stream
    owns: bool = False
    encoding: str = "cp1252"
    skipped: int = 1
    deleted: bool = False
    in_table: bool = False
    is_copy: bool = False


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the paragraphs, notes, comments, properties and all else of an RTF file, with the files within it.

    Raises:
        UnreadableError: not even the first words are RTF.
    """
    if not content.startswith(b"{\\rtf"):
        raise UnreadableError(_DAMAGED)
    document = _Document(visit)
    document.read(content.decode("latin-1"))
    return Reading(Format.RTF, tuple(document.segments), tuple(document.unread), (WHOLE, *document.parts))


class _Document:
    """The reading of one file."""

    def __init__(self, visit: Visit) -> None:
        self.segments: list[Segment] = []
        self.unread: list[Unread] = []
        self.parts: list[str] = []
        self._visit = visit
        self._counts: Counter[str] = Counter()
        self._frame = _Frame(_Stream("", ""))
        self._stack: list[_Frame] = []
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._skip = 0
        self._starred = False  # whether it does so even when it is unknown
        self._opens = False  # whether the next word may name a destination
        self._table = self._row = self._cell = 0
        self._was_table = False
        self._shaped = False  # whether the last picture was written in the newer way too

    def read(self, source: str) -> None:
        """Reads all of the source, also what stands behind its last brace."""
        at, length = 0, len(source)
        while at < length:
            found = _TOKEN.match(source, at)
            if found is None:  # never: some branch takes any character
                break
            at = found.end()
            word, number, code, sign, brace, text = found.groups()
            if text is not None:
                self._plain(text)
            elif code is not None:
                self._byte(int(code, 16))
            elif word == "bin":
                size = min(max(int(number or 0), 0), length - at)
                self._frame.stream.binary.append(source[at : at + size].encode("latin-1"))
                at += size
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif brace == "{":
                self._open()
            elif brace == "}":
                self._close()
            elif sign is not None:
                self._sign(sign)
        while self._stack:
            self._close()
        self._finish(self._frame.stream)

    def _open(self) -> None:
        self._settle()
        self._skip = 0
        self._stack.append(self._frame)
        self._frame = replace(self._frame, owns=False)
        self._opens = True
        self._starred = False

    def _close(self) -> None:
        self._settle()
        self._skip = 0
        self._opens = False
        if self._frame.owns:
            self._finish(self._frame.stream)
        if self._stack:
            self._frame = self._stack.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = self._opens
            return
        self._opens = False
        if self._skip:
            self._skip -= 1
        elif sign in ENDS:
            self._end("par")
        else:
            self._put(SIGNS.get(sign, ""))

    def _plain(self, text: str) -> None:
        self._opens = False
        if self._skip:
            taken = min(self._skip, len(text))
            self._skip -= taken
            text = text[taken:]
        if not text:
            return
        if self._frame.stream.name in BINARY:
            self._frame.stream.raw.append(text)
        elif text.isascii():
            self._put(text)
        else:
            self._bytes += text.encode("latin-1")

    def _byte(self, value: int) -> None:
        self._opens = False
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _word(self, word: str, number: int | None) -> None:
        opens, self._opens = self._opens, False
        if word in {"shppict", "nonshppict"}:
            self._picture_twice(word)
            opens = False
        if word == "u" and number is not None:
            self._put(chr(number % 0x10000))
            self._skip = self._frame.skipped
        elif self._skip:
            self._skip -= 1
        elif word in ENDS:
            self._end(word)
        elif word in SIGNS:
            self._put(SIGNS[word])
        elif opens and self._is_destination(word):
            self._begin(word)
        else:
            self._property(word, number)

    def _is_destination(self, word: str) -> bool:
        is_named = self._starred and self._frame.stream.name != "stylesheet"
        return is_named or word in NOUNS or word in SILENT or word in BINARY or word in PROPERTIES

    def _picture_twice(self, word: str) -> None:
        """Notes that a picture stands here in two forms, of which the second says nothing new."""
        self._frame.is_copy = word == "nonshppict" and self._shaped
        self._shaped = word == "shppict"

    def _begin(self, name: str) -> None:
        self._settle()
        if name in PROPERTIES:
            place = f"documenteigenschappen, {PROPERTIES[name]}"
        elif name in NOUNS:
            place = f"{NOUNS[name]} {self._number(NOUNS[name])}"
        elif name in SILENT or name in BINARY:
            place = name
        else:
            place = f"onbekend onderdeel {self._number('onbekend onderdeel')}"
        self._frame.stream = _Stream(name, place, KINDS.get(name, TextKind.VRIJ))
        self._frame.owns = True
        self._frame.deleted = self._frame.in_table = False

    def _property(self, word: str, number: int | None) -> None:
        frame = self._frame
        if word == "uc":
            frame.skipped = max(number or 0, 0)
        elif word == "f":
            self._settle()
            self._font = number or 0
            frame.encoding = self._fonts.get(self._font, self._encoding)
        elif word == "plain":
            frame.deleted = False
        elif word == "deleted":
            self._settle()
            frame.deleted = number != 0
        elif word == "intbl":
            frame.in_table = True
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]
        elif word in {"ansicpg", "cpg", "mac", "pc", "pca"}:
            self._page(word, number)

    def _page(self, word: str, number: int | None) -> None:
        name = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{number}")
        try:
            codecs.lookup(name)
        except LookupError:
            return
        if word == "cpg":
            self._fonts[self._font] = name
        else:
            self._encoding = self._frame.encoding = name

    def _put(self, text: str) -> None:
        if self._bytes:
            self._settle()
        (self._frame.stream.deleted if self._frame.deleted else self._frame.stream.text).append(text)

    def _settle(self) -> None:
        """Makes letters of the bytes so far, which only together make the letters of some alphabets."""
        if self._bytes:
            text = self._bytes.decode(self._frame.encoding, "replace")
            self._bytes.clear()
            self._put(text)

    def _end(self, word: str) -> None:
        """Ends a paragraph, a cell or a row."""
        self._settle()
        frame = self._frame
        if word == "pard":
            frame.in_table = False
            return
        stream = frame.stream
        if stream.name:
            if stream.name not in {"fldinst", "stylesheet"}:
                self._paragraph(stream)
            return
        in_table = frame.in_table or "cell" in word
        if in_table and not self._was_table:
            self._table, self._row, self._cell = self._table + 1, 1, 1
        if "row" not in word:
            self._was_table = in_table
        place = f"tabel {self._table}, rij {self._row}, cel {self._cell}" if in_table else ""
        self._paragraph(stream, place)
        if "cell" in word:
            self._cell += 1
        elif "row" in word:
            self._row, self._cell = self._row + 1, 1

    def _paragraph(self, stream: _Stream, cell: str = "") -> None:
        stream.paragraphs += not cell
        number = f"alinea {stream.paragraphs}"
        more = number if not stream.place or stream.paragraphs > 1 else ""
        place = cell or ", ".join(filter(None, (stream.place, more)))
        for text, noun in ((stream.text, ""), (stream.deleted, "verwijderde tekst")):
            whole = "".join(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            text.clear()
            if stream.name not in SILENT and has_words(whole):
                self._note(f"{place}, {noun}" if noun else place, whole, stream.kind)

    def _note(self, place: str, text: str, kind: TextKind = TextKind.VRIJ) -> None:
        number = self._number(place)
        self.segments.append(Segment(f"{place}, tekst {number}" if number > 1 else place, Tekst(text), kind))

    def _number(self, noun: str) -> int:
        self._counts[noun] += 1
        return self._counts[noun]

    def _finish(self, stream: _Stream) -> None:
        if stream.raw or stream.binary:
            self._file(stream)
        self._paragraph(stream)

    def _file(self, stream: _Stream) -> None:
        raw = "".join(stream.raw)
        if strange := " ".join(_NO_DIGITS.findall(raw)):  # no program shows it, and it is no part of a file
            self._note("tekst tussen de cijfers van een bestand", strange)
        digits = _NOT_HEX.sub("", raw)
        content = b"".join(stream.binary) + bytes.fromhex(digits[: len(digits) & ~1])
        if stream.name in {"datastore", "datafield"} or len(content) < _LEAST:
            wide = (item.decode("utf-16-le") for item in _WIDE_LETTERS.findall(content))
            text = "\n".join((*(item.decode("latin-1") for item in _LETTERS.findall(content)), *wide))
            if has_words(text):
                self._note("eigen xml-gegevens" if stream.name == "datastore" else "gegevens van een veld", text)
            return
        if stream.name == "pict" and self._frame.is_copy:
            return
        noun = "afbeelding" if stream.name == "pict" else "ingesloten bestand"
        if stream.name == "objdata":
            content = content[min((at for sign in _FILE_STARTS if (at := content.find(sign)) >= 0), default=0) :]
        reading = self._visit.inner(f"{noun} {self._number(noun)}", "", content)
        self.segments += reading.segments
        self.unread += reading.unread
        self.parts += reading.read
