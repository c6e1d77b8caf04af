"""Compares the findings of a screening with those of an earlier one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model import Finding
from pipeline.verdicts import Absent, BaselineState, Screened


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is new and what is gone since an earlier screening.

    Attributes:
        states: for each document of now, in the order given, the state of each of its findings: nieuw or ongewijzigd.
        absent: the findings of then that are not there now, in the order of the earlier screening.
        gone: the documents of then that this screening did not meet, also those without findings.
    """

    states: tuple[tuple[BaselineState, ...], ...]
    absent: tuple[Absent, ...]
    gone: tuple[str, ...]


def compare(earlier: Iterable[Screened], now: Iterable[Screened]) -> Comparison:
    """Compares two screenings that were made with the same key; with another key every finding would be new.

    Findings are matched by fingerprint, one to one: first within a document of the same path, then with those of
    documents that are gone, because a document that was moved or renamed is still the same document. A finding counts
    as verdwenen only when its document was completely read this time.
    """
    then, today = list(earlier), list(now)
    by_path = {document.path: document for document in today}
    known = {document.path for document in then}
    in_place: dict[str, Counter[str]] = defaultdict(Counter)
    moved: Counter[str] = Counter()
    for document in then:
        prints = Counter(finding.fingerprint for finding in document.findings)
        if document.path in by_path:
            in_place[document.path] += prints
        else:
            moved += prints
    states = [
        tuple(
            _state(finding, in_place[document.path] if document.path in known else moved, moved)
            for finding in document.findings
        )
        for document in today
    ]
    absent = [absent for document in then for absent in _absent(document, by_path.get(document.path), in_place, moved)]
    gone = tuple(document.path for document in then if document.path not in by_path)
    return Comparison(tuple(states), tuple(absent), gone)


def _state(finding: Finding, first: Counter[str], second: Counter[str]) -> BaselineState:
    """Takes one finding of then that this one continues out of the first counter that has it."""
    for left in (first, second):
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            return BaselineState.ONGEWIJZIGD
    return BaselineState.NIEUW


def _absent(
    document: Screened, now: Screened | None, in_place: dict[str, Counter[str]], moved: Counter[str]
) -> Iterator[Absent]:
    """Yields the findings of a document of then that nothing of now took; of identical ones the last are absent."""
    left = moved if now is None else in_place[document.path]
    if now is None:
        state = BaselineState.DOCUMENT_WEG
    else:
        state = BaselineState.VERDWENEN if now.is_complete else BaselineState.ONBEKEND
    missing = []
    for finding in reversed(document.findings):
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            missing.append(Absent(document.path, finding, state))
    yield from reversed(missing)
