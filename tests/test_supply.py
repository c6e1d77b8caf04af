"""What comes along is known, may come along, and stands in the pages that say so."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from supply.licences import LESSER, UnknownLicenceError, is_permissive, licence_of, may_come_along, page  # noqa: E402
from supply.lock import read_lock  # noqa: E402
from supply.sbom import sbom  # noqa: E402

LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]


def test_the_page_of_licences_is_current() -> None:
    assert (ROOT / "docs" / "licenties.md").read_text(encoding="utf-8") == page(ROOT), "run make supply"


def test_the_bill_of_materials_is_current() -> None:
    assert (ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8") == sbom(ROOT), "run make supply"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_row_49_every_locked_package_has_hashes_and_a_licence_that_may_come_along(lock: Path) -> None:
    pins = read_lock(lock)
    assert len(pins) == lock.read_text(encoding="utf-8").count("==") - sum(pin.marker.count("==") for pin in pins)
    assert [pin.name for pin in pins if not pin.hashes] == []
    assert [pin.name for pin in pins if not pin.asked_by] == []
    licences = {pin.name: licence_of(pin.name) for pin in pins}
    assert {name: licence for name, licence in licences.items() if not may_come_along(name, licence)} == {}


def test_what_pyproject_asks_for_is_locked() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = chain.from_iterable(asked["project"]["optional-dependencies"].values())
    names = [_name(line) for line in (*asked["project"]["dependencies"], *extras)]
    assert set(names) <= {pin.name for pin in read_lock(LOCKS[0])}, "run make lock"
    developing = [_name(line) for line in asked["dependency-groups"]["dev"]]
    assert {*names, *developing} <= {pin.name for pin in read_lock(LOCKS[1])}, "run make lock"
    runtime = {pin.name for pin in read_lock(LOCKS[0]) if "poortwachter" in pin.asked_by}
    assert {"click", "spacy", "pebble", "isal", "onnxruntime", "distributed"} <= runtime
    assert {"pytest", "mypy"}.isdisjoint(runtime)


def _name(line: str) -> str:
    """Returns the name of the package in a line that asks for it."""
    return re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-")


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-2.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("LGPL-2.1-only", False),
        ("Apache-2.0 WITH LLVM-exception AND MIT", True),
        ("BSL-1.1", False),
    ],
)
def test_what_is_permissive(licence: str, permissive: bool) -> None:
    assert is_permissive(licence) is permissive
    assert may_come_along("een-pakket", licence) is permissive


def test_the_lesser_gpl_only_where_it_was_looked_at() -> None:
    assert all(licence.startswith("LGPL-") and may_come_along(name, licence) for name, (licence, _) in LESSER.items())
    assert not may_come_along("docxtpl", "GPL-3.0-only")


def test_a_licence_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownLicenceError, match="is-er-niet"):
        licence_of("is-er-niet")


def test_the_bill_of_materials_holds_together() -> None:
    bill = json.loads(sbom(ROOT))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    program = bill["metadata"]["component"]["bom-ref"]
    known = [program, *(component["bom-ref"] for component in bill["components"])]
    assert len(known) == len(set(known))
    needed = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    assert set(needed) <= set(known)
    assert {reference for on in needed.values() for reference in on} == set(known) - {program}
