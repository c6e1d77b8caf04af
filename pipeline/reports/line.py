"""A line for a person to read, with the tone in which it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
