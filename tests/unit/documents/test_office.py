"""Running LibreOffice: a stand-in that hangs, dies or does its work shows what becomes of the documents."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from pipeline.documents import office
from pipeline.errors import ExitCode, MissingProgramError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")

# Reads the arguments as soffice does: everything after --outdir and its folder is a document to convert.
SCRIPT = """#!/bin/sh
profile=$1
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
mkdir -p "$out"
echo "$profile" >> "$out/../starts"
for source in "$@"; do
  name=$(basename "$source" .docx)
  case "$name" in
    hangt) sleep 60 ;;
    sterft) exit 1 ;;
    half) printf '%%PDF-1.4 half' > "$out/$name.pdf" ;;
    *) printf '%%PDF-1.4 %s %%%%EOF' "$name" > "$out/$name.pdf" ;;
  esac
done
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    script = tmp_path / "programma" / "soffice"
    script.parent.mkdir()
    script.write_text(SCRIPT, encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / office.TEMPORARY).mkdir()
    return tmp_path


def starts(folder: Path) -> list[str]:
    return (folder / "starts").read_text(encoding="utf-8").splitlines()


def test_all_are_converted_in_one_start(folder: Path) -> None:
    assert office.convert(folder, ["a.docx", "b.docx"]) == {"a": b"%PDF-1.4 a %%EOF", "b": b"%PDF-1.4 b %%EOF"}
    assert len(starts(folder)) == 1


def test_who_dies_is_started_once_more_for_what_is_left(folder: Path) -> None:
    made = office.convert(folder, ["a.docx", "sterft.docx", "b.docx"])
    assert made.keys() == {"a", "b"}
    assert len(starts(folder)) == 2
    assert len(set(starts(folder))) == 2, "each start has a profile of its own"


def test_who_hangs_is_ended_and_costs_only_its_own_document(folder: Path) -> None:
    before = time.monotonic()
    made = office.convert(folder, ["a.docx", "hangt.docx", "b.docx"], starting=0.5, per_document=0.5)
    assert made.keys() == {"a", "b"}
    assert time.monotonic() - before < 50, "nobody waited for it to wake up"


def test_half_a_pdf_is_none(folder: Path) -> None:
    assert office.convert(folder, ["half.docx"]) == {}


def test_without_libreoffice_the_user_hears_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(MissingProgramError, match="apt-get install libreoffice-writer") as caught:
        office.find_office()
    assert caught.value.exit_code is ExitCode.INCOMPLETE
