"""Turns frozen dataclasses into JSON-ready data and back by the types of their fields; bytes never travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def plain(value: Any) -> Any:
    """Returns a value as JSON-ready data; fields that hold their default are left out.

    Raises:
        TypeError: it holds something that JSON cannot say.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: plain(held) for field, held in kept if held != field.default and held != b""}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(held) for held in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"no JSON for {type(value).__name__}")


def restored(kind: type[Value], data: Any) -> Value:
    """Returns the value of a type that `plain` made the data of.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: the data is not of this type.
    """
    return _restored(kind, data)  # type: ignore[no-any-return]


def _restored(kind: Any, data: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        types = _types(kind)
        given = {name: _restored(types[name], held) for name, held in data.items()}
        # Documents are on the disk; their bytes do not stand in a journal.
        return kind(**{name: b"" for name, held in types.items() if held is bytes} | given)
    origin = get_origin(kind)
    if origin is tuple:
        item, *rest = get_args(kind)
        if rest == [Ellipsis]:
            return tuple(_restored(item, held) for held in data)
        return tuple(_restored(one, held) for one, held in zip((item, *rest), data, strict=True))
    if origin in (Union, UnionType):
        chosen = [one for one in get_args(kind) if one is not NoneType]
        return None if data is None else _restored(chosen[0], data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return date.fromisoformat(data) if kind is date else data


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
