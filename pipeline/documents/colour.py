"""Arithmetic with colours as documents write them: six hexadecimal digits, red before green before blue."""

from __future__ import annotations

import re
from typing import Final

WHITE: Final = "FFFFFF"
ENOUGH: Final = 4.5
"""The least contrast of text with what lies behind it (WCAG 2.1, 1.4.3, which EN 301 549 takes over)."""
ENOUGH_LARGE: Final = 3.0
"""Likewise for large text: from 18 points, or 14 when bold."""

_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


def read_colour(text: str) -> str | None:
    """Returns the colour that '#1B4B5A' or '1B4B5A' names, in capitals without '#', or None when it names none."""
    match = _COLOUR.fullmatch(text.strip())
    return match[1].upper() if match else None


def mixed(colour: str, share: float, background: str = WHITE) -> str:
    """Returns `share` (0 to 1) of a colour over another, as ink that does not cover."""
    pairs = zip(_channels(colour), _channels(background), strict=True)
    return "".join(f"{round(255 * (share * over + (1 - share) * under)):02X}" for over, under in pairs)


def contrast(one: str, other: str) -> float:
    """Returns the contrast of two colours after WCAG 2.1: from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
