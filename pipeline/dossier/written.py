"""What somebody wrote in a control, as the value that the schema wants there: days, numbers, choices and texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pipeline.controls import EMPTY_BOX, TICKED, plain
from pipeline.dossier.messages import expectation
from pipeline.formats import read_dutch_date
from pipeline.model import TextKind
from pipeline.shape import Shape

_NUMBER: Final = re.compile(
    r"(?:€ ?)?(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:[,.](?P<rest>[0-9]{1,6}))?(?:,-)?"
    r" ?(?:%|procent|euro|uur|uren|u|weken|week)?(?: per (?:week|dag|maand))?\.?",
    re.IGNORECASE,
)


class UnfitError(ValueError):
    """What was written does not fit its place; the message is Dutch and never holds it."""


def value_of(text: str, shape: Shape) -> Any:
    """Returns the value that a text stands for.

    Args:
        text: what was written, not empty.
        shape: its place.

    Raises:
        UnfitError: no day, no number, no known choice, or a text that the schema does not take.
    """
    if shape.labels:
        return _choice(text, shape.labels)
    if shape.keywords.get("format") == "date":
        day = read_dutch_date(text)
        if day is None:
            raise UnfitError("dit is geen datum. Schrijf een bestaande dag, bijvoorbeeld 5-1-2026.")
        return day.isoformat()
    if shape.keywords.get("type") in ("number", "integer"):
        return _number(text, shape)
    return _text(text, shape)


def same(old: Any, new: Any) -> bool:
    """Says whether two values differ in nothing but how Word writes quotes, dashes and spaces."""
    if isinstance(old, str) and isinstance(new, str):
        return plain(old) == plain(new)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    return bool(old == new)


def _choice(text: str, labels: Mapping[str, str]) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ticked = [line[1:].strip() for line in lines if line[0] in TICKED and len(line) > 1 and not line[1].isalnum()]
    wanted = plain(ticked[0] if len(ticked) == 1 else text.replace(EMPTY_BOX, "")).casefold()
    for code, label in labels.items():
        if wanted in (plain(label).casefold(), code.casefold()):
            return code
    raise UnfitError(f"deze keuze bestaat niet. Kies uit: {', '.join(labels.values())}.")


def _number(text: str, shape: Shape) -> int | float:
    found = _NUMBER.fullmatch(plain(text))
    if found is None:
        raise UnfitError(f"dit is geen getal. Hier hoort {expectation(shape)}.")
    whole, rest = found["whole"].replace(".", ""), found["rest"] or "0"
    value = float(f"{found['sign']}{whole}.{rest}")
    lowest, highest = shape.keywords.get("minimum", value), shape.keywords.get("maximum", value)
    if not lowest <= value <= highest or (shape.keywords["type"] == "integer" and not value.is_integer()):
        raise UnfitError(f"dit getal kan hier niet. Hier hoort {expectation(shape)}.")
    return int(value) if value.is_integer() else value


def _text(text: str, shape: Shape) -> str:
    written = text.replace("\r\n", "\n").strip()
    if not shape.accepts(written):
        written = " ".join(written.split())  # a name stands on one line
    if shape.kind in (TextKind.CODE, TextKind.KENMERK) and not shape.accepts(written):
        written = written.replace(" ", "")
    if not shape.accepts(written):
        raise UnfitError(f"dit past hier niet. Hier hoort {_lower(expectation(shape))}.")
    return written


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
