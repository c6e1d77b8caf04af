"""The frozen values that flow between the stages: segments in, findings, problems, documents and milestones out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.milestones import Deadlines as Deadlines
from pipeline.milestones import Milestone as Milestone
from pipeline.milestones import State as State
from pipeline.milestones import Stay as Stay

if TYPE_CHECKING:
    import datetime

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
    """

    path: str
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    shown: tuple[str, ...] = field(default=(), repr=False)


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
        content: the bytes of the DOCX file.
    """

    name: str
    title: str
    content: bytes = field(repr=False)


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
    manifest: dict[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()


class Grade(StrEnum):
    """How a check of completeness came out; never that something is sufficient."""

    FOUT = "fout"
    LET_OP = "let_op"
    INFO = "info"
    NIET_TE_BEOORDELEN = "niet_te_beoordelen"
    GEZIEN = "in_orde_gezien"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say of one place. Never holds text of the dossier.

    Attributes:
        rule: stable id: "controle.09.te_laat".
        grade: how serious it is; `NIET_TE_BEOORDELEN` says why the check could not judge.
        pointer: JSON pointer to the place, "" for the whole dossier.
        says: what is the matter, in Dutch.
        remedy: what to do about it, in Dutch, or "".
        line: line in the file, counted from 1, or None when there is no file.
        told: whether another problem says the same of this place.
    """

    rule: str
    grade: Grade
    pointer: str
    says: str
    remedy: str
    line: int | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one of the checks of completeness and consistency.

    Attributes:
        number: its number, as in schemas/v1/controles.json.
        title: what it is about, in Dutch.
        looks_at: what was looked at, in Dutch.
        basis: the legal ground, in Dutch.
        remarks: what it found, the most serious first; none when nothing struck.
    """

    number: int
    title: str
    looks_at: str
    basis: str
    remarks: tuple[Remark, ...] = ()

    @property
    def grade(self) -> Grade:
        """The most serious of the remarks; `GEZIEN` without any, which is no acquittal."""
        return min((remark.grade for remark in self.remarks), key=list(Grade).index, default=Grade.GEZIEN)


class RivKind(StrEnum):
    """How much of a re-integratieverslag a situation asks for; `AANVULLING` adds to one that UWV has already."""

    VOLLEDIG = "volledig"
    BEPERKT = "beperkt"
    VERKORT = "verkort"
    AANVULLING = "aanvulling"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class RivElement:
    """A letter of Regeling procesgang, artikel 6, eerste lid, as far as a situation asks for it.

    Attributes:
        letter: "a" to "l".
        title: what the letter is about, in Dutch.
        carriers: for each document that must say it, the kinds of which one is enough; "evaluatie/eerstejaars" is an
            evaluatie of that sort, "dossier" the data of the dossier itself.
    """

    letter: str
    title: str
    carriers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RivSituation:
    """What re-integratieverslag the situation of a dossier asks for; never a judgement of one.

    Attributes:
        cell: stable name of the row of the matrix of situations, as "in_dienst" or "uit_dienst_verkort".
        kind: how much it must hold; `GEEN` when none is asked for.
        reason: why, in Dutch.
        basis: the legal ground, in Dutch.
        elements: the letters of artikel 6 that it needs, in order; none without a re-integratieverslag.
        ready_by: the last day on which it must be ready, None when that cannot be computed or none is asked for.
        is_due: whether it is near enough to put it together.
    """

    cell: str
    kind: RivKind
    reason: str
    basis: str
    elements: tuple[RivElement, ...] = ()
    ready_by: datetime.date | None = None
    is_due: bool = False
