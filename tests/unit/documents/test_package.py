"""Units of the zip writer."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.package import MAX_BYTES, ZLIB, Package, fastest_deflate
from pipeline.errors import TemplateError


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\\\x00"), min_size=1, max_size=20)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=500), min_size=1, max_size=6)


@settings(deadline=None)
@given(MEMBERS, st.data())
def test_what_is_written_is_what_was_read_but_for_what_changed(members: dict[str, bytes], data: st.DataObject) -> None:
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(members)), st.binary(max_size=500)))
    for deflate in (ZLIB, fastest_deflate()):
        written = unzipped(Package(zipped(members), deflate).write(changed))
        assert written == {**members, **changed}
        assert list(written) == list(members)


@settings(deadline=None)
@given(MEMBERS)
def test_the_same_members_give_the_same_bytes(members: dict[str, bytes]) -> None:
    stored = zipped(members, zipfile.ZIP_STORED)
    assert Package(zipped(members)).write({}) == Package(stored).write({})


def test_what_does_not_shrink_is_stored() -> None:
    package = Package(zipped({"a": b"x", "b": b"x" * 1000}))
    with zipfile.ZipFile(io.BytesIO(package.write({}))) as archive:
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


def test_the_name_of_the_way_to_compress_names_its_version() -> None:
    assert ZLIB.name.startswith("zlib 1.")
    assert fastest_deflate().name.startswith(("isal ", "zlib "))


def test_folders_are_left_out() -> None:
    assert list(Package(zipped({"word/": b"", "word/a": b"x"})).members) == ["word/a"]


def flagged_as_encrypted(data: bytes) -> bytes:
    central = data.rindex(b"PK\1\2") + 8
    return data[:central] + b"\1" + data[central + 1 :]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_cannot_be_a_template_is_refused_with_a_reason() -> None:
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    for data, reason in (
        (b"", "geen Word-document"),
        (zipped({"a": b"x"})[:-4], "geen Word-document"),
        (zipped({"a": b"x" * 99}).replace(b"PK\3\4", b"PK\3\5"), "geen Word-document"),
        (twice.getvalue(), "twee keer"),
        (zipped({"a": b"x"}, zipfile.ZIP_LZMA), "op een manier die Word niet kent"),
        (flagged_as_encrypted(zipped({"a": b"x"})), "wachtwoord"),
    ):
        with pytest.raises(TemplateError, match=reason):
            Package(data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch) -> None:
    monkeypatch.setattr("pipeline.documents.package.MAX_BYTES", 100)
    with pytest.raises(TemplateError, match="uitgepakt groter"):
        Package(zipped({"a": b"x" * 101}))
    assert MAX_BYTES == 256 * 2**20
