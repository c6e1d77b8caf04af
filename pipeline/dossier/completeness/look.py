"""A dossier on a day, as the checks of completeness look at it: documents by kind, milestones, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from pipeline.dossier.deadlines import Facts, Schedule
from pipeline.dossier.facts import Block, Case
from pipeline.dossier.progress import facts_of, planned_of
from pipeline.dossier.riv_situation import situation_of
from pipeline.formats import dutch_day
from pipeline.model import Finding, Milestone, RivSituation
from pipeline.nodes import pointer_of

REVIEW = "evaluatie"
YEARLY = "eerstejaars"
_AGREEMENT = {"activiteit", "wie", "termijn"}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check decided on: which of its outcomes, where, and what goes into its sentence.

    Attributes:
        key: name of the outcome in schemas/v1/controles.json.
        pointer: the place.
        values: what stands in braces there; never text of the dossier.
        told: whether another problem says the same of this place.
    """

    key: str
    pointer: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    told: bool = False


@dataclass(frozen=True)
class Look:
    """A dossier on the day that is asked about.

    Attributes:
        case: the dossier.
        op: the day to judge by, None when nobody said one.
        findings: what the scanner found, None when it was not asked.
        sizes: the size in bytes of an attachment by its pointer, as far as known.
        unusable: the pointers of the attachments of which the file cannot go along.
    """

    case: Case
    op: date | None = None
    findings: tuple[Finding, ...] | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    unusable: frozenset[str] = frozenset()

    @property
    def facts(self) -> Facts | None:
        """The facts that milestones hang on, None without a first day."""
        return facts_of(self.case)

    @property
    def planned(self) -> Schedule | None:
        """The milestones, None without a first day."""
        return planned_of(self.case, self.op)

    @cached_property
    def situation(self) -> RivSituation:
        """Which re-integratieverslag the dossier asks for."""
        return situation_of(self.case, self.op)

    @cached_property
    def _contents(self) -> Mapping[str, list[Block]]:
        found: dict[str, list[Block]] = {}
        for document, block in self.case.with_document:
            found.setdefault(document.pointer, []).append(block)
        return found

    @property
    def facts_block(self) -> Block:
        """The part `situatie` of the dossier."""
        return self.case.part("situatie")

    def documents(self, *kinds: str) -> list[Block]:
        """Returns the documents of these kinds by date, those without a date last."""
        return sorted(self.case.documents_of(*kinds), key=lambda document: document.day("datum") or date.max)

    def reviews(self, sort: str = "") -> list[Block]:
        """Returns the evaluations of one sort by date, or all of them."""
        return [block for block in self.documents(REVIEW) if not sort or block.text("soort_evaluatie") == sort]

    def part(self, block: Block, *names: str) -> Block | None:
        """Returns the object in a field of an object, or deeper, None when it is not there."""
        return self.case.by_pointer.get(block.pointer + pointer_of(*names))

    def items(self, block: Block, *names: str) -> tuple[Block, ...]:
        """Returns the objects of a list in an object, or deeper, in their order."""
        return self.case.lists.get(block.pointer + pointer_of(*names), ())

    def within(self, document: Block) -> list[Block]:
        """Returns a document and every object in it."""
        return self._contents.get(document.pointer, [])

    def agreements(self, document: Block) -> list[Block]:
        """Returns the agreements in a document, of whatever kind they are."""
        return [block for block in self.within(document) if block.shape.fields.keys() >= _AGREEMENT]

    def milestone(self, key: str) -> Milestone | None:
        """Returns a milestone by its key, the first when there are several."""
        milestones = self.planned.milestones if self.planned else ()
        return next((item for item in milestones if item.key == key), None)

    def day(self, number: int) -> date | None:
        """Returns the date of a day of illness, day 0 being the first."""
        return self.planned.clock.day(number) if self.planned else None

    def undone(self, milestone: Milestone) -> Hit:
        """Returns what there is to say of a milestone that nobody did: too late, not yet, or that no day was asked."""
        if self.op is None:
            return Hit("geen_dag")
        if self.op > milestone.limit:
            return Hit("ontbreekt", "/documenten", dates(dag=milestone.limit))
        return Hit("nog_niet", "", dates(dag=milestone.limit))

    def is_after(self, day: date | None) -> bool:
        """Says whether the day that is asked about lies after another."""
        return self.op is not None and day is not None and self.op > day

    def is_fresh(self, day: date | None, days: int) -> bool:
        """Says whether something of `day` is at most so many days old, or how old cannot be said."""
        return self.op is None or day is None or self.op <= day + timedelta(days=days)


def codes(block: Block, name: str) -> tuple[str, ...]:
    """Returns the choices in a list of choices, in their order."""
    value = block.values.get(name)
    return tuple(code for code in value if isinstance(code, str)) if isinstance(value, list) else ()


def label(document: Block) -> str:
    """Returns what a document is called, with its date: 'Plan van aanpak van 16-02-2026', and whether it is a file."""
    name, note = _name(document)
    day = document.day("datum")
    return f"{name} van {dutch_day(day)}{note}" if day else f"{name}{note}"


def _name(document: Block) -> tuple[str, str]:
    """Returns what a document is, and what is to be said of it besides."""
    fields = document.shape.fields
    if "soort_stuk" in fields:
        kind = document.text("soort_stuk") or ""
        named = fields["soort_stuk"].labels.get(kind) if kind != "overig" else None
        return (named, " (bijlage)") if named else (document.shape.title, "")
    sort = fields.get("soort_evaluatie")
    name = sort.labels.get(document.text("soort_evaluatie") or "") if sort else None
    return name or document.shape.title, ""


def title_of(block: Block, name: str) -> str:
    """Returns the title of a field in lower case, for the middle of a sentence."""
    title = block.title(name)
    return title[:1].lower() + title[1:]


def dates(**days: date) -> dict[str, str]:
    """Returns days as a reader writes them, by the names they have in a sentence."""
    return {name: dutch_day(day) for name, day in days.items()}
