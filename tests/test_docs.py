"""The manuals say what the program does: every verb, option and exit code, and examples that work."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli import main
from pipeline.documents.labels import FILTERS
from pipeline.errors import ExitCode
from pipeline.flow.article6 import article_6_table
from pipeline.privacy.detector import Detector
from pipeline.privacy.proofs import failures
from pipeline.privacy.rules import load_rules

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "regels.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def verbs(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, child in command.commands.items():
            yield from verbs(child, f"{name} {part}".strip())
    else:
        yield name, command


VERBS = dict(verbs(main))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme_and_the_manual(verb: str) -> None:
    assert f"`poortwachter {verb}" in README
    assert f"`poortwachter {verb}" in MANUAL


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_is_in_the_manual(verb: str) -> None:
    options = [name for option in VERBS[verb].params if isinstance(option, click.Option) for name in option.opts]
    assert [name for name in options if f"`{name}" not in MANUAL] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    assert VERBS[verb].help


@pytest.mark.parametrize("text", [README, MANUAL], ids=["readme", "manual"])
def test_every_exit_code_is_explained(text: str) -> None:
    assert [code.value for code in ExitCode if not re.search(rf"^\| {code.value} \|", text, re.MULTILINE)] == []


def test_the_examples_of_the_rule_manual_load_and_hold(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", RULES, re.DOTALL)
    for name, block in zip(("behandeling", "woordgroepen", "contexten", "schone_teksten"), blocks, strict=True):
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    rules = load_rules(tmp_path)
    assert len(rules.rules) == len(rules.contexts) == len(rules.clean_texts) == 1
    assert failures(Detector(rules)) == []


def test_the_table_of_artikel_6_is_what_the_code_says() -> None:
    begin, end = "<!-- artikel 6, gemaakt door docs/maak.py -->\n", "<!-- einde artikel 6 -->"
    table = MANUAL.partition(begin)[2].partition(end)[0]
    assert table == article_6_table(), "run python docs/maak.py"
    assert re.findall(r"^[|] ([a-z]) [|]", table, re.MULTILINE) == list("abcdefghijkl")


def test_every_filter_of_a_template_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "sjablonen.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)` \|", manual, re.MULTILINE)) == set(FILTERS)


def test_the_python_of_the_readme_works() -> None:
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert results.attempted > 0
    assert results.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (page.parent / link).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "besluiten"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [
        path.name for path in folder.glob("*.md") if path.name != "README.md" and f"]({path.name})" not in index
    ] == []


def test_the_readmes_know_how_many_samples_there_are_and_what_each_shows() -> None:
    files = {path.name for path in (ROOT / "samples" / "dossiers").iterdir()}
    assert f"of {len(files)} invented dossiers" in README
    page = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^[|] `([a-z0-9-]+[.](?:yaml|json))` [|].*[|] ([^|]+) [|]$", page, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(files)
    withheld = [name for name, why in rows if not why.startswith("Niets")]
    assert len(withheld) == 4
    assert "want vier dossiers bevatten tekst" in page
