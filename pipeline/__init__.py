"""Poortwachter: documents for re-integration dossiers, with a gate on medical content.

The library's face. Everything here is loaded at first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.flow import build, deadlines, load_dossier, scan, scan_text, screen, validate

__all__ = ["build", "deadlines", "load_dossier", "scan", "scan_text", "screen", "validate"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("pipeline.flow"), name)
    raise AttributeError(f"module 'pipeline' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
