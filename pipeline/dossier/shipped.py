"""Reads a table of the law that ships with the program (schemas/v1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from pipeline.errors import OwnDataError
from pipeline.resources import data_root

Table = TypeVar("Table")


def read_shipped(name: str, title: str, build: Callable[[Any], Table]) -> Table:
    """Returns what `build` makes of a JSON file in schemas/v1.

    Args:
        name: the file.
        title: what to call it when it cannot be read: "termijnen".
        build: makes the table of its data.

    Raises:
        OwnDataError: the file is missing or does not follow its schema.
    """
    path = data_root("schemas") / "v1" / name
    try:
        return build(json.loads(path.read_bytes()))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise OwnDataError(f"{path}: de tabel met {title} kan niet worden gelezen ({type(error).__name__}).") from error
