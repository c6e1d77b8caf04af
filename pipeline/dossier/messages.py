"""Says in Dutch what a schema expects of a value and how to mend it, without ever showing the value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pipeline.model import TextKind
from pipeline.shape import Shape

_KINDS: Final = {
    "object": "een blok met velden",
    "array": "een lijst",
    "string": "tekst",
    "number": "een getal",
    "integer": "een heel getal",
}


def violation(keyword: str, limit: Any, shape: Shape, value: object) -> str:
    """Returns the sentence for a value that breaks a keyword of its schema.

    Args:
        keyword: the keyword of JSON Schema.
        limit: what the schema says for that keyword.
        shape: the place of the value.
        value: the value, of which only the type counts.
    """
    return f"{shape.title}: {_REMEDIES[keyword](limit, shape, value)}"


def missing(name: str, field: Shape, parent: Shape) -> str:
    """Returns the sentence for a required field that is not there."""
    return f"{parent.title}: het veld '{name}' ({field.title}) ontbreekt. Voeg het toe: {expectation(field)}."


def unknown(number: int, parent: Shape, meant: str | None) -> str:
    """Returns the sentence for a field that the schema does not know; its name may be anything, so it is not shown.

    Args:
        number: which field of its block it is, from 1.
        parent: the block it stands in.
        meant: the known name that it resembles.
    """
    hint = f"Bedoelt u '{meant}'?" if meant else "Haal het weg, of gebruik een veld dat wel bestaat."
    return f"{parent.title}: het schema kent het {number}e veld van dit blok niet. {hint}"


def expectation(shape: Shape) -> str:
    """Returns what belongs in a place, as the end of a sentence."""
    if shape.choices:
        return _choose(shape)
    bounds = shape.keywords
    if "maximum" in bounds:
        return f"{_KINDS[bounds['type']]} van {bounds['minimum']} tot en met {bounds['maximum']}"
    if bounds["type"] == "object" and "required" in bounds:
        return f"een blok met ten minste {', '.join(bounds['required'])}"
    is_plain = shape.kind in {TextKind.VRIJ, TextKind.NAAM}
    return _KINDS[bounds["type"]] if is_plain else _lower(bounds["x-herstel"]).rstrip(".")


def _choose(shape: Shape) -> str:
    return f"kies uit {', '.join(shape.choices)}"


def _wrong_type(limit: str, shape: Shape, value: object) -> str:
    if value is None:
        return f"hier staat niets. Laat het veld weg als dat mag. Anders: {expectation(shape)}."
    if limit == "string" and isinstance(value, int | float):
        return "hier hoort tekst. Zet de waarde tussen aanhalingstekens."
    expected = _KINDS["string"] if limit == "string" else expectation(shape)
    return f"hier hoort {expected}, maar er staat {_actual(value)}."


def _actual(value: object) -> str:
    if isinstance(value, bool):
        return "true of false"
    if isinstance(value, dict):
        return _KINDS["object"]
    if isinstance(value, list):
        return _KINDS["array"]
    return _KINDS["string"] if isinstance(value, str) else _KINDS["number"]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _remedy(_: Any, shape: Shape, __: object) -> str:
    return _lower(shape.keywords["x-herstel"])


def _too_long(limit: int, shape: Shape) -> str:
    if shape.kind is TextKind.CODE:
        return _remedy(limit, shape, None)
    return f"te lang. Gebruik hooguit {_count(limit, 'teken', 'tekens')}."


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


_REMEDIES: Final[Mapping[str, Callable[[Any, Shape, object], str]]] = {
    "type": _wrong_type,
    "enum": lambda _, shape, __: f"deze keuze bestaat niet. K{_choose(shape)[1:]}.",
    "const": lambda limit, _, __: f"hier hoort '{limit}' te staan.",
    "pattern": _remedy,
    "format": _remedy,
    "minLength": lambda limit, shape, _: ("hier staat niets; " if limit == 1 else "") + _remedy(limit, shape, None),
    "maxLength": lambda limit, shape, _: _too_long(limit, shape),
    "minimum": lambda limit, _, __: f"te laag. Vul {limit} of hoger in.",
    "maximum": lambda limit, _, __: f"te hoog. Vul {limit} of lager in.",
    "minItems": lambda limit, _, __: f"de lijst is te kort. Zet er ten minste {_count(limit, 'regel', 'regels')} in.",
    "maxItems": lambda limit, _, __: f"de lijst is te lang. Zet er hooguit {_count(limit, 'regel', 'regels')} in.",
    "minProperties": lambda _, __, ___: "dit blok is leeg. Vul ten minste één rubriek in, of laat het blok weg.",
    "uniqueItems": lambda _, __, ___: "een keuze staat er dubbel in. Laat elke keuze één keer staan.",
}
KEYWORDS: Final = frozenset(_REMEDIES) | {"required", "unevaluatedProperties"}
"""The keywords of JSON Schema that can be reported; a test holds the schemas to them."""
