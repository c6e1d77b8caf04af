"""Marked-up texts in, the scores of the detector out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.privacy.evaluation import Scores, marked_texts
from pipeline.privacy.scan import default_detector


def evaluate(paths: Iterable[Path]) -> tuple[Scores, Scores, int]:
    """Returns the scores of all findings, those of the blocking ones, and the number of texts.

    Raises:
        WrongUseError: no marked-up text can be read there.
    """
    detector = default_detector()
    every, blocking, texts = Scores(), Scores(), 0
    for marked in marked_texts(paths):
        texts += 1
        findings = detector.findings(marked.text)
        every.add(marked, findings)
        blocking.add(marked, [finding for finding in findings if finding.blocking])
    return every, blocking, texts
