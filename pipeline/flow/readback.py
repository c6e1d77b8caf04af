"""Filled documents and the dossier that they were made from in, a new dossier out, with what changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.controls import Change, Filled, Readback
from pipeline.dossier.dump import dumped
from pipeline.dossier.proposals import Proposal, index_of, proposals
from pipeline.dossier.taking import added, grown, taken
from pipeline.errors import UnreadableError
from pipeline.flow.dossiers import is_policy, load_dossier, problems_of
from pipeline.model import Finding, Problem, Segment, TextKind, Unread
from pipeline.nodes import pointer_of
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.readers.filled import read_filled
from pipeline.text import Tekst

if TYPE_CHECKING:
    from pipeline.dossier.load import Dossier

_OTHER = "een ander document vult hier iets anders in. Maak ze gelijk; dit is niet overgenomen."


def readback(documents: Iterable[tuple[str, bytes | str]], path: str = "", content: bytes | None = None) -> Readback:
    """Takes what was filled in in documents into a copy of their dossier; the dossier itself stays as it is.

    A value with medical content is not taken in, and neither is one that does not fit its place; the rest is.

    Args:
        documents: of each its path with its bytes, or why it could not be read.
        path: the dossier; without one it is only told what was filled in.
        content: the bytes of the dossier, when they are at hand already.

    Raises:
        UnreadableError: the dossier cannot be read, or is no dossier.
        OwnDataError: a mistake in a rule file.
    """
    dossier = load_dossier(path, content) if path else None
    if dossier and (is_policy(dossier) or not isinstance(dossier.data, dict)):
        raise UnreadableError(f"{path}: dit is geen dossier. Geef het dossier waar de documenten bij horen.")
    intake = _Intake(dossier.data if dossier else None)
    for name, given in documents:
        if isinstance(given, str):
            intake.unread.append(Unread(name, given))
            continue
        try:
            intake.take(read_filled(name, given))
        except UnreadableError as error:
            intake.unread.append(Unread(name, str(error)))
    return intake.result(dossier)


@dataclass(slots=True)
class _Intake:
    """A dossier while documents are read into it; without data it only gathers what was filled in."""

    data: Any
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    read: list[tuple[str, str, int]] = field(default_factory=list)

    def take(self, filled: Filled) -> None:
        """Takes in one document.

        Raises:
            UnreadableError: it is of another dossier, or no longer in it.
        """
        index = index_of(self.data, filled) if self.data is not None else None
        self.read.append((filled.path, filled.kind, sum(1 for control in filled.controls if control.is_touched)))
        if self.data is None:
            self._tell(filled)
            return
        form = _known(filled, self.data) if index is None else self.data["documenten"][index]
        number = len(self.data.get("documenten", ())) if index is None else index
        wanted, problems = proposals(form, filled)
        base = pointer_of("documenten", number)
        self.problems += (replace(item, pointer=base + item.pointer) for item in problems)
        clean = self._clean(wanted, base)
        if index is not None:
            self.data, changes = taken(self.data, index, clean)
        elif clean and any(control.is_touched and control.text.reveal().strip(" ☐") for control in filled.controls):
            self.data, changes = grown(self.data, added(self.data, form, clean), clean)
        else:
            changes = []
        self.changes += (self._shown(change) for change in changes)

    def result(self, dossier: Dossier | None) -> Readback:
        """Returns what came of it, with the new dossier when it differs."""
        content = b""
        problems = list(self.problems)
        if dossier and self.changes:
            content = dumped(self.data, as_json=dossier.is_json)
            again = load_dossier(dossier.path, content)
            assert again.data == self.data, "what was written reads back as it was"  # noqa: S101
            problems += problems_of(again)
        return Readback(
            dossier.path if dossier else "",
            tuple(self.changes),
            tuple(self.findings),
            tuple(problems),
            tuple(self.unread),
            len(self.read),
            tuple(self.read),
            content,
        )

    def _tell(self, filled: Filled) -> None:
        """Gathers what was filled in when there is no dossier to hold it against."""
        for control in filled.controls:
            text = control.text.reveal().strip()
            if control.is_touched and text:
                pointer = filled.place + control.tag
                found = self._scan([Segment(pointer, Tekst(text))])
                if not any(finding.blocking for finding in found):
                    self.changes.append(Change(pointer, None, text))

    def _clean(self, wanted: Sequence[Proposal], base: str) -> list[Proposal]:
        """Returns the values in which nothing medical was found and that no other document contradicts."""
        told = {change.pointer: change.new for change in self.changes}
        clean = []
        for item in wanted:
            pointer = base + pointer_of(*item.steps)
            if pointer in told and told[pointer] != item.new:
                message = f"{item.shape.title}: {_OTHER}"
                self.problems.append(Problem(pointer, "teruglezen.tegenspraak", message))
            elif not any(finding.blocking for finding in self._scan(_segments(pointer, item))):
                clean.append(item)
        return clean

    def _scan(self, segments: Iterable[Segment]) -> tuple[Finding, ...]:
        found = scan_segments(default_detector(), segments)
        self.findings += found
        return found

    @staticmethod
    def _shown(change: Change) -> Change:
        """Returns a change that does not show its old value when something medical stands in it."""
        texts = [Segment(change.pointer, Tekst(text)) for text in _strings(change.old)]
        medical = any(finding.blocking for finding in scan_segments(default_detector(), texts))
        return replace(change, shows_old=not medical)


def _known(filled: Filled, data: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what the dossier says of a form already, with its soort."""
    from pipeline.documents.forms import FORMS, known

    form = FORMS.get(filled.form)
    found = known(form, data, set()) if form and form.kind == filled.kind else {}
    return {"soort": filled.kind, **found}


def _segments(pointer: str, item: Proposal) -> Iterator[Segment]:
    """Yields the texts in a value; days, numbers and choices hold none."""
    shape = item.shape.items or item.shape
    if not shape.choices and shape.keywords.get("format") != "date":
        kind = shape.kind if shape.is_text else TextKind.VRIJ
        yield from (Segment(pointer, Tekst(text), kind) for text in _strings(item.new))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
