"""Holds a dossier against the JSON Schemas and reports every violation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any, Final

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from pipeline.dossier.load import Dossier
from pipeline.dossier.messages import missing, unknown, violation
from pipeline.formats import FORMATS
from pipeline.model import Problem
from pipeline.nodes import pointer_of
from pipeline.shape import Shape, end_of_text, root_of, schemas, shape_at

MAX_PROBLEMS: Final = 200
"""More problems than this in one dossier help nobody; the rest is announced, not listed."""

# A string that breaks several keywords at once is one problem: the first of these that it breaks.
_PRECEDENCE: Final = ("type", "enum", "const", "maxLength", "minLength", "pattern", "format")


def is_valid(data: Any) -> bool:
    """Says whether data fits the schemas; the fast validator, whose verdicts a test holds equal to the reference."""
    return _fast(root_of(data)).is_valid(data)


def is_valid_reference(data: Any) -> bool:
    """Says whether data fits the schemas according to the reference validator."""
    return _reference(root_of(data)).is_valid(data)


def problems(dossier: Dossier) -> list[Problem]:
    """Returns everything in a dossier that the schemas do not allow, in the order of the file, up to `MAX_PROBLEMS`."""
    if is_valid(dossier.data):
        return []
    found = list(islice(_problems(dossier), MAX_PROBLEMS + 1))
    found[:MAX_PROBLEMS] = sorted(found[:MAX_PROBLEMS], key=lambda problem: problem.line or 0)
    if len(found) > MAX_PROBLEMS:
        found[-1] = dossier.problem("", "schema.meer", "Er zijn nog meer problemen. Herstel eerst deze.")
    if not found:  # the validators disagree; what one of them refuses does not pass
        found.append(dossier.problem("", "schema", "Het dossier voldoet niet aan het schema."))
    return found


def _problems(dossier: Dossier) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for error in sorted(_reference(root_of(dossier.data)).iter_errors(dossier.data), key=_rank):
        for pointer, keyword, message, at in _explain(error, dossier.data):
            mark = (pointer, "text", "") if keyword in _PRECEDENCE else (pointer, keyword, message)
            if mark not in seen:
                seen.add(mark)
                yield dossier.problem(pointer, f"schema.{keyword}", message, at)


def _rank(error: ValidationError) -> tuple[list[tuple[bool, Any]], int]:
    keyword = str(error.validator)
    path = [(isinstance(step, int), step) for step in error.absolute_path]
    return path, _PRECEDENCE.index(keyword) if keyword in _PRECEDENCE else len(_PRECEDENCE)


def _explain(error: ValidationError, data: Any) -> Iterator[tuple[str, str, str, str]]:
    """Yields pointer, keyword, message and the pointer whose line is shown, for an error of the reference validator."""
    steps, keyword = list(error.absolute_path), str(error.validator)
    value: Any = error.instance
    limit: Any = error.validator_value
    shape, pointer = shape_at(data, steps), pointer_of(*steps)
    if keyword == "required":
        for name in limit:
            if name not in value:
                yield pointer, keyword, missing(name, shape.fields[name], shape), pointer
    elif keyword == "unevaluatedProperties":
        # A field in a part that is wrong itself also counts as unevaluated; only what no schema names is unknown.
        for number, name in enumerate(value, start=1):
            if name not in shape.fields:
                yield pointer, keyword, unknown(number, shape, _resembles(name, shape)), pointer + pointer_of(name)
    else:
        yield pointer, keyword, violation(keyword, limit, shape, value), pointer


def _resembles(name: str, shape: Shape) -> str | None:
    return next(iter(get_close_matches(name[:60].lower(), shape.fields, n=1, cutoff=0.75)), None)


@cache
def _fast(root: str) -> jsonschema_rs.Draft202012Validator:
    registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas().values()])
    return jsonschema_rs.Draft202012Validator(
        schemas()[root], registry=registry, formats=dict(FORMATS), validate_formats=True, offline=True
    )


@cache
def _reference(root: str) -> Validator:
    # An explicit registry without a retriever: a reference to anything but our own files is an error, never a fetch.
    # Without `$schema` a reference to another file keeps to the validator below instead of the standard one.
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], DRAFT202012.create_resource({word: schema[word] for word in schema if word != "$schema"}))
        for schema in schemas().values()
    )
    checker = FormatChecker(formats=())
    for name, accepts in FORMATS.items():
        checker.checks(name)(accepts)
    reference: type[Validator] = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return reference(schemas()[root], registry=registry, format_checker=checker)


def _pattern(_: Validator, pattern: str, value: object, __: Mapping[str, Any]) -> Iterator[ValidationError]:
    if isinstance(value, str) and not re.search(end_of_text(pattern), value):
        yield ValidationError("pattern")
