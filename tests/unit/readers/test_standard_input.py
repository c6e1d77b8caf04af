"""What comes from standard input has no suffix: a dossier is told by how it is written, anything else is plain text."""

from __future__ import annotations

import pytest

from pipeline import flow

ESCAPED = rb'"notitie": "Zij is zwang\u0065r."'


@pytest.mark.parametrize(
    "content",
    [
        b"{" + ESCAPED + b"}",
        b"\xef\xbb\xbf\r\n {" + ESCAPED + b"}",
        b"schema_versie: v1\n" + ESCAPED,
        b"\xef\xbb\xbfschema_versie: v1\n" + ESCAPED,
        b"# opmerking\nland: NL\nschema_versie: v1\n" + ESCAPED,
    ],
)
def test_a_dossier_is_read_as_one(content: bytes) -> None:
    (finding,) = flow.scan("-", content).findings
    assert finding.place.startswith("/")
    assert finding.blocking


@pytest.mark.parametrize(
    "content", [b"Zij is zwanger.", b"Over schema_versie: v1. Zij is zwanger.", b"- zij is zwanger"]
)
def test_anything_else_is_text(content: bytes) -> None:
    (finding,) = flow.scan("-", content).findings
    assert finding.place == "tekst"
