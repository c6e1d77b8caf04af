"""Takes words out of a mail: its headers, its bodies and the files with it; what has none of them stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email import message_from_bytes
from email.encoders import encode_base64
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.message import Message
from typing import Final

from pipeline.marking.markup_redaction import redact_markup
from pipeline.marking.redacted import Inner, Redacted
from pipeline.marking.text_redaction import redact_text
from pipeline.marking.words import Words

_FROM: Final = re.compile(rb"^(?=From \S+ .*\d{4}\s*$)", re.MULTILINE)
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
            words = Words(words.texts | redacted.words.texts)
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
    for mail in _FROM.split(content):
        line, rest = mail.split(b"\n", 1) if mail.startswith(b"From ") and b"\n" in mail else (b"", mail)
        redacted = redact_mail(rest, words.texts, replacement, inner)
        mails.append((line + b"\n" if line else b"") + redacted.content)
        count += redacted.count
        words = Words(words.texts | redacted.words.texts)
    return Redacted(b"".join(mails), count, words)


def _redacted(part: Message, words: Words, replacement: str, inner: Inner) -> Redacted:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment":
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
    redact = redact_markup if part.get_content_subtype() == "html" else redact_text
    redacted = redact(text.encode("utf-8"), words.texts, replacement)
    if redacted.count:
        _put(part, redacted.content, "utf-8")
    return redacted


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
            suffix = name[name.rfind(".") :] if "." in name else ""
            part.set_param(param, f"verwijderd{suffix}", header=header)
            count += 1
    for index, (header, raw) in enumerate(part._headers):  # type: ignore[attr-defined]
        text = _decoded(raw)
        spans = list(words.spans(text))
        for start, end in reversed(spans):
            text = text[:start] + replacement + text[end:]
        if spans:
            part._headers[index] = (header, Header(text, "utf-8").encode())  # type: ignore[attr-defined]
            count += len(spans)
    return count


def _name(value: object) -> str:
    if isinstance(value, tuple):
        charset, _, text = value
        try:
            return str(text).encode("latin-1").decode(charset or "utf-8")
        except (UnicodeError, LookupError):
            return str(text)
    return _decoded(value) if isinstance(value, str) else ""


def _decoded(raw: object) -> str:
    try:
        return str(make_header(decode_header(str(raw))))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        return str(raw)
