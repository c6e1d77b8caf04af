"""Every text in a dossier with its place and kind, so that nothing goes unscanned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.dossier.walk import Place, walk
from pipeline.model import Segment, TextKind
from pipeline.shape import Shape, root_shape
from pipeline.text import Tekst


def segments(data: Any) -> Iterator[Segment]:
    """Yields a segment for every string in a dossier or a policy, valid or not, that somebody may have put words in.

    A code that the schema itself gives to choose from, and a day, hold nothing but what the schema says.

    What the schema does not expect counts as free text: a string in an unknown place, a value that does not fit its
    code, the name of an unknown field, and a number where text belongs (which YAML makes of digits without quotes).
    """
    for place in walk(data, root_shape(data)):
        if place.key is not None:
            yield Segment(place.pointer + " (naam)", Tekst(place.key), TextKind.VRIJ)
        elif isinstance(place.value, str):
            expected = place.shape if place.shape and place.shape.accepts(place.value) else None
            if expected is None or not _is_given(expected):
                yield Segment(place.pointer, Tekst(place.value), expected.kind if expected else TextKind.VRIJ)
        elif _is_stray_number(place):
            yield Segment(place.pointer, Tekst(str(place.value)), TextKind.VRIJ)


def _is_given(shape: Shape) -> bool:
    return bool(shape.choices) or shape.keywords.get("format") == "date"


def _is_stray_number(place: Place) -> bool:
    is_number = isinstance(place.value, int | float) and not isinstance(place.value, bool)
    return is_number and (place.shape is None or place.shape.is_text)
