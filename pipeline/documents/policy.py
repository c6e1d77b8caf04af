"""From a company's policy to its rules and its comparison of re-integration companies, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.documents import naming
from pipeline.documents.context import View
from pipeline.documents.gate import Gate
from pipeline.documents.house_style import BASE, house_style
from pipeline.documents.manifest import Entry, Versions, manifest, schemas_digest
from pipeline.documents.rendering import Press
from pipeline.model import Built, Finding, Problem, Rendered, Withheld
from pipeline.names import folder_name
from pipeline.shape import policy_shape

NAME: Final = "beleid"
"""What templates call the data."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is made of a policy: its kind, its template and what it is called."""

    kind: str
    template: str
    title: str


PAPERS: Final = (
    Paper("re_integratiereglement", "re-integratiereglement", "Re-integratiereglement"),
    Paper("privacyreglement", "privacyreglement", "Privacyreglement ziekteverzuim"),
    Paper(
        "vergelijking_re_integratiebedrijven",
        "vergelijking-re-integratiebedrijven",
        "Vergelijking van re-integratiebedrijven",
    ),
)


def build_policy(
    data: Any,
    findings: Sequence[Finding],
    problems: Sequence[Problem],
    style: str = BASE,
    *,
    rules_digest: str,
    unnamed: str = NAME,
) -> Built:
    """Makes the documents of a policy that were asked for; without a choice, all of them.

    Args:
        data: the policy as it was read, valid or not.
        findings: all that the scanner found in it; their places are JSON pointers.
        problems: all that is wrong with it.
        style: the house style.
        rules_digest: SHA-256 of the rules that gave the findings; it goes into the manifest.
        unnamed: what to call a policy whose own reference cannot be used.

    Raises:
        OwnDataError: the house style does not exist, or one of its templates cannot be used.
    """
    press = Press(Gate(findings, problems), house_style(style))
    mapping = data if isinstance(data, Mapping) else {}
    entries = list(_entries(mapping, press))
    kenmerk = mapping.get("kenmerk")
    usable = isinstance(kenmerk, str) and naming.is_reference(kenmerk) and not press.gate.names("/kenmerk")
    reference = str(kenmerk) if usable else unnamed
    results = [entry.result for entry in entries]
    return Built(
        path="",
        folder=folder_name(reference),
        documents=tuple(result for result in results if isinstance(result, Rendered)),
        withheld=tuple(result for result in results if isinstance(result, Withheld)),
        manifest=manifest(reference, entries, (), Versions(rules_digest, schemas_digest(), press.style.digest())),
        findings=tuple(findings),
        problems=tuple(problems),
    )


def _entries(data: Mapping[str, Any], press: Press) -> Iterator[Entry]:
    asked = data.get("stukken")
    wanted = asked if isinstance(asked, list) and asked else [paper.kind for paper in PAPERS]
    for number, paper in enumerate(PAPERS, start=1):
        if paper.kind in wanted:
            used: set[str] = set()
            values = {NAME: View(data, policy_shape(), "", used)}
            name = f"{number:02}-{paper.template}.docx"
            yield Entry(paper.kind, paper.template, press.render(paper.template, values, used, name, paper.title))
