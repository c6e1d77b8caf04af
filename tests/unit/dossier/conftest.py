"""The complete example dossier, for tests that change one thing in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.dossier.load import Dossier, load


@pytest.fixture
def put(full: Any, target: Callable[[Any, str], tuple[Any, str | int]]) -> Callable[[str, Any], Any]:
    """Puts a value at a pointer in the example; a last step that is not there yet is added."""

    def put(pointer: str, value: Any) -> Any:
        container, key = target(full, pointer)
        container[key] = value
        return full

    return put


@pytest.fixture
def dossier() -> Callable[[Any], Dossier]:
    return lambda data: load(json.dumps(data, indent=1, ensure_ascii=False).encode(), "dossier.json")
