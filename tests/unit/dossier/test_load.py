"""From the bytes of a file to a dossier."""

from __future__ import annotations

import json

import pytest

from pipeline.dossier.load import load
from pipeline.errors import NotationError, UnreadableError

CANARY = "geheimwoord"


@pytest.mark.parametrize("name", ["x.json", "x.JSON", "-", "x", "x.txt"])
def test_json_by_suffix_or_by_how_it_begins(name: str) -> None:
    assert load(b' {"a": 1}', name).data == {"a": 1}


@pytest.mark.parametrize("name", ["x.yaml", "x.yml", "-", "x"])
def test_yaml_by_suffix_or_by_how_it_begins(name: str) -> None:
    assert load(b"a: 1\nb: no\n", name).data == {"a": 1, "b": "no"}


def test_a_yaml_file_that_begins_like_json_is_yaml() -> None:
    assert load(b"{a: tekst}", "x.yaml").data == {"a": "tekst"}


def test_row_11_a_byte_order_mark_of_utf_8_is_no_text() -> None:
    assert load(b"\xef\xbb\xbf" + b'{"a": "\xc3\xa9"}', "x.json").data == {"a": "é"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_row_11_wide_encodings_are_named(encoding: str) -> None:
    with pytest.raises(UnreadableError, match=r"UTF-16 of UTF-32.*Sla het op als UTF-8"):
        load(json.dumps({CANARY: 1}).encode(encoding), "x.json")


def test_row_11_a_western_encoding_is_named_with_its_line() -> None:
    with pytest.raises(UnreadableError, match=r"^Regel 2: .*UTF-8") as caught:
        load('{"a": 1,\n"b": "privé geheimwoord"}'.encode("latin-1"), "x.json")
    assert caught.value.__context__ is None, "the decoding error holds the whole file"


def test_row_11_a_file_may_not_be_too_large() -> None:
    assert load(b'{"a": 1}', "x.json", limit=8).data == {"a": 1}
    with pytest.raises(UnreadableError, match=r"groter dan 5 MB"):
        load(b" " * 5_000_001, "x.json")


def test_row_11_a_broken_file_tells_its_line() -> None:
    with pytest.raises(NotationError, match=r"^Regel 2: "):
        load(b'{"a": 1,\n"a": 2}', "x.json")


@pytest.mark.parametrize(("name", "content"), [("x.json", b'{\n"a": [1,\n2]}'), ("x.yaml", b"\na:\n  - 1\n")])
def test_a_dossier_knows_the_lines_of_its_values(name: str, content: bytes) -> None:
    dossier = load(content, name)
    assert dossier.line("/a") == 2
    assert dossier.problem("/a/0", "regel", "Bericht.").line == dossier.line("/a/0")


def test_a_dossier_does_not_show_what_is_in_it() -> None:
    assert CANARY not in repr(load(json.dumps({CANARY: CANARY}).encode(), "x.json"))
