"""Dossiers made up from the schemas alone, to try templates with: as empty as may be, as full as can be, hostile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pipeline.model import TextKind
from pipeline.shape import Shape

HOSTILE: Final = "R&D <b> ]]> {{ 7*7 }} {% x %} {_{ y }_} \U0001f600 é ĳ \" ' " + "w" * 2000
"""Text that goes wrong wherever a value is taken for markup, is not escaped, or has to fit."""
DAY: Final = "2026-03-02"

Wording = Callable[[Shape], str]


def plain(shape: Shape) -> str:
    """Returns an ordinary text for a place."""
    return f"Proeftekst voor {shape.title.lower()}"


def hostile(shape: Shape) -> str:
    """Returns a text that a careless template would break on."""
    return HOSTILE if shape.kind is TextKind.VRIJ else "R&D <b> {{ 7*7 }} ]]>"


def specimen(shape: Shape, wording: Wording, *, full: bool) -> Any:
    """Returns made-up data for a place, in the form that its schema asks for.

    Args:
        shape: the place.
        wording: gives the text for a place that takes any.
        full: whether to fill what may be left out, and lists more than they need.
    """
    if shape.choices:
        return shape.choices[0]
    kind = shape.keywords.get("type")
    if shape.items is not None:
        return _list(shape, shape.items, wording, full=full)
    if shape.fields:
        required = shape.required
        return {
            name: _reference(child) if child.refers_to else specimen(child, wording, full=full)
            for name, child in shape.fields.items()
            if full or name in required
        }
    if kind in ("number", "integer"):
        return shape.keywords.get("maximum", 12) if full else shape.keywords.get("minimum", 0)
    return _text(shape, wording)


def _list(shape: Shape, item: Shape, wording: Wording, *, full: bool) -> list[Any]:
    if item.variants:
        return [
            specimen(variant, wording, full=full) | {"soort": kind, "id": f"{kind}-1"}
            for kind, variant in item.variants.items()
        ]
    if item.choices:
        return list(item.choices) if full else list(item.choices[: shape.keywords.get("minItems", 0)])
    count = max(3, shape.keywords.get("minItems", 0)) if full else shape.keywords.get("minItems", 0)
    return [specimen(item, wording, full=full) for _ in range(count)]


def _reference(shape: Shape) -> str:
    return f"{shape.refers_to[0]}-1"


def _text(shape: Shape, wording: Wording) -> str:
    if shape.keywords.get("format") == "date":
        return DAY
    if shape.kind in (TextKind.CODE, TextKind.KENMERK):
        return {"bsn": "111222333"}.get(str(shape.keywords.get("format")), "proef-1")
    return wording(shape)
