"""What all tests share: the complete example dossier, and tools outside Python that a machine may lack."""

from __future__ import annotations

import copy
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from pipeline.nodes import pointer_steps
from pipeline.resources import data_root

# A busy machine is no failure, and in CI the same cases run every time.
settings.register_profile(
    "default",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def sample() -> Path:
    """The file of the complete example: a dossier with every field filled in."""
    return data_root("samples") / "dossiers" / "voorbeeld-volledig.json"


@pytest.fixture(scope="session")
def _read(sample: Path) -> Any:
    return json.loads(sample.read_text(encoding="utf-8"))


@pytest.fixture
def full(_read: Any) -> Any:
    """The complete example as data, for a test to change as it likes."""
    return copy.deepcopy(_read)


@pytest.fixture(scope="session")
def target() -> Callable[[Any, str], tuple[Any, str | int]]:
    """Returns the container that a pointer into a dossier ends in, and the key or index in it."""
    return _target


def _target(data: Any, pointer: str) -> tuple[Any, str | int]:
    *steps, last = pointer_steps(pointer)
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data, int(last) if isinstance(data, list) else last


def _tool(name: str, package: str) -> str:
    """Returns the path of a program; without it a test is skipped, but fails in CI, where everything must run."""
    path = shutil.which(name)
    if path is not None:
        return path
    reason = f"{name} is not on this machine; install it (Debian: apt-get install {package})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> str:
    return _tool("soffice", "libreoffice-writer")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    return _tool("pdftotext", "poppler-utils")
