"""A house style in, all that there is to say of it out; and a new one to start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Grade, StyleRemark
from pipeline.privacy.scan import default_detector, scan_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.model import Segment

_MEDICAL = "de vaste tekst bevat iets medisch, en die komt in elk document"


def check_style(style: str = "_basis") -> list[StyleRemark]:
    """Returns everything there is to say of a house style, the worst first within each file.

    Raises:
        OwnDataError: it does not exist, or there is a mistake in its huisstijl.toml.
    """
    from pipeline.documents.house_style import house_style
    from pipeline.documents.inspection.inspect import inspected

    remarks, texts = inspected(house_style(style))
    grades = list(Grade)
    return sorted((*remarks, *_medical(texts)), key=lambda remark: (remark.path, grades.index(remark.grade)))


def new_style(name: str) -> Mapping[str, bytes]:
    """Returns the files of a house style to start from, by their name in its folder.

    Args:
        name: what the organisation calls itself.

    Raises:
        WrongUseError: the name cannot stand in a document.
    """
    from pipeline.documents.starter import starter

    return starter(name)


def _medical(texts: Mapping[Path, list[Segment]]) -> Iterator[StyleRemark]:
    detector = default_detector()
    for path, segments in texts.items():
        for finding in scan_segments(detector, segments):
            grade = Grade.FOUT if finding.blocking else Grade.LET_OP
            remedy = finding.advice or "Schrijf in termen van werk."
            yield StyleRemark(str(path), finding.place, "sjabloon.medisch", grade, _MEDICAL, remedy)
