"""The verbs as plain functions: the only place where the stages meet."""

from pipeline.flow.building import build, check_forms, lost_build, unwritten
from pipeline.flow.dossiers import load_dossier, validate
from pipeline.flow.evaluation import evaluate
from pipeline.flow.scanning import lost, scan, scan_text
from pipeline.flow.terms import compared, deadlines, deadlines_of_dates, lost_deadlines

__all__ = [
    "build",
    "check_forms",
    "compared",
    "deadlines",
    "deadlines_of_dates",
    "evaluate",
    "load_dossier",
    "lost",
    "lost_build",
    "lost_deadlines",
    "scan",
    "scan_text",
    "unwritten",
    "validate",
]
