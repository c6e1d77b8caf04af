"""The wheel holds the data that the program cannot run without: a build that lacks it gives no warning of itself."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ("schemas", "templates", "nlp_rules", "samples")
# The scripts that make the templates are for developers.
NOT_SHIPPED = {"_bron", "__pycache__"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("kind", DATA)
def test_all_data_is_in_the_wheel(names: set[str], kind: str) -> None:
    files = [path.relative_to(ROOT) for path in (ROOT / kind).rglob("*") if path.is_file()]
    expected = {f"pipeline/_data/{path.as_posix()}" for path in files if NOT_SHIPPED.isdisjoint(path.parts)}
    assert expected
    assert expected <= names


def test_row_48_data_holds_no_code(names: set[str]) -> None:
    assert [name for name in names if name.startswith("pipeline/_data/") and name.endswith((".py", ".pyc"))] == []


def test_the_wheel_holds_the_package_and_nothing_at_the_top(names: set[str]) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"pipeline", "poortwachter"}
    assert "pipeline/cli/__init__.py" in names


def test_the_licence_goes_along(names: set[str]) -> None:
    assert any(name.endswith("/licenses/LICENSE") for name in names)
