"""Screening, marking, redacting and deciding leave no word of a document anywhere, whatever is wrong (row 38)."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.batch import choosing
from pipeline.batch.inline import Inline
from pipeline.cli import main
from tests.canary.files import CANARIES, SICK, canaries_in, filled


@dataclass
class Waste:
    """What was thrown away or moved on the way: the bytes of each file, by its name."""

    leaking: dict[str, set[str]] = field(default_factory=dict)
    looked: int = 0

    def look(self, path: Path) -> None:
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        for file in files:
            self.looked += 1
            if found := canaries_in(file.read_bytes()):
                self.leaking[file.name] = found


@pytest.fixture
def waste(monkeypatch: pytest.MonkeyPatch) -> Waste:
    """Looks into every file before it is removed: journal, scratch and temporary files do not outlive a run."""
    seen = Waste()
    unlink, remove = Path.unlink, shutil.rmtree

    def looked(path: Path, *rest: Any, **options: Any) -> None:
        if path.exists() and not path.is_symlink():
            seen.look(path)
        unlink(path, *rest, **options)

    def looked_tree(path: Any, *rest: Any, **options: Any) -> None:
        if Path(path).is_dir():
            seen.look(Path(path))
        remove(path, *rest, **options)

    monkeypatch.setattr(Path, "unlink", looked)
    monkeypatch.setattr(shutil, "rmtree", looked_tree)
    return seen


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format and every trick, none of them cut off: half the time."""
    return filled(tmp_path_factory.mktemp("kanarie") / "in", with_damaged=False)


@pytest.fixture(scope="module")
def all_of_it(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("kanaries") / "in")


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Works in this process, where the test can see all that happens."""
    monkeypatch.setattr(choosing, "engine_for", lambda *_args, **_options: Inline())
    monkeypatch.setattr("pipeline.batch.local.Local", lambda *_args: Inline())
    monkeypatch.setattr("pipeline.documents.office.find_office", _no_office)
    return


def _no_office() -> str:
    from pipeline.errors import MissingProgramError

    raise MissingProgramError("LibreOffice is er niet.")


def run(*arguments: object, code: set[int], said: str = "") -> str:
    """Runs a verb and returns what it wrote on standard error, having looked at standard output."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=said)
    assert result.exit_code in code, result.output
    assert "Fout in het programma" not in result.output
    assert "Traceback" not in result.output
    if arguments[0] != "review":
        assert canaries_in(result.stdout.encode()) == set()
    assert canaries_in(result.stderr.encode()) == set()
    return result.output


def leaking(folder: Path, words: frozenset[str] = CANARIES) -> dict[str, set[str]]:
    """Returns the canaries in the files of a folder and in their names, with what is zipped unzipped."""
    found = {}
    for path in folder.rglob("*"):
        inside = canaries_in(path.read_bytes()) if path.is_file() else set()
        if here := {word for word in inside | canaries_in(path.name.encode()) if word in words}:
            found[path.name] = here
    return found


def no_crash(out: Path) -> None:
    """Sees to it that each file was read or refused: one that stops its reader with a bug would hide what it does."""
    report = (out / "rapport.jsonl").read_text(encoding="ascii")
    assert "liep hier vast" not in report


@pytest.mark.slow
def test_row_38_screening_leaks_nothing(few: Path, tmp_path: Path, inline: None, waste: Waste, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        run("screen", few, "--out", tmp_path / "uit", "--json", code={3})
    no_crash(tmp_path / "uit")
    assert leaking(tmp_path) == {}
    assert canaries_in(caplog.text.encode()) == set()
    assert waste.looked
    assert waste.leaking == {}


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("-v",), ("-q",), ("--json",)])
def test_row_38_screening_leaks_nothing_at_any_loudness(
    all_of_it: Path, tmp_path: Path, inline: None, waste: Waste, options: tuple[str, ...], caplog: Any
) -> None:
    out = tmp_path / "uit"
    with caplog.at_level(logging.DEBUG):
        run("screen", all_of_it, "--out", out, *options, code={3})
        run("screen", all_of_it, "--out", out, "--overwrite", "--baseline", out, *options, code={3})
    no_crash(out)
    assert leaking(tmp_path) == {}
    assert canaries_in(caplog.text.encode()) == set()
    assert waste.leaking == {}


@pytest.mark.slow
def test_row_38_copies_hold_what_they_must_and_nothing_else_does(
    all_of_it: Path, tmp_path: Path, inline: None, waste: Waste
) -> None:
    for options in ((), ("--json", "--overwrite"), ("-q", "--overwrite")):
        run("annotate", all_of_it, "--out", tmp_path / "gemerkt", *options, code={0, 3})
        run("redact", all_of_it, "--all", "--out", tmp_path / "kopie", *options, code={0, 3})
    assert list((tmp_path / "gemerkt").rglob("*.docx"))
    kept = leaking(tmp_path / "kopie", frozenset(SICK))
    # In a damaged file a stray letter may be glued to a word: then it is no longer the one that was taken out.
    assert {name for name in kept if " stuk." not in name} == set()
    word = re.compile(rf"(?<!\w)(?:{'|'.join(SICK)})(?!\w)", re.IGNORECASE)
    for name in kept:
        content = next((tmp_path / "kopie").rglob(name)).read_bytes()
        assert not word.search(content.decode("utf-8", "replace")), name
    for path in tmp_path.iterdir():
        if path.name not in {"gemerkt", "kopie"}:
            assert leaking(path) == {}
    run("audit", "verify", tmp_path / "kopie-audit", "-v", code={0})


@pytest.mark.slow
def test_row_38_deciding_keeps_no_text(few: Path, tmp_path: Path, inline: None, waste: Waste) -> None:
    out = tmp_path / "uit"
    run("screen", few, "--out", out, "-q", code={3})
    said = "1\n2\ncursus\nn\n3\nartikel 29b ZW\ngeen\nu\np\nq\n"
    shown = run("review", out, code={0}, said=said)
    assert "VERTROUWELIJK" in shown
    run("review", out, "--stats", code={0})
    run("review", out, "--false-alarms", tmp_path / "alarmen.jsonl", code={0})
    run("audit", "verify", out, "-v", code={0})
    run("audit", "purge", out, "--ouder-dan", "1d", code={0})
    assert list(out.glob("besluiten*"))
    assert leaking(tmp_path) == {}
    assert waste.leaking == {}


@pytest.mark.slow
def test_the_canaries_would_be_found(few: Path) -> None:
    """The canaries sing: the files hold them, packed or not, and the looking sees them in every encoding."""
    assert leaking(few).keys() >= {"docx.docx", "wijd.txt", "zip.zip", "txt.txt", "alles.msg", "xlsx.xlsx", "html.html"}
    assert canaries_in("een KANARIE7F3A".encode("utf-16")) == {"kanarie7f3a"}
