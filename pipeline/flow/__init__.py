"""The verbs as plain functions: the only place where the stages meet."""

from pipeline.flow.building import (
    build,
    check_forms,
    light,
    load,
    lost_build,
    package_version,
    program_version,
    status_of,
    style_digest,
    unwritten,
)
from pipeline.flow.dossiers import load_dossier, validate
from pipeline.flow.evaluation import evaluate
from pipeline.flow.judging import Judged, Standards, check_standards
from pipeline.flow.keeping import kept_elsewhere, lost_retention, retention
from pipeline.flow.marking import NEUTRAL, annotate, clean_name, decided, is_blocking, redact
from pipeline.flow.modernising import converter
from pipeline.flow.overview import lost_case, open_case, overview
from pipeline.flow.pdf import convert, pdf_sources, require_office, with_pdfs
from pipeline.flow.readback import readback
from pipeline.flow.reviewing import Clerk, Review
from pipeline.flow.scanning import lost, scan, scan_text
from pipeline.flow.screening import (
    ScreenSettings,
    as_copy,
    require_tesseract,
    screen,
    screen_file,
    screen_folder,
    segments_of,
    unexamined,
    versions,
)
from pipeline.flow.styles import check_style, new_style
from pipeline.flow.terms import compared, deadlines, deadlines_of_dates, lost_deadlines

__all__ = [
    "NEUTRAL",
    "Clerk",
    "Judged",
    "Review",
    "ScreenSettings",
    "Standards",
    "annotate",
    "as_copy",
    "build",
    "check_forms",
    "check_standards",
    "check_style",
    "clean_name",
    "compared",
    "convert",
    "converter",
    "deadlines",
    "deadlines_of_dates",
    "decided",
    "evaluate",
    "is_blocking",
    "kept_elsewhere",
    "light",
    "load",
    "load_dossier",
    "lost",
    "lost_build",
    "lost_case",
    "lost_deadlines",
    "lost_retention",
    "new_style",
    "open_case",
    "overview",
    "package_version",
    "pdf_sources",
    "program_version",
    "readback",
    "redact",
    "require_office",
    "require_tesseract",
    "retention",
    "scan",
    "scan_text",
    "screen",
    "screen_file",
    "screen_folder",
    "segments_of",
    "status_of",
    "style_digest",
    "unexamined",
    "unwritten",
    "validate",
    "versions",
    "with_pdfs",
]
