"""The figures of `rules eval` as tables: the totals, then by category, then by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from pipeline.reports.wording import Line, Tone

if TYPE_CHECKING:
    from collections import Counter


class Scores(Protocol):
    """What `pipeline.privacy.evaluation.Scores` counts; stages do not import each other."""

    labelled: Counter[str]
    found: Counter[str]
    right: Counter[str]
    wrong: Counter[str]
    rule_right: Counter[str]
    rule_wrong: Counter[str]
    clean: int
    passed: int

    @property
    def recall(self) -> float: ...  # noqa: D102
    @property
    def precision(self) -> float: ...  # noqa: D102
    @property
    def category(self) -> float: ...  # noqa: D102


def evaluation_lines(grades: Mapping[str, Scores], texts: int) -> Iterator[Line]:
    """Yields the tables.

    Args:
        grades: the scores by grade: of all findings, and of those that block; the tables are of the first.
        texts: how many texts were scored.
    """
    yield Line(f"{texts} teksten", Tone.HEAD)
    yield Line(f"{'':18}{'gevonden':>10}{'juist':>8}{'categorie':>11}{'schone teksten vrij':>21}")
    for name, scores in grades.items():
        passed = f"{scores.passed} van {scores.clean}"
        figures = f"{scores.recall:10.3f}{scores.precision:8.3f}{scores.category:11.3f}"
        yield Line(f"{name:18}{figures}{passed:>21}")
    first = next(iter(grades.values()))
    yield Line("")
    yield Line(f"{'categorie':18}{'gevonden':>14}{'terecht gemeld':>18}", Tone.HEAD)
    for label in sorted(first.labelled | first.right | first.wrong):
        found = f"{first.found[label]} van {first.labelled[label]}"
        right = f"{first.right[label]} van {first.right[label] + first.wrong[label]}"
        yield Line(f"{label:18}{found:>14}{right:>18}")
    yield Line("")
    yield Line(f"{'regel':45}{'terecht':>8}{'onterecht':>11}", Tone.HEAD)
    rules = first.rule_right | first.rule_wrong
    for rule in sorted(rules, key=lambda rule: (-first.rule_wrong[rule], rule)):
        yield Line(f"{rule:45}{first.rule_right[rule]:8}{first.rule_wrong[rule]:11}")


def evaluation_json(grades: Mapping[str, Scores], texts: int) -> str:
    """Returns the same as one JSON object."""
    told = {
        name: {
            "recall": round(scores.recall, 4),
            "precision": round(scores.precision, 4),
            "category": round(scores.category, 4),
            "clean": scores.clean,
            "passed": scores.passed,
            "categories": {
                label: {
                    "found": scores.found[label],
                    "labelled": scores.labelled[label],
                    "right": scores.right[label],
                    "wrong": scores.wrong[label],
                }
                for label in sorted(scores.labelled | scores.right | scores.wrong)
            },
            "rules": {
                rule: {"right": scores.rule_right[rule], "wrong": scores.rule_wrong[rule]}
                for rule in sorted(scores.rule_right | scores.rule_wrong)
            },
        }
        for name, scores in grades.items()
    }
    return json.dumps({"texts": texts} | told, ensure_ascii=False)
