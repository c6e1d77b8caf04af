"""Documents of a screening in, the same with what people decided and how they compare with earlier out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.examined import Examined, Mark, finding_line
from pipeline.model import Status
from pipeline.privacy.scan import default_detector
from pipeline.review.audit import refuse_unless_sound
from pipeline.review.baseline import Comparison, compare
from pipeline.review.decisions import read_decisions
from pipeline.review.judging import Judge
from pipeline.review.suppression import Suppression, load_suppressions
from pipeline.verdicts import BaselineState, Judgement, Screened

if TYPE_CHECKING:
    from datetime import date

    from pipeline.model import Finding


@dataclass(frozen=True, slots=True)
class Standards:
    """By what findings are judged.

    Attributes:
        op: the day of judgement.
        key: the key of the screening.
        folder: the folder of the screening, with the decisions when there are any.
        suppressions: the file with what is silenced, None without one.
    """

    op: date
    key: bytes = field(repr=False)
    folder: Path
    suppressions: Path | None = None


def check_standards(standards: Standards) -> None:
    """Sees to it that findings can be judged, before hours of work.

    Raises:
        UnreadableError: a file of decisions or suppressions cannot be read, or the audit trail does not hold.
        OwnDataError: a mistake in the suppressions.
    """
    _suppressions(standards)
    read_decisions(standards.folder)
    refuse_unless_sound(standards.folder, standards.key)


class Judged:
    """The documents of a screening as they are judged; go over them once, then ask what else is to be said."""

    def __init__(
        self,
        documents: Callable[[], Iterable[Examined]],
        standards: Standards,
        earlier: Iterable[Examined] | None = None,
        *,
        is_whole: bool = True,
    ) -> None:
        """Begins.

        Args:
            documents: gives all documents, each time anew.
            standards: by what they are judged.
            earlier: the documents of an earlier screening, None without one.
            is_whole: whether the screening came to its end; if not, nobody knows what is gone.

        Raises:
            UnreadableError: a file of decisions or suppressions cannot be read.
            OwnDataError: a mistake in the suppressions.
        """
        entries = read_decisions(standards.folder)
        self._documents = documents
        self._judge = Judge(
            standards.op,
            standards.key,
            suppressions=_suppressions(standards),
            decisions=entries,
            present=(item.path for item in documents()) if entries else (),
        )
        self._is_whole = is_whole
        self._comparison: Comparison | None = None
        if earlier is not None:
            self._comparison = compare(map(_screened, earlier), map(_screened, documents()))

    def __iter__(self) -> Iterator[Examined]:
        states = iter(self._comparison.states) if self._comparison else None
        for item in self._documents():
            judgements = self._judge.judge(item.path, item.findings)
            found: Iterable[BaselineState | None] = next(states, ()) if states else (None,) * len(judgements)
            marks = tuple(_mark(judgement, state) for judgement, state in zip(judgements, found, strict=True))
            judged = replace(item, marks=marks)
            # What is silenced asks for no work, so a document with nothing else is in order.
            quiet = judged.status is Status.BEVINDINGEN and not judged.standing
            yield replace(judged, status=Status.OK) if quiet else judged

    def more(self) -> Iterator[dict[str, Any]]:
        """Yields the lines that come after the documents: what is gone since the earlier screening, and warnings."""
        if self._comparison and self._is_whole:
            for absent in self._comparison.absent:
                about = {"path": absent.path, **finding_line(absent.finding)}
                yield {"kind": "absent", **about, "state": absent.state.value}
            for path in self._comparison.gone:
                yield {"kind": "gone", "path": path}
        if self._is_whole:
            for message in self._judge.warnings():
                yield {"kind": "warning", "message": message}


def _suppressions(standards: Standards) -> tuple[Suppression, ...]:
    if standards.suppressions is None:
        return ()
    known = frozenset(rule.id for rule in default_detector().rules.rules)
    return load_suppressions(standards.suppressions, known)


def _mark(judgement: Judgement, state: BaselineState | None) -> Mark:
    verdict = judgement.decision.verdict if judgement.decision else None
    return Mark(state, judgement.why if judgement.suppressed else "", judgement.note, verdict)


def _screened(item: Examined) -> Screened:
    findings: tuple[Finding, ...] = item.findings
    return Screened(item.path, findings, item.status.is_complete, item.sha256)
