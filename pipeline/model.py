"""The frozen values that flow between the stages: segments in, findings, problems, documents and milestones out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.milestones import Deadlines as Deadlines
from pipeline.milestones import Milestone as Milestone
from pipeline.milestones import State as State
from pipeline.milestones import Stay as Stay
from pipeline.outcomes import Checked as Checked
from pipeline.outcomes import Grade as Grade
from pipeline.outcomes import Remark as Remark
from pipeline.outcomes import RivElement as RivElement
from pipeline.outcomes import RivKind as RivKind
from pipeline.outcomes import RivSituation as RivSituation

if TYPE_CHECKING:
    from pipeline.text import Tekst


class Category(StrEnum):
    """What a finding gives away; the labels of nlp_rules/dekking.yaml, plus `identificatie`."""

    DIAGNOSE = "diagnose"
    KLACHT = "klacht"
    OORZAAK = "oorzaak"
    MEDICATIE = "medicatie"
    BEHANDELING = "behandeling"
    ZORGVERLENER = "zorgverlener"
    ZWANGERSCHAP = "zwangerschap"
    DERDE = "derde"
    IDENTIFICATIE = "identificatie"


class Severity(StrEnum):
    """How much it matters when the finding is right; says nothing of how sure it is."""

    HOOG = "hoog"
    MIDDEN = "midden"
    LET_OP = "let_op"


class TextKind(StrEnum):
    """What a string is, as `x-tekst` in the schemas says; decides how it is scanned."""

    VRIJ = "vrij"
    NAAM = "naam"
    CODE = "code"
    KENMERK = "kenmerk"
    TITEL = "titel"
    """The name of a file: a few words without a sentence around them, about which only the rules know something."""


class Status(StrEnum):
    """What became of one file in a run; every file has exactly one, so that a summary adds up."""

    OK = "ok"
    BEVINDINGEN = "bevindingen"
    ONVOLLEDIG = "onvolledig"
    ONLEESBAAR = "onleesbaar"
    TIJD = "tijd"
    GECRASHT = "gecrasht"

    @property
    def is_complete(self) -> bool:
        """Whether all of the file was examined."""
        return self in {Status.OK, Status.BEVINDINGEN}


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with the place it came from.

    Attributes:
        place: a place a person can find: a JSON pointer, "alinea 12", "bestandsnaam", or "tekst" for a whole text file.
        text: the text, masked so that it cannot slip into a log.
        kind: how it is to be scanned.
    """

    place: str
    text: Tekst
    kind: TextKind = TextKind.VRIJ


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that could not be examined, and why; anything unread makes a run incomplete (exit code 3)."""

    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as the readers hand it on: every text with its place, and what could not be read."""

    path: str
    segments: tuple[Segment, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of text that may not stand where it stands. Never holds the text itself.

    Attributes:
        start: first code point of the hit in its segment's text.
        end: one past the last code point.
        category: what it gives away.
        rule: stable id of the rule that found it.
        blocking: True when it is sure enough to withhold a document, False for a vermoeden.
        severity: how much it matters.
        basis: the legal ground, in Dutch.
        advice: what to do, in Dutch.
        proposal: a wording in terms of work that may stand there instead, in Dutch.
        place: the place of its segment.
        fingerprint: keyed print that survives moving the text, or "" when no key was used.
    """

    start: int
    end: int
    category: Category
    rule: str
    blocking: bool
    severity: Severity = Severity.HOOG
    basis: str = ""
    advice: str = ""
    proposal: str = ""
    place: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the data of a dossier. Never holds the value itself.

    Attributes:
        pointer: JSON pointer (RFC 6901) to the value, "" for the whole file.
        rule: stable id: a JSON Schema keyword ("schema.required") or the name of a check ("volgorde.plan_na_analyse").
        message: what is expected and how to mend it, in Dutch.
        line: line in the file, counted from 1, or None when there is no file.
    """

    pointer: str
    rule: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        path: the file as given or found.
        findings: what may not stand in it, in order.
        problems: what is wrong with its data.
        unread: what of it was not examined.
        shown: the text of each finding, only when the user asked to see it.
        checks: the outcome of every check of completeness, by number; none when they were not asked for.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    shown: tuple[str, ...] = field(default=(), repr=False)
    checks: tuple[Checked, ...] = ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the checks found and no problem says already, by number of the check."""
        return tuple(
            remark
            for check in self.checks
            for remark in check.remarks
            if remark.grade is not Grade.NIET_TE_BEOORDELEN and not remark.told
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a document was withheld: a rule and a place, never the text.

    Attributes:
        rule: id of the finding's rule or of the problem.
        place: JSON pointer or another readable place.
        message: what to do about it, in Dutch.
    """

    rule: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document that is ready to be written.

    Attributes:
        name: file name below the dossier's output folder, with forward slashes.
        title: what a casemanager calls it.
        content: the bytes of the file.
        is_foreign: whether others made it, so that it goes along as it is and gets no PDF.
    """

    name: str
    title: str
    content: bytes = field(repr=False)
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """A document that was not written, and every cause."""

    name: str
    title: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Untemplated:
    """A document of a dossier of which no Word file is made: it comes from others, so there is no template for it.

    Attributes:
        kind: the kind of document.
        reference: its id in the dossier, or another name when that id may not be shown.
        title: what a casemanager calls it.
    """

    kind: str
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside the dossier that goes along in the set for UWV, as it is.

    Attributes:
        index: its place in `bijlagen`, from 0.
        suffix: what it is by its content: ".pdf", ".docx" or ".jpg".
        content: its bytes.
        findings: what may not stand in it.
        unread: what of it was not examined.
    """

    index: int
    suffix: str
    content: bytes = field(repr=False)
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` made of one dossier.

    Attributes:
        path: the dossier as given.
        folder: name of the dossier's folder below the output folder, safe on every platform.
        documents: what is to be written, in the order of the dossier.
        withheld: what is not, and why.
        untemplated: what is never made, because others write it.
        notes: what else a person should know, in Dutch: which re-integratieverslag it asks for and why.
        checks: the outcome of every check of completeness; they change nothing about what is made.
        manifest: the manifest as JSON-ready data (documents, digests, withheld, zonder_sjabloon).
        findings: all findings in the dossier, vermoedens too.
        problems: everything wrong with its data.
        unread: what could not be read.
    """

    path: str
    folder: str
    documents: tuple[Rendered, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    untemplated: tuple[Untemplated, ...] = ()
    notes: tuple[str, ...] = ()
    checks: tuple[Checked, ...] = ()
    manifest: dict[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleRemark:
    """Something about a house style or one of its templates, with how to mend it.

    Attributes:
        path: the file.
        place: where in it, as 'tabel 3, rij 2, cel 1', or "" for the file as a whole.
        rule: stable id, as "sjabloon.macro".
        grade: fout when it is wrong, let op when it wants a look, info when it is only good to know.
        message: what is the matter, in Dutch.
        remedy: what to do, in Dutch.
    """

    path: str
    place: str
    rule: str
    grade: Grade
    message: str
    remedy: str
