"""Names and codes are spelt as they are: what looks like a term in them is not one that was spelt wrongly."""

from __future__ import annotations

import pytest

from pipeline.model import Segment, TextKind
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.text import Tekst


def found(text: str, kind: TextKind) -> list[str]:
    return [finding.rule for finding in scan_segments(default_detector(), [Segment("plaats", Tekst(text), kind)])]


@pytest.mark.parametrize("kind", [TextKind.CODE, TextKind.NAAM])
def test_a_name_that_is_nearly_a_medicine_is_no_finding(kind: TextKind) -> None:
    assert found("Zij kreeg anitbiotica.", TextKind.VRIJ) != []
    assert found("Zij kreeg anitbiotica.", kind) == []


@pytest.mark.parametrize(
    "name", ["gesprek De Wit depressie 2023", "dossier Bakker - fysiotherapie", "verslag burn-out"]
)
def test_in_the_name_of_a_file_there_is_no_sentence_that_could_clear_it(name: str) -> None:
    findings = scan_segments(default_detector(), [Segment("bestandsnaam", Tekst(name), TextKind.TITEL)])
    assert [finding.blocking for finding in findings] == [True]
