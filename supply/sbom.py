"""The bill of materials of what the program runs on, out of the lock, as CycloneDX 1.6: same lock, same bytes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final

from supply.licences import licence_of
from supply.lock import Pin, read_lock

_MODEL: Final = {
    "type": "machine-learning-model",
    "bom-ref": "multilingual-e5-small",
    "name": "multilingual-e5-small",
    "description": "trained further, in eight bits, with fewer pieces; in nlp_rules, used with the extra encoder",
    "licenses": [{"license": {"id": "MIT"}}],
}


def sbom(root: Path) -> str:
    """Returns docs/sbom.cdx.json: every locked package with its licence and what needs it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = read_lock(root / "requirements.lock")
    name, version = project["name"], project["version"]
    program = {
        "type": "application",
        "bom-ref": name,
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": [{"license": {"id": project["license"]}}],
    }
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": [*map(_component, pins), _MODEL],
        "dependencies": _dependencies(name, pins),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _reference(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _component(pin: Pin) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _reference(pin),
        "licenses": [{"expression": licence_of(pin.name)}],
    }
    if pin.marker:
        component["properties"] = [{"name": "marker", "value": pin.marker}]
    return component


def _dependencies(program: str, pins: list[Pin]) -> list[dict[str, Any]]:
    """Returns who needs what: of the program and of every package."""
    needs: dict[str, list[str]] = {program: ["multilingual-e5-small"], **{_reference(pin): [] for pin in pins}}
    by_name: dict[str, list[str]] = {program: [program]}
    for pin in pins:
        by_name.setdefault(pin.name, []).append(_reference(pin))
    for pin in pins:
        for asker in pin.asked_by:
            for reference in by_name[asker]:
                needs[reference].append(_reference(pin))
    return [{"ref": reference, "dependsOn": sorted(on)} for reference, on in needs.items()]
