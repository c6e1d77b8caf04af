"""Text of a document leaves the program only in the documents themselves (architecture rows 38 and 46)."""

from __future__ import annotations

import json
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.resources import data_root

CANARY = "kanarie7f3a"
PLANTED = f" Hij heeft een burn-out door {CANARY}."
MARKS = (CANARY, "burn-out")
# Names of files, folders and documents are made of these, so that a person can find them.
NAMING = {"kenmerk", "soort", "schema_versie", "id"}


def leaves_changed(value: Any, change: Any, key: str = "") -> Any:
    """Returns the data with every string but the naming ones changed."""
    if isinstance(value, dict):
        return {name: leaves_changed(item, change, name) for name, item in value.items()}
    if isinstance(value, list):
        return [leaves_changed(item, change, key) for item in value]
    return change(value) if isinstance(value, str) and key not in NAMING else value


def plant(text: str) -> str:
    """Adds the canary to what looks like free text."""
    return text + PLANTED if len(text) > 20 and " " in text else text


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Makes dossiers that hold the canary everywhere, in ways that are valid, wrong and broken."""
    folder = tmp_path_factory.mktemp("dossiers")
    source = (data_root("samples") / "dossiers" / "voorbeeld-volledig.json").read_text(encoding="utf-8")
    data = json.loads(source)
    planted = json.dumps(leaves_changed(data, plant), ensure_ascii=False, indent=1)
    files = {
        "gevuld.json": planted,
        "fout.json": json.dumps(leaves_changed(data, lambda _: CANARY)),
        "afgebroken.json": planted[: len(planted) // 2],
        "dubbel.json": f'{{"kenmerk": "{CANARY}", "kenmerk": "{CANARY}"}}',
        "gekraakt.yaml": f"kenmerk: [{CANARY}\nwerknemer: {CANARY}: {CANARY}",
        "lijst.json": json.dumps([CANARY] * 3),
        "getal.json": f'{{"kenmerk": NaN, "soort": "{CANARY}"}}',
        "notitie.txt": PLANTED * 3,
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "latin.json").write_bytes(f'{{"kenmerk": "{CANARY} \xe9"}}'.encode("latin-1"))
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the program reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def leaks(shown: str) -> list[str]:
    return [mark for mark in MARKS if mark in shown.lower()]


def written_beside_documents(out: Path) -> Iterator[str]:
    for path in out.rglob("*"):
        if path.is_file() and path.suffix != ".docx":
            yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [(), ("--json",), ("--quiet",), ("--verbose",), ("--json", "--verbose")])
@pytest.mark.parametrize("verb", ["validate", "scan"])
def test_row_38_reading_shows_no_text(dossiers: Path, verb: str, options: tuple[str, ...]) -> None:
    result = run(verb, dossiers, *options)
    assert result.exit_code == 3, result.output
    assert leaks(result.stdout + result.stderr) == []


@pytest.mark.parametrize("options", [(), ("--json",), ("--quiet",)])
def test_row_38_building_shows_no_text(dossiers: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run("build", dossiers, "--out", tmp_path / "uit", *options)
    assert result.exit_code == 3, result.output
    assert leaks(result.stdout + result.stderr) == []
    assert [leak for text in written_beside_documents(tmp_path / "uit") for leak in leaks(text)] == []


def test_a_document_that_is_withheld_now_is_gone_from_the_disk(tmp_path: Path) -> None:
    source = json.loads((data_root("samples") / "dossiers" / "voorbeeld-volledig.json").read_text(encoding="utf-8"))
    dossier, out = tmp_path / "dossier.json", tmp_path / "uit"
    dossier.write_text(json.dumps(source), encoding="utf-8")
    assert run("build", dossier, "--out", out).exit_code == 0
    before = {path.name for path in out.rglob("*.docx")}

    verslagen = [document for document in source["documenten"] if document["soort"] == "gespreksverslag"]
    longest = max(verslagen[0], key=lambda key: len(str(verslagen[0][key])))
    verslagen[0][longest] = leaves_changed(verslagen[0][longest], plant)
    dossier.write_text(json.dumps(source), encoding="utf-8")
    assert run("build", dossier, "--out", out, "--overwrite").exit_code == 1

    (manifest,) = (json.loads(text) for text in written_beside_documents(out))
    assert manifest["withheld"]
    after = {path.name for path in out.rglob("*.docx")}
    assert after < before
    assert after == {Path(document["file"]).name for document in manifest["documents"]}
    for path in out.rglob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            assert not any(CANARY.encode() in archive.read(name) for name in archive.namelist())


def test_text_is_shown_on_request_and_marked_confidential(dossiers: Path) -> None:
    result = run("scan", dossiers / "notitie.txt", "--json", "--show-text")
    findings = [line for line in map(json.loads, result.stdout.splitlines()) if line["kind"] == "finding"]
    assert any("burn-out" in line["text"] for line in findings)
    assert "VERTROUWELIJK" in result.stderr
