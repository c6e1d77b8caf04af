"""Copies of whole folders: the same tree with clean names, each copy whole or absent, and nothing left to find."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from pipeline.batch.inline import Inline
from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.marking.conftest import word_document

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "readers"))
from everything_docx import paragraph
from everything_docx import run as run_of

ROOT = Path(__file__).parents[2]
DIAGNOSIS = "burn-out"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder as an office has it, with a diagnosis in a name, a text and a Word file, and a picture."""
    folder = tmp_path / "share" / "Jansen burn-out"
    folder.mkdir(parents=True)
    (folder / "gesprek.txt").write_text("Zij is uitgevallen met een burn-out.\n", encoding="utf-8")
    (folder / "rooster.txt").write_text("Maandag vroeg, dinsdag laat.\n", encoding="utf-8")
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0 geen echte foto")
    content = word_document(paragraph(run_of("Zij is uitgevallen met een burn-out.")))
    (folder / "verslag burn-out.docx").write_bytes(content)
    return tmp_path / "share"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does the work in this process: what a process of its own is for, other tests look at."""
    monkeypatch.setattr("pipeline.batch.local.Local", lambda *_: Inline())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_what_stays_in_a_copy_is_said(tmp_path: Path, here: None) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("overleg Els en de zalf\n", encoding="utf-8")  # a vermoeden
    (folder / "b.txt").write_text("Zij is uitgevallen met een burn-out.\n", encoding="utf-8")
    said = run("redact", folder, "--out", tmp_path / "uit").output
    assert said.count("1 vermoeden of bevinding blijft staan") == 2
    assert "b.txt: 1 stuk tekst verwijderd" in said
    made = lines(run("redact", folder, "--out", tmp_path / "uit2", "--json"))
    assert [line.get("kept") for line in made] == [1, 0, 1]
    assert "blijft staan" not in run("redact", folder, "--all", "--out", tmp_path / "uit3").output


def test_a_file_with_nothing_to_mark_is_told_apart_from_one_that_cannot_be(share: Path, tmp_path: Path) -> None:
    said = run("annotate", share, "--out", tmp_path / "uit").output
    assert "1 kopie in" in said
    assert "In 1 bestand is niets gevonden om te merken" in said
    assert "Van 2 bestanden is geen kopie gemaakt; hierboven staat waarom." in said


def test_a_file_behind_another_gets_no_copy_and_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Alles besproken.\n" * 5000)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("notitie.txt", "Zij is uitgevallen met een burn-out.")
    result = run("redact", path, "--out", tmp_path / "uit")
    assert (result.exit_code, "zit nog een zip-bestand" in result.output) == (ExitCode.INCOMPLETE, True)
    assert not list((tmp_path / "uit").rglob("*.txt"))


def test_redact_makes_the_same_tree_with_clean_names(share: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    result = run("redact", share, "--out", out)
    assert result.exit_code == ExitCode.INCOMPLETE, result.output  # nobody read the picture
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert len(made) == 3
    assert not any(DIAGNOSIS in name for name in made)
    assert {Path(name).suffix for name in made} == {".txt", ".docx"}
    for path in out.rglob("*.txt"):
        assert DIAGNOSIS not in path.read_text(encoding="utf-8")
    with zipfile.ZipFile(next(out.rglob("*.docx"))) as archive:
        assert not any(DIAGNOSIS.encode() in archive.read(name) for name in archive.namelist())
    assert sorted((share / "Jansen burn-out").iterdir()) == sorted(
        share / "Jansen burn-out" / name for name in ("foto.jpg", "gesprek.txt", "rooster.txt", "verslag burn-out.docx")
    )


@pytest.mark.usefixtures("here")
def test_what_came_of_each_file_is_told_without_its_text(share: Path, tmp_path: Path) -> None:
    result = run("redact", share, "--out", tmp_path / "uit", "--json")
    told = lines(result)
    assert [line["kind"] for line in told] == ["copy"] * 4 + ["end"]
    assert {Path(str(line["path"])).name: line["marks"] for line in told[:-1]} == {
        "foto.jpg": 0,
        "gesprek.txt": 1,
        "rooster.txt": 0,
        "verslag burn-out.docx": 1,
    }
    assert told[-1]["exit_code"] == result.exit_code == ExitCode.INCOMPLETE
    assert "uitgevallen" not in result.output


@pytest.mark.usefixtures("here")
def test_annotate_copies_only_what_it_marks(share: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    result = run("annotate", share, "--out", out)
    assert result.exit_code == ExitCode.INCOMPLETE  # the text file has a finding that cannot be marked
    assert [path.suffix for path in out.rglob("*") if path.is_file()] == [".docx"]
    document = Document(str(next(out.rglob("*.docx"))))
    assert [comment.author for comment in document.comments] == ["Poortwachter"]


@pytest.mark.usefixtures("here")
def test_a_copy_is_never_written_over_another_without_saying_so(share: Path, tmp_path: Path) -> None:
    run("redact", share, "--out", tmp_path / "uit")
    assert run("redact", share, "--out", tmp_path / "uit").exit_code == ExitCode.CANNOT_WRITE
    assert run("redact", share, "--out", tmp_path / "uit", "--overwrite").exit_code == ExitCode.INCOMPLETE


def test_copies_never_come_among_the_files(share: Path) -> None:
    assert run("redact", share, "--out", share / "uit").exit_code == ExitCode.USAGE


def test_a_replacement_may_not_be_a_finding_itself(share: Path, tmp_path: Path) -> None:
    result = run("redact", share, "--out", tmp_path / "uit", "--replacement", "heeft een burn-out")
    assert result.exit_code == ExitCode.USAGE


@pytest.mark.slow
def test_only_what_was_decided_to_be_an_inbreuk_goes(share: Path, tmp_path: Path) -> None:
    screening = tmp_path / "onderzoek"
    run("screen", share, "--out", screening)
    undecided = run("redact", share, "--out", tmp_path / "niets", "--decided", screening, "--json")
    assert lines(undecided)[-1]["marks"] == 0
    answers = "1\nj\n" * 12 + "q\n"  # and so in all other places
    CliRunner().invoke(main, ["review", str(screening), "--door", "Els"], input=answers)
    decided = run("redact", share, "--out", tmp_path / "uit", "--decided", screening, "--json")
    marks = {Path(str(line["path"])).name: line["marks"] for line in lines(decided)[:-1]}
    assert marks["gesprek.txt"] == marks["verslag burn-out.docx"] == 1


@pytest.mark.slow
def test_row_25_screening_the_redacted_archive_finds_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "archief"
    shutil.copytree(ROOT / "samples" / "archief", archive)
    run("redact", archive, "--all", "--out", tmp_path / "uit")
    run("screen", tmp_path / "uit", "--out", tmp_path / "rapport")
    report = (tmp_path / "rapport" / "rapport.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [line for line in map(json.loads, report) if line["kind"] == "document"]
    assert len(documents) > 40
    assert [line["path"] for line in documents if line["findings"]] == []
