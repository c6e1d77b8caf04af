"""From a dossier to its documents, in memory: what may be made is made, what may not is withheld with every cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.documents import naming
from pipeline.documents.checklist import checklist
from pipeline.documents.context import context, form_context
from pipeline.documents.forms import FOLDER, Form, known, wanted
from pipeline.documents.gate import Gate
from pipeline.documents.house_style import BASE, house_style
from pipeline.documents.manifest import Entry
from pipeline.documents.outcome import built_of, reference_of
from pipeline.documents.rendering import Press
from pipeline.documents.riv_set import Sets
from pipeline.formats import dutch_day, parse_date
from pipeline.model import (
    Attachment,
    Built,
    Cause,
    Checked,
    Finding,
    Problem,
    Rendered,
    RivKind,
    RivSituation,
    Untemplated,
    Withheld,
)

FOR_EMPLOYEE = "werknemer"
"""Ends the name of a copy for the employee, and of its template."""

_COPIED = frozenset({"contactblad"})


def build(
    data: Any,
    findings: Sequence[Finding],
    problems: Sequence[Problem],
    style: str = BASE,
    *,
    rules_digest: str,
    unnamed: str = "dossier",
    forms: Sequence[str] = (),
    situation: RivSituation | None = None,
    attachments: Sequence[Attachment] = (),
    terms: Mapping[str, date] | None = None,
    checks: Sequence[Checked] = (),
    op: date | None = None,
) -> Built:
    """Makes every document of a dossier for which there is a template, and the sets of the report when it is due.

    The zip of the set comes after the PDFs; see `bundle`.

    Args:
        data: the dossier as it was read, valid or not.
        findings: all that the scanner found in it; their places are JSON pointers.
        problems: all that is wrong with it.
        style: the house style.
        rules_digest: SHA-256 of the rules that gave the findings; it goes into the manifest.
        unnamed: what to call a dossier whose own reference cannot be used.
        forms: which forms to make besides, by name; see `forms.FORMS` and `forms.MISSING`.
        situation: which re-integratieverslag the dossier asks for; without it no set is made.
        attachments: the files beside the dossier that go along in the set.
        terms: the last day of milestones by their key, for the letter to the employee and the sheet for UWV.
        checks: the outcome of the checks of completeness; without them no checklist is made.
        op: the day that they judged by.

    Raises:
        OwnDataError: the house style does not exist, or one of its templates cannot be used.
    """
    findings = (*findings, *(finding for attachment in attachments for finding in attachment.findings))
    press = Press(Gate(findings, problems), house_style(style))
    days = {key: day.isoformat() for key, day in (terms or {}).items()}
    assembly = _Assembly(data if isinstance(data, Mapping) else {}, press, days)
    documents = assembly.documents()
    sets = Sets(assembly.data, press, situation, attachments, terms or {})
    entries = [*documents.values(), *assembly.copies(), *sets.entries(documents), *assembly.forms(forms)]
    reference = reference_of(press.gate, "/kenmerk", assembly.data.get("kenmerk"), unnamed)
    if checks and situation and situation.cell != "belgie":
        entries.append(assembly.checklist(checks, reference, op, situation))
    built = built_of(
        reference,
        entries,
        press,
        findings=findings,
        problems=problems,
        rules_digest=rules_digest,
        untemplated=tuple(assembly.untemplated()),
    )
    return replace(
        built,
        notes=(_note(situation),) if situation and situation.cell != "belgie" else (),
        checks=tuple(checks),
        unread=tuple(item for attachment in attachments for item in attachment.unread),
    )


def _note(situation: RivSituation) -> str:
    """Returns which re-integratieverslag a dossier asks for and why, for the person who runs the program."""
    ground = f" ({situation.basis})" if situation.basis else ""
    if situation.kind is RivKind.GEEN:
        return f"Geen re-integratieverslag: {_ended(situation, ground)}"
    is_first = situation.kind is not RivKind.AANVULLING
    until = f" Uiterlijk klaar op {dutch_day(situation.ready_by)}." if situation.ready_by and is_first else ""
    state = "" if situation.is_due else " Nog niet samengesteld."
    return f"Re-integratieverslag ({situation.kind}): {_ended(situation, ground)}{until}{state}"


def _ended(situation: RivSituation, ground: str) -> str:
    return f"{situation.reason.removesuffix('.')}{ground}."


@dataclass(frozen=True, slots=True)
class _Assembly:
    """One dossier on its way to documents."""

    data: Mapping[str, Any]
    press: Press
    terms: Mapping[str, str]

    def documents(self) -> dict[int, Entry]:
        """Returns what became of each document, by its number; a kind without a template is left out."""
        return {
            index: self._document(index, document)
            for index, document in enumerate(naming.documents_of(self.data))
            if self._has_template(document)
        }

    def copies(self) -> Iterator[Entry]:
        """Yields the copies in plain words that the employee gets."""
        for index, document in enumerate(naming.documents_of(self.data)):
            kind = naming.kind_of(document)
            template = f"{naming.template_name(kind)}-{FOR_EMPLOYEE}"
            if kind in _COPIED and self.press.style.has(template):
                reference = f"{self._identity(index, document)}-{FOR_EMPLOYEE}"
                yield Entry(kind, reference, self._copy(index, document, template))

    def _copy(self, index: int, document: Mapping[str, Any], template: str) -> Rendered | Withheld:
        name = naming.file_name(document, self._number(index)).replace(".docx", f"-{FOR_EMPLOYEE}.docx")
        title = f"{naming.title(document)}, kopie voor de werknemer"
        if causes := self.press.gate.own(f"/documenten/{index}"):
            return Withheld(name, title, causes)
        used: set[str] = set()
        return self.press.render(template, context(self.data, index, used), used, name, title)

    def forms(self, names: Sequence[str]) -> Iterator[Entry]:
        """Yields the forms that were asked for."""
        for form in wanted(names, self.data):
            yield Entry(form.kind, f"formulier-{form.name}", self._form(form))

    def checklist(self, checks: Sequence[Checked], reference: str, op: date | None, situation: RivSituation) -> Entry:
        """Returns the checklist for the casemanager, with the name of the employer unless something was found in it."""
        employer = self.data.get("werkgever")
        name = employer.get("naam") if isinstance(employer, Mapping) else None
        shown = isinstance(name, str) and not self.press.gate.names("/werkgever/naam")
        return checklist(
            checks,
            self.press,
            reference=reference,
            employer=str(name) if shown else "",
            first_day=parse_date(self.data.get("eerste_ziektedag")),
            op=op,
            situation=situation,
        )

    def untemplated(self) -> Iterator[Untemplated]:
        """Yields the documents of a kind without a template."""
        for index, document in enumerate(naming.documents_of(self.data)):
            if not self._has_template(document):
                yield Untemplated(naming.kind_of(document), self._identity(index, document), naming.title(document))

    def _has_template(self, document: object) -> bool:
        kind = naming.kind_of(document)
        return not kind or self.press.style.has(naming.template_name(kind))

    def _number(self, index: int) -> str:
        """Returns the number of a document as it stands in file names, which sort by it."""
        return f"{index + 1:0{max(2, len(str(len(naming.documents_of(self.data)))))}}"

    def _identity(self, index: int, document: object) -> str:
        """Returns the id of a document, or its number when that id may not be shown."""
        identity = document.get("id") if isinstance(document, Mapping) else None
        return reference_of(self.press.gate, f"/documenten/{index}/id", identity, f"document-{self._number(index)}")

    def _document(self, index: int, document: object) -> Entry:
        pointer = f"/documenten/{index}"
        kind = naming.kind_of(document)
        name, title = naming.file_name(document, self._number(index)), naming.title(document)
        reference = self._identity(index, document)
        causes = self.press.gate.own(pointer)
        if not kind:
            unknown = Cause(
                "document.soort", pointer, "Dit document heeft geen soort die het schema kent. Kies er een."
            )
            return Entry("document", reference, Withheld(name, title, causes or (unknown,)))
        if causes:
            return Entry(kind, reference, Withheld(name, title, causes))
        used: set[str] = set()
        values = context(self.data, index, used) | {"termijnen": self.terms}
        result = self.press.render(naming.template_name(kind), values, used, name, title)
        return Entry(kind, reference, result)

    def _form(self, form: Form) -> Rendered | Withheld:
        name, title = f"{FOLDER}/{form.name}.docx", f"Formulier {form.title}"
        if self.data.get("land") == "BE" and not form.belgian:
            foreign = "Dit formulier hoort bij de Nederlandse wet. Laat het weg bij dit Belgische dossier."
            return Withheld(name, title, (Cause("land.document", "/land", foreign),))
        used: set[str] = set()
        filled = known(form, self.data, used)
        values = form_context(self.data, form.kind, filled, used, form.name) | {"termijnen": self.terms}
        return self.press.render(naming.template_name(form.kind), values, used, name, title)
