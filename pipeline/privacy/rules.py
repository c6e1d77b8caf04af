"""Reads the rule files of a folder into a RuleSet; every mistake in them is shown as file:line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pipeline.errors import NotationError, OwnDataError
from pipeline.model import Category, Severity
from pipeline.nodes import Node, compose
from pipeline.privacy.anchors import anchors, group_words, may_be_empty, parse
from pipeline.privacy.model import Context, Effect, Example, Guard, Pattern, Rule, RuleSet
from pipeline.privacy.notation import (
    HIT,
    Groups,
    ShorthandError,
    Term,
    expand_braces,
    expand_pattern,
    parse_term,
)
from pipeline.resources import data_root
from pipeline.text import normalise

FORMAT = "1"
GROUPS, CONTEXTS, CLEAN_TEXTS, COVERAGE = "woordgroepen.yaml", "contexten.yaml", "schone_teksten.yaml", "dekking.yaml"

_FILE_KEYS = {"formaat", "categorie", "grondslag", "regels"}
_RULE_KEYS = {
    "id", "ernst", "blokkeert", "grondslag", "advies", "voorstel", "termen", "patronen", "hoofdletters", "tenzij",
    "moet_raken", "mag_niet_raken", "bekend_gemist", "controle", "drempel",
}  # fmt: skip
_GUARD_KEYS = {"patroon", "waarom", "wel_vrij", "toch_raak"}
_CONTEXT_KEYS = {
    "id",
    "geldt_voor",
    "werking",
    "patronen",
    "tokens",
    "zonder",
    "hoofdletters",
    "waarom",
    "wel_vrij",
    "toch_raak",
}
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_NAME = r"(?<=[a-z,;] )[A-Z][a-z]+"
_ID = re.compile(r"[a-z]+\.[a-z0-9_]+\Z")

_Option = TypeVar("_Option", Category, Severity, Effect)


def load_rules(folder: Path | None = None, skip: frozenset[str] = frozenset()) -> RuleSet:
    """Returns the rule set of `folder`, by default the shipped nlp_rules.

    Raises:
        OwnDataError: a mistake in a file; the message starts with file:line and lists every mistake found.
    """
    root = folder or data_root("nlp_rules")
    paths = sorted(path for path in root.glob("*.yaml") if path.name not in skip)
    reader = _Reader()
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


class _Reader:
    """Reads files one by one and gathers the mistakes, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self._mistakes: list[str] = []
        self._ids: dict[str, str] = {}
        self._terms: dict[tuple[str, bool, bool, str | None], str] = {}
        self._path = Path()
        self._signs: Mapping[str, frozenset[str]] = {}

    def finish(self) -> None:
        if self._mistakes:
            raise OwnDataError("\n".join(self._mistakes))

    def groups(self, path: Path) -> Groups:
        root = self._open(path, {"formaat", "groepen"})
        words: dict[str, tuple[str, ...]] = {}
        for name, node in self._map(root.get("groepen")).items():
            readings = [normalise(reading).lower for item in self._list(node) for reading in self._readings(item)]
            words[name] = tuple(dict.fromkeys(readings))
            if not readings:
                self._mistake(node.line, "een lege woordgroep")
        groups = Groups.of(words)
        self._signs = {sign: group_words(words[name]) for name, sign in groups.signs.items()}
        return groups

    def rules(self, path: Path, groups: Groups) -> list[Rule]:
        root = self._open(path, _FILE_KEYS)
        category = self._choice(root["categorie"], Category) if "categorie" in root else None
        basis = self._text(root.get("grondslag"))
        return [
            rule
            for node in self._list(root.get("regels"))
            if (rule := self._rule(node, category, basis, groups)) is not None
        ]

    def contexts(self, path: Path, groups: Groups) -> list[Context]:
        root = self._open(path, {"formaat", "contexten"})
        found = (self._context(node, groups) for node in self._list(root.get("contexten")))
        return [context for context in found if context is not None]

    def clean_texts(self, path: Path) -> list[tuple[str, Example]]:
        root = self._open(path, {"formaat", "teksten"})
        return [(f"{path.name}:{node.line}", self._example(node)) for node in self._list(root.get("teksten"))]

    def _rule(self, node: Node, shared: Category | None, basis: str, groups: Groups) -> Rule | None:
        entry = self._entry(node, _RULE_KEYS)
        prefix = shared.value if shared else self._text(entry.get("id")).partition(".")[0]
        rule_id = self._id(entry.get("id"), node.line, prefix)
        if prefix not in set(Category):
            self._mistake(node.line, "noem de categorie boven het bestand, of begin het id met een categorie")
            return None
        category = Category(prefix)
        for needed in ("ernst", "blokkeert", "advies", "voorstel", "moet_raken", "mag_niet_raken"):
            if needed not in entry:
                self._mistake(node.line, f"regel {rule_id}: '{needed}' ontbreekt")
        cased = self._yes(entry.get("hoofdletters"))
        patterns = self._patterns(entry.get("patronen"), groups, cased=cased)
        terms = self._rule_terms(entry.get("termen"))
        threshold = self._threshold(entry.get("drempel"))
        if not patterns and not terms and threshold is None:
            self._mistake(node.line, f"regel {rule_id} zoekt niets: geef termen of patronen")
        proven, clean = self._examples(entry.get("moet_raken")), self._examples(entry.get("mag_niet_raken"))
        if len(proven) < 2 or any(not example.marked for example in proven):
            self._mistake(node.line, f"regel {rule_id}: geef ten minste twee voorbeelden met [[...]] in moet_raken")
        if not clean:
            self._mistake(node.line, f"regel {rule_id}: geef ten minste één voorbeeld in mag_niet_raken")
        check = self._text(entry.get("controle"))
        if check not in {"", "elfproef"}:
            self._mistake(node.line, "de enige controle is 'elfproef'")
        severity = self._choice(entry.get("ernst"), Severity)
        guards = [self._guard(item, groups, cased=cased) for item in self._list(entry.get("tenzij"))]
        return Rule(
            id=rule_id,
            category=category,
            severity=severity or Severity.HOOG,
            blocking=self._yes(entry.get("blokkeert")),
            basis=self._text(entry.get("grondslag")) or basis,
            advice=self._text(entry.get("advies")),
            proposal=self._text(entry.get("voorstel")),
            terms=terms,
            patterns=patterns,
            guards=tuple(guard for guard in guards if guard is not None),
            proven=proven,
            clean=clean,
            missed=self._examples(entry.get("bekend_gemist")),
            eleven_test=check == "elfproef",
            threshold=threshold,
            source=f"{self._path.name}:{node.line}",
        )

    def _guard(self, node: Node, groups: Groups, *, cased: bool) -> Guard | None:
        entry = self._entry(node, _GUARD_KEYS)
        if set(entry) != _GUARD_KEYS:
            self._mistake(node.line, "een tenzij heeft patroon, waarom, wel_vrij en toch_raak")
            return None
        # A guard is only tried on a hit, so it needs no anchors.
        pattern = self._pattern(entry["patroon"], groups, cased=cased, anchored=False)
        clears, keeps = self._examples(entry["wel_vrij"]), self._examples(entry["toch_raak"])
        if not clears or not keeps:
            self._mistake(node.line, "een tenzij heeft ten minste één wel_vrij en één toch_raak")
        return Guard(pattern, self._text(entry["waarom"]), clears, keeps) if pattern else None

    def _context(self, node: Node, groups: Groups) -> Context | None:
        entry = self._entry(node, _CONTEXT_KEYS)
        context_id = self._id(entry.get("id"), node.line, "context")
        missing = _CONTEXT_KEYS - {"hoofdletters", "patronen", "tokens", "zonder"} - set(entry)
        if missing:
            self._mistake(node.line, f"context {context_id}: {', '.join(sorted(missing))} ontbreekt")
            return None
        named = [item for item in self._list(entry["geldt_voor"]) if self._text(item) != "alle"]
        chosen = [self._choice(item, Category) for item in named]
        cased = self._yes(entry.get("hoofdletters"))
        effect = self._choice(entry["werking"], Effect)
        clears, keeps = self._examples(entry["wel_vrij"]), self._examples(entry["toch_raak"])
        if not clears or not keeps:
            self._mistake(node.line, f"context {context_id}: geef ten minste één wel_vrij en één toch_raak")
        return Context(
            id=context_id,
            categories=frozenset(c for c in chosen if c is not None) or frozenset(Category),
            effect=effect or Effect.CLEAR,
            patterns=self._patterns(entry.get("patronen"), groups, cased=cased, hit=True),
            tokens=tuple(
                json.dumps([self._token(token, groups) for token in self._list(pattern)])
                for pattern in self._list(entry.get("tokens"))
            ),
            without=tuple(
                pattern
                for item in self._list(entry.get("zonder"))
                if (pattern := self._absence(item, groups)) is not None
            ),
            why=self._text(entry["waarom"]),
            clears=clears,
            keeps=keeps,
            source=f"{self._path.name}:{node.line}",
        )

    def _absence(self, node: Node, groups: Groups) -> Pattern | None:
        """Returns what may not stand in the sentence; `<naam>` is a name, known by its capital inside a sentence."""
        if self._text(node) == "<naam>":
            return Pattern("<naam>", _NAME, frozenset(), cased=True, line=node.line)
        return self._pattern(node, groups, cased=False, anchored=False)

    def _token(self, node: Node, groups: Groups) -> dict[str, object]:
        """Returns one token of a spaCy pattern: `<groep>` stands for its words, TREFFER for the hit."""
        token: dict[str, object] = {}
        for key, value in self._map(node).items():
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
            return [self._text(item) for item in node.value]
        written = self._text(node)
        if written in {"ja", "nee"}:
            return written == "ja"
        if written.startswith("<") and written.endswith(">"):
            if written[1:-1] not in groups.words:
                self._mistake(node.line, f"de woordgroep {written} staat niet in {GROUPS}")
            return list(groups.words.get(written[1:-1], ()))
        return written

    def _rule_terms(self, node: Node | None) -> tuple[Term, ...]:
        found: dict[Term, None] = {}
        for item in self._list(node):
            for written in self._readings(item):
                term = self._term(written, item.line)
                if term is None:
                    continue
                key = (term.text, term.open_left, term.open_right, term.cased)
                earlier = self._terms.setdefault(key, f"{self._path.name}:{item.line}")
                if term in found or earlier != f"{self._path.name}:{item.line}":
                    self._mistake(item.line, f"deze term staat ook op {earlier}: {written}")
                else:
                    found[term] = None
        return tuple(found)

    def _patterns(self, node: Node | None, groups: Groups, *, cased: bool, hit: bool = False) -> tuple[Pattern, ...]:
        found = (self._pattern(item, groups, cased=cased, hit=hit) for item in self._list(node))
        return tuple(pattern for pattern in found if pattern is not None)

    def _pattern(
        self, node: Node, groups: Groups, *, cased: bool, hit: bool = False, anchored: bool = True
    ) -> Pattern | None:
        written = self._text(node)
        try:
            expression = expand_pattern(written, groups, hit=hit)
            tree = parse(expression.sketch)
        except (ShorthandError, re.error) as error:
            self._mistake(node.line, f"{error}")
            return None
        if hit and HIT not in expression.full:
            self._mistake(node.line, "een patroon van een context noemt <treffer>")
        if may_be_empty(tree):
            self._mistake(node.line, "dit patroon past ook op niets")
            return None
        if not cased and re.sub(r"\\[A-Z]|\(\?P<", "", written) != re.sub(r"\\[A-Z]|\(\?P<", "", written).lower():
            self._mistake(node.line, "schrijf een patroon in kleine letters, of zet hoofdletters: ja bij de regel")
        needed = anchors(tree, self._signs) if anchored else frozenset()
        return Pattern(written, expression.full, needed, cased, node.line)

    def _examples(self, node: Node | None) -> tuple[Example, ...]:
        return tuple(self._example(item) for item in self._list(node))

    def _example(self, node: Node) -> Example:
        """Returns the example without its marks."""
        written = self._text(node)
        text, marked, last = "", [], 0
        for mark in _MARK.finditer(written):
            text += written[last : mark.start()]
            marked.append((len(text), len(text) + len(mark[1])))
            text += mark[1]
            last = mark.end()
        return Example(text + written[last:], tuple(marked), node.line)

    def _open(self, path: Path, keys: set[str]) -> Mapping[str, Node]:
        self._path = path
        try:
            entry = self._entry(compose(path.read_text(encoding="utf-8")), keys)
        except NotationError as error:
            raise OwnDataError(f"{path.name}:{error.line}: {error.reason}") from None
        except UnicodeDecodeError:
            raise OwnDataError(f"{path.name}:1: sla dit bestand op als UTF-8") from None
        if self._text(entry.get("formaat")) != FORMAT:
            self._mistake(1, f"dit bestand heeft niet formaat: {FORMAT}")
        return entry

    def _entry(self, node: Node, keys: set[str]) -> Mapping[str, Node]:
        entry = self._map(node)
        for key in entry.keys() - keys:
            self._mistake(entry[key].line, f"onbekende sleutel '{key}'")
        return entry

    def _map(self, node: Node | None) -> Mapping[str, Node]:
        if node is not None and node.kind == "map" and isinstance(node.value, Mapping):
            return node.value
        self._mistake(node.line if node else 1, "hier hoort een blok met sleutels te staan")
        return {}

    def _list(self, node: Node | None) -> tuple[Node, ...]:
        if node is None or node.value == "":
            return ()
        if isinstance(node.value, tuple):
            return node.value
        self._mistake(node.line, "hier hoort een lijst te staan")
        return ()

    def _text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node.value, str) and node.value.strip():
            return node.value
        self._mistake(node.line, "hier hoort tekst te staan")
        return ""

    def _yes(self, node: Node | None) -> bool:
        written = self._text(node)
        if written not in {"", "ja", "nee"}:
            self._mistake(node.line if node else 1, "vul ja of nee in")
        return written == "ja"

    def _threshold(self, node: Node | None) -> float | None:
        written = self._text(node)
        if node is None or re.fullmatch(r"0\.[0-9]{1,3}", written):
            return float(written) if written else None
        self._mistake(node.line, "een drempel is een getal tussen 0 en 1, zoals 0.9")
        return None

    def _choice(self, node: Node | None, options: type[_Option]) -> _Option | None:
        written = self._text(node)
        for option in options:
            if option.value == written:
                return option
        self._mistake(node.line if node else 1, f"kies uit: {', '.join(option.value for option in options)}")
        return None

    def _id(self, node: Node | None, line: int, prefix: str) -> str:
        written = self._text(node)
        if not _ID.match(written) or not written.startswith(f"{prefix}."):
            self._mistake(line, f"een id ziet eruit als {prefix}.naam")
        earlier = self._ids.setdefault(written, f"{self._path.name}:{line}")
        if earlier != f"{self._path.name}:{line}":
            self._mistake(line, f"het id {written} staat ook op {earlier}")
        return written

    def _readings(self, node: Node) -> list[str]:
        try:
            return expand_braces(self._text(node))
        except ShorthandError as error:
            self._mistake(node.line, str(error))
            return []

    def _term(self, written: str, line: int) -> Term | None:
        try:
            return parse_term(written)
        except ShorthandError as error:
            self._mistake(line, str(error))
            return None

    def _mistake(self, line: int, message: str) -> None:
        self._mistakes.append(f"{self._path.name}:{line}: {message}")


def written_terms(rules: RuleSet) -> Iterator[tuple[Rule, Term]]:
    """Yields every term with its rule, for reports and tests."""
    for rule in rules.rules:
        for term in rule.terms:
            yield rule, term
