"""Which decision holds for a finding, out of everything that was ever decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.verdicts import Decision, Entry, Undo


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that were not taken back, by fingerprint, in the order in which they were made."""

    _by_print: Mapping[str, tuple[Decision, ...]]

    def of(self, fingerprint: str, document: str, is_present: Callable[[str], bool]) -> Decision | None:
        """Returns the decision that holds for a finding, or None.

        The last one counts of those made in the document itself and those made for everywhere. Without any, the last
        one counts that was made in a document that is not there any more: that document was moved or renamed.

        Args:
            fingerprint: the print of the finding.
            document: the print of the path of its document.
            is_present: tells whether the document of a print takes part in this screening.
        """
        decisions = self._by_print.get(fingerprint, ())
        own = [decision for decision in decisions if decision.everywhere or decision.document == document]
        if own:
            return own[-1]
        moved = [decision for decision in decisions if not is_present(decision.document)]
        return moved[-1] if moved else None

    def counted(self) -> Iterator[Decision]:
        """Yields one decision for each finding that was decided: the last of each fingerprint and document."""
        for decisions in self._by_print.values():
            last: dict[str, Decision] = {}
            for decision in decisions:
                if decision.everywhere:
                    last.clear()
                last[decision.document] = decision
            yield from last.values()


def standing(entries: Iterable[Entry]) -> Standing:
    """Returns what holds after these entries, in the order in which they were added."""
    everything = list(entries)
    undone = {entry.decision for entry in everything if isinstance(entry, Undo)}
    by_print: dict[str, list[Decision]] = defaultdict(list)
    for entry in everything:
        if isinstance(entry, Decision) and entry.number not in undone:
            by_print[entry.fingerprint].append(entry)
    return Standing({fingerprint: tuple(decisions) for fingerprint, decisions in by_print.items()})
