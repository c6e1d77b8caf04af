"""Compound files: every stream whole at its path, and what is damaged is refused and never read half."""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from everything_msg import attached, message, text
from hypothesis import given, settings
from hypothesis import strategies as st
from ole_file import END, Storage, ole

from pipeline.errors import UnreadableError
from pipeline.readers.compound import Compound
from pipeline.readers.registry import read_file

ARCHIVE = Path("samples/archief/documenten")
SIZES = st.sampled_from([0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000])
ENTRY, HEAD = 128, 512


def all_streams(content: bytes) -> dict[tuple[str, ...], bytes]:
    file = Compound(content)
    return {path: file.read(path) for path in file.streams}


@settings(max_examples=30)
@given(st.lists(SIZES, max_size=6), st.lists(SIZES, max_size=3))
def test_every_stream_is_read_whole_at_its_path(sizes: list[int], inner: list[int]) -> None:
    def streams(counts: list[int]) -> dict[str, bytes]:
        return {f"stroom {at}": bytes([at + 1]) * count for at, count in enumerate(counts)}

    wanted = {(name,): held for name, held in streams(sizes).items()}
    wanted |= {("map", "diep", name): held for name, held in streams(inner).items()}
    within: Storage = {"diep": streams(inner)}
    assert all_streams(ole({**streams(sizes), "map": within})) == wanted


@pytest.mark.parametrize("name", ["Oud/2012/notulen november.doc", "HR/Overzichten/verzuim 2009.xls"])
def test_files_of_libreoffice_are_read_as_the_usual_library_reads_them(name: str) -> None:
    content = (ARCHIVE / name).read_bytes()
    library = pytest.importorskip("olefile").OleFileIO(content)
    assert all_streams(content) == {tuple(path): library.openstream(path).read() for path in library.listdir()}


def entry_of(content: bytes, name: str) -> int:
    return content.index(name.encode("utf-16-le"))


def test_a_stream_that_stands_in_no_folder_is_counted() -> None:
    content = bytearray(ole({"eerste": b"a", "tweede": b"b"}))
    at = entry_of(content, "eerste")
    content[at + 72 : at + 76] = b"\xff" * 4  # its neighbour to the right
    assert (list(Compound(bytes(content)).streams), Compound(bytes(content)).loose) == ([("eerste",)], 1)


def test_row_5_folders_without_end_and_in_a_ring_are_refused() -> None:
    deep: Storage = {"stroom": b"a"}
    for _ in range(70):
        deep = {"map": deep}
    with pytest.raises(UnreadableError):
        Compound(ole(deep))
    content = bytearray(ole({"map": {"stroom": b"a"}}))
    at = entry_of(content, "stroom")
    content[at + 72 : at + 76] = struct.pack("<I", 1)  # back to its own folder
    with pytest.raises(UnreadableError):
        Compound(bytes(content))


def test_row_1_a_stream_that_is_not_all_there_is_refused() -> None:
    content = bytearray(ole({"stroom": b"a" * 5000}))
    at = entry_of(content, "stroom")
    content[at + 120 : at + 128] = struct.pack("<Q", 2**31)
    with pytest.raises(UnreadableError):
        Compound(bytes(content)).read(("stroom",))


def test_row_2_a_table_that_names_itself_is_refused() -> None:
    content = bytearray(ole({"stroom": b"a"}))
    content[68:72] = struct.pack("<I", 0)  # more of the table stands in the first sector, which is no table
    content[HEAD + 508 : HEAD + 512] = struct.pack("<I", 0)
    with pytest.raises(UnreadableError):
        Compound(bytes(content))


@settings(max_examples=60)
@given(st.integers(8, 4000), st.sampled_from([b"\xff" * 4, b"\0" * 4, struct.pack("<I", END), b"\1\2\3\4"]))
def test_row_2_damage_raises_nothing_else(at: int, instead: bytes) -> None:
    content = bytearray(ole({"een": b"a" * 100, "twee": b"b" * 5000, "map": {"drie": b"c"}}))
    content[at : at + 4] = instead
    with suppress(UnreadableError):
        all_streams(bytes(content))


def test_row_1_one_damaged_file_within_a_mail_costs_itself() -> None:
    content = bytearray(
        message(**text(0x1000, "het bericht zelf"), **{"__attach_version1.0_#00000000": attached("a.txt", b"x" * 5000)})
    )
    at = entry_of(content, "__substg1.0_37010102")
    content[at + 116 : at + 120] = struct.pack("<I", 9999)
    reading = read_file("", bytes(content))
    assert any("het bericht zelf" in item.text.reveal() for item in reading.segments)
    assert [item.part for item in reading.unread] == ["bijlage 1", "onderdeel 1"]
