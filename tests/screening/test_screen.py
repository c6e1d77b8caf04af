"""The verb as people use it: outcomes, exit codes, what is written where, and running again."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path
from shutil import copyfile
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from pipeline.batch import screening
from pipeline.cli import main
from pipeline.resources import data_root
from tests.screening.conftest import CLEAN, SICK, Screen, documents, report

ALL = {"rapport.html", "rapport.xlsx", "rapport.sarif", "rapport.jsonl"}


def test_findings_end_with_1_and_unread_with_3(screen: Screen, folder: Path, out: Path) -> None:
    assert screen().exit_code == 1
    (folder / "leeg.docx").touch()
    done = screen("--overwrite")
    assert done.exit_code == 3
    assert "onvolledig" in done.output
    (folder / "leeg.docx").unlink()
    (folder / "verslag.txt").write_text(CLEAN.upper(), encoding="utf-8")
    assert screen("--overwrite").exit_code == 0


def test_the_report_names_every_document_once_in_order_between_run_and_end(screen: Screen, out: Path) -> None:
    screen("--op", "2026-11-22")
    lines = report(out)
    assert [line["kind"] for line in lines] == ["run", "document", "document", "end"]
    assert lines[0]["started"] == "2026-11-22"
    assert [Path(line["path"]).name for line in lines[1:3]] == ["rooster.txt", "verslag.txt"]
    assert lines[1]["read"] == ["tekst"]
    assert (lines[3]["documents"], lines[3]["findings"], lines[3]["exit_code"]) == (2, 1, 1)


def test_everything_in_the_output_is_for_its_owner_only(screen: Screen, out: Path) -> None:
    before = os.umask(0)
    try:
        screen()
    finally:
        os.umask(before)
    assert {path.name for path in out.iterdir()} >= {*ALL, "sleutel"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert stat.S_IMODE(out.stat().st_mode) == 0o700


def test_only_what_is_chosen_is_written_and_what_is_old_goes(screen: Screen, out: Path) -> None:
    screen()
    screen("--overwrite", "--xlsx")
    assert {path.name for path in out.iterdir() if path.name.startswith("rapport")} == {"rapport.xlsx", "rapport.jsonl"}


def test_nothing_is_replaced_unasked(screen: Screen, out: Path) -> None:
    screen()
    before = (out / "rapport.jsonl").read_bytes()
    done = screen()
    assert done.exit_code == 5
    assert "--overwrite" in done.output
    assert (out / "rapport.jsonl").read_bytes() == before


def test_the_output_may_not_lie_among_the_documents(inline: None, folder: Path) -> None:
    for out in (folder, folder / "rapport"):
        done = CliRunner().invoke(main, ["screen", str(folder), "--out", str(out)])
        assert done.exit_code == 2
    assert not (folder / "rapport").exists()


def test_a_copy_is_examined_once_and_reported_where_it_lies(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "map").mkdir()
    copyfile(folder / "verslag.txt", folder / "map" / "reuma.txt")
    contents: list[str] = []
    real = screening.flow.screen_file

    def counted(path: str, *rest: Any, name_only: bool, **options: Any) -> Any:
        contents.extend([] if name_only else [Path(path).name])
        return real(path, *rest, name_only=name_only, **options)

    monkeypatch.setattr(screening.flow, "screen_file", counted)
    screen()
    found = documents(out)
    assert contents == ["reuma.txt", "rooster.txt"]
    assert found["verslag.txt"]["same_as"].endswith("reuma.txt")
    assert [item["place"] for item in found["verslag.txt"]["findings"]] == ["tekst"]
    assert {item["place"] for item in found["reuma.txt"]["findings"]} == {"bestandsnaam", "tekst"}


def test_a_folder_with_a_telling_name_is_named_itself(screen: Screen, folder: Path, out: Path) -> None:
    (folder / "burn-out").mkdir()
    (folder / "2024").mkdir()
    screen()
    found = documents(out)
    assert (found["burn-out"]["format"], found["burn-out"]["findings"][0]["place"]) == ("map", "mapnaam")
    assert "2024" not in found
    assert report(out)[-1]["documents"] == 2


def test_the_key_stays_and_makes_the_same_fingerprints(screen: Screen, out: Path) -> None:
    screen()
    key, first = (out / "sleutel").read_bytes(), documents(out)
    screen("--overwrite")
    assert (out / "sleutel").read_bytes() == key
    assert documents(out) == first
    assert len(key) == 32


def test_equal_input_gives_equal_reports(screen: Screen, out: Path) -> None:
    names = ALL - {"rapport.jsonl", "rapport.html"}  # these two end with the head of the audit trail, which goes on
    screen("--op", "2026-11-22")
    first = {name: (out / name).read_bytes() for name in names}
    screen("--op", "2026-11-22", "--overwrite")
    assert {name: (out / name).read_bytes() for name in names} == first


def test_a_baseline_tells_new_from_known_and_gone(screen: Screen, folder: Path, out: Path, tmp_path: Path) -> None:
    screen()
    (folder / "verslag.txt").write_text("Het is rustig.\n", encoding="utf-8")
    (folder / "nieuw.txt").write_text("Hij slikt tramadol.\n", encoding="utf-8")
    (folder / "rooster.txt").write_text(f"{SICK}\n", encoding="utf-8")
    later = tmp_path / "later"
    options = ["screen", str(folder), "--out", str(later), "--baseline", str(out)]
    done = CliRunner().invoke(main, options)
    found = documents(later)
    assert {item["state"] for item in found["nieuw.txt"]["findings"]} == {"nieuw"}
    gone = [line for line in report(later) if line["kind"] == "absent"]
    assert [(Path(line["path"]).name, line["state"]) for line in gone] == [("verslag.txt", "verdwenen")]
    assert "Nieuw sinds de vorige keer" in done.output
    assert (later / "sleutel").read_bytes() == (out / "sleutel").read_bytes()
    assert "Niet meer gevonden" in (later / "rapport.html").read_text(encoding="utf-8")


def test_a_baseline_may_be_the_folder_that_is_replaced(screen: Screen, out: Path) -> None:
    screen()
    screen("--baseline", str(out), "--overwrite")
    assert documents(out)["verslag.txt"]["findings"][0]["state"] == "ongewijzigd"


def test_a_baseline_of_another_key_or_cut_off_is_refused(screen: Screen, out: Path, tmp_path: Path) -> None:
    screen()
    (tmp_path / "sleutel").write_bytes(b"x" * 32)
    done = screen("--baseline", str(out), "--overwrite", "--key-file", str(tmp_path / "sleutel"))
    assert (done.exit_code, "andere sleutel" in done.output) == (2, True)
    lines = (out / "rapport.jsonl").read_text(encoding="ascii").splitlines(keepends=True)
    (out / "rapport.jsonl").write_text("".join(lines[:-1]), encoding="ascii")
    done = screen("--baseline", str(out), "--overwrite")
    assert (done.exit_code, "afgebroken" in done.output) == (3, True)


def test_what_is_suppressed_is_counted_and_asks_for_no_work(screen: Screen, out: Path) -> None:
    screen()
    (out / "onderdrukt.yaml").write_text(
        'formaat: "1"\nonderdrukt:\n- pad: verslag.txt\n  reden: Dit is de tekst van een cursus over tillen.\n'
        '  door: T. Vermeer\n  op: "2026-11-01"\n  tot: "2027-05-01"\n',
        encoding="utf-8",
    )
    done = screen("--overwrite", "--op", "2026-11-22")
    assert done.exit_code == 0, done.output
    assert "onderdrukt" in done.output
    assert report(out)[-1]["silenced"] == 1
    expired = screen("--overwrite", "--op", "2027-06-01")
    assert expired.exit_code == 1
    assert documents(out)["verslag.txt"]["findings"][0]["note"].startswith("vrijstelling verlopen")
    assert "verlopen" in expired.output


def test_no_text_stands_anywhere_unless_asked_for(screen: Screen, folder: Path, out: Path) -> None:
    (folder / "verslag.txt").write_text(
        "Kanarie7f3a heeft een hernia en zwaluw9b2c slikt oxycodon.\n", encoding="utf-8"
    )
    for options in ((), ("--overwrite", "--json"), ("--overwrite", "-v")):
        done = screen(*options)
        said = done.output.encode() + b"".join(path.read_bytes() for path in out.iterdir() if path.is_file())
        with zipfile.ZipFile(out / "rapport.xlsx") as archive:
            said += b"".join(archive.read(name) for name in archive.namelist())
        assert [word for word in (b"anarie7f3a", b"zwaluw9b2c", b"oxycodon", b"hernia") if word in said] == []
    screen("--overwrite", "--show-text")
    for name in ("rapport.html", "rapport.jsonl", "rapport.sarif"):
        assert "oxycodon" in (out / name).read_text(encoding="utf-8")
        assert "VERTROUWELIJK" in (out / name).read_text(encoding="utf-8")
    with zipfile.ZipFile(out / "rapport.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "oxycodon" in sheet
    assert "VERTROUWELIJK" in sheet
    done = screen("--overwrite", "--show-text", "--json")
    assert done.stderr.startswith("VERTROUWELIJK")


def test_json_lines_keep_the_contract(screen: Screen, folder: Path) -> None:
    (folder / "leeg.pdf").touch()
    done = screen("--json")
    schema = json.loads((data_root("schemas") / "uitvoer" / "regel.schema.json").read_text("utf-8"))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        jsonschema.validate(line, schema)
    assert [line["kind"] for line in lines] == ["unread", "finding", "end"]


def test_file_names_stay_off_the_output_unless_asked_for(screen: Screen) -> None:
    assert "verslag.txt" not in screen("-q").output
    assert "verslag.txt" in screen("--overwrite", "-v").output


def test_a_run_is_noted_in_the_trail_and_the_report_names_its_head(screen: Screen, out: Path) -> None:
    screen()
    head = report(out)[-1]["audit"]
    assert head.startswith("1:")
    assert head in (out / "rapport.html").read_text(encoding="utf-8")
    done = CliRunner().invoke(main, ["audit", "verify", str(out), "--kop", head])
    assert done.exit_code == 0


def test_row_34_a_file_that_changes_between_two_looks_is_not_called_examined(
    screen: Screen, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copyfile(folder / "rooster.txt", folder / "zelfde.txt")
    real = screening.Input.read

    def changed(self: Any, limit: int) -> bytes:
        return b"heel iets anders" if self.path.endswith("zelfde.txt") else real(self, limit)

    monkeypatch.setattr(screening.Input, "read", changed)
    assert screen().exit_code == 3
    assert "veranderde" in documents(out)["zelfde.txt"]["unread"][0]["reason"]
