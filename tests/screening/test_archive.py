"""The archive in the samples: screening it says of every file what its list says."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.resources import data_root
from tests.screening.conftest import report

ARCHIVE = data_root("samples") / "archief"
DOCUMENTS = ARCHIVE / "documenten"


def listed(*, has_office: bool) -> dict[str, tuple[str, str, int]]:
    """Returns format, status and number of findings by path, of what must be in the report."""
    with (ARCHIVE / "inhoud.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    said = {}
    for row in rows:
        if not row["uitkomst"]:  # passed over
            continue
        is_read = has_office or row["nodig"] != "LibreOffice"
        found = (row["uitkomst"], int(row["bevindingen"])) if is_read else ("onleesbaar", 0)
        said[row["pad"]] = (row["soort"], *found)
    return said


def screened(out: Path) -> dict[str, tuple[str, str, int]]:
    lines: list[dict[str, Any]] = [line for line in report(out) if line["kind"] == "document"]
    return {
        Path(line["path"]).relative_to(DOCUMENTS).as_posix(): (line["format"], line["status"], len(line["findings"]))
        for line in lines
    }


def test_the_list_names_every_file_and_no_other() -> None:
    with (ARCHIVE / "inhoud.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["soort"] != "map"]
    files = [path for path in DOCUMENTS.rglob("*") if path.is_file()]
    assert sorted(row["pad"] for row in rows) == sorted(path.relative_to(DOCUMENTS).as_posix() for path in files)
    assert len(files) >= 60
    assert sum(path.stat().st_size for path in files) < 3_000_000


def test_every_file_ends_as_the_list_says(inline: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which
    monkeypatch.setattr(
        shutil, "which", lambda name, *rest, **more: None if "office" in name else real(name, *rest, **more)
    )
    done = CliRunner().invoke(main, ["screen", str(DOCUMENTS), "--out", str(tmp_path / "uit")])
    assert done.exit_code == 3, done.output
    assert screened(tmp_path / "uit") == listed(has_office=False)


@pytest.mark.slow
def test_old_files_are_read_by_way_of_libreoffice(soffice: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["screen", str(DOCUMENTS), "--out", str(tmp_path / "uit")])
    assert done.exit_code == 3, done.output
    assert screened(tmp_path / "uit") == listed(has_office=True)
