"""From a company's policy to its rules and its comparison of re-integration companies, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.documents.context import View
from pipeline.documents.gate import Gate
from pipeline.documents.house_style import BASE, house_style
from pipeline.documents.manifest import Entry
from pipeline.documents.outcome import built_of, reference_of
from pipeline.documents.rendering import Press
from pipeline.model import Built, Finding, Problem
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
    reference = reference_of(press.gate, "/kenmerk", mapping.get("kenmerk"), unnamed)
    return built_of(reference, entries, press, findings=findings, problems=problems, rules_digest=rules_digest)


def _entries(data: Mapping[str, Any], press: Press) -> Iterator[Entry]:
    asked = data.get("stukken")
    wanted = asked if isinstance(asked, list) and asked else [paper.kind for paper in PAPERS]
    for number, paper in enumerate(PAPERS, start=1):
        if paper.kind in wanted:
            used: set[str] = set()
            values = {NAME: View(data, policy_shape(), "", used)}
            name = f"{number:02}-{paper.template}.docx"
            yield Entry(paper.kind, paper.template, press.render(paper.template, values, used, name, paper.title))
