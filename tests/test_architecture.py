"""The structure of the house: who imports whom, who writes, who prints, how long a file may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)
SOURCES = sorted(
    path for folder in ("pipeline", "templates", "tests", "bench") for path in (ROOT / folder).rglob("*.py")
)

FOUNDATION = {
    "controls",
    "copies",
    "model",
    "milestones",
    "outcomes",
    "figures",
    "examined",
    "keeping",
    "text",
    "errors",
    "resources",
    "nodes",
    "names",
    "formats",
    "shape",
    "verdicts",
    "working_days",
}
STAGES = {"dossier", "privacy", "readers", "documents", "reports", "review", "marking"}
# A copy is made from the passages of its file: who marks stands on the readers.
STANDS_ON = {"marking": {"readers"}}
MAX_LINES = 400

# Everything that makes, changes or removes something on disk.
WRITERS = {
    *(f"os.{name}" for name in ("open", "mkdir", "makedirs", "rename", "replace", "remove", "unlink", "rmdir", "link")),
    *(f"shutil.{name}" for name in ("copy", "copy2", "copyfile", "copytree", "move", "rmtree")),
    *(f"tempfile.{name}" for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory")),
}
# These are given what to open, and no mode: they open what is in memory, or a database or report to read.
ONLY_READING = {"pikepdf.open", "Image.open", "self._archive.open", "archive.open", "Report.open"}
WRITING_METHODS = {
    "write_text",
    "write_bytes",
    "mkdir",
    "rename",
    "unlink",
    "rmdir",
    "touch",
    "symlink_to",
    "hardlink_to",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parse(path)))


def imports_of(path: Path) -> Iterator[str]:
    """Yields the dotted names that a file imports, at any depth: `from a import b` gives a.b."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports_of(path: Path) -> set[str]:
    """Returns what a file imports of our own package, one step deep: a foundation module, a stage, `flow`."""
    return {name.split(".")[1] for name in imports_of(path) if name.startswith("pipeline.")}


def allowed_for(path: Path) -> set[str] | None:
    """Returns what a file may import of our own package, None for what composes and may import all."""
    part = path.relative_to(PACKAGE).parts[0]
    if part in STAGES:
        return FOUNDATION | {part} | STANDS_ON.get(part, set())
    if part == "batch":
        return FOUNDATION | {"batch", "flow"}
    return FOUNDATION if part.removesuffix(".py") in FOUNDATION else None


def calls_in(path: Path) -> Iterator[ast.Call]:
    return (node for node in nodes(path) if isinstance(node, ast.Call))


def opens_for_writing(call: ast.Call) -> bool:
    """Says whether a call is an open with a mode that writes, or with one that cannot be seen."""
    is_method = isinstance(call.func, ast.Attribute)
    named = call.func.attr if is_method else getattr(call.func, "id", "")
    if named != "open":
        return False
    if ast.unparse(call.func) in ONLY_READING:
        return False
    place = 0 if is_method else 1
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] or call.args[place : place + 1]
    return any(not isinstance(mode, ast.Constant) or set(str(mode.value)) & set("wax+") for mode in modes)


def writes(path: Path) -> list[str]:
    found = []
    for call in calls_in(path):
        if "os.devnull" in {ast.unparse(argument) for argument in call.args}:
            continue
        written = ast.unparse(call.func)
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if written in WRITERS or method in WRITING_METHODS or opens_for_writing(call):
            found.append(f"{name_of(path)}:{call.lineno}: {written}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_data_flows_one_way(path: Path) -> None:
    allowed = allowed_for(path)
    if allowed is not None:
        assert own_imports_of(path) <= allowed


def test_nothing_imports_the_command_line() -> None:
    users = [name_of(path) for path in MODULES if "cli" in own_imports_of(path)]
    assert [user for user in users if not user.startswith(("pipeline/cli/", "pipeline/__main__.py"))] == []


def test_flow_does_not_know_how_it_is_run() -> None:
    for path in (PACKAGE / "flow").glob("*.py"):
        assert own_imports_of(path).isdisjoint({"cli", "batch", "reports"}), path.name


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("spacy", ("pipeline/privacy/",)),
        ("sqlite3", ("pipeline/review/database.py",)),
        ("click", ("pipeline/cli/", "pipeline/reports/console.py")),
        ("rich", ("pipeline/cli/", "pipeline/reports/console.py")),
    ],
)
def test_a_heavy_library_stays_with_its_owner(library: str, owners: tuple[str, ...]) -> None:
    users = {name_of(path) for path in MODULES for name in imports_of(path) if name.split(".")[0] == library}
    assert [user for user in users if not user.startswith(owners)] == []


def test_only_the_store_writes() -> None:
    store = PACKAGE / "batch" / "store"
    assert [line for path in MODULES if path.parent != store for line in writes(path)] == []
    assert writes(store / "disk.py"), "the test no longer sees how the store writes"


def test_only_the_office_and_tekstherkenning_run_programs() -> None:
    runners = {name_of(path) for path in MODULES if "subprocess" in {name.split(".")[0] for name in imports_of(path)}}
    assert runners == {"pipeline/documents/office.py", "pipeline/readers/ocr.py"}


def test_nothing_prints() -> None:
    prints = [
        f"{name_of(path)}:{call.lineno}"
        for path in MODULES
        for call in calls_in(path)
        if ast.unparse(call.func) in {"print", "pprint", "breakpoint", "sys.stdout.write", "sys.stderr.write"}
    ]
    assert prints == []


def test_nothing_reaches_for_the_network() -> None:
    network = {"socket", "urllib", "http", "requests", "httpx", "ftplib", "smtplib", "asyncio"}
    used = {(name_of(path), name) for path in MODULES for name in imports_of(path) if name.split(".")[0] in network}
    assert {(path, name) for path, name in used if not name.startswith("urllib.parse")} == set()  # that reads addresses


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_short_enough_for_one_job(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_its_job_in_one_sentence(path: Path) -> None:
    docstring = ast.get_docstring(parse(path))
    assert docstring, "no docstring"
    first = docstring.splitlines()[0]
    assert first.endswith("."), first


def loaded_after(code: str) -> set[str]:
    """Returns the top-level modules that a fresh interpreter has loaded after running `code`."""
    program = f"{code}\nimport sys\nsys.stderr.write(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


HELP = """
import click
from pipeline.cli import main


def helped(command, words):
    main([*words, "--help"], standalone_mode=False)
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            helped(child, [*words, name])


helped(main, [])
"""


def test_the_help_of_every_verb_answers_without_the_heavy_libraries() -> None:
    heavy = {"spacy", "thinc", "numpy", "docx", "docxtpl", "lxml", "jinja2", "jsonschema", "onnxruntime"}
    heavy |= {"dask", "distributed", "pebble", "multiprocessing"}
    assert heavy & loaded_after(HELP) == set()
