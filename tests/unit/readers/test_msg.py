"""Mails of Outlook: every property is read, and what cannot be read is named."""

from __future__ import annotations

import pytest
from everything_msg import PLACES, attached, everything, message, plain_rtf, properties, text
from hypothesis import given, settings
from hypothesis import strategies as st
from ole_file import Storage, ole

from pipeline.errors import UnreadableError
from pipeline.readers.msg_rtf import unpacked_rtf
from pipeline.readers.reading import Limits, Reading, Visit
from pipeline.readers.registry import read_file


@pytest.fixture(scope="module")
def all_of_it() -> Reading:
    return read_file("", everything())


@pytest.mark.parametrize(("word", "place"), PLACES.items())
def test_every_place_is_read(all_of_it: Reading, word: str, place: str) -> None:
    assert place in [item.place for item in all_of_it.segments if word in item.text.reveal()]


def test_all_of_it_is_read_and_the_body_and_subject_once(all_of_it: Reading) -> None:
    assert (all_of_it.format, all_of_it.unread) == ("msg", ())
    for word in ("bodywoord", "onderwerpwoord"):
        assert sum(word in item.text.reveal() for item in all_of_it.segments) == 1


def test_no_place_holds_a_word_of_the_file(all_of_it: Reading) -> None:
    assert not any(word in item.place for item in all_of_it.segments for word in PLACES)


def test_a_long_file_within_is_read() -> None:
    words = "een woord op regel " * 2000 + "laatste"
    reading = read_file("", message(**{"__attach_version1.0_#00000000": attached("a.txt", words.encode())}))
    assert any(item.text.reveal().endswith("laatste") for item in reading.segments)
    assert reading.unread == ()


# The examples of MS-OXRTFCP, sections 4.1 and 4.2.
PACKED = {
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0": (
        b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    ),
    "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0": b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
}


@pytest.mark.parametrize(("packed", "plain"), PACKED.items())
def test_packed_rtf_is_unpacked(packed: str, plain: bytes) -> None:
    assert unpacked_rtf(bytes.fromhex(packed), Visit(lambda *_: Reading(""))) == plain


@given(st.sampled_from(sorted(PACKED)), st.integers(0, 60), st.binary(max_size=8))
def test_row_2_damaged_rtf_raises_nothing_else(packed: str, at: int, instead: bytes) -> None:
    content = bytearray(bytes.fromhex(packed))
    content[at : at + len(instead)] = instead
    try:
        found = unpacked_rtf(bytes(content), Visit(lambda *_: Reading("")))
    except UnreadableError:
        return
    assert isinstance(found, bytes)


def test_rtf_that_cannot_be_unpacked_is_said() -> None:
    reading = read_file("", message(**{"__substg1.0_10090102": plain_rtf(b"x")[:12] + b"abcd"}))
    assert [item.part for item in reading.unread] == ["opgemaakt bericht"]


def test_an_object_in_a_mail_is_said() -> None:
    embedded: Storage = {**properties(8, t37050003=6), "__substg1.0_3701000D": {"CONTENTS": b"geheim"}}
    reading = read_file("", message(**{"__attach_version1.0_#00000000": embedded}))
    assert [(item.part, "object" in item.reason) for item in reading.unread] == [("bijlage 1", True)]


def test_a_stream_that_no_mail_has_is_said() -> None:
    reading = read_file("", message(Vreemd=b"geheim"))
    assert [item.part for item in reading.unread] == ["onderdeel 1"]


@pytest.mark.parametrize(
    ("content", "unread"),
    [(b"0\x80\x06", ["bijlage 1"]), (b"Content-Type: text/plain\r\n\r\nEen ondertekend woord\r\n", [])],
)
def test_a_locked_mail_is_said_and_a_signed_one_is_read(content: bytes, unread: list[str]) -> None:
    reading = read_file("", message(**{"__attach_version1.0_#00000000": attached("smime.p7m", content)}))
    assert [item.part for item in reading.unread] == unread
    assert any("ondertekend" in item.text.reveal() for item in reading.segments) == (not unread)


def test_a_mail_with_a_locked_file_is_read() -> None:
    locked = ole({"EncryptedPackage": b"x" * 5000})
    reading = read_file("", message(**{"__attach_version1.0_#00000000": attached("a.docx", locked)}))
    assert (reading.format, [item.part for item in reading.unread]) == ("msg", ["bijlage 1"])
    assert len(reading.segments) > 1


def test_row_5_mails_in_mails_without_end_are_not_followed() -> None:
    inner: Storage = {**properties(24), **text(0x1000, "het diepst")}
    for _ in range(4):
        within: Storage = {**properties(8, t37050003=5), "__substg1.0_3701000D": inner}
        inner = {**properties(24), "__attach_version1.0_#00000000": within}
    whole = {"__attach_version1.0_#00000000": {**properties(8, t37050003=5), "__substg1.0_3701000D": inner}}
    reading = read_file("", message(**whole))
    assert [item.part for item in reading.unread] == [" › ".join(["bijlage 1"] * 4)]


def test_row_4_more_than_the_limits_allow_is_refused() -> None:
    content = message(**{"__attach_version1.0_#00000000": attached("a.txt", b"x" * 9000)})
    assert "te groot" in read_file("", content, Limits(unpacked=5000)).unread[0].reason


EVERYTHING = everything()


@settings(max_examples=40)
@given(st.integers(0, 1000), st.binary(min_size=1, max_size=40))
def test_row_2_damage_raises_nothing_else(at: int, instead: bytes) -> None:
    content = bytearray(EVERYTHING)
    at = 8 + at * (len(content) - 8) // 1000
    content[at : at + len(instead)] = instead
    reading = read_file("", bytes(content))
    assert not any(word in item.reason for item in reading.unread for word in PLACES)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_row_1_a_mail_that_was_cut_off_is_unread_or_incomplete(share: float) -> None:
    reading = read_file("", EVERYTHING[: int(len(EVERYTHING) * share)])
    assert reading.unread
