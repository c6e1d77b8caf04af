"""Tables in text: every cell at its row and column, whatever stands between them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers.csv_text import in_rows, separator_of
from pipeline.readers.registry import read_file


def places(content: bytes) -> dict[str, str]:
    reading = read_file("lijst.csv", content)
    assert reading.format == "csv"
    assert reading.unread == ()
    return {item.place: item.text.reveal() for item in reading.segments[1:]}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_cells_stand_at_their_row_and_column(separator: str, encoding: str) -> None:
    text = separator.join(["naam", "notitie"]) + "\r\n" + separator.join(["Jan", '"komt, of niet; geïnd"']) + "\r\n"
    assert places(text.encode(encoding)) == {
        "rij 1, kolom 1": "naam",
        "rij 1, kolom 2": "notitie",
        "rij 2, kolom 1": "Jan",
        "rij 2, kolom 2": "komt, of niet; geïnd",
    }


def test_a_cell_of_more_lines_is_one_cell() -> None:
    assert places(b'a;b\n"eerste\nregel; nog";twee\nc;d\n')["rij 2, kolom 1"] == "eerste\nregel; nog"
    assert places(b'a;b\n"eerste\nregel; nog";twee\nc;d\n')["rij 3, kolom 2"] == "d"


def test_an_old_mac_ends_rows_with_a_carriage_return() -> None:
    assert places(b'naam;notitie\rJan;griep\rPiet;"a\rb"\r') == {
        "rij 1, kolom 1": "naam",
        "rij 1, kolom 2": "notitie",
        "rij 2, kolom 1": "Jan",
        "rij 2, kolom 2": "griep",
        "rij 3, kolom 1": "Piet",
        "rij 3, kolom 2": "a\nb",
    }


def test_excel_may_say_what_stands_between_cells() -> None:
    assert places(b"sep=|\r\nziek|thuis, of\r\n") == {
        "rij 1, kolom 1": "sep=|",
        "rij 2, kolom 1": "ziek",
        "rij 2, kolom 2": "thuis, of",
    }


def test_quotes_that_do_not_pair_lose_no_line() -> None:
    found = places(b'naam;notitie\nJan;"nooit dicht\nPiet;griep\nKees;koorts\n')
    assert found["rij 3, kolom 2"] == "griep"
    assert found["rij 4, kolom 2"] == "koorts"


def test_a_formula_is_a_text_like_any_other() -> None:
    assert places(b'naam;formule\nJan;"=HYPERLINK(""griep"")"\n')["rij 2, kolom 2"] == '=HYPERLINK("griep")'


WORD = st.text("abcdé ,;\t|\"'\n", min_size=1, max_size=8).map(lambda text: f"w{text}w")


@settings(max_examples=30)
@given(st.lists(st.lists(WORD, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(";,\t|"))
def test_what_is_written_is_read(rows: list[list[str]], separator: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    assert separator_of(file.getvalue()) == separator
    written = [cell for row in rows for cell in row]
    assert list(places(file.getvalue().encode()).values()) == list(dict.fromkeys(written))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["a", ";", '"', "\r\n", "\n", "\x0b"]), max_size=12).map("".join))
def test_rows_are_those_of_the_library(text: str) -> None:
    try:
        wanted = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except csv.Error:
        with pytest.raises(csv.Error):
            list(in_rows(text, ";"))
    else:
        assert list(in_rows(text, ";")) == [row or [""] for row in wanted]


def test_a_text_in_more_cells_is_read_once() -> None:
    assert places(b"a;griep\nb;griep\nc;griep\nd;koorts\ne;koorts\n") == {
        "rij 1, kolom 1": "a",
        "rij 1, kolom 2 en 2 andere cellen": "griep",
        "rij 2, kolom 1": "b",
        "rij 3, kolom 1": "c",
        "rij 4, kolom 1": "d",
        "rij 4, kolom 2 en 1 andere cel": "koorts",
        "rij 5, kolom 1": "e",
    }
