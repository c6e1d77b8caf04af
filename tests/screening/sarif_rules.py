"""What SARIF 2.1.0 asks of the parts of a log that we write: which properties an object may and must have."""

from __future__ import annotations

import re
from typing import Any

# After the standard (OASIS, SARIF 2.1.0 with errata 01), section 3: which properties may be, and which must.
OBJECTS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"$schema", "version", "runs", "inlineExternalProperties", "properties"}, {"version", "runs"}),
    "run": (
        {"tool", "invocations", "language", "results", "columnKind", "properties", "artifacts", "baselineGuid"},
        {"tool"},
    ),
    "driver": ({"name", "version", "semanticVersion", "language", "rules", "properties", "informationUri"}, {"name"}),
    "rule": ({"id", "name", "shortDescription", "fullDescription", "help", "properties"}, {"id"}),
    "result": (
        {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "baselineState", "suppressions",
         "properties"},
        {"message"},
    ),
    "invocation": ({"executionSuccessful", "toolExecutionNotifications", "exitCode"}, {"executionSuccessful"}),
    "notification": ({"level", "descriptor", "message", "locations", "properties"}, {"message"}),
    "location": ({"physicalLocation", "logicalLocations", "message"}, set()),
    "physicalLocation": ({"artifactLocation", "region"}, set()),
    "artifactLocation": ({"uri", "uriBaseId", "index"}, set()),
    "region": ({"charOffset", "charLength", "startLine"}, set()),
    "suppression": ({"kind", "status", "justification", "location"}, {"kind"}),
}  # fmt: skip
LEVELS = {"none", "note", "warning", "error"}
STATES = {"new", "unchanged", "updated", "absent"}
_URI = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+")


def faults(log: dict[str, Any]) -> list[str]:
    """Returns what is wrong with a log."""
    found: list[str] = []
    _object(log, "log", found)
    if log["version"] != "2.1.0":
        found.append("version")
    for run in log["runs"]:
        _object(run, "run", found)
        driver = run["tool"]["driver"]
        _object(driver, "driver", found)
        for rule in driver["rules"]:
            _object(rule, "rule", found)
        ids = [rule["id"] for rule in driver["rules"]]
        if len(ids) != len(set(ids)):
            found.append("rules: an id twice")
        for result in run["results"]:
            _result(result, ids, found)
        for invocation in run["invocations"]:
            _object(invocation, "invocation", found)
            for notification in invocation["toolExecutionNotifications"]:
                _object(notification, "notification", found)
                _message(notification, found)
                _locations(notification, found)
    return found


def _result(result: dict[str, Any], ids: list[str], found: list[str]) -> None:
    _object(result, "result", found)
    _message(result, found)
    _locations(result, found)
    if ids[result["ruleIndex"]] != result["ruleId"]:
        found.append("ruleIndex")
    if result["level"] not in LEVELS or result.get("baselineState", "new") not in STATES:
        found.append("level or state")
    for item in result.get("suppressions", []):
        _object(item, "suppression", found)
        if item["kind"] not in {"inSource", "external"} or item["status"] not in {
            "accepted",
            "underReview",
            "rejected",
        }:
            found.append("suppression")


def _locations(holder: dict[str, Any], found: list[str]) -> None:
    for location in holder["locations"]:
        _object(location, "location", found)
        physical = location["physicalLocation"]
        _object(physical, "physicalLocation", found)
        _object(physical["artifactLocation"], "artifactLocation", found)
        _object(physical.get("region", {}), "region", found)
        if not _URI.fullmatch(physical["artifactLocation"]["uri"]):
            found.append(f"uri {physical['artifactLocation']['uri']}")


def _message(holder: dict[str, Any], found: list[str]) -> None:
    if not holder["message"].get("text"):
        found.append("message")


def _object(value: dict[str, Any], kind: str, found: list[str]) -> None:
    allowed, needed = OBJECTS[kind]
    found += [f"{kind}: {name}" for name in sorted(set(value) - allowed | needed - set(value))]
