"""From a dossier to its documents, in memory: what may be made is made, what may not is withheld with every cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.documents import naming
from pipeline.documents.context import context, envelope, form_context
from pipeline.documents.cover import Stuk, cover, stuk
from pipeline.documents.forms import FOLDER, Form, known, wanted
from pipeline.documents.gate import Gate
from pipeline.documents.house_style import BASE, HouseStyle, house_style
from pipeline.documents.manifest import Entry, Versions, manifest, schemas_digest
from pipeline.documents.readback import render_checked
from pipeline.documents.riv import Riv, Soort, plan
from pipeline.errors import TemplateError
from pipeline.model import Built, Cause, Finding, Problem, Rendered, Untemplated, Withheld
from pipeline.names import folder_name

RIV = "re_integratieverslag"
RIV_TITLE = "Re-integratieverslag"
COVER = Stuk(RIV_TITLE, None, "00-voorblad.docx")
SHORT = Stuk("Verkort re-integratieverslag", None, "01-verkort-re-integratieverslag.docx")


def build(
    data: Any,
    findings: Sequence[Finding],
    problems: Sequence[Problem],
    style: str = BASE,
    *,
    rules_digest: str,
    unnamed: str = "dossier",
    forms: Sequence[str] = (),
) -> Built:
    """Makes every document of a dossier for which there is a template, and the set for UWV when it is due.

    Args:
        data: the dossier as it was read, valid or not.
        findings: all that the scanner found in it; their places are JSON pointers.
        problems: all that is wrong with it.
        style: the house style.
        rules_digest: SHA-256 of the rules that gave the findings; it goes into the manifest.
        unnamed: what to call a dossier whose own reference cannot be used.
        forms: which forms to make besides, by name; see `forms.FORMS` and `forms.MISSING`.

    Raises:
        OwnDataError: the house style does not exist, or one of its templates cannot be used.
    """
    assembly = _Assembly(data if isinstance(data, Mapping) else {}, Gate(findings, problems), house_style(style))
    documents = assembly.documents()
    entries = [*documents.values(), *assembly.riv(documents), *assembly.forms(forms)]
    untemplated = tuple(assembly.untemplated())
    reference = assembly.reference("/kenmerk", assembly.data.get("kenmerk"), unnamed)
    versions = Versions(rules_digest, schemas_digest(), assembly.style.digest())
    results = [entry.result for entry in entries]
    return Built(
        path="",
        folder=folder_name(reference),
        documents=tuple(result for result in results if isinstance(result, Rendered)),
        withheld=tuple(result for result in results if isinstance(result, Withheld)),
        untemplated=untemplated,
        manifest=manifest(reference, entries, untemplated, versions),
        findings=tuple(findings),
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Assembly:
    """One dossier on its way to documents."""

    data: Mapping[str, Any]
    gate: Gate
    style: HouseStyle

    def documents(self) -> dict[int, Entry]:
        """Returns what became of each document, by its number; a kind without a template is left out."""
        return {
            index: self._document(index, document)
            for index, document in enumerate(naming.documents_of(self.data))
            if self._has_template(document)
        }

    def forms(self, names: Sequence[str]) -> Iterator[Entry]:
        """Yields the forms that were asked for."""
        for form in wanted(names, self.data):
            yield Entry(form.kind, f"formulier-{form.name}", self._form(form))

    def untemplated(self) -> Iterator[Untemplated]:
        """Yields the documents of a kind without a template."""
        for index, document in enumerate(naming.documents_of(self.data)):
            if not self._has_template(document):
                yield Untemplated(naming.kind_of(document), self._identity(index, document), naming.title(document))

    def riv(self, documents: Mapping[int, Entry]) -> Iterator[Entry]:
        """Yields the set for UWV when the situation asks for it: every part, or one entry that says why not."""
        used: set[str] = set()
        riv = plan(envelope(self.data, used), naming.documents_of(self.data))
        if riv is None:
            return
        made = list(self._riv_set(riv, documents, used))
        causes = [cause for entry in made if isinstance(entry.result, Withheld) for cause in entry.result.causes]
        if causes:
            yield Entry(RIV, "riv", Withheld("riv", RIV_TITLE, tuple(dict.fromkeys(causes))))
        else:
            yield from made

    def reference(self, pointer: str, value: object, otherwise: str) -> str:
        """Returns a reference from the dossier, unless it is none or something was found in it."""
        if isinstance(value, str) and naming.is_reference(value) and not self.gate.names(pointer):
            return value
        return otherwise

    def _has_template(self, document: object) -> bool:
        kind = naming.kind_of(document)
        return not kind or self.style.has(naming.template_name(kind))

    def _number(self, index: int) -> str:
        """Returns the number of a document as it stands in file names, which sort by it."""
        return f"{index + 1:0{max(2, len(str(len(naming.documents_of(self.data)))))}}"

    def _identity(self, index: int, document: object) -> str:
        """Returns the id of a document, or its number when that id may not be shown."""
        identity = document.get("id") if isinstance(document, Mapping) else None
        return self.reference(f"/documenten/{index}/id", identity, f"document-{self._number(index)}")

    def _document(self, index: int, document: object) -> Entry:
        pointer = f"/documenten/{index}"
        kind = naming.kind_of(document)
        name, title = naming.file_name(document, self._number(index)), naming.title(document)
        reference = self._identity(index, document)
        causes = self.gate.own(pointer)
        if not kind:
            unknown = Cause(
                "document.soort", pointer, "Dit document heeft geen soort die het schema kent. Kies er een."
            )
            return Entry("document", reference, Withheld(name, title, causes or (unknown,)))
        if causes:
            return Entry(kind, reference, Withheld(name, title, causes))
        used: set[str] = set()
        result = self._render(naming.template_name(kind), context(self.data, index, used), used, name, title)
        return Entry(kind, reference, result)

    def _form(self, form: Form) -> Rendered | Withheld:
        name, title = f"{FOLDER}/{form.name}.docx", f"Formulier {form.title}"
        if self.data.get("land") == "BE" and not form.belgian:
            foreign = "Dit formulier hoort bij de Nederlandse wet. Laat het weg bij dit Belgische dossier."
            return Withheld(name, title, (Cause("land.document", "/land", foreign),))
        used: set[str] = set()
        values = form_context(self.data, form.kind, known(form, self.data, used), used)
        return self._render(naming.template_name(form.kind), values, used, name, title)

    def _riv_set(self, riv: Riv, documents: Mapping[int, Entry], used: set[str]) -> Iterator[Entry]:
        """Yields the cover sheet and the parts in order; `used` holds what `plan` has read."""
        sources = naming.documents_of(self.data)
        dossier = envelope(self.data, used)
        own = [SHORT] if riv.soort is Soort.VERKORT else []
        names = {
            index: naming.file_name(sources[index], f"{number:02}")
            for number, index in enumerate(riv.parts, len(own) + 1)
        }
        lines = [*own, *(stuk(sources[index], name) for index, name in names.items())]
        yield self._riv_part(RIV, cover(riv, dossier, lines, sources, used), used, COVER)
        for short in own:
            yield self._riv_part("verkort_re_integratieverslag", {"dossier": dossier}, used, short)
        for index, name in names.items():
            entry = documents[index]
            yield replace(entry, result=replace(entry.result, name=f"riv/{name}"))

    def _riv_part(self, kind: str, values: Mapping[str, object], used: set[str], line: Stuk) -> Entry:
        template, name = naming.template_name(kind), f"riv/{line.bestand}"
        return Entry(kind, template, self._render(template, values, used, name, line.titel))

    def _render(
        self, template: str, values: Mapping[str, object], used: set[str], name: str, title: str
    ) -> Rendered | Withheld:
        """Renders and then asks the gate about what the template turned out to show; `used` fills as it reads."""
        failure = content = None
        compiled = self.style.template(template)
        try:
            content = render_checked(compiled, values)
        except TemplateError as error:
            failure = Cause("sjabloon", "", str(error))
        # What is wrong with the data explains a failure better than the template can.
        causes = self.gate.used(used) or tuple(filter(None, [failure]))
        if causes or content is None:
            return Withheld(name, title, causes)
        return Rendered(name, title, content)
