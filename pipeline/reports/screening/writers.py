"""The writers of a screening by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from pipeline.reports.screening.report import Report


def _page(report: Report, out: BinaryIO, folder: Path) -> None:  # noqa: ARG001  only the workbook needs one
    from pipeline.reports.screening.html import write_page

    write_page(report, out)


def _workbook(report: Report, out: BinaryIO, folder: Path) -> None:
    from pipeline.reports.screening.xlsx import write_workbook

    write_workbook(report, out, folder)


def _sarif(report: Report, out: BinaryIO, folder: Path) -> None:  # noqa: ARG001  only the workbook needs one
    from pipeline.reports.screening.sarif import write_sarif

    write_sarif(report, out)


WRITERS: Final[Mapping[str, Callable[[Report, BinaryIO, Path], None]]] = {
    "html": _page,
    "xlsx": _workbook,
    "sarif": _sarif,
}
"""Each takes a report, where it goes, and a private folder to work in."""
