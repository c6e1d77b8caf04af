"""The thirty checks of completeness: data in schemas/v1/controles.json, decisions in small functions."""

from pipeline.dossier.completeness.examine import examine

__all__ = ["examine"]
