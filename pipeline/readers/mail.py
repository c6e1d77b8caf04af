"""Mails (EML): headers, the body once, what was quoted, and the files that came with it, however badly it was made."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import Any, Final

from pipeline.errors import UnreadableError
from pipeline.model import Segment, TextKind, Unread
from pipeline.readers.gather import has_words
from pipeline.readers.mail_text import BODY, STYLED, Said, body_segments, body_texts, header_text, styled
from pipeline.readers.reading import Reading, Visit
from pipeline.readers.recognise import Format
from pipeline.text import Tekst

_WINMAIL: Final = (
    "Deze bijlage van Outlook (winmail.dat) is beschadigd. Open het bericht in Outlook, sla de bijlagen op en "
    "zoek opnieuw."
)
LOCKED: Final = "Dit bericht is versleuteld. Open het in het mailprogramma en sla het zonder versleuteling op."
_SEALED: Final = "Dit bericht is ondertekend en ingepakt (S/MIME). Open het in het mailprogramma en sla het opnieuw op."
_ELSEWHERE: Final = "Dit deel van het bericht staat ergens anders. Vraag de afzender om het hele bericht."
_BROKEN: Final = "Dit bericht is beschadigd of afgebroken; gelezen is wat er nog was. Sla het opnieuw op."
_DAMAGED: Final = "Dit bericht is beschadigd. Sla het opnieuw op uit het mailprogramma."
_DEEP: Final = "Dit bericht heeft te veel delen in delen om te lezen. Vraag de afzender om een gewoon bericht."

_DEPTH: Final = 30
_NAMED: Final = {
    "subject": ("onderwerp", TextKind.VRIJ),
    "from": ("van", TextKind.NAAM),
    "to": ("aan", TextKind.NAAM),
    "cc": ("cc", TextKind.NAAM),
    "bcc": ("bcc", TextKind.NAAM),
    "sender": ("afzender", TextKind.NAAM),
    "reply-to": ("antwoordadres", TextKind.NAAM),
}
# What programs write for programs: numbers, checks and the way that a mail came by.
_FOR_PROGRAMS: Final = frozenset({
    "received", "dkim-signature", "arc-seal", "arc-message-signature", "arc-authentication-results", "message-id",
    "authentication-results", "in-reply-to", "references", "date", "mime-version", "content-transfer-encoding",
    "return-path", "delivered-to", "content-type", "thread-index", "x-google-dkim-signature", "x-gm-message-state",
})  # fmt: skip
_STRUCTURE: Final = frozenset({"boundary", "charset", "format", "delsp", "type", "start", "size", "protocol", "micalg"})
_STANDARD = re.compile(r"(?:this is a multi-?part message in mime format)?", re.IGNORECASE)
UUENCODED = re.compile(r"^begin [0-7]{3,4} ([^\r\n]*)\r?\n(.*?)^(?:end[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
"""A file that stands in the text of a mail, as was done before there were attachments: its name, and its lines."""

_PGP: Final = "-----BEGIN PGP MESSAGE-----"
_TNEF: Final = b"\x78\x9f\x3e\x22"
_SIGNATURES: Final = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_SEALS: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
CARDS: Final = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/x-vcalendar"})
"""The kinds of text that are an appointment or an address: a program shows what they say, not how it is written."""

_DAMAGE: Final = frozenset({
    "CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect", "InvalidBase64PaddingDefect",
    "InvalidBase64CharactersDefect", "InvalidBase64LengthDefect", "NoBoundaryInMultipartDefect",
})  # fmt: skip


def read(content: bytes, visit: Visit) -> Reading:
    """Returns the texts of a mail and of all that came with it.

    Raises:
        UnreadableError: so damaged that nothing could be made of it.
    """
    try:
        mail = _Mail(visit)
        mail.whole(message_from_bytes(content.removeprefix(b"\xef\xbb\xbf"), policy=policy.compat32))
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001  what the library raises can hold a piece of the mail
        raise UnreadableError(_DAMAGED) from None
    return Reading(Format.EML, tuple(mail.segments), tuple(mail.unread), ("kopregels", BODY))


def header_segments(block: str) -> list[Segment]:
    """Returns the texts of the headers of a mail that was kept as something else."""
    mail = _Mail(None)
    message = message_from_bytes(block.encode("utf-8", "replace").lstrip(), policy=policy.compat32)
    for name, value in message.raw_items():
        mail.header(name, str(value))
    return mail.segments


class _Mail:
    """One mail: what was read of it so far."""

    def __init__(self, visit: Any) -> None:
        self.segments: list[Segment] = []
        self.unread: list[Unread] = []
        self._visit = visit
        self._plain: list[str] = []
        self._styled: list[str] = []
        self._numbers = dict.fromkeys((BODY, "bijlage", "kopregel", "deel"), 0)

    def whole(self, message: Any) -> None:
        """Reads all of a mail."""
        if message.get_unixfrom():
            self._add("kopregel 0", str(message.get_unixfrom()), TextKind.CODE)
        for name, value in message.raw_items():
            self.header(name, str(value))
        self._part(message, 0)
        said = Said(self._plain)
        for number, text in enumerate(self._styled, start=1):
            place = STYLED if number == 1 else f"{STYLED} {number}"
            self._take(styled(text, said, self._visit, place))

    def header(self, name: str, value: str) -> None:
        """Reads one header."""
        text = header_text(value)
        place, kind = _NAMED.get(name.lower(), ("", TextKind.VRIJ))
        if not place:
            place = self._next("kopregel")
            kind = TextKind.CODE if name.lower() in _FOR_PROGRAMS else kind
            text = f"{name}: {text}"
        self._add(place, text, kind)

    def _part(self, part: Any, depth: int) -> None:
        if depth > _DEPTH:
            self.unread.append(Unread(BODY, _DEEP))
            return
        kind, payload = part.get_content_type(), part.get_payload()
        if depth:
            self._part_headers(part)
        if kind == "multipart/encrypted":
            self.unread.append(Unread(BODY, LOCKED))
        elif kind in {"message/external-body", "message/partial"}:
            self.unread.append(Unread(BODY, _ELSEWHERE))
        elif kind == "message/delivery-status" and isinstance(payload, list):
            for block in payload:
                for name, value in block.raw_items():
                    self.header(name, str(value))
        elif part.get_content_maintype() == "message" and isinstance(payload, list):
            self._message(part, payload)
        elif isinstance(payload, list):
            for aside in (part.preamble, part.epilogue):
                if aside and not _STANDARD.fullmatch(aside.strip(" \r\n.")):
                    self._add("tekst rond de delen van het bericht", _shown(aside))
            for inner in payload:
                self._part(inner, depth + 1)
        else:
            self._leaf(part, kind)
        self._defects(part)

    def _part_headers(self, part: Any) -> None:
        for name, value in part.raw_items():
            if name.lower() not in _FOR_PROGRAMS and name.lower() not in {"content-type", "content-disposition"}:
                self.header(name, str(value))
        for header in ("content-type", "content-disposition"):
            for name, value in (part.get_params([], header=header) or [])[1:]:
                if name.lower() not in _STRUCTURE and name.lower() not in {"name", "filename"}:
                    self._add(self._next("kopregel"), header_text(_parameter(value)))

    def _message(self, part: Any, payload: list[Any]) -> None:
        """Reads a mail within this one; as a file of its own, so that the limits on depth count it."""
        for inner in payload:
            place = self._next("bijlage")
            coding = str(part.get("content-transfer-encoding", "")).lower()
            try:
                content = inner.as_bytes()
                if coding in {"base64", "quoted-printable"}:  # against the rules, and it happens
                    packed = Message()
                    packed["content-transfer-encoding"] = coding
                    packed.set_payload(inner.get_payload())
                    content = bytes(packed.get_payload(decode=True))
            except Exception:  # noqa: BLE001  the library cannot write what it did read
                self.unread.append(Unread(place, _DAMAGED))
                continue
            name = next(_names(part), "bericht")
            self._take(self._visit.inner(place, name if name.lower().endswith(".eml") else f"{name}.eml", content))

    def _packed(self, place: str, content: bytes) -> None:
        from pipeline.readers import tnef  # it reads with the reader of Outlook's mails, which reads with this one

        try:
            self._take(tnef.read(content, self._visit).within(place))
        except UnreadableError:
            self.unread.append(Unread(place, _WINMAIL))

    def _leaf(self, part: Any, kind: str) -> None:
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        names = list(_names(part))
        name = names[0] if names else ""
        is_file = part.get_content_disposition() == "attachment" or (bool(name) and kind != "text/html")
        if kind in _SIGNATURES:
            return
        if kind in _SEALS and content:
            self.unread.append(Unread(BODY, _SEALED if "signed" in str(part.get("content-type", "")) else LOCKED))
        elif kind == "application/ms-tnef" or content.startswith(_TNEF):
            self._packed(self._next("bijlage"), content)
        elif kind in CARDS:
            place = self._next("bijlage")
            for text in body_texts(content, part.get_content_charset()):
                self._add(place, re.sub(r"\r?\n[ \t]", "", text).replace("\\n", "\n").replace("\\,", ","))
        elif is_file or not kind.startswith(("text/", "multipart/")):
            if content or names:
                self._file(name, _recoded(part, kind, content))
        elif kind == "text/html":
            self._styled += body_texts(content, part.get_content_charset())
        else:
            for text in body_texts(content, part.get_content_charset()):
                self._body(text)
        for other in names[1:]:
            self._add("naam van een bijlage", other)

    def _body(self, text: str) -> None:
        for found in UUENCODED.finditer(text):
            self._file(header_text(found[1]), uudecoded(found[2]))
        rest = UUENCODED.sub("", text)
        if _PGP in rest:
            self.unread.append(Unread(BODY, LOCKED))
        self._plain.append(rest)
        self._numbers[BODY] += 1
        place = BODY if self._numbers[BODY] == 1 else f"{BODY}, deel {self._numbers[BODY]}"
        self.segments += body_segments(rest, place)

    def _file(self, name: str, content: bytes) -> None:
        self._take(self._visit.inner(self._next("bijlage"), name, content))

    def _defects(self, part: Any) -> None:
        for defect in part.defects:
            line = getattr(defect, "line", None)
            if line:
                self._add(self._next("kopregel"), _shown(str(line)))
        if any(type(defect).__name__ in _DAMAGE for defect in part.defects):
            self.unread.append(Unread(BODY, _BROKEN))

    def _take(self, reading: Reading) -> None:
        self.segments += reading.segments
        self.unread += reading.unread

    def _add(self, place: str, text: str, kind: TextKind = TextKind.VRIJ) -> None:
        if has_words(text):
            self.segments.append(Segment(place, Tekst(text), kind))

    def _next(self, noun: str) -> str:
        self._numbers[noun] += 1
        return f"{noun} {self._numbers[noun]}"


def _names(part: Any) -> Iterator[str]:
    """Yields the names that a part gives its file, each once."""
    seen: set[str] = set()
    for parameter, header in (("filename", "content-disposition"), ("name", "content-type")):
        value = part.get_param(parameter, header=header)
        text = header_text(_parameter(value)).strip() if value is not None else ""
        if text and text not in seen:
            seen.add(text)
            yield text


def _parameter(value: Any) -> str:
    """Returns a parameter of a header; when it names its charset it comes in three pieces."""
    if isinstance(value, tuple):
        charset, _, text = value
        return body_texts(str(text).encode("latin-1", "replace"), charset or "utf-8")[0]
    return str(value)


def _recoded(part: Any, kind: str, content: bytes) -> bytes:
    """Returns a file of text in UTF-8, when the mail says which other charset it is in."""
    charset = part.get_content_charset()
    if not kind.startswith("text/") or kind == "text/html" or not charset or content.isascii():
        return content
    return b"\xef\xbb\xbf" + body_texts(content, charset)[0].encode("utf-8", "replace")


def uudecoded(lines: str) -> bytes:
    """Returns the file that stands in uuencoded lines."""
    made = bytearray()
    for line in lines.splitlines():
        try:
            made += binascii.a2b_uu(line.encode("latin-1", "replace"))
        except binascii.Error:
            continue  # the file that it was says that it is damaged
    return bytes(made)


def _shown(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
