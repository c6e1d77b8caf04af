"""What is withheld is nowhere on disk, and nothing goes over the network (architecture rows 38 and 46)."""

from __future__ import annotations

import json
import socket
import zipfile
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main

CANARY = "kanarie7f3a"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def planted(value: Any) -> Any:
    """Returns the data with something forbidden in every text that is long enough to be free text."""
    if isinstance(value, dict):
        return {key: planted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [planted(item) for item in value]
    is_free = isinstance(value, str) and len(value) > 20 and " " in value
    return f"{value} Hij heeft een burn-out door {CANARY}." if is_free else value


def made(out: Path) -> set[str]:
    return {path.name for path in out.rglob("*") if path.suffix in {".docx", ".zip"}}


def test_a_document_that_is_withheld_now_is_gone_from_the_disk(full: Any, tmp_path: Path) -> None:
    dossier, out = tmp_path / "dossier.json", tmp_path / "uit"
    dossier.write_text(json.dumps(full), encoding="utf-8")
    result = run("build", dossier, "--out", out)
    assert result.exit_code == 0, result.output
    before = made(out)

    verslag = next(document for document in full["documenten"] if document["soort"] == "gespreksverslag")
    verslag |= planted(verslag)
    dossier.write_text(json.dumps(full), encoding="utf-8")
    result = run("build", dossier, "--out", out, "--overwrite")
    assert result.exit_code == 1, result.output

    manifest = json.loads((out / full["kenmerk"] / "manifest.json").read_text(encoding="utf-8"))
    assert verslag["id"] in {document["id"] for document in manifest["withheld"]}
    after = made(out)
    assert after < before
    assert after == {Path(document["file"]).name for document in manifest["documents"]}
    for path in out.rglob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            assert not any(CANARY.encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    "verb",
    [
        ("validate",), ("scan",), ("build", "--out", "uit"), ("deadlines",), ("retention",),
        ("overview", "--op", "2026-11-22", "--out", "o.html"),
        ("rules", "list"), ("rules", "try", "Zij heeft griep."), ("templates", "new", "Zorg", "--out", "stijl"),
        ("doctor",),
    ],
    ids=lambda verb: " ".join(verb[:2]),
)  # fmt: skip
def test_row_46_nothing_goes_over_the_network(
    verb: tuple[str, ...], sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the program reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    paths = () if verb[0] in {"doctor", "rules", "templates"} else (sample,)
    result = run(*verb, *paths)
    assert result.exit_code in {0, 1}, result.output
