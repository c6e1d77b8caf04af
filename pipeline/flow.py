"""The verbs as plain functions: the only place where the stages meet."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pipeline.dossier import checks, chronology, plausible, progress, schema, texts
from pipeline.dossier import deadlines as engine
from pipeline.dossier.clock import Leave, Span
from pipeline.dossier.facts import Case
from pipeline.dossier.load import Dossier, load
from pipeline.model import Built, Deadlines, Document, Finding, Outcome, Problem, Segment, Unread
from pipeline.privacy.scan import default_detector, scan_segments
from pipeline.readers.plain import read_plain
from pipeline.text import Tekst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pipeline.dossier.facts import Fault

FILE_NAME = "bestandsnaam"
"""The place of a finding in the name of a file."""

_DOSSIER_SUFFIXES = frozenset({".json", ".yaml", ".yml"})
_LIKE_DOSSIER = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{|^(?:\xef\xbb\xbf)?schema_versie[ \t]*:", re.MULTILINE)


def load_dossier(path: str | Path, content: bytes | None = None) -> Dossier:
    """Reads a dossier in JSON or YAML.

    Args:
        path: the file; "-" only names it, then `content` must be given.
        content: its bytes, when they are at hand already.

    Raises:
        UnreadableError: too large, no UTF-8, or neither JSON nor YAML.
        OSError: the file cannot be read.
    """
    return load(Path(path).read_bytes() if content is None else content, str(path))


def validate(path: str | Path, content: bytes | None = None) -> Outcome:
    """Returns everything that is wrong with a dossier: its form by the schemas, its coherence by the checks.

    Raises: as `load_dossier`.
    """
    return Outcome(str(path), problems=_problems(load_dossier(path, content)))


def scan_text(text: str) -> list[Finding]:
    """Returns what may not stand in `text`; offsets are half-open code points of `text`.

    Raises:
        OwnDataError: a mistake in a rule file.
    """
    return default_detector().findings(text)


def scan(
    path: str | Path, content: bytes | None = None, *, key: bytes | None = None, show_text: bool = False
) -> Outcome:
    """Scans a dossier or a text file, its name included.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        key: makes fingerprints that are equal between runs with the same key; without one they are left out.
        show_text: whether the outcome holds the text of the findings.

    Raises: as `load_dossier`.
    """
    document = _read(str(path), Path(path).read_bytes() if content is None else content)
    findings = scan_segments(default_detector(), document.segments, key)
    shown = _shown(document.segments, findings) if show_text else ()
    return Outcome(document.path, findings, unread=document.unread, shown=shown)


def build(path: str | Path, content: bytes | None = None, *, house_style: str = "_basis") -> Built:
    """Makes the documents of a dossier, in memory; what holds medical content or wrong data is withheld.

    Raises:
        UnreadableError: as `load_dossier`.
        OwnDataError: rules, schemas or templates are wrong, or the house style does not exist.
    """
    from pipeline.documents import build as assembly

    raw = Path(path).read_bytes() if content is None else content
    dossier = load_dossier(path, raw)
    findings = scan_segments(default_detector(), texts.segments(dossier.data))
    built = assembly.build(
        dossier.data,
        findings,
        _problems(dossier),
        house_style,
        rules_digest=default_detector().rules.digest,
        # Dossiers without a usable reference must not end up in one folder.
        unnamed=f"dossier-{sha256(raw).hexdigest()[:8]}",
    )
    return replace(built, path=str(path))


def deadlines(
    path: str | Path, content: bytes | None = None, *, op: date | None = None, labelled: bool = False
) -> Deadlines:
    """Returns the milestones of a dossier, with everything that is wrong with the dates they hang on.

    Args:
        path: the file.
        content: its bytes, when they are at hand already.
        op: the day to judge by; without one nothing is called late.
        labelled: whether the kenmerk and the name come along, as a calendar needs; what gives away something medical
            never does.

    Raises: as `load_dossier`.
    """
    dossier = load_dossier(path, content)
    case = Case.of(dossier.data)
    facts = progress.facts_of(case)
    said = [
        *(problem for problem in schema.problems(dossier) if problem.pointer.rpartition("/")[2] in progress.READ),
        *_as_problems(dossier, (fault for check in chronology.CHECKS for fault in check(case))),
    ]
    if facts is None:
        notes = tuple(plausible.why_nothing(case))
        return Deadlines(str(path), notes=notes, problems=tuple(said))
    planned = engine.schedule(facts, op)
    today = op or case.root.day("bijgewerkt_op")
    said += _as_problems(dossier, plausible.faults(facts, planned.clock, today))
    reference, name = _labels(dossier, case) if labelled else ("", "")
    return replace(_deadlines(facts, planned), path=str(path), reference=reference, name=name, problems=tuple(said))


def deadlines_of_dates(
    first_day: date,
    recovered: Sequence[tuple[date, date]] = (),
    leave: Sequence[tuple[date, date]] = (),
    *,
    same_cause: str = "onbekend",
    op: date | None = None,
) -> Deadlines:
    """Returns the milestones that follow from dates alone.

    Args:
        first_day: the eerste ziektedag.
        recovered: first and last day of each full recovery after which the employee fell ill again.
        leave: first and last day of each leave under the WAZO.
        same_cause: "ja", "nee" or "onbekend": whether illness before and after a leave has the same cause.
        op: the day to judge by.
    """
    spans = [Span(*days) for days in recovered]
    leaves = [Leave(Span(*days), same_cause) for days in leave]
    facts, faults = plausible.given(first_day, spans, leaves, ("--onderbreking", "--wazo"))
    planned = engine.schedule(facts, op)
    faults = (*faults, *plausible.faults(facts, planned.clock, op))
    problems = tuple(Problem(fault.pointer, fault.rule, fault.message) for fault in faults)
    return replace(_deadlines(facts, planned), problems=problems)


def lost_deadlines(path: str, reason: str) -> Deadlines:
    """Returns the milestones of a dossier that could not be read: none."""
    return Deadlines(path, unread=(Unread("", reason),))


def lost(path: str, reason: str) -> Outcome:
    """Returns the outcome of a file that could not be examined."""
    return Outcome(path, unread=(Unread("", reason),))


def lost_build(path: str, reason: str) -> Built:
    """Returns what `build` made of a dossier that could not be read: nothing."""
    return Built(path, "", unread=(Unread("", reason),))


def _deadlines(facts: engine.Facts, planned: engine.Schedule) -> Deadlines:
    return Deadlines(
        first_day=planned.clock.first_day,
        fictive_first_day=planned.fictive_first_day,
        milestones=planned.milestones,
        notes=tuple(plausible.notes(facts, planned.clock)),
    )


def _labels(dossier: Dossier, case: Case) -> tuple[str, str]:
    """Returns the kenmerk and the name of the employee, each "" when something medical stands in it."""
    labels = (
        item for item in texts.segments(dossier.data) if item.place.startswith((progress.REFERENCE, progress.PERSON))
    )
    tainted = [finding.place for finding in scan_segments(default_detector(), labels)]
    reference = "" if progress.REFERENCE in tainted else progress.reference_of(case)
    return reference, "" if any(place != progress.REFERENCE for place in tainted) else progress.name_of(case)


def _as_problems(dossier: Dossier, faults: Iterable[Fault]) -> list[Problem]:
    return [dossier.problem(fault.pointer, fault.rule, fault.message) for fault in faults]


def unwritten(built: Built) -> Built:
    """Returns what `build` made of a dossier when none of it could be written."""
    return replace(built, documents=())


def _problems(dossier: Dossier) -> tuple[Problem, ...]:
    return (*schema.problems(dossier), *checks.problems(dossier))


def _read(path: str, content: bytes) -> Document:
    name = Segment(FILE_NAME, Tekst(PurePath(path).stem))
    if _is_dossier(path, content):
        return Document(path, (*texts.segments(load(content, path).data), name))
    document = read_plain(path, content)
    return replace(document, segments=(*document.segments, name))


def _is_dossier(path: str, content: bytes) -> bool:
    """Says whether a file is a dossier: by its suffix, and what comes from standard input by how it is written."""
    suffix = PurePath(path).suffix.lower()
    return suffix in _DOSSIER_SUFFIXES or (path == "-" and _LIKE_DOSSIER.search(content) is not None)


def _shown(segments: Iterable[Segment], findings: Iterable[Finding]) -> tuple[str, ...]:
    by_place = {segment.place: segment.text.reveal() for segment in segments}
    return tuple(by_place[finding.place][finding.start : finding.end] for finding in findings)
