"""One document: what is read as what, the name with the content, and what a copy takes over."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.examined import Examined, Tally
from pipeline.flow.screening import ScreenSettings, as_copy, screen_file, screen_folder, segments_of, unexamined
from pipeline.model import Status, Unread

SICK = b"Zij heeft een hernia."


def places(examined: Examined) -> list[str]:
    return [finding.place for finding in examined.findings]


def test_a_text_is_examined_with_its_name() -> None:
    found = screen_file("map/hernia Jansen.txt", SICK)
    assert (found.format, found.status, places(found)) == ("txt", Status.BEVINDINGEN, ["bestandsnaam", "tekst"])


def test_a_dossier_of_ours_is_examined_by_its_pointers(full: dict[str, Any]) -> None:
    full["werknemer"]["functie"] = "Heeft een hernia"
    found = screen_file("dossier.json", json.dumps(full).encode())
    assert found.format == "json"
    assert "/werknemer/functie" in places(found)


def test_other_json_is_one_text_and_letters_in_figures_do_not_hide_a_word() -> None:
    found = screen_file("export.json", json.dumps({"notitie": "zij heeft een depressie"}).encode())
    assert places(found) == ["tekst"]
    hidden = b'{"notitie": "zij heeft een depr\\u0065ssie"}'
    assert places(screen_file("export.json", hidden)) == ["tekst"]


def test_broken_json_is_still_read_as_text() -> None:
    assert places(screen_file("export.json", b'{"notitie": "zij heeft een hernia"')) == ["tekst"]


def test_an_empty_file_is_unread_with_its_reason() -> None:
    found = screen_file("leeg.docx", b"")
    assert found.status is Status.ONLEESBAAR
    assert "0 bytes" in found.unread[0].reason


def test_only_the_name_of_a_folder_is_examined() -> None:
    found = screen_folder("archief/burn-out traject")
    assert (places(found), found.is_folder, found.status) == (["mapnaam"], True, Status.BEVINDINGEN)
    assert screen_folder("archief/2024").findings == ()


def test_text_comes_along_only_when_asked_for() -> None:
    assert screen_file("a.txt", SICK).shown == ()
    shown = screen_file("a.txt", SICK, ScreenSettings(show_text=True))
    assert shown.shown == ("hernia",)
    assert "hernia" not in repr(shown)


def test_the_key_does_not_show_itself() -> None:
    assert "geheim" not in repr(ScreenSettings(b"geheim" * 6))


@pytest.mark.parametrize("show_text", [False, True])
def test_a_copy_has_the_findings_of_the_first_and_its_own_name(show_text: bool) -> None:
    settings = ScreenSettings(b"s" * 32, show_text=show_text)
    first = screen_file("map/depressie.txt", SICK, settings)
    own = screen_file("map/reuma.txt", SICK, settings, name_only=True)
    copy = as_copy(own, first)
    assert copy == replace(screen_file("map/reuma.txt", SICK, settings), same_as="map/depressie.txt")


def test_a_copy_of_what_crashed_has_crashed() -> None:
    first = replace(unexamined("a.pdf", "vast"), status=Status.TIJD)
    assert as_copy(Examined("b.pdf"), first).status is Status.TIJD


def test_the_texts_can_be_had_again_by_their_places() -> None:
    found = screen_file("map/hernia.txt", SICK)
    again = {segment.place for segment in segments_of("map/hernia.txt", SICK)}
    assert set(places(found)) <= again


def test_a_line_of_a_report_can_be_read_back() -> None:
    settings = ScreenSettings(b"s" * 32, show_text=True)
    found = replace(screen_file("hernia.txt", SICK, settings), unread=(Unread("afbeelding 1", "geen tekst"),)).settled()
    assert Examined.of(json.loads(json.dumps(found.line()))) == replace(found, marks=Examined.of(found.line()).marks)
    assert found.status is Status.ONVOLLEDIG


def test_unread_outweighs_found_in_the_exit_code() -> None:
    tally = Tally()
    assert tally.exit_code == 0
    tally.add(screen_file("a.txt", SICK))
    assert tally.exit_code == 1
    tally.add(unexamined("b.txt", "weg"))
    assert (tally.exit_code, tally.incomplete, tally.documents) == (3, 1, 2)


def test_the_library_has_it_too(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    path.write_bytes(SICK)
    assert places(pipeline.screen(path)) == ["tekst"]
