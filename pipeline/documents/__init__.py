"""Documents: templates compiled once and rendered often, and the set of documents of a dossier."""

from __future__ import annotations

from pipeline.documents.template import Template

__all__ = ["Template"]
