"""Dates, numbers and names as they read in a Dutch document."""

from __future__ import annotations

import pytest

from pipeline.documents.labels import Keuze, Keuzes, datum, keuze, naam, opsomming, opties, procent, uren

LABELS = {"ja": "Ja", "nee": "Nee"}


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2026-01-05", "5 januari 2026"), ("2024-02-29", "29 februari 2024"), ("1999-12-31", "31 december 1999")],
)
def test_a_date_is_in_words(iso: str, words: str) -> None:
    assert datum(iso) == words


@pytest.mark.parametrize("wrong", ["2026-02-30", "5 januari", ""])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        datum(wrong)


@pytest.mark.parametrize(
    ("hours", "words"), [(8, "8 uur"), (7.5, "7,5 uur"), (0, "0 uur"), (10, "10 uur"), (0.25, "0,25 uur")]
)
def test_hours_have_a_comma_and_no_plural(hours: float, words: str) -> None:
    assert uren(hours) == words


@pytest.mark.parametrize(("part", "words"), [(100, "100%"), (62.5, "62,5%"), (33.333, "33,33%"), (0, "0%")])
def test_a_percentage_has_a_comma(part: float, words: str) -> None:
    assert procent(part) == words


def test_a_choice_is_its_code_and_shows_its_label() -> None:
    choice = Keuze("ja", LABELS)
    assert choice == "ja"
    assert keuze(choice) == "Ja"


def test_a_code_that_the_schema_does_not_know_shows_as_it_is() -> None:
    assert keuze(Keuze("misschien", LABELS)) == "misschien"


@pytest.mark.parametrize("chosen", [Keuze("nee", LABELS), Keuzes(["nee"], LABELS)])
def test_every_option_has_a_box(chosen: Keuze | Keuzes) -> None:
    assert [(option.vakje, option.label) for option in opties(chosen)] == [("☐", "Ja"), ("☒", "Nee")]


def test_a_list_ends_with_en() -> None:
    assert [opsomming(["a"]), opsomming(["a", "b"]), opsomming(["a", "b", "c"])] == ["a", "a en b", "a, b en c"]


def test_a_name_leaves_out_what_is_not_there() -> None:
    assert naam({"voorletters": "A.B.", "tussenvoegsel": "van der", "achternaam": "Meer"}) == "A.B. van der Meer"
    assert naam({"voorletters": "A.", "tussenvoegsel": None, "achternaam": "Meer"}) == "A. Meer"
