"""Hostile and damaged Word and OpenDocument files: each costs itself only, and is told without a word of its text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from everything_docx import WML, Everything, paragraph, run
from everything_docx_parts import document, everything
from everything_odt import part, text_file
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.reading import Limits, Reading
from pipeline.readers.registry import read_file

CANARY = "KANARIE7F3A"


def with_main(content: str) -> Everything:
    made = Everything(str)
    made.part("word/document.xml", f"{WML}.document.main+xml", content, "", "officeDocument")
    return made


def word_file(body: str, prolog: str = "") -> bytes:
    return with_main(document(body).replace("<w:document", f"{prolog}<w:document")).packed()


def canary() -> bytes:
    return word_file(paragraph(run(CANARY)))


def open_text(body: str) -> bytes:
    made = text_file()
    made.members = {
        "content.xml": part("document-content", f"<office:body><office:text>{body}</office:text></office:body>")
    }
    return made.packed()


def reasons(reading: Reading) -> str:
    assert reading.unread, "nothing is told"
    told = "".join(unread.part + unread.reason for unread in reading.unread)
    assert CANARY not in told
    return told


def unreadable(content: bytes, limits: Limits | None = None) -> str:
    reading = read_file("", content, limits)
    assert reading.segments == ()
    assert [unread.part for unread in reading.unread] == [""]
    return reasons(reading)


def test_row_1_a_truncated_file_is_unreadable_with_what_to_do() -> None:
    content = canary()
    for length in (4, 30, len(content) // 2, len(content) - 1):
        assert reasons(read_file("", content[:length]))


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_row_2_a_corrupt_stream_never_escapes(place: int, noise: bytes) -> None:
    content = bytearray(canary())
    place %= len(content)
    content[place : place + len(noise)] = noise
    reading = read_file("", bytes(content))  # raises nothing, whatever is hit
    assert CANARY not in repr(reading)
    assert reading.unread or reading.segments


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://voorbeeld.nl/x.dtd">',
        "<!DOCTYPE w>",
    ],
)
def test_row_3_a_document_type_makes_the_file_unreadable(prolog: str) -> None:
    assert "opnieuw op" in unreadable(word_file(paragraph(run(CANARY)), prolog))


@pytest.mark.parametrize(
    "name", ["word/theme/theme1.xml", "word/styles.xml", "word/settings.xml", "customXml/item1.xml"]
)
def test_row_3_a_document_type_in_any_part_makes_the_file_unreadable(name: str) -> None:
    made = everything()
    kind = "application/vnd.openxmlformats-officedocument.theme+xml" if "theme" in name else made.kinds[name]
    made.part(name, kind, "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")
    assert "opnieuw op" in unreadable(made.packed())


def test_row_4_entities_in_entities_are_not_opened() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    unreadable(word_file(paragraph(run("&e11;")), f'<!DOCTYPE w [<!ENTITY e0 "{CANARY}">{entities}]>'))


@pytest.mark.parametrize("wrap", ["w:sdt><w:sdtContent", "w:ins", "w:tbl><w:tr><w:tc", "w:txbxContent"])
def test_row_4_deep_nesting_ends(wrap: str) -> None:
    tags = wrap.split("><")
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    unreadable(word_file(opened * 3000 + paragraph(run(CANARY)) + closed * 3000))


@pytest.mark.parametrize(
    "wrap", ["w:sdt><w:sdtContent", "w:ins", "w:tbl><w:tr><w:tc", "w:r><w:pict><w:txbxContent><w:p"]
)
def test_row_4_nesting_that_a_parser_allows_is_read_or_told(wrap: str) -> None:
    tags = wrap.split("><")
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    count = 240 // len(tags)
    reading = read_file("", word_file(paragraph(opened * count + paragraph(run(CANARY)) + closed * count)))
    assert reading.unread or any(CANARY in segment.text.reveal() for segment in reading.segments)


def test_row_4_a_text_of_many_megabytes_is_told() -> None:
    unreadable(word_file(paragraph(run("a " * 6_000_000))))


def test_row_5_a_bomb_is_told() -> None:
    made = with_main(document(paragraph(run(CANARY))))
    made.part("word/media/image1.png", "image/png", b"\0" * 30_000_000)
    assert "ingepakt" in reasons(read_file("", made.packed()))


def test_row_5_a_document_in_a_document_in_a_document_stops_at_the_limit() -> None:
    content = canary()
    for _ in range(6):
        made = with_main(document(paragraph(run("a b"))))
        made.part("word/embeddings/bijlage.docx", f"{WML}.document", content, "word/document.xml", "package")
        content = made.packed()
    reading = read_file("", content)
    assert "zo diep" in reasons(reading)
    assert not any(CANARY in segment.text.reveal() for segment in reading.segments)


def test_row_5_more_than_the_limit_of_all_members_together_is_told() -> None:
    assert "te groot" in unreadable(everything().packed(), Limits(unpacked=10_000))


def test_row_6_a_file_with_a_password_is_told() -> None:
    assert "wachtwoord" in unreadable(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


def test_row_6_an_old_word_file_is_told_with_the_remedy() -> None:
    assert ".docx" in unreadable(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize("make", [word_file, lambda _: open_text("")])
def test_a_file_with_nothing_in_it_is_read(make: Callable[[str], bytes]) -> None:
    assert read_file("", make("")).unread == ()


def _with_member(content: bytes, name: str, member: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, member)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["../../etc/x", "/etc/x", "C:\\x", "word/\u202etxt.exe", "a" * 300])
def test_row_12_the_name_of_a_member_does_no_harm(name: str) -> None:
    reading = read_file("", _with_member(canary(), name, b"\0\1\2"))
    assert any(CANARY in segment.text.reveal() for segment in reading.segments)
    assert reading.unread


def test_row_38_what_is_unread_is_told_without_text() -> None:
    made = everything(lambda number: f"{CANARY}{number}")
    assert reasons(read_file("", made.packed()))


def test_a_member_that_is_compressed_in_a_strange_way_is_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", zlib.compress(b"x"))
    changed = stream.getvalue().replace(b"PK\1\2\x14\x03\x14\0\0\0\0\0", b"PK\1\2\x14\x03\x14\0\0\0\x63\0")
    assert reasons(read_file("", changed))
