"""The complete example dossier, for tests that change one thing in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.dossier.load import Dossier, load
from pipeline.nodes import pointer_steps
from pipeline.resources import data_root


@pytest.fixture
def full() -> Any:
    return json.loads((data_root("samples") / "dossiers" / "voorbeeld-volledig.json").read_text("utf-8"))


@pytest.fixture
def put(full: Any) -> Callable[[str, Any], Any]:
    """Puts a value at a pointer in the example; a last step that is not there yet is added."""

    def put(pointer: str, value: Any) -> Any:
        *steps, last = pointer_steps(pointer)
        container = full
        for step in steps:
            container = container[int(step)] if isinstance(container, list) else container[step]
        container[int(last) if isinstance(container, list) else last] = value
        return full

    return put


@pytest.fixture
def dossier() -> Callable[[Any], Dossier]:
    return lambda data: load(json.dumps(data, indent=1, ensure_ascii=False).encode(), "dossier.json")
