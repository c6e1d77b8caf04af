"""Every finding in the sample archive is shown again in its own text, whatever the format of its document."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.batch.screened import read_screening
from pipeline.cli import main
from pipeline.resources import data_root


@pytest.mark.slow
def test_every_finding_of_the_archive_is_found_again_at_its_place(tmp_path: Path) -> None:
    archive, out = tmp_path / "archief", str(tmp_path / "uit")
    shutil.copytree(data_root("samples") / "archief" / "documenten", archive)
    run = partial(CliRunner().invoke, main)
    assert run(["screen", str(archive), "--out", out, "-q"]).exit_code == 3
    count = sum(len(document.findings) for document in read_screening(Path(out)).documents)
    assert count > 20
    shown = run(["review", out], input="n\n" * count).stdout
    assert shown.count("]]") == shown.count("\nBevinding ") == count
    for trouble in ("niet terug te vinden", "gewijzigd", "niet gevonden"):
        assert trouble not in shown
