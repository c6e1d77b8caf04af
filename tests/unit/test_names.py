from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import folder_name, is_safe_file, is_safe_folder, written_name

HOSTILE = [
    "../../x",
    "..",
    ".",
    "",
    "/etc",
    "C:\\x",
    "c:x",
    "CON",
    "con.docx",
    "aux",
    "LPT1",
    "com9.txt",
    "punt.",
    "spatie ",
    " spatie",
    "a\u202egnp.docx",
    "x" * 300,
    "a\0b",
    "a\nb",
    "-rf",
    "~$plan.docx",
    ".verborgen",
    "x:stroom",
    "vraag?.docx",
    "één.docx",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_row_12_a_hostile_name_is_not_safe(name: str) -> None:
    assert not is_safe_folder(name)
    assert not is_safe_file(name)
    assert not is_safe_file(f"riv/{name}")


@pytest.mark.parametrize("name", HOSTILE)
def test_row_12_a_hostile_reference_gives_a_safe_folder(name: str) -> None:
    assert is_safe_folder(folder_name(name))


@pytest.mark.parametrize(
    "name", ["plan-van-aanpak_2026-02-16.docx", "riv/01-voorblad.docx", "manifest.json", "console.docx"]
)
def test_a_plain_name_is_safe(name: str) -> None:
    assert is_safe_file(name)


def test_a_safe_reference_stays_as_it_is() -> None:
    assert folder_name("2026-0147") == "2026-0147"


def test_references_that_look_alike_do_not_share_a_folder() -> None:
    names = {
        folder_name(reference) for reference in ("Jansen 1", "jansen 1", "jansen-1", "jansen_1", "Jánsen 1", "con", "")
    }
    assert len(names) == 7


def test_what_is_readable_of_a_reference_stays_readable() -> None:
    assert re.fullmatch(r"dossier-cafe-noord-[0-9a-f]{8}", folder_name("Dossier Café/Noord"))


@given(st.text(max_size=400))
def test_every_reference_gives_the_same_safe_folder_each_time(reference: str) -> None:
    assert is_safe_folder(folder_name(reference))
    assert folder_name(reference) == folder_name(reference)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("verslag.docx", ("verslag", ".docx")),
        ("map/Verslag.DOCX", ("Verslag", ".DOCX")),
        ("Jansen.burn-out", ("Jansen.burn-out", "")),
        ("Jansen.burn-out.docx", ("Jansen.burn-out", ".docx")),
        (".docx", (".docx", "")),
        ("-", ("-", "")),
    ],
)
def test_only_the_suffix_of_a_known_kind_of_file_is_no_text(name: str, parts: tuple[str, str]) -> None:
    assert written_name(name) == parts
