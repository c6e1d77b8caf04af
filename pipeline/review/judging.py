"""Says of every finding whether a decision or a suppression silences it on the day of judgement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.formats import dutch_day
from pipeline.model import Finding
from pipeline.review.identity import document_print
from pipeline.review.standing import standing
from pipeline.review.suppression import Suppression
from pipeline.verdicts import Decision, Entry, Judgement, Verdict


class Judge:
    """Judges the findings of one run, document by document, and remembers which suppressions were of use."""

    def __init__(
        self,
        op: date,
        key: bytes,
        *,
        suppressions: Iterable[Suppression] = (),
        decisions: Iterable[Entry] = (),
        present: Iterable[str] = (),
    ) -> None:
        """Begins a run.

        Args:
            op: the day of judgement.
            key: the key of the screening, with which the fingerprints are made.
            suppressions: the entries of `onderdrukt.yaml`.
            decisions: all that was decided, as `read_decisions` gives it.
            present: the paths of all documents of this run; what was decided in a document that is not among them
                goes along with its text to another one, for that document was moved or renamed.
        """
        self._op = op
        self._key = key
        self._suppressions = tuple(suppressions)
        self._used: set[str] = set()
        self._standing = standing(decisions)
        self._present = {document_print(key, path) for path in present}

    def judge(self, path: str, findings: Iterable[Finding]) -> tuple[Judgement, ...]:
        """Returns a judgement for each finding of a document, in order."""
        document = document_print(self._key, path)
        return tuple(self._judgement(path, document, finding) for finding in findings)

    def warnings(self) -> tuple[str, ...]:
        """Returns what is to be said of the suppressions once all documents were judged, in Dutch, as file:line."""
        return tuple(filter(None, map(self._warning, self._suppressions)))

    def _judgement(self, path: str, document: str, finding: Finding) -> Judgement:
        decision = self._standing.of(finding.fingerprint, document, self._present.__contains__)
        covering = [entry for entry in self._suppressions if entry.covers(path, finding)]
        self._used.update(entry.source for entry in covering)
        holding = [entry for entry in covering if entry.since <= self._op <= entry.until]
        if holding:
            longest = max(holding, key=lambda entry: entry.until)
            return Judgement(True, f"onderdrukt door {longest.person}: {longest.reason}", longest.until, "", decision)
        if decision is not None and decision.until is not None and decision.until >= self._op:
            why = f"vals alarm volgens {decision.person}: {decision.reason}"
            return Judgement(True, why, decision.until, "", decision)
        ended = [entry.until for entry in covering if entry.until < self._op]
        if decision is not None and decision.until is not None:
            ended.append(decision.until)
        return Judgement(note=_note(ended, decision), decision=decision)

    def _warning(self, entry: Suppression) -> str:
        if entry.until < self._op:
            state = f"verlopen op {dutch_day(entry.until)}"
            again = "wat zij verborg, staat er weer" if entry.source in self._used else "en raakt niets meer; haal weg"
            return f"{entry.source}: deze vrijstelling is {state}: {again}"
        if entry.since > self._op:
            return f"{entry.source}: deze vrijstelling geldt pas vanaf {dutch_day(entry.since)}"
        if entry.source not in self._used:
            return f"{entry.source}: deze vrijstelling raakt geen enkele bevinding; haal haar weg als dat zo blijft"
        return ""


def _note(ended: list[date], decision: Decision | None) -> str:
    if ended:
        return f"vrijstelling verlopen op {dutch_day(max(ended))}"
    if decision is not None and decision.verdict is Verdict.VERHOLPEN:
        return f"was verholpen op {dutch_day(decision.day)}, maar staat er weer"
    return ""
