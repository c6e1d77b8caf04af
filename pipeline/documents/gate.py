"""Why a document is withheld: medical content in text that stands in it, or wrong data that it depends on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Cause, Finding, Problem


@dataclass(frozen=True, slots=True)
class Gate:
    """All that is wrong with a dossier; says what of it concerns one document."""

    findings: Sequence[Finding]
    problems: Sequence[Problem]

    def own(self, pointer: str) -> tuple[Cause, ...]:
        """Returns the causes in the document at `pointer` itself, whether or not its template shows them."""
        inside = (finding for finding in self.findings if finding.blocking and _is_within(finding.place, pointer))
        wrong = (
            problem
            for problem in self.problems
            if _is_within(problem.pointer, pointer) or _is_within(pointer, problem.pointer)
        )
        return (*map(_found, inside), *map(_wrong, wrong))

    def used(self, pointers: Collection[str]) -> tuple[Cause, ...]:
        """Returns the causes in the values at `pointers`, which a template has read, and in what holds those values."""
        # Most dossiers have no problems, and thousands of values.
        parents = {parent for pointer in pointers for parent in _parents(pointer)} if self.problems else ()
        inside = (finding for finding in self.findings if finding.blocking and finding.place in pointers)
        wrong = (problem for problem in self.problems if problem.pointer in parents)
        return (*map(_found, inside), *map(_wrong, wrong))

    def names(self, pointer: str) -> bool:
        """Says whether anything was found in the value at `pointer`, so that it may not be named elsewhere."""
        return any(finding.place == pointer for finding in self.findings)


def _is_within(place: str, pointer: str) -> bool:
    return place == pointer or place.startswith(f"{pointer}/")


def _parents(pointer: str) -> Iterator[str]:
    """Yields the pointer itself and every pointer above it, "" for the whole file."""
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _found(finding: Finding) -> Cause:
    return Cause(finding.rule, finding.place, finding.advice)


def _wrong(problem: Problem) -> Cause:
    return Cause(problem.rule, problem.pointer, problem.message)
