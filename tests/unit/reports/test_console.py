from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.console import progress, show, visible
from pipeline.reports.wording import Line, Tone


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Ascii(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="ascii")


@pytest.fixture(autouse=True)
def _colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_line_is_printed_as_it_is_and_not_wrapped() -> None:
    stream = io.StringIO()
    show([Line("woord " * 60, Tone.BAD)], stream)
    assert stream.getvalue() == "woord " * 60 + "\n"


@pytest.mark.parametrize("text", ["[/rood]", "[bold]x", ":smile:", "[link=x]y", "100% [1/2]", "C:\\map\\"])
def test_row_28_markup_in_data_stays_text(text: str) -> None:
    stream = io.StringIO()
    show([Line(text)], stream)
    assert stream.getvalue() == text + "\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mrood\x1b[0m", "arood"),
        ("a\x1b]0;titel\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1b", "a"),
        ("a\rb\x08c\x00d\x7f", "abcd"),
        ("a\nb\tc", "a b c"),
        ("plan\u202excod.exe", "planxcod.exe"),
        ("a\u2028b\ufeff", "ab"),
        ("b\udce9", "b"),
        ("Jérôme 👷", "Jérôme 👷"),
    ],
)
def test_row_28_what_steers_a_terminal_is_stripped(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_row_28_nothing_hidden_is_ever_left(text: str) -> None:
    assert {unicodedata.category(char) for char in visible(text)}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


def test_a_terminal_gets_colour() -> None:
    stream = Terminal()
    show([Line("fout", Tone.BAD)], stream)
    assert "\x1b[31mfout" in stream.getvalue()


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    show([Line("fout", Tone.BAD)], stream)
    assert stream.getvalue() == "fout\n"


def test_a_terminal_without_unicode_still_gets_its_line() -> None:
    stream = Ascii()
    show([Line("één 👷")], stream)
    stream.flush()
    assert stream.buffer.getvalue() == b"??n ?\n"  # type: ignore[attr-defined]


def test_a_pipe_gets_no_progress() -> None:
    stream = io.StringIO()
    with progress("Dossiers", 2, stream=stream) as advance:
        advance()
        advance()
    assert stream.getvalue() == ""


def test_quiet_gets_no_progress() -> None:
    stream = Terminal()
    with progress("Dossiers", 2, quiet=True, stream=stream) as advance:
        advance()
    assert stream.getvalue() == ""


def test_a_terminal_gets_count_rate_and_time_left() -> None:
    stream = Terminal()
    with progress("Dossiers", 3, stream=stream) as advance:
        for _ in range(3):
            advance()
    shown = stream.getvalue()
    assert "Dossiers" in shown
    assert "3/3" in shown
    assert "per seconde" in shown
    assert "0:00:00" in shown
