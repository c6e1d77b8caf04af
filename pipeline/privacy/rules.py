"""Reads the rule files of a folder into a RuleSet; every mistake in them is shown as file:line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pipeline.model import Category, Severity
from pipeline.nodes import Node
from pipeline.privacy import needed
from pipeline.privacy.anchors import Analysis, Cost, Needs, by_length, group_words, may_be_empty, parse
from pipeline.privacy.fields import FieldReader
from pipeline.privacy.model import Context, Effect, Example, Guard, Pattern, Rule, RuleSet
from pipeline.privacy.notation import (
    HIT,
    Expression,
    Groups,
    ShorthandError,
    Term,
    expand_pattern,
)
from pipeline.resources import data_root
from pipeline.text import normalise

GROUPS, CONTEXTS, CLEAN_TEXTS, COVERAGE = "woordgroepen.yaml", "contexten.yaml", "schone_teksten.yaml", "dekking.yaml"

_FILE_KEYS = {"formaat", "categorie", "grondslag", "regels"}
_RULE_KEYS = {
    "id", "ernst", "blokkeert", "grondslag", "advies", "voorstel", "termen", "patronen", "hoofdletters", "tenzij",
    "moet_raken", "mag_niet_raken", "bekend_gemist", "controle", "drempel",
    "drempel_encoder", "zeker",
}  # fmt: skip
_GUARD_KEYS = {"patroon", "waarom", "wel_vrij", "toch_raak"}
_CONTEXT_MUST = {"id", "geldt_voor", "werking", "waarom", "wel_vrij", "toch_raak"}
_CONTEXT_MAY = {
    "patronen", "uitdrukkingen", "tokens", "hoofdletters", "zonder", "alleen_in_zinnen",
    "drempel", "drempel_encoder", "drempel_encoder_mens",
}  # fmt: skip
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_NAME = r"(?<=[a-z,;] )[A-Z][a-z]+"


def load_rules(
    folder: Path | None = None,
    skip: frozenset[str] = frozenset(),
    *,
    table: needed.Table | None = None,
    cost: Cost = by_length,
    ways: int = 1,
) -> RuleSet:
    """Returns the rule set of a folder.

    Args:
        folder: where the rule files are; by default the shipped nlp_rules.
        skip: names of files to leave out, such as those that somebody is mending.
        table: the anchors of expressions that were analysed before; by default those beside the rule files.
        cost: judges the anchors of other expressions.
        ways: into how many ways to match the analysis may take those apart.

    Raises:
        OwnDataError: a mistake in a file; the message starts with file:line and lists every mistake found.
    """
    root = folder or data_root("nlp_rules")
    paths = sorted(path for path in root.glob("*.yaml") if path.name not in skip)
    reader = _Reader(needed.read(root / needed.TABLE) if table is None else table, cost, ways)
    groups = reader.groups(root / GROUPS) if (root / GROUPS) in paths else Groups()
    rules: list[Rule] = []
    contexts: list[Context] = []
    clean: list[tuple[str, Example]] = []
    for path in paths:
        if path.name in {GROUPS, COVERAGE}:
            continue
        if path.name == CONTEXTS:
            contexts += reader.contexts(path, groups)
        elif path.name == CLEAN_TEXTS:
            clean += reader.clean_texts(path)
        else:
            rules += reader.rules(path, groups)
    reader.finish()
    total = sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return RuleSet(tuple(rules), tuple(contexts), tuple(clean), total.hexdigest())


class _Reader(FieldReader):
    """Reads files one by one into rules, contexts and clean texts."""

    def __init__(self, table: needed.Table, cost: Cost, ways: int) -> None:
        super().__init__()
        self._terms: dict[tuple[str, bool, bool, str | None], str] = {}
        self._table = table
        self._cost = cost
        self._ways = ways
        self._analysis = Analysis({}, cost)

    def groups(self, path: Path) -> Groups:
        root = self.top(path, {"formaat", "groepen"})
        words: dict[str, tuple[str, ...]] = {}
        for name, node in self.block(root.get("groepen")).items():
            readings = [normalise(reading).lower for item in self.items(node) for reading in self.readings(item)]
            words[name] = tuple(dict.fromkeys(readings))
            if not readings:
                self.mistake(node.line, "een lege woordgroep")
        groups = Groups.of(words)
        signs = {sign: group_words(words[name]) for name, sign in groups.signs.items()}
        self._analysis = Analysis(signs, self._cost)
        return groups

    def rules(self, path: Path, groups: Groups) -> list[Rule]:
        root = self.top(path, _FILE_KEYS)
        category = self.choice(root["categorie"], Category) if "categorie" in root else None
        basis = self.text(root.get("grondslag"))
        return [
            rule
            for node in self.items(root.get("regels"))
            if (rule := self._rule(node, category, basis, groups)) is not None
        ]

    def contexts(self, path: Path, groups: Groups) -> list[Context]:
        root = self.top(path, {"formaat", "contexten"})
        found = (self._context(node, groups) for node in self.items(root.get("contexten")))
        return [context for context in found if context is not None]

    def clean_texts(self, path: Path) -> list[tuple[str, Example]]:
        root = self.top(path, {"formaat", "teksten"})
        return [(f"{path.name}:{node.line}", self._example(node)) for node in self.items(root.get("teksten"))]

    def _rule(self, node: Node, shared: Category | None, basis: str, groups: Groups) -> Rule | None:
        entry = self.entry(node, _RULE_KEYS)
        prefix = shared.value if shared else self.text(entry.get("id")).partition(".")[0]
        rule_id = self.id(entry.get("id"), node.line, prefix)
        if prefix not in set(Category):
            self.mistake(node.line, "noem de categorie boven het bestand, of begin het id met een categorie")
            return None
        category = Category(prefix)
        for key in ("ernst", "blokkeert", "advies", "voorstel", "moet_raken", "mag_niet_raken"):
            if key not in entry:
                self.mistake(node.line, f"regel {rule_id}: '{key}' ontbreekt")
        cased = self.yes(entry.get("hoofdletters"))
        patterns = self._patterns(entry.get("patronen"), groups, cased=cased)
        terms = self._rule_terms(entry.get("termen"))
        thresholds = self.thresholds(entry, node.line)
        if not patterns and not terms and thresholds is None:
            self.mistake(node.line, f"regel {rule_id} zoekt niets: geef termen of patronen")
        proven, clean = self._examples(entry.get("moet_raken")), self._examples(entry.get("mag_niet_raken"))
        if len(proven) < 2 or any(not example.marked for example in proven):
            self.mistake(node.line, f"regel {rule_id}: geef ten minste twee voorbeelden met [[...]] in moet_raken")
        if not clean:
            self.mistake(node.line, f"regel {rule_id}: geef ten minste één voorbeeld in mag_niet_raken")
        check = self.text(entry.get("controle"))
        if check not in {"", "elfproef"}:
            self.mistake(node.line, "de enige controle is 'elfproef'")
        severity = self.choice(entry.get("ernst"), Severity)
        guards = [self._guard(item, groups, cased=cased) for item in self.items(entry.get("tenzij"))]
        return Rule(
            id=rule_id,
            category=category,
            severity=severity or Severity.HOOG,
            blocking=self.yes(entry.get("blokkeert")),
            basis=self.text(entry.get("grondslag")) or basis,
            advice=self.text(entry.get("advies")),
            proposal=self.text(entry.get("voorstel")),
            terms=terms,
            patterns=patterns,
            guards=tuple(guard for guard in guards if guard is not None),
            proven=proven,
            clean=clean,
            missed=self._examples(entry.get("bekend_gemist")),
            eleven_test=check == "elfproef",
            thresholds=thresholds,
            source=f"{self.path.name}:{node.line}",
        )

    def _guard(self, node: Node, groups: Groups, *, cased: bool) -> Guard | None:
        entry = self.entry(node, _GUARD_KEYS)
        if set(entry) != _GUARD_KEYS:
            self.mistake(node.line, "een tenzij heeft patroon, waarom, wel_vrij en toch_raak")
            return None
        pattern = self._pattern(entry["patroon"], groups, cased=cased, one_clause=True)
        clears, keeps = self._examples(entry["wel_vrij"]), self._examples(entry["toch_raak"])
        if not clears or not keeps:
            self.mistake(node.line, "een tenzij heeft ten minste één wel_vrij en één toch_raak")
        return Guard(pattern, self.text(entry["waarom"]), clears, keeps) if pattern else None

    def _context(self, node: Node, groups: Groups) -> Context | None:
        entry = self.entry(node, _CONTEXT_MUST | _CONTEXT_MAY)
        context_id = self.id(entry.get("id"), node.line, "context")
        missing = _CONTEXT_MUST - set(entry)
        if missing:
            self.mistake(node.line, f"context {context_id}: {', '.join(sorted(missing))} ontbreekt")
            return None
        named = [item for item in self.items(entry["geldt_voor"]) if self.text(item) != "alle"]
        chosen = [self.choice(item, Category) for item in named]
        cased = self.yes(entry.get("hoofdletters"))
        effect = self.choice(entry["werking"], Effect)
        clears, keeps = self._examples(entry["wel_vrij"]), self._examples(entry["toch_raak"])
        if not clears or not keeps:
            self.mistake(node.line, f"context {context_id}: geef ten minste één wel_vrij en één toch_raak")
        return Context(
            id=context_id,
            categories=frozenset(c for c in chosen if c is not None) or frozenset(Category),
            effect=effect or Effect.CLEAR,
            patterns=self._patterns(entry.get("patronen"), groups, cased=cased, hit=True, one_clause=True),
            phrases=self._patterns(entry.get("uitdrukkingen"), groups, cased=cased, one_clause=True),
            tokens=tuple(
                json.dumps([self._token(token, groups) for token in self.items(pattern)])
                for pattern in self.items(entry.get("tokens"))
            ),
            without=tuple(
                pattern
                for item in self.items(entry.get("zonder"))
                if (pattern := self._absence(item, groups)) is not None
            ),
            thresholds=self.thresholds(entry, node.line),
            why=self.text(entry["waarom"]),
            clears=clears,
            keeps=keeps,
            source=f"{self.path.name}:{node.line}",
            only_in_sentences=self.yes(entry.get("alleen_in_zinnen")),
        )

    def _absence(self, node: Node, groups: Groups) -> Pattern | None:
        """Returns what may not stand in the sentence; `<naam>` is a name, known by its capital inside a sentence."""
        if self.text(node) == "<naam>":
            return Pattern("<naam>", _NAME, (), cased=True, line=node.line)
        return self._pattern(node, groups, cased=False)

    def _token(self, node: Node, groups: Groups) -> dict[str, object]:
        """Returns one token of a spaCy pattern: `<groep>` stands for its words, TREFFER for the hit."""
        token: dict[str, object] = {}
        for key, value in self.block(node).items():
            if key == "TREFFER":
                token["ORTH"] = HIT
            elif isinstance(value.value, Mapping):
                token[key] = {name: self._token_value(item, groups) for name, item in value.value.items()}
            else:
                plain = self._token_value(value, groups)
                token[key] = {"IN": plain} if isinstance(plain, list) else plain
        return token

    def _token_value(self, node: Node, groups: Groups) -> object:
        if isinstance(node.value, tuple):
            return [self.text(item) for item in node.value]
        written = self.text(node)
        if written in {"ja", "nee"}:
            return written == "ja"
        if written.startswith("<") and written.endswith(">"):
            if written[1:-1] not in groups.words:
                self.mistake(node.line, f"de woordgroep {written} staat niet in {GROUPS}")
            return list(groups.words.get(written[1:-1], ()))
        return written

    def _rule_terms(self, node: Node | None) -> tuple[Term, ...]:
        found: dict[Term, None] = {}
        for item in self.items(node):
            for written in self.readings(item):
                term = self.term(written, item.line)
                if term is None:
                    continue
                key = (term.text, term.open_left, term.open_right, term.cased)
                earlier = self._terms.setdefault(key, f"{self.path.name}:{item.line}")
                if term in found or earlier != f"{self.path.name}:{item.line}":
                    self.mistake(item.line, f"deze term staat ook op {earlier}: {written}")
                else:
                    found[term] = None
        return tuple(found)

    def _patterns(
        self, node: Node | None, groups: Groups, *, cased: bool, hit: bool = False, one_clause: bool = False
    ) -> tuple[Pattern, ...]:
        found = (self._pattern(item, groups, cased=cased, hit=hit, one_clause=one_clause) for item in self.items(node))
        return tuple(pattern for pattern in found if pattern is not None)

    def _pattern(
        self, node: Node, groups: Groups, *, cased: bool, hit: bool = False, one_clause: bool = False
    ) -> Pattern | None:
        written = self.text(node)
        try:
            expression = expand_pattern(written, groups, hit=hit, one_clause=one_clause)
            needs = self._needs(expression)
        except (ShorthandError, re.error) as error:
            self.mistake(node.line, f"{error}")
            return None
        if hit and HIT not in expression.full:
            self.mistake(node.line, "een patroon van een context noemt <treffer>")
        if needs is None:
            self.mistake(node.line, "dit patroon past ook op niets")
            return None
        if not cased and re.sub(r"\\[A-Z]|\(\?P<", "", written) != re.sub(r"\\[A-Z]|\(\?P<", "", written).lower():
            self.mistake(node.line, "schrijf een patroon in kleine letters, of zet hoofdletters: ja bij de regel")
        return Pattern(written, expression.full, needs, cased, node.line)

    def _needs(self, expression: Expression) -> Needs | None:
        """Returns the anchors of an expression, or None when it also matches nothing."""
        known = self._table.of(expression.full)
        if known is not None:
            return known
        tree = parse(expression.sketch)
        return None if may_be_empty(tree) else self._analysis.needs(tree, ways=self._ways)

    def _examples(self, node: Node | None) -> tuple[Example, ...]:
        return tuple(self._example(item) for item in self.items(node))

    def _example(self, node: Node) -> Example:
        """Returns the example without its marks."""
        written = self.text(node)
        text, marked, last = "", [], 0
        for mark in _MARK.finditer(written):
            text += written[last : mark.start()]
            marked.append((len(text), len(text) + len(mark[1])))
            text += mark[1]
            last = mark.end()
        return Example(text + written[last:], tuple(marked), node.line)
