"""No output of any verb holds text of a document, whatever is wrong with it (architecture table, row 38)."""

from __future__ import annotations

import copy
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.dossier.load import load
from pipeline.dossier.texts import segments
from pipeline.model import TextKind

Target = Callable[[Any, str], tuple[Any, str | int]]
CANARIES = ("kanarie7f3a", "zwaluw9b2c", "hernia", "oxycodon")
SENTENCE = "Kanarie7f3a heeft een hernia en zwaluw9b2c slikt oxycodon."


def sick(data: Any, kinds: set[TextKind], target: Target) -> dict[str, Any]:
    """Returns a copy of a dossier with the sentence in every text of these kinds."""
    data = copy.deepcopy(data)
    for segment in list(segments(data)):
        if segment.kind in kinds and segment.place not in {"/soort", "/schema_versie"}:
            container, key = target(data, segment.place)
            container[key] = SENTENCE
    return data


def broken(free: dict[str, Any], every: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yields files that are wrong in every way, all with the canaries in them: in free text, or in every text."""
    yield "vrij.json", json.dumps(free | {"kenmerk": "vrij"}).encode()
    yield "alles.json", json.dumps(every).encode()
    # How a file is broken does not depend on its length; two documents are enough, and four times as fast.
    small = free | {"documenten": free["documenten"][:2]}
    text = json.dumps(small)
    yield "afgebroken.json", text[: len(text) // 2].encode()
    yield "utf16.json", text.encode("utf-16")
    yield "latin.json", text.replace("Kanarie", "Kanari\u00eb").encode("latin-1", "replace")[:-40]
    yield "dubbel.json", f'{{"{SENTENCE}": 1, "{SENTENCE}": 2}}'.encode()
    yield "nan.json", f'{{"kenmerk": "{SENTENCE}", "x": NaN}}'.encode()
    yield (
        "onbekend.json",
        json.dumps(
            small | {"kenmerk": "onbekend", SENTENCE: SENTENCE, "kanarie7f3a": {"hernia": ["oxycodon"]}}
        ).encode(),
    )
    yield (
        "soort.json",
        json.dumps(
            small | {"kenmerk": "soort", "soort": SENTENCE, "documenten": [SENTENCE, {"soort": SENTENCE}]}
        ).encode(),
    )
    yield "diep.json", (f'{{"{SENTENCE}":' * 80 + "1" + "}" * 80).encode()
    yield "lijst.json", json.dumps([SENTENCE]).encode()
    yield "tekst.json", json.dumps(SENTENCE).encode()
    yield "inspringen.yaml", f"kenmerk: {SENTENCE}\n  soort: [{SENTENCE}\n".encode()
    yield "anker.yaml", f"kenmerk: &a {SENTENCE}\nsoort: *a\n".encode()
    yield "label.yaml", f"kenmerk: !!python/object {SENTENCE}\n".encode()
    yield "gesprek.txt", f"{SENTENCE}\n".encode()
    yield "bytes.txt", SENTENCE.encode() + b"\0\xff\xfe"


@pytest.fixture(scope="session")
def everything(sample: Path, target: Target, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that are wrong in every way, with a document of every kind in them; nothing writes there."""
    data = json.loads(sample.read_text(encoding="utf-8"))
    return written(data, target, tmp_path_factory.mktemp("alles"))


@pytest.fixture(scope="session")
def folder(sample: Path, target: Target, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files with four documents in them: for what does not depend on the kind of document."""
    data = json.loads(sample.read_text(encoding="utf-8"))
    return written(data | {"documenten": data["documenten"][:4]}, target, tmp_path_factory.mktemp("in"))


def written(data: Any, target: Target, folder: Path) -> Path:
    for name, content in broken(sick(data, {TextKind.VRIJ}, target), sick(data, set(TextKind), target)):
        (folder / name).write_bytes(content)
    return folder


def leaks(text: str) -> list[str]:
    return [word for word in CANARIES if word in text.lower()]


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        (verb, options)
        for verb in ("validate", "scan", "build")
        for options in ([], ["--json"], ["-q"], ["-v"])
        if (verb, options) != ("build", ["-v"])  # there is no such option
    ],
)
def test_no_output_holds_text_of_a_document(everything, folder, tmp_path, verb, options, caplog):
    # -q and -v only show less or more of the same, so a few kinds of document will do.
    folder = folder if options in (["-q"], ["-v"]) else everything
    out = ["--out", str(tmp_path / "uit")] if verb == "build" else []
    with caplog.at_level(logging.DEBUG):
        result = CliRunner().invoke(main, [verb, str(folder), *out, *options])
    assert result.exit_code == 3, result.output
    assert leaks(result.output) == []
    assert leaks(caplog.text) == []
    assert "Traceback" not in result.output
    assert "liep hier vast" not in result.output
    for path in (tmp_path / "uit").rglob("*"):
        assert leaks(path.name) == []
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                assert (
                    leaks("".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())) == []
                )
        elif path.is_file():
            assert leaks(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("options", [[], ["--json"], ["--op", "2026-11-22"], ["--ics", "agenda.ics", "--namen"]])
def test_no_deadline_holds_text_of_a_document(folder, tmp_path, options, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["deadlines", str(folder), *options])
    assert result.exit_code == 3, result.output
    assert leaks(result.output) == []
    assert "liep hier vast" not in result.output
    assert [word for path in tmp_path.glob("*.ics") for word in leaks(path.read_text(encoding="utf-8"))] == []


def test_standard_input_leaks_nothing_either(folder):
    for path in folder.glob("*.json"):
        for verb in ("validate", "scan"):
            assert leaks(CliRunner().invoke(main, [verb, "-"], input=path.read_bytes()).output) == []


def test_the_text_is_shown_when_the_user_asks(folder):
    result = CliRunner().invoke(main, ["scan", str(folder / "gesprek.txt"), "--show-text", "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"hernia", "oxycodon"} <= {line.get("text") for line in lines}
    assert "VERTROUWELIJK" in result.stderr


def test_the_sentence_would_be_found(folder):
    """The canary sings: without the gate these texts would stand in the documents."""
    assert SENTENCE in {s.text.reveal() for s in segments(load((folder / "vrij.json").read_bytes(), "vrij.json").data)}
