"""The catalogue of click's texts is compiled from its source, and no English reaches the user.

UPDATE_CATALOGUE=1 pytest tests/cli/test_dutch.py compiles it anew.
"""

from __future__ import annotations

import ast
import os
import re
import struct
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

FOLDER = Path(__file__).parents[2] / "pipeline" / "locale" / "nl" / "LC_MESSAGES"
WORDS = "the|usage|error|missing|show|such|option|invalid|value|does not|try|file|directory"
ENGLISH = re.compile(rf"\b({WORDS})\b", re.IGNORECASE)


def compiled(source: str) -> bytes:
    """Returns the .mo bytes of a catalogue, as the GNU gettext manual describes them."""
    entries: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", source):
        fields = {m[1]: ast.literal_eval(m[2]) for m in re.finditer(r'^(msg\S+) (".*")$', block, re.MULTILINE)}
        key, text = fields["msgid"], fields.get("msgstr", "")
        if "msgid_plural" in fields:
            key, text = f"{key}\0{fields['msgid_plural']}", f"{fields['msgstr[0]']}\0{fields['msgstr[1]']}"
        entries[key] = text
    keys = sorted(entries, key=str.encode)
    count = len(keys)
    blob, table = b"", []
    for text in [*keys, *(entries[key] for key in keys)]:
        raw = text.encode()
        table += [len(raw), 28 + count * 16 + len(blob)]
        blob += raw + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + count * 8, 0, 28 + count * 16)
    return head + struct.pack(f"<{len(table)}I", *table) + blob


def test_the_catalogue_is_compiled_from_its_source():
    binary = compiled((FOLDER / "messages.po").read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_CATALOGUE"):
        (FOLDER / "messages.mo").write_bytes(binary)
    assert (FOLDER / "messages.mo").read_bytes() == binary


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["validate", "--help"],
        ["scan", "--help"],
        ["build", "--help"],
        ["deadlines", "--help"],
        ["deadlines"],
        ["deadlines", "--op", "morgen"],
        ["deadlines", "--zelfde-oorzaak", "misschien"],
        ["rules", "--help"],
        ["rules", "try", "--help"],
        ["demo", "--help"],
        ["doctor", "--help"],
        ["valideer"],
        ["scan"],
        ["scan", "--jason", "x"],
        ["build", "x", "--out"],
        ["build", "x"],
        ["doctor", "te", "veel"],
    ],
)
def test_what_the_command_line_says_is_dutch(arguments):
    said = CliRunner().invoke(main, arguments).output
    assert said
    assert (
        ENGLISH.findall(
            re.sub(r"--[a-z-]+|'[^']*'|\b(build|demo|doctor|rules|scan|validate|check|list|try)\b", "", said)
        )
        == []
    )
