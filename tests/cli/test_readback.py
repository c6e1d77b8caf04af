"""The verb `readback`: its lines, its exit codes, what it writes, and the examples of the manual."""

from __future__ import annotations

import io
import json
import re
import shlex
import zipfile
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.documents.build import build
from pipeline.dossier.load import load
from pipeline.resources import data_root

SAMPLES = data_root("samples") / "dossiers"
DOSSIER = SAMPLES / "02-week-10-bouw.yaml"
OTHER = SAMPLES / "voorbeeld-minimaal.json"
MANUAL = (Path(__file__).parents[2] / "docs" / "handleiding.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ poortwachter ((?:readback|build .*--form actueel-oordeel).*)$", MANUAL, re.MULTILINE)
LINE = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text("utf-8"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["readback", *map(str, arguments)])


@pytest.fixture(scope="module")
def untouched() -> bytes:
    built = build(load(DOSSIER.read_bytes(), str(DOSSIER)).data, (), (), rules_digest="0" * 64)
    return next(item.content for item in built.documents if item.name.startswith("02-"))


def changed(content: bytes, old: str, new: str) -> bytes:
    """Returns a document in which a text was typed over."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w") as target:
        for name in archive.namelist():
            text = archive.read(name)
            target.writestr(name, text.replace(old.encode(), new.encode()) if name == "word/document.xml" else text)
    return buffer.getvalue()


def member(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.fixture
def plan(untouched: bytes, tmp_path: Path) -> Path:
    """A plan in which the goal has another day."""
    (day,) = {item["termijn"] for item in load(DOSSIER.read_bytes(), "d.yaml").data["documenten"][1]["doelen"][:1]}
    from pipeline.documents.labels import datum

    path = tmp_path / "plan.docx"
    path.write_bytes(changed(untouched, f">{datum(day)}<", ">1-3-2027<"))
    return path


def test_what_changed_is_told_and_written_in_a_new_file(plan: Path, tmp_path: Path) -> None:
    before = DOSSIER.read_bytes()
    out = tmp_path / "nieuw.yaml"
    done = run(plan, DOSSIER, "--out", out)
    assert done.exit_code == 0, done.output
    assert "/documenten/1/doelen/0/termijn" in done.output
    assert "→ 01-03-2027" in done.output
    assert load(out.read_bytes(), str(out)).data["documenten"][1]["doelen"][0]["termijn"] == "2027-03-01"
    assert DOSSIER.read_bytes() == before
    assert run(plan, DOSSIER, "--out", out).exit_code == 5
    assert run(plan, DOSSIER, "--out", out, "--overwrite").exit_code == 0


def test_the_dossier_itself_is_never_replaced(plan: Path, tmp_path: Path) -> None:
    own = tmp_path / "dossier.yaml"
    own.write_bytes(DOSSIER.read_bytes())
    assert run(plan, own, "--out", own, "--overwrite").exit_code == 5
    assert own.read_bytes() == DOSSIER.read_bytes()


def test_without_out_nothing_is_written(plan: Path, tmp_path: Path) -> None:
    done = run(plan, DOSSIER)
    assert done.exit_code == 0
    assert "Er is niets geschreven" in done.output
    assert list(tmp_path.iterdir()) == [plan]


def test_a_document_of_another_dossier_makes_the_run_incomplete(plan: Path, tmp_path: Path) -> None:
    done = run(plan, OTHER, "--out", tmp_path / "n.json")
    assert done.exit_code == 3
    assert "ander dossier" in done.output
    assert list(tmp_path.iterdir()) == [plan]


def test_medical_content_is_refused_without_showing_it(tmp_path: Path) -> None:
    data = load(DOSSIER.read_bytes(), str(DOSSIER)).data
    built = build(data, (), (), rules_digest="0" * 64, forms=["gespreksverslag"])
    form = next(item.content for item in built.documents if item.name.startswith("formulieren/"))
    path = tmp_path / "formulier.docx"
    box = member(form).partition('<w:tag w:val="/aanleiding_toelichting"/>')[2].partition("</w:sdt>")[0]
    typed = re.sub("<w:sdtContent>.*", "<w:sdtContent><w:r><w:t>Ik slik oxycodon voor mijn hernia.</w:t></w:r>", box)
    path.write_bytes(changed(form, box, typed.replace("<w:showingPlcHdr/>", "") + "</w:sdtContent>"))
    for options in ((), ("--json",)):
        done = run(path, DOSSIER, *options)
        assert done.exit_code == 1
        assert "/aanleiding_toelichting" in done.output
        assert "oxycodon" not in done.output
        assert "hernia" not in done.output


def test_the_json_lines_fit_their_schema(plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "slecht.docx"
    bad.write_bytes(b"PK\3\4")
    done = run(plan, bad, DOSSIER, "--json")
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert list(dict.fromkeys(line["kind"] for line in lines)) == ["change", "unread", "end"]
    assert lines[0]["new"] == "2027-03-01"
    assert lines[-1]["exit_code"] == done.exit_code == 3
    validator = jsonschema_rs.validator_for(LINE)
    assert all(validator.is_valid(line) for line in lines)


@pytest.mark.parametrize("arguments", [(DOSSIER,), (), ("plan.docx", DOSSIER, OTHER), ("plan.docx", "--out", "n.yaml")])
def test_wrong_use_is_exit_code_2(arguments: tuple[object, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_examples_of_the_manual_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(EXAMPLES) == 3
    for example in EXAMPLES:
        words = [
            str(SAMPLES / word.rpartition("/")[2]) if word.startswith("samples/") else word
            for word in shlex.split(example)
        ]
        done = CliRunner().invoke(main, words)
        assert done.exit_code in ({0, 1} if example.startswith("build") else {0}), (example, done.output)
    assert {path.name for path in tmp_path.iterdir()} == {"uitvoer"}
