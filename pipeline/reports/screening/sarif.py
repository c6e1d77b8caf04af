"""Writes a screening as SARIF 2.1.0, for programs that gather findings: places and rules, never text of a document."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from pipeline.examined import Examined, Mark
from pipeline.model import Category, Finding, Severity
from pipeline.reports.screening import words
from pipeline.reports.screening.report import Report
from pipeline.reports.screening.words import shown
from pipeline.verdicts import BaselineState

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PRINT: Final = "poortwachter/v1"
_STATES: Final = {
    BaselineState.NIEUW: "new",
    BaselineState.ONGEWIJZIGD: "unchanged",
    BaselineState.VERDWENEN: "absent",
}
_LEVELS: Final = {Severity.HOOG: "error", Severity.MIDDEN: "warning", Severity.LET_OP: "note"}


def write_sarif(report: Report, out: BinaryIO) -> None:
    """Writes the log, a result at a time; the same report gives the same bytes."""
    rules = list(report_rules(report))
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    driver = {
        "name": "poortwachter",
        "version": report.head["version"],
        "semanticVersion": report.head["version"],
        "language": "nl-NL",
        "rules": rules,
        "properties": {"rulesDigest": report.head["rules"]},
    }
    head = {"$schema": SCHEMA, "version": "2.1.0", "runs": []}
    run = {
        "tool": {"driver": driver},
        "language": "nl-NL",
        "columnKind": "unicodeCodePoints",
        "properties": {"key": report.head["key"]}
        | ({"confidentiality": words.CONFIDENTIAL} if report.head.get("show_text") else {}),
    }
    # The lists grow with the number of documents, so they are written between the braces of the rest.
    out.write(_dump(head)[:-2] + _dump(run)[:-1] + b', "results": [')
    _write(out, chain.from_iterable(_results(item, index) for item in report.documents()), _absent(report, index))
    successful = json.dumps(not report.tally.incomplete)
    out.write(f'], "invocations": [{{"executionSuccessful": {successful}, "toolExecutionNotifications": ['.encode())
    _write(out, chain.from_iterable(map(_notifications, report.documents())))
    out.write(b"]}]}]}\n")


def report_rules(report: Report) -> Iterator[dict[str, Any]]:
    """Yields a description of every rule that found something, silenced or gone findings included, by id."""
    rules = {
        line["rule"]: (Category(line["category"]), line["advice"], line["basis"]) for line in report.lines("absent")
    }
    rules |= {rule: (it.sample.category, it.sample.advice, it.sample.basis) for rule, it in report.rules.items()}
    for rule in sorted(rules):
        category, advice, basis = rules[rule]
        named = words.CATEGORIES[category]
        yield {
            "id": rule,
            "shortDescription": {"text": f"Noemt: {named}."},
            "help": {"text": advice or f"Haal het weg: {named}."},
            "properties": {"category": str(category)} | ({"grondslag": basis} if basis else {}),
        }


def _results(item: Examined, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    texts = item.shown or (None,) * len(item.findings)
    for (finding, mark), text in zip(item.marked, texts, strict=True):
        yield _result(item, finding, mark, index) | ({"properties": _properties(finding, text)})


def _result(item: Examined, finding: Finding, mark: Mark, index: dict[str, int]) -> dict[str, Any]:
    place = _location(item.path, finding.place)
    if item.format == "txt" and finding.place == "tekst":
        length = finding.end - finding.start
        place["physicalLocation"]["region"] = {"charOffset": finding.start, "charLength": length}
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity] if finding.blocking else "note",
        "message": {"text": f"Noemt: {words.CATEGORIES[finding.category]}. {finding.advice}".strip()},
        "locations": [place],
    }
    if finding.fingerprint:
        result["partialFingerprints"] = {_PRINT: finding.fingerprint}
    if mark.state in _STATES:
        result["baselineState"] = _STATES[mark.state]
    if mark.silenced:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": shown(mark.silenced)}]
    return result


def _properties(finding: Finding, text: str | None) -> dict[str, Any]:
    known = {"category": finding.category.value, "blocking": finding.blocking, "grondslag": finding.basis}
    return known | ({"text": text} if text is not None else {})


def _absent(report: Report, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yields what is certain to be gone; of the rest SARIF has no word for not knowing."""
    for line in report.lines("absent"):
        if line["state"] == BaselineState.VERDWENEN:
            yield {
                "ruleId": line["rule"],
                "ruleIndex": index[line["rule"]],
                "level": "note",
                "message": {"text": "Niet meer gevonden; het document is nu helemaal gelezen."},
                "locations": [_location(line["path"], line["place"])],
                "partialFingerprints": {_PRINT: line["fingerprint"]},
                "baselineState": "absent",
            }


def _notifications(item: Examined) -> Iterator[dict[str, Any]]:
    for unread in item.unread:
        yield {
            "level": "error",
            "descriptor": {"id": item.status.value},
            "message": {"text": shown(unread.reason)},
            "locations": [_location(item.path, unread.part)],
        }


def _location(path: str, place: str) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": shown(place)}]
    return location


def uri(path: str) -> str:
    """Returns a path as a reference: every byte that could mean something else is written as a number."""
    raw = os.fsencode(path.replace(os.sep, "/"))
    if Path(path).is_absolute():
        return "file://" + quote(raw if raw.startswith(b"/") else b"/" + raw)
    # A colon in the first part would be read as a scheme; `quote` writes it as a number.
    return quote(raw)


def _write(out: BinaryIO, *items: Iterable[dict[str, Any]]) -> None:
    between = b"\n"
    for item in chain.from_iterable(items):
        out.write(between + _dump(item))
        between = b",\n"


def _dump(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=True, allow_nan=False).encode()
