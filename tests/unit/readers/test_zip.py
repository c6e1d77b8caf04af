"""Zip files: files in files by number, names and comments read, and hostile ones that cost themselves only."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zipping import zipped

from pipeline.readers.reading import Limits, Reading
from pipeline.readers.registry import read_file


def read(content: bytes, limits: Limits | None = None) -> Reading:
    return read_file("", content, limits)


def texts(reading: Reading) -> dict[str, str]:
    assert len({item.place for item in reading.segments}) == len(reading.segments)
    return {item.place: item.text.reveal() for item in reading.segments}


def test_files_are_read_by_number_with_their_folders_and_names() -> None:
    reading = read(zipped({"Jansen griep/": b"", "Jansen griep/notitie.txt": b"koorts", "b.csv": b"a;b"}, b"over pijn"))
    assert reading.unread == ()
    assert texts(reading) == {
        "commentaar van het zip-bestand": "over pijn",
        "naam van map 1": "Jansen griep",
        "bestand 1, map": "Jansen griep",
        "bestand 1 › bestandsnaam": "notitie",
        "bestand 1 › tekst": "koorts",
        "bestand 2 › bestandsnaam": "b",
        "bestand 2 › rij 1, kolom 1": "a",
        "bestand 2 › rij 1, kolom 2": "b",
    }


def test_the_comment_of_a_file_is_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        member = zipfile.ZipInfo("a.txt")
        member.comment = b"na de operatie"
        archive.writestr(member, "x")
    assert texts(read(made.getvalue()))["bestand 1, commentaar"] == "na de operatie"


def test_row_5_a_zip_in_a_zip_is_read_to_depth_three_and_no_deeper() -> None:
    content = b"diep"
    for level in range(5):
        content = zipped({f"laag{level}.zip" if level else "a.txt": content})
    reading = read(content)
    assert [item.part for item in reading.unread] == ["bestand 1 › bestand 1 › bestand 1 › bestand 1"]
    assert "laag4" in texts(reading)["bestand 1 › bestandsnaam"]
    assert texts(read(zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"net"})})}))).popitem()[1] == "net"


def test_row_5_a_bomb_costs_itself_only() -> None:
    reading = read(zipped({"bom.txt": b"a" * 30_000_000, "brief.txt": b"gewoon"}))
    assert [item.part for item in reading.unread] == ["bestand 1"]
    assert "ingepakt" in reading.unread[0].reason
    assert texts(reading)["bestand 2 › tekst"] == "gewoon"


def test_row_5_all_files_together_have_a_limit() -> None:
    members = {f"{number}.txt": bytes([65 + number]) * 4000 for number in range(5)}
    reading = read(zipped(members, method=zipfile.ZIP_STORED), Limits(unpacked=10_000))
    assert [item.part for item in reading.unread] == ["bestand 3", "bestand 4", "bestand 5"]


def test_row_5_a_zip_with_too_many_files_is_unread() -> None:
    reading = read(zipped({f"{number}.txt": b"" for number in range(30)}), Limits(members=20))
    assert [item.part for item in reading.unread] == [""]


def test_row_12_a_name_that_points_elsewhere_does_no_harm() -> None:
    names = ("../../etc/passwd griep.txt", "C:\\x\\con.txt", "/a.txt", "\u202etxt.docx")
    reading = read(zipped(dict.fromkeys(names, b"tekst")))
    assert reading.unread == ()
    assert texts(reading)["bestand 1 › bestandsnaam"] == "passwd griep"
    assert texts(reading)["bestand 1, map"] == "../../etc"


def test_a_file_with_a_password_is_unread_and_its_name_is_read() -> None:
    content = bytearray(zipped({"Jansen griep.txt": b"geheim"}))
    content[content.index(b"PK\3\4") + 6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    reading = read(bytes(content))
    assert [(item.part, "wachtwoord" in item.reason) for item in reading.unread] == [("bestand 1", True)]
    assert texts(reading) == {"naam van bestand 1": "Jansen griep.txt"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_row_2_a_damaged_stream_costs_itself_only(method: int) -> None:
    content = bytearray(zipped({"een.txt": b"koorts en pijn " * 40, "twee.txt": b"gewoon"}, method=method))
    start = content.index(b"een.txt") + len("een.txt") + 12
    content[start : start + 8] = b"\xff\x00\xff\x00\xff\x00\xff\x00"
    reading = read(bytes(content))
    assert [item.part for item in reading.unread] == ["bestand 1"]
    assert texts(reading)["bestand 2 › tekst"] == "gewoon"


def test_row_1_a_truncated_zip_is_unread() -> None:
    reading = read(zipped({"a.txt": b"tekst"})[:-30])
    assert [(item.part, "beschadigd" in item.reason) for item in reading.unread] == [("", True)]


def test_an_empty_file_in_a_zip_is_unread() -> None:
    assert [item.part for item in read(zipped({"leeg.docx": b""})).unread] == ["bestand 1"]


def test_what_a_mac_adds_by_itself_is_passed_over() -> None:
    litter = {"__MACOSX/._a.txt": b"\0\5\x16\7" + b"\0" * 40, "__MACOSX/b.txt": b"toch tekst"}
    reading = read(zipped(litter))
    assert reading.unread == ()
    assert texts(reading)["bestand 2 › tekst"] == "toch tekst"


@settings(max_examples=40)
@given(st.data())
def test_no_damage_escapes(data: st.DataObject) -> None:
    content = bytearray(zipped({"a.txt": b"koorts " * 9, "b/c.zip": zipped({"d.txt": b"pijn"})}, b"zin"))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content))
