"""Reads `onderdrukt.yaml`: which findings are silenced, by whom, why and until when; mistakes come as file:line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.errors import NotationError, OwnDataError, UnreadableError
from pipeline.formats import parse_date
from pipeline.model import Finding
from pipeline.nodes import Node, compose

SUPPRESSIONS: Final = "onderdrukt.yaml"
FORMAT: Final = "1"
SHORTEST_REASON: Final = 20
"""Characters."""

_CHOOSERS: Final = ("regel", "vingerafdruk", "pad")
_NEEDED: Final = ("reden", "door", "op", "tot")
_RULE: Final = re.compile(r"[a-z]+\.[a-z0-9_]+")
_PRINT: Final = re.compile(r"v[0-9]:[0-9a-f]{32}")
_GLOB: Final = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One entry of the file: what is silenced. All that it names must hold.

    Attributes:
        rule: id of a rule, or "" for every rule.
        fingerprint: print of a finding, or "" for every finding.
        path: a pattern of paths, or "" for every path; `*` and `?` stay within one folder, `**` goes through any.
        reason: why, in at least 20 characters.
        person: who answers for it.
        since: the first day on which it holds.
        until: the last day, at most twelve months later.
        source: the entry as file:line.
    """

    rule: str
    fingerprint: str
    path: str
    reason: str
    person: str
    since: date
    until: date
    source: str

    def covers(self, path: str, finding: Finding) -> bool:
        """Tells whether a finding is one that this entry names, on whatever day."""
        return (
            self.rule in {"", finding.rule}
            and self.fingerprint in {"", finding.fingerprint}
            and (not self.path or fits(self.path, path))
        )


def fits(pattern: str, path: str) -> bool:
    """Tells whether a pattern is that of a path: of the whole path, or of its end from a folder on."""
    expression = "".join(_piece(piece) for piece in _GLOB.findall(pattern))
    start = "" if pattern.startswith("/") else "(?:.*/)?"
    return re.fullmatch(start + expression, path.replace("\\", "/"), re.DOTALL) is not None


def load_suppressions(path: Path, rules: Collection[str] | None = None) -> tuple[Suppression, ...]:
    """Returns the entries of a file.

    Args:
        path: the file.
        rules: the ids of all rules; a rule that is not among them is a mistake. Without it any id will do.

    Raises:
        UnreadableError: the file is not there or cannot be opened.
        OwnDataError: a mistake in it; the message lists every mistake as file:line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OwnDataError(f"{path.name}:1: sla dit bestand op als UTF-8") from None
    except OSError as error:
        reason = f"'{path}' kan niet worden gelezen ({type(error).__name__}). Noem een bestand dat er is."
        raise UnreadableError(reason) from None
    reader = _Reader(path.name, rules)
    try:
        entries = reader.entries(compose(text))
    except NotationError as error:
        raise OwnDataError(f"{path.name}:{error.line}: {error.reason}") from None
    if reader.mistakes:
        raise OwnDataError("\n".join(reader.mistakes))
    return entries


def a_year_after(day: date) -> date:
    """Returns the last day of the twelve months that begin on `day`, counted so that the same date is still in them."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


class _Reader:
    """One file, and the mistakes so far; a wrong field becomes empty and reading goes on."""

    def __init__(self, name: str, rules: Collection[str] | None) -> None:
        self.mistakes: list[str] = []
        self._name = name
        self._rules = rules

    def entries(self, root: Node) -> tuple[Suppression, ...]:
        top = self._block(root, {"formaat", "onderdrukt"})
        if self._text(top.get("formaat")) != FORMAT:
            self._mistake(root.line, f"zet 'formaat: {FORMAT}' boven in het bestand")
        listed = top.get("onderdrukt")
        if listed is None or not isinstance(listed.value, tuple | str) or (listed.value and listed.kind != "list"):
            self._mistake(listed.line if listed else root.line, "onder 'onderdrukt' hoort een lijst te staan")
            return ()
        found = (self._entry(node) for node in listed.value if isinstance(node, Node))
        return tuple(entry for entry in found if entry is not None)

    def _entry(self, node: Node) -> Suppression | None:
        known = len(self.mistakes)
        entry = self._block(node, {*_CHOOSERS, *_NEEDED})
        for key in _NEEDED:
            if key not in entry:
                self._mistake(node.line, f"'{key}' ontbreekt")
        if not any(key in entry for key in _CHOOSERS):
            self._mistake(node.line, f"noem wat wordt onderdrukt: {', '.join(_CHOOSERS)}")
        since, until = self._day(entry.get("op")), self._day(entry.get("tot"))
        if since and until and not since <= until <= a_year_after(since):
            self._mistake(entry["tot"].line, "'tot' ligt op of na 'op', en ten hoogste twaalf maanden later")
        made = Suppression(
            rule=self._rule(entry.get("regel")),
            fingerprint=self._print(entry.get("vingerafdruk")),
            path=self._pattern(entry.get("pad")),
            reason=self._reason(entry.get("reden")),
            person=self._text(entry.get("door")),
            since=since or date.min,
            until=until or date.min,
            source=f"{self._name}:{node.line}",
        )
        return made if len(self.mistakes) == known else None

    def _rule(self, node: Node | None) -> str:
        written = self._text(node)
        if node is None or not written:
            return ""
        if not _RULE.fullmatch(written) or (self._rules is not None and written not in self._rules):
            self._mistake(node.line, "deze regel bestaat niet; `poortwachter rules list` noemt ze")
        return written

    def _print(self, node: Node | None) -> str:
        written = self._text(node)
        if node is not None and written and not _PRINT.fullmatch(written):
            self._mistake(node.line, "een vingerafdruk ziet eruit als v1: met 32 cijfers en letters; neem hem over")
        return written

    def _pattern(self, node: Node | None) -> str:
        written = self._text(node).replace("\\", "/")
        if node is not None and written and not re.search(r"[^*?/.]", written):
            self._mistake(node.line, "dit pad raakt alles; noem een map of een bestand")
        return written

    def _reason(self, node: Node | None) -> str:
        written = " ".join(self._text(node).split())
        if node is not None and len(written) < SHORTEST_REASON:
            self._mistake(node.line, f"de reden heeft ten minste {SHORTEST_REASON} tekens")
        return written

    def _day(self, node: Node | None) -> date | None:
        written = self._text(node)
        day = parse_date(written)
        if node is not None and written and day is None:
            self._mistake(node.line, "schrijf een bestaande dag als jjjj-mm-dd")
        return day

    def _block(self, node: Node, keys: set[str]) -> Mapping[str, Node]:
        if not isinstance(node.value, Mapping):
            self._mistake(node.line, "hier hoort een blok met sleutels te staan")
            return {}
        for key, value in node.value.items():
            if key not in keys:
                self._mistake(value.line, f"onbekende sleutel '{key}'")
        return node.value

    def _text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self._mistake(node.line, "hier hoort tekst te staan")
        return ""

    def _mistake(self, line: int, message: str) -> None:
        self.mistakes.append(f"{self._name}:{line}: {message}")


def _piece(piece: str) -> str:
    match piece:
        case "**/":
            return "(?:.*/)?"
        case "**":
            return ".*"
        case "*":
            return "[^/]*"
        case "?":
            return "[^/]"
        case _:
            return re.escape(piece)
