"""Mails and mailboxes: every place is read, the body once, and nothing that is wrong with one hides a word."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from itertools import chain

import pytest
from everything_mail import PLACES, everything, mail, uuencoded
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.mail_text import Said, header_text
from pipeline.readers.reading import Limits, Reading
from pipeline.readers.registry import read_file

HEAD = b"From: a@voorbeeld.nl\r\nTo: b@voorbeeld.nl\r\nSubject: Overleg\r\n"


def reading_of(content: bytes, name: str = "") -> Reading:
    reading = read_file(name, content)
    assert reading.format in {"eml", "mbox"}
    return reading


def texts(content: bytes) -> dict[str, str]:
    return {item.place: item.text.reveal() for item in reading_of(content).segments}


@pytest.fixture(scope="module")
def all_of_it() -> Reading:
    return reading_of(everything())


@pytest.mark.parametrize(("word", "place"), PLACES.items())
def test_every_place_is_read(all_of_it: Reading, word: str, place: str) -> None:
    assert place in [item.place for item in all_of_it.segments if word in item.text.reveal()]


def test_all_of_it_is_read_and_the_body_once(all_of_it: Reading) -> None:
    assert all_of_it.unread == ()
    assert sum("bodywoord" in item.text.reveal() for item in all_of_it.segments) == 1


def test_no_place_holds_a_word_of_the_file(all_of_it: Reading) -> None:
    assert not any(word in item.place for item in all_of_it.segments for word in PLACES)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("=?utf-8?B?YnVybi1vdXQ=?=", "burn-out"),
        ("=?utf-8?Q?burn?= =?iso-8859-1?Q?-out?=", "burn-out"),
        ("=?x-onbekend?Q?burn-out?=", "burn-out"),
        ("=?utf-8?B?burn-out?=", None),
        ("=?utf-8?B?YnVybi1vdXQ?=", "burn-out"),
        ("ge\r\n vouwen", "ge vouwen"),
        (b"caf\xc3\xa9".decode("ascii", "surrogateescape"), "café"),
        (b"caf\xe9".decode("ascii", "surrogateescape"), "café"),
    ],
)
def test_a_header_is_read_however_it_is_written(raw: str, said: str | None) -> None:
    found = header_text(raw)
    assert found == said if said is not None else found


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-16", "onbekend", "base64", "utf-7", "punycode", ""])
def test_a_body_is_read_whatever_charset_it_says(charset: str) -> None:
    content = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\nHij heeft een burn-out.\r\n".encode()
    assert any("burn-out" in text for text in texts(content).values())


def test_a_body_in_another_alphabet_of_bytes_is_read() -> None:
    body = base64.b64encode("Zij is overspannen.".encode("utf-16"))
    content = HEAD + b"Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
    assert texts(content)["bericht"] == "Zij is overspannen."


def test_a_page_that_leaves_out_a_word_is_read_too() -> None:
    made = mail("Hij heeft geen burn-out.")
    made.add_alternative("<p>burn-out</p>", subtype="html")
    assert [item.text.reveal() for item in reading_of(made.as_bytes()).segments if "opgemaakt" in item.place] == [
        "burn-out"
    ]


@given(
    st.lists(st.text("ab ", min_size=1, max_size=8), min_size=1, max_size=5),
    st.text("ab \n", min_size=1, max_size=12),
)
def test_what_was_said_stands_there_as_whole_lines(lines: list[str], text: str) -> None:
    words = [line.split() for line in lines]
    sought = text.split()
    runs = [[*chain(*words[first:last])] for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    assert Said(["\n".join(lines)]).holds(text) == (not sought or sought in runs)


def test_a_name_in_pieces_and_in_another_charset_is_read() -> None:
    part = (
        "Content-Type: application/octet-stream; name*0*=iso-8859-1''burn%2D; name*1*=out%E9.bin\r\n"
        'Content-Disposition: attachment; filename="=?utf-8?Q?andere_naam?=.bin"\r\n\r\nx\r\n'
    )
    content = HEAD + b"Content-Type: multipart/mixed; boundary=G\r\n\r\n--G\r\n" + part.encode() + b"--G--\r\n"
    found = texts(content)
    assert found["naam van een bijlage"] == "burn-outé.bin"
    assert found["bijlage 1 › bestandsnaam"] == "andere naam"


def test_an_attachment_of_text_is_read_in_the_charset_that_the_mail_says() -> None:
    part = MIMEText("Zij is geopereerd, zegt Zoë", "plain", "iso-8859-15")
    part["Content-Disposition"] = "attachment; filename=a.txt"
    outer = MIMEMultipart()
    outer["Subject"], outer["From"], outer["To"] = "a", "b@voorbeeld.nl", "c@voorbeeld.nl"
    outer.attach(part)
    assert texts(outer.as_bytes())["bijlage 1 › tekst"] == "Zij is geopereerd, zegt Zoë"


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_a_mail_in_a_mail_that_is_packed_against_the_rules_is_read(coding: str) -> None:
    packed = base64.encodebytes(HEAD + b"\r\nburn-out\r\n") if coding == "base64" else HEAD + b"\r\nburn=2Dout\r\n"
    kind = f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    content = HEAD + b"Content-Type: multipart/mixed; boundary=G\r\n\r\n--G\r\n" + kind + packed + b"\r\n--G--\r\n"
    assert texts(content)["bijlage 1 › bericht"] == "burn-out"


def test_row_5_a_mail_in_a_mail_in_a_mail_in_a_mail_is_too_deep() -> None:
    made = mail("het diepst")
    for _ in range(4):
        outer = mail("erom")
        outer.add_attachment(made)
        made = outer
    (unread,) = reading_of(made.as_bytes()).unread
    assert unread.part == "bijlage 1 › bijlage 1 › bijlage 1 › bijlage 1"


def test_row_4_parts_in_parts_without_end_are_not_followed() -> None:
    content = HEAD
    for number in range(60):
        content += b"Content-Type: multipart/mixed; boundary=G%d\r\n\r\n--G%d\r\n" % (number, number)
    assert len(reading_of(content + b"\r\nx").unread) > 0


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ('application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', "MIAG", "versleuteld"),
        ('application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', "MIAG", "ondertekend"),
        ('application/ms-tnef; name="winmail.dat"', "eJ8+Ig==", "Outlook"),
        ('application/octet-stream; name="x.dat"', "eJ8+IgAAAAA=", "Outlook"),
        ("message/external-body; access-type=url", "x", "ergens anders"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_do(kind: str, body: str, said: str) -> None:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
    content = HEAD + b"Content-Type: multipart/mixed; boundary=G\r\n\r\n--G\r\n" + head.encode() + b"--G--\r\n"
    assert [said in item.reason for item in reading_of(content).unread] == [True]


def test_a_locked_mail_is_said() -> None:
    content = HEAD + b"Content-Type: multipart/encrypted; boundary=G\r\n\r\n--G\r\n\r\nx\r\n--G--\r\n"
    assert len(reading_of(content).unread) == 1
    assert len(reading_of(HEAD + b"\r\n-----BEGIN PGP MESSAGE-----\r\nhQE\r\n").unread) == 1


def test_a_signature_beside_a_mail_takes_nothing_from_it() -> None:
    made = MIMEMultipart("signed", protocol="application/pkcs7-signature")
    made["Subject"], made["From"], made["To"] = "a", "b@voorbeeld.nl", "c@voorbeeld.nl"
    made.attach(MIMEText("gewoon"))
    seal = EmailMessage()
    seal.set_content(b"MIAG", "application", "pkcs7-signature", filename="smime.p7s")
    made.attach(seal)
    reading = reading_of(made.as_bytes())
    assert reading.unread == ()
    assert texts(made.as_bytes())["bericht"] == "gewoon"


def test_a_mail_that_was_cut_off_is_read_and_said() -> None:
    content = everything()
    reading = reading_of(content[: len(content) // 2])
    assert "onderwerpwoord" in reading.segments[0].text.reveal()
    assert any("afgebroken" in item.reason for item in reading.unread)


def test_a_line_that_is_no_header_is_read() -> None:
    content = HEAD + b"From burn-out hier\r\nX-Na: iets\r\n\r\nbody\r\n"
    assert any("burn-out" in text for text in texts(content).values())


def test_a_file_in_the_text_that_is_damaged_costs_itself() -> None:
    coded = uuencoded("a.txt", b"geheim woord").replace("begin", "begin", 1)
    found = texts(HEAD + b"\r\nVooraf\n" + coded.encode() + b"en na\n")
    assert found["bericht"] == "Vooraf\n\nen na"
    assert found["bijlage 1 › tekst"] == "geheim woord"
    assert reading_of(HEAD + b"\r\nbegin 644 x.bin\n\x01\x02\nend\n").unread


@settings(max_examples=40)
@given(st.integers(0, 1000), st.integers(0, 40), st.binary(max_size=30))
def test_row_2_damage_raises_nothing_else(at: int, cut: int, instead: bytes) -> None:
    content = bytearray(EVERYTHING)
    at = 60 + at * (len(content) - 60) // 1000
    content[at : at + cut] = instead
    reading = read_file("", bytes(content))
    assert not any(word in item.reason for item in reading.unread for word in PLACES)


EVERYTHING = everything()

BOX = (
    b"From a@voorbeeld.nl Mon Jan  5 10:00:00 2026\n"
    + HEAD.replace(b"\r\n", b"\n")
    + b"\nEerste.\n>From hier verder\n\n"
    b"From b@voorbeeld.nl Tue Jan  6 10:00:00 2026\n" + HEAD.replace(b"\r\n", b"\n") + b"\nTweede.\n\nFrom mij.\n"
)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_mails_of_a_mailbox_are_read_one_by_one(end: bytes) -> None:
    found = texts(BOX.replace(b"\n", end))
    assert found["bericht 1 › bericht"] == "Eerste.\nFrom hier verder"
    assert found["bericht 2 › bericht"] == "Tweede.\n\nFrom mij."
    assert found["bericht 1 › onderwerp"] == "Overleg"
    assert not any(place.startswith("bericht 3") for place in found)


def test_row_5_a_mailbox_of_more_mails_than_the_limit_is_incomplete() -> None:
    reading = read_file("", BOX, Limits(members=1))
    assert [item.part for item in reading.unread] == ["bericht 2 en verder"]
