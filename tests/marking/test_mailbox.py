"""Mailboxes: every mail in them loses what must go, and the others stay what they were, byte for byte."""

from __future__ import annotations

import io
import mailbox
import zipfile
from contextlib import closing
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from pipeline.marking.redaction import Redaction
from pipeline.marking.replacing import NEUTRAL
from pipeline.readers.mbox import mails_of
from pipeline.readers.registry import read_file
from tests.marking.conftest import MARK, find

_LINE = b"From a@example.nl Thu Jan  1 00:00:00 2026\n"


def mail(text: str, subject: str = "Verslag", attachment: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.nl", "b@example.nl", subject
    message.set_content(text)
    if attachment:
        message.add_attachment(attachment, maintype="application", subtype="zip", filename="ziekewoord.zip")
    return message.as_bytes()


def boxed(*mails: bytes) -> bytes:
    return b"".join(_LINE + one + b"\n" for one in mails)


def body(one: bytes) -> str:
    """Returns the text of a mail, without the line that begins it in a mailbox."""
    return str(message_from_bytes(one.split(b"\n", 1)[1], policy=policy.default).get_content())


def redacted(content: bytes) -> bytes:
    copy = Redaction(find).redact("a.mbox", content).content
    assert not [item.place for item in read_file("", copy).segments if MARK.search(item.text.reveal())]
    return copy


def test_only_the_mails_with_it_change() -> None:
    """The first and the last are the same bytes; the number of mails is what it was."""
    clean, other = mail("Niets aan de hand: café.\n"), mail("Tot morgen.\n")
    content = redacted(boxed(clean, mail("Zij heeft ziekewoord.\n", "Over ziekewoord"), other))
    mails = list(mails_of(content))
    assert [mails[0], mails[2]] == [_LINE + clean + b"\n", _LINE + other + b"\n"]
    assert len(mails) == 3
    assert body(mails[1]).strip() == f"Zij heeft {NEUTRAL}."


def test_a_word_of_one_mail_goes_from_the_others_too() -> None:
    content = redacted(boxed(mail("Cursus met ziekewoord in de naam.\n"), mail("Weer over ZIEKEWOORD.\n")))
    assert b"iekewoord" not in content.lower()


def test_attachments_in_a_mailbox_lose_it_with_their_names() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("ziekewoord.txt", "Een ziekewoord.")
    content = redacted(boxed(mail("Zie bijlage.\n", attachment=stream.getvalue())))
    assert b"ziekewoord" not in content


def test_lines_that_look_like_the_begin_of_a_mail_stay(tmp_path: Path) -> None:
    """One that is marked as text, and one in the middle of a paragraph."""
    text = "Hallo,\nFrom mij 2026\n\n>From jou: een ziekewoord 2026\n"
    content = redacted(boxed(mail(text), mail("Tot morgen.\n")))
    assert body(next(mails_of(content))).strip() == f"Hallo,\nFrom mij 2026\n\n>From jou: een {NEUTRAL} 2026"
    (tmp_path / "a.mbox").write_bytes(content)
    with closing(mailbox.mbox(tmp_path / "a.mbox")) as box:
        assert len(box) == len(list(mails_of(content))) == 2


def test_windows_line_ends_and_a_mailbox_of_one() -> None:
    content = redacted(boxed(mail("Een ziekewoord.\n")).replace(b"\n", b"\r\n"))
    assert content.startswith(_LINE.replace(b"\n", b"\r\n"))
    assert body(content).strip() == f"Een {NEUTRAL}."


def test_a_mailbox_is_the_same_every_time() -> None:
    content = boxed(mail("Een ziekewoord.\n"), mail("Niets.\n"))
    assert redacted(content) == redacted(content)
