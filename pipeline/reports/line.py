"""A line for a person to read, with the tone in which it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from textwrap import wrap
from typing import Final

WIDTH: Final = 108
"""So many characters of text stand on a line of a report for the terminal."""


class Tone(Enum):
    """How a line is meant; the console gives it a colour."""

    PLAIN = "plain"
    HEAD = "head"
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """A line for a person to read."""

    text: str
    tone: Tone = Tone.PLAIN


def count(number: int, one: str, many: str) -> str:
    """Returns '1 dossier' or '3 dossiers'."""
    return f"{number} {one if number == 1 else many}"


def wrapped(text: str, indent: str, tone: Tone) -> Iterator[Line]:
    """Yields a text in lines of at most `WIDTH` characters, each with the indent before it."""
    return (Line(indent + line, tone) for line in wrap(text, WIDTH - len(indent)))
