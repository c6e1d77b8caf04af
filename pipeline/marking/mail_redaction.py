"""Takes words out of a mail: its headers, its bodies and the files with it; what has none of them stays as it is."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from email import message_from_bytes
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.utils import formataddr, getaddresses
from typing import Final

from pipeline.marking.markup_redaction import redact_markup
from pipeline.marking.redacted import Inner, Redacted
from pipeline.marking.replacing import REMOVED
from pipeline.marking.text_redaction import redact_text
from pipeline.marking.words import Words, without
from pipeline.names import written_name
from pipeline.readers.mail import CARDS, UUENCODED, uudecoded
from pipeline.readers.mail_text import header_text
from pipeline.readers.mbox import mails_of

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_ROW: Final = 45  # bytes in a line of uuencode
_PEOPLE: Final = frozenset({"from", "to", "cc", "bcc", "sender", "reply-to"})
_NAMES: Final = (("filename", "content-disposition"), ("name", "content-type"))


def redact_mail(content: bytes, texts: Iterable[str], replacement: str, inner: Inner) -> Redacted:
    """Returns a mail without stretches of text, and with the files in it redacted.

    Args:
        content: the bytes of the mail.
        texts: what must go, as a reader of the mail read it.
        replacement: what comes instead.
        inner: redacts a file that came with it.

    Raises:
        UnreadableError: a file that came with it cannot be redacted.
    """
    message = message_from_bytes(content)
    words = Words(frozenset(texts))
    count = 0
    for part in list(message.walk()):
        count += _headers(part, words, replacement)
        if not part.is_multipart():
            redacted = _redacted(part, words, replacement, inner)
            count += redacted.count
            words = words.plus(redacted.words)
        else:
            count += _around(part, words, replacement)
    return Redacted(message.as_bytes() if count else content, count, words)


def redact_mailbox(content: bytes, texts: Iterable[str], replacement: str, inner: Inner) -> Redacted:
    """Returns a file of many mails without stretches of text, as `redact_mail` for each.

    Raises:
        UnreadableError: a file that came with one of them cannot be redacted.
    """
    words = Words(frozenset(texts))
    mails = []
    count = 0
    for mail in mails_of(content):
        line, rest = mail.split(b"\n", 1) if mail.startswith(b"From ") and b"\n" in mail else (b"", mail)
        redacted = redact_mail(rest, words.texts, replacement, inner)
        # Without the empty line at its end the next mail would become a part of this one.
        end = rest[len(rest.rstrip(b"\r\n")) :] if redacted.count else b""
        body = redacted.content.rstrip(b"\r\n") if redacted.count else redacted.content
        mails.append((line + b"\n" if line else b"") + body + end)
        count += redacted.count
        words = words.plus(redacted.words)
    return Redacted(b"".join(mails), count, words)


def _redacted(part: Message, words: Words, replacement: str, inner: Inner) -> Redacted:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    kind = part.get_content_type()
    is_file = part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment"
    if is_file and kind not in CARDS:
        name = part.get_filename() or ""
        redacted = inner(name, data)
        if redacted.count:
            _put(part, redacted.content, None)
        return redacted
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        text = data.decode("cp1252", errors="replace")
    if kind == "text/html":
        redacted = redact_markup(text.encode("utf-8"), words.texts, replacement)
    else:
        redacted = _redacted_text(text, words, replacement, inner, is_card=kind in CARDS)
    if redacted.count:
        _put(part, redacted.content, "utf-8")
    return redacted


def _redacted_text(text: str, words: Words, replacement: str, inner: Inner, *, is_card: bool) -> Redacted:
    text, count, more = _uuencoded(text, words, inner)
    if is_card and words.stand_in(unfolded := _FOLD.sub("", text).encode("utf-8")):
        redacted = redact_text(unfolded, words.texts, replacement)
    else:
        redacted = redact_text(text.encode("utf-8"), words.texts, replacement)
    return Redacted(redacted.content, redacted.count + count, redacted.words.plus(more))


def _uuencoded(text: str, words: Words, inner: Inner) -> tuple[str, int, Words]:
    """Redacts the files that stand in a text, as was done before there were attachments."""
    count, more, pieces, done = 0, Words(), [], 0
    for found in UUENCODED.finditer(text):
        redacted = inner(found[1], uudecoded(found[2]))
        name = without(found[1], words.spans(found[1]), REMOVED)
        count, more = count + redacted.count + (name != found[1]), more.plus(redacted.words)
        if redacted.count or name != found[1]:
            rows = (redacted.content[at : at + _ROW] for at in range(0, len(redacted.content), _ROW))
            packed = "".join(binascii.b2a_uu(row).decode("ascii") for row in rows)
            pieces += [text[done : found.start()], f"begin 644 {name}\n{packed}`\nend"]
            done = found.end()
    return "".join([*pieces, text[done:]]), count, more


def _put(part: Message, content: bytes, charset: str | None) -> None:
    """Makes `content` the payload, in base64 so that every byte survives."""
    del part["Content-Transfer-Encoding"]
    part.set_payload(content)
    encode_base64(part)
    if charset:
        part.set_param("charset", charset)


def _around(part: Message, words: Words, replacement: str) -> int:
    """Takes words out of what stands before the first and behind the last part, which no program shows."""
    count = 0
    for name in ("preamble", "epilogue"):
        text = getattr(part, name)
        if text:
            redacted = redact_text(text.encode("utf-8", errors="replace"), words.texts, replacement)
            if redacted.count:
                setattr(part, name, redacted.content.decode("utf-8"))
            count += redacted.count
    return count


def _headers(part: Message, words: Words, replacement: str) -> int:
    count = 0
    for param, header in _NAMES:
        value = part.get_param(param, header=header, unquote=True)
        name = _name(value)
        if name and (any(words.spans(name)) or any(words.spans(name.replace("_", " ")))):
            part.set_param(param, f"{REMOVED}{written_name(name)[1]}", header=header)
            count += 1
    for index, (header, raw) in enumerate(part._headers):  # type: ignore[attr-defined]
        text = header_text(str(raw))
        spans = list(words.spans(text))
        if spans:
            write = _addresses if header.lower() in _PEOPLE else _line
            part._headers[index] = (header, write(text, words, replacement))  # type: ignore[attr-defined]
            count += len(spans)
    return count


def _line(text: str, words: Words, replacement: str) -> str:
    """Returns a header of text anew."""
    clean = without(text, words.spans(text), replacement)
    return Header(clean, "us-ascii" if clean.isascii() else "utf-8").encode()


def _addresses(text: str, words: Words, replacement: str) -> str:
    """Returns a header of names and addresses anew, in which only names are written as text."""
    people = getaddresses([text])
    if not all(address for _, address in people):
        return _line(text, words, replacement)
    clean = (
        (without(name, words.spans(name), replacement), without(address, words.spans(address), REMOVED))
        for name, address in people
    )
    return ", ".join(formataddr(one, "utf-8") for one in clean)


def _name(value: object) -> str:
    if isinstance(value, tuple):
        charset, _, text = value
        try:
            return str(text).encode("latin-1").decode(charset or "utf-8")
        except (UnicodeError, LookupError):
            return str(text)
    return header_text(value) if isinstance(value, str) else ""
