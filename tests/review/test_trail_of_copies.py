"""`annotate` and `redact` note what they did, and not among the copies that are handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.batch import copying
from pipeline.cli import main
from pipeline.copies import Copied
from pipeline.errors import ExitCode
from pipeline.review.audit import Head, verify

SOURCE = "Zij is zwanger."


@pytest.fixture(autouse=True)
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: object) -> list[Copied]:
        return [Copied("a.txt", written="uit/a.txt", count=2)]

    monkeypatch.setattr(copying, "copies_of", made)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SOURCE, encoding="utf-8")
    return tmp_path / "a.txt"


@pytest.mark.parametrize("verb", ["annotate", "redact"])
@pytest.mark.parametrize("chosen", [False, True])
def test_a_run_is_noted_beside_the_copies(tmp_path: Path, source: Path, verb: str, chosen: bool) -> None:
    trail = tmp_path / ("spoor" if chosen else "uit-audit")
    options = ["--audit", str(trail)] if chosen else []
    done = CliRunner().invoke(main, [verb, str(source), "--out", str(tmp_path / "uit"), *options])
    assert done.exit_code == 0, done.output
    head = Head.of(done.stdout.split()[-1])
    verified = verify(trail, [head])
    ((number, event),) = verified.events
    assert (verified.faults, number, event.action) == ((), 1, verb)
    assert event.counts == {"bestanden": 1, "kopieën": 1, "ongelezen": 0, "plaatsen": 2}
    assert list((tmp_path / "uit").iterdir()) == []


def test_a_trail_that_does_not_hold_is_refused_before_the_work(tmp_path: Path, source: Path) -> None:
    command = ["redact", str(source), "--out", str(tmp_path / "uit")]
    CliRunner().invoke(main, command)
    (tmp_path / "uit-audit" / "sleutel").write_bytes(b"x" * 32)
    (tmp_path / "uit").rmdir()
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == ExitCode.INCOMPLETE
    assert "hoort bij een andere sleutel" in refused.stderr
    assert not (tmp_path / "uit").exists()
