"""What came of the documents of one dossier or policy, as one value."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents import naming
from pipeline.documents.gate import Gate
from pipeline.documents.manifest import Entry, Versions, manifest, schemas_digest
from pipeline.documents.rendering import Press
from pipeline.model import Built, Finding, Problem, Rendered, Untemplated, Withheld
from pipeline.names import folder_name


def reference_of(gate: Gate, pointer: str, value: object, otherwise: str) -> str:
    """Returns a reference from the data, unless it is none or something was found in it."""
    if isinstance(value, str) and naming.is_reference(value) and not gate.names(pointer):
        return value
    return otherwise


def built_of(
    reference: str,
    entries: Sequence[Entry],
    press: Press,
    *,
    findings: Sequence[Finding],
    problems: Sequence[Problem],
    rules_digest: str,
    untemplated: Sequence[Untemplated] = (),
) -> Built:
    """Returns the documents that were made and those that were not, with their manifest.

    Args:
        reference: what the dossier or policy is called; its folder is named after it.
        entries: what became of each document.
        press: what they were rendered with.
        findings: all that the scanner found in the data.
        problems: all that is wrong with it.
        rules_digest: SHA-256 of the rules that gave the findings.
        untemplated: the documents that others write.
    """
    results = [entry.result for entry in entries]
    versions = Versions(rules_digest, schemas_digest(), press.style.digest())
    return Built(
        path="",
        folder=folder_name(reference),
        documents=tuple(result for result in results if isinstance(result, Rendered)),
        withheld=tuple(result for result in results if isinstance(result, Withheld)),
        untemplated=tuple(untemplated),
        manifest=manifest(reference, entries, untemplated, versions),
        findings=tuple(findings),
        problems=tuple(problems),
    )
