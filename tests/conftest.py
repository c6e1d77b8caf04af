"""What all tests share: tools outside Python that a machine may lack."""

from __future__ import annotations

import os
import shutil

import pytest


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
